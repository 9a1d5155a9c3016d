// Package grid reads the change table that the cells of a sheet show. It finds the
// headings, takes the rows below them, and joins rows that continue another (継続行). What
// it leaves out or guesses is reported with its cell.
//
// It knows nothing of the file that the cells come from: a worksheet and the pages of a PDF
// are read by the same rules. The maker of a Grid says how its cells are named.
package grid

import (
	"cmp"
	"slices"
	"time"
)

// A Grid is what a worksheet, or a table on pages, shows.
type Grid struct {
	File    string  // that the cells are of, as the user named it
	Rows    []Row   // that hold something, from the top
	Merged  []Range // cells that are shown as one
	Columns []Range // that are hidden: from Left to Right
	Objects []Object
	Rules   []Rule

	// CellName names a cell for a person who looks for it: 「変更箇所!C5」. ColumnName
	// names a column. Both count from 1, as Row and Cell do.
	CellName   func(row, column int) string
	ColumnName func(column int) string
}

// HiddenColumn reports whether a column is not shown.
func (g *Grid) HiddenColumn(column int) bool {
	return slices.ContainsFunc(g.Columns, func(r Range) bool { return r.Left <= column && column <= r.Right })
}

// Row returns a row by its number, an empty one if it holds nothing.
func (g *Grid) Row(number int) *Row {
	if i, found := slices.BinarySearchFunc(g.Rows, number, func(r Row, n int) int { return r.Number - n }); found {
		return &g.Rows[i]
	}
	return &Row{Number: number}
}

// A Row is a row of cells.
type Row struct {
	Number int // from 1
	Hidden bool
	Cells  []Cell // that hold something, from the left
}

// Cell returns the cell of a column, an empty one if it holds nothing.
func (r *Row) Cell(column int) *Cell {
	i, found := slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int { return cmp.Compare(c.Column, column) })
	if !found {
		return &Cell{Column: column}
	}
	return &r.Cells[i]
}

// A Cell is a cell that holds something.
type Cell struct {
	Column  int    // from 1
	Text    string // as it is shown; line ends are line feeds or as written
	Kind    Kind
	Display Display
	Day     time.Time // of a number that is shown as a day
	Marks   []Mark    // of its text; not to be changed
	Style   int       // by which workbook.Styles tells how it looks
}

// A Kind says what a cell holds.
type Kind int

const (
	Text    Kind = iota
	Number       // shown by its format
	Fault        // an error, as #REF!
	Pending      // a formula that was never computed: its text is empty
)

// A Range is a rectangle of cells, all four sides within, from 1.
type Range struct{ Top, Left, Bottom, Right int }
