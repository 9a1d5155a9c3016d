package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/text"
	"betten/internal/xlsx"
)

// lay lays a table out in the workbook's type.
func lay(t testing.TB, f *form.Form, table *change.Table) *layout.Sheet {
	t.Helper()
	sheet, problems := layout.LayOut(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	if change.Failed(problems) {
		t.Fatal(problems)
	}
	return sheet
}

func write(t testing.TB, s *layout.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts returns the parts of a workbook by their names.
func parts(t testing.TB, workbook []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, f := range z.File {
		data, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}

func open(t testing.TB, workbook []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// witnessTable is what programs that break lines may disagree on: long runs of
// ASCII, addresses, half-width kana, spaces and brackets where a line ends. Each
// text is set at every offset from a line's end that may matter.
func witnessTable() *change.Table {
	table := &change.Table{Organization: "みほん市"}
	add := func(pattern string) {
		for n := 14; n <= 21; n++ {
			s := strings.Repeat("あ", n) + pattern
			table.Entries = append(table.Entries, change.Entry{
				Date: change.Date{Text: "令和12年12月31日"}, Item: strings.Repeat("い", n-8) + pattern,
				Before: s + "\n" + s, After: strings.Repeat("漢字かな", n) + pattern + strings.Repeat("続", n),
				Timing: "事前", Explanation: pattern + strings.Repeat("う", n),
			})
		}
	}
	for _, pattern := range []string{
		"（みほん）「市」、です。",
		"ver.2.0 (beta) の MihonDaichoSystem を",
		"ﾐﾎﾝｼｽﾃﾑ､ｶﾞｲｷﾞｮｳ｡ｯｰ",
		"　　　[〇]紙　[　]専用線",
		"    空白四つ  二つ",
		"１００％、50%、￥1,000、℃",
		"ー々ゝぁァッ",
		"＜見出し＞／～・：；",
		"①②③㈱Ⅲ№℡",
		"…‥――“引用”‘引用’",
		"第19条第8号(別表第二)/第20条[同]",
	} {
		add(pattern)
	}
	for _, s := range []string{
		"https://www.example.lg.jp/mihon/2024/attachment/no-2?page=1&lang=ja#section-3",
		"mihon-shisetsu-yoyaku-system_2024-11-19_final_version_revised.xlsx",
		strings.Repeat("abcdefghij", 12),
	} {
		table.Entries = append(table.Entries, change.Entry{
			Date: change.Date{Text: "令和6年4月1日"}, Item: "ＵＲＬ\n" + s, Before: "参照：" + s + "を見る。", After: s, Timing: "事後", Explanation: s,
		})
	}
	return table
}

// spacesTable has paragraphs that end with spaces, at every offset from a line's
// end that may matter: a line of their own pushes the next paragraph down.
func spacesTable(spaces string) *change.Table {
	table := &change.Table{Organization: "みほん市"}
	for n := 18; n <= 22; n++ {
		s := strings.Repeat("あ", n) + spaces + "\n"
		table.Entries = append(table.Entries, change.Entry{
			Date: change.Date{Text: "令和6年4月1日"}, Item: "項目", Before: strings.Repeat(s, 3) + "次", After: "次", Timing: "事後",
		})
	}
	return table
}
