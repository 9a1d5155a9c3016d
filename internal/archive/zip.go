package archive

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
	"time"

	"betten/internal/disk"
	"betten/internal/zipfile"
)

const flagEncrypted = 1 << 0

// zip takes the wanted files of a zip. Dir is the folder of the zip below its argument. The
// zip's own name is not part of the paths of its files.
func (f *finder) zip(name, dir string, open func() (*os.File, error)) {
	file, err := open()
	if err != nil {
		f.refuse(name, err)
		return
	}
	f.held = append(f.held, file)
	info, err := file.Stat()
	if err != nil {
		f.refuse(name, err)
		return
	}
	var magic [2]byte
	if _, err := file.ReadAt(magic[:], 0); err != nil {
		f.refuse(name, broken(err))
		return
	}
	if string(magic[:]) != "PK" {
		f.refuse(name, ErrNotZip)
		return
	}
	r, err := zipfile.Open(file, info.Size())
	switch {
	case errors.Is(err, zipfile.ErrTooManyFiles):
		f.refuse(name, disk.ErrTooLarge)
		return
	case err != nil:
		f.refuse(name, broken(err))
		return
	}
	seen := make(map[string]bool)
	for _, m := range r.File {
		f.member(m, name, dir, info.ModTime(), seen)
	}
}

// member takes a file of a zip, refuses it, or skips it.
func (f *finder) member(m *zip.File, zipName, dir string, zipTime time.Time, seen map[string]bool) {
	inside, decoded := memberName(m)
	clean := path.Clean(inside)
	base := path.Base(clean)
	if strings.HasSuffix(inside, "/") || isHiddenMember(clean) || !isZip(base) && !f.want(base) {
		return
	}
	name := zipName + "/" + inside
	if !decoded || !isSafe(inside) {
		f.refuse(name, ErrUnsafeName)
		return
	}
	key := disk.SameNames(clean)
	again := seen[key]
	seen[key] = true
	switch {
	case again:
		f.refuse(name, ErrSameName)
	case isZip(base):
		f.refuse(name, ErrNestedZip)
	case !m.Mode().IsRegular():
		f.refuse(name, disk.ErrNotRegular) // a link: its content is the target path
	case m.Flags&flagEncrypted != 0:
		f.refuse(name, ErrEncrypted)
	case m.Method != zip.Store && m.Method != zip.Deflate:
		f.refuse(name, zip.ErrAlgorithm)
	default:
		t := memberTime(m)
		if zipTime.After(t) {
			t = zipTime
		}
		f.add(Source{Name: name, Rel: path.Join(dir, clean), Time: t, read: func(limit int64) ([]byte, error) {
			return readMember(m, limit)
		}})
	}
}

func readMember(m *zip.File, limit int64) ([]byte, error) {
	if m.UncompressedSize64 > uint64(limit) {
		return nil, disk.ErrTooLarge
	}
	in, err := m.Open()
	if err != nil {
		return nil, broken(err)
	}
	defer in.Close()
	const best = 1032 // the highest compression ratio of deflate
	data, err := disk.ReadUpTo(in, int64(min(m.UncompressedSize64, best*m.CompressedSize64)), limit)
	if err != nil && !errors.Is(err, disk.ErrTooLarge) {
		return nil, broken(err)
	}
	return data, err
}

// broken marks an error as caused by a zip's content. Such errors come from three packages.
// System errors are returned unchanged.
func broken(err error) error {
	var system syscall.Errno
	switch {
	case err == nil:
		return zip.ErrFormat
	case errors.As(err, &system), errors.Is(err, fs.ErrClosed), errors.Is(err, zip.ErrFormat):
		return err
	}
	return fmt.Errorf("%w: %w", zip.ErrFormat, err)
}

// memberTime is the time of a file's last change. The old field has a local time without a
// zone, which Go reads as UTC. In Japan, a file of the last nine hours would then be in the
// future, and newer than its outputs.
func memberTime(m *zip.File) time.Time {
	for _, exact := range []uint16{0x000a, 0x000d, 0x5455, 0x5855} { // NTFS, Unix, and the two of Info-ZIP
		if extra(m.Extra, exact) != nil {
			return m.Modified
		}
	}
	t := m.Modified
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.Local)
}
