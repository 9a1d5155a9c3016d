package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

const (
	workName = ".betten-work"
	lockName = workName + "/lock"
	noteName = workName + "/made" // folders that were made, each with a NUL after it
)

// A work is a store's work folder: the lock that says who holds the store, the
// note of which folders were made, and files not yet safe. The system lets go of
// the lock when a process ends, however it does.
type work struct {
	root  *os.Root
	lock  *flock.Flock
	notes []string // as in the file, also of killed runs before
	noted int64    // how long the file is, up to the last whole note
}

// errVanished says that something was taken away just after it was made.
var errVanished = errors.New("vanished")

// vanished tells errVanished from what stays wrong however often it is tried. On
// Windows, a file that is being removed is not missing: it is denied, or in use.
func vanished(err error) error {
	if errors.Is(err, fs.ErrNotExist) || deniedOrInUse(err) {
		return fmt.Errorf("%w: %w", errVanished, err)
	}
	return err
}

// takeWork takes the lock of a store's work folder, which it makes if it is
// missing, and clears the folder.
func takeWork(root *os.Root, dir string) (*work, error) {
	if err := root.Mkdir(workName, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, vanished(err)
	}
	// Not a link: what is behind it is not to be cleared.
	if info, err := root.Lstat(workName); err != nil {
		return nil, vanished(err)
	} else if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: filepath.Join(dir, workName), Err: errIsFile}
	}
	lock := flock.New(filepath.Join(dir, filepath.FromSlash(lockName)), flock.SetPermissions(0o666))
	if held, err := lock.TryLock(); err != nil {
		root.Remove(workName) // unless something is in it
		return nil, vanished(err)
	} else if !held {
		return nil, ErrBusy
	}
	w := &work{root: root, lock: lock}
	// Between opening the file and locking it, the run that held it may have
	// removed it: then the lock is one on nothing, and another run may have its own.
	mine, err1 := lock.Stat()
	there, err2 := root.Lstat(lockName)
	if err1 != nil || err2 != nil || !os.SameFile(mine, there) {
		lock.Unlock()
		return nil, fmt.Errorf("%w: %s", errVanished, lock.Path())
	}
	if err := w.clear(); err != nil {
		lock.Unlock()
		return nil, err
	}
	return w, nil
}

// clear reads a killed run's note, and removes all else that it left.
func (w *work) clear() error {
	data, err := w.root.ReadFile(noteName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for {
		dir, rest, whole := strings.Cut(string(data), "\x00")
		if !whole {
			break // the kill came in the middle of it, before the folder was made
		}
		w.notes = append(w.notes, dir)
		w.noted += int64(len(dir) + 1)
		data = []byte(rest)
	}
	return w.removeStaged()
}

func (w *work) removeStaged() error {
	dir, err := w.root.Open(workName)
	if err != nil {
		return err
	}
	names, err := dir.Readdirnames(-1)
	dir.Close()
	for _, name := range names {
		if name = workName + "/" + name; name == lockName || name == noteName {
			continue
		}
		if e := w.root.RemoveAll(name); e != nil && err == nil {
			err = e
		}
	}
	return err
}

// note writes down that a folder is about to be made. A note that a kill or a full
// disk cut off is written over.
func (w *work) note(dir string) error {
	out, err := w.root.OpenFile(noteName, os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	n, err := out.WriteAt([]byte(dir+"\x00"), w.noted)
	if e := out.Close(); err == nil {
		err = e
	}
	if err == nil {
		w.notes = append(w.notes, dir)
		w.noted += int64(n)
	}
	return err
}

// left tells whether a run that was killed made a folder.
func (w *work) left(dir string) bool { return slices.Contains(w.notes, dir) }

// release removes the folders that stayed empty, and the work folder, and lets go
// of the lock.
//
// Another run may come at any moment. While the lock stands, it does nothing. As
// soon as it may have its own, what is removed here is nothing that can be its:
// a folder with something in it is not removed, and an open file not by Windows,
// where for the same reason the lock must be let go of first.
func (w *work) release() error {
	for _, dir := range slices.Backward(w.notes) {
		if info, err := w.root.Lstat(filepath.FromSlash(dir)); dir != "." && err == nil && info.IsDir() {
			w.root.Remove(filepath.FromSlash(dir))
		}
	}
	err := w.removeStaged()
	if e := w.root.Remove(noteName); e != nil && !errors.Is(e, fs.ErrNotExist) {
		err = errors.Join(err, e)
	}
	if onWindows {
		err = errors.Join(err, w.lock.Unlock())
		w.root.Remove(lockName)
	} else {
		err = errors.Join(err, w.root.Remove(lockName))
		defer w.lock.Unlock()
	}
	if e := w.root.Remove(workName); errors.Is(e, fs.ErrPermission) && !onWindows {
		err = errors.Join(err, e)
	} // else it is another run's by now, or that one has removed it
	return err
}

// makeAll makes a folder and those above it, and returns those it made.
func makeAll(dir string) (made []string, err error) {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return nil, &fs.PathError{Op: "mkdir", Path: dir, Err: errIsFile}
	}
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if parent := filepath.Dir(dir); parent != dir {
		if made, err = makeAll(parent); err != nil {
			return made, err
		}
	}
	switch err := os.Mkdir(dir, 0o777); {
	case err == nil:
		return append(made, dir), nil
	case errors.Is(err, fs.ErrExist):
		return made, nil
	default:
		return made, vanished(err)
	}
}

// removeEmpty removes those folders that are empty, the last one first.
func removeEmpty(dirs []string) {
	for _, dir := range slices.Backward(dirs) {
		if info, err := os.Lstat(dir); err == nil && info.IsDir() {
			os.Remove(dir)
		}
	}
}
