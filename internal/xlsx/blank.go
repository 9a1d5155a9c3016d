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
	"betten/internal/workbook"
)

// Where things stand in a workbook to be filled in.
const (
	organizationCell = "C2"
	assessmentCell   = "C3"
	helpRow          = 4
	blankHeading     = 5
	exampleRow       = 6
	lastBlank        = 205 // of the rows with rules; an entry may stand below them
)

// WriteBlank writes a workbook to be filled in: the form's title, a line of help,
// the heading, and a row for each entry, the first of them the example. The sheet
// holds nothing but the example, laid out. The same sheet gives the same bytes.
func WriteBlank(w io.Writer, s *layout.Sheet, help string) error {
	r := &record.Record{Kind: record.Entry, Cells: exampleDigest(&s.Table.Entries[0])}
	return writeBook(w, s, r, func(f *excelize.File, style styles) error { return fillBlank(f, s, style, help) })
}

func fillBlank(f *excelize.File, s *layout.Sheet, style styles, help string) error {
	sheet := s.Form.Sheet
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
	if err := setExample(f, s); err != nil {
		return err
	}
	all := func(column string) (from, to string) {
		return fmt.Sprint(column, exampleRow), fmt.Sprint(column, lastBlank)
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
		func() error { return f.SetRowHeight(sheet, exampleRow, s.Rows[0].Height.Points()) },
		func() error { return f.AddDataValidation(sheet, timingList()) },
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

// setExample writes the example's row: its date as one that Excel knows.
func setExample(f *excelize.File, s *layout.Sheet) error {
	for i := range s.Rows[0].Cells {
		ref := fmt.Sprint(workbook.ColumnName(i+1), exampleRow)
		if change.Column(i) == change.DateColumn {
			if err := f.SetCellFloat(s.Form.Sheet, ref, serial(s.Table.Entries[0].Date.Day), 0, 64); err != nil {
				return err
			}
			continue
		}
		if err := f.SetCellStr(s.Form.Sheet, ref, s.Rows[0].Cells[i].Text); err != nil {
			return err
		}
	}
	return nil
}

// serial returns a day as Excel counts it.
func serial(day time.Time) float64 {
	return day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// timingList lets Excel offer the two timings. It stops no other value: a pasted one
// would pass it anyway, and the check of the table words what is wrong.
func timingList() *excelize.DataValidation {
	list := excelize.NewDataValidation(true)
	list.SetSqref(fmt.Sprintf("E%d:E%d", exampleRow, lastBlank))
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
