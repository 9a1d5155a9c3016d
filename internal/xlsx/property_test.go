package xlsx_test

import (
	"testing"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/specimen"
)

func TestNoTextIsLostOrChanged(t *testing.T) {
	form := specimen.Juten()
	rapid.Check(t, func(r *rapid.T) {
		table := &change.Table{
			Organization: specimen.AnyText(r, "organization"),
			Entries: []change.Entry{{
				Date: change.Date{Text: specimen.AnyText(r, "date")}, Item: specimen.AnyText(r, "item"), Before: specimen.AnyText(r, "before"),
				After: specimen.AnyText(r, "after"), Timing: specimen.AnyText(r, "timing"), Explanation: specimen.AnyText(r, "explanation"),
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
