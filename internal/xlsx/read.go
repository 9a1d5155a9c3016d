package xlsx

import (
	"errors"
	"slices"
	"strings"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/record"
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
		return nil, []change.Problem{Fault(file, err)}
	}
	r := reader{file: file, book: book, record: readRecord(book)}
	var sheets, hidden []Sheet
	for _, sheet := range book.Sheets {
		cells, err := book.Read(sheet)
		if err != nil {
			return nil, []change.Problem{Fault(file, err)}
		}
		cells.File = file
		area, ok := grid.Find(cells)
		if ok {
			if cells.Objects, err = book.Objects(sheet); err != nil {
				return nil, []change.Problem{Fault(file, err)}
			}
		}
		switch {
		case !ok:
		case sheet.Hidden && sheet.Name != only:
			hidden = append(hidden, r.read(sheet.Name, cells, area))
		default:
			sheets = append(sheets, r.read(sheet.Name, cells, area))
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
			return nil, fail(change.NoSuchSheet, only, namesOf(sheets))
		}
		return sheets[i : i+1], nil
	}
	// A hidden sheet is often an old copy: it counts if there is no other.
	if len(hidden) > 0 {
		sheets[0].Problems = append(sheets[0].Problems, change.Problem{
			Kind: change.HiddenSheet, At: change.Position{File: file}, Values: []string{namesOf(hidden)},
		})
	}
	return sheets, nil
}

// namesOf lists the names of sheets.
func namesOf(sheets []Sheet) string {
	all := make([]string, len(sheets))
	for i, s := range sheets {
		all[i] = s.Name
	}
	return change.List(all...)
}

// Fault returns the problem of a workbook that can't be read.
func Fault(file string, err error) change.Problem {
	p := change.Problem{Severity: change.Error, Kind: change.BrokenWorkbook, At: change.Position{File: file}}
	for _, fault := range []struct {
		err  error
		kind change.Kind
	}{
		{workbook.ErrPassword, change.Password},
		{workbook.ErrOldFormat, change.OldWorkbook},
		{workbook.ErrBinary, change.BinaryWorkbook},
		{workbook.ErrOpenDocument, change.OpenDocument},
		{workbook.ErrTooLarge, change.TooLarge},
		{workbook.ErrLongText, change.LongText},
		{workbook.ErrNotWorkbook, change.NotWorkbook},
	} {
		if errors.Is(err, fault.err) {
			p.Kind = fault.kind
			return p
		}
	}
	if cell := workbook.LongCell(""); errors.As(err, &cell) {
		p.Kind, p.Values = change.LongCell, []string{string(cell)}
	}
	return p
}

// A reader reads the sheets of one workbook.
type reader struct {
	file   string
	book   *workbook.Book
	record *record.Record // nil if there is none
}

// read reads the table of one sheet.
func (r *reader) read(sheet string, cells *grid.Grid, a *grid.Area) Sheet {
	read := a.Read(grid.Source{Record: r.record, First: firstRow})
	t, problems := read.Table, read.Problems
	if r.record != nil && r.record.Kind == record.Attachment {
		t.Organization = r.book.Company
		t.Assessment, _ = strings.CutSuffix(strings.TrimSuffix(r.book.Title, read.Title), " ")
	}
	problems = append(problems, change.Check(t)...)
	return Sheet{sheet, t, problems}
}
