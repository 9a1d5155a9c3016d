package disk

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// The errors for files that are not read.
var (
	ErrTooLarge   = errors.New("too large")
	ErrNotRegular = errors.New("neither a file nor a folder")
)

// ReadFile returns the content of a file. For a folder, or for a pipe or a device, where
// reading may block or never end, the error is ErrNotRegular. For a file of more than limit
// bytes it is ErrTooLarge. Every error is an *fs.PathError.
func ReadFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !IsFile(info) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrNotRegular}
	}
	data, err := ReadAll(func() (*os.File, error) { return os.Open(name) }, limit)
	if errors.Is(err, ErrTooLarge) {
		err = &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, err
}

// IsFile reports whether something is a file: not a folder, a pipe or a device. A cloud file
// counts as a file, although Go on Windows does not call it regular.
func IsFile(info fs.FileInfo) bool {
	return info.Mode()&(fs.ModeType&^fs.ModeIrregular) == 0
}

// ReadAll opens a file and returns its content, or ErrTooLarge if it has more than limit
// bytes.
func ReadAll(open func() (*os.File, error), limit int64) ([]byte, error) {
	in, err := open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	size := int64(0)
	if info, err := in.Stat(); err == nil {
		size = info.Size()
	}
	if size > limit {
		return nil, ErrTooLarge
	}
	return ReadUpTo(in, size, limit)
}

// ReadUpTo reads to the end, where the checksum of a file in a zip is verified, or returns
// ErrTooLarge after limit bytes. It allocates size bytes at the start.
func ReadUpTo(r io.Reader, size, limit int64) ([]byte, error) {
	var data bytes.Buffer
	data.Grow(int(min(size, limit)) + bytes.MinRead)
	if _, err := data.ReadFrom(&io.LimitedReader{R: r, N: max(limit, limit+1)}); err != nil {
		return nil, err
	}
	if int64(data.Len()) > limit {
		return nil, ErrTooLarge
	}
	return data.Bytes(), nil
}
