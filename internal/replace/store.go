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

// A Store is a folder that outputs are written to, held by one run at a time. Paths in
// it are slash-separated and relative to it; no link leads out of it. Any number of
// goroutines may call its methods at once.
//
// While a store is open, it contains a work folder. A run that is killed leaves it
// behind, and the next one clears it.
type Store struct {
	dir  string
	root *os.Root
	work *work
	made []string // folders above and with dir that were made, outermost first

	renaming sync.Mutex   // held while folders are made and files renamed
	writing  sync.RWMutex // held for reading while files are written
	closed   bool
}

// ErrBusy is the error of a store that another run holds.
var ErrBusy = errors.New("held by another run")

// OpenStore takes hold of a folder, which it makes if it is missing, and clears what a
// killed run left in it. The error is ErrBusy if another run holds it.
func OpenStore(dir string) (*Store, error) {
	// Close of another run may remove any part of what is made here, just after; then
	// it is made again. That ends, unless the disk is at fault.
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

// Has reports whether there is a regular file at a path that is not older than since.
// A link is not one: Replace would put a file in its place.
func (s *Store) Has(rel string, since time.Time) bool {
	name, err := local(rel)
	if err != nil {
		return false
	}
	info, err := s.root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && !info.ModTime().Before(since)
}

// Read returns the content of a file. The error is fs.ErrNotExist if there is none,
// disk.ErrNotRegular if it is not a file, disk.ErrTooLarge if it has more than limit
// bytes.
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

// Replace does what Files does, for paths in the store, whose folders it makes.
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

// Close waits until nothing is being written, and leaves nothing in the store but
// outputs: it removes the work folder, and the folders made for outputs that did not
// come.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	err := errors.Join(s.work.release(), s.root.Close()) // Windows removes no open folder
	removeEmpty(s.made)
	return err
}

// makeFolders makes a folder and those above it. It notes each one first, so that the
// next run knows of it if this one is killed.
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

// local returns a path in the store as the system writes it.
func local(rel string) (string, error) {
	name := filepath.FromSlash(path.Clean(rel))
	first, _, _ := strings.Cut(path.Clean(rel), "/")
	if rel == "" || !filepath.IsLocal(name) || strings.EqualFold(first, workName) {
		return "", &fs.PathError{Op: "open", Path: rel, Err: fs.ErrInvalid}
	}
	return name, nil
}
