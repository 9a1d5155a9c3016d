package into_test

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/specimen"
)

// Whatever the table says, what is filled into a workbook is what stands in it then,
// and the comparison finds nothing else changed.
func TestNoTextIsLostInAWorkbookThatIsFilledIn(t *testing.T) {
	books := []string{"notes-below.xlsx", "headings-only.xlsx", "prefixed.xlsx"}
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.SampledFrom(books).Draw(r, "book")
		book := lookalike(t, name)
		table := &change.Table{Archive: true}
		for range rapid.IntRange(1, 4).Draw(r, "entries") {
			table.Entries = append(table.Entries, change.Entry{
				Date: change.Date{Text: specimen.AnyText(r, "date")}, Item: specimen.AnyText(r, "item"), Before: specimen.AnyText(r, "before"),
				After: specimen.AnyText(r, "after"), Timing: specimen.AnyText(r, "timing"), Explanation: specimen.AnyText(r, "explanation"),
			})
		}
		f, problems := tryFill(t, book, "", table, false)
		if f.fill == nil {
			r.Fatal(problems)
		}
		sheet := open(t, f.fill.Data)
		first := map[string]int{"notes-below.xlsx": 4, "headings-only.xlsx": 3, "prefixed.xlsx": 4}[name]
		columns := "ABCDEF"
		if name == "notes-below.xlsx" {
			columns = "ABDEFG"
		}
		for i := range f.sheet.Rows {
			for c, column := range columns {
				want := f.sheet.Rows[i].Cells[c].Text
				got, err := sheet.GetCellValue(f.host.Sheet, fmt.Sprintf("%c%d", column, first+i))
				if err != nil || got != want {
					r.Fatalf("%c%d: %q, want %q", column, first+i, got, want)
				}
			}
		}
		if again := fillIn(t, book, "", table, false); !bytes.Equal(again.fill.Data, f.fill.Data) {
			r.Fatal("another file the second time")
		}
	})
}
