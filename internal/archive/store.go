package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// A Store is a folder that outputs are written to, held by one run at a time.
// Paths in it are slash-separated and below it; no link leads out of it. Its
// methods may be called by many goroutines at once.
//
// While it is open, a work folder stands in it. A run that is killed leaves that
// behind, and the next one clears it.
type Store struct {
	dir  string
	root *os.Root
	work *work
	made []string // folders above and with dir that were made, outermost first

	stopped  atomic.Bool
	renaming sync.Mutex   // held while folders are made and files renamed
	writing  sync.RWMutex // held for reading by each Replace, from its start to its end
	closed   bool
}

// ErrBusy is the error of a Store that another run holds.
var ErrBusy = errors.New("held by another run")

// OpenStore holds a folder, which is made if it is missing, and clears what a
// killed run left in it. It fails with ErrBusy if another run holds it.
func OpenStore(dir string) (*Store, error) {
	// Another run's Close may take away any part of what is made here, just after:
	// then it is made again. It cannot go on so forever, unless the disk is at fault.
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

// Has tells whether a regular file stands at a path that is not older than since.
// A link is none: Replace would put a file in its place.
func (s *Store) Has(rel string, since time.Time) bool {
	name, err := local(rel)
	if err != nil {
		return false
	}
	info, err := s.root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && !info.ModTime().Before(since)
}

// Read returns a file's content; fs.ErrNotExist if there is none, ErrNotRegular if
// it is no file, ErrTooLarge if it has more than limit bytes.
func (s *Store) Read(rel string, limit int64) ([]byte, error) {
	name, err := local(rel)
	if err != nil {
		return nil, err
	}
	if info, err := s.root.Stat(name); err == nil && !info.IsDir() && !isFile(info) {
		return nil, &fs.PathError{Op: "read", Path: rel, Err: ErrNotRegular}
	}
	data, err := readFile(func() (*os.File, error) { return s.root.Open(name) }, limit)
	if errors.Is(err, ErrTooLarge) {
		err = &fs.PathError{Op: "read", Path: rel, Err: err}
	}
	return data, err
}

// Replace does what the function of that name does, for paths in the store, whose
// folders it makes. After Stop, it fails with context.Canceled.
func (s *Store) Replace(files ...File) (target string, err error) {
	s.writing.RLock()
	defer s.writing.RUnlock()
	if target, err := s.mayGoOn(files); err != nil {
		return target, err
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
	if target, err := s.mayGoOn(files); err != nil {
		return target, err
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

func (s *Store) mayGoOn(files []File) (target string, err error) {
	if !s.stopped.Load() {
		return "", nil
	}
	if len(files) > 0 {
		target = files[0].Path
	}
	return target, &fs.PathError{Op: "write", Path: target, Err: context.Canceled}
}

// Stop makes every Replace fail from now on. When it returns, none is renaming:
// a program that ends then, with or without Close, leaves no set of files half
// replaced.
func (s *Store) Stop() {
	s.stopped.Store(true)
	s.renaming.Lock()
	s.renaming.Unlock() //lint:ignore SA2001 waiting is all
}

// Close stops the store and leaves nothing in it but outputs: gone are the work
// folder, and the folders that were made for outputs which did not come.
func (s *Store) Close() error {
	s.Stop()
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

// makeFolders makes a folder and those above it. What is to be made is noted
// first, so that the next run knows of it if this one is killed.
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

// local is a path in the store as the system writes it.
func local(rel string) (string, error) {
	name := filepath.FromSlash(path.Clean(rel))
	first, _, _ := strings.Cut(path.Clean(rel), "/")
	if rel == "" || !filepath.IsLocal(name) || strings.EqualFold(first, workName) {
		return "", &fs.PathError{Op: "open", Path: rel, Err: ErrUnsafeName}
	}
	return name, nil
}
