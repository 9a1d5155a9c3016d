package into

import (
	"testing"

	"betten/internal/verify"
)

// What is taken for the table is judged anew: were the filling wrong about where the table
// ends, and blind to what stands in its way, the notes below would be gone (they stand in
// rows 9 to 11).
func TestATableTakenForTooLongIsSeen(t *testing.T) {
	for rows := range 4 {
		h := openLookalike(t, "notes-below.xlsx")
		h.endRow += rows
		f, problems, err := h.write(h.span(2, false), someRows(2), false)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		lost := h.endRow > 9
		if damage := verify.Compare(h.data, f.Data, f.change(h.original)); (len(damage) > 0) != lost {
			t.Errorf("%d rows too long: %v", rows, damage)
		}
	}
}
