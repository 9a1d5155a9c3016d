package xlsx_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/specimen"
	"betten/internal/xlsx"
)

// entryBook returns a workbook to fill in, with two entries in place of its example and
// what fill does to it.
func entryBook(t *testing.T, fill func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	form := specimen.Juten()
	example := change.Entry{Date: change.Date{Day: time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)}, Item: "Ⅰ　基本情報", Before: "旧", After: "新", Timing: change.After}
	var b bytes.Buffer
	if err := xlsx.WriteBlank(&b, lay(t, form, &change.Table{Form: "juten", Entries: []change.Entry{example}}), xlsx.Guide{Text: "一行に一件を書きます。"}, xlsx.Items{}); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	put := func(row int, values ...any) {
		for i, v := range values {
			ref, _ := excelize.CoordinatesToCellName(i+1, row)
			if err := f.SetCellValue(form.Sheet, ref, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(6, "令和6年11月19日", "Ⅰ　基本情報", "旧い記載", "新しい記載", "事後")
	put(7, "令和6年11月19日", "Ⅱ　概要", "旧い名称", "新しい名称", "事後")
	fill(f, form.Sheet)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSlipsInAWorkbookToFillInAreNamed(t *testing.T) {
	set := func(f *excelize.File, sheet string, cells ...string) {
		for i := 0; i+1 < len(cells); i += 2 {
			if err := f.SetCellStr(sheet, cells[i], cells[i+1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name    string
		fill    func(f *excelize.File, sheet string)
		want    []string
		errors  int
		entries int
	}{
		{"nothing", func(*excelize.File, string) {}, nil, 0, 2},
		{"struck text", func(f *excelize.File, sheet string) {
			f.SetCellRichText(sheet, "D7", []excelize.RichTextRun{{Text: "新しい"}, {Text: "消した文", Font: &excelize.Font{Strike: true}}, {Text: "名称", Font: &excelize.Font{Underline: "single"}}})
		}, []string{"D7 struck-text 消した文"}, 1, 2},
		{"a text that fell into rows", func(f *excelize.File, sheet string) { set(f, sheet, "C8", "２行目", "C9", "３行目") },
			[]string{"C8 fallen-text 変更前の記載", "C9 fallen-text 変更前の記載"}, 2, 2},
		{"both sides that fell into rows", func(f *excelize.File, sheet string) { set(f, sheet, "C8", "２行目", "D8", "２行目の新") },
			[]string{"C8 fallen-text 変更前の記載"}, 1, 2},
		{"an item that fell into a row", func(f *excelize.File, sheet string) { set(f, sheet, "B8", "②追記") }, []string{"B8 fallen-text 項目"}, 1, 2},
		{"the end", func(f *excelize.File, sheet string) { set(f, sheet, "B9", "以上") }, []string{"B9 text-around 以上"}, 0, 2},
		{"an entry that lacks its date", func(f *excelize.File, sheet string) {
			set(f, sheet, "B8", "Ⅲ", "C8", "旧", "D8", "新", "E8", "事後")
		}, []string{"A8 empty-date"}, 1, 3},
		{"a column beside", func(f *excelize.File, sheet string) { set(f, sheet, "G5", "備考", "G6", "課長確認済み") },
			[]string{"G6 column-headed G 備考 課長確認済み"}, 0, 2},
		{"a heading beside", func(f *excelize.File, sheet string) { set(f, sheet, "H5", "整理番号") }, []string{"H5 text-around 整理番号"}, 0, 2},
		{"a text beside the names", func(f *excelize.File, sheet string) { set(f, sheet, "F2", "起案中") }, []string{"F2 text-around 起案中"}, 0, 2},
		{"a date as people write it", func(f *excelize.File, sheet string) { set(f, sheet, "A7", "R6.11.19") }, []string{"A7 near-date R6.11.19 令和6年11月19日"}, 0, 2},
		{"a date that is a number", func(f *excelize.File, sheet string) {
			f.SetCellStyle(sheet, "A7", "A7", 0)
			f.SetCellInt(sheet, "A7", 20241119)
		}, []string{"A7 near-date 20241119 令和6年11月19日"}, 0, 2},
		{"an empty after", func(f *excelize.File, sheet string) { set(f, sheet, "D7", "") }, []string{"D7 empty-after"}, 0, 2},
	} {
		sheets, problems := xlsx.Read("a.xlsx", entryBook(t, c.fill), "")
		if len(sheets) != 1 || sheets[0].Table.Archive {
			t.Errorf("%s: %v", c.name, problems)
			continue
		}
		s := sheets[0]
		errors := 0
		for _, p := range s.Problems {
			if p.Severity == change.Error {
				errors++
			}
		}
		if got := told(s.Problems); !slices.Equal(got, c.want) || errors != c.errors || len(s.Table.Entries) != c.entries {
			t.Errorf("%s: %q, %d errors, %d entries, want %q, %d, %d", c.name, got, errors, len(s.Table.Entries), c.want, c.errors, c.entries)
		}
	}
}

func TestTheNamesOfAnAssessmentKeepTheirBlanksAndLines(t *testing.T) {
	sheets, _ := xlsx.Read("a.xlsx", entryBook(t, func(f *excelize.File, sheet string) {
		f.SetCellStr(sheet, "C2", "みほん市　健康課")
		f.SetCellStr(sheet, "C3", "予防接種　重点項目\n評価書")
	}), "")
	if table := sheets[0].Table; table.Organization != "みほん市　健康課" || table.Assessment != "予防接種　重点項目\n評価書" {
		t.Errorf("%q, %q", table.Organization, table.Assessment)
	}
}
