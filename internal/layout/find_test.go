package layout

import (
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/specimen"
)

func TestEveryCharacterOfACutCellIsFoundInItsRow(t *testing.T) {
	var long strings.Builder
	for i := range 120 {
		long.WriteString(strings.Repeat(string(rune('一'+i)), 3) + "\n")
	}
	table := specimen.City(1)
	table.Entries = append(table.Entries, change.Entry{Item: "項目", Before: "短い", After: long.String(), Timing: "事後"})
	f := specimen.Juten()
	s, _ := LayOut(table, f, bookRuler)
	entry := len(table.Entries) - 1
	for offset, r := range long.String() {
		if r == '\n' {
			continue
		}
		row, at := s.RowOf(change.Place{Entry: entry, Column: change.AfterColumn, Offset: offset})
		if c := s.Rows[row].Cells[change.AfterColumn]; s.Rows[row].Entry != entry || !strings.HasPrefix(c.Text[at:], string(r)) {
			t.Fatalf("%d: row %d shows %q", offset, row, c.Text[at:])
		}
	}
	first, _ := s.RowOf(change.Place{Entry: entry, Column: -1})
	for column := range change.Column(change.Columns) {
		if row, _ := s.RowOf(change.Place{Entry: entry, Column: column}); row != first || s.Rows[row].Piece != 0 {
			t.Errorf("%s: row %d, want %d", column, row, first)
		}
	}
	if row, _ := s.RowOf(change.Place{Entry: entry + 1}); row != -1 {
		t.Errorf("row %d of no entry", row)
	}
}
