// Package zipfile opens zips that may have been made to do harm: archives, and
// workbooks, which are zips too.
package zipfile

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math"
)

// ErrTooManyFiles is the error of a zip whose directory is longer than any that people
// make.
var ErrTooManyFiles = errors.New("too many files in a zip")

// mostDirectory is how many bytes are read to list the files: some 200,000 names.
const mostDirectory = 16 << 20

// Open reads the directory of a zip of so many bytes. Its error is ErrTooManyFiles, an
// error of zip, which says that the file is not a zip or is broken, or one of r.
//
// A zip whose files claim more bytes, as they are packed, than it has is zip.ErrFormat:
// they share them, so that a small zip inflates without end. Names are not checked.
func Open(r io.ReaderAt, size int64) (*zip.Reader, error) {
	d := &directory{ReaderAt: r, left: mostDirectory}
	z, err := zip.NewReader(d, size)
	// ErrInsecurePath depends on GODEBUG, and the reader is good in spite of it.
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

// A directory reads a zip, no more than so many bytes of it.
type directory struct {
	io.ReaderAt
	left int // math.MaxInt once the files are read, by many goroutines at once
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
