package replace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestAFileIsReplacedUnderItsRights(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "評価書.xlsx")
	if err := Checked(t.Context(), File{path, []byte("new")}); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Checked(t.Context(), File{path, []byte("newer")}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if err := Checked(t.Context(), File{path, []byte("newest")}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a file that may only be read: %v", err)
	}
	checkContents(t, dir, map[string]string{"評価書.xlsx": "newer"})
	os.Chmod(path, 0o600) // otherwise Windows cannot remove it
}

func TestALinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	write(t, path, "old")
	if err := os.Symlink(path, filepath.Join(dir, "b.xlsx")); err != nil {
		t.Skip(err)
	}
	if err := Checked(t.Context(), File{filepath.Join(dir, "b.xlsx"), []byte("new")}); err != nil {
		t.Fatal(err)
	}
	checkContents(t, dir, map[string]string{"a.xlsx": "new", "b.xlsx": "new"})
	if info, err := os.Lstat(filepath.Join(dir, "b.xlsx")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
}
