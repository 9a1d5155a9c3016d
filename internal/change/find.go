package change

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A Finder finds the cell of a table that a position of its source is about. It is the
// inverse of a Locator.
type Finder struct {
	table  *Table
	known  []known            // in the order of the source's lines
	byCell map[string][]known // of a workbook, by Position.Cell
}

// A known place is the first of a stretch of a cell's text that stands on one line of
// the source, or in one cell of a workbook.
type known struct {
	at    Position
	place Place
	text  string // the stretch
}

// NewFinder returns a finder for a table, which must have a Locator to find anything.
func NewFinder(t *Table) *Finder {
	f := &Finder{table: t, byCell: make(map[string][]known)}
	if t.Locator == nil {
		return f
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		for column, text := range [Columns]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation} {
			at := 0
			for paragraph := range strings.SplitSeq(text, "\n") {
				f.add(Place{i, Column(column), at}, paragraph)
				at += len(paragraph) + 1
			}
		}
	}
	slices.SortStableFunc(f.known, func(a, b known) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column))
	})
	return f
}

// add adds a paragraph, in as many stretches as it takes: one that was joined from two
// cells stands in both.
func (f *Finder) add(p Place, text string) {
	for {
		k := known{f.table.At(p), p, text}
		n := sort.Search(len(text), func(n int) bool {
			at := f.table.At(Place{p.Entry, p.Column, p.Offset + n})
			return at.Cell != k.at.Cell || at.Line != k.at.Line
		})
		k.text = text[:n]
		f.known = append(f.known, k)
		if k.at.Cell != "" {
			f.byCell[k.at.Cell] = append(f.byCell[k.at.Cell], k)
		}
		if n == 0 || n == len(text) {
			return
		}
		p.Offset, text = p.Offset+n, text[n:]
	}
}

// Find returns the place that a position is about, and whether there is one. Its
// Column is -1 if the position belongs to an entry, but to none of its cells.
func (f *Finder) Find(at Position) (p Place, ok bool) {
	if at.Cell != "" {
		return f.inCell(at)
	}
	if at.Line == 0 {
		return Place{}, false
	}
	n, on := slices.BinarySearchFunc(f.known, at.Line, func(k known, line int) int { return cmp.Compare(k.at.Line, line) })
	if !on {
		if n == 0 {
			return Place{}, false
		}
		return Place{Entry: f.known[n-1].place.Entry, Column: -1}, true
	}
	best := f.known[n]
	for _, k := range f.known[n+1:] {
		if k.at.Line != at.Line || k.at.Column > at.Column {
			break
		}
		if k.at.Column > best.at.Column {
			best = k
		}
	}
	return f.within(best, at), true
}

// inCell finds a position in a cell of a workbook: the line of that text, else the
// cell's beginning.
func (f *Finder) inCell(at Position) (p Place, ok bool) {
	all := f.byCell[at.Cell]
	if len(all) == 0 {
		return Place{}, false
	}
	for _, k := range all {
		if k.at.Text == at.Text {
			return f.within(k, at), true
		}
	}
	return all[0].place, true
}

// within returns the character of a stretch that stands at a column.
func (f *Finder) within(k known, at Position) Place {
	p := k.place
	n := sort.Search(max(0, len(k.text)-1), func(n int) bool {
		return f.table.At(Place{p.Entry, p.Column, p.Offset + n + 1}).Column > at.Column
	})
	for n > 0 && !utf8.RuneStart(k.text[n]) {
		n--
	}
	p.Offset += n
	return p
}
