package xlsx

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/layout"
	"betten/internal/record"
	"betten/internal/text"
	"betten/internal/workbook"
)

// The layout of a workbook to be filled in.
const (
	organizationCell = "C2"
	assessmentCell   = "C3"
	helpRow          = 4
	blankHeading     = 5
	exampleRow       = 6
	lastBlank        = 205 // the last row with borders; there may be entries below it
)

// WriteBlank writes a workbook to be filled in: the form's title, a line of help,
// the heading, and a row for each entry, the first of them the example. The sheet
// holds nothing but the example, laid out. The items, if there are any, are offered as
// a list. The same sheet gives the same bytes.
func WriteBlank(w io.Writer, s *layout.Sheet, help string, items Items) error {
	r := &record.Record{Kind: record.Entry, Cells: exampleDigest(&s.Table.Entries[0])}
	return writeBook(w, s, r, func(f *excelize.File, style styles) error { return fillBlank(f, s, style, help, items) })
}

// WriteEntries writes the workbook that WriteBlank makes, with the entries of a sheet in
// the place of the example: each in one row, whole, as an official would type it. What
// an entry lacks is an empty cell. The same sheet gives the same bytes.
func WriteEntries(w io.Writer, s *layout.Sheet, help string) error {
	r := &record.Record{Kind: record.Entry}
	return writeBook(w, s, r, func(f *excelize.File, style styles) error { return fillBlank(f, s, style, help, Items{}) })
}

func fillBlank(f *excelize.File, s *layout.Sheet, style styles, help string, items Items) error {
	sheet, last := s.Form.Sheet, max(lastBlank, exampleRow+len(s.Table.Entries)+100)
	for i, width := range columnWidths(s) {
		column := workbook.ColumnName(i + 1)
		if err := f.SetColWidth(sheet, column, column, width); err != nil {
			return err
		}
	}
	for _, cell := range [][2]string{
		{"A1", s.Form.Title}, {"B2", grid.OrganizationLabel}, {"B3", grid.AssessmentLabel}, {fmt.Sprint("A", helpRow), help},
	} {
		if err := f.SetCellStr(sheet, cell[0], cell[1]); err != nil {
			return err
		}
	}
	for i := range s.Head.Cells {
		if err := f.SetCellStr(sheet, fmt.Sprint(workbook.ColumnName(i+1), blankHeading), s.Head.Cells[i].Text); err != nil {
			return err
		}
	}
	if err := setEntries(f, s); err != nil {
		return err
	}
	all := func(column string) (from, to string) {
		return fmt.Sprint(column, exampleRow), fmt.Sprint(column, last)
	}
	for _, set := range []func() error{
		func() error { return f.SetCellStyle(sheet, "A1", "A1", style.title) },
		func() error { return f.SetCellStyle(sheet, "B2", "B3", style.label) },
		func() error { return f.SetCellStyle(sheet, organizationCell, "D3", style.entry) },
		func() error { return f.MergeCell(sheet, organizationCell, "D2") },
		func() error { return f.MergeCell(sheet, assessmentCell, "D3") },
		func() error {
			return f.SetCellStyle(sheet, fmt.Sprint("A", helpRow), fmt.Sprint("F", helpRow), style.help)
		},
		func() error { return f.MergeCell(sheet, fmt.Sprint("A", helpRow), fmt.Sprint("F", helpRow)) },
		func() error { return f.SetRowHeight(sheet, helpRow, 3*s.Form.Book.Pitch.Points()+6) },
		func() error { return f.SetRowHeight(sheet, 1, (s.Form.Book.TitleSize * 3 / 2).Points()) },
		func() error { return f.SetRowHeight(sheet, blankHeading, s.Head.Height.Points()) },
		func() error {
			return f.SetCellStyle(sheet, fmt.Sprint("A", blankHeading), fmt.Sprint("F", blankHeading), style.heading)
		},
		func() error {
			from, _ := all("B")
			_, to := all("F")
			return f.SetCellStyle(sheet, from, to, style.entry)
		},
		func() error { from, to := all("A"); return f.SetCellStyle(sheet, from, to, style.day) },
		func() error { return f.AddDataValidation(sheet, timingList(last)) },
		func() error { return offerItems(f, sheet, items, last) },
		func() error {
			return f.SetPanes(sheet, &excelize.Panes{
				Freeze: true, YSplit: blankHeading, TopLeftCell: fmt.Sprint("A", exampleRow), ActivePane: "bottomLeft",
				Selection: []excelize.Selection{{SQRef: "A6", ActiveCell: "A6", Pane: "bottomLeft"}},
			})
		},
	} {
		if err := set(); err != nil {
			return err
		}
	}
	return nil
}

// setEntries writes a row for each entry: its date, where it is a day, as one that Excel
// knows. A row is as high as its pieces together, as far as Excel allows.
func setEntries(f *excelize.File, s *layout.Sheet) error {
	heights := make([]text.Length, len(s.Table.Entries))
	for i := range s.Rows {
		heights[s.Rows[i].Entry] += s.Rows[i].Height
	}
	for i := range s.Table.Entries {
		e, row := &s.Table.Entries[i], exampleRow+i
		for column, value := range []string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation} {
			ref := fmt.Sprint(workbook.ColumnName(column+1), row)
			var err error
			switch {
			case change.Column(column) == change.DateColumn && value == "" && !e.Date.Day.IsZero():
				err = f.SetCellFloat(s.Form.Sheet, ref, serial(e.Date.Day), 0, 64)
			case value != "":
				err = f.SetCellStr(s.Form.Sheet, ref, literal(value))
			}
			if err != nil {
				return err
			}
		}
		if err := f.SetRowHeight(s.Form.Sheet, row, min(heights[i].Points(), mostHeight)); err != nil {
			return err
		}
	}
	return nil
}

// mostHeight is how high a row of Excel can be, in points.
const mostHeight = 409

// Items are items to choose from, on a sheet of their own.
type Items struct {
	Sheet string // its name
	All   []string
}

// offerItems lists items on a sheet of their own, and lets Excel offer them in the
// column of the items. Any other may be typed.
func offerItems(f *excelize.File, sheet string, items Items, last int) error {
	if len(items.All) == 0 {
		return nil
	}
	if _, err := f.NewSheet(items.Sheet); err != nil {
		return err
	}
	if err := f.SetColWidth(items.Sheet, "A", "A", 100); err != nil {
		return err
	}
	for i, item := range items.All {
		if err := f.SetCellStr(items.Sheet, fmt.Sprint("A", i+1), literal(item)); err != nil {
			return err
		}
	}
	list := excelize.NewDataValidation(true)
	list.SetSqref(fmt.Sprintf("B%d:B%d", exampleRow, last))
	list.SetSqrefDropList(fmt.Sprintf("'%s'!$A$1:$A$%d", items.Sheet, len(items.All)))
	list.ShowErrorMessage = false
	return f.AddDataValidation(sheet, list)
}

// serial returns a day as Excel counts it.
func serial(day time.Time) float64 {
	return day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// timingList lets Excel offer the two timings. It stops no other value: a pasted one
// would pass it anyway, and the check of the table words what is wrong.
func timingList(last int) *excelize.DataValidation {
	list := excelize.NewDataValidation(true)
	list.SetSqref(fmt.Sprintf("E%d:E%d", exampleRow, last))
	if err := list.SetDropList([]string{change.Before, change.After}); err != nil {
		panic("xlsx: " + err.Error()) // of a constant
	}
	return list
}

// isExample reports whether a row is the example, as it was written.
func isExample(r *record.Record, e *change.Entry) bool {
	return r != nil && r.Kind == record.Entry && exampleDigest(e) == r.Cells
}

// exampleDigest is that of the texts by which the example is known.
func exampleDigest(e *change.Entry) record.Digest {
	d := record.NewDigester()
	for _, text := range []string{e.Item, e.Before, e.After, e.Explanation} {
		d.Text(text)
	}
	return d.Digest()
}
