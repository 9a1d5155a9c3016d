package replace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// contents returns the content of a folder: files by their content, folders as "/".
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, e := range entries {
		if e.IsDir() {
			all[e.Name()] = "/"
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

func checkContents(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	got := contents(t, dir)
	for name, data := range got {
		if w, ok := want[name]; !ok || w != data {
			t.Errorf("%s: %q, want %q (%t)", name, data, w, ok)
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is not there", name)
		}
	}
}

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skip(err)
	}
}

func TestReplaceWritesNewFilesAndReplacesOldOnes(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("長い名前", 15) + ".pdf"
	write(t, filepath.Join(dir, "a.xlsx"), "an old and longer content")
	target, err := Files(t.Context(),
		File{filepath.Join(dir, "a.xlsx"), []byte("new")},
		File{filepath.Join(dir, "empty"), nil},
		File{filepath.Join(dir, long), []byte("long")},
	)
	if target != "" || err != nil {
		t.Errorf("%q, %v", target, err)
	}
	checkContents(t, dir, map[string]string{"a.xlsx": "new", "empty": "", long: "long"})
}

func TestReplaceOfNothingDoesNothing(t *testing.T) {
	if target, err := Files(t.Context()); target != "" || err != nil {
		t.Errorf("%q, %v", target, err)
	}
}

func TestReplaceWritesInTheWorkingFolder(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if target, err := Files(t.Context(), File{"a.pdf", []byte("new")}); err != nil {
		t.Errorf("%q, %v", target, err)
	}
	checkContents(t, dir, map[string]string{"a.pdf": "new"})
}

func TestReplaceChangesNothingIfOneTargetFails(t *testing.T) {
	for _, bad := range []string{"folder", filepath.Join("nowhere", "a.pdf"), filepath.Join("old", "a.pdf")} {
		for place := range 3 {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "folder"), 0o777); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "old"), "old")
			files := []File{
				{filepath.Join(dir, "old"), []byte("changed")},
				{filepath.Join(dir, "new"), []byte("new")},
			}
			files = slices.Insert(files, place, File{filepath.Join(dir, bad), []byte("bad")})
			target, err := Files(t.Context(), files...)
			var p *fs.PathError
			if target != files[place].Path || !errors.As(err, &p) {
				t.Errorf("%s at %d: %q, %v", bad, place, target, err)
			}
			checkContents(t, dir, map[string]string{"folder": "/", "old": "old"})
		}
	}
}
