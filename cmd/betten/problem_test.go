package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"betten/internal/change"
	"betten/internal/source"
	"betten/internal/specimen"
)

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

func TestEveryProblemIsWorded(t *testing.T) {
	kinds := specimen.Kinds(t)
	if len(kinds) < 100 {
		t.Fatalf("%d kinds", len(kinds))
	}
	seen := make(map[change.Kind]bool)
	for _, k := range kinds {
		if seen[k] || strings.ToLower(string(k)) != string(k) || strings.ContainsAny(string(k), " _") {
			t.Errorf("kind %q", k)
		}
		seen[k] = true
		w, ok := wording[k]
		if !ok || w.message == "" || w.hint == "" {
			t.Errorf("%s: %+v", k, w)
			continue
		}
		if !strings.HasSuffix(w.message, "。") && !strings.HasSuffix(w.message, "？") || !strings.HasSuffix(w.hint, "。") && !strings.HasSuffix(w.hint, "）。") {
			t.Errorf("%s does not end as a sentence: %+v", k, w)
		}
	}
	if len(wording) != len(kinds) {
		t.Errorf("%d problems are worded, there are %d", len(wording), len(kinds))
	}
}

// The comments of the kinds give the number of values of each.
func TestNoMessageAsksForAValueThatIsNotThere(t *testing.T) {
	many := map[change.Kind]string{
		change.OutOfRange:   "3",
		change.TooManyLines: "3",
		change.MergedCells:  "3",
		change.JoinedColumn: "3",
		change.ColumnHeaded: "3",
		change.LikelyField:  "3",
		change.OtherNumbers: "3",
		change.OtherWording: "3",
		change.ReadFromPDF:  "4",
	}
	for k, w := range wording {
		most := "2"
		if n, ok := many[k]; ok {
			most = n
		}
		for _, p := range placeholder.FindAllString(w.message+w.hint, -1) {
			if n := strings.Trim(p, "{}"); len(n) != 1 || n < "1" || n > most {
				t.Errorf("%s: %s", k, p)
			}
		}
	}
}

// Problems from the reader fill every blank of their messages.
func TestNoBlankOfAMessageStaysEmpty(t *testing.T) {
	_, entries := source.Entries("e.toml", []byte(`archive = True
[change]
Date = 2024-11-19
item = ["Ⅰ" "Ⅱ", 3]
before ＝ 「あ」
after = "い
timing = 随時
timing = "事後"
note = 1
form = "zen"

[[change]]
item = ["Ⅰ", 3]
date = 2024/1/5
before = "a\qb\u0001"
after = 1
timing = "事前提出"
timing "事後"
explanation =

[[change]]
date = "平成31年5月1日"
item = "同上\tあ"
before = "（下段に続く）"
after = """
あ`))
	_, form := source.Form("f.toml", []byte("[columns.item]\nwidth = 900\n[marks]\nditto = \"\"\n[book]\nlines = 99\nface = \"\"\n[paper]\nsize = \"B4\"\n[print]\nshade = \"x\"\n"))
	seen := map[change.Kind]bool{}
	for _, p := range append(entries, form...) {
		seen[p.Kind] = true
		w := wording[p.Kind]
		for _, blank := range placeholder.FindAllString(w.message+w.hint, -1) {
			if n := int(blank[1] - '0'); n > len(p.Values) || p.Values[n-1] == "" {
				t.Errorf("%s has the values %q, and %s", p.Kind, p.Values, w.message+w.hint)
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %v", seen)
	}
}

func TestNoMessageNamesWhatThereIsNot(t *testing.T) {
	for k, w := range wording {
		for _, word := range []string{"フォルダー", "エントリ", "TOML", "ひな形", "{0}"} {
			if strings.Contains(w.message+w.hint, word) {
				t.Errorf("%s: %s", k, word)
			}
		}
	}
}

func TestPrintProblem(t *testing.T) {
	for _, c := range []struct {
		name string
		p    change.Problem
		want string
	}{
		{"an error below Japanese text", change.Problem{
			Severity: change.Error, Kind: change.UnquotedText, Values: []string{"事後"},
			At: change.Position{File: "変更箇所.toml", Line: 12, Column: 7, Text: `"提出" = 事後`},
		}, `変更箇所.toml:12:7: エラー: 文字「事後」が " " で囲まれていません。
  12 | "提出" = 事後
     |  　　   ^
  → 前後に半角の " を付けてください。
`},
		{"a warning about a whole line", change.Problem{
			Kind: change.NoForm, At: change.Position{File: "a.toml", Line: 1, Text: "[[change]]"},
		}, `a.toml:1: 警告: form がないので、重点項目評価書（juten）の様式で作ります。
   1 | [[change]]
  → ファイルの最初に form = "juten" のように書いてください。ほかに zen（全項目評価書）、kiso（基礎項目評価書）があります。
`},
		{"an error about a whole file", change.Problem{
			Severity: change.Error, Kind: change.Folder, At: change.Position{File: "in"},
		}, `in: エラー: これはフォルダです。
  → 中のファイルを指定するか、betten batch でまとめて変換してください。
`},
		{"an error in a workbook", change.Problem{
			Severity: change.Error, Kind: change.NearTiming, Values: []string{"事　後", "事後"},
			At: change.Position{File: "変更箇所.xlsx", Cell: "変更箇所!E5", Line: 5, Column: 1, Text: "事　後"},
		}, `変更箇所.xlsx:変更箇所!E5: エラー: 提出時期「事　後」は使えません。「事後」のことでしょうか。
  E5 | 事　後
     | ^
  → 空白やほかの文字を入れずに「事後」としてください。
`},
		{"an error about an empty cell", change.Problem{
			Severity: change.Error, Kind: change.EmptyDate,
			At: change.Position{File: "変更箇所.xlsx", Cell: "変更箇所!A12", Line: 12, Column: 1},
		}, `変更箇所.xlsx:変更箇所!A12: エラー: 変更日が空です。
  → セルに変更日を入力してください。
`},
		{"what would steer the terminal", change.Problem{
			Severity: change.Error, Kind: change.StrayText, Values: []string{"\x1b[31m\n"},
			At: change.Position{File: "a.toml", Line: 3, Column: 3, Text: "あ\x1b[31m"},
		}, `a.toml:3:3: エラー: 「<U+001B>[31m⏎」が、どの欄にも入らないところに書かれています。
   3 | あ<U+001B>[31m
     | 　        ^
  → 欄の文なら、" " で囲むか、前後の ''' の位置を確かめてください。メモなら行の始めに # を付けてください。
`},
	} {
		var b bytes.Buffer
		printProblem(&b, c.p, 1)
		if b.String() != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, &b, c.want)
		}
	}
}

// The blanks before the caret are as wide as the text above them.
func TestTheCaretStandsUnderItsCharacter(t *testing.T) {
	long := strings.Repeat("みほん市は、予防接種に関する事務において、", 300)
	for _, c := range []struct {
		name, line string
		column     int
		under      string // the character above the caret
		blanks     string // "" if only their width counts
	}{
		{"the first character", "あいう", 1, "あ", ""},
		{"after wide characters", "aあｱい", 4, "い", " 　 "},
		{"after a tab", "\tあb", 3, "b", "\t　"},
		{"after a control character", "a\x07b", 3, "b", strings.Repeat(" ", 9)},
		{"after a variation selector", "葛\U000E0100城市", 3, "城", "　"},
		{"after a character beyond the first plane", "𠮷野", 2, "野", "　"},
		{"behind the end", "あい", 3, "", "　　"},
		{"far behind the end", "あい", 9, "", "　　"},
		{"at the head of a long line", long, 1, "み", ""},
		{"within a long line", long, 3005, string([]rune(long)[3004]), ""},
		{"at the end of a long line", long, len([]rune(long)), "、", ""},
	} {
		text, blanks := excerpt(c.line, c.column, window)
		if c.blanks != "" && blanks != c.blanks {
			t.Errorf("%s: %q, want %q", c.name, blanks, c.blanks)
		}
		if w := runewidth.StringWidth(text); w > window+8 {
			t.Errorf("%s: shows %d columns", c.name, w)
		}
		// A tab has the width of the tab above it.
		width, rest := terminal.StringWidth(blanks), text
		for width > 0 && rest != "" {
			r := []rune(rest)[0]
			width -= terminal.StringWidth(string(r))
			rest = rest[len(string(r)):]
		}
		rest = strings.TrimLeft(rest, "\U000E0100")
		if strings.HasPrefix(c.line, "\t") {
			continue
		}
		if width != 0 || !strings.HasPrefix(rest, c.under) || c.under == "" && rest != "" {
			t.Errorf("%s: under %q, want %q, of %q", c.name, rest, c.under, text)
		}
	}
}
