package replace

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"betten/internal/specimen"
)

func TestFullDiskLeavesWhatWasThere(t *testing.T) {
	large := bytes.Repeat([]byte("x"), 120<<10) // there is no room for the third
	for _, test := range []struct {
		name    string
		replace func(t *testing.T, dir string, names ...string) (string, error)
	}{
		{"a store", func(t *testing.T, dir string, names ...string) (string, error) {
			s := openTestStore(t, dir)
			var files []File
			for _, name := range names {
				files = append(files, File{name, large})
			}
			target, err := s.Replace(t.Context(), files...)
			checkBelow(t, filepath.Join(dir, workName), "lock")
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			return filepath.Join(dir, target), err
		}},
		{"files", func(t *testing.T, dir string, names ...string) (string, error) {
			var files []File
			for _, name := range names {
				files = append(files, File{filepath.Join(dir, name), large})
			}
			return Files(t.Context(), files...)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := specimen.Disk(t, "256k")
			specimen.Fill(t, dir, "a.xlsx", "a.pdf")
			before := below(t, dir)
			target, err := test.replace(t, dir, "a.xlsx", "new.toml", "a.pdf")
			if target != filepath.Join(dir, "a.pdf") || !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%q, %v", target, err)
			}
			if checkBelow(t, dir, before...); !t.Failed() {
				checkContents(t, dir, map[string]string{"a.xlsx": "a.xlsx", "a.pdf": "a.pdf"})
			}
		})
	}
}

func TestFullDiskOpensNoStore(t *testing.T) {
	dir := specimen.Disk(t, "256k")
	os.WriteFile(filepath.Join(dir, "full"), make([]byte, 1<<20), 0o666)
	if s, err := OpenStore(filepath.Join(dir, "out")); err == nil {
		s.Close()
		t.Error("opened, though a folder it makes cannot be noted")
	} else if !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
	checkBelow(t, dir, "full")
}
