package replace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"betten/internal/disk"
)

const (
	workName = ".betten-work"
	lockName = workName + "/lock"
	noteName = workName + "/made" // folders that were created, each followed by a NUL
)

// A work is the work folder of a store. It contains the lock of the run that holds the
// store, the record of created folders, and files that are not yet safe. The system releases
// the lock when the process ends, in whatever way.
type work struct {
	root  *os.Root
	lock  *flock.Flock
	notes []string // as in the file, including those of earlier killed runs
	noted int64    // the length of the file up to the last complete note
}

// errVanished is the error for a file that was removed right after it was created.
var errVanished = errors.New("vanished")

// vanished makes an error an errVanished if trying again may help. On Windows, a file that
// is being removed is not reported as missing: access is denied, or it is in use.
func vanished(err error) error {
	if errors.Is(err, fs.ErrNotExist) || disk.DeniedOrInUse(err) {
		return fmt.Errorf("%w: %w", errVanished, err)
	}
	return err
}

// takeWork takes the lock of the work folder of a store and clears the folder. It creates
// the folder if it is missing.
func takeWork(root *os.Root, dir string) (*work, error) {
	if err := root.Mkdir(workName, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, vanished(err)
	}
	// A link is refused: the folder it points to must not be cleared.
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
	// The run that held the lock may have removed the lock file after it was opened here and
	// before it was locked. Then this lock protects nothing, and another run may have its
	// own.
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

// clear reads the record of a killed run and removes everything else that it left.
func (w *work) clear() error {
	data, err := w.root.ReadFile(noteName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for {
		dir, rest, whole := strings.Cut(string(data), "\x00")
		if !whole {
			break // the run was killed while writing the note, before the folder was created
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

// note records that a folder is about to be created. A note that was cut off, because the
// run was killed or the disk was full, is overwritten.
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

// left reports whether a killed run created a folder.
func (w *work) left(dir string) bool { return slices.Contains(w.notes, dir) }

// release removes the work folder and the folders that stayed empty, and releases the lock.
//
// Another run may start at any moment. It does nothing while the lock is held. As soon as it
// may have its own lock, nothing of its own can be removed here: a folder that is not empty
// is not removed, and Windows does not remove an open file. That is why the lock must be
// released first on Windows.
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
	if disk.OnWindows {
		err = errors.Join(err, w.lock.Unlock())
		w.root.Remove(lockName)
	} else {
		err = errors.Join(err, w.root.Remove(lockName))
		defer w.lock.Unlock()
	}
	if e := w.root.Remove(workName); errors.Is(e, fs.ErrPermission) && !disk.OnWindows {
		err = errors.Join(err, e)
	} // otherwise it already belongs to another run, or that run has removed it
	return err
}

// makeAll creates a folder and its parents, and returns those it created.
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

// removeEmpty removes the empty folders, starting with the last one.
func removeEmpty(dirs []string) {
	for _, dir := range slices.Backward(dirs) {
		if info, err := os.Lstat(dir); err == nil && info.IsDir() {
			os.Remove(dir)
		}
	}
}
