package xlsx

import (
	"errors"
	"slices"
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
)

// A Sheet is a worksheet that holds a change table.
type Sheet struct {
	Name     string
	Table    *change.Table
	Problems []change.Problem // with the table, and with what was left out or guessed to read it
}

// Read reads the change tables of a workbook, ours or anybody's: that of the sheet
// named, or of each sheet that has one if none is named. What is wrong with the
// workbook as a whole is among the problems; then there is no sheet.
//
// A table of a workbook that was made to be filled in is held to today's rules;
// any other is an archive's.
func Read(file string, data []byte, only string) ([]Sheet, []change.Problem) {
	fail := func(k change.Kind, values ...string) []change.Problem {
		return []change.Problem{{Severity: change.Error, Kind: k, At: change.Position{File: file}, Values: values}}
	}
	book, err := workbook.Open(data)
	if err != nil {
		return nil, fail(openFault(err))
	}
	r := reader{file: file, book: book, record: readRecord(book)}
	var sheets, hidden []Sheet
	for _, sheet := range book.Sheets {
		grid, err := book.Read(sheet)
		if err != nil {
			return nil, fail(openFault(err))
		}
		area, ok := findArea(grid)
		switch {
		case !ok:
		case sheet.Hidden && sheet.Name != only:
			hidden = append(hidden, r.read(sheet, grid, area))
		default:
			sheets = append(sheets, r.read(sheet, grid, area))
		}
	}
	if len(sheets) == 0 {
		sheets, hidden = hidden, nil
	}
	if len(sheets) == 0 {
		return nil, fail(change.NoTable)
	}
	if only != "" {
		i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == only })
		if i < 0 {
			return nil, fail(change.NoSuchSheet, only, names(sheets))
		}
		return sheets[i : i+1], nil
	}
	// A hidden sheet is often an old copy: it counts if there is no other.
	if len(hidden) > 0 {
		sheets[0].Problems = append(sheets[0].Problems, change.Problem{
			Kind: change.HiddenSheet, At: change.Position{File: file}, Values: []string{names(hidden)},
		})
		change.SortProblems(sheets[0].Problems)
	}
	return sheets, nil
}

// names lists the names of sheets, for people.
func names(sheets []Sheet) string {
	all := make([]string, len(sheets))
	for i, s := range sheets {
		all[i] = s.Name
	}
	return strings.Join(all, "」「")
}

// openFault returns what keeps a workbook from being read.
func openFault(err error) change.Kind {
	for _, fault := range []struct {
		err  error
		kind change.Kind
	}{
		{workbook.ErrPassword, change.Password},
		{workbook.ErrOldFormat, change.OldWorkbook},
		{workbook.ErrBinary, change.BinaryWorkbook},
		{workbook.ErrTooLarge, change.TooLarge},
		{workbook.ErrNotWorkbook, change.NotWorkbook},
	} {
		if errors.Is(err, fault.err) {
			return fault.kind
		}
	}
	return change.BrokenWorkbook
}

// A reader reads the sheets of one workbook.
type reader struct {
	file   string
	book   *workbook.Book
	record *record // nil if there is none
}

// read reads the table of one sheet.
func (r *reader) read(sheet workbook.Sheet, g *workbook.Grid, a *area) Sheet {
	t := &change.Table{Archive: r.record == nil || r.record.Kind != entryKind}
	l := &locator{file: r.file, sheet: sheet.Name}
	s := &scanner{area: a, grid: g, locator: l, blank: r.record != nil && r.record.Kind == entryKind}
	title := s.above(t)
	t.Form = formOf(title)
	if t.Form == "" {
		t.Form = "juten"
		s.warn(a.heading, 0, change.GuessedForm)
	}
	if r.record != nil && r.record.Kind == attachmentKind {
		t.Organization = r.book.Company
		t.Assessment, _ = strings.CutSuffix(strings.TrimSuffix(r.book.Title, title), " ")
	}
	s.checkColumns()
	if exact := r.record.restore(g, l); exact != nil {
		t.Entries = exact
	} else {
		rows := s.rows()
		j := joiner{scanner: s, record: r.record}
		for i := range rows {
			j.add(&rows[i])
		}
		j.end()
		t.Entries = j.entries
	}
	t.Locator = l
	if len(t.Entries) > 0 && r.record.isExample(&t.Entries[0]) {
		s.problems = append(s.problems, change.Problem{Kind: change.Example, At: l.Locate(change.Place{})})
	}
	if len(t.Entries) == 0 {
		s.problems = append(s.problems, change.Problem{Severity: change.Error, Kind: change.EmptyTable, At: s.locator.at(a.first, s.leftmost(), "", 0)})
	}
	problems := append(s.problems, change.Check(t)...)
	change.SortProblems(problems)
	return Sheet{sheet.Name, t, problems}
}
