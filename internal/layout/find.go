package layout

import (
	"cmp"
	"slices"

	"betten/internal/change"
)

// RowOf returns the row that shows a place of the table, and the offset in the text of
// its cell, in bytes. For a place outside all cells it returns the entry's first row. The
// row is -1 if the entry has none.
func (s *Sheet) RowOf(p change.Place) (row, at int) {
	row, ok := slices.BinarySearchFunc(s.Rows, p.Entry, func(r Row, entry int) int { return cmp.Compare(r.Entry, entry) })
	if !ok {
		return -1, 0
	}
	if p.Column < 0 || p.Column >= change.Columns {
		return row, 0
	}
	for row+1 < len(s.Rows) && s.Rows[row+1].Entry == p.Entry {
		next := &s.Rows[row+1].Cells[p.Column]
		if next.Of == (Span{}) || next.Of.Start > p.Offset || next.Of.Start == 0 {
			break
		}
		row++
	}
	c := &s.Rows[row].Cells[p.Column]
	return row, min(c.At+max(0, p.Offset-c.Of.Start), len(c.Text))
}
