package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"betten/internal/change"
)

// Every character of every cell is found where it was written; an escape is
// found where its backslash stands.
func TestLocateFindsEveryCharacter(t *testing.T) {
	const file = `form = "juten"

[[change]]
date = "令和6年11月19日"
item = ["Ⅰ　基本情報", '「"引用"」', """
三
四
""", '''五''']
before = '''
改正 "前"
\n 𠮷野家

末尾
'''
after = "改\t正\"後\"\\ \u3042\U00020BB7\nx\e\x41"
timing = "事後"
explanation = """
一\
    二 "" \u4E09

\
  四\n
"""
`
	for name, text := range map[string]string{"LF": file, "CR LF": strings.ReplaceAll(file, "\n", "\r\n"), "with a mark": "\uFEFF" + file} {
		table, problems := Entries("e.toml", []byte(text))
		if table == nil {
			t.Fatal(said(problems))
		}
		e := table.Entries[0]
		if e.Item != "Ⅰ　基本情報\n「\"引用\"」\n三\n四\n五" || e.Before != "改正 \"前\"\n\\n 𠮷野家\n\n末尾" || e.Explanation != "一二 \"\" 三\n\n四\n" {
			t.Fatalf("%s: %q", name, e)
		}
		cells := [change.Columns]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation}
		for c, cell := range cells {
			for offset, r := range cell {
				p := change.Place{Entry: 0, Column: change.Column(c), Offset: offset}
				at := table.At(p)
				line := []rune(at.Text)
				switch {
				case r == '\n' && at.Column == len(line)+1:
				case at.Column > len(line):
					t.Errorf("%s: %v: behind the line %d, %q", name, p, at.Line, at.Text)
				case line[at.Column-1] == r:
				case line[at.Column-1] == '\\' && (cell == e.After || cell == e.Explanation):
				case r == '\n' && cell == e.Item: // what stands between two levels
				default:
					t.Errorf("%s: %v: %q is %q of line %d", name, p, r, line[at.Column-1], at.Line)
				}
				for inner := 1; inner < utf8.RuneLen(r); inner++ {
					p.Offset = offset + inner
					if in := table.At(p); in != at {
						t.Errorf("%s: %v: %d:%d, its character %d:%d", name, p, in.Line, in.Column, at.Line, at.Column)
					}
				}
			}
		}
	}
}

func TestLocateAValueWithoutACharacter(t *testing.T) {
	table, _ := Entries("e.toml", []byte("form = \"juten\"\n[[change]]\ndate = 2024-11-19\nitem = []\nbefore = \"\"\nafter = '''\n'''\n"))
	for column, want := range map[change.Column][2]int{
		change.DateColumn: {3, 8}, change.ItemColumn: {4, 10}, change.BeforeColumn: {5, 10},
		change.AfterColumn: {6, 9}, change.TimingColumn: {2, 1}, change.ExplanationColumn: {2, 1},
	} {
		if at := table.At(change.Place{Column: column, Offset: 3}); [2]int{at.Line, at.Column} != want {
			t.Errorf("%v: %d:%d, want %d:%d", column, at.Line, at.Column, want[0], want[1])
		}
	}
	if at := table.At(change.Place{Entry: 9}); at.Line != 0 || at.File != "e.toml" {
		t.Errorf("beyond the table: %+v", at)
	}
}

func TestTheLastLineBreakIsNoPartOfAText(t *testing.T) {
	for _, c := range []struct{ written, text string }{
		{"'''a'''", "a"},
		{"'''\na\n'''", "a"},
		{"'''\na\n\n'''", "a\n"},
		{"'''\n'''", ""},
		{"'''\n\n'''", ""},
		{"\"\"\"\r\na\r\n\"\"\"", "a"},
		{`"a\n"`, "a\n"},
		{`"""a\n"""`, "a\n"},
		{"\"\"\"a\\n\\\n\"\"\"", "a\n"},
		{"\"\"\"a\\\\\n\"\"\"", `a\`},
		{"'''a\\\n'''", `a\`},
	} {
		table, problems := Entries("e.toml", []byte("form = \"juten\"\n[[change]]\nbefore = "+c.written+"\n"))
		if table == nil || table.Entries[0].Before != c.text {
			t.Errorf("%q: %+v %s", c.written, table, said(problems))
		}
	}
}

func TestKeyPosition(t *testing.T) {
	table, _ := Entries("e.toml", []byte("# 様式\nform =  \"zen\"\n[[change]]\n"))
	if at := KeyPosition(table, "form"); at.Line != 2 || at.Column != 9 {
		t.Errorf("%+v", at)
	}
	if at := KeyPosition(table, "organization"); at.Line != 0 || at.File != "e.toml" {
		t.Errorf("%+v", at)
	}
}
