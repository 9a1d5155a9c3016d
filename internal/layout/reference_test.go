package layout

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/compare"
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
	sheet, problems := LayOut(table, specimen.Juten(), bookRuler)
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
			if got.Entry+1 == 29 && column != change.ItemColumn {
				continue // the official cut the two sides apart: see below
			}
			if diff := cmp.Diff(want, got.Cells[column].Strings()); diff != "" {
				t.Errorf("row %d (%s), %v:\n%s", i+1, name, column, diff)
			}
		}
		if lines := got.Height / text.Points(12); lines > 34 {
			t.Errorf("row %d has %d lines", i+1, lines)
		}
	}

	// Of the 41 paragraphs that belong together in entries that are cut, 28 stand in one
	// row as published: the after side of entry 29 runs ahead of the other.
	together, all := 0, 0
	for i := range table.Entries {
		var rows []Row
		for _, r := range sheet.Rows {
			if r.Entry == i {
				rows = append(rows, r)
			}
		}
		if len(rows) > 1 {
			n, of := pairsTogether(&table.Entries[i], rows)
			together, all = together+n, all+of
		}
	}
	if together < 38 || all != 41 {
		t.Errorf("%d of %d pairs stand together, want 38 of 41", together, all)
	}
	checkLinesOf29(t, sheet, rows)
}

// checkLinesOf29 asks that entry 29, wherever it is cut, has the published lines.
func checkLinesOf29(t *testing.T, sheet *Sheet, all []publishedRow) {
	t.Helper()
	strip := func(lines []string) (text []string) {
		for _, l := range lines {
			if l != "" && l != "（下段に続く）" && l != "（上段からの続き）" {
				text = append(text, l)
			}
		}
		return text
	}
	var got, want [2][]string
	for i, r := range sheet.Rows {
		if r.Entry+1 == 29 {
			got[0] = append(got[0], strip(r.Cells[change.BeforeColumn].Strings())...)
			got[1] = append(got[1], strip(r.Cells[change.AfterColumn].Strings())...)
			want[0], want[1] = append(want[0], strip(all[i].Before)...), append(want[1], strip(all[i].After)...)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entry 29:\n%s", diff)
	}
}

// pairsTogether counts the pairs of paragraphs of an entry, and those of them that begin
// in one row.
func pairsTogether(e *change.Entry, rows []Row) (together, all int) {
	rowOf := func(column change.Column, at int) int {
		for i := range rows {
			if of := rows[i].Cells[column].Of; of.Start <= at && at < of.End {
				return i
			}
		}
		return -1
	}
	for _, p := range compare.Pairs(e.Before, e.After) {
		all++
		if rowOf(change.BeforeColumn, p.Before) == rowOf(change.AfterColumn, p.After) {
			together++
		}
	}
	return together, all
}

func BenchmarkReference(b *testing.B) {
	table, f := specimen.Reference(b, 1), specimen.Juten()
	for b.Loop() {
		LayOut(table, f, bookRuler)
	}
}
