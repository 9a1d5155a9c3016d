package verify

import (
	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// cells holds what each cell shows to what it showed, or to what was to be written.
func (p *comparison) cells(was, is *grid.Grid) {
	want := make(map[cell]grid.Cell)
	for _, r := range was.Rows {
		if number, stays := p.moved(r.Number); stays {
			for _, c := range r.Cells {
				want[cell{number, c.Column}] = c
			}
		}
	}
	for i, r := range p.Rows {
		for column, text := range r.Texts {
			want[cell{p.First + i, column}] = grid.Cell{Text: text}
		}
	}
	for _, r := range is.Rows {
		for _, c := range r.Cells {
			at := cell{r.Number, c.Column}
			w := want[at]
			if delete(want, at); p.computed[at] {
				continue
			}
			if w.Text != c.Text || w.Kind != c.Kind || !w.Day.Equal(c.Day) || w.Style != c.Style && (at.row < p.First || at.row >= p.after()) {
				p.note("%s shows %q, want %q", workbook.CellName(at.column, at.row), clip(c.Text), clip(w.Text))
			}
		}
	}
	for at, c := range want {
		if !p.computed[at] {
			p.note("%s is empty, want %q", workbook.CellName(at.column, at.row), clip(c.Text))
		}
	}
	p.looks(is)
}

// looks holds the look of the written cells to one in which a text of several lines can
// be read, and means nothing by how it looks.
func (p *comparison) looks(is *grid.Grid) {
	styles, err := p.is.Styles()
	if err != nil {
		p.note("the styles can't be read: %v", err)
		return
	}
	for i := range p.Rows {
		for _, c := range is.Row(p.First + i).Cells {
			name := workbook.CellName(c.Column, p.First+i)
			look := styles.Look(c.Style)
			if !look.Wraps {
				p.note("%s does not wrap", name)
			}
			if look.Filled || len(c.Marks) > 0 {
				p.note("%s means something by its look", name)
			}
		}
	}
}

// gaveWay holds the rows that gave way to what the rows of a change table are. Any other
// text is lost.
func (p *comparison) gaveWay(was *grid.Grid) {
	if p.End <= p.First {
		return
	}
	t, ok := p.table(was)
	if !ok {
		p.note("there are no headings above row %d", p.First)
		return
	}
	for i := range was.Rows {
		r := &was.Rows[i]
		if r.Number < p.First || r.Number >= p.End || t.repeats(r) {
			continue
		}
		for _, c := range r.Cells {
			if _, own := t.columns[c.Column]; !own {
				p.note("%s, beside the table, is gone: %q", workbook.CellName(c.Column, r.Number), clip(c.Text))
			}
		}
		if t.isEntry(r) {
			t.last, t.begun = r.Number, true
		} else {
			p.note("row %d is gone, and was no entry: %q", r.Number, clip(r.Cells[0].Text))
		}
	}
}

// A table is the change table of a sheet as it is found from its rows upwards.
type table struct {
	*grid.Grid
	columns map[int]change.Column
	of      [change.Columns]int // the first column of the sheet of each
	texts   map[string]bool     // above the rows and in the headings, squeezed
	rows    map[int]workbook.PartRow
	styles  *workbook.Styles
	widths  *workbook.Columns
	last    int  // the row of the last entry, or of the headings
	begun   bool // there was an entry
}

// table finds the headings above the rows that gave way.
func (p *comparison) table(was *grid.Grid) (*table, bool) {
	t := &table{Grid: was, columns: make(map[int]change.Column), texts: make(map[string]bool), last: p.First - 1}
	if !p.read(t) {
		return t, false
	}
	for _, loose := range []bool{false, true} {
		t.find(p.First, loose)
	}
	return t, t.of[change.BeforeColumn] > 0 && t.of[change.AfterColumn] > 0
}

// read reads how the sheet looked.
func (p *comparison) read(t *table) bool {
	styles, err1 := p.was.Styles()
	part, err2 := p.was.Part(p.part)
	if err1 != nil || err2 != nil {
		return false
	}
	root, err := workbook.Parse(part)
	if err != nil {
		return false
	}
	rows, err := workbook.PartRows(root)
	if err != nil {
		return false
	}
	t.styles, t.widths, t.rows = styles, workbook.ReadColumns(root, 7), make(map[int]workbook.PartRow)
	for _, r := range rows {
		t.rows[r.Number] = r
	}
	return true
}

// find takes the headings above a row, from the lowest upwards: sure ones, or those that
// count only where no other names their column.
func (t *table) find(below int, loose bool) {
	for i := len(t.Rows) - 1; i >= 0; i-- {
		r := &t.Rows[i]
		if r.Number >= below {
			continue
		}
		for _, cell := range r.Cells {
			t.texts[change.Squeeze(cell.Text)] = true
			c, isLoose, ok := change.ColumnOf(cell.Text)
			if !ok || isLoose != loose || t.of[c] > 0 {
				continue
			}
			t.of[c] = cell.Column
			t.columns[cell.Column] = c
			for _, m := range t.Merged {
				if m.Top == r.Number && m.Left == cell.Column {
					for column := m.Left; column <= m.Right; column++ {
						t.columns[column] = c
					}
				}
			}
		}
	}
}

// repeats reports whether a row says nothing but headings, or the title, once more.
func (t *table) repeats(r *grid.Row) bool {
	for _, c := range r.Cells {
		if !t.texts[change.Squeeze(c.Text)] {
			return false
		}
	}
	return true
}

// isEntry reports whether a row is one of an entry. One with a date and a timing is, and so
// is one that goes on with the row above. Any other follows the rows above it without a
// gap, and has a date or says what was changed.
func (t *table) isEntry(r *grid.Row) bool {
	date := r.Cell(t.of[change.DateColumn])
	_, reading := change.ReadDate(date.Text)
	says := false
	for _, c := range r.Cells {
		if _, _, ok := change.CutContinued(c.Text); ok {
			return true
		}
		column, own := t.columns[c.Column]
		says = says || own && (column == change.ItemColumn || column == change.BeforeColumn || column == change.AfterColumn)
	}
	timing := change.Squeeze(r.Cell(t.of[change.TimingColumn]).Text)
	timed := t.of[change.TimingColumn] == 0 || timing == change.Before || timing == change.After || change.IsDitto(timing)
	dated := !date.Day.IsZero() || reading != change.NoDate || change.IsDitto(date.Text)
	return dated && (timed || t.close(r.Number)) || says && t.follows(r.Number)
}

// follows reports whether only framed rows are between a row and the table.
func (t *table) follows(number int) bool {
	return t.close(number) && !(t.begun && t.framed(t.last) && !t.framed(number))
}

// close reports whether there is no gap between a row and the table.
func (t *table) close(number int) bool {
	for n := t.last + 1; n < number; n++ {
		if !t.framed(n) && !t.merged(n) {
			return false
		}
	}
	return true
}

// framed reports whether the cells of a row before and after the change have borders.
func (t *table) framed(number int) bool {
	r, ok := t.rows[number]
	if !ok {
		return false
	}
	look := func(c change.Column) bool { return t.styles.Look(r.Style(t.of[c], t.widths)).Framed }
	return look(change.BeforeColumn) && look(change.AfterColumn)
}

// merged reports whether a row belongs to a cell that begins above it.
func (t *table) merged(number int) bool {
	for _, m := range t.Merged {
		if _, own := t.columns[m.Left]; own && m.Top < number && number <= m.Bottom {
			return true
		}
	}
	return false
}
