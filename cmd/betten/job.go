package main

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/disk"
	"betten/internal/text"
)

// A job holds the flags that apply to every file of a command. Each command is a chain that
// can be read in one function of its own file: read, layOut, judge, write.
type job struct {
	formName string // name or path; overrides the form that a file names
	fontName string // the face of the workbook
	font     string // path of a TrueType file with the widths of that face
	pdfFont  string // path of a TrueType file
	strict   bool   // warnings are errors
	sheet    string // of a workbook, the only one to read
	force    bool   // replaces files that another program wrote
	review   bool   // for a committee: differences are underlined

	faces struct {
		book  *text.Face   // of font
		print []*text.Face // of the PDF
	}
	rulers sync.Map // of rulerKey to *text.Ruler: a ruler caches, so it gets faster with use
	forms  sync.Map // of name to *form.Form: the built-in ones, read once for all files
	taken  sync.Map // names of outputs, to the source of each
	names  folderNames
}

type rulerKey struct {
	face  *text.Face
	size  text.Length
	print bool // for a PDF
}

// addFlags adds the flags of every command that lays a file out.
func (j *job) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&j.formName, "form", "", say.formFlag)
	flags.StringVar(&j.sheet, "sheet", "", say.sheetFlag)
	flags.StringVar(&j.fontName, "font-name", "", say.fontNameFlag)
	flags.StringVar(&j.font, "font", "", say.fontFlag)
	flags.StringVar(&j.pdfFont, "pdf-font", "", say.pdfFontFlag)
	flags.BoolVar(&j.strict, "strict", false, say.strictFlag)
	addAll(cmd)
}

// prepare reads the faces that the flags name.
func (j *job) prepare() error {
	j.faces.print = []*text.Face{fonts.BIZUDPGothic(), fonts.NotoSansJP()}
	if j.font != "" {
		face, err := readFace(j.font)
		if err != nil {
			return err
		}
		j.faces.book = face
	}
	if j.pdfFont != "" {
		face, err := readFace(j.pdfFont)
		if err != nil {
			return err
		}
		j.faces.print = append([]*text.Face{face}, j.faces.print...)
	}
	return nil
}

func readFace(path string) (*text.Face, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	face, err := text.ParseFace(name, data)
	if err != nil {
		return nil, &fs.PathError{Op: "font", Path: path, Err: err}
	}
	return face, nil
}

// ruler returns the ruler of a size in the face of a workbook, shared by all files.
func (j *job) ruler(size text.Length, face *text.Face) *text.Ruler {
	return j.rulerOf(rulerKey{face, size, false}, func() *text.Ruler { return text.NewRuler(size, face) })
}

// printRuler returns the ruler of a size in the faces of a PDF, shared by all files.
func (j *job) printRuler(size text.Length) *text.Ruler {
	return j.rulerOf(rulerKey{j.faces.print[0], size, true}, func() *text.Ruler { return text.NewPrintRuler(size, j.faces.print...) })
}

func (j *job) rulerOf(key rulerKey, make func() *text.Ruler) *text.Ruler {
	if r, ok := j.rulers.Load(key); ok {
		return r.(*text.Ruler)
	}
	r, _ := j.rulers.LoadOrStore(key, make())
	return r.(*text.Ruler)
}

// judge sorts the problems of a table, and turns warnings into errors if the flag says so.
// It may be called again after more problems are added.
func (j *job) judge(a *attachment) {
	for i := range a.problems {
		p := &a.problems[i]
		p.At.File = cmp.Or(p.At.File, a.file)
		if j.strict {
			p.Severity = change.Error
		}
	}
	change.SortProblems(a.problems)
}

// fileProblem says why a file could not be read.
func fileProblem(file string, err error) change.Problem {
	p := change.Problem{Severity: change.Error, Kind: change.UnreadableFile, At: change.Position{File: file}}
	switch {
	case isFolder(file):
		p.Kind = change.Folder
	case disk.IsMissing(err) && strings.ContainsAny(file, "*?"): // no Windows shell expands these
		p.Kind = change.Pattern
	case disk.IsMissing(err):
		p.Kind = change.MissingFile
	case errors.Is(err, disk.ErrNotRegular):
		p.Kind = change.NotRegular
	case errors.Is(err, disk.ErrTooLarge) && strings.EqualFold(filepath.Ext(file), ".toml"):
		p.Kind = change.LargeText
	case errors.Is(err, disk.ErrTooLarge):
		p.Kind = change.TooLarge
	}
	return p
}
