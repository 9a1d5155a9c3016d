// Package xlsx writes laid-out change tables as Excel workbooks of our own, and reads
// change tables from the workbooks of any maker. If a workbook of ours was not edited after
// it was written, its table is read back to the character (package record).
package xlsx

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/record"
	"betten/internal/text"
)

// The rows above those of the entries.
const (
	titleRow   = 1
	headingRow = 2
	firstRow   = 3
)

// Write writes a sheet as a workbook: the title, the heading row, and a row for
// each row of the sheet. A cell holds clean paragraphs; Excel breaks their lines,
// in the widths and heights given here. The same sheet gives the same bytes.
//
// No error comes from the sheet: what Excel can't hold is a problem of its layout.
func Write(w io.Writer, s *layout.Sheet) error {
	return writeBook(w, s, record.New(s.Rows, firstRow), func(f *excelize.File, style styles) error { return fillRows(f, s, style) })
}

// writeBook writes a workbook of one sheet that keeps a record: what all of ours have,
// and what fill puts on the sheet.
func writeBook(w io.Writer, s *layout.Sheet, r *record.Record, fill func(*excelize.File, styles) error) error {
	f := excelize.NewFile()
	defer f.Close()
	var style styles
	for _, step := range []func() error{
		func() error { return keepRecord(f, r) },
		func() error { return f.SetSheetName(f.GetSheetName(0), s.Form.Sheet) },
		func() (err error) { style, err = newStyles(f, s); return err },
		func() error { return setPage(f, s) },
		func() error { return setProperties(f, s) },
		func() error { return fill(f, style) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("making the workbook: %w", err)
		}
	}
	_, err := f.WriteTo(w)
	return err
}

// fillRows writes the rows of a sheet that is laid out.
func fillRows(f *excelize.File, s *layout.Sheet, style styles) error {
	sheet := s.Form.Sheet
	last := firstRow + len(s.Rows) - 1
	all := fmt.Sprintf("A1:F%d", last)
	// What the stream writer takes from the sheet must be set before it is made.
	for _, set := range []func() error{
		func() error { return setNames(f, sheet, last) },
		func() error { return f.SetSheetDimension(sheet, all) },
		// No green corner on a cell that holds nothing but a number: it is a text.
		func() error { return f.AddIgnoredErrors(sheet, all, excelize.IgnoredErrorsNumberStoredAsText) },
	} {
		if err := set(); err != nil {
			return err
		}
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := setColumns(out, s); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: headingRow, TopLeftCell: "A3", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A3", ActiveCell: "A3", Pane: "bottomLeft"}},
	}); err != nil {
		return err
	}
	title := s.Form.Book.TitleSize
	if err := out.SetRow("A1", []any{excelize.Cell{StyleID: style.title, Value: literal(s.Form.Title)}},
		excelize.RowOpts{Height: (title * 3 / 2).Points()}); err != nil {
		return err
	}
	if err := setRow(out, headingRow, &s.Head, style.heading, style.font); err != nil {
		return err
	}
	for i := range s.Rows {
		if err := setRow(out, firstRow+i, &s.Rows[i], style.body, style.font); err != nil {
			return err
		}
	}
	return out.Flush()
}

// setRow writes one row. An empty cell has no value, but its borders.
func setRow(out *excelize.StreamWriter, at int, r *layout.Row, style int, font excelize.Font) error {
	values := make([]any, change.Columns)
	cells := make([]excelize.Cell, change.Columns)
	for i := range cells {
		cells[i].StyleID = style
		switch c := &r.Cells[i]; {
		case len(c.Marks) > 0:
			cells[i].Value = underlined(c, font)
		case c.Text != "":
			cells[i].Value = literal(c.Text)
		}
		values[i] = &cells[i]
	}
	return out.SetRow(fmt.Sprintf("A%d", at), values, excelize.RowOpts{Height: r.Height.Points()})
}

// underlined returns a cell's text with its marks underlined: once, or twice what
// only moved.
func underlined(c *layout.Cell, font excelize.Font) []excelize.RichTextRun {
	var runs []excelize.RichTextRun
	whole := literal(c.Text) // as long as the text, byte for byte
	run := func(from, to int, underline string) {
		if from < to {
			f := font
			f.Underline = underline
			runs = append(runs, excelize.RichTextRun{Font: &f, Text: whole[from:to]})
		}
	}
	at := 0
	for _, m := range c.Marks {
		run(at, m.Start, "")
		if at = m.End; m.Moved {
			run(m.Start, m.End, "double")
		} else {
			run(m.Start, m.End, "single")
		}
	}
	run(at, len(whole), "")
	return runs
}

// Excel measures columns in digits of the workbook's Normal font, and on a screen
// of 96 dots to the inch. With ＭＳ Ｐゴシック of 12 points, a digit is 8 pixels wide in
// Excel and in LibreOffice alike; it is the only
// size with 8 pixels in Excel of which that is true.
const (
	normalSize    = 12 // points
	normalEm      = 16 // pixels
	columnPadding = 5  // pixels of a column that are not text
)

// columnWidths returns the widths of the columns, in digits: whole pixels, rounded
// up.
func columnWidths(s *layout.Sheet) []float64 {
	const perInch = 72 * text.Point
	digit := digitPixels(s.Ruler)
	widths := make([]float64, len(s.Widths))
	for i, w := range s.Widths {
		widths[i] = float64((w*96+perInch-1)/perInch+columnPadding) / digit
	}
	return widths
}

// setColumns sets the widths of the columns. The writer lists them in the reverse
// order of their setting.
func setColumns(out *excelize.StreamWriter, s *layout.Sheet) error {
	widths := columnWidths(s)
	for i := len(widths) - 1; i >= 0; i-- {
		if err := out.SetColWidth(i+1, i+1, widths[i]); err != nil {
			return err
		}
	}
	return nil
}

// digitPixels returns the width of a digit of the Normal font, in whole pixels as
// Excel takes it.
func digitPixels(ruler *text.Ruler) float64 {
	digit := text.NewRuler(normalEm*text.Point, ruler.Faces()...).Advance('0')
	return float64(max(1, (digit+text.Point/2)/text.Point))
}

// setPage sets the paper: one page wide, as many as it takes high, the heading on
// each, the page's number in the footer.
func setPage(f *excelize.File, s *layout.Sheet) error {
	sheet, paper := s.Form.Sheet, s.Form.Paper
	size, orientation := 9, "portrait" // A4
	if paper.Size == "A3" {
		size = 8
	}
	if paper.Landscape {
		orientation = "landscape"
	}
	yes, no, one, any := true, false, 1, 0
	inches := paper.Margin.Points() / 72
	half := inches / 2
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any,
	}); err != nil {
		return err
	}
	if err := f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &inches, Right: &inches, Top: &inches, Bottom: &inches, Header: &half, Footer: &half,
		Horizontally: &yes,
	}); err != nil {
		return err
	}
	return f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		ScaleWithDoc: &no, OddFooter: footer(s),
	})
}

// maxFooter is the most UTF-16 units that Excel takes for a footer.
const maxFooter = 255

// footer returns the footer in Excel's codes: the organization at the left, the
// page's number and the number of pages in the middle. An & of the text is
// doubled, and the size stands before the face so that a digit that begins
// the text is not taken for part of it. An organization that Excel would not take
// is left to the document's properties.
func footer(s *layout.Sheet) string {
	size := fmt.Sprintf("&%d&\"%s,標準\"", int(s.Form.Print.FooterSize.Points()), s.Form.Book.Face)
	center := "&C" + size + "&P / &N"
	organization := strings.NewReplacer("&", "&&", "\n", " ").Replace(s.Table.Organization)
	whole := "&L" + size + organization + center
	if organization == "" || len(utf16.Encode([]rune(whole))) > maxFooter {
		return center
	}
	return whole
}

// setProperties sets the document's properties. Its time is the day of the last
// change, so that the same table gives the same bytes.
func setProperties(f *excelize.File, s *layout.Sheet) error {
	made, ok := s.Table.LatestDate()
	if !ok {
		made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	author := s.Table.Organization
	if author == "" {
		author = "betten"
	}
	stamp := made.Format(time.RFC3339)
	if err := f.SetDocProps(&excelize.DocProperties{
		Title: documentTitle(s.Table.Assessment, s.Form.Title), Creator: author, LastModifiedBy: author,
		Created: stamp, Modified: stamp, Language: "ja-JP",
	}); err != nil {
		return err
	}
	// The library's own workbook asks Excel to drop the author at the next saving,
	// and to recompute, after which Excel asks whether to save a workbook that was only opened.
	no, computed := false, uint(191029)
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{FilterPrivacy: &no}); err != nil {
		return err
	}
	if err := f.SetCalcProps(&excelize.CalcPropsOptions{CalcID: &computed}); err != nil {
		return err
	}
	return f.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", Company: s.Table.Organization, AppVersion: "16.0300"})
}

// documentTitle returns the title of the document's properties: the assessment's
// name and that of the form.
func documentTitle(assessment, form string) string {
	if assessment == "" {
		return form
	}
	return assessment + " " + form
}

// setNames names the print area, and the heading row that each page repeats.
func setNames(f *excelize.File, sheet string, last int) error {
	quoted := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!"
	for _, name := range []excelize.DefinedName{
		{Name: "_xlnm.Print_Area", Scope: sheet, RefersTo: fmt.Sprintf("%s$A$1:$F$%d", quoted, last)},
		{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: fmt.Sprintf("%s$%d:$%d", quoted, headingRow, headingRow)},
	} {
		if err := f.SetDefinedName(&name); err != nil {
			return err
		}
	}
	return nil
}
