package into

import (
	"slices"

	"betten/internal/grid"
	"betten/internal/workbook"
)

// cells reads the sheet back and holds each cell to what it was, or to what was to be
// written.
func (p *proof) cells() {
	i := slices.IndexFunc(p.after.Sheets, func(s workbook.Sheet) bool { return s.Name == p.Host.Sheet })
	if i < 0 || len(p.after.Sheets) != len(p.book.Sheets) {
		p.note("the sheets are others")
		return
	}
	g, err := p.after.Read(p.after.Sheets[i])
	if err != nil {
		p.note("the sheet can't be read: %v", err)
		return
	}
	type place struct{ row, column int }
	want := make(map[place]grid.Cell)
	for _, r := range p.grid.Rows {
		number := r.Number
		switch {
		case number >= p.splice.end:
			number += p.splice.delta()
		case number >= p.splice.first:
			continue
		}
		for _, c := range r.Cells {
			want[place{number, c.Column}] = c
		}
	}
	for i, r := range p.expected {
		for c, text := range r.texts {
			if text != "" {
				at := p.area.Columns[c][0]
				want[place{p.splice.first + i, at}] = grid.Cell{Column: at, Text: text}
			}
		}
	}
	styles, err := p.after.Styles()
	if err != nil {
		p.note("the styles can't be read: %v", err)
		return
	}
	p.wrap(styles)
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			at := place{r.Number, c.Column}
			if w := want[at]; w.Text != c.Text || w.Kind != c.Kind || !w.Day.Equal(c.Day) {
				p.note("%s shows %q, want %q", workbook.CellName(c.Column, r.Number), grid.Clip(c.Text), grid.Clip(want[at].Text))
			}
			delete(want, at)
		}
	}
	for at, c := range want {
		p.note("%s is empty, want %q", workbook.CellName(at.column, at.row), grid.Clip(c.Text))
	}
}

// wrap looks whether each written cell has a style that wraps, as its height supposes.
func (p *proof) wrap(styles *workbook.Styles) {
	part, err := p.after.Part(p.of.PartOf())
	if err != nil {
		p.note("%v", err)
		return
	}
	root, err := workbook.Parse(part)
	if err != nil {
		p.note("%v", err)
		return
	}
	after := &Host{part: part, root: root, style: styles}
	for _, n := range root.Kid("sheetData").Kids {
		for _, c := range n.Kids {
			column, row, _ := workbook.ParseCell(c.Attr("r"))
			if row < p.splice.first || row >= p.splice.first+p.splice.made {
				continue
			}
			if of, own := p.area.Owner(column); own && column == p.area.Columns[of][0] && !styles.Look(after.styleOf(n, column)).Wraps {
				p.note("%s does not wrap", c.Attr("r"))
			}
		}
	}
}
