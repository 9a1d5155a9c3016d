package workbook

import (
	"iter"
	"strconv"
)

// A PartRow is a row as the part of a sheet has it, with or without content.
type PartRow struct {
	Number int // from 1
	Node   *Node
}

// PartRows returns the rows of a sheet's tree. A row that does not give its number
// follows the one before it. Rows out of order are an error: Excel writes none.
func PartRows(sheet *Node) ([]PartRow, error) {
	var rows []PartRow
	number := 0
	for _, n := range sheet.Kid("sheetData").Kids {
		above := number
		number++
		if r, err := strconv.Atoi(n.Attr("r")); err == nil {
			number = r
		}
		if number <= above {
			return nil, ErrBroken
		}
		rows = append(rows, PartRow{number, n})
	}
	return rows, nil
}

// Cells yields the cells of a row and their columns, from 1.
func (r PartRow) Cells() iter.Seq2[int, *Node] {
	return func(yield func(int, *Node) bool) {
		column := 0
		for _, c := range r.Node.Kids {
			column++
			if named, _, ok := ParseCell(c.Attr("r")); ok {
				column = named
			}
			if !yield(column, c) {
				return
			}
		}
	}
}

// Style returns the style of the row's cell in a column: the cell's own, the row's, or
// the column's.
func (r PartRow) Style(column int, of *Columns) int {
	for at, c := range r.Cells() {
		if at == column {
			style, _ := strconv.Atoi(c.Attr("s"))
			return style
		}
	}
	if r.Node.Is("customFormat") {
		style, _ := strconv.Atoi(r.Node.Attr("s"))
		return style
	}
	return of.Style(column)
}
