package replace

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"betten/internal/disk"
)

// rename renames staged files to their targets. If one fails, the earlier ones are restored.
// n is how many had been replaced.
func (w writer) rename(staged []string, files []File) (n int, err error) {
	kept := make([]string, len(files))
	defer func() {
		for _, name := range kept {
			if name != "" {
				w.remove(name) // if this fails, the next run clears it
			}
		}
	}()
	for i := range max(0, len(files)-1) { // after the last one, nothing can fail
		if kept[i], err = w.keep(files[i].Path); err != nil {
			return i, err
		}
	}
	for i, f := range files {
		if err := w.renameOne(staged[i], f.Path); err != nil {
			return i, errors.Join(err, w.putBack(files[:i], kept))
		}
	}
	return len(files), nil
}

// keep copies the file at a target, so that it can be restored. The name is empty if there
// is no such file. A second link would not do: Windows does not remove a link to an open
// file.
func (w writer) keep(target string) (name string, err error) {
	info, err := w.Lstat(target)
	if err != nil {
		return "", nil // if anything is wrong, the renaming fails
	}
	dir := w.workplace(target)
	if info.Mode()&fs.ModeSymlink != 0 {
		name = filepath.Join(dir, fmt.Sprintf(stagedName, rand.Uint64()))
		if to, err := w.Readlink(target); err == nil && w.Symlink(to, name) == nil {
			return name, nil
		}
	}
	var in *os.File
	if err := patient(func() (err error) {
		in, err = w.OpenFile(target, os.O_RDONLY, 0)
		return err
	}); err != nil {
		return "", err
	}
	defer in.Close()
	name, out, err := w.create(dir)
	if err != nil {
		return "", err
	}
	w.Chmod(name, info.Mode().Perm()) // if the disk has permissions
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		w.Remove(name)
		return "", err
	}
	w.Chtimes(name, time.Time{}, info.ModTime()) // a batch compares the times
	return name, nil
}

// putBack undoes the renaming of files; kept has the names of the copies.
func (w writer) putBack(files []File, kept []string) (err error) {
	for i, f := range files {
		if kept[i] == "" {
			err = errors.Join(err, w.remove(f.Path))
			continue
		}
		if kept, e := w.OpenFile(kept[i], os.O_RDWR, 0); e == nil {
			err = errors.Join(err, kept.Sync(), kept.Close())
		}
		err = errors.Join(err, w.renameOne(kept[i], f.Path))
	}
	return err
}

// renameOne renames a file. It retries, because a virus scanner or a search index may have
// the file open for a moment.
func (w writer) renameOne(from, to string) error {
	err := patient(func() error { return w.Rename(from, to) })
	if disk.DeniedOrInUse(err) {
		// Permission was checked before, so it is not the cause.
		return &fs.PathError{Op: "write", Path: to, Err: fmt.Errorf("%w: %w", disk.ErrInUse, err)}
	}
	return err
}

func (w writer) remove(name string) error {
	return patient(func() error { return w.Remove(name) })
}

// patient retries an operation while a file is in use, for two thirds of a second in all.
func patient(try func() error) (err error) {
	for wait := 10 * time.Millisecond; ; wait *= 2 {
		if err = try(); !disk.DeniedOrInUse(err) || wait > 320*time.Millisecond {
			return err
		}
		sleep(wait)
	}
}

var sleep = time.Sleep
