// Package layout decides where every line, piece and page of a change table ends. Its
// results hold everything that a renderer draws. Renderers neither measure nor break.
package layout

import (
	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/form"
	"betten/internal/text"
)

// A Sheet is a change table laid out in one type, as rows. Each row is an entry or a
// piece of one.
type Sheet struct {
	Form   *form.Form
	Table  *change.Table
	Ruler  *text.Ruler                 // that measured it
	Widths [change.Columns]text.Length // of the text of each column
	Head   Row                         // the heading row; no entry
	Rows   []Row
}

// A Row is one row of the sheet: an entry, or one piece of an entry that was cut
// (継続行).
type Row struct {
	Entry  int         // index in the table's entries
	Piece  int         // from 0
	Pieces int         // of the entry
	Height text.Length // that its text needs
	Cells  [change.Columns]Cell
}

// lines returns the number of lines for which the row must have room, by its fullest cell.
func (r *Row) lines() text.Length {
	most := 1
	for i := range r.Cells {
		most = max(most, r.Cells[i].Room)
	}
	return text.Length(most)
}

// A Cell is the text of one column in one row. Its paragraphs are clean: line feeds
// separate them, and line ends leave no trace in them.
type Cell struct {
	Text  string      // marks and their empty lines included; empty for an empty cell
	Lines []text.Line // Text, line by line; none for an empty cell
	Room  int         // how many lines the row must have room for: at least len(Lines)

	// Of is the part of the entry's text that the cell shows, and At is where that part
	// begins in Text. A ditto and an empty cell show no part.
	Of Span
	At int

	// Marks are the parts of Text that are underlined in a review because they differ from
	// the other side. They are in order and do not overlap. Outside a review there are none.
	Marks []compare.Mark

	wide int // words wider than the column
}

// A Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Line returns the text of line i, including the spaces that hang at its end.
func (c *Cell) Line(i int) string { return c.Text[c.Lines[i].Start:c.Lines[i].End] }

// Strings returns the lines of the cell, or none for an empty cell.
func (c *Cell) Strings() []string {
	lines := make([]string, len(c.Lines))
	for i := range lines {
		lines[i] = c.Line(i)
	}
	return lines
}

// texts returns the text of an entry in each column.
func texts(f *form.Form, e *change.Entry) [change.Columns]string {
	return [change.Columns]string{
		change.DateColumn:        f.DateText(e.Date),
		change.ItemColumn:        e.Item,
		change.BeforeColumn:      e.Before,
		change.AfterColumn:       e.After,
		change.TimingColumn:      e.Timing,
		change.ExplanationColumn: e.Explanation,
	}
}
