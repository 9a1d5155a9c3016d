// Package zipfile opens zips that may be malicious: archives, and workbooks, which are zips
// too.
package zipfile

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math"
)

// ErrTooManyFiles is the error of a zip whose directory is longer than any that people
// create.
var ErrTooManyFiles = errors.New("too many files in a zip")

// mostDirectory is how many bytes of the directory are read: enough for 200,000 names.
const mostDirectory = 16 << 20

// Open reads the directory of a zip of size bytes. The error is ErrTooManyFiles, an error of
// package zip, which means that the file is not a zip or is broken, or an error of r.
//
// A zip is rejected with zip.ErrFormat if the compressed sizes of its files add up to more
// than the size of the zip. Such files overlap, so that a small zip would inflate without
// end. Names are not checked.
func Open(r io.ReaderAt, size int64) (*zip.Reader, error) {
	d := &directory{ReaderAt: r, left: mostDirectory}
	z, err := zip.NewReader(d, size)
	// ErrInsecurePath depends on GODEBUG; the reader is usable in spite of it.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	d.left = math.MaxInt
	room := uint64(size)
	for _, f := range z.File {
		if f.CompressedSize64 > room {
			return nil, fmt.Errorf("%w: files overlap", zip.ErrFormat)
		}
		room -= f.CompressedSize64
	}
	return z, nil
}

// A directory reads a zip, but no more than left bytes of it.
type directory struct {
	io.ReaderAt
	left int // math.MaxInt while the files are read, by many goroutines at once
}

func (d *directory) ReadAt(p []byte, at int64) (int, error) {
	if d.left == math.MaxInt {
		return d.ReaderAt.ReadAt(p, at)
	}
	if len(p) > d.left {
		return 0, ErrTooManyFiles
	}
	n, err := d.ReaderAt.ReadAt(p, at)
	d.left -= n
	return n, err
}
