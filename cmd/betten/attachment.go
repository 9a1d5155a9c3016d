package main

import (
	"bytes"
	"cmp"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/source"
	"betten/internal/xlsx"
)

// An attachment is what was made of one change table, as far as it got.
type attachment struct {
	file      string
	name      string // of its outputs: the file's, without its ending
	part      string // what tells several tables of one file apart, as in ".令和6年度"; else empty
	tableName string // of a workbook, the sheet it was read from
	review    bool   // it is laid out for a committee

	table    *change.Table // nil if it could not be read
	sheet    *layout.Sheet // nil if it can't be laid out
	print    *layout.Print // nil unless a PDF is wanted
	problems []change.Problem
}

// failed reports whether the table can't be shown as it is laid out.
func (a *attachment) failed() bool { return a.sheet == nil || change.Failed(a.problems) }

// origin says what the attachment is made of: the file, or the sheet if it has several.
func (a *attachment) origin() string {
	if a.part == "" {
		return a.file
	}
	return placeName(change.Position{File: a.file, Cell: a.tableName})
}

// ready reports whether outputs of these kinds may be made. An entry file needs no
// layout.
func (a *attachment) ready(kinds []string) bool {
	laidOut := a.sheet != nil || !slices.ContainsFunc(kinds, func(kind string) bool { return kind != "toml" })
	return a.table != nil && laidOut && !change.Failed(a.problems)
}

// load reads a file and lays out the tables it holds: an entry file has one, a
// workbook may have several. All that is wrong is among the attachments' problems.
func (j *job) load(file string, wantPrint bool) []*attachment {
	data, err := readFile(file)
	if err != nil {
		return j.finish([]*attachment{{file: file, problems: []change.Problem{fileProblem(file, err)}}})
	}
	if len(data) > large {
		debug.SetGCPercent(50)
	}
	all := j.read(file, data)
	for _, a := range all {
		if a.table != nil {
			j.layOut(a, wantPrint)
		}
	}
	return j.finish(all)
}

// large is the length of an entry file that is worth looking for garbage more often:
// a thousand published attachments then take a tenth less memory, and 5 % more time.
const large = 8 << 20

// read reads the tables of a file.
func (j *job) read(file string, data []byte) []*attachment {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	switch ext := strings.ToLower(filepath.Ext(file)); {
	case isWorkbook(data):
	case ext == ".xlsx" || ext == ".xlsm":
		return []*attachment{notWorkbook(file)}
	default:
		a := &attachment{file: file, name: filepath.Base(file)}
		if strings.EqualFold(filepath.Ext(file), ".toml") {
			a.name = stem
		}
		a.table, a.problems = source.Entries(file, data)
		return []*attachment{a}
	}
	sheets, problems := xlsx.Read(file, data, j.sheet)
	if len(sheets) == 0 {
		return []*attachment{{file: file, problems: problems}}
	}
	all := make([]*attachment, len(sheets))
	for i, s := range sheets {
		all[i] = &attachment{file: file, name: stem, tableName: s.Name, table: s.Table, problems: s.Problems}
		if len(sheets) > 1 {
			all[i].part = "." + fileName(s.Name)
		}
	}
	return all
}

// onlyTable returns the table of a file that must hold one.
func onlyTable(file string, all []*attachment) *attachment {
	if len(all) == 1 {
		return all[0]
	}
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.tableName
	}
	return &attachment{file: file, problems: []change.Problem{{
		Severity: change.Error, Kind: change.SeveralSheets,
		At: change.Position{File: file}, Values: []string{strings.Join(names, "」「")},
	}}}
}

// notWorkbook says that a file is no workbook.
func notWorkbook(file string) *attachment {
	return &attachment{file: file, problems: []change.Problem{{
		Severity: change.Error, Kind: change.NotWorkbook, At: change.Position{File: file},
	}}}
}

// isWorkbook reports whether data is a workbook, or was one before something went
// wrong with it: then the reader of workbooks says what.
func isWorkbook(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("xl/")) ||
		bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0"))
}

// layOut lays out a table.
func (j *job) layOut(a *attachment, wantPrint bool) {
	a.review = j.review
	f := j.formOf(a)
	if f == nil {
		return
	}
	face := j.faces.book
	if face == nil {
		var known bool
		if face, known = fonts.Named(f.Book.Face); !known {
			a.problems = append(a.problems, change.Problem{
				Severity: change.Error, Kind: change.UnknownFace, Values: []string{f.Book.Face},
			})
			return
		}
	}
	sheet, problems := layout.Book(a.table, f, j.ruler(f.Book.Size, face))
	a.sheet, a.problems = sheet, append(a.problems, problems...)
	problems = nil
	switch {
	case j.review:
		d := layout.Compare(a.table)
		a.sheet.Underline(d)
		a.print, problems = layout.Review(a.table, f, j.ruler(layout.ReviewSize, j.faces.print...), d)
	case wantPrint:
		a.print, problems = layout.Paginate(a.sheet, j.ruler(f.Print.Size, j.faces.print...))
	}
	a.problems = append(a.problems, problems...)
}

// formOf returns the form of an attachment's table, or nil, for which there is a
// problem then. Where the flag names it, it is no matter that the table does not.
func (j *job) formOf(a *attachment) *form.Form {
	if j.formName != "" {
		a.problems = slices.DeleteFunc(a.problems, func(p change.Problem) bool {
			return p.Kind == change.NoForm || p.Kind == change.GuessedForm
		})
	}
	f, problems := j.form(a.table, a.file)
	a.problems = append(a.problems, problems...)
	return f
}

// finish puts the problems of a file in order.
func (j *job) finish(all []*attachment) []*attachment {
	for _, a := range all {
		for i := range a.problems {
			p := &a.problems[i]
			p.At.File = cmp.Or(p.At.File, a.file)
			if j.strict {
				p.Severity = change.Error
			}
		}
		change.SortProblems(a.problems)
	}
	return all
}

// stem returns the path of the outputs, without their endings: beside the file,
// or in a folder. A workbook must not take the place of the one it is made of, so
// it is named by the form: 変更箇所.別添２.xlsx.
func (a *attachment) stem(dir string) string {
	name := a.name + a.part
	if a.review {
		name += ".review"
	} else if ext := filepath.Ext(a.file); a.sheet != nil && (strings.EqualFold(ext, ".xlsx") || strings.EqualFold(ext, ".xlsm")) {
		name += "." + titleName(a.sheet.Form.Title)
	}
	return filepath.Join(cmp.Or(dir, filepath.Dir(a.file)), name)
}

// titleName returns the words of a title that name a file: what stands in its
// brackets, as in （別添２）変更箇所, else all.
func titleName(title string) string {
	if inner, ok := strings.CutPrefix(title, "（"); ok {
		if words, _, ok := strings.Cut(inner, "）"); ok && strings.TrimSpace(words) != "" {
			title = words
		}
	}
	return fileName(title)
}

// fileName returns a text as part of a file's name, on any system.
func fileName(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(text))
}
