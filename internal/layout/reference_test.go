package layout

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/published"
	"betten/internal/specimen"
	"betten/internal/text"
)

// publishedRow is a row as published, line by line.
type publishedRow struct {
	Entry, Piece, Pieces int
	Item, Before, After  []string
}

// publishedRows returns the rows of the published attachment, and skips the test where
// BETTEN_REFERENCE is not set.
func publishedRows(t testing.TB) []publishedRow {
	t.Helper()
	var doc struct{ Rows []publishedRow }
	if err := json.Unmarshal(published.File(t, ".rows.json"), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Rows
}

func TestTheReferenceIsCutAsPublished(t *testing.T) {
	table, rows := specimen.Reference(t, 1), publishedRows(t)
	sheet, problems := Book(table, specimen.Juten(), bookRuler)
	for _, p := range problems {
		t.Errorf("problem: %v", p)
	}
	if len(sheet.Rows) != 38 {
		t.Errorf("%d rows, want 38", len(sheet.Rows))
	}
	for i := range min(len(sheet.Rows), len(rows)) {
		got, want := &sheet.Rows[i], rows[i]
		name := strings.Join(want.Item, "")
		if got.Entry+1 != want.Entry || got.Piece+1 != want.Piece || got.Pieces != want.Pieces {
			t.Errorf("row %d is entry %d, piece %d of %d; want %d, %d of %d", i+1,
				got.Entry+1, got.Piece+1, got.Pieces, want.Entry, want.Piece, want.Pieces)
			continue
		}
		for column, want := range map[change.Column][]string{
			change.ItemColumn: want.Item, change.BeforeColumn: want.Before, change.AfterColumn: want.After,
		} {
			if got.Entry+1 == 29 && got.Piece < 2 && column == change.BeforeColumn {
				continue // the official left two lines free: see below
			}
			if diff := cmp.Diff(want, got.Cells[column].Strings()); diff != "" {
				t.Errorf("row %d (%s), %v:\n%s", i+1, name, column, diff)
			}
		}
		if lines := got.Height / text.Points(12); lines > 34 {
			t.Errorf("row %d has %d lines", i+1, lines)
		}
	}

	// Entry 29 before: the first piece holds two lines more than the published one,
	// which left them free; the second cut is the published one.
	var got, want [3][]string
	for i, r := range sheet.Rows {
		if r.Entry+1 == 29 {
			got[r.Piece], want[r.Piece] = r.Cells[change.BeforeColumn].Strings(), rows[i].Before
		}
	}
	if len(got[0]) != len(want[0])+2 || len(got[1]) != len(want[1])-2 {
		t.Errorf("entry 29 has %d and %d lines in its first rows, published are %d and %d",
			len(got[0]), len(got[1]), len(want[0]), len(want[1]))
	}
	if diff := cmp.Diff(want[1][4:], got[1][2:]); diff != "" {
		t.Errorf("entry 29, second row:\n%s", diff)
	}
	if diff := cmp.Diff(want[2], got[2]); diff != "" {
		t.Errorf("entry 29, third row:\n%s", diff)
	}
}

func BenchmarkReference(b *testing.B) {
	table, f := specimen.Reference(b, 1), specimen.Juten()
	for b.Loop() {
		Book(table, f, bookRuler)
	}
}
