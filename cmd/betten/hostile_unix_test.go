//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A folder may contain a link back to itself or out of itself, a device that never ends, or a pipe
// without a writer.
func TestAFolderThatLeadsAstrayIsWalkedToItsEnd(t *testing.T) {
	for name, test := range map[string]struct {
		make  func(in string) error
		words string // "" if there is no message
	}{
		"a link to itself":      {func(in string) error { return os.Symlink(".", filepath.Join(in, "loop")) }, ""},
		"a link to the root":    {func(in string) error { return os.Symlink("/", filepath.Join(in, "root")) }, ""},
		"a link to a file":      {func(in string) error { return os.Symlink("../secret.toml", filepath.Join(in, "b.toml")) }, "フォルダの外を指すリンク"},
		"a device without end":  {func(in string) error { return os.Symlink("/dev/zero", filepath.Join(in, "b.toml")) }, "フォルダの外を指すリンク"},
		"a pipe":                {func(in string) error { return syscall.Mkfifo(filepath.Join(in, "b.xlsx"), 0o666) }, "ファイルでもフォルダでもない"},
		"a link that is a loop": {func(in string) error { return os.Symlink("b.toml", filepath.Join(in, "b.toml")) }, "読めませんでした"},
		"folders in folders":    {deepFolders, "長すぎるので、読めませんでした"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{"in/a.toml": entries, "secret.toml": entries})
			if err := test.make(filepath.Join(dir, "in")); err != nil {
				t.Fatal(err)
			}
			r := ends(t, dir, nil, "batch", "in", "-o", "out")
			if test.words == "" {
				r.succeeds(t)
			} else {
				r.fails(t, exitFailed, test.words)
			}
			checkTree(t, filepath.Join(dir, "out"), nil, "a.pdf", "a.xlsx")
		})
	}
}

// deepFolders makes nested folders, deeper than any path is long.
func deepFolders(in string) error {
	at, err := os.OpenRoot(in)
	if err != nil {
		return err
	}
	defer func() { at.Close() }()
	for range 600 {
		name := strings.Repeat("d", 10)
		if err := at.Mkdir(name, 0o777); err != nil {
			return err
		}
		next, err := at.OpenRoot(name)
		if err != nil {
			return err
		}
		at.Close()
		at = next
	}
	return nil
}
