package grid

import (
	"testing"
	"time"

	"betten/internal/change"
)

// A row that says nothing of what changed, nor when, is none of the table.
func TestARowWithoutADayAndAChangeIsANote(t *testing.T) {
	day := time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
	merged := TableCell{Text: "Ⅰ　基本情報", Merged: true}
	for name, c := range map[string]struct {
		cells [change.Columns]TableCell
		own   int
		want  bool
	}{
		"a remark and who made it":      {[change.Columns]TableCell{{Text: "（備考）"}, {}, {}, {}, {}, {Text: "みほん市"}}, 2, true},
		"以上 at the right":               {[change.Columns]TableCell{5: {Text: "以上"}}, 1, true},
		"a day alone":                   {[change.Columns]TableCell{{Day: day}}, 1, false},
		"a day written as text":         {[change.Columns]TableCell{{Text: "令和7年4月1日"}}, 1, false},
		"a day, all else merged":        {[change.Columns]TableCell{{Day: day}, merged, merged, merged}, 1, false},
		"an explanation that continues": {[change.Columns]TableCell{5: {Text: "（上段からの続き）\n\n移行"}}, 1, false},
		"one side alone":                {[change.Columns]TableCell{3: {Text: "注意喚起を行う。"}}, 1, false},
		"a note in the column of items": {[change.Columns]TableCell{1: {Text: "※　軽微な修正を除く。"}}, 1, true},
	} {
		s := &scanner{Area: &Area{}}
		if got := s.isNote(&Row{Number: 5}, &TableRow{Number: 5, Cells: c.cells}, c.own); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestANoteIsKnownByHowItBegins(t *testing.T) {
	for text, want := range map[string]bool{
		"※　変更日は公表日": true, "＊ 印は軽微な修正": true, "注１　変更日は": true, "（注２）軽微な": true, "注：略した": true, "（備考）": true, "備考１": true, "［注］": true,
		"注意喚起を行う。": false, "注文書の管理": false, "備考欄に記載する。": false, "（１）紙": false, "権限の管理": false,
	} {
		if got := note.MatchString(change.Squeeze(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestWhatIsApartFromTheTableIsNotRead(t *testing.T) {
	const head, row = "変更日|項目|変更前の記載|変更後の記載|提出時期|説明", "令和6年4月1日|Ⅰ　基本情報|旧|新|事後|"
	for name, c := range map[string]struct {
		below []string
		merge Range
		want  int // entries
	}{
		"the office in charge":                   {[]string{"", "||担当：情報政策課"}, Range{}, 1},
		"a block of three lines":                 {[]string{"", "", "|担当課|健康づくり課|電話 0000", "||課長|（印）", "|||係"}, Range{}, 1},
		"a legend before a second part":          {[]string{"", "|凡例|下線", "", row}, Range{}, 2},
		"a row whose date was forgotten":         {[]string{"|Ⅱ　概要|旧|新|事後|"}, Range{}, 2},
		"the same after an empty row":            {[]string{"", "|Ⅱ　概要|旧|新|事後|"}, Range{}, 2},
		"a text right below":                     {[]string{"||担当：情報政策課"}, Range{}, 2},
		"a continuation after an empty row":      {[]string{"", "||（上段からの続き）　続く文。"}, Range{}, 1},
		"a row below one merged over two rows":   {[]string{"", "||旧の続き|新の続き||"}, Range{Top: 2, Left: 2, Bottom: 3, Right: 2}, 2},
		"a row that is merged with a date above": {[]string{"", "||旧|新||"}, Range{Top: 2, Left: 1, Bottom: 4, Right: 1}, 2},
	} {
		g := gridOf(append([]string{head, row}, c.below...)...)
		if c.merge != (Range{}) {
			g.Merged = []Range{c.merge}
		}
		s := readOf(t, g)
		checkTexts(t, g, &s)
		if got := len(s.Table.Entries); got != c.want {
			t.Errorf("%s: %d entries, want %d", name, got, c.want)
		}
	}
}
