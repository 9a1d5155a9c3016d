package source

import (
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
	"betten/templates"
)

// formKeys are the keys of a form (様式).
var formKeys = &vocabulary{
	tables: map[string][]string{
		"":                    {"name", "title", "sheet", "date", "columns", "marks", "paper", "book", "print"},
		"columns":             {"date", "item", "before", "after", "timing", "explanation"},
		"columns.date":        columnKeys,
		"columns.item":        columnKeys,
		"columns.before":      columnKeys,
		"columns.after":       columnKeys,
		"columns.timing":      columnKeys,
		"columns.explanation": columnKeys,
		"marks":               {"ditto", "continues", "continued"},
		"paper":               {"size", "landscape", "margin"},
		"book":                {"face", "size", "pitch", "lines", "title-size"},
		"print": {"size", "pitch", "padding", "rule", "frame", "heading", "shade",
			"title-size", "footer-size"},
	},
	aliases: map[string]string{
		"font": "face", "color": "shade", "colour": "shade", "margins": "margin", "leading": "pitch",
		"title_size": "title-size", "footer_size": "footer-size", "titlesize": "title-size",
		"footersize": "footer-size", "column": "columns", "mark": "marks", "footer": "footer-size",
	},
}

var columnKeys = []string{"heading", "width", "fits"}

// juten is the built-in form that a form of one's own is measured against.
var juten = sync.OnceValue(func() form.Form {
	data, _ := templates.Form("juten")
	f, _ := readForm("juten.toml", data, form.Form{})
	if f == nil {
		panic("source: the built-in form cannot be read")
	}
	return *f
})

// Form reads a form (様式). A key that is missing has the value of the built-in
// form juten; a missing name is the file's. The form is nil if it cannot be
// used, and then there is an error among the problems.
func Form(file string, data []byte) (*form.Form, []change.Problem) {
	base := juten()
	base.Name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	return readForm(file, data, base)
}

func readForm(file string, data []byte, base form.Form) (*form.Form, []change.Problem) {
	d := read(file, data, formKeys)
	if d.root == nil {
		return nil, d.problems()
	}
	if v := d.root.values["change"]; v != nil {
		d.faults = nil
		d.fail(v.key, change.EntryFile)
		return nil, d.problems()
	}
	d.checkKeys(d.root, "")
	f := base
	if d.decoded {
		r := formReader{document: d}
		r.form(&f) // what could not be read is as in base, where nothing is wrong
		for _, fault := range form.Check(&f) {
			if fault.Kind == change.SeveralLines {
				continue // told when it was read
			}
			d.fail(r.place(fault.Key), fault.Kind, fault.Values...)
		}
	}
	problems := d.problems()
	if change.Failed(problems) {
		return nil, problems
	}
	return &f, problems
}

type formReader struct{ *document }

// place finds a key by its path, or the nearest table around it.
func (r *formReader) place(path string) int {
	t, at := r.root, 0
	for name := range strings.SplitSeq(path, ".") {
		v := t.values[name]
		if v == nil {
			break
		}
		at = v.at.start
		if v.kind != tables {
			break
		}
		t = v.tables[len(v.tables)-1]
		at = t.at
	}
	return at
}

// form reads the whole form into f, which holds what is missing.
func (r *formReader) form(f *form.Form) {
	r.word(r.root, "name", &f.Name)
	r.word(r.root, "title", &f.Title)
	r.word(r.root, "sheet", &f.Sheet)
	switch r.choice(r.root, "date", "和暦", "西暦") {
	case "和暦":
		f.Date = form.EraStyle
	case "西暦":
		f.Date = form.CommonStyle
	}
	columns := r.table(r.root, "columns")
	for c := range f.Columns {
		r.column(r.table(columns, change.Column(c).String()), &f.Columns[c], "columns."+change.Column(c).String())
	}
	marks := r.table(r.root, "marks")
	r.word(marks, "ditto", &f.Marks.Ditto)
	r.word(marks, "continues", &f.Marks.Continues)
	r.word(marks, "continued", &f.Marks.Continued)

	paper := r.table(r.root, "paper")
	if size := r.choice(paper, "size", "A4", "A3"); size != "" {
		f.Paper.Size = size
	}
	if v := paper.values["landscape"]; v != nil && r.want(v, "landscape", truth) {
		f.Paper.Landscape, _ = v.data.(bool)
	}
	r.length(paper, "margin", &f.Paper.Margin)

	book := r.table(r.root, "book")
	r.word(book, "face", &f.Book.Face)
	r.length(book, "size", &f.Book.Size)
	r.length(book, "pitch", &f.Book.Pitch)
	r.length(book, "title-size", &f.Book.TitleSize)
	lines := float64(f.Book.Lines)
	if v := r.number(book, "lines", &lines); v != nil {
		if lines != math.Trunc(lines) {
			r.fail(v.at.start, change.WrongType, "lines", "whole")
		} else {
			f.Book.Lines = int(max(-1, min(lines, most)))
		}
	}

	pdf := r.table(r.root, "print")
	r.length(pdf, "size", &f.Print.Size)
	r.length(pdf, "pitch", &f.Print.Pitch)
	r.length(pdf, "padding", &f.Print.Padding)
	r.length(pdf, "rule", &f.Print.Rule)
	r.length(pdf, "frame", &f.Print.Frame)
	r.length(pdf, "heading", &f.Print.Heading)
	r.length(pdf, "title-size", &f.Print.TitleSize)
	r.length(pdf, "footer-size", &f.Print.FooterSize)
	r.colour(pdf, "shade", &f.Print.Shade)
}

// table returns a table within another, or an empty one if there is none.
func (r *formReader) table(t *table, key string) *table {
	v := t.values[key]
	if v == nil {
		return &table{}
	}
	if !r.want(v, key, tables) || v.many || len(v.tables) == 0 {
		if v.many {
			r.fail(v.key, change.WrongType, key, wanted(key, tables))
		}
		return &table{}
	}
	return v.tables[0]
}

// column reads a column. A width of one's own takes the place of a text that
// must fit, and the other way round.
func (r *formReader) column(t *table, c *form.Column, path string) {
	r.word(t, "heading", &c.Heading)
	width, fits := t.values["width"], t.values["fits"]
	switch {
	case width != nil && fits != nil:
		r.fail(fits.key, change.TwoWidths, path)
	case width != nil:
		if r.number(t, "width", &c.Width) != nil {
			c.Fits = ""
		}
	case fits != nil:
		if s, ok := r.oneLine(t, "fits"); ok {
			c.Fits, c.Width = s, 0
		}
	}
}

func (r *formReader) word(t *table, key string, s *string) {
	if w, ok := r.oneLine(t, key); ok {
		*s = w
	}
}

// choice reads one of a few words. It is empty if there is no valid one.
func (r *formReader) choice(t *table, key string, all ...string) string {
	s, ok := r.oneLine(t, key)
	if ok && !slices.Contains(all, s) {
		r.fail(t.values[key].at.start, change.UnknownWord, s, change.List(all...))
		return ""
	}
	return s
}

func (r *formReader) number(t *table, key string, n *float64) *value {
	v := t.values[key]
	if v == nil || !r.want(v, key, number) {
		return nil
	}
	switch data := v.data.(type) {
	case int64:
		*n = float64(data)
	case float64:
		*n = data
	}
	return v
}

// most is what a number too large to be reckoned with is taken for: longer than
// any paper, so form.Check refuses it.
const most = 10_000

func (r *formReader) length(t *table, key string, l *text.Length) {
	n := 0.0
	if r.number(t, key, &n) != nil {
		*l = text.Points(max(-1, min(n, most)))
	}
}

func (r *formReader) colour(t *table, key string, c *int) {
	s, ok := r.oneLine(t, key)
	if !ok {
		return
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil || len(s) != 7 || s[0] != '#' {
		r.fail(t.values[key].at.start, change.BadColour, s)
		return
	}
	*c = int(n)
}
