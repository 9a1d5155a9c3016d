package pdftable

import (
	"fmt"
	"strings"

	"betten/internal/change"
	"betten/internal/grid"
)

// newGrid returns an empty grid whose positions are those of pages.
func (d *document) newGrid() *grid.Grid {
	return &grid.Grid{
		File: d.file,
		CellName: func(row, column int) string {
			at := d.places[row]
			return d.name(at[0], at[1], d.columnName(column))
		},
		ColumnName: d.columnName,
	}
}

// columnName returns the name of a column for people.
func (d *document) columnName(column int) string {
	if c := d.columns; c != nil && column >= 1 && column <= c.count() {
		if kind := c.kinds[column-1]; kind != other {
			return shortTitle(kind)
		}
		if c.names[column-1] != "" {
			return c.names[column-1]
		}
		return fmt.Sprint(column)
	}
	if c := change.Column(column - 1); c >= 0 && c < change.Columns {
		return shortTitle(c)
	}
	return ""
}

// shortTitle returns the title of a column in the form used in places: 変更前.
func shortTitle(c change.Column) string { return strings.TrimSuffix(c.Title(), "の記載") }

// table makes the table from the rows.
func (d *document) table() (*change.Table, []change.Problem) {
	g := d.newGrid()
	d.places = make(map[int][2]int)
	number := 1
	above, around := d.around()
	for _, cells := range above {
		r := grid.Row{Number: number}
		for i, text := range cells {
			r.Cells = append(r.Cells, grid.Cell{Column: i + 1, Text: text})
		}
		g.Rows = append(g.Rows, r)
		number++
	}
	head := grid.Row{Number: number}
	d.places[number] = [2]int{d.firstPage(), Heading}
	for i, kind := range d.columns.kinds {
		text := d.columns.names[i]
		if kind == other && grid.FormOf(text) != "" { // a title above a column is not the table's title
			text = ""
		}
		if text != "" {
			head.Cells = append(head.Cells, grid.Cell{Column: i + 1, Text: text})
		}
	}
	g.Rows = append(g.Rows, head)
	d.compose(g, number+1)
	a, ok := grid.Find(g)
	if !ok {
		d.refuse(change.NoTableOnPages)
		return nil, d.problems
	}
	read := a.Read(grid.Source{Record: d.record})
	t := read.Table
	d.problems = append(d.problems, read.Problems...)
	for _, text := range around {
		d.warn(text.page, change.TextAround, text.text)
	}
	d.properties(t)
	d.summary(len(d.rows), len(t.Entries))
	return t, d.checked(t)
}

// firstPage returns the page where the table begins.
func (d *document) firstPage() int {
	for i, p := range d.pages {
		for _, u := range p.uses {
			if u == inHead {
				return i + 1
			}
		}
	}
	return 1
}

// compose adds the rows of the table to a grid, each cell with its paragraphs.
func (d *document) compose(g *grid.Grid, first int) {
	all := measures(d.rows, d.columns)
	for i := range d.rows {
		r := &d.rows[i]
		number := first + i
		d.places[number] = [2]int{r.page + 1, r.number}
		made := grid.Row{Number: number}
		for c := range r.cells {
			cell := &r.cells[c]
			j := joiner{measure: all[c], kind: d.columns.kinds[c], lines: cell.lines}
			text := j.compose()
			d.note(number, c, &j, &text, cell)
			if text.text != "" {
				made.Cells = append(made.Cells, grid.Cell{Column: c + 1, Text: text.text})
			}
			if cell.rows > 1 {
				g.Merged = append(g.Merged, grid.Range{Top: number, Left: c + 1, Bottom: min(number+cell.rows-1, first+len(d.rows)-1), Right: c + 1})
			}
		}
		g.Rows = append(g.Rows, made)
	}
}
