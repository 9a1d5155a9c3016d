package record

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
)

// rowsOf lays a table out in the workbook's type.
func rowsOf(t *testing.T, table *change.Table) []layout.Row {
	t.Helper()
	f := specimen.Juten()
	sheet, problems := layout.LayOut(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	if change.Failed(problems) {
		t.Fatal(problems)
	}
	return sheet.Rows
}

// joined returns the texts of restored entries.
func joined(entries []RestoredEntry, cell func(row, column int) string) (texts [][change.Columns]string) {
	for _, e := range entries {
		var all [change.Columns]string
		for column, parts := range e {
			for _, p := range parts {
				all[column] += strings.Repeat("\n", p.Gap) + cell(p.Row, p.Column)[p.At:p.At+p.Length]
			}
		}
		texts = append(texts, all)
	}
	return texts
}

func TestATableIsRestoredFromItsCells(t *testing.T) {
	long := specimen.City(3)
	long.Entries[1].Before = strings.Repeat("委託先における取扱いの確認を行う。\n\n", 60) + "\n　（空白で始まる行）"
	long.Entries[2].After = "一\uFEFF\uFEFF二\n\u2060三\uFEFF"
	for _, first := range []int{1, 3} {
		rows := rowsOf(t, long)
		r := New(rows, first)
		r.NoteJoiners(rows)
		data, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if r, err = Parse(data); err != nil {
			t.Fatal(err)
		}
		cells := make([][change.Columns]string, len(rows))
		for i := range rows {
			for column := range cells[i] {
				cells[i][column] = strings.ReplaceAll(rows[i].Cells[column].Text, joiner, printed)
			}
		}
		r.RestoreJoiners(cells)
		digester := NewDigester()
		for i := range cells {
			for column, s := range cells[i] {
				if s != "" {
					digester.Cell(first+i, column+1, s)
				}
			}
		}
		cell := func(row, column int) string { return cells[row-first][column] }
		got := joined(r.Restore(first, digester.Digest(), cell), cell)
		var want [][change.Columns]string
		f := specimen.Juten()
		for _, e := range long.Entries {
			want = append(want, [change.Columns]string{f.DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation})
		}
		if len(rows) == len(want) {
			t.Fatal("no entry was cut")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// A record is numbers and digests: a reader of it learns no word of the table.
func TestARecordHoldsNoText(t *testing.T) {
	data, err := New(rowsOf(t, specimen.City(3)), 1).Encode()
	if err != nil {
		t.Fatal(err)
	}
	rest := strings.Replace(string(data), ` xmlns="urn:betten:record" kind="attachment"`, "", 1)
	if left := regexp.MustCompile(`</?(record|cut|joiner)|( (cells|rows|continued|row|column|at|length|gap|seam)="[0-9a-f ]*")|/?>`).ReplaceAllString(rest, ""); left != "" {
		t.Errorf("%q", left)
	}
}

// A record is of the file, and may say anything.
func TestARecordThatLiesIsNotBelieved(t *testing.T) {
	cells := NewDigester()
	cells.Cell(1, 3, "あいう")
	text := func(_, column int) string {
		if column == 2 {
			return "あいう"
		}
		return ""
	}
	good := Record{Kind: Attachment, Rows: 1, Cells: cells.Digest()}
	if got := joined(good.Restore(1, cells.Digest(), text), text); len(got) != 1 || got[0][change.BeforeColumn] != "あいう" {
		t.Fatalf("%+v", got)
	}
	for name, lie := range map[string]func(r *Record){
		"other cells":           func(r *Record) { r.Cells++ },
		"no rows":               func(r *Record) { r.Rows = 0 },
		"rows without end":      func(r *Record) { r.Rows = math.MaxInt },
		"no kind":               func(r *Record) { r.Kind = "" },
		"a review":              func(r *Record) { r.Kind = Review },
		"the first continues":   func(r *Record) { r.Continued = Numbers{1} },
		"a cut before":          func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, At: -1, Length: 1}} },
		"a cut beyond":          func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, At: 3, Length: 7}} },
		"a cut of less than 0":  func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, At: 3, Length: -1}} },
		"a cut without end":     func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, At: 9, Length: math.MaxInt}} },
		"a cut from the end on": func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, At: math.MaxInt, Length: math.MaxInt}} },
		"a gap":                 func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, Gap: 3}} },
		"a gap without end":     func(r *Record) { r.Cuts = []Cut{{Row: 1, Column: 2, Gap: math.MaxInt}} },
	} {
		r := good
		lie(&r)
		if entries := r.Restore(1, cells.Digest(), text); entries != nil {
			t.Errorf("%s: %+v", name, entries)
		}
	}
	var none *Record
	if none.Restore(1, cells.Digest(), text) != nil {
		t.Error("a record that is not there restores something")
	}
	if _, ok := none.Gap("一", "二"); ok {
		t.Error("a record that is not there has a seam")
	}
	r := good
	r.Joiners = []Joiner{{1, 2, -1}, {1, 2, 99}, {0, 0, 0}, {2, 0, 0}, {1, 99, 0}, {1, -1, 0}, {1, 2, 1}}
	kept := [][change.Columns]string{{2: "あいう"}}
	if r.RestoreJoiners(kept); kept[0][2] != "あいう" {
		t.Errorf("%q", kept[0][2])
	}
}

func TestASeamIsKnownByTheTextsAroundIt(t *testing.T) {
	table := specimen.City(1)
	table.Entries = table.Entries[:1]
	table.Entries[0].Before = strings.Repeat("委託先における取扱いの確認を行う。\n", 40)
	rows := rowsOf(t, table)
	upper, lower := rows[0].Cells[change.BeforeColumn], rows[1].Cells[change.BeforeColumn]
	r := New(rows, 1)
	own := func(c layout.Cell) string { return c.Text[c.At : c.At+c.Of.End-c.Of.Start] }
	if gap, ok := r.Gap(own(upper), own(lower)); !ok || gap != 1 {
		t.Errorf("gap %d, %t", gap, ok)
	}
	if gap, ok := r.Gap("別の"+own(upper), own(lower)+"別の"); !ok || gap != 1 {
		t.Errorf("an edit elsewhere: gap %d, %t", gap, ok)
	}
	if _, ok := r.Gap(own(upper)+"別の", own(lower)); ok {
		t.Error("an edit at the seam is not noticed")
	}
}
