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
		return nil, fail(Fault(err), FaultyCell(err)...)
	}
	r := reader{file: file, book: book, record: readRecord(book)}
	var sheets, hidden []Sheet
	for _, sheet := range book.Sheets {
		cells, err := book.Read(sheet)
		if err != nil {
			return nil, fail(Fault(err), FaultyCell(err)...)
		}
		cells.File = file
		area, ok := grid.Find(cells)
		if ok {
			if cells.Objects, err = book.Objects(sheet); err != nil {
				return nil, fail(Fault(err), FaultyCell(err)...)
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

// Fault returns what keeps a workbook from being read.
func Fault(err error) change.Kind {
	for _, fault := range []struct {
		err  error
		kind change.Kind
	}{
		{workbook.ErrPassword, change.Password},
		{workbook.ErrOldFormat, change.OldWorkbook},
		{workbook.ErrBinary, change.BinaryWorkbook},
		{workbook.ErrTooLarge, change.TooLarge},
		{workbook.ErrLongText, change.LongText},
		{workbook.ErrNotWorkbook, change.NotWorkbook},
	} {
		if errors.Is(err, fault.err) {
			return fault.kind
		}
	}
	if FaultyCell(err) != nil {
		return change.LongCell
	}
	return change.BrokenWorkbook
}

// FaultyCell returns the name of the cell for which a workbook can't be read, if it is
// for one.
func FaultyCell(err error) []string {
	var cell workbook.LongCell
	if errors.As(err, &cell) {
		return []string{string(cell)}
	}
	return nil
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
	if len(t.Entries) > 0 && isExample(r.record, &t.Entries[0]) {
		problems = append(problems, change.Problem{Kind: change.Example, At: t.At(change.Place{})})
	}
	problems = append(problems, change.Check(t)...)
	return Sheet{sheet, t, problems}
}
