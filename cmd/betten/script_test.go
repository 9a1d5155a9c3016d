package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// asProgram turns the test binary into the real program, for tests that kill it.
const asProgram = "BETTEN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		status := start()
		notePeak()
		os.Exit(status)
	}
	testscript.Main(m, map[string]func(){
		"betten": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	fonts, err := filepath.Abs(filepath.Join("..", "..", "fonts"))
	if err != nil {
		t.Fatal(err)
	}
	lookalikes, err := filepath.Abs(filepath.Join("..", "..", "internal", "into", "testdata", "lookalike"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("FONTS", fonts)
			env.Setenv("LOOKALIKES", lookalikes)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"age":         age,
			"append":      appendByte,
			"assessments": assessments,
			"exits":       exits,
			"holds":       holds,
			"prints":      prints,
			"replace":     replaceText,
			"resave":      resave,
			"type":        typeCells,
			"zip":         zipFiles,
		},
		Condition: condition,
	})
}

// exits STATUS PROGRAM ARGS… runs a program. It must end with that status and must not crash.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits status program args…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	stdout, stderr := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	if out := stdout + stderr; strings.Contains(out, "panic") || strings.Contains(out, "goroutine") {
		ts.Fatalf("crashed:\n%s", out)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d\nstdout:\n%s\nstderr:\n%s", got, want, stdout, stderr)
	}
}

// holds FOLDER NAMES… asserts that a folder contains exactly these names.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: holds folder names…")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var got []string
	for _, e := range entries {
		if e.Name() != ".tmp" { // the script's own
			got = append(got, e.Name())
		}
	}
	want := slices.Sorted(slices.Values(args[1:]))
	if !slices.Equal(got, want) {
		ts.Fatalf("%s holds %q, want %q", args[0], got, want)
	}
}

// age FILES… makes files an hour older.
func age(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: age files…")
	}
	for _, name := range args {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		then := info.ModTime().Add(-time.Hour)
		ts.Check(os.Chtimes(ts.MkAbs(name), then, then))
	}
}

// replace OLD NEW FILE replaces a text that occurs once in a file.
func replaceText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace old new file")
	}
	data := ts.ReadFile(args[2])
	if n := strings.Count(data, args[0]); n != 1 {
		ts.Fatalf("%q stands %d times in %s", args[0], n, args[2])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Replace(data, args[0], args[1], 1)), 0o666))
}
