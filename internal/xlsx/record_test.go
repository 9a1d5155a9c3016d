package xlsx

import (
	"math"
	"testing"

	"betten/internal/grid"
)

// A record is of the file, and may say anything.
func TestARecordOfOtherCellsIsNotBelieved(t *testing.T) {
	g := &grid.Grid{Rows: []grid.Row{{Number: firstRow, Cells: []grid.Cell{{Column: 3, Text: "あいう"}}}}}
	good := record{Kind: attachmentKind, Rows: 1, Cells: digestOf(g)}
	if s := good.seams(g); s.Rows != 1 || s.First != firstRow {
		t.Fatalf("%+v", s)
	}
	for name, lie := range map[string]func(r *record){
		"other cells":      func(r *record) { r.Cells++ },
		"no rows":          func(r *record) { r.Rows = 0 },
		"rows without end": func(r *record) { r.Rows = math.MaxInt },
		"other kind":       func(r *record) { r.Kind = "" },
	} {
		r := good
		lie(&r)
		if s := r.seams(g); s.Rows != 0 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
