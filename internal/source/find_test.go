package source

import (
	"testing"

	"betten/internal/change"
)

const findable = `form = "juten"
oops = 1
[[change]]
date = 2024-11-19
item = ["Ⅰ　基本情報", "１．", "②"]
before = """
第一\u306E段
\U00020BB7野家 \
      続き

"""
stray = "x"
after = '''一行
二行
'''
timing = "事後"

[[change]]
item = "Ⅱ"
before = ""
timing = "事　前"
`

func TestEveryCharacterIsFoundWhereItStands(t *testing.T) {
	table, problems := Entries("a.toml", []byte(findable))
	f := change.NewFinder(table)
	for i := range table.Entries {
		e := &table.Entries[i]
		for column, text := range map[change.Column]string{
			change.DateColumn: "", change.ItemColumn: e.Item, change.BeforeColumn: e.Before, change.AfterColumn: e.After, change.TimingColumn: e.Timing,
		} {
			if i == 1 && (column == change.DateColumn || column == change.AfterColumn) {
				continue // both are missing, and stand where the entry begins
			}
			for offset, r := range text + "." {
				if r == '\n' || offset == len(text) && text != "" {
					continue
				}
				want := change.Place{Entry: i, Column: column, Offset: offset}
				if got, ok := f.Find(table.At(want)); !ok || got != want {
					t.Errorf("%v was found at %v %v", want, got, ok)
				}
			}
		}
	}
	cells := map[change.Kind]change.Place{
		change.UnknownKey: {Entry: 0, Column: -1},
		change.MissingKey: {Entry: 1, Column: change.DateColumn},
		change.NearTiming: {Entry: 1, Column: change.TimingColumn},
	}
	for _, p := range problems {
		got, ok := f.Find(p.At)
		want, known := cells[p.Kind]
		if p.At.Line == 2 {
			known = false
		}
		if ok != known || known && got != want {
			t.Errorf("%s at line %d was found at %v %v, want %v", p.Kind, p.At.Line, got, ok, want)
		}
	}
}
