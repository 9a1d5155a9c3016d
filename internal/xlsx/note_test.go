package xlsx

import (
	"testing"
	"time"

	"betten/internal/change"
	"betten/internal/workbook"
)

// A row that says nothing of what changed, nor when, is none of the table.
func TestARowWithoutADayAndAChangeIsANote(t *testing.T) {
	day := time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
	merged := cell{text: "Ⅰ　基本情報", merged: true}
	for name, c := range map[string]struct {
		cells [change.Columns]cell
		own   int
		want  bool
	}{
		"a remark and who made it":      {[change.Columns]cell{{text: "（備考）"}, {}, {}, {}, {}, {text: "みほん市"}}, 2, true},
		"以上 at the right":               {[change.Columns]cell{5: {text: "以上"}}, 1, true},
		"a day alone":                   {[change.Columns]cell{{day: day}}, 1, false},
		"a day written as text":         {[change.Columns]cell{{text: "令和7年4月1日"}}, 1, false},
		"a day, all else merged":        {[change.Columns]cell{{day: day}, merged, merged, merged}, 1, false},
		"an explanation that continues": {[change.Columns]cell{5: {text: "（上段からの続き）\n\n移行"}}, 1, false},
		"one side alone":                {[change.Columns]cell{3: {text: "注意喚起を行う。"}}, 1, false},
		"a note in the column of items": {[change.Columns]cell{1: {text: "※　軽微な修正を除く。"}}, 1, true},
	} {
		s := &scanner{area: &area{}}
		if got := s.isNote(&workbook.Row{Number: 5}, &row{number: 5, cells: c.cells}, c.own); got != c.want {
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
