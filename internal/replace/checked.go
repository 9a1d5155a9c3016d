package replace

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// errNotTheSame is the error of a disk that returned other bytes than were written.
var errNotTheSame = errors.New("read back otherwise than written")

// Checked replaces one file as Files does, but first reads back what it wrote and compares
// it. The new file gets the permissions of the old one. A read-only file is not replaced. A
// link is followed.
func Checked(ctx context.Context, f File) (err error) {
	writing.RLock()
	defer writing.RUnlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if real, err := filepath.EvalSymlinks(f.Path); err == nil {
		f.Path = real
	}
	w := writer{system{}, filepath.Dir}
	old, statErr := os.Stat(f.Path)
	if statErr == nil && old.Mode().Perm()&0o200 == 0 {
		return &fs.PathError{Op: "write", Path: f.Path, Err: fs.ErrPermission}
	}
	staged, err := w.stage([]File{f})
	defer w.discard(staged, &err)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(staged[0])
	if err != nil {
		return err
	}
	if !bytes.Equal(data, f.Data) {
		return &fs.PathError{Op: "write", Path: f.Path, Err: errNotTheSame}
	}
	if statErr == nil {
		if err := os.Chmod(staged[0], old.Mode().Perm()); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, err := w.rename(staged, []File{f}); err != nil {
		return err
	}
	removeStrays(f.Path)
	return nil
}
