package xlsx_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/xlsx"
)

var update = flag.Bool("update", false, "write the expected warnings anew")

// cells returns what the cells of a table say, entry by entry: what a workbook
// holds of it.
func cells(f *form.Form, t *change.Table) [][change.Columns]string {
	all := make([][change.Columns]string, len(t.Entries))
	for i, e := range t.Entries {
		all[i] = [change.Columns]string{f.DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation}
	}
	return all
}

// read reads the one table of a workbook.
func read(t testing.TB, workbook []byte) xlsx.Sheet {
	t.Helper()
	sheets, problems := xlsx.Read("book.xlsx", workbook, "")
	if len(sheets) != 1 || len(problems) > 0 {
		t.Fatalf("%d sheets, %v", len(sheets), problems)
	}
	return sheets[0]
}

// longText draws a text that may fill several rows.
func longText(t *rapid.T, label string) string {
	paragraph := rapid.OneOf(
		rapid.SampledFrom([]string{
			"", "", "＜アクセス権限の管理＞", "①国及び事業者は、次の措置を講じる。", "・入退室を記録する。", "　", "（下段に続く）", "（上段からの続き）", "同上",
			strings.Repeat("権限は、担当する事務に要る範囲に限って与えている。", 30), strings.Repeat("句点のない長い文", 100),
		}),
		rapid.Custom(func(t *rapid.T) string { return specimen.AnyText(t, "paragraph") }),
	)
	return strings.Join(rapid.SliceOfN(paragraph, 0, 30).Draw(t, label), "\n")
}

// anyTable draws a table that the build accepts.
func anyTable(t *rapid.T) *change.Table {
	text := func(label string) string {
		switch rapid.IntRange(0, 9).Draw(t, label+" kind") {
		case 0:
			return ""
		case 1, 2, 3:
			return longText(t, label)
		case 4:
			return rapid.SampledFrom([]string{"同上", "〃", "（下段に続く）", "（上段からの続き）\n\nあ", "あ\n\n（下段に続く）", "※注", "変更日", " ", "\n"}).Draw(t, label)
		}
		return specimen.AnyText(t, label)
	}
	line := func(label string) string { return strings.ReplaceAll(specimen.AnyText(t, label), "\n", " ") }
	table := &change.Table{Form: "juten", Organization: line("organization"), Assessment: line("assessment"), Archive: true}
	table.Entries = make([]change.Entry, rapid.IntRange(1, 5).Draw(t, "entries"))
	for i := range table.Entries {
		e := &table.Entries[i]
		if e.Date.Text = text("date"); rapid.Bool().Draw(t, "calendar") {
			e.Date, _ = change.Date{}, false
			e.Date.Day, _ = change.CalendarDate(rapid.IntRange(1990, 2040).Draw(t, "year"), 5, 1)
		}
		e.Item, e.Before, e.After, e.Timing, e.Explanation = text("item"), text("before"), text("after"), text("timing"), text("explanation")
	}
	return table
}

func TestAWorkbookNobodyTouchedIsReadBackToTheCharacter(t *testing.T) {
	if os.Getenv("BETTEN_E2E") != "" {
		if err := flag.Set("rapid.checks", "10000"); err != nil {
			t.Fatal(err)
		}
		defer flag.Set("rapid.checks", "100")
	}
	f := specimen.Juten()
	ruler := text.NewRuler(f.Book.Size, text.MSPGothic())
	cut := 0
	rapid.Check(t, func(r *rapid.T) {
		table := anyTable(r)
		if change.Failed(change.Check(table)) {
			r.Skip("not to be built")
		}
		s, problems := layout.LayOut(table, f, ruler)
		if change.Failed(problems) {
			r.Skip("not to be built")
		}
		if len(s.Rows) > len(table.Entries) {
			cut++
		}
		workbook := write(t, s)
		got := read(t, workbook).Table
		if diff := cmp.Diff(cells(f, table), cells(f, got)); diff != "" {
			r.Fatalf("entries:\n%s", diff)
		}
		if got.Form != table.Form || got.Organization != table.Organization || got.Assessment != table.Assessment || !got.Archive {
			r.Fatalf("%q %q %q %v, want %q %q %q", got.Form, got.Organization, got.Assessment, got.Archive, table.Form, table.Organization, table.Assessment)
		}
		if !xlsx.Untouched(workbook) {
			r.Fatal("it was touched")
		}
	})
	if cut == 0 {
		t.Error("no table was cut")
	}
}

func TestTheReferenceIsReadBackToTheCharacter(t *testing.T) {
	f, table := specimen.Juten(), specimen.Reference(t, 1)
	got := read(t, write(t, lay(t, f, table)))
	if diff := cmp.Diff(cells(f, table), cells(f, got.Table)); diff != "" || len(got.Table.Entries) != 32 {
		t.Errorf("%d entries:\n%s", len(got.Table.Entries), diff)
	}
	for _, p := range got.Problems {
		if strings.HasPrefix(string(p.Kind), "seam") {
			t.Errorf("%s: %s", p.At.Cell, p.Kind)
		}
	}
}

// saved returns a workbook as another program saves it that was asked to change
// something.
func saved(t testing.TB, workbook []byte, edit func(*excelize.File)) []byte {
	t.Helper()
	f := open(t, workbook)
	edit(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAWorkbookThatWasSavedAnewIsTouched(t *testing.T) {
	workbook := write(t, lay(t, specimen.Juten(), specimen.City(1)))
	if xlsx.Untouched(saved(t, workbook, func(*excelize.File) {})) {
		t.Error("it is said to be as it was made")
	}
	if !xlsx.Untouched(workbook) {
		t.Error("what nobody saved is said to be touched")
	}
}

func TestAnEditInExcelIsHonouredAndTheOtherSeamsStay(t *testing.T) {
	f, table := specimen.Juten(), specimen.Reference(t, 1)
	workbook := write(t, lay(t, f, table))
	want := cells(f, table)
	want[0][change.AfterColumn] += "（試行）"
	want[20][change.BeforeColumn] = strings.Replace(want[20][change.BeforeColumn], "特定個人情報", "番号", 1)
	edited := saved(t, workbook, func(book *excelize.File) {
		for ref, change := range map[string]func(string) string{
			"D3":  func(s string) string { return s + "（試行）" },
			"C23": func(s string) string { return strings.Replace(s, "特定個人情報", "番号", 1) },
		} {
			s, err := book.GetCellValue("変更箇所", ref)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStr("変更箇所", ref, change(s)); err != nil {
				t.Fatal(err)
			}
		}
	})
	got := read(t, edited)
	if diff := cmp.Diff(want, cells(f, got.Table)); diff != "" {
		t.Error(diff)
	}
}

// Without the record, other programs' workbooks are joined by rule, and so are
// ours.
func TestWithoutTheRecordTheRulesJoinTheReference(t *testing.T) {
	f, table := specimen.Juten(), specimen.Reference(t, 1)
	stripped := saved(t, write(t, lay(t, f, table)), func(book *excelize.File) { book.Pkg.Delete("customXml/item1.xml") })
	got := read(t, stripped)
	want, have := cells(f, table), cells(f, got.Table)
	if len(want) != len(have) {
		t.Fatalf("%d entries, want %d", len(have), len(want))
	}
	other := 0
	for i := range want {
		for c := range want[i] {
			if want[i][c] == have[i][c] {
				continue
			}
			other++
			if strings.ReplaceAll(want[i][c], "\n", "") != strings.ReplaceAll(have[i][c], "\n", "") {
				t.Errorf("entry %d %s: a character was lost:\n%s", i+1, change.Column(c), cmp.Diff(want[i][c], have[i][c]))
			}
			t.Logf("entry %d %s:\n%s", i+1, change.Column(c), cmp.Diff(strings.Split(want[i][c], "\n"), strings.Split(have[i][c], "\n")))
		}
	}
	guessed := 0
	for _, p := range got.Problems {
		if strings.HasPrefix(string(p.Kind), "seam") {
			guessed++
		}
	}
	fmt.Println(guessed, "seams guessed,", other, "cells differ")
}
