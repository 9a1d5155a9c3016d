package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"

	"betten/internal/change"
	"betten/internal/disk"
	"betten/internal/html"
	"betten/internal/parallel"
	"betten/internal/pdf"
	"betten/internal/replace"
	"betten/internal/source"
	"betten/internal/xlsx"
)

// renderers make the outputs, by name. The name is also the extension of the file.
var renderers = map[string]func(io.Writer, *attachment) error{
	"xlsx": func(w io.Writer, a *attachment) error { return xlsx.Write(w, a.sheet) },
	"pdf":  func(w io.Writer, a *attachment) error { return pdf.Write(w, a.print) },
	"html": func(w io.Writer, a *attachment) error { return html.Write(w, a.sheet) },
	"toml": func(w io.Writer, a *attachment) error {
		if a.entryFile == nil {
			a.entryFile = source.Imported(a.table, path.Base(filepath.ToSlash(a.file)))
		}
		_, err := w.Write(a.entryFile)
		return err
	},
}

// untouched reports, by extension, whether a file is unchanged since this program wrote it.
var untouched = map[string]func([]byte) bool{
	".xlsx": xlsx.Untouched,
	".pdf":  pdf.Untouched,
	".html": html.Untouched,
	".toml": source.Untouched,
}

// formatsOf lists the formats that each command makes.
var formatsOf = map[string][]string{
	"build": {"xlsx", "pdf", "html"},
	"batch": {"xlsx", "pdf", "html", "toml"},
	"check": {"text", "json", "html"},
	"show":  {"text", "json"},
}

// splitFormats splits a list of outputs: in the order given, each once.
func splitFormats(flag, list string, known ...string) ([]string, error) {
	var kinds []string
	for kind := range strings.SplitSeq(list, ",") {
		kind = strings.ToLower(strings.TrimSpace(kind))
		if !slices.Contains(known, kind) {
			return nil, unknownFormat(flag, kind, known...)
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds, nil
}

// A shelf is where outputs are written: folders, or the store of a batch.
type shelf struct {
	read    func(path string) ([]byte, error)
	replace func(ctx context.Context, files ...replace.File) (target string, err error)
}

// folders is the shelf for outputs that are written beside their source or into a folder.
// It creates the folder if it is missing.
var folders = shelf{readFile, func(ctx context.Context, files ...replace.File) (target string, err error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	dir := filepath.Dir(files[0].Path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return dir, err
	}
	return replace.Files(ctx, files...)
}}

// write renders the outputs of an attachment and writes all of them, or none, to paths
// that begin with stem. It sets made, or err and target. An attachment with an error
// among its problems is not written, except that a character without a glyph concerns
// the PDF alone: the other kinds are written.
func (j *job) write(ctx context.Context, a *attachment, kinds []string, to shelf, stem string) {
	kinds = a.possible(kinds)
	if a.table == nil || len(kinds) == 0 {
		return
	}
	paths := make([]string, len(kinds))
	for i, kind := range kinds {
		paths[i] = stem + "." + kind
	}
	if a.target, a.err = j.take(paths, a.origin()); a.err != nil {
		return
	}
	if a.target, a.err = j.mayReplace(paths, to.read); a.err != nil {
		return
	}
	contents, err := a.render(kinds)
	if err != nil {
		a.target, a.err = paths[0], err
		return
	}
	files := make([]replace.File, len(kinds))
	for i := range files {
		files[i] = replace.File{Path: paths[i], Data: contents[i]}
	}
	if a.target, a.err = to.replace(ctx, files...); a.err == nil {
		a.made = paths
	}
}

// possible returns the kinds of outputs that can be made in spite of an attachment's errors.
func (a *attachment) possible(kinds []string) []string {
	for _, p := range a.problems {
		switch {
		case p.Severity != change.Error:
		case p.Kind == change.NoGlyph:
			kinds = slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return kind == "pdf" })
		default:
			return nil
		}
	}
	return kinds
}

// render makes the outputs of an attachment in parallel.
func (a *attachment) render(kinds []string) ([][]byte, error) {
	all, errs := make([][]byte, len(kinds)), make([]error, len(kinds))
	parallel.Each(len(kinds), len(kinds), func(i int) []byte {
		var out bytes.Buffer
		errs[i] = renderers[kinds[i]](&out, a)
		return out.Bytes()
	}, func(i int, data []byte) { all[i] = data })
	return all, errors.Join(errs...)
}

// pages returns how many pages the PDF has.
func (a *attachment) pages() int {
	if a.print == nil {
		return 0
	}
	return len(a.print.Leaves) + len(a.print.Pages)
}

// take reserves the names of outputs for their source, which is a file or a sheet of it.
// The error is a takenError.
func (j *job) take(paths []string, by string) (target string, err error) {
	for _, path := range paths {
		if other, taken := j.taken.LoadOrStore(disk.SameNames(absolute(path)), by); taken && other != by {
			return path, takenError{path, other.(string)}
		}
	}
	return "", nil
}

// A takenError is the error of a name that this run has already given to an output of
// another source. Two sheets of a workbook may have names that differ only in characters
// not allowed in file names.
type takenError struct{ path, by string }

func (e takenError) Error() string { return e.path + " is made of " + e.by }

// mayReplace checks whether files may be written: existing ones must be unchanged since
// this program wrote them. The error is a foreignError, or one of reading the target.
func (j *job) mayReplace(paths []string, read func(string) ([]byte, error)) (target string, err error) {
	if j.force {
		return "", nil
	}
	for _, path := range paths {
		data, err := read(path)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), err != nil && isFolder(path):
			// Any other error will occur again when the file is written, and is reported then.
		case errors.Is(err, disk.ErrTooLarge): // no file of ours is this large
			return path, foreignError{path}
		case err != nil:
			return path, err
		case !untouched[strings.ToLower(filepath.Ext(path))](data):
			return path, foreignError{path}
		}
	}
	return "", nil
}

// A foreignError is the error of an existing file that this program did not write, or that
// was edited since.
type foreignError struct{ path string }

func (e foreignError) Error() string { return e.path + " is not ours to replace" }

// reviewName is the end of the name of a review.
const reviewName = ".review"

// stem returns the path of the outputs without extension: beside the file, or in a folder.
// The name contains the form, so that the outputs of a workbook or a PDF do not replace it:
// 変更箇所.別添２.xlsx.
func (a *attachment) stem(dir string) string {
	name := a.name + a.part
	if a.review {
		name += reviewName
	} else if a.sheet != nil && isSource(a.file) {
		name += "." + titleName(a.sheet.Form.Title)
	}
	return filepath.Join(cmp.Or(dir, filepath.Dir(a.file)), name)
}

// isSource reports whether a file has the extension of an output and is read as a source.
func isSource(file string) bool {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".xlsx", ".xlsm", ".pdf":
		return true
	}
	return false
}

// titleName returns the part of a title that is used in file names: the text in brackets,
// as in （別添２）変更箇所, or the whole title.
func titleName(title string) string {
	if inner, ok := strings.CutPrefix(title, "（"); ok {
		if words, _, ok := strings.Cut(inner, "）"); ok && strings.TrimSpace(words) != "" {
			title = words
		}
	}
	return fileName(title)
}

// fileName returns a text as part of a file name that is valid on any system.
func fileName(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(text))
}
