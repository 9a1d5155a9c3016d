package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"betten/internal/disk"

	"github.com/bmatcuk/doublestar/v4"
)

// A tree is a folder that is searched. As a file system it contains only what may be found:
// real folders, files, and links to files.
type tree struct {
	*finder
	root *os.Root
	name string          // as the user wrote it
	seen map[string]bool // what was already found: matches of ** may be inside one another
	told map[string]bool // what was already refused
}

// tree opens a folder, or refuses it.
func (f *finder) tree(name string) *tree {
	root, err := os.OpenRoot(name)
	if err != nil {
		f.refuse(name, err)
		return nil
	}
	f.held = append(f.held, root)
	t := &tree{f, root, name, make(map[string]bool), make(map[string]bool)}
	if t.isExcept(".") {
		f.refuse(name, ErrIsOutput)
		return nil
	}
	return t
}

func (t *tree) isExcept(dir string) bool {
	if t.except == nil {
		return false
	}
	info, err := t.root.Stat(dir)
	return err == nil && os.SameFile(info, t.except)
}

// refuseOnce refuses a place in the tree, but only the first time.
func (t *tree) refuseOnce(rel string, err error) {
	if !t.told[rel] {
		t.told[rel] = true
		t.refuse(t.path(rel), err)
	}
}

func (t *tree) path(rel string) string { return filepath.Join(t.name, filepath.FromSlash(rel)) }

// ReadDir lists a folder, in order. If the folder cannot be read, it is refused, and what
// was read so far is returned without an error, so that a walk goes on.
func (t *tree) ReadDir(dir string) ([]fs.DirEntry, error) {
	d, err := t.root.Open(dir)
	if err != nil {
		t.refuseOnce(dir, err)
		return nil, nil
	}
	defer d.Close()
	entries, err := d.ReadDir(-1)
	if err != nil {
		t.refuseOnce(dir, err)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return isHidden(e.Name()) || e.IsDir() && t.isExcept(path.Join(dir, e.Name()))
	})
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// Stat does not follow a link to a folder anywhere on the path, so that a glob does not
// either.
func (t *tree) Stat(name string) (info fs.FileInfo, err error) {
	missing := &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		if info, err = t.root.Lstat(name[:i]); err != nil {
			return nil, err
		}
		if isHidden(path.Base(name[:i])) || i < len(name) && !info.IsDir() || info.IsDir() && t.isExcept(name[:i]) {
			return nil, missing
		}
	}
	return info, nil
}

// Open exists only to implement fs.FS: globs do not need it.
func (t *tree) Open(name string) (fs.File, error) { return t.root.Open(name) }

// longestPath is the longest path of any system, in bytes.
const longestPath = 4096

func (t *tree) walk(dir string) {
	if t.seen[dir] {
		return
	}
	t.seen[dir] = true
	// A Root opens a folder at any depth. Nothing is written through it here.
	if len(dir) > longestPath {
		t.refuseOnce(dir, syscall.ENAMETOOLONG)
		return
	}
	entries, _ := t.ReadDir(dir)
	for _, e := range entries {
		if rel := path.Join(dir, e.Name()); e.IsDir() {
			t.walk(rel)
		} else {
			t.file(rel, false)
		}
	}
}

// file takes a file if it is wanted, or the contents of a zip if the zip was named.
func (t *tree) file(rel string, named bool) {
	zipped := isZip(rel)
	if t.seen[rel] || !zipped && !t.want(path.Base(rel)) {
		return
	}
	t.seen[rel] = true
	at, info, err := t.follow(rel)
	open := func() (*os.File, error) { return t.root.Open(at) }
	switch {
	case err != nil:
		t.refuseOnce(rel, err)
	case info.IsDir():
		// A link to a folder could lead back to itself.
	case !disk.IsFile(info):
		t.refuseOnce(rel, disk.ErrNotRegular)
	case zipped && named:
		t.zip(t.path(rel), path.Dir(rel), open)
	case zipped:
		t.refuseOnce(rel, ErrNestedZip)
	default:
		t.add(Source{Name: t.path(rel), Rel: rel, Time: info.ModTime(), read: func(limit int64) ([]byte, error) {
			return disk.ReadAll(open, limit)
		}})
	}
}

// follow returns the path in the tree where the content of a file is.
func (t *tree) follow(rel string) (at string, info fs.FileInfo, err error) {
	info, err = t.root.Stat(rel)
	var system syscall.Errno
	if err == nil || errors.As(err, &system) || errors.Is(err, fs.ErrNotExist) {
		return rel, info, err
	}
	// A Root follows no absolute link, although this one may point inside it.
	dir, e1 := filepath.Abs(t.name)
	dir, e2 := filepath.EvalSymlinks(dir)
	file, e3 := filepath.EvalSymlinks(filepath.Join(dir, filepath.FromSlash(rel)))
	at, e4 := filepath.Rel(dir, file)
	if errors.Join(e1, e2, e3, e4) != nil || !filepath.IsLocal(at) {
		return "", nil, ErrLinkOutside
	}
	info, err = t.root.Stat(at)
	return at, info, err
}

// glob finds what matches a pattern, below the folder that the pattern begins with. It
// walks the folders among the matches.
func (f *finder) glob(arg string) {
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(filepath.Clean(arg)))
	if volume := filepath.VolumeName(base); volume != "" && volume == base {
		base += "/" // "C:" alone is the working folder of that drive
	}
	none := fmt.Errorf("no match: %w", fs.ErrNotExist)
	if info, err := os.Stat(base); err != nil || !info.IsDir() {
		f.refuse(arg, none)
		return
	}
	t := f.tree(filepath.FromSlash(base))
	if t == nil {
		return
	}
	var options []doublestar.GlobOption
	if disk.OnWindows || runtime.GOOS == "darwin" {
		options = append(options, doublestar.WithCaseInsensitive())
	}
	found := len(f.sources) + len(f.refused)
	matches := make(map[string]bool) // value: whether it is a folder
	if err := doublestar.GlobWalk(t, pattern, func(rel string, e fs.DirEntry) error {
		matches[rel] = e.IsDir()
		return nil
	}, options...); err != nil {
		f.refuse(arg, none)
		return
	}
	// Files come first: a zip that matches counts as named, even if a matching folder
	// contains it too.
	sorted := slices.Sorted(maps.Keys(matches))
	for _, folders := range []bool{false, true} {
		for _, rel := range sorted {
			switch {
			case matches[rel] != folders:
			case folders:
				t.walk(rel)
			default:
				t.file(rel, true)
			}
		}
	}
	if len(f.sources)+len(f.refused) == found {
		f.refuse(arg, none)
	}
}
