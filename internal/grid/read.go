package grid

import (
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

// Read reads the table. It is an archive's unless its record says that it was made to be
// filled in: then today's rules hold, and the texts above it are not named.
func (a *Area) Read(from Source) Reading {
	blank := from.Record != nil && from.Record.Kind == record.Entry
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
	t.Locator = l
	if len(t.Entries) == 0 {
		s.problems = append(s.problems, change.Problem{Severity: change.Error, Kind: change.EmptyTable, At: a.grid.at(a.First, s.leftmost(), "", 0)})
	}
	return Reading{title, t, s.problems, exact}
}

// Rows returns the title above the table and the rows of the table, not joined.
func (a *Area) Rows() (title string, rows []TableRow) {
	s := &scanner{Area: a, locator: &locator{grid: a.grid}}
	return s.above(&change.Table{}), s.rows()
}
