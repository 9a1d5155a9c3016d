// Package archive works on many files: it converts them in parallel and answers
// in order, and it replaces files so that none is ever left half written.
package archive

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A File is a whole file to be written.
type File struct {
	Path string
	Data []byte
}

// Replace writes files, in the place of those that stand there. Each is written
// beside its target and synced first, and only when all of them are safe are
// they renamed: a failure before that changes nothing, and none is ever seen
// half written. An error is an *fs.PathError or an *os.LinkError.
func Replace(files ...File) (target string, err error) {
	staged := make([]string, 0, len(files))
	defer func() {
		for _, name := range staged {
			if e := os.Remove(name); e != nil && !errors.Is(e, os.ErrNotExist) && err == nil {
				err = e
			}
		}
	}()
	for _, f := range files {
		name, e := stage(f)
		if e != nil {
			return f.Path, e
		}
		staged = append(staged, name)
	}
	for i, f := range files {
		if e := os.Rename(staged[i], f.Path); e != nil {
			return f.Path, e
		}
	}
	return "", nil
}

// stage writes a file beside its target and returns its name.
func stage(f File) (name string, err error) {
	if info, err := os.Stat(f.Path); err == nil && info.IsDir() {
		return "", &os.PathError{Op: "write", Path: f.Path, Err: errIsFolder}
	}
	dir, base := filepath.Split(f.Path)
	out, err := create(dir, base)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			out.Close()
			os.Remove(out.Name())
		}
	}()
	if _, err = out.Write(f.Data); err != nil {
		return "", err
	}
	if err = out.Sync(); err != nil {
		return "", err
	}
	return out.Name(), out.Close()
}

var errIsFolder = errors.New("is a directory")

// create makes a file of a new name in a folder. Other than a temporary file of
// the system's, it may be read by whom the user's other files may be.
func create(dir, base string) (*os.File, error) {
	for try := 0; ; try++ {
		name := filepath.Join(dir, fmt.Sprintf(".%.60s.%08x.betten-tmp", base, rand.Uint32()))
		out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil || !errors.Is(err, os.ErrExist) || try == 100 {
			return out, err
		}
	}
}
