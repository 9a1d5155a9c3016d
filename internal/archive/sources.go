// Package archive finds the files to convert: single files, and files in folders, in zips
// and among the matches of globs. It writes nothing.
package archive

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"betten/internal/disk"
)

// The refusals of Find, Source and Store. Any other error is one of the system,
// zip.ErrFormat or zip.ErrAlgorithm.
var (
	ErrUnsafeName  = errors.New("unsafe name")
	ErrSameName    = errors.New("a name for the second time")
	ErrNestedZip   = errors.New("a zip within a folder or a zip")
	ErrLinkOutside = errors.New("a link that leads out of its folder")
	ErrNotZip      = errors.New("called .zip, but another format")
	ErrEncrypted   = errors.New("encrypted")
	ErrIsOutput    = errors.New("the folder that outputs go to")
)

// A Source is one file to convert: a single file, one in a folder, or one in a zip.
type Source struct {
	// Name is for the user: a path, or for a file in a zip the zip's path, a slash and the
	// name inside. It may contain any character that the creator of a zip wrote.
	Name string
	// Rel is its path below its argument: slash-separated, clean, local, with its
	// extension.
	Rel string
	// Time is the time of the last change. For a file in a zip it is the later of the zip's
	// time and the file's own.
	Time time.Time

	read func(limit int64) ([]byte, error)
}

// Read returns the whole content, or disk.ErrTooLarge if it has more than limit bytes. It
// never holds more than that in memory, whatever sizes a zip claims. For a broken zip it
// returns zip.ErrFormat.
func (s *Source) Read(limit int64) ([]byte, error) { return s.read(limit) }

// A Refusal is a file that cannot be read, or must not be, and the reason.
type Refusal struct {
	Name string
	Err  error
}

// Find finds the files to convert: single files of any name, and the files that are wanted
// (by base name) in folders, in zips and among the matches of globs. Windows shells leave
// globs to the program. An argument that exists is never treated as a glob. The folder
// except, which may be missing, is never searched. Hidden files and Excel's lock files are
// skipped.
//
// Sources are in the order of the arguments, and then of Rel, segment by segment. They can
// be read, also concurrently, until close is called.
func Find(args []string, want func(name string) bool, except string) (sources []Source, refused []Refusal, close func() error) {
	f := &finder{want: want}
	if except != "" {
		f.except, _ = os.Stat(except)
	}
	for _, arg := range args {
		first := len(f.sources)
		f.find(arg)
		slices.SortStableFunc(f.sources[first:], func(a, b Source) int {
			return slices.Compare(strings.Split(a.Rel, "/"), strings.Split(b.Rel, "/"))
		})
	}
	return f.sources, f.refused, f.close
}

type finder struct {
	want    func(name string) bool
	except  fs.FileInfo // nil if there is none
	sources []Source
	refused []Refusal
	held    []io.Closer // folders and zips that sources are read from
}

func (f *finder) find(arg string) {
	info, err := os.Stat(arg)
	switch {
	// For a name with an asterisk, Windows reports an invalid name and not a missing file, so
	// any error makes it a glob.
	case err != nil && strings.ContainsAny(arg, "*?[{"):
		f.glob(arg)
	case err != nil:
		f.refuse(arg, err)
	case info.IsDir():
		if t := f.tree(arg); t != nil {
			t.walk(".")
		}
	case !disk.IsFile(info):
		f.refuse(arg, disk.ErrNotRegular)
	case isZip(arg):
		f.zip(arg, "", func() (*os.File, error) { return os.Open(arg) })
	default:
		f.add(Source{Name: arg, Rel: filepath.Base(arg), Time: info.ModTime(), read: func(limit int64) ([]byte, error) {
			return disk.ReadAll(func() (*os.File, error) { return os.Open(arg) }, limit)
		}})
	}
}

// add takes a source if its relative path can be used below the output folder.
func (f *finder) add(s Source) {
	if !filepath.IsLocal(filepath.FromSlash(s.Rel)) || s.Rel == "." {
		f.refuse(s.Name, ErrUnsafeName)
		return
	}
	f.sources = append(f.sources, s)
}

func (f *finder) refuse(name string, err error) {
	f.refused = append(f.refused, Refusal{name, err})
}

func (f *finder) close() error {
	var errs []error
	for _, c := range f.held {
		errs = append(errs, c.Close())
	}
	f.held = nil
	return errors.Join(errs...)
}

func isZip(name string) bool { return strings.EqualFold(filepath.Ext(name), ".zip") }

// isHidden reports whether a user would not expect a file of this name to be converted: a
// hidden file, such as a temporary one of this program, or "~$book.xlsx", which Excel keeps
// beside an open workbook and which is not a workbook.
func isHidden(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") && name != "." && name != ".."
}
