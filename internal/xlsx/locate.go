package xlsx

import (
	"sort"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/workbook"
)

// A span says that a text, from a place on, is that of a cell of the sheet.
type span struct {
	at          int // in bytes of the text
	row, column int
	text        string // of the cell
	skip        int    // where in it that begins, in bytes
}

// A locator finds the cell of a workbook that a character was read from.
type locator struct {
	file, sheet string
	entries     [][change.Columns][]span
}

// Locate implements change.Locator. A text that stands in no cell is where the
// entry begins.
func (l *locator) Locate(p change.Place) change.Position {
	if p.Entry < 0 || p.Entry >= len(l.entries) || p.Column < 0 || p.Column >= change.Columns {
		return change.Position{File: l.file}
	}
	spans := l.entries[p.Entry][p.Column]
	i := sort.Search(len(spans), func(i int) bool { return spans[i].at > p.Offset }) - 1
	if i < 0 {
		return change.Position{File: l.file}
	}
	s := spans[i]
	return l.at(s.row, s.column, s.text, s.skip+p.Offset-s.at)
}

// at returns the position of a byte in a cell: that of the character it is of.
func (l *locator) at(row, column int, text string, offset int) change.Position {
	offset = max(0, min(offset, len(text)))
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return change.Position{
		File: l.file, Cell: l.sheet + "!" + workbook.CellName(column, row),
		Line: row, Column: utf8.RuneCountInString(text[start:offset]) + 1, Text: line,
	}
}
