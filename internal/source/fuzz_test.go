package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"betten/internal/change"
	"betten/templates"
)

// checkPlaces holds problems to the file they are about. Their order is the command's.
func checkPlaces(t *testing.T, data []byte, problems []change.Problem) {
	t.Helper()
	lines := strings.Count(string(data), "\n") + 1
	for _, p := range problems {
		if p.At.File == "" || p.At.Line < 0 || p.At.Line > lines || p.At.Column < 0 ||
			p.At.Column > utf8.RuneCountInString(p.At.Text)+1 || p.At.Line == 0 && p.At.Column != 0 {
			t.Errorf("%s at %d:%d of %d lines, %q", p.Kind, p.At.Line, p.At.Column, lines, p.At.Text)
		}
		if !utf8.ValidString(strings.Join(p.Values, "")) {
			t.Errorf("%s quotes %q", p.Kind, p.Values)
		}
	}
}

func FuzzEntries(f *testing.F) {
	f.Add(templates.Starter)
	f.Add([]byte(entry("item = [\"Ⅰ\", 'Ⅱ', \"\"\"\n三\\\n 四\"\"\"]\nbefore = '''\nあ\n'''")))
	f.Add([]byte(entry("date = 令和6年11月19日\nitem = ｢Ⅰ」\nbefore = \"\\q\"\nafter = [\"a\" 'b'")))
	f.Add([]byte("change = [{date = 2024-11-19, item = [[1]], x.y = 2}]\n[change.a]\n[form]\nform.a = 1\n"))
	f.Add([]byte("form = \"a\"\n[[change]]\nbefore = '''\nあ\xe3\nafter = '''\nい\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := Entries("e.toml", data)
		checkPlaces(t, data, problems)
		if table == nil {
			if !change.Failed(problems) {
				t.Error("neither a table nor an error")
			}
			return
		}
		for i, e := range table.Entries {
			for c, cell := range [change.Columns]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation} {
				for offset := 0; offset <= len(cell); offset++ {
					at := table.At(change.Place{Entry: i, Column: change.Column(c), Offset: offset})
					checkPlaces(t, data, []change.Problem{{Kind: "place", At: at}})
				}
			}
		}
		if len(table.Entries) == 0 || change.Failed(problems) {
			return
		}
		again, problems := Entries("e.toml", TOML(table))
		if again == nil || change.Failed(problems) || len(again.Entries) != len(table.Entries) {
			t.Fatalf("written again: %s", said(problems))
		}
		for i := range again.Entries {
			if again.Entries[i] != table.Entries[i] {
				t.Errorf("written again: %q, was %q", again.Entries[i], table.Entries[i])
			}
		}
	})
}

func FuzzForm(f *testing.F) {
	for _, name := range templates.Names() {
		data, _ := templates.Form(name)
		f.Add(data)
	}
	f.Add([]byte("title = 変更\ndate = \"西暦\"\n[columns.item]\nfits = \"あ\"\nwidth = 1e9\n[[paper]]\n[marks]\n[marks]\n[book]\nlines = nan\n"))
	f.Add([]byte("columns = {item = {width = 3}, date = 4}\nbook.size = -1\nprint.shade = \"#12345G\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		f, problems := Form("f.toml", data)
		checkPlaces(t, data, problems)
		if (f == nil) != change.Failed(problems) {
			t.Errorf("form %v, %s", f, said(problems))
		}
	})
}
