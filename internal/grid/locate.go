package grid

import (
	"sort"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
)

// A span says that a text, from a place on, is that of a cell.
type span struct {
	at          int // in bytes of the text
	row, column int
	text        string // of the cell
	skip        int    // where in it that begins, in bytes
}

// A locator finds the cell that a character was read from.
type locator struct {
	grid    *Grid
	entries [][change.Columns][]span
}

// Locate implements change.Locator. A text without a cell is where the
// entry begins.
func (l *locator) Locate(p change.Place) change.Position {
	if p.Entry < 0 || p.Entry >= len(l.entries) || p.Column < 0 || p.Column >= change.Columns {
		return change.Position{File: l.grid.File}
	}
	spans := l.entries[p.Entry][p.Column]
	i := sort.Search(len(spans), func(i int) bool { return spans[i].at > p.Offset }) - 1
	if i < 0 {
		return change.Position{File: l.grid.File}
	}
	s := spans[i]
	return l.grid.at(s.row, s.column, s.text, s.skip+p.Offset-s.at)
}

// at returns the position of a byte in a cell: that of the character it is of.
func (g *Grid) at(row, column int, text string, offset int) change.Position {
	offset = max(0, min(offset, len(text)))
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return change.Position{
		File: g.File, Cell: g.CellName(row, column),
		Line: row, Column: utf8.RuneCountInString(text[start:offset]) + 1, Text: line,
	}
}
