package change

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// good is an entry without a fault.
func good() Entry {
	return Entry{
		Date: Date{Text: "令和6年11月19日"}, Item: "Ⅰ　基本情報",
		Before: "委託しない", After: "委託する", Timing: After,
	}
}

// said words problems as "severity kind values".
func said(problems []Problem) string {
	var out []string
	for _, p := range problems {
		s := "warning"
		if p.Severity == Error {
			s = "error"
		}
		out = append(out, strings.TrimSpace(fmt.Sprint(s, " ", p.Kind, " ", strings.Join(p.Values, "|"))))
	}
	return strings.Join(out, "; ")
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*Entry)
		want string
	}{
		{"a good entry has no problem", func(*Entry) {}, ""},
		{"a calendar date needs no text", func(e *Entry) { e.Date = Date{Day: day(2024, 11, 19)} }, ""},
		{"an addition leaves before empty", func(e *Entry) { e.Before = "" }, ""},
		{"a deletion", func(e *Entry) { e.After = "（削除）" }, ""},
		{"an empty date", func(e *Entry) { e.Date = Date{} }, "error empty-date"},
		{"a date of spaces", func(e *Entry) { e.Date.Text = "　 " }, "error empty-date"},
		{"an empty item", func(e *Entry) { e.Item = " \n" }, "error empty-item"},
		{"an empty timing", func(e *Entry) { e.Timing = "" }, "error empty-timing"},
		{"a timing with spaces", func(e *Entry) { e.Timing = "事　前" }, "error near-timing 事　前|事前"},
		{"a shortened timing", func(e *Entry) { e.Timing = "後" }, "error near-timing 後|事後"},
		{"a timing with more words", func(e *Entry) { e.Timing = "事前提出" }, "error near-timing 事前提出|事前"},
		{"a timing that may be either", func(e *Entry) { e.Timing = "事前・事後" }, "error unknown-timing 事前・事後"},
		{"another timing", func(e *Entry) { e.Timing = "随時" }, "error unknown-timing 随時"},
		{"an impossible date", func(e *Entry) { e.Date.Text = "令和6年13月1日" }, "error impossible-date 令和6年13月1日"},
		{"a day of the next era", func(e *Entry) { e.Date.Text = "平成31年5月1日" }, "warning odd-date 平成31年5月1日|令和元年5月1日"},
		{"a date that is none", func(e *Entry) { e.Date.Text = "未定" }, "warning no-date 未定"},
		{"full-width digits", func(e *Entry) { e.Date.Text = "令和６年１１月１９日" }, ""},
		{"both sides empty", func(e *Entry) { e.Before, e.After = "", "　" }, "error both-empty"},
		{"nothing changed", func(e *Entry) { e.After = e.Before }, "warning same-text"},
		{"submitted before, unexplained", func(e *Entry) { e.Timing = Before }, "warning no-explanation"},
		{"submitted before, explained", func(e *Entry) { e.Timing, e.Explanation = Before, "重要な変更" }, ""},
		{"a mark of a cut cell", func(e *Entry) { e.Before = "改正\n\n（下段に続く）" }, "warning continuation-mark （下段に続く）"},
		{"a mark with half-width brackets", func(e *Entry) { e.After = "(上段からの続き)\n改正" }, "warning continuation-mark (上段からの続き)"},
		{"a mark within a sentence is text", func(e *Entry) { e.After = "「（下段に続く）」と記載" }, ""},
		{"同上 for the item", func(e *Entry) { e.Item = "同上" }, "warning ditto 同上"},
		{"同上 within a text", func(e *Entry) { e.Before = "同上とする" }, ""},
		{"a tab", func(e *Entry) { e.Before = "a\tb" }, "error tab"},
		{"a control character", func(e *Entry) { e.Before = "a\x07b" }, "error control-character U+0007"},
		{"a run of one character is one problem", func(e *Entry) { e.Before = "a\x07\x07b" }, "error control-character U+0007"},
		{"a lone carriage return", func(e *Entry) { e.Before = "a\rb" }, "error control-character U+000D"},
		{"no character at all", func(e *Entry) { e.Before = "a\uFFFFb" }, "error control-character U+FFFF"},
		{"bytes that are no text", func(e *Entry) { e.Before = "a\xffb" }, "error invalid-utf8"},
		{"a character lost before", func(e *Entry) { e.Before = "a\uFFFDb" }, "warning garbled"},
		{"the one behind the other", func(e *Entry) { e.Before = "a\uFFFD\xff\xffb" }, "warning garbled; error invalid-utf8"},
		{"private use", func(e *Entry) { e.Item = "\uE000田" }, "warning private-use U+E000"},
		{"bidi control", func(e *Entry) { e.Item = "a\u202Eb" }, "warning bidi-control U+202E"},
		{"zero width", func(e *Entry) { e.Item = "a\u200Bb" }, "warning zero-width U+200B"},
		{"a variation selector after its base", func(e *Entry) { e.Item = "葛\U000E0100城市、☑\uFE0F" }, ""},
		{"a variation selector without a base", func(e *Entry) { e.Item = "\U000E0100城市" }, "warning zero-width U+E0100"},
	} {
		e := good()
		c.edit(&e)
		if got := said(Check(&Table{Entries: []Entry{e}})); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCheckNamesTheFirstOfTwoEntriesThatAreTheSame(t *testing.T) {
	other := good()
	other.Item = "Ⅱ"
	got := Check(&Table{Entries: []Entry{other, good(), good(), good()}})
	if s := said(got); s != "warning same-entry 2|0; warning same-entry 2|0" {
		t.Error(s)
	}
}

func TestAnArchiveKeepsWhatThePastDocumentSaid(t *testing.T) {
	table := &Table{Archive: true, Entries: []Entry{
		{},
		{Date: Date{Text: "平成40年"}, Item: "Ⅰ", Before: "a\tb", Timing: "−"},
	}}
	if got := Check(table); Failed(got) || len(got) != 7 {
		t.Error(said(got))
	}
	table.Entries[1].Before = "a\x07"
	if !Failed(Check(table)) {
		t.Error("a character that no workbook holds must stay an error")
	}
}

func TestCheckIsLinear(t *testing.T) {
	table := &Table{Entries: []Entry{good()}}
	table.Entries[0].Before = strings.Repeat("改\t正\u200B\n（下段に続く）\n", 100_000)
	start := time.Now()
	if n := len(Check(table)); n != 300_000 {
		t.Errorf("%d problems", n)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}
