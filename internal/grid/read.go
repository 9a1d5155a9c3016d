package grid

import (
	"slices"
	"strings"

	"betten/internal/change"
	"betten/internal/record"
)

// A Source is what is known of a table beside its cells.
type Source struct {
	// Record says where the cells of a table of ours were cut, its rows counted so that
	// the first below the heading is First. Nil if there is none: then rows are joined
	// by rule.
	Record *record.Record
	First  int
}

// A Reading is what was read.
type Reading struct {
	Title    string           // that stands above the table; may be empty
	Table    *change.Table    // not checked yet
	Problems []change.Problem // what was left out or guessed, in the order it was found
	Exact    bool             // the record was true: the entries are those that were written
}

// Guide is how the guide above the heading of a workbook to be filled in begins. By it
// the workbook is known when another program has lost its record.
const Guide = "変更一つを一行に書きます。"

// guided reports whether the guide stands above the heading.
func (a *Area) guided() bool {
	for i := range a.grid.Rows {
		r := &a.grid.Rows[i]
		if r.Number >= a.Heading {
			break
		}
		if slices.ContainsFunc(r.Cells, func(c Cell) bool { return strings.HasPrefix(c.Text, Guide) }) {
			return true
		}
	}
	return false
}

// Read reads the table. It is an archive's unless it was made to be filled in: then
// today's rules hold, and samples that were left as they were are left out.
func (a *Area) Read(from Source) Reading {
	blank := from.Record != nil && from.Record.Kind == record.Entry || a.guided()
	t := &change.Table{Archive: !blank}
	l := &locator{grid: a.grid}
	s := &scanner{Area: a, locator: l, blank: blank}
	title := s.above(t)
	t.Form = FormOf(title)
	if t.Form == "" {
		t.Form = "juten"
		s.warn(a.Heading, 0, change.GuessedForm)
	}
	s.checkColumns()
	s.cover()
	restored := restore(a.grid, from, l)
	exact := restored != nil
	if t.Entries = restored; !exact {
		rows := s.rows()
		j := joiner{scanner: s, record: from.Record}
		for i := range rows {
			j.add(&rows[i])
		}
		j.end()
		t.Entries = j.entries
	}
	s.account()
	if t.Locator = l; blank {
		s.leaveOutSamples(t)
	}
	if len(t.Entries) == 0 {
		s.problems = append(s.problems, change.Problem{Severity: change.Error, Kind: change.EmptyTable, At: a.grid.at(a.First, s.leftmost(), "", 0)})
	}
	return Reading{title, t, s.problems, exact}
}

// leaveOutSamples takes the samples of a workbook to be filled in out of the table.
func (s *scanner) leaveOutSamples(t *change.Table) {
	l := s.locator
	var entries []change.Entry
	var places [][change.Columns][]span
	for i := range t.Entries {
		if change.IsSample(&t.Entries[i]) {
			s.problems = append(s.problems, change.Problem{Kind: change.Example, At: t.At(change.Place{Entry: i, Column: change.ItemColumn})})
			continue
		}
		entries, places = append(entries, t.Entries[i]), append(places, l.entries[i])
	}
	t.Entries, l.entries = entries, places
}

// Rows returns the title above the table and the rows of the table, not joined.
func (a *Area) Rows() (title string, rows []TableRow) {
	s := &scanner{Area: a, locator: &locator{grid: a.grid}}
	return s.above(&change.Table{}), s.rows()
}
