package xlsx_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"betten/internal/change"
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
	form := juten(t)
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
