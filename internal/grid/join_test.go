package grid

import (
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/record"
	"betten/internal/specimen"
)

// joined reads a sheet of rows below the official headings, and writes the entries
// and the warnings down: columns parted by |, line feeds as ⏎.
func joined(t *testing.T, rows ...string) (entries, warnings []string) {
	t.Helper()
	read := readOf(t, gridOf(append([]string{officialHeadings}, rows...)...))
	for i := range read.Table.Entries {
		e := &read.Table.Entries[i]
		all := specimen.Texts(e)
		if e.Date.Text == "" && !e.Date.Day.IsZero() {
			all[change.DateColumn] = e.Date.Day.Format("2006/1/2")
		}
		entries = append(entries, strings.ReplaceAll(strings.Join(all[:], "|"), "\n", "⏎"))
	}
	for _, p := range read.Problems {
		switch p.Kind {
		case change.GuessedForm, change.NoExplanation, change.BothEmpty, change.EmptyDate, change.NoDay, change.EmptyTiming, change.UnknownTiming:
			continue // today's rules
		}
		_, cell, _ := strings.Cut(p.At.Cell, "!")
		warnings = append(warnings, strings.TrimSpace(cell+" "+string(p.Kind)+" "+strings.Join(p.Values, "、")))
	}
	return entries, warnings
}

func TestRowsAreJoinedByTheirMarksAndNothingElseIsLeftOut(t *testing.T) {
	for name, of := range map[string]struct{ rows, entries, warnings []string }{
		"rows without marks are entries": {
			[]string{"令和6年4月1日|Ⅰ|あ|い|事前|う", "令和6年4月1日|Ⅱ|か|き|事後|"},
			[]string{"令和6年4月1日|Ⅰ|あ|い|事前|う", "令和6年4月1日|Ⅱ|か|き|事後|"}, nil},
		"texts that sound like marks are texts": {
			[]string{"令和6年4月1日|Ⅰ|継続|次に続く手続|事前|", "令和6年4月1日|Ⅱ|前年度から続く事業|（続柄）の記載|事後|"},
			[]string{"令和6年4月1日|Ⅰ|継続|次に続く手続|事前|", "令和6年4月1日|Ⅱ|前年度から続く事業|（続柄）の記載|事後|"}, nil},
		"a row that continues": {
			[]string{"令和6年4月1日|Ⅰ|あ。\n\n（下段に続く）|い|事前|", "||（上段からの続き）\n\nう。|||"},
			[]string{"令和6年4月1日|Ⅰ|あ。⏎う。|い|事前|"}, []string{"C3 seam-between"}},
		"three rows": {
			[]string{"令和6年4月1日|Ⅰ|あ。（次頁へ続く）|い|事前|", "|同上|（前頁から続く）う。（次頁へ続く）|||", "|同上|（前頁から続く）え。|お||"},
			[]string{"令和6年4月1日|Ⅰ|あ。⏎う。⏎え。|い⏎お|事前|"}, []string{"C3 seam-between", "C4 seam-between", "D4 seam-between"}},
		"a mark that nothing continues stays": {
			[]string{"令和6年4月1日|Ⅰ|あ。\n（次頁へ続く）|い|事前|", "令和6年4月1日|Ⅱ|か|き|事後|"},
			[]string{"令和6年4月1日|Ⅰ|あ。⏎（次頁へ続く）|い|事前|", "令和6年4月1日|Ⅱ|か|き|事後|"}, []string{"C2 continuation-mark （次頁へ続く）"}},
		"a mark that continues nothing stays": {
			[]string{"令和6年4月1日|Ⅰ|（続き）\nあ|い|事前|"},
			[]string{"令和6年4月1日|Ⅰ|（続き）⏎あ|い|事前|"}, []string{"C2 continuation-mark （続き）"}},
		"a side that goes nowhere keeps its mark": {
			[]string{"令和6年4月1日|Ⅰ|あ。\n（次頁へ続く）|い。\n（次頁へ続く）|事前|", "||（続き）\nう。|||"},
			[]string{"令和6年4月1日|Ⅰ|あ。⏎う。|い。⏎（次頁へ続く）|事前|"}, []string{"D2 continuation-mark （次頁へ続く）", "C3 seam-between"}},
		"what the first row lacks, the next may say": {
			[]string{"|Ⅰ|あ。（続く）|||", "令和6年4月1日||（続き）う。|い|事前|え"},
			[]string{"令和6年4月1日|Ⅰ|あ。⏎う。|い|事前|え"}, []string{"C3 seam-between"}},
		"and with days of Excel": {
			[]string{"#45615|Ⅰ|あ。（続く）|||", "#45615||（続き）う。|い|事前|え"},
			[]string{"2024/11/19|Ⅰ|あ。⏎う。|い|事前|え"}, []string{"C3 seam-between"}},
		"another day, or another timing, is left out and named": {
			[]string{"#45615|Ⅰ|あ。（続く）||事後|", "#45616||（続き）う。||事前|"},
			[]string{"2024/11/19|Ⅰ|あ。⏎う。||事後|"}, []string{"D2 empty-after", "A3 different-above 変更日、令和6年11月20日", "C3 seam-between", "E3 different-above 提出時期、事前"}},
		"a day that goes on in words is a text": {
			[]string{"#45615|Ⅰ|あ||事後|", "（続き）頃|||う||"},
			[]string{"令和6年11月19日⏎頃|Ⅰ|あ|う|事後|"}, []string{"A3 seam-between"}},
		"what the first row said may be said once more": {
			[]string{"#45615|Ⅰ|あ。（続く）||事後|え", "||（続き）う。（続く）|||", "#45615|Ⅰ|（続き）い。||事後|え"},
			[]string{"2024/11/19|Ⅰ|あ。⏎う。⏎い。||事後|え"}, []string{"D2 empty-after", "C3 seam-between", "C4 seam-between"}},
		"同上 is what it repeats": {
			[]string{"#45615|Ⅰ|あ|い|事後|", "同上|〃|か|き|同上|"},
			[]string{"2024/11/19|Ⅰ|あ|い|事後|", "2024/11/19|Ⅰ|か|き|事後|"},
			[]string{"A3 repeated-above 変更日、令和6年11月19日", "B3 repeated-above 項目、Ⅰ", "E3 repeated-above 提出時期、事後"}},
		"同上 of a side is a text": {
			[]string{"令和6年4月1日|Ⅰ|あ|い|事後|", "令和6年4月1日|Ⅱ|同上|き|事後|"},
			[]string{"令和6年4月1日|Ⅰ|あ|い|事後|", "令和6年4月1日|Ⅱ|同上|き|事後|"}, []string{"C3 ditto 同上"}},
	} {
		entries, warnings := joined(t, of.rows...)
		if strings.Join(entries, "\n") != strings.Join(of.entries, "\n") {
			t.Errorf("%s: %q, want %q", name, entries, of.entries)
		}
		if strings.Join(warnings, "\n") != strings.Join(of.warnings, "\n") {
			t.Errorf("%s: warnings %q, want %q", name, warnings, of.warnings)
		}
	}
}

// A heading of the date may be merged over two columns: a day and what stands
// beside it, or two days, are a text of two lines.
func TestADayWithATextBesideItIsAText(t *testing.T) {
	for row, want := range map[string]string{
		"#45615||Ⅰ|あ|い|事後|":       "",
		"|#45615|Ⅰ|あ|い|事後|":       "",
		"#45615|（予定）|Ⅰ|あ|い|事後|":   "令和6年11月19日\n（予定）",
		"#45615|#45616|Ⅰ|あ|い|事後|": "令和6年11月19日\n令和6年11月20日",
		"予定|#45616|Ⅰ|あ|い|事後|":     "予定\n令和6年11月20日",
	} {
		g := gridOf("変更日||項目|変更前の記載|変更後の記載|提出時期|提出時期に係る説明", row)
		g.Merged = []Range{{Top: 1, Left: 1, Bottom: 1, Right: 2}}
		read := readOf(t, g)
		if len(read.Table.Entries) != 1 {
			t.Fatalf("%s: %v", row, read.Problems)
		}
		if date := read.Table.Entries[0].Date; date.Text != want || (want == "") == date.Day.IsZero() {
			t.Errorf("%s: %+v, want %q", row, date, want)
		}
	}
}

// A record is of a file, and may say anything. What it may say is tested beside it.
func TestARecordOfOtherCellsIsNotBelieved(t *testing.T) {
	g := gridOf("（別添２）変更箇所", officialHeadings, "||あいう|||")
	good := record.Record{Kind: record.Attachment, Rows: 1, Cells: digest(g, 3)}
	l := &locator{grid: g}
	if entries := restore(g, Source{&good, 3}, l); len(entries) != 1 || entries[0].Before != "あいう" || l.Locate(change.Place{Column: change.BeforeColumn}).Cell != "表!C3" {
		t.Fatalf("%+v", entries)
	}
	for name, lie := range map[string]func(r *record.Record){
		"other cells":  func(r *record.Record) { r.Cells++ },
		"other kind":   func(r *record.Record) { r.Kind = record.Entry },
		"a cut beyond": func(r *record.Record) { r.Cuts = []record.Cut{{Row: 3, Column: 2, At: 3, Length: 7}} },
	} {
		r := good
		lie(&r)
		if entries := restore(g, Source{&r, 3}, l); entries != nil {
			t.Errorf("%s: %+v", name, entries)
		}
	}
	if entries := restore(g, Source{&good, 2}, l); entries != nil {
		t.Errorf("another first row: %+v", entries)
	}
}
