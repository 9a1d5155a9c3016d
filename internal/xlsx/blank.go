package xlsx

import (
	"fmt"
	"io"
	"time"
	"unicode/utf16"

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

// WriteBlank writes a workbook to be filled in: the form's title, the guide, the heading,
// and a row for each entry. Entries that are samples are grey until they are written
// over. The items, if there are any, are offered as a list. The same sheet gives the same
// bytes.
func WriteBlank(w io.Writer, s *layout.Sheet, g Guide, items Items) error {
	return writeBook(w, s, &record.Record{Kind: record.Entry}, func(f *excelize.File, style styles) error {
		if err := fillBlank(f, s, style, g, items); err != nil {
			return err
		}
		return greySamples(f, s)
	})
}

// A Guide is what a workbook to be filled in says about itself.
type Guide struct {
	Text    string                 // above the heading, after the sentence of grid.Guide
	Prompts [change.Columns]string // beside a cell of a column that is chosen; at most 255 UTF-16 units
	Timing  string                 // when another timing is typed than the two there are
}

// fillBlank fills the sheet. Each entry is in one row, whole, as an official would type
// it. What an entry lacks is an empty cell.
func fillBlank(f *excelize.File, s *layout.Sheet, style styles, g Guide, items Items) error {
	sheet, last := s.Form.Sheet, max(lastBlank, exampleRow+len(s.Table.Entries)+100)
	for i, width := range columnWidths(s) {
		column := workbook.ColumnName(i + 1)
		if err := f.SetColWidth(sheet, column, column, width); err != nil {
			return err
		}
	}
	for _, cell := range [][2]string{
		{"A1", s.Form.Title}, {"B2", grid.OrganizationLabel}, {"B3", grid.AssessmentLabel}, {fmt.Sprint("A", helpRow), grid.Guide + g.Text},
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
		func() error { return listItems(f, items) },
		func() error { return validate(f, sheet, g, items, last) },
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

// listItems lists items on a sheet of their own.
func listItems(f *excelize.File, items Items) error {
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
	return nil
}

// validate gives each column its prompt, the timing its two values, and the item the
// items to choose from, beside which any other may be typed. A pasted value passes any
// validation; the check of the table words what is wrong with it.
func validate(f *excelize.File, sheet string, g Guide, items Items, last int) error {
	for column, prompt := range g.Prompts {
		v := excelize.NewDataValidation(true)
		name := workbook.ColumnName(column + 1)
		v.SetSqref(fmt.Sprintf("%s%d:%s%d", name, exampleRow, name, last))
		v.ShowErrorMessage = false
		switch {
		case change.Column(column) == change.TimingColumn:
			if err := v.SetDropList([]string{change.Before, change.After}); err != nil {
				return err
			}
			v.SetError(excelize.DataValidationErrorStyleStop, change.TimingColumn.Title(), g.Timing)
		case change.Column(column) == change.ItemColumn && len(items.All) > 0:
			v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$1:$A$%d", items.Sheet, len(items.All)))
		}
		if prompt != "" {
			v.SetInput(change.Column(column).Title(), prompt)
		}
		if err := f.AddDataValidation(sheet, v); err != nil {
			return err
		}
	}
	return nil
}

// greySamples shows the samples grey as long as they are as long as they were: what is
// typed over one is black.
func greySamples(f *excelize.File, s *layout.Sheet) error {
	grey, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "767676"}})
	if err != nil {
		return err
	}
	for i := range s.Table.Entries {
		e, row := &s.Table.Entries[i], exampleRow+i
		if !change.IsSample(e) {
			continue
		}
		length := func(column, text string) string {
			return fmt.Sprintf("LEN($%s%d)=%d", column, row, len(utf16.Encode([]rune(text))))
		}
		same := "AND(" + length("B", e.Item) + "," + length("C", e.Before) + "," + length("D", e.After) + ")"
		if err := f.SetConditionalFormat(s.Form.Sheet, fmt.Sprintf("A%d:F%d", row, row), []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: same, Format: &grey},
		}); err != nil {
			return err
		}
	}
	return nil
}

// serial returns a day as Excel counts it.
func serial(day time.Time) float64 {
	return day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}
