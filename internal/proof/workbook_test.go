package proof

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/xlsx"
)

// checkWorkbook checks that a workbook is read back exactly.
func checkWorkbook(sheet *layout.Sheet, count *tally) error {
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheet); err != nil {
		return err
	}
	if !xlsx.Untouched(b.Bytes()) {
		return errors.New("it is said to be touched")
	}
	if err := checkDimensions(sheet, b.Bytes()); err != nil {
		return err
	}
	read, problems := xlsx.Read("table.xlsx", b.Bytes(), "")
	if len(read) != 1 || len(problems) > 0 {
		return fmt.Errorf("%d tables, %v", len(read), problems)
	}
	want, got := sheet.Table, read[0].Table
	if len(got.Entries) != len(want.Entries) {
		return fmt.Errorf("%d entries, want %d", len(got.Entries), len(want.Entries))
	}
	for i := range want.Entries {
		w, g := textsOf(sheet, &want.Entries[i]), textsOf(sheet, &got.Entries[i])
		for c := range w {
			if w[c] != g[c] {
				return fmt.Errorf("entry %d, %v: %q, want %q", i, change.Column(c), g[c], w[c])
			}
		}
	}
	if got.Organization != want.Organization || got.Assessment != want.Assessment {
		return fmt.Errorf("%q %q, want %q %q", got.Organization, got.Assessment, want.Organization, want.Assessment)
	}
	if err := checkUnrecorded(sheet, b.Bytes(), count); err != nil {
		return fmt.Errorf("without its record: %w", err)
	}
	return nil
}

func textsOf(s *layout.Sheet, e *change.Entry) [change.Columns]string {
	return [change.Columns]string{s.Form.DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation}
}

// checkDimensions checks that rows in the file are as high as their text needs, and columns as
// wide. A digit of ＭＳ Ｐゴシック at 12 points is 8 pixels wide; 5 pixels of a column are not
// for text.
func checkDimensions(sheet *layout.Sheet, book []byte) error {
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return err
	}
	part, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	defer part.Close()
	data, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	if sheet.Ruler.Faces()[0].Data == nil {
		columns := elements(data, "<col ")
		if len(columns) != change.Columns {
			return fmt.Errorf("%d columns", len(columns))
		}
		for _, c := range columns {
			at := int(number(c, " min="))
			pixels := number(c, " width=")*8 - 5
			if want := sheet.Widths[at-1].Points(); pixels*72/96 < want-0.001 || number(c, " max=") != float64(at) {
				return fmt.Errorf("column %d has %.2f points for text, want %.2f", at, pixels*72/96, want)
			}
		}
	}
	rows := elements(data, "<row ")
	if len(rows) != len(sheet.Rows)+2 {
		return fmt.Errorf("%d rows of %d", len(rows), len(sheet.Rows)+2)
	}
	for i := range sheet.Rows {
		if high := number(rows[i+2], " ht="); high < sheet.Rows[i].Height.Points()-0.001 {
			return fmt.Errorf("row %d is %.2f points high, want %.2f", i, high, sheet.Rows[i].Height.Points())
		}
	}
	return nil
}

// elements returns the tags that begin with a prefix.
func elements(data []byte, begin string) []string {
	var all []string
	for {
		at := bytes.Index(data, []byte(begin))
		if at < 0 {
			return all
		}
		data = data[at:]
		all = append(all, string(data[:bytes.IndexByte(data, '>')]))
		data = data[len(begin):]
	}
}

// number returns the number in an attribute, or 0 if there is none.
func number(tag, attribute string) float64 {
	_, rest, _ := strings.Cut(tag, attribute+`"`)
	value, _, _ := strings.Cut(rest, `"`)
	n, _ := strconv.ParseFloat(value, 64)
	return n
}
