//go:build unix

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A build stopped at any moment leaves either the old files or the new ones, each complete. Only
// after a kill may staged files be left. The next build removes them when they are a day old.
func TestABuildThatIsStoppedAtAnyMomentLeavesNothingHalf(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries})
	ends(t, dir, nil, "build", "a.toml").succeeds(t)
	older := tree(t, dir)
	put(t, dir, map[string]string{"a.toml": long(t)})
	start := time.Now()
	if r := ends(t, dir, nil, "build", "a.toml"); r.status != 0 {
		t.Fatal(r.stderr)
	}
	took := time.Since(start)
	newer := tree(t, dir)
	for _, how := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGKILL} {
		t.Run(how.String(), func(t *testing.T) {
			if signal.Ignored(how) { // by the parent process, as with nohup
				t.Skip("this signal is ignored here")
			}
			times, stopped := 6, 0
			if os.Getenv("BETTEN_E2E") == "1" {
				times = 20
			}
			for i := range times {
				put(t, dir, map[string]string{"a.xlsx": older["a.xlsx"], "a.pdf": older["a.pdf"]})
				cmd := program(t, "build", "a.toml")
				cmd.Dir = dir
				var out bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, &out
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				if i%4 == 3 { // while something is being written
					awaitStaged(dir, cmd)
				} else {
					time.Sleep(time.Duration(rand.Int64N(int64(took))))
				}
				cmd.Process.Signal(how)
				cmd.Wait()
				if !cmd.ProcessState.Success() {
					stopped++
				}
				checkStopped(t, dir, how, out.String(), older, newer)
			}
			if stopped == 0 {
				t.Error("all were done before they were stopped")
			}
		})
	}
	stray := filepath.Join(dir, ".0123456789abcdef.betten-tmp")
	put(t, dir, map[string]string{filepath.Base(stray): "half", ".young.betten-tmp": "not ours"})
	if r := ends(t, dir, nil, "build", "a.toml"); r.status != 0 {
		t.Error(r.stderr)
	}
	if _, err := os.Stat(stray); err != nil {
		t.Error("what another run may be writing was removed")
	}
	old := time.Now().Add(-25 * time.Hour)
	for _, name := range []string{stray, filepath.Join(dir, ".young.betten-tmp")} {
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
	}
	if r := ends(t, dir, nil, "build", "a.toml"); r.status != 0 {
		t.Error(r.stderr)
	}
	if _, err := os.Stat(stray); err == nil {
		t.Error("an old stray is left")
	}
	if _, err := os.Stat(filepath.Join(dir, ".young.betten-tmp")); err != nil {
		t.Error("what is not ours was removed")
	}
}

// awaitStaged waits until a program stages a file, or ends.
func awaitStaged(dir string, cmd *exec.Cmd) {
	for range 5000 {
		if found, _ := filepath.Glob(filepath.Join(dir, ".*.betten-tmp")); len(found) > 0 {
			return
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// checkStopped asserts that a folder contains either the older or the newer outputs, and removes
// what a kill may leave.
func checkStopped(t *testing.T, dir string, how os.Signal, said string, older, newer map[string]string) {
	t.Helper()
	now := tree(t, dir)
	for name, data := range now {
		if strings.HasSuffix(name, ".betten-tmp") {
			if how != syscall.SIGKILL {
				t.Errorf("%s is left", name)
			}
			os.Remove(filepath.Join(dir, name))
		} else if data != older[name] && data != newer[name] {
			t.Errorf("%s has %d bytes, and is neither old nor new", name, len(data))
		}
	}
	if how == syscall.SIGKILL {
		return // it may arrive between two renames
	}
	for _, set := range []map[string]string{older, newer} {
		if now["a.xlsx"] == set["a.xlsx"] && now["a.pdf"] != set["a.pdf"] {
			t.Error("the workbook and the PDF do not belong together")
		}
	}
	if ofGo.MatchString(said) {
		t.Errorf("it says %q", said)
	}
}

func TestAStoppedCommandSaysSo(t *testing.T) {
	for _, command := range []string{"build a.toml", "check a.toml", "show a.toml -o a.txt"} {
		t.Run(command, func(t *testing.T) {
			dir := t.TempDir()
			text := long(t)
			if strings.HasPrefix(command, "check") {
				// It prints what it has if that takes half a second at most.
				head, entries, _ := strings.Cut(text, "[[change]]")
				text = head + strings.Repeat("[[change]]"+entries+"\n", 15)
			}
			put(t, dir, map[string]string{"a.toml": text})
			before := tree(t, dir)
			for i := range 60 { // how soon it can be stopped depends on what else runs
				cmd := program(t, strings.Fields(command)...)
				cmd.Dir = dir
				stop := func(p *os.Process) {
					time.Sleep(time.Duration(20+10*(i%30)) * time.Millisecond)
					p.Signal(os.Interrupt)
				}
				if r := finish(t, cmd, stop); r.status == exitFailed && strings.Contains(r.stderr, stoppedMessage) {
					checkTree(t, dir, before)
					return
				}
				for _, made := range []string{"a.xlsx", "a.pdf", "a.txt"} {
					os.Remove(filepath.Join(dir, made))
				}
			}
			t.Error("no run was stopped in time, or none says so")
		})
	}
}

// A user who starts the program with nohup wants it to keep running.
func TestASignalThatIsToBeIgnoredIs(t *testing.T) {
	self := programPath(t)
	for _, command := range []string{"build a.toml", "batch a.toml -o ."} {
		dir := t.TempDir()
		put(t, dir, map[string]string{"a.toml": long(t)})
		cmd := exec.Command("/bin/sh", "-c", `trap "" HUP INT; exec "$0" `+command, self)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram+"=1")
		annoy := func(p *os.Process) {
			for range 5 {
				time.Sleep(30 * time.Millisecond)
				p.Signal(syscall.SIGHUP)
				p.Signal(os.Interrupt)
			}
		}
		if r := finish(t, cmd, annoy); r.status != 0 {
			t.Errorf("%s: %+v", command, r)
		}
		if made := files(t, dir); len(made) != 3 {
			t.Errorf("%s: %q", command, made)
		}
	}
}
