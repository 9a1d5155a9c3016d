package pdftable

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/tinypdf"
)

// one is an entry with only a text after its change.
func one(after string) []change.Entry {
	e := sample()[1]
	e.After = after
	return []change.Entry{e}
}

// A line of the column 変更後 has room for 20 full-width characters (186 of 190 points).
func TestLineEndsAreThoseOfTheAuthor(t *testing.T) {
	for _, c := range []struct {
		name, text string
		set        func(p *printer)
	}{
		{"in mid-sentence", strings.Repeat("あ", 53), nil},
		{"an item below a full line", strings.Repeat("あ", 19) + "。\n・" + strings.Repeat("い", 30), nil},
		{"the next number below a full line", "１．" + strings.Repeat("あ", 18) + "\n２．い", nil},
		{"a heading below a full line", strings.Repeat("あ", 20) + "\n＜い＞\nう", nil},
		{"an empty line", "あ\n\nい\n\n\nう", nil},
		{"a trailing blank hangs over the rule", strings.Repeat("あ", 20) + "　い" + strings.Repeat("う", 30), nil},
		{"a blank had no room at the end of a line", "あ　" + strings.Repeat("い", 18) + "　" + strings.Repeat("う", 10), func(p *printer) { p.early = true }},
		{"closing signs hang over the end", strings.Repeat("あ", 20) + "、" + strings.Repeat("い", 19) + "う、" + strings.Repeat("え", 9), func(p *printer) { p.hang = true }},
		{"a word that is moved whole", strings.Repeat("あ", 17) + "Windows" + strings.Repeat("い", 20), nil},
		{"words with blanks", "The office staff confirm it on Linux 9 and PostgreSQL, then verify it by hand. It is done.", nil},
		{"blanks that are not drawn", "The office staff confirm it on Linux 9 and PostgreSQL, then verify it by hand. It is done.", func(p *printer) { p.drop = true }},
		{"a word wider than the column", "https://www.city.mihon.example.jp/soshiki/somu/joho/tokutei-kojin-joho/index.html", nil},
		{"check boxes", "[　]情報提供ネットワークシステム　[〇]庁内連携システム　[　]住民基本台帳ネットワークシステム　[　]その他（　　　　　）", nil},
		{"check boxes, blanks not drawn", "[　]情報提供ネットワークシス　[〇]庁内連携システム　[　]住民基本台帳ネット", func(p *printer) { p.drop = true }},
		{"a list within a line", "１．受付（窓口、郵送）　２．審査（書面、実地）　３．決定　４．通知　５．記録", nil},
		{"choices that begin with a bracket", strings.Repeat("あ", 18) + "る。\n（１）い\n（２）う", nil},
		{"a remark in brackets goes on", strings.Repeat("あ", 20) + "（" + strings.Repeat("い", 12) + "）う", nil},
		{"indented lines", "あ\n　" + strings.Repeat("い", 25) + "\n　う", nil},
		{"a drawn table", "┌─┬─┐\n│あ│い│\n└─┴─┘", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPrinter()
			if c.set != nil {
				c.set(p)
			}
			// A full line shows where the column ends.
			want := append(one(c.text), one(strings.Repeat("漢", 60))...)
			table, _ := read(t, p.print(want))
			checkEntries(t, table, want)
		})
	}
}

func TestLevelsOfAnItemAreLinesOfTheirOwn(t *testing.T) {
	for _, item := range []string{
		"Ⅱ　特定個人情報ファイルの概要\n２．基本情報\n③対象となる本人の範囲\nその必要性",
		"（別添１）事務の内容\n（備考）",
		"Ⅲ　リスク対策\n３．使用\nリスク２：権限のない者（元職員、アクセス権限のない職員等）によって不正に使用されるリスク\nユーザ認証の管理\n具体的な管理方法",
		"Ⅴ　開示請求、問合せ\n１．特定個人情報の開示・訂正・利用停止請求\n①請求先",
		"Ⅱ　概要\n４．委託\n委託事項12\n②取扱いを委託する特定個人情報ファイルの範囲\n対象となる本人の数",
	} {
		for _, edges := range [][]float64{{30, 100, 200, 390, 580, 630, 730}, {30, 100, 191, 390, 580, 630, 730}, {30, 100, 178, 390, 580, 630, 730}} {
			p := newPrinter()
			p.edges = edges
			want := one("い")
			want[0].Item = item
			table, _ := read(t, p.print(want))
			checkEntries(t, table, want)
		}
	}
}

// cellAt is a content stream with a text in a cell of the printer's columns, its baseline at y.
func cellAt(p *printer, column int, y float64, s string) string {
	return fmt.Sprintf("BT /F 9 Tf %g %g Td <%s> Tj ET\n", p.edges[column]+pad, y, tinypdf.UTF16(s))
}

// pages prints rows given as pages of cells. Each page has its rules, and the first has a
// heading.
func pages(p *printer, all ...[][]string) []byte {
	for i, rows := range all {
		p.noRepeat = true
		p.page(i == 0)
		for _, cells := range rows {
			p.row(cells, false)
		}
	}
	p.endPage()
	return p.file.Bytes()
}

func TestRowsThatGoOnOverAPageAreOne(t *testing.T) {
	full := strings.Repeat("あ", 20)
	for _, c := range []struct {
		name     string
		up, down []string
		entries  int
	}{
		{"the timing alone is on the first page", []string{"", "", "", "", "事後", ""}, []string{"令和6年1月1日", "Ⅰ", "旧", "新", "", ""}, 1},
		{"one cell goes on", []string{"令和6年1月1日", "Ⅰ", full, "新", "事後", ""}, []string{"", "", "い", "", "", ""}, 1},
		{"the day is cut in two", []string{"令和6年11月19", "Ⅰ", "旧", "新", "事後", ""}, []string{"日", "１．い", "い", "", "", ""}, 1},
		{"another row", []string{"令和6年1月1日", "Ⅰ", full, "新", "事後", ""}, []string{"令和6年1月1日", "Ⅱ", "旧", "新", "事後", ""}, 2},
		{"another row of the same day", []string{"令和6年1月1日", "Ⅰ", full, "新", "事後", ""}, []string{"", "Ⅱ", "旧", "新", "事後", ""}, 2},
	} {
		table, problems := read(t, pages(newPrinter(), [][]string{c.up}, [][]string{c.down}))
		if len(table.Entries) != c.entries {
			t.Errorf("%s: %d entries, want %d", c.name, len(table.Entries), c.entries)
		}
		if joined := told(problems, change.RowsJoined); (joined != nil) != (c.entries == 1) {
			t.Errorf("%s: told %v", c.name, joined)
		}
		e, all := table.Entries[0], strings.Join(append(slices.Clone(c.up), c.down...), "")
		if c.entries == 1 && len(dense(e.Date.Text+e.Item+e.Before+e.After+e.Timing)) != len(dense(all)) {
			t.Errorf("%s: %+v", c.name, e)
		}
	}
}

func dense(s string) string { return strings.Join(strings.Fields(s), "") }

func TestRowsAreJoinedByTheirMarksAsInWorkbooks(t *testing.T) {
	table, _ := read(t, pages(newPrinter(),
		[][]string{{"令和6年1月1日", "Ⅰ", "旧い文\n\n（下段に続く）", "新しい文。", "事後", ""}},
		[][]string{{"令和6年1月1日", "同上", "（上段からの続き）\n\nの続き", "", "事後", ""}, {"令和6年2月1日", "Ⅱ", "旧", "新", "事前", "同じ"}}))
	if len(table.Entries) != 2 || table.Entries[0].Before != "旧い文の続き" && table.Entries[0].Before != "旧い文\nの続き" {
		t.Errorf("%+v", table.Entries)
	}
}

func TestTextAroundTheTableIsNamedAndNeverAnEntry(t *testing.T) {
	p := newPrinter()
	p.above = []string{"特定個人情報保護評価書（重点項目評価書）", "（別添２）変更箇所"}
	p.below = []string{"（参考）用語の説明", strings.Repeat("宛名番号とは、みほん市が付けた番号をいう。", 6), "以上"}
	p.footer, p.height = "# ページ", 230
	table, problems := read(t, p.print(sample()))
	checkEntries(t, table, sample())
	want := []string{"1/0/: 特定個人情報保護評価書（重点項目評価書）", "1/0/: 1 ページ", "4/0/: （参考）用語の説明", "4/0/: 以上"}
	got := told(problems, change.TextAround)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%q is not told: %q", w, got)
		}
	}
	if table.Form != "juten" {
		t.Errorf("the form is %q", table.Form)
	}
}

func TestWhatPrintCutsOffIsReadAndTold(t *testing.T) {
	p := newPrinter()
	p.rules, p.clip, p.low = "polygons", true, 14
	table, problems := read(t, p.print(sample()))
	checkEntries(t, table, sample())
	if told(problems, change.CutInPrint) == nil {
		t.Error("it is not told")
	}
}

func TestCellsThatAreMergedOverRowsAreOne(t *testing.T) {
	// Two rows share one cell for the day, centred between them; a rule is below the others.
	p := newPrinter()
	p.page(true)
	top := p.y
	p.content.WriteString(cellAt(p, 0, top-32, "令和6年1月1日"))
	for i, s := range []string{"Ⅰ", "Ⅱ"} {
		y := top - 12 - 30*float64(i)
		for column, text := range map[int]string{1: s, 2: "旧" + s, 3: "新" + s, 4: "事後"} {
			p.content.WriteString(cellAt(p, column, y, text))
		}
	}
	for _, x := range p.edges {
		p.line(x, top, x, top-60)
	}
	p.line(p.edges[1], top-30, p.edges[6], top-30)
	p.line(p.edges[0], top-60, p.edges[6], top-60)
	p.endPage()
	table, _ := read(t, p.file.Bytes())
	if len(table.Entries) != 2 || table.Entries[1].After != "新Ⅱ" || table.Entries[0].Date.Text != "令和6年1月1日" || table.Entries[1].Date.Text != "令和6年1月1日" {
		t.Errorf("%+v", table.Entries)
	}
}

func TestAnUnderlineIsNotTheEndOfARow(t *testing.T) {
	p := newPrinter()
	p.page(true)
	p.row([]string{"令和6年1月1日", "Ⅰ", strings.Repeat("旧", 20) + "\nい", strings.Repeat("新", 20) + "\nう", "事後", ""}, false)
	y := p.height - margin - 5 - 16 - 12 // below the first line of the row
	for _, column := range []int{2, 3} {
		p.line(p.edges[column]+pad+1, y, p.edges[column+1]-pad-4, y)
	}
	p.endPage()
	table, _ := read(t, p.file.Bytes())
	if len(table.Entries) != 1 || !strings.HasSuffix(table.Entries[0].Before, "い") {
		t.Errorf("%+v", table.Entries)
	}
}

func TestColumnsThatTheFormDoesNotHaveAreNamed(t *testing.T) {
	p := newPrinter()
	p.edges = []float64{10, 30, 100, 200, 390, 580, 630, 730}
	p.head = append([]string{"No."}, titles...)
	p.page(true)
	p.row([]string{"1", "令和6年1月1日", "Ⅰ", "旧", "新", "事後", ""}, false)
	p.endPage()
	table, problems := read(t, p.file.Bytes())
	if len(table.Entries) != 1 || table.Entries[0].Item != "Ⅰ" || told(problems, change.ColumnHeaded) == nil {
		t.Errorf("%+v, %v", table.Entries, problems)
	}
}
