package grid

import "betten/internal/change"

// A Source is what is known of a table beside its cells.
type Source struct {
	Seams *Seams // nil if none are known: then rows are joined by rule
	Blank bool   // the table was made to be filled in: what stands above it is ours, and today's rules hold
}

// A Reading is what was read.
type Reading struct {
	Title    string           // that stands above the table; may be empty
	Table    *change.Table    // not checked yet
	Problems []change.Problem // what was left out or guessed, in the order it was found
}

// Read reads the table. It is an archive's unless it was made to be filled in.
func (a *Area) Read(from Source) Reading {
	t := &change.Table{Archive: !from.Blank}
	l := &locator{grid: a.grid}
	s := &scanner{Area: a, locator: l, blank: from.Blank}
	title := s.above(t)
	t.Form = FormOf(title)
	if t.Form == "" {
		t.Form = "juten"
		s.warn(a.Heading, 0, change.GuessedForm)
	}
	s.checkColumns()
	if exact := from.Seams.restore(a.grid, l); exact != nil {
		t.Entries = exact
	} else {
		l.entries = nil
		rows := s.rows()
		j := joiner{scanner: s, seams: from.Seams}
		for i := range rows {
			j.add(&rows[i])
		}
		j.end()
		t.Entries = j.entries
	}
	t.Locator = l
	if len(t.Entries) == 0 {
		s.problems = append(s.problems, change.Problem{Severity: change.Error, Kind: change.EmptyTable, At: a.grid.at(a.First, s.leftmost(), "", 0)})
	}
	return Reading{title, t, s.problems}
}

// Rows returns the title above the table and the rows of the table, not joined.
func (a *Area) Rows() (title string, rows []TableRow) {
	s := &scanner{Area: a, locator: &locator{grid: a.grid}}
	return s.above(&change.Table{}), s.rows()
}
