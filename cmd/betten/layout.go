package main

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/disk"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/source"
	"betten/internal/text"
	"betten/templates"
)

// layOut lays a table out for the kinds of outputs wanted. An entry file needs no layout.
func (j *job) layOut(a *attachment, kinds ...string) {
	if a.table == nil || !slices.ContainsFunc(kinds, func(kind string) bool { return kind != "toml" }) {
		return
	}
	a.review = j.review
	f := j.formOf(a)
	if f == nil {
		return
	}
	face := j.bookFace(a, f)
	if face == nil {
		return
	}
	book := j.ruler(f.Book.Size, face)
	var problems, more []change.Problem
	if j.review {
		d := layout.Compare(a.table)
		a.sheet, problems = layout.ReviewSheet(a.table, f, book, d)
		a.print, more = layout.Review(a.table, f, j.printRuler(layout.ReviewSize), d)
	} else {
		a.sheet, problems = layout.LayOut(a.table, f, book)
		if slices.Contains(kinds, "pdf") {
			a.print, more = layout.Paginate(a.sheet, j.printRuler(f.Print.Size))
		}
	}
	a.problems = slices.Concat(a.problems, problems, more)
}

// bookFace returns the face of the workbook: that of the file the flag names, or the form's
// face. It returns nil and a problem if the widths of the form's face are not known.
func (j *job) bookFace(a *attachment, f *form.Form) *text.Face {
	if j.faces.book != nil {
		return j.faces.book
	}
	face, known := fonts.Named(f.Book.Face)
	if !known {
		a.problems = append(a.problems, change.Problem{
			Severity: change.Error, Kind: change.UnknownFace, Values: []string{f.Book.Face},
		})
		return nil
	}
	return face
}

// formOf returns the form of an attachment's table, or nil and a problem. The table need
// not name a form if the flag does.
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

// form returns the form of a table. The flag's path is relative to the working folder; the
// table's path is relative to its file.
func (j *job) form(t *change.Table, file string) (*form.Form, []change.Problem) {
	name, dir := t.Form, filepath.Dir(file)
	if j.formName != "" {
		name, dir = j.formName, "."
	}
	if name == "" {
		name = defaultForm
	}
	if data, ok := templates.Form(name); ok {
		if f, ok := j.forms.Load(name); ok {
			return f.(*form.Form), nil
		}
		f, problems := j.parseForm(name+".toml", data)
		if f != nil && len(problems) == 0 {
			j.forms.Store(name, f)
		}
		return f, problems
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) || disk.IsTooLong(err) {
		return nil, []change.Problem{{
			Severity: change.Error, Kind: change.UnknownForm,
			At: j.formPosition(t), Values: []string{cmp.Or(j.formName, t.Form)},
		}}
	}
	if err != nil {
		return nil, []change.Problem{fileProblem(name, err)}
	}
	return j.parseForm(name, data)
}

// defaultForm is used for a file that names no form.
const defaultForm = "juten"

// parseForm reads a form. It returns nil if the problems include an error.
func (j *job) parseForm(file string, data []byte) (*form.Form, []change.Problem) {
	f, problems := source.Form(file, data)
	if f != nil && j.fontName != "" {
		f.Book.Face = j.fontName
	}
	if change.Failed(problems) {
		f = nil
	}
	return f, problems
}

// formPosition returns where a table names its form, unless the flag names one.
func (j *job) formPosition(t *change.Table) change.Position {
	if j.formName != "" {
		return change.Position{}
	}
	return source.KeyPosition(t, "form")
}
