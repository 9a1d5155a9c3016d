package outline_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"betten/internal/outline"
	"betten/templates"
)

// A sheet is specified by cells: 「B3 text」; 「B3:D3 text」 is merged, 「B3* text」 is filled.
type sheet []string

// draw returns a workbook of sheets, named by their order.
func draw(t testing.TB, sheets ...sheet) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	filled, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sheets {
		name := fmt.Sprint("表", i+1)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for _, c := range s {
			at, text, _ := strings.Cut(c, " ")
			at, colour := strings.CutSuffix(at, "*")
			from, to, merged := strings.Cut(at, ":")
			if text != "" {
				if err := f.SetCellStr(name, from, text); err != nil {
					t.Fatal(err)
				}
			}
			if merged {
				if err := f.MergeCell(name, from, to); err != nil {
					t.Fatal(err)
				}
			}
			if colour {
				if err := f.SetCellStyle(name, from, from, filled); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, sheets ...sheet) *outline.Document {
	t.Helper()
	d, err := outline.Open("評価書.xlsx", draw(t, sheets...))
	if err != nil {
		t.Fatal(err)
	}
	outline.Read(outline.Options{Vocabulary: outline.NewVocabulary(templates.Headings)}, d)
	return d
}

// listed returns the fields of a document, an item and its text per line.
func listed(d *outline.Document) string {
	var all []string
	for _, h := range d.Headings() {
		if h.Field != nil {
			all = append(all, strings.ReplaceAll(d.Item(h), "\n", "／")+"＝"+strings.ReplaceAll(h.Field.Text, "\n", "⏎"))
		}
	}
	for _, c := range d.Loose {
		all = append(all, "＝"+c.Text)
	}
	return strings.Join(all, "\n")
}

func TestAFieldIsReadHoweverItIsDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		cells sheet
		want  string
	}{
		"left of its value":   {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ①部署", "F3 情報課"}, "Ⅰ　基本情報／１．事務／①部署＝情報課"},
		"above its value":     {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ①部署", "B4 情報課"}, "Ⅰ　基本情報／１．事務／①部署＝情報課"},
		"its number apart":    {sheet{"A1 Ⅰ", "B1 基本情報", "A2 １．", "B2 事務", "A3 ①", "B3 部署", "F3 情報課"}, "Ⅰ　基本情報／１．事務／①部署＝情報課"},
		"several cells a row": {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ①部署", "F3 情報", "H3 課"}, "Ⅰ　基本情報／１．事務／①部署＝情報課"},
		"several rows":        {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ①部署", "F3 情報課", "F4 総務課", "F6 税務課"}, "Ⅰ　基本情報／１．事務／①部署＝情報課⏎総務課⏎⏎税務課"},
		"boxes in cells":      {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ②入手方法", "F3 [", "G3 ○", "H3 ]", "I3 紙", "L3 [", "N3 ]", "O3 専用線"}, "Ⅰ　基本情報／１．事務／②入手方法＝[〇]紙　[　]専用線"},
		"boxes in one cell":   {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ②入手方法", "F3 ☑紙\n□専用線"}, "Ⅰ　基本情報／１．事務／②入手方法＝[〇]紙　[　]専用線"},
		"boxes behind":        {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ②入手方法", "F3 紙", "I3 [", "K3 ]", "L3 専用線", "O3 [", "P3 ○", "Q3 ]"}, "Ⅰ　基本情報／１．事務／②入手方法＝[　]紙　[〇]専用線"},
		"boxes with counts": {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 提供・移転の有無", "F3 [", "G3 ○", "H3 ]", "I3 提供を行っている", "L3 （", "M3 2", "N3 ）件", "F4 [", "H4 ]", "I4 行っていない"},
			"Ⅰ　基本情報／１．事務／提供・移転の有無＝[〇]提供を行っている（２）件⏎[　]行っていない"},
		"a choice": {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 委託の有無", "F3 [", "G3 委託する", "H3 ]", "J3 ＜選択肢＞", "J4 1）委託する", "L4 2）委託しない", "F5 （", "G5 2", "H5 ）件"},
			"Ⅰ　基本情報／１．事務／委託の有無＝[委託する]⏎（２）件"},
		"a group": {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3:A4 再委託", "B3 ④再委託の有無　※", "F3 [再委託する]", "B4 ⑤再委託の許諾方法", "F4 書面"},
			"Ⅰ　基本情報／１．事務／再委託④再委託の有無＝[再委託する]\nⅠ　基本情報／１．事務／再委託⑤再委託の許諾方法＝書面"},
		"two labels in one row": {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ①部署", "F3 情報課", "J3 ②所属長の役職名", "N3 課長", "F4 総務課"},
			"Ⅰ　基本情報／１．事務／①部署＝情報課⏎総務課\nⅠ　基本情報／１．事務／②所属長の役職名＝課長"},
		"blocks": {sheet{"A1 Ⅰ　基本情報", "A2 ２．システム", "A3 システム１", "A4 ①システムの名称", "F4 宛名", "A5 システム２～５", "A6 システム２", "A7 ①システムの名称", "F7 税"},
			"Ⅰ　基本情報／２．システム／システム１／①システムの名称＝宛名\nⅠ　基本情報／２．システム／システム２／①システムの名称＝税"},
		"a text that begins as a heading does": {sheet{"A1 Ⅰ　基本情報", "A2 １．事務", "A3 ②事務の内容", "F3 ①届出を受ける。\n②記録する。", "A4 ①部署", "F4 ①情報課"},
			"Ⅰ　基本情報／１．事務／②事務の内容＝①届出を受ける。⏎②記録する。\nⅠ　基本情報／１．事務／①部署＝①情報課"},
		"no heading": {sheet{"A1 これは何の表でもない。"}, "＝これは何の表でもない。"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := listed(read(t, c.cells)); got != c.want {
				t.Errorf("\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// changed compares two sheets of the same form and lists the entries and the problems.
func changed(t testing.TB, before, after []sheet) (entries, problems []string) {
	t.Helper()
	c := compare(t, outline.NewVocabulary(templates.Headings), draw(t, before...), draw(t, after...))
	for _, x := range c.Changes {
		entries = append(entries, strings.ReplaceAll(x.Item, "\n", "／")+"："+x.Before+"→"+x.After)
	}
	for _, p := range c.Problems() {
		problems = append(problems, string(p.Kind)+" "+p.At.Cell+" "+strings.Join(p.Values, " "))
	}
	return entries, problems
}

var small = sheet{"A1:J1* Ⅰ　基本情報", "A2:J2* １．事務", "A3* ①部署", "F3 情報課", "A4* ②所属長の役職名", "F4 課長", "A5:J5* ２．その他", "A6* 請求先", "F6 市役所"}

// with returns the small sheet with some cells changed or added. A cell without a text is
// removed.
func with(cells ...string) []sheet {
	s := slices.Clone(small)
	for _, c := range cells {
		at, text, _ := strings.Cut(c, " ")
		place := func(cell string) string {
			return strings.TrimSuffix(strings.SplitN(strings.SplitN(cell, " ", 2)[0], ":", 2)[0], "*")
		}
		i := slices.IndexFunc(s, func(other string) bool { return place(other) == place(at+" ") })
		switch {
		case i < 0:
			s = append(s, c)
		case text == "":
			s = slices.Delete(s, i, i+1)
		default:
			s[i] = c
		}
	}
	return []sheet{s}
}

func TestWhatChangedIsAnEntryOrNamed(t *testing.T) {
	for name, c := range map[string]struct {
		before, after     []sheet
		entries, problems []string
	}{
		"nothing":               {with(), with(), nil, nil},
		"a text":                {with(), with("F3 総務課"), []string{"Ⅰ　基本情報／１．事務／①部署：情報課→総務課"}, nil},
		"a text that came":      {with("F3"), with(), []string{"Ⅰ　基本情報／１．事務／①部署：→情報課"}, nil},
		"a text that went":      {with(), with("F3"), []string{"Ⅰ　基本情報／１．事務／①部署：情報課→（削除）"}, nil},
		"width only":            {with("F3 １課"), with("F3 1課"), []string{"Ⅰ　基本情報／１．事務／①部署：１課→1課"}, []string{"width-only 表1!F3 Ⅰ　基本情報 ／ １．事務 ／ ①部署"}},
		"a day written anew":    {with("F3 令和6年4月1日"), with("F3 令和６年４月１日"), nil, nil},
		"a field that came":     {with(), with("A7* ④新しい項目", "F7 新しい記載"), []string{"Ⅰ　基本情報／２．その他／④新しい項目：→新しい記載"}, nil},
		"a heading that went":   {with("A7* 空の見出し"), with(), nil, []string{"heading-gone 表1!A7 空の見出し"}},
		"text beside the table": {with("M3 欄外の注意"), with("M3 欄外の変わった注意"), nil, []string{"loose-gone 表1!M3 欄外の注意", "loose-new 表1!M3 欄外の変わった注意"}},
		"a number of a section": {with(), with("A5:J5* ３．その他"), nil, []string{"other-numbers 表1!A5 1 ２．その他 ３．その他"}},
		"the words of a label":  {with("A4* ②所属長の役職の名"), with("A4* ②所属長の役職等の名", "F4 部長"), []string{"Ⅰ　基本情報／１．事務／②所属長の役職等の名：課長→部長"}, []string{"likely-field 表1!A4 ②所属長の役職の名 ②所属長の役職等の名 表1!A4"}},
		"a heading's blanks":    {with(), with("A1:J1* Ⅰ 基本情報"), nil, []string{"other-wording 表1!A1 1 Ⅰ　基本情報 Ⅰ 基本情報"}},
		"a sheet without any heading": {append(with(), sheet{"B2 覚え書き。"}), append(with(), sheet{"B2 別の覚え書き。"}), nil,
			[]string{"loose-gone 表2!B2 覚え書き。", "loose-new 表2!B2 別の覚え書き。"}},
	} {
		t.Run(name, func(t *testing.T) {
			entries, problems := changed(t, c.before, c.after)
			if !slices.Equal(entries, c.entries) {
				t.Errorf("entries\n%s\nwant\n%s", strings.Join(entries, "\n"), strings.Join(c.entries, "\n"))
			}
			if !slices.Equal(problems, c.problems) {
				t.Errorf("problems\n%s\nwant\n%s", strings.Join(problems, "\n"), strings.Join(c.problems, "\n"))
			}
		})
	}
}
