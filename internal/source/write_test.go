package source

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"betten/internal/change"
)

func TestATableIsReadAsItWasWritten(t *testing.T) {
	character := rapid.OneOf(
		rapid.SampledFrom([]rune("あ漢Ａ１ 　\n\n\"\"''\\#[]=,\t\r\x00\x1f\x7f\u0085\u2028\uFEFF\uFFFD\uFFFF𠮷葛\U000E0100")),
		rapid.Rune(),
	)
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"'''", `"""`, "''", `""`, `\`, `\n`, "\n", "\r\n", " \n", "（下段に続く）", "[[change]]\n", "after = \"\"\n", `\u3042`}),
		rapid.StringOf(character),
	)
	text := rapid.Custom(func(t *rapid.T) string {
		s := ""
		for _, p := range rapid.SliceOfN(piece, 0, 4).Draw(t, "pieces") {
			s += p
		}
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		var table change.Table
		table.Form = text.Draw(t, "form")
		table.Organization = text.Draw(t, "organization")
		table.Assessment = text.Draw(t, "assessment")
		table.Archive = rapid.Bool().Draw(t, "archive")
		table.Entries = make([]change.Entry, rapid.IntRange(1, 3).Draw(t, "entries"))
		for i := range table.Entries {
			e := &table.Entries[i]
			if days := rapid.IntRange(0, 60000).Draw(t, "day"); days > 100 {
				e.Date.Day = time.Date(1900, 1, days, 0, 0, 0, 0, time.UTC)
			} else {
				e.Date = change.TextDate(text.Draw(t, "date"))
			}
			for _, s := range []*string{&e.Item, &e.Before, &e.After, &e.Timing, &e.Explanation} {
				*s = text.Draw(t, "cell")
			}
		}
		written := TOML(&table)
		got, problems := Entries("e.toml", written)
		if got == nil {
			t.Fatalf("%s\n%s", written, said(problems))
		}
		got.Locator = nil
		if !reflect.DeepEqual(*got, table) {
			t.Fatalf("%s\ngot  %#v\nwant %#v\n%s", written, *got, table, said(problems))
		}
	})
}

func TestAWrittenTableReadsWell(t *testing.T) {
	day, _ := change.CalendarDate(2024, 11, 19)
	got := string(TOML(&change.Table{Form: "juten", Organization: "みほん市", Entries: []change.Entry{
		{Date: change.Date{Day: day}, Item: "Ⅰ　基本情報\n②システムの機能", Before: "一\n二", After: `「C:\data"」`, Timing: "事後"},
		{Date: change.TextDate("令和6年11月19日"), Item: "Ⅱ", After: "a'''\nb\"\"\"\\", Timing: "事前", Explanation: `"it's"`},
	}}))
	want := `form = "juten"
organization = "みほん市"

[[change]]
date = 2024-11-19
item = ["Ⅰ　基本情報", "②システムの機能"]
before = '''
一
二
'''
after = '「C:\data"」'
timing = "事後"

[[change]]
date = "令和6年11月19日"
item = ["Ⅱ"]
before = ""
after = """
a'''
b\"\""\\
"""
timing = "事前"
explanation = "\"it's\""
`
	if got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestAnImportedFileIsKnownUntilSomebodyEditsIt(t *testing.T) {
	table := &change.Table{Form: "juten", Archive: true, Entries: []change.Entry{{
		Date: change.TextDate("平成31年4月1日"), Item: "Ⅰ　基本情報", Before: "旧", After: "新", Timing: "事後",
	}}}
	data := Imported(table, "別添\n２.xlsx")
	read, problems := Entries("a.toml", data)
	if len(problems) > 0 || !reflect.DeepEqual(read.Entries, table.Entries) {
		t.Errorf("%v, %v", problems, read)
	}
	if !Untouched(data) {
		t.Error("it is not known")
	}
	for _, edited := range []string{"", string(data) + "\n", strings.Replace(string(data), "旧", "古", 1), string(TOML(table))} {
		if Untouched([]byte(edited)) {
			t.Errorf("taken for untouched:\n%s", edited)
		}
	}
}
