package replace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"betten/internal/disk"
)

// A Store is an output folder, held by one run at a time. Paths in it are slash-separated
// and relative to it. No link leads out of it. Its methods may be called concurrently.
//
// While a store is open, it contains a work folder. A killed run leaves the work folder in
// place, and the next run clears it.
type Store struct {
	dir  string
	root *os.Root
	work *work
	made []string // dir and the folders above it that were created, outermost first

	renaming sync.Mutex   // held while folders are made and files renamed
	writing  sync.RWMutex // held for reading while files are written
	closed   bool
}

// ErrBusy is the error of a store that another run holds.
var ErrBusy = errors.New("held by another run")

// OpenStore takes hold of a folder, which it creates if it is missing, and removes what a
// killed run left in it. The error is ErrBusy if another run holds it.
func OpenStore(dir string) (*Store, error) {
	// Close of another run may remove any part of what is created here, right after it was
	// created. Then it is created again. This ends, unless the disk is faulty.
	for try := 0; ; try++ {
		s, err := openStore(dir)
		if err == nil || !errors.Is(err, errVanished) || try == 100 {
			return s, err
		}
		time.Sleep(time.Millisecond)
	}
}

func openStore(dir string) (s *Store, err error) {
	made, err := makeAll(dir)
	defer func() {
		if err != nil {
			removeEmpty(made)
		}
	}()
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, vanished(err)
	}
	defer func() {
		if err != nil {
			root.Close()
		}
	}()
	work, err := takeWork(root, dir)
	if err != nil {
		return nil, err
	}
	s = &Store{dir: dir, root: root, work: work, made: made}
	if len(made) > 0 {
		err = work.note(".")
	} else if work.left(".") {
		s.made = []string{dir}
	}
	if err != nil {
		work.release()
		return nil, err
	}
	return s, nil
}

// Has reports whether a path has a regular file that is not older than since. A link does
// not count, because Replace would put a file in its place.
func (s *Store) Has(rel string, since time.Time) bool {
	name, err := local(rel)
	if err != nil {
		return false
	}
	info, err := s.root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && !info.ModTime().Before(since)
}

// Read returns the content of a file. The error is fs.ErrNotExist if the file does not
// exist, disk.ErrNotRegular if it is not a file, and disk.ErrTooLarge if it has more than
// limit bytes.
func (s *Store) Read(rel string, limit int64) ([]byte, error) {
	name, err := local(rel)
	if err != nil {
		return nil, err
	}
	if info, err := s.root.Stat(name); err == nil && !info.IsDir() && !disk.IsFile(info) {
		return nil, &fs.PathError{Op: "read", Path: rel, Err: disk.ErrNotRegular}
	}
	data, err := disk.ReadAll(func() (*os.File, error) { return s.root.Open(name) }, limit)
	if errors.Is(err, disk.ErrTooLarge) {
		err = &fs.PathError{Op: "read", Path: rel, Err: err}
	}
	return data, err
}

// Replace does the same as Files, for paths in the store. It creates their folders.
func (s *Store) Replace(ctx context.Context, files ...File) (target string, err error) {
	s.writing.RLock()
	defer s.writing.RUnlock()
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case s.closed:
		return "", fs.ErrClosed
	}
	inside := make([]File, len(files))
	for i, f := range files {
		name, err := local(f.Path)
		if err != nil {
			return f.Path, err
		}
		inside[i] = File{name, f.Data}
	}
	w := writer{s.root, func(string) string { return workName }}
	staged, err := w.stage(inside)
	defer w.discard(staged, &err)
	if err != nil {
		return files[len(staged)].Path, err
	}
	s.renaming.Lock()
	defer s.renaming.Unlock()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	for _, f := range files {
		if err := s.makeFolders(path.Dir(path.Clean(f.Path))); err != nil {
			return f.Path, err
		}
	}
	if n, err := w.rename(staged, inside); err != nil {
		return files[n].Path, err
	}
	return "", nil
}

// Close waits until nothing is being written, and leaves only outputs in the store. It
// removes the work folder, and the folders created for outputs that were not written.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	err := errors.Join(s.work.release(), s.root.Close()) // Windows cannot remove an open folder
	removeEmpty(s.made)
	return err
}

// makeFolders creates a folder and its parents. It records each one first, so that the next
// run knows about it if this one is killed.
func (s *Store) makeFolders(dir string) error {
	if dir == "." {
		return nil
	}
	name := filepath.FromSlash(dir)
	info, err := s.root.Stat(name)
	if err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: name, Err: errIsFile}
		}
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.makeFolders(path.Dir(dir)); err != nil {
		return err
	}
	if err := s.work.note(dir); err != nil {
		return err
	}
	return s.root.Mkdir(name, 0o777)
}

const errIsFile = syscall.ENOTDIR // on Windows too

// local returns a path in the store in the notation of the system.
func local(rel string) (string, error) {
	name := filepath.FromSlash(path.Clean(rel))
	first, _, _ := strings.Cut(path.Clean(rel), "/")
	if rel == "" || !filepath.IsLocal(name) || strings.EqualFold(first, workName) {
		return "", &fs.PathError{Op: "open", Path: rel, Err: fs.ErrInvalid}
	}
	return name, nil
}
