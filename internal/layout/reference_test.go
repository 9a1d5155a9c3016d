package layout

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
)

// The reference is a published attachment. It is not part of the project: the
// example's own rows stand in for it elsewhere.
const reference = "../../../shared/reference/kumagaya-2024"

// publishedRow is a row as published, line by line.
type publishedRow struct {
	Entry, Piece, Pieces int
	Item, Before, After  []string
}

func readReference(t testing.TB) (*change.Table, []publishedRow) {
	t.Helper()
	var doc struct {
		Change []struct {
			Date, Before, After, Timing, Explanation string
			Item                                     []string
		}
	}
	_, err := toml.DecodeFile(reference+".toml", &doc)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published attachment is not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	table := new(change.Table)
	for _, c := range doc.Change {
		table.Entries = append(table.Entries, change.Entry{
			Date: change.Date{Text: c.Date}, Item: strings.Join(c.Item, "\n"),
			Before: c.Before, After: c.After, Timing: c.Timing, Explanation: c.Explanation,
		})
	}
	data, err := os.ReadFile(reference + ".rows.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows struct{ Rows []publishedRow }
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return table, rows.Rows
}

// juten is the form of the published attachment.
func juten() *form.Form {
	return &form.Form{
		Name: "juten", Title: "（別添２）変更箇所", Sheet: "変更箇所",
		Columns: [change.Columns]form.Column{
			{Heading: "変更日", Fits: "令和12年12月31日"},
			{Heading: "項目", Width: 12.679},
			{Heading: "変更前の記載", Width: 19.896},
			{Heading: "変更後の記載", Width: 19.896},
			{Heading: "提出時期", Fits: "提出時期"},
			{Heading: "提出時期に係る説明", Width: 12.679},
		},
		Marks: form.Marks{Ditto: "同上", Continues: "（下段に続く）", Continued: "（上段からの続き）"},
		Book:  form.Book{Size: text.Points(10), Pitch: text.Points(12), Lines: 34},
	}
}

func TestTheReferenceIsCutAsPublished(t *testing.T) {
	table, published := readReference(t)
	sheet, problems := Book(table, juten(), text.NewRuler(text.Points(10), text.MSPGothic()))
	for _, p := range problems {
		t.Errorf("problem: %v", p)
	}
	if len(sheet.Rows) != 38 {
		t.Errorf("%d rows, want 38", len(sheet.Rows))
	}
	for i := range min(len(sheet.Rows), len(published)) {
		got, want := &sheet.Rows[i], published[i]
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
			got[r.Piece], want[r.Piece] = r.Cells[change.BeforeColumn].Strings(), published[i].Before
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
	table, _ := readReference(b)
	ruler := text.NewRuler(text.Points(10), text.MSPGothic())
	for b.Loop() {
		Book(table, juten(), ruler)
	}
}
