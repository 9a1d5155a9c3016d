package into

import (
	"math"
	"strconv"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/grid"
	"betten/internal/layout"
	"betten/internal/text"
	"betten/internal/workbook"
)

// A Target is a workbook whose change table is to be filled in, with the widths of its
// columns and the type of its cells measured: as a rule a whole 評価書, made on the
// commission's template.
type Target struct {
	*original

	width    *workbook.Columns
	digit    float64 // of the Normal font, in pixels that are not rounded
	rulers   [change.Columns]*text.Ruler
	problems []change.Problem
}

// Open opens a workbook to fill its change table in: that of the sheet named, or
// of the only one that has one. The faces are asked for by the names that the
// workbook has for them; nil is one whose widths are not known.
//
// The target is nil if there is an error among the problems.
func Open(file string, data []byte, only string, faces func(family string) *text.Face) (*Target, []change.Problem) {
	o, problems := open(file, data, only)
	if o == nil {
		return nil, problems
	}
	t := &Target{original: o}
	t.measure(faces)
	if change.Failed(t.problems) {
		return nil, t.problems
	}
	return t, t.problems
}

// note notes something about a cell of the sheet, or about the file if the cell is "".
func (t *Target) note(s change.Severity, k change.Kind, cell string, values ...string) {
	t.problems = append(t.problems, t.problem(s, k, cell, values...))
}

// measure reads how the sheet looks: the type of each column, and its width.
func (t *Target) measure(faces func(string) *text.Face) {
	normal := t.style.Normal()
	pixels, known := digitWidth(normal, faces(normal.Face))
	if !known {
		t.note(change.Warning, change.GuessedDigit, "", normal.Face, strconv.Itoa(pixels))
	}
	t.digit, _ = digit(normal, faces(normal.Face))
	t.width = workbook.ReadColumns(t.root, pixels)
	if t.root.Kid("sheetProtection").Is("sheet") {
		t.note(change.Warning, change.Protected, "", t.Sheet)
	}
	for _, l := range t.look.left {
		t.note(change.Warning, change.LookNotTaken, l.cell, string(l.aspect))
	}
	if t.below > 0 {
		c := t.grid.Row(t.below).Cells[0]
		t.note(change.Warning, change.KeptBelow, workbook.CellName(c.Column, t.below), grid.Clip(c.Text))
	}
	t.sharedColumns()
	told := make(map[string]bool)
	for c, columns := range t.area.Columns {
		if columns == nil {
			continue
		}
		cell := workbook.CellName(columns[0], t.area.Heading)
		look := t.style.Look(t.look.base[c])
		switch em := t.em(c); {
		case look.Turned && !t.look.heading:
			t.note(change.Error, change.TurnedText, cell, change.Column(c).Title())
			continue
		case em <= 0 && t.pixels(c) == 0:
			t.note(change.Error, change.HiddenTarget, cell, change.Column(c).Title())
			continue
		case em < leastWidth(change.Column(c)):
			t.note(change.Error, change.NarrowColumn, cell, change.Column(c).Title())
			continue
		}
		size := text.Points(look.Size)
		if face := faces(look.Face); face != nil {
			t.rulers[c] = text.NewRuler(size, face)
			continue
		}
		// Without a face, a ruler takes each character for one em: no text needs more.
		t.rulers[c] = text.NewRuler(size)
		if !told[look.Face] {
			t.note(change.Warning, change.GuessedWidths, "", look.Face)
			told[look.Face] = true
		}
	}
	for c := range t.rulers {
		if t.rulers[c] == nil { // of a column that the table lacks
			t.rulers[c] = text.NewRuler(10 * text.Point)
		}
	}
}

// leastWidth returns how many ems a column must have: most hold sentences.
func leastWidth(c change.Column) float64 {
	if c == change.DateColumn || c == change.TimingColumn {
		return 1
	}
	return 3
}

// sharedColumns looks for headings that share a column of the sheet, as where one is
// merged over others: a text could belong to either.
func (t *Target) sharedColumns() {
	owner := make(map[int]change.Column)
	for _, m := range t.grid.Merged { // what it hides may be another heading
		if m.Top < t.area.Heading || m.Top >= t.area.First {
			continue
		}
		over, own := t.area.Owner(m.Left)
		for at := m.Left + 1; at <= m.Right && own; at++ {
			if c, taken := t.area.Owner(at); taken && c != over && t.grid.Row(m.Top).Cell(at).Text != "" {
				t.note(change.Error, change.SharedColumn, workbook.CellName(m.Left, m.Top), over.Title(), c.Title())
				return
			}
		}
	}
	for c, columns := range t.area.Columns {
		for _, at := range columns {
			if other, taken := owner[at]; taken {
				t.note(change.Error, change.SharedColumn, workbook.CellName(at, t.area.Heading), other.Title(), change.Column(c).Title())
				return
			}
			owner[at] = change.Column(c)
		}
	}
}

// Explain returns the problems of a table that was laid out in the target's form, in the
// words of somebody who can change the sheet but no form: what does not fit a narrow
// column is a matter of the column. The form it was taken after is given.
func (t *Target) Explain(problems []change.Problem, of *form.Form) []change.Problem {
	var kept []change.Problem
	told := make(map[change.Column]bool)
	for _, p := range problems {
		c := change.ItemColumn
		switch {
		case p.Kind == change.HighHeading:
			continue // the sheet has its own
		case p.Kind == change.NoRoom:
			c = change.BeforeColumn
			if t.em(int(change.AfterColumn)) < t.em(int(change.BeforeColumn)) {
				c = change.AfterColumn
			}
		case p.Kind != change.ItemTooLong || t.area.Columns[c] == nil || t.em(int(c)) > of.Columns[c].Width/2:
			kept = append(kept, p)
			continue
		}
		if !told[c] {
			kept = append(kept, t.problem(change.Error, change.NarrowColumn, workbook.CellName(t.area.Columns[c][0], t.area.Heading), c.Title()))
		}
		told[c] = true
	}
	return kept
}

// pixels returns the width of a column of the table: of all columns that its heading
// covers.
func (t *Target) pixels(c int) int {
	sum := 0
	for _, column := range t.area.Columns[c] {
		sum += t.width.Pixels(column)
	}
	return sum
}

// em returns the width of a column's text, in ems of its own type.
func (t *Target) em(c int) float64 {
	look := t.style.Look(t.look.base[c])
	// An indent is three blanks of the Normal font, a blank at most half a digit.
	indent := look.Indent * (3*t.width.Digit + 1) / 2
	return float64(t.pixels(c)-t.width.Padding()-indent) * 72 / 96 / look.Size
}

// Form returns a form that has the sheet's own columns and type; its words, its marks
// and its way to write dates are those of another.
func (t *Target) Form(of *form.Form) *form.Form {
	f := *of
	f.Sheet = t.Sheet
	f.Book.Pitch = 0
	for c, columns := range t.area.Columns {
		const lacking = 100 // em: nothing is written there
		if f.Columns[c].Fits, f.Columns[c].Width = "", lacking; columns == nil {
			continue
		}
		look := t.style.Look(t.look.base[c])
		f.Columns[c].Width = math.Floor(t.em(c)*1000) / 1000
		f.Book.Pitch = max(f.Book.Pitch, linePitch(look.Font))
		if change.Column(c) == change.BeforeColumn {
			f.Book.Face, f.Book.Size = look.Face, text.Points(look.Size)
		}
	}
	f.Book.Lines = int(form.HighestRow / f.Book.Pitch)
	return &f
}

// Viewer returns how LibreOffice shows the sheet, where it needs more room than Excel;
// else nil. It does not round the width of a digit to whole pixels: with ＭＳ Ｐゴシック 11,
// most offices' Normal font, it makes each column 8 % narrower. Its lines are one em
// apart, and 0.35 mm of a cell on each side are not text.
func (t *Target) Viewer() *layout.Viewer {
	const margin = 0.35 * 2 / 25.4 * 72 // points
	v := &layout.Viewer{Margin: text.Points(margin + 1)}
	narrower := false
	for c, columns := range t.area.Columns {
		own := text.Points(t.em(c) * t.style.Look(t.look.base[c]).Size)
		if v.Widths[c] = own; columns == nil {
			continue
		}
		seen := text.Points(float64(t.pixels(c))/float64(t.width.Digit)*t.digit*72/96 - margin)
		narrower = narrower || seen < own
		v.Widths[c] = min(own, seen)
		v.Pitch[c] = text.Points(t.style.Look(t.look.base[c]).Size)
		if !isMS(t.style.Look(t.look.base[c]).Face) {
			v.Pitch[c] = linePitch(t.style.Look(t.look.base[c]).Font)
		}
	}
	if !narrower {
		return nil
	}
	return v
}

// CheckForm warns of a form that is not that of the sheet's title.
func (t *Target) CheckForm(f *form.Form) []change.Problem {
	own, other := grid.FormOf(t.Title), grid.FormOf(f.Title)
	if own == "kiso" || own == "" || other == "kiso" || other == "" || own == other {
		return nil // a title without a number does not say which form it is
	}
	return []change.Problem{t.problem(change.Warning, change.OtherForm, "", t.Title, f.Title)}
}

// Rulers returns what measures each column, in its own type.
func (t *Target) Rulers() *[change.Columns]*text.Ruler { return &t.rulers }
