// Package replace writes files so that nothing is lost: a file is never seen half
// written, and a set of files is replaced as a whole or stays as it was.
package replace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"

	"betten/internal/disk"
)

// A File is a whole file to be written.
type File struct {
	Path string
	Data []byte
}

// Files writes files and replaces existing ones. It writes each one beside its target and
// syncs it. When all are safely written, it renames them. If one cannot be replaced, the
// others stay as they were. A link itself is replaced, not the file it points to. A target
// that is not a file, or that may not be written, is not replaced.
//
// If ctx is done before the first file is renamed, no file is renamed and the error is that
// of ctx. Any other error is an *fs.PathError or an *os.LinkError, and target is the path it
// is about.
func Files(ctx context.Context, files ...File) (target string, err error) {
	writing.RLock()
	defer writing.RUnlock()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	w := writer{system{}, filepath.Dir}
	staged, err := w.stage(files)
	defer w.discard(staged, &err)
	if err != nil {
		return files[len(staged)].Path, err
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if n, err := w.rename(staged, files); err != nil {
		return files[n].Path, err
	}
	for _, f := range files {
		removeStrays(f.Path)
	}
	return "", nil
}

// writing is held for reading while files are written.
var writing sync.RWMutex

// Settle waits until nothing is being written. After that a program whose context is done
// may exit: each set of files is complete or untouched, and no temporary file is left.
func Settle() {
	writing.Lock()
	writing.Unlock() //lint:ignore SA2001 waiting is all it does
}

// removeStrays removes temporary files that killed runs left beside a file just written.
// Another run may be working there, so it removes only files a day older than that file.
// Both times come from the disk, so the clock of this machine does not matter.
func removeStrays(beside string) {
	written, err := os.Stat(beside)
	if err != nil {
		return
	}
	dir := filepath.Dir(beside)
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if staged, _ := path.Match(stagedPattern, e.Name()); !staged || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && written.ModTime().Sub(info.ModTime()) > 24*time.Hour {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// A writer replaces files in two steps: stage, after which everything is safely written and
// nothing has changed, and rename.
type writer struct {
	place
	workplace func(target string) string // the folder where a file is written first, on the same disk
}

// A place is what a writer needs: the system, or an os.Root.
type place interface {
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error)
	Readlink(name string) (string, error)
	Symlink(to, name string) error
	Chmod(name string, mode fs.FileMode) error
	Chtimes(name string, read, written time.Time) error
	Rename(from, to string) error
	Remove(name string) error
}

type system struct{}

func (system) Stat(name string) (fs.FileInfo, error)            { return os.Stat(name) }
func (system) Lstat(name string) (fs.FileInfo, error)           { return os.Lstat(name) }
func (system) Readlink(name string) (string, error)             { return os.Readlink(name) }
func (system) Symlink(to, name string) error                    { return os.Symlink(to, name) }
func (system) Chmod(name string, mode fs.FileMode) error        { return os.Chmod(name, mode) }
func (system) Chtimes(name string, read, write time.Time) error { return os.Chtimes(name, read, write) }
func (system) Rename(from, to string) error                     { return os.Rename(from, to) }
func (system) Remove(name string) error                         { return os.Remove(name) }
func (system) OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	return os.OpenFile(name, flag, perm)
}

// stage writes files until one fails, and returns the names of the files it created.
func (w writer) stage(files []File) (staged []string, err error) {
	for _, f := range files {
		name, err := w.stageOne(f)
		if err != nil {
			return staged, err
		}
		staged = append(staged, name)
	}
	return staged, nil
}

func (w writer) stageOne(f File) (name string, err error) {
	if info, err := w.Stat(f.Path); err == nil {
		if err := mayBeReplaced(info); err != nil {
			return "", &fs.PathError{Op: "write", Path: f.Path, Err: err}
		}
	}
	name, out, err := w.create(w.workplace(f.Path))
	if err != nil {
		return "", err
	}
	_, err = out.Write(f.Data)
	if err == nil {
		err = out.Sync()
	}
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		w.Remove(name)
	}
	return name, err
}

// mayBeReplaced is checked before anything is renamed. Windows would refuse a read-only file
// only after earlier files have been replaced. Unix would replace even a device, which for
// root may be /dev/null.
func mayBeReplaced(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errIsFolder
	case !disk.IsFile(info):
		return disk.ErrNotRegular
	case info.Mode().Perm()&0o222 == 0:
		return fs.ErrPermission
	}
	return nil
}

var errIsFolder = errors.New("is a directory")

// The names that create gives to files, and the pattern that recognises them.
const (
	stagedName    = ".%016x.betten-tmp"
	stagedPattern = ".????????????????.betten-tmp"
)

// create creates a file with a new name in a folder. The name is short, since the target's
// name may be as long as the system allows. The file has the permissions of the user's other
// files, unlike a temporary file of the system.
func (w writer) create(dir string) (name string, out *os.File, err error) {
	for try := 0; ; try++ {
		name = filepath.Join(dir, fmt.Sprintf(stagedName, rand.Uint64()))
		out, err = w.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil || !errors.Is(err, fs.ErrExist) || try == 100 {
			return name, out, err
		}
	}
}

// discard removes the staged files that were not renamed. It sets err only if there is no
// earlier error.
func (w writer) discard(staged []string, err *error) {
	for _, name := range staged {
		if e := w.Remove(name); e != nil && !errors.Is(e, fs.ErrNotExist) && *err == nil {
			*err = e
		}
	}
}
