package change

import (
	"fmt"
	"strings"
	"testing"
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
		{"an empty after", func(e *Entry) { e.After = "" }, "warning empty-after"},
		{"a deletion without brackets", func(e *Entry) { e.After = "削除" }, "warning near-deletion 削除"},
		{"a deletion in half-width brackets", func(e *Entry) { e.After = "(削除)" }, "warning near-deletion (削除)"},
		{"a deletion in other brackets", func(e *Entry) { e.After = "【削除】" }, "warning near-deletion 【削除】"},
		{"a whole deletion", func(e *Entry) { e.After = "全文削除" }, "warning near-deletion 全文削除"},
		{"none after", func(e *Entry) { e.After = "なし" }, "warning near-deletion なし"},
		{"a dash after", func(e *Entry) { e.After = "－" }, "warning near-deletion －"},
		{"a sentence of a deletion", func(e *Entry) { e.After = "削除する場合は記録を残す。" }, ""},
		{"new before", func(e *Entry) { e.Before = "（新規）" }, "warning near-addition （新規）"},
		{"added before", func(e *Entry) { e.Before = "新規追加" }, "warning near-addition 新規追加"},
		{"none before", func(e *Entry) { e.Before = "なし" }, "warning near-addition なし"},
		{"a dash before", func(e *Entry) { e.Before = "−" }, "warning near-addition −"},
		{"a choice", func(e *Entry) { e.Before, e.After = "有", "無" }, ""},
		{"a choice in brackets", func(e *Entry) { e.Before, e.After = "（なし）", "（あり）" }, ""},
		{"a mark of a choice", func(e *Entry) { e.Before, e.After = "〇", "－" }, ""},
		{"sides that differ by a radical", func(e *Entry) { e.Before, e.After = "利⽤する", "利用する" }, "warning look-alike ⽤（U+2F64）|用（U+7528）; warning looks-same ⽤（U+2F64）|用（U+7528）"},
		{"sides that differ by a blank at a line's end", func(e *Entry) { e.Before = "委託する　" }, "warning looks-same U+3000|end"},
		{"sides that differ by a blank of another kind", func(e *Entry) { e.Before, e.After = "個人 番号", "個人\u00A0番号" }, "warning odd-space U+00A0; warning looks-same U+0020|U+00A0"},
		{"sides that differ by へ", func(e *Entry) { e.Before, e.After = "ヘルプ", "へルプ" }, "warning looks-same ヘ（U+30D8）|へ（U+3078）"},
		{"sides that differ by 一", func(e *Entry) { e.Before, e.After = "サ一ビス", "サービス" }, "warning looks-same 一（U+4E00）|ー（U+30FC）"},
		{"sides that differ by a dash", func(e *Entry) { e.Before, e.After = "４月〜６月", "４月～６月" }, "warning looks-same 〜（U+301C）|～（U+FF5E）"},
		{"sides that differ by a Roman figure", func(e *Entry) { e.Before, e.After = "別表Ⅰ", "別表I" }, "warning looks-same Ⅰ（U+2160）|I（U+0049）"},
		{"sides that differ by a variation", func(e *Entry) { e.Before, e.After = "葛飾", "葛\U000E0100飾" }, "warning looks-same 飾（U+98FE）|U+E0100"},
		{"sides that differ by a separate mark", func(e *Entry) { e.Before, e.After = "か\u3099", "が" }, "warning separate-mark か\u3099|が; warning looks-same か（U+304B）|が（U+304C）"},
		{"sides that differ by what has no width", func(e *Entry) { e.Before, e.After = "個人番号", "個人\u200B番号" }, "warning zero-width U+200B; warning looks-same 番（U+756A）|U+200B"},
		{"sides that differ by widths", func(e *Entry) { e.Before, e.After = "第10条第２項", "第１０条第２項" }, "warning widths-differ 1（U+0031）|１（U+FF11）"},
		{"sides that differ by a word", func(e *Entry) { e.Before, e.After = "第10条", "第11条" }, ""},
		{"sides that differ by へ and a word", func(e *Entry) { e.Before, e.After = "ヘルプ", "へルパ" }, ""},
		{"a compatibility ideograph", func(e *Entry) { e.Item = "\uFA19社" }, "warning look-alike \uFA19（U+FA19）|神（U+795E）"},
		{"one that is unified", func(e *Entry) { e.Item = "\uFA11" }, ""}, // 﨑 has no other place
		{"a radical of the supplement", func(e *Entry) { e.Item = "⺠間" }, "warning look-alike ⺠（U+2EA0）|民（U+6C11）"},
		{"a separate 濁点", func(e *Entry) { e.Item = "カ\u3099イド" }, "warning separate-mark カ\u3099|ガ"},
		{"a 濁点 that is set apart", func(e *Entry) { e.Item = "か゛" }, "warning separate-mark か゛|が"},
		{"a half-width 濁点 after full-width kana", func(e *Entry) { e.Item = "カﾞ" }, "warning separate-mark カﾞ|ガ"},
		{"half-width kana", func(e *Entry) { e.Item = "ｶﾞｲﾄﾞ" }, ""},
		{"a 半濁点 that makes no character", func(e *Entry) { e.Item = "か\u309A" }, ""},
		{"a letter and its accent", func(e *Entry) { e.Item = "Cafe\u0301" }, "warning separate-mark e\u0301|é"},
		{"a blank that is a letter", func(e *Entry) { e.Item = "個人\u3164番号" }, "warning odd-space U+3164"},
		{"a thin blank", func(e *Entry) { e.Item = "個人\u2009番号" }, "warning odd-space U+2009"},
		{"a variation selector after kana", func(e *Entry) { e.Item = "あ\uFE00" }, "warning zero-width U+FE00"},
		{"a line end of Word", func(e *Entry) { e.Before = "a\vb" }, "error line-separator U+000B"},
		{"a line end of Unicode", func(e *Entry) { e.Before = "a\u2028b" }, "error line-separator U+2028"},
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

func TestTheDayThatIsMeantIsOffered(t *testing.T) {
	for text, want := range map[string]string{
		"R6.11.19": "令和6年11月19日", "Ｒ６．１１．１９": "令和6年11月19日", "r6/11/19": "令和6年11月19日", "令和6/11/19": "令和6年11月19日",
		"令6.11.19": "令和6年11月19日", "2024/11/19": "令和6年11月19日", "2024.11.19": "令和6年11月19日", "2024-11-19": "令和6年11月19日",
		"20241119": "令和6年11月19日", "２０２４１１１９": "令和6年11月19日", "2024/11/19 0:00:00": "令和6年11月19日", "R7.4.1": "令和7年4月1日",
		"H31.4.30": "平成31年4月30日", "H31.5.1": "令和元年5月1日", "R元.5.1": "令和元年5月1日", "R1.5.1": "令和元年5月1日", "S64.1.7": "昭和64年1月7日",
		"令和6年11月19日（火）": "令和6年11月19日", "令和6年11月19日(火曜日)": "令和6年11月19日", "令和6年11月19": "令和6年11月19日", "R6年11月19日": "令和6年11月19日",
		"令和６・１１・１９": "令和6年11月19日", "2024年11月19日付": "令和6年11月19日", "R.6.11.19": "令和6年11月19日", "R 6. 11. 19": "令和6年11月19日",
	} {
		e := good()
		e.Date.Text = text
		if got := said(Check(&Table{Entries: []Entry{e}})); got != "warning near-date "+text+"|"+want {
			t.Errorf("%s: %s", text, got)
		}
	}
	for text, want := range map[string]string{
		"R6.13.1": "error impossible-date R6.13.1", "2024/2/30": "error impossible-date 2024/2/30", "20241301": "error impossible-date 20241301", "R0.1.1": "error impossible-date R0.1.1",
		"6.11.19": "warning no-date 6.11.19", "24/11/19": "warning no-date 24/11/19", "同年10月": "warning no-date 同年10月", "R2024.1.1": "warning no-date R2024.1.1", "令和6年11月": "warning no-date 令和6年11月",
	} {
		e := good()
		e.Date.Text = text
		if got := said(Check(&Table{Entries: []Entry{e}})); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestDatesThatAreWrittenInSeveralWaysAreToldOnce(t *testing.T) {
	for _, c := range []struct {
		dates []string
		want  string
	}{
		{[]string{"令和7年4月1日", "令和6年11月19日", "平成31年4月30日"}, ""},
		{[]string{"令和７年４月１日", "令和６年11月19日"}, ""}, // one digit full-width, two half-width
		{[]string{"令和7年4月1日", "令和7年４月１日", "令和07年04月01日"}, "warning date-spellings 令和7年4月1日|令和7年４月１日"},
		{[]string{"令和7年4月1日", "令和07年04月01日"}, "warning date-spellings 令和7年4月1日|令和07年04月01日"},
		{[]string{"令和7年 4月 1日", "令和7年11月19日"}, ""}, // the blanks only align
		{[]string{"令和7年4月1日", "令和 7年 4月 1日"}, "warning date-spellings 令和7年4月1日|令和 7年 4月 1日"},
		{[]string{"令和7年4月1日", " 令和7年4月1日 "}, "warning date-spellings 令和7年4月1日| 令和7年4月1日"},
		{[]string{"令和7年4月1日", "2025年5月1日"}, "warning date-spellings 令和7年4月1日|2025年5月1日"},
		{[]string{"令和1１年4月1日", "令和11年4月1日"}, "warning date-spellings 令和1１年4月1日|令和11年4月1日"},
	} {
		table := &Table{}
		for i, d := range c.dates {
			e := good()
			e.Date.Text, e.Item = d, strings.Repeat("Ⅰ", i+1)
			table.Entries = append(table.Entries, e)
		}
		if got := said(Check(table)); got != c.want {
			t.Errorf("%q: %s, want %s", c.dates, got, c.want)
		}
	}
}

func TestDaysThatAreFarFromTheTradeAreNamed(t *testing.T) {
	today := day(2026, 11, 25)
	for _, c := range []struct {
		date Date
		want string
	}{
		{Date{Day: day(2024, 11, 19)}, ""},
		{Date{Day: day(2014, 4, 1)}, ""},
		{Date{Day: day(2014, 3, 31)}, "warning early-date 2014年3月31日"},
		{Date{Day: day(1925, 4, 1)}, "warning early-date 1925年4月1日"},
		{Date{Day: day(2028, 11, 25)}, ""},
		{Date{Day: day(2028, 11, 26)}, "warning late-date 2028年11月26日"},
		{Date{Text: "令和70年4月1日"}, "warning late-date 2088年4月1日"},
		{Date{Text: "未定"}, ""},
	} {
		e := good()
		e.Date = c.date
		if got := said(CheckDays(&Table{Entries: []Entry{e}}, today)); got != c.want {
			t.Errorf("%v: %s, want %s", c.date, got, c.want)
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
	if got := Check(table); Failed(got) || len(got) != 8 {
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
	if n := len(Check(table)); n != 300_000 { // in the square of its length, this takes hours
		t.Errorf("%d problems", n)
	}
}
