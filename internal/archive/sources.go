// Package archive finds the files to convert: by themselves, in folders, in zips, and
// among the matches of globs. It writes nothing.
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

// What Find, Source and Store refuse by themselves; all else is an error of the
// system, zip.ErrFormat or zip.ErrAlgorithm.
var (
	ErrUnsafeName  = errors.New("unsafe name")
	ErrSameName    = errors.New("a name for the second time")
	ErrNestedZip   = errors.New("a zip within a folder or a zip")
	ErrLinkOutside = errors.New("a link that leads out of its folder")
	ErrNotZip      = errors.New("called .zip, but another format")
	ErrEncrypted   = errors.New("encrypted")
	ErrIsOutput    = errors.New("the folder that outputs go to")
)

// A Source is one file to convert: a file by itself, one in a folder, or one in
// a zip.
type Source struct {
	// Name is what the user reads: a path, or for a file in a zip the zip's path, a
	// slash and the name inside. It may contain whatever the maker of a zip wrote.
	Name string
	// Rel is its path below its argument: slash-separated, clean, local, with its
	// extension.
	Rel string
	// Time is that of its last change; for a file in a zip the zip's or its own,
	// whichever is later.
	Time time.Time

	read func(limit int64) ([]byte, error)
}

// Read returns the whole content, or disk.ErrTooLarge if that is more than limit bytes.
// It never holds more than that in memory, whatever sizes a zip claims. The error of a
// broken zip is zip.ErrFormat.
func (s *Source) Read(limit int64) ([]byte, error) { return s.read(limit) }

// A Refusal is a file that cannot or may not be read, and why.
type Refusal struct {
	Name string
	Err  error
}

// Find looks for what there is to convert: files by themselves, whatever their
// names; the files that are wanted (by their base name) in folders, in zips and
// among the matches of globs, which shells of Windows leave to the program. An
// argument that exists is never a glob. The folder except, which may be missing,
// is never walked into. Hidden files and the lock files of Excel are passed over.
//
// Sources are in the order of the arguments, and then of Rel, segment by
// segment. They can be read, also many at once, until close is called.
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
	// Windows does not say that a name with an asterisk is missing, but that it is
	// none: any error makes it a glob.
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

// add takes a source, if its place can be one below the outputs' folder.
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

// isHidden reports whether a name is one that no user means: a hidden file, such as a
// temporary one of this program, or "~$book.xlsx", which Excel keeps beside an open
// workbook and which is not a workbook.
func isHidden(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") && name != "." && name != ".."
}
