// Package into fills in the change table of a workbook that somebody else made. All
// else in that workbook stays as it was.
package into

import (
	"slices"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
	"betten/internal/xlsx"
)

// An original is a workbook as it was opened: the sheet that holds the table, and where
// in it the table is.
type original struct {
	Sheet string // that holds the table
	Title string // above it; may be empty

	file  string
	data  []byte
	book  *workbook.Book
	part  string // the name of the sheet's part
	xml   []byte // the part, inflated
	root  *workbook.Node
	rows  []workbook.PartRow
	grid  *grid.Grid
	area  *grid.Area
	style *workbook.Styles
	width *workbook.Columns // measured in digits of a usual width: for their styles

	entries map[int]bool // the rows of entries
	lastRow int          // the last of them; 0 if there is none
	endRow  int          // the row below the table: framed rows that are empty are part of it
	below   int          // a row right below that was not taken for an entry, and may be one; 0 if there is none
	look    look         // of the rows to be written
}

// open opens a workbook. The original is nil if there is an error among the problems.
func open(file string, data []byte, only string) (*original, []change.Problem) {
	o := &original{file: file, data: data}
	book, err := workbook.Open(data)
	if err != nil {
		return nil, []change.Problem{xlsx.Fault(file, err)}
	}
	o.book = book
	if book.Signed() {
		return nil, o.fail(change.Signed, "")
	}
	kind, values, err := o.find(only)
	if err == nil && kind == "" {
		err = o.read()
	}
	switch {
	case err != nil:
		return nil, []change.Problem{xlsx.Fault(file, err)}
	case kind != "":
		return nil, o.fail(kind, "", values...)
	}
	o.bounds()
	o.look = o.readLook()
	return o, nil
}

// problem returns a problem with a cell of the sheet, or with the file if the cell is
// "".
func (o *original) problem(severity change.Severity, k change.Kind, cell string, values ...string) change.Problem {
	at := change.Position{File: o.file}
	if cell != "" {
		at.Cell = o.Sheet + "!" + cell
		if _, row, ok := workbook.ParseCell(cell); ok {
			at.Line = row
		}
	}
	return change.Problem{Severity: severity, Kind: k, At: at, Values: values}
}

func (o *original) fail(k change.Kind, cell string, values ...string) []change.Problem {
	return []change.Problem{o.problem(change.Error, k, cell, values...)}
}

// find finds the sheet. A hidden one counts only if it is named: what is written there is
// not seen.
func (o *original) find(only string) (change.Kind, []string, error) {
	type candidate struct {
		sheet workbook.Sheet
		cells *grid.Grid
		area  *grid.Area
	}
	var shown []candidate
	var names, hidden []string
	for _, sheet := range o.book.Sheets {
		cells, err := o.book.Read(sheet)
		if err != nil {
			return "", nil, err
		}
		cells.File = o.file
		if area, ok := grid.Find(cells); ok && (!sheet.Hidden || sheet.Name == only) {
			shown = append(shown, candidate{sheet, cells, area})
			names = append(names, sheet.Name)
		} else if ok {
			hidden = append(hidden, sheet.Name)
		}
	}
	at := 0
	if only != "" {
		at = slices.Index(names, only)
	}
	switch {
	case len(shown) == 0 && len(hidden) > 0:
		return change.HiddenHost, hidden[:1], nil
	case len(shown) == 0:
		return change.NoTable, nil, nil
	case at < 0:
		return change.NoSuchSheet, []string{only, change.List(names...)}, nil
	case only == "" && len(shown) > 1:
		return change.SeveralSheets, []string{change.List(names...)}, nil
	}
	o.Sheet, o.part, o.grid, o.area = shown[at].sheet.Name, shown[at].sheet.PartOf(), shown[at].cells, shown[at].area
	return "", nil, nil
}

// read reads the part of the sheet.
func (o *original) read() (err error) {
	if o.xml, err = o.book.Part(o.part); err != nil {
		return err
	}
	if o.root, err = workbook.Parse(o.xml); err != nil {
		return err
	}
	if o.style, err = o.book.Styles(); err != nil {
		return err
	}
	const usual = 7 // pixels
	o.width = workbook.ReadColumns(o.root, usual)
	o.rows, err = workbook.PartRows(o.root)
	return err
}

// row returns a row of the part, and whether the part has it.
func (o *original) row(number int) (workbook.PartRow, bool) {
	i, ok := o.seek(number)
	if !ok {
		return workbook.PartRow{Number: number, Node: &workbook.Node{}}, false
	}
	return o.rows[i], true
}

// seek returns the index among the rows of the part of the first from a number on, and
// whether it has that number.
func (o *original) seek(number int) (int, bool) {
	return slices.BinarySearchFunc(o.rows, number, func(r workbook.PartRow, n int) int { return r.Number - n })
}

// holds reports whether a row holds a text or a value.
func (o *original) holds(number int) bool { return len(o.grid.Row(number).Cells) > 0 }
