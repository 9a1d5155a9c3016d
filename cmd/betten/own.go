package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"betten/internal/disk"
	"betten/internal/pdf"
	"betten/internal/source"
	"betten/internal/xlsx"
)

// untouched tell, by a file's ending, whether it is as this program wrote it.
var untouched = map[string]func([]byte) bool{
	".xlsx": xlsx.Untouched,
	".pdf":  pdf.Untouched,
	".toml": source.Untouched,
}

// A foreignError says that a file stands in the way that this program did not
// write, or that somebody has edited since.
type foreignError struct{ path string }

func (e foreignError) Error() string { return e.path + " is not ours to replace" }

// A takenError says that a run makes a file of that name of something else already:
// two sheets of a workbook may have names that differ only in what no file's name can
// hold.
type takenError struct{ path, by string }

func (e takenError) Error() string { return e.path + " is made of " + e.by }

// take keeps the names of outputs for what they are made of, a file or its sheet. The
// error is a takenError.
func (j *job) take(paths []string, by string) (target string, err error) {
	for _, path := range paths {
		if other, taken := j.taken.LoadOrStore(disk.SameNames(absolute(path)), by); taken && other != by {
			return path, takenError{path, other.(string)}
		}
	}
	return "", nil
}

// mayReplace asks whether files may be written: where one stands, it must be as this
// program wrote it. The error is a foreignError, or of a file that can't be read;
// then its path is the target.
func (j *job) mayReplace(paths []string, read func(string) ([]byte, error)) (target string, err error) {
	if j.force {
		return "", nil
	}
	for _, path := range paths {
		data, err := read(path)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), err != nil && isFolder(path):
			// It is the writing that fails, if anything does.
		case errors.Is(err, disk.ErrTooLarge): // as none of ours is
			return path, foreignError{path}
		case err != nil:
			return path, err
		case !untouched[strings.ToLower(filepath.Ext(path))](data):
			return path, foreignError{path}
		}
	}
	return "", nil
}
