package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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
	if !slices.Equal(opened, want[:3]) { // a hundred windows would help nobody
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
