package outline

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/workbook"
)

// texts are texts of assessments, and texts that may be mistaken for them.
var texts = []string{
	"Ⅰ　基本情報", "Ⅱ", "（別添１）", "１．事務", "１．", "2", "①部署", "①", "システム１", "システム", "システム２～５", "委託事項１", "リスク１：", "リスク：　漏えい",
	"[", "]", "[○]", "[　]", "[委託する]", "○", "□", "☑紙　□電子メール", "■紙\n■電子メール", "紙", "＜選択肢＞", "1）紙", "＜選択肢＞\n1）紙", "（", "）件", "（２）件",
	"再委託", "④再委託の有無　※", "具体的な方法", "届出を受ける。", "・届出を受ける。\n記録する。", "＜本市における措置＞", "令和6年4月1日", "情報課", "評価書番号", "変更前の記載",
	"その他のリスク及びそのリスクに対する措置", strings.Repeat("長い文。", 60), "　", "\n", "𠮷", "件",
}

// aDocument draws the cells of a document. Each call of the function that it returns makes a new
// document with the same cells.
func aDocument(t *rapid.T, name string) func() *Document {
	type drawn struct {
		box
		text           string
		filled, locked bool
	}
	var sheets [][]drawn
	for range rapid.IntRange(1, 3).Draw(t, name+" sheets") {
		var cells []drawn
		taken := make(map[[2]int]bool)
		for range rapid.IntRange(0, 40).Draw(t, name+" cells") {
			b := box{top: rapid.IntRange(1, 15).Draw(t, "row"), left: rapid.IntRange(1, 12).Draw(t, "column")}
			b.bottom, b.right = b.top+rapid.IntRange(0, 2).Draw(t, "height"), b.left+rapid.IntRange(0, 4).Draw(t, "width")
			text := rapid.SampledFrom(texts).Draw(t, "text")
			if taken[[2]int{b.top, b.left}] {
				continue
			}
			taken[[2]int{b.top, b.left}] = true
			cells = append(cells, drawn{b, text, rapid.Bool().Draw(t, "filled"), rapid.Bool().Draw(t, "locked")})
		}
		sheets = append(sheets, cells)
	}
	return func() *Document {
		d := &Document{File: name + ".xlsx"}
		for i, cells := range sheets {
			s := &Sheet{Name: string(rune('甲' + i)), index: i, file: d.File}
			for _, c := range cells {
				s.Cells = append(s.Cells, &Cell{Sheet: s, Text: c.text, Name: s.Name + "!" + workbook.CellName(c.left, c.top), box: c.box, filled: c.filled, locked: c.locked})
			}
			d.Sheets = append(d.Sheets, s)
		}
		return d
	}
}

func TestEveryCellOfAnythingIsAccountedFor(t *testing.T) {
	v := NewVocabulary("再委託\t(group)\n  再委託の有無　※\n具体的な方法\n")
	rapid.Check(t, func(t *rapid.T) {
		a, b := aDocument(t, "old"), aDocument(t, "new")
		before, after := a(), b()
		Read(Options{Vocabulary: v, All: rapid.Bool().Draw(t, "all")}, before, after)
		c := Compare(before, after)
		for _, u := range c.Unaccounted() {
			t.Errorf("%s %q", u.Name, u.Text)
		}
		c.Problems()
		c.Table(change.Date{}, "")
	})
}

func TestAnythingIsEqualToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := aDocument(t, "one")
		before, after := a(), a()
		Read(Options{}, before, after)
		c := Compare(before, after)
		if len(c.Changes)+len(c.Gone)+len(c.New) > 0 {
			t.Errorf("%+v %+v %+v", c.Changes, c.Gone, c.New)
		}
		for _, p := range c.Problems() {
			t.Errorf("%+v", p)
		}
	})
}
