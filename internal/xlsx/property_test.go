package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/specimen"
)

// anyText draws a text that an entry file can hold: no control characters but the
// line feed, no noncharacters, none of which XML can hold.
func anyText(t *rapid.T, label string) string {
	odd := rapid.SampledFrom(append([]string{"_x", "000D_", "_", "あ", "\n", " ", "　", "&", "<"}, oddTexts...))
	character := rapid.Custom(func(t *rapid.T) string {
		r := rapid.Rune().Draw(t, "rune")
		if r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF || utf16.IsSurrogate(r) {
			return "\n"
		}
		return string(r)
	})
	return strings.Join(rapid.SliceOfN(rapid.OneOf(odd, character), 0, 40).Draw(t, label), "")
}

func TestNoTextIsLostOrChanged(t *testing.T) {
	form := specimen.Juten()
	rapid.Check(t, func(r *rapid.T) {
		table := &change.Table{
			Organization: anyText(r, "organization"),
			Entries: []change.Entry{{
				Date: change.Date{Text: anyText(r, "date")}, Item: anyText(r, "item"), Before: anyText(r, "before"),
				After: anyText(r, "after"), Timing: anyText(r, "timing"), Explanation: anyText(r, "explanation"),
			}},
		}
		table.Archive = true // an item may be too long
		s := lay(t, form, table)
		checkCells(t, open(t, write(t, s)), form.Sheet, s)
		if t.Failed() {
			r.FailNow()
		}
	})
}

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
				Date: change.Date{Text: anyText(r, "date")}, Item: anyText(r, "item"), Before: anyText(r, "before"),
				After: anyText(r, "after"), Timing: anyText(r, "timing"), Explanation: anyText(r, "explanation"),
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
