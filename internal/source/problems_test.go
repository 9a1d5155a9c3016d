package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/published"
	"betten/templates"
)

// said words problems as "line:column kind values", a warning with a ?.
func said(problems []change.Problem) string {
	change.SortProblems(problems)
	var all []string
	for _, p := range problems {
		s := fmt.Sprintf("%d:%d %s", p.At.Line, p.At.Column, p.Kind)
		if p.Severity == change.Warning {
			s += "?"
		}
		if len(p.Values) > 0 {
			s += " " + strings.Join(p.Values, "|")
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

// entry is a whole file with one change, whose lines those given replace.
func entry(lines string) string {
	s, written := "form = \"juten\"\n[[change]]\n", false
	for _, line := range []string{`date = 2024-11-19`, `item = "Ⅰ"`, `before = ""`, `after = "追加"`, `timing = "事後"`} {
		key, _, _ := strings.Cut(line, " ")
		if !strings.Contains("\n"+lines, "\n"+key) {
			s += line + "\n"
		} else if !written {
			s, written = s+lines+"\n", true
		}
	}
	return s
}

const rest = `
before = ""
after = "追加"
timing = "事後"
`

func TestWhatIsWrongInAnEntryFile(t *testing.T) {
	const head = "form = \"juten\"\n[[change]]\n"
	const whole = "[[change]]\ndate = 2024-11-19\nitem = \"Ⅰ\"" + rest
	for _, c := range []struct{ name, text, want string }{
		{"a good file", head + "date = 2024-11-19\nitem = \"Ⅰ\"" + rest, ""},
		{"a byte order mark is no character", "\uFEFF" + head + "date = 2024-13-01\nitem = \"Ⅰ\"" + rest, "3:8 impossible-date 2024-13-01"},
		{"lines ended by CR LF", strings.ReplaceAll(head+"date = 2024-11-19\nitem = '''\nⅠ\n'''\n\nbefor = \"\""+rest, "\n", "\r\n"), "8:1 misspelt-key befor|before"},

		// The file as a whole.
		{"an empty file", "", "0:0 empty-file"},
		{"a file of blank lines", "\uFEFF \r\n\n", "0:0 empty-file"},
		{"Shift_JIS", "item = \"\x95\xcf\x8d\x58\x89\xd3\x8f\x8a\"\n", "0:0 encoding Shift_JIS"},
		{"EUC-JP", "item = \"\xca\xd1\xb9\xb9\xb2\xd5\xbd\xea\"\n", "0:0 encoding EUC-JP"},
		{"UTF-16 of Windows", "\xff\xfe" + utf16Of(whole, false), "0:0 encoding UTF-16"},
		{"UTF-16, big end first", "\xfe\xff" + utf16Of(whole, true), "0:0 encoding UTF-16"},
		{"UTF-16 without a mark", utf16Of(whole+"# 　", false), "0:0 encoding UTF-16"},
		{"a workbook", "PK\x03\x04\x14\x00xl/workbook.xml", "0:0 workbook"},
		{"an archive", "PK\x03\x04\x14\x00entries.toml", "0:0 zip-file"},
		{"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "0:0 old-workbook"},
		{"a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3", "0:0 pdf"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\xff", "0:0 not-text"},
		{"lines ended by CR alone", strings.ReplaceAll(whole, "\n", "\r"), "0:0 line-ends"},
		{"a form", "title = \"変更箇所\"\n[columns.item]\nwidth = 12\n", "2:1 form-file"},

		// What is not there.
		{"no form", whole, "1:0 no-form?"},
		{"an empty form", "form = \"\"\n" + whole, "1:8 no-form?"},
		{"no change", "form = \"juten\"\n# メモ\n", "0:0 no-change"},
		{"an empty list of changes", "form = \"juten\"\nchange = []\n", "2:10 no-change"},
		{"a change without its columns", head + "item = \"Ⅰ\"\n", "2:1 missing-key date|変更日; 2:1 missing-key before|変更前の記載; 2:1 missing-key after|変更後の記載; 2:1 missing-key timing|提出時期"},
		{"single brackets", "form = \"juten\"\n [change]\ndate = 2024-11-19\nitem = \"Ⅰ\"" + rest, "2:2 single-bracket"},
		{"changes without a heading", "form = \"juten\"\ntiming = \"事後\"\n", "0:0 no-change; 2:1 misplaced-key timing"},

		// Keys.
		{"a capital letter", head + "Date = 2024-11-19\nitem = \"Ⅰ\"" + rest, "3:1 misspelt-key Date|date"},
		{"the Japanese name of a column", head + "変更日 = 2024-11-19\n  項目 = \"Ⅰ\"" + rest, "3:1 misspelt-key 変更日|date; 4:3 misspelt-key 項目|item"},
		{"letters exchanged", strings.Replace(entry(""), "timing", "tmiing", 1), "7:1 misspelt-key tmiing|timing"},
		{"a key nobody knows, above", "colour = 1\nform = \"juten\"\n" + whole, "1:1 unknown-key colour"},
		{"a key nobody knows, in a change", head + "date = 2024-11-19\nitem = \"Ⅰ\"\nmemo = 1" + rest, "5:1 unknown-key memo"},
		{"a key of the file in a change", head + "date = 2024-11-19\nitem = \"Ⅰ\"\nform = \"zen\"" + rest, "5:1 misplaced-key form"},
		{"a key written twice", head + "date = 2024-11-19\nitem = \"Ⅰ\"\nitem = \"Ⅱ\"" + rest, "5:1 duplicate-key item|4"},
		{"a table nobody knows", "form = \"juten\"\n" + whole + "[other]\n", "8:1 unknown-key other"},

		// Values of another type.
		{"numbers and truths for texts", "form = 1\norganization = true\narchive = \"yes\"\n" + whole, `1:8 wrong-type form|text; 2:16 wrong-type organization|text; 3:11 wrong-type archive|truth`},
		{"a list for a text", entry(`before = ["a"]`), `5:10 wrong-type before|text`},
		{"a table for a text", entry(`after = {a = 1}`), `6:9 wrong-type after|text`},
		{"a number among the levels of an item", entry(`item = ["Ⅰ", 3]`), `4:14 wrong-type item|texts`},
		{"a text for the changes", "form = \"juten\"\nchange = \"a\"\n", "2:10 wrong-type change|tables"},
		{"a number too large", "form = \"juten\"\narchive = 99999999999999999999\n" + whole, "2:11 number-range 99999999999999999999"},
		{"a line break in the organization", "form = \"juten\"\norganization = \"\"\"\nみほん市\n課\"\"\"\n" + whole, ""},

		// Dates.
		{"a day no month has", entry("date = 2024-02-30"), "3:8 impossible-date 2024-02-30"},
		{"a date with a time and a zone", entry("date = 2024-11-19T10:00:00+09:00"), "3:8 date-time 2024-11-19T10:00:00+09:00"},
		{"a time", entry("date = 10:00:00"), "3:8 date-time 10:00:00"},
		{"a month of one digit", entry("date = 2024-1-5"), "3:8 date-form 2024-1-5"},
		{"a date with slashes", entry("date = 2024/11/19"), "3:8 unquoted-date 2024/11/19|2024-11-19"},
		{"a Japanese date without quotes", entry("date = 令和6年11月19日 # メモ"), "3:8 unquoted-date 令和6年11月19日|2024-11-19"},
		{"a date of digits alone", entry("date = 20241119"), "3:8 unquoted-date 20241119|2024-11-19"},
		{"another day with slashes", entry("date = 2025/4/1"), "3:8 unquoted-date 2025/4/1|2025-04-01"},

		// How it is written.
		{"a quote that is not closed", entry(`item = "Ⅰ`), `4:8 unclosed-quote "`},
		{"a quote that is not closed in a list", entry(`item = ["Ⅰ", 'Ⅱ]`), `4:14 unclosed-quote '`},
		{"a text that is not closed", entry("before = '''\nあ\n"), "5:10 unclosed-text '''"},
		{"a text that is closed by the next one", entry("before = '''\nあ\nafter = '''\nい\n'''"), "5:10 unclosed-text '''"},
		{"a Japanese text without quotes", entry("timing = 事後"), "7:10 unquoted-text 事後"},
		{"a word that begins as true, false, nan or inf do", entry("timing = tbd\nafter = none"), "6:10 unquoted-text tbd; 7:9 unquoted-text none"},
		{"a Japanese level without quotes", entry(`item = ["Ⅰ", ２．委託, "a"]`), "4:14 unquoted-text ２．委託"},
		{"Japanese quotes", entry("item = 「Ⅰ」"), `4:8 full-width-sign 「|"`},
		{"full-width quotes", entry("item = ＂Ⅰ＂"), `4:8 full-width-sign ＂|"`},
		{"a full-width =", entry("item ＝ \"Ⅰ\""), "4:6 full-width-sign ＝|="},
		{"a full-width comma in a list", entry(`item = ["Ⅰ"、"Ⅱ"]`), "4:12 full-width-sign 、|,"},
		{"a full-width #", "form = \"juten\"\n＃ メモ\n" + whole, "2:1 full-width-sign ＃|#"},
		{"ideographic spaces", "form = \"juten\"\n　\n[[change]]\n　date = 2024-11-19\nitem　= \"Ⅰ\"\nbefore =　\"a\"\nafter = \"b\"　# メモ\ntiming = \"事後\"\n",
			"2:1 full-width-sign 　| ; 4:1 full-width-sign 　| ; 5:5 full-width-sign 　| ; 6:9 full-width-sign 　| ; 7:12 full-width-sign 　| "},
		{"no =", entry(`item "Ⅰ"`), "4:6 missing-equals item"},
		{"a colon for =", entry(`item: "Ⅰ"`), "4:5 missing-equals item"},
		{"no value", entry("before ="), "5:9 missing-value before"},
		{"a comment for a value", entry("before = # なし"), "5:10 missing-value before"},
		{"a quote within quotes", entry(`after = "「"a"」"`), `6:12 after-quote a"」"`},
		{"more behind a text of many lines", entry("before = '''\nい\n''' あ"), "7:5 after-quote あ"},
		{"quotes within a text of many lines", entry("before = '''\n記号'''を含む文\n'''\nafter = 'い'"), "6:3 quotes-within '''|\"\"\""},
		{"a path", entry(`before = "保存先は D:\tokutei\file とする。"`), `5:18 escape-in-path \t`},
		{"a path with line feeds", entry(`before = "D:\network\nendo"`), `5:13 escape-in-path? \n`},
		{"a server", entry(`before = "\\\\server\new"`), `5:21 escape-in-path? \n`},
		{"a path as it must be", entry(`before = "D:\\network\\new"`), ""},
		{"a path in single quotes", entry(`before = 'D:\network'`), ""},
		{"line feeds that are meant", entry(`before = "１：\n２：\nA:\n３"`), ""},
		{"a key whose quote is not closed", "form = \"juten\"\n\"date = 1\n" + whole, "2:1 unclosed-quote \"; 2:1 misplaced-key date"},
		{"no comma in a list", entry(`item = ["Ⅰ" "Ⅱ"]`), "4:13 missing-comma"},
		{"a list that is not closed", entry(`item = ["Ⅰ",`), "4:8 unclosed-list"},
		{"a backslash", entry(`after = "あC:\data"`), `6:13 bad-escape \d`},
		{"too many quotes", entry(`after = """a"""""""`), "6:13 many-quotes"},
		{"True", "form = \"juten\"\narchive = True\n" + whole, "2:11 capital-truth True|true"},
		{"a heading that is not closed", "form = \"juten\"\n[[change]\ndate = 2024-11-19\nitem = \"Ⅰ\"" + rest, "2:1 bad-header [[change]"},
		{"a full-width heading", "form = \"juten\"\n［［change］］\ndate = 2024-11-19\nitem = \"Ⅰ\"" + rest, "2:1 bad-header ［［change］］"},
		{"text outside all quotes", entry("before = '''\nあ'''\nい\n'''"), "7:1 stray-text い"},

		// Characters.
		{"control characters, each told", entry("before = \"a\x07\x07あ\x1fb\x00\""), "5:12 control-character U+0007; 5:15 control-character U+001F; 5:17 control-character U+0000"},
		{"a lone carriage return", entry("before = \"あ\rい\""), "5:12 control-character U+000D"},
		{"a broken character before a quote", entry("before = \"あ\xe3\x81\"\nafter = \"い\xff\xff う\""), "5:12 invalid-utf8; 6:11 invalid-utf8"},
		{"a broken character at a line's end", entry("before = \"\" # あ\xe3"), "5:16 invalid-utf8"},
		{"characters written as escapes", entry(`before = "あ\u0007\tい\u200B"`), "5:12 control-character U+0007; 5:18 tab; 5:21 zero-width? U+200B"},

		// The values, whose own rules package change tells.
		{"a value in a list", entry("item = [\"Ⅰ\", \"Ⅱ\uE000\"]"), "4:16 private-use? U+E000"},
		{"the same change twice", "form = \"juten\"\n" + whole + whole, "10:9 same-entry? 1|4"},
		{"a value that could not be read is not empty too", entry("date = x\nitem = x\nbefore = x"), "3:8 unquoted-date x|2024-11-19; 4:8 unquoted-text x; 5:10 unquoted-text x"},
	} {
		_, problems := Entries("e.toml", []byte(c.text))
		if got := said(problems); got != c.want {
			t.Errorf("%s:\n  got  %s\n  want %s", c.name, got, c.want)
		}
	}
}

func TestAllThatIsWrongIsToldAtOnceAndInOrder(t *testing.T) {
	table, problems := Entries("e.toml", []byte(`form = juten
archive = yes

[[change]]
date = 2024-02-30
item = "Ⅰ
before = ""
after = 「追加」
timing = "事 後"

[change]
Date = 2024-11-19
item = ["Ⅰ" "Ⅱ"]
before = "a`+"\x01"+`b"
after = "追加"
timing = 事後
`))
	want := `1:8 unquoted-text juten; 2:11 unquoted-text yes; 5:8 impossible-date 2024-02-30; 6:8 unclosed-quote "; ` +
		`8:9 full-width-sign 「|"; 9:11 near-timing 事 後|事後; 11:1 single-bracket; 12:1 misspelt-key Date|date; ` +
		`13:13 missing-comma; 14:12 control-character U+0001; 16:10 unquoted-text 事後`
	if got := said(problems); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if table == nil || len(table.Entries) != 2 || table.Entries[1].After != "追加" {
		t.Errorf("what can be read is read: %+v", table)
	}
}

func TestAProblemShowsItsLine(t *testing.T) {
	_, problems := Entries("e.toml", []byte("form = \"juten\"\r\n# あ\xe3\x81い\r\n"))
	if got := problems[len(problems)-1].At; got.Text != "# あ\uFFFD\uFFFDい" || got.Column != 4 || got.File != "e.toml" {
		t.Errorf("%+v", got)
	}
}

func TestThePublishedDocumentHasNoProblem(t *testing.T) {
	table, problems := Entries("published.toml", published.File(t, ".toml"))
	if len(problems) > 0 || len(table.Entries) != 32 || len(change.Check(table)) > 0 {
		t.Errorf("%d entries; %s", len(table.Entries), said(problems))
	}
}

// kinds returns the kinds of problems.
func kinds(problems []change.Problem) (kinds []change.Kind) {
	for _, p := range problems {
		kinds = append(kinds, p.Kind)
	}
	return kinds
}

func TestTheFileToStartFromHoldsTheSamplesAndNoMistake(t *testing.T) {
	edited := strings.NewReplacer("接種履歴", "接種記録", "作成及び発送", "作成と発送", "保管する。", "保管します。").Replace(string(templates.Starter))
	table, problems := Entries("starter.toml", []byte(edited))
	if len(problems) > 0 || len(table.Entries) != 3 || len(change.Check(table)) > 0 {
		t.Errorf("%d entries; %s", len(table.Entries), said(problems))
	}
	// As it is, each is a sample, with its date and timing.
	archive, problems := Entries("starter.toml", append([]byte("archive = true\n"), templates.Starter...))
	if diff := cmp.Diff(change.Samples(), archive.Entries); diff != "" || len(problems) > 0 {
		t.Errorf("%s\n%s", diff, said(problems))
	}
}

func TestASampleThatIsLeftAsItWasIsNoEntry(t *testing.T) {
	table, problems := Entries("starter.toml", templates.Starter)
	if want := []change.Kind{change.NoChange, change.Example, change.Example, change.Example}; len(table.Entries) != 0 || !slices.Equal(kinds(problems), want) {
		t.Errorf("%d entries; %s", len(table.Entries), said(problems))
	}
	const own = "[[change]]\ndate = 2024-11-20\nitem = \"Ⅰ\"\nbefore = \"旧\"\nafter = \"新\u200b\"\ntiming = \"事後\"\n"
	first := strings.Index(string(templates.Starter), "[[change]]\n")
	second := first + strings.Index(string(templates.Starter[first+1:]), "[[change]]\n") + 1
	text := string(templates.Starter[:second]) + own + string(templates.Starter[second:])
	table, problems = Entries("starter.toml", []byte(text))
	if want := []change.Kind{change.Example, change.ZeroWidth, change.Example, change.Example}; len(table.Entries) != 1 || table.Entries[0].Before != "旧" || !slices.Equal(kinds(problems), want) {
		t.Fatalf("%d entries; %s", len(table.Entries), said(problems))
	}
	// What is left is found where it stands.
	at := table.At(change.Place{Column: change.AfterColumn})
	if at.Text != "after = \"新\u200b\"" || at.Line != problems[1].At.Line {
		t.Errorf("%+v", at)
	}
	// Another date or timing makes no entry of a sample, another word does.
	for _, edit := range []struct {
		old, new string
		entries  int
	}{{"date = 2024-11-19 ", "date = 2025-01-06 ", 0}, {"timing = \"事後\" ", "timing = \"事前\" ", 0}, {"接種履歴", "接種記録", 1}} {
		table, _ := Entries("starter.toml", []byte(strings.Replace(string(templates.Starter), edit.old, edit.new, 1)))
		if len(table.Entries) != edit.entries {
			t.Errorf("%s: %d entries", edit.new, len(table.Entries))
		}
	}
}

// utf16Of writes a text in UTF-16.
func utf16Of(s string, bigEnd bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		pair := []byte{byte(u), byte(u >> 8)}
		if bigEnd {
			pair[0], pair[1] = pair[1], pair[0]
		}
		b.Write(pair)
	}
	return b.String()
}
