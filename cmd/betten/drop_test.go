package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

const warned = "form = \"juten\"\n[[change]]\ndate = 2024-11-19\nitem = \"Ⅰ\"\nbefore = \"旧\"\nafter = \"新\"\ntiming = \"事前\"\n"

func TestThePageOfProblemsIsOpenedWhenTheExplorerStartedTheProgram(t *testing.T) {
	var files, want []string
	for _, name := range []string{"一.toml", "二.toml", "三.toml", "四.toml"} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(warned), 0o666); err != nil {
			t.Fatal(err)
		}
		files, want = append(files, file), append(want, strings.TrimSuffix(file, ".toml")+".確認.html")
	}
	var opened []string
	from := launch{open: func(path string) error { opened = append(opened, path); return nil }}
	var out, errs bytes.Buffer
	if status := from.run(t.Context(), files, strings.NewReader(""), &out, &errs); status != exitDone {
		t.Fatalf("exit status %d\n%s%s", status, &out, &errs)
	}
	if !slices.Equal(opened, want[:3]) { // a hundred windows would be useless
		t.Errorf("opened %q, want %q", opened, want[:3])
	}
	for _, page := range want {
		if _, err := os.Stat(page); err != nil || !strings.Contains(out.String(), page) {
			t.Errorf("%v, or not told of:\n%s", err, &out)
		}
	}

	opened = nil
	if status := run(t.Context(), files, strings.NewReader(""), &out, &errs); status != exitDone || len(opened) > 0 {
		t.Errorf("exit status %d, opened %q", status, opened)
	}
	if status := from.run(t.Context(), append([]string{"build"}, files...), strings.NewReader(""), &out, &errs); status != exitDone || len(opened) > 0 {
		t.Errorf("a command: exit status %d, opened %q", status, opened)
	}
}

// appendByte TO FROM copies a file and appends a line feed, as if another program had saved it.
func appendByte(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append to from")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[1])+"\n"), 0o666))
}

// zipFiles ZIP FILES… puts files into a zip.
func zipFiles(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: zip zip files…")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range args[1:] {
		w, err := z.Create(name)
		ts.Check(err)
		_, err = w.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}
