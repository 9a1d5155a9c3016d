package archive

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// errNotTheSame tells that a disk gave back other bytes than were written.
var errNotTheSame = errors.New("read back otherwise than written")

// ReplaceChecked replaces one file as Replace does, after what was written beside it
// was read back and found the same. A file that may only be read is not replaced; of
// any other, the new one may be read by the same users. A link is followed.
func ReplaceChecked(f File) (err error) {
	writing.RLock()
	defer writing.RUnlock()
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
	if _, err := w.rename(staged, []File{f}); err != nil {
		return err
	}
	removeStrays(f.Path)
	return nil
}
