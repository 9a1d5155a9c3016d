package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// entries is an entry file without errors.
const entries = `form = "juten"
[[change]]
date = 2024-11-19
item = ["Ⅰ　基本情報", "システム１"]
before = "旧い秘密の文"
after = "新しい秘密の文"
timing = "事後"
`

// breaksDown makes the real program panic at a stage: while it makes a PDF, in a worker of a
// worker, while it checks who wrote an output, or while it reports a problem.
const breaksDown = "BETTEN_TEST_BREAKS_DOWN"

func init() {
	switch stage := os.Getenv(breaksDown); stage {
	case "pdf", "xlsx":
		renderers[stage] = func(_ io.Writer, a *attachment) error { panic(fmt.Sprint(a.table.Entries)) }
	case "untouched":
		for kind := range untouched {
			untouched[kind] = func(data []byte) bool { panic(string(data)) }
		}
	case "wording":
		terminal = nil
	case "report":
		reports[".csv"] = func(_ *bytes.Buffer, all []outcome) error { panic(all) }
	}
}

// A ran is the result of a run of the real program.
type ran struct {
	status         int // -1 if a signal ended it
	stdout, stderr string
}

// ends runs the real program in a folder. The run must not take longer than a user would wait.
func ends(t *testing.T, dir string, env []string, args ...string) ran {
	t.Helper()
	cmd := program(t, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Env, env...)
	return finish(t, cmd)
}

// finish runs a program to its end. A function may act on it while it runs.
func finish(t *testing.T, cmd *exec.Cmd, during ...func(*os.Process)) ran {
	t.Helper()
	var out, errs bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	if cmd.Stderr == nil {
		cmd.Stderr = &errs
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	for _, do := range during {
		go do(cmd.Process)
	}
	err := cmd.Wait()
	if !late.Stop() {
		t.Errorf("%q hangs", cmd.Args)
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// ofGo matches Go output that no user should see.
var ofGo = regexp.MustCompile(`panic|goroutine|runtime|\.go\b|no such file|permission denied|is a directory|not a directory` +
	`|no space|too long|broken pipe|bad file|i/o error|invalid argument|(open|write|mkdir|rename|stat|read) [/.\w]|0x|%!`)

// fails asserts that a run failed with one message that contains some words.
func (r ran) fails(t *testing.T, status int, words string) {
	t.Helper()
	if r.status != status {
		t.Errorf("exit status %d, want %d", r.status, status)
	}
	said := r.stderr
	if said == "" {
		said = r.stdout // for check, whose result is on standard output
	}
	if n := strings.Count(said, "エラー: "); n != 1 || !strings.Contains(said, words) || !strings.Contains(said, "\n  → ") {
		t.Errorf("%d messages, want one that says %q", n, words)
	}
	r.harmless(t)
	if t.Failed() {
		t.Logf("stdout:\n%s\nstderr:\n%s", r.stdout, r.stderr)
	}
}

// succeeds asserts that a run succeeded.
func (r ran) succeeds(t *testing.T) {
	t.Helper()
	if r.status != 0 || r.stderr != "" {
		t.Errorf("exit status %d\nstdout:\n%s\nstderr:\n%s", r.status, r.stdout, r.stderr)
	}
	r.harmless(t)
}

// harmless asserts that the output is not from Go's runtime and does not control the terminal.
func (r ran) harmless(t *testing.T) {
	t.Helper()
	all := r.stdout + r.stderr
	if found := ofGo.FindString(all); found != "" {
		t.Errorf("%q is shown", found)
	}
	if !utf8.ValidString(all) || strings.ContainsFunc(all, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
		t.Errorf("what is shown may harm: %q", all)
	}
}

// put writes files into a folder.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// tree returns the contents of a folder: files by their bytes, everything else by kind.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if !d.Type().IsRegular() {
			all[rel] = "a " + d.Type().String()
			return nil
		}
		data, err := os.ReadFile(path)
		all[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// checkTree asserts that a folder is unchanged, except for the additions listed.
func checkTree(t *testing.T, dir string, before map[string]string, made ...string) {
	t.Helper()
	after := tree(t, dir)
	for name, data := range before {
		if now, ok := after[name]; !ok || now != data {
			t.Errorf("%s was changed (it is there: %t)", name, ok)
		}
	}
	for name := range before {
		delete(after, name)
	}
	if got, want := slices.Sorted(maps.Keys(after)), slices.Sorted(slices.Values(made)); !slices.Equal(got, want) {
		t.Errorf("new are %q, want %q", got, want)
	}
}

// rewritten changes an entry file so that its outputs differ.
func rewritten(t *testing.T, dir, name string) {
	t.Helper()
	put(t, dir, map[string]string{name: strings.ReplaceAll(entries, "新しい", "もっと新しい")})
}
