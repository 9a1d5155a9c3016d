package form

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/text"
)

// plain is a form without a fault.
func plain() Form {
	f := Form{
		Name: "juten", Title: "（別添２）変更箇所", Sheet: "変更箇所",
		Marks: Marks{Ditto: "同上", Continues: "（下段に続く）", Continued: "（上段からの続き）"},
		Paper: Paper{Size: "A4", Margin: 28 * text.Point},
		Book:  Book{Face: "ＭＳ Ｐゴシック", Size: 10 * text.Point, Pitch: 12 * text.Point, Lines: 34, TitleSize: 14 * text.Point},
		Print: Print{Size: 10 * text.Point, Pitch: 12 * text.Point, TitleSize: 12 * text.Point, FooterSize: 8 * text.Point},
	}
	for c := range f.Columns {
		f.Columns[c] = Column{Heading: "見出し", Width: 10}
	}
	return f
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*Form)
		want string // "key kind values"
	}{
		{"a plain form", func(*Form) {}, ""},
		{"an empty title", func(f *Form) { f.Title = "　" }, "title empty-text title"},
		{"a long title", func(f *Form) { f.Title = strings.Repeat("あ", 101) }, "title text-too-long title|100"},
		{"a heading of two lines", func(f *Form) { f.Columns[1].Heading = "項\n目" }, "columns.item.heading several-lines heading"},
		{"a sheet name of 31 characters", func(f *Form) { f.Sheet = strings.Repeat("あ", 31) }, ""},
		{"a sheet name of 32 characters", func(f *Form) { f.Sheet = strings.Repeat("あ", 32) }, "sheet text-too-long sheet|31"},
		{"Excel counts 𠮷 twice", func(f *Form) { f.Sheet = strings.Repeat("𠮷", 16) }, "sheet text-too-long sheet|31"},
		{"a sheet name with a slash", func(f *Form) { f.Sheet = "変更/箇所" }, "sheet bad-sheet-name 変更/箇所"},
		{"a sheet name in quotes", func(f *Form) { f.Sheet = "'変更箇所'" }, "sheet bad-sheet-name '変更箇所'"},
		{"a name that Excel keeps for itself", func(f *Form) { f.Sheet = "history" }, "sheet bad-sheet-name history"},
		{"a column without a width", func(f *Form) { f.Columns[0].Width = 0 }, "columns.date no-width columns.date"},
		{"a column with two", func(f *Form) { f.Columns[0].Fits = "事前" }, "columns.date two-widths columns.date"},
		{"a column that fits blanks", func(f *Form) { f.Columns[0] = Column{"見出し", 0, " "} }, "columns.date.fits empty-text fits"},
		{"a column that is too wide", func(f *Form) { f.Columns[0].Width = 101 }, "columns.date.width out-of-range width|1|100"},
		{"a width that is no number", func(f *Form) { f.Columns[0].Width = math.NaN() }, "columns.date.width out-of-range width|1|100"},
		{"two marks that are the same", func(f *Form) { f.Marks.Continued = f.Marks.Continues }, "marks.continued same-marks continues|continued"},
		{"a mark that is the ditto", func(f *Form) { f.Marks.Continues = "同上" }, "marks.continues same-marks ditto|continues"},
		{"34 lines of 12 pt are 408", func(f *Form) { f.Book.Lines = 34 }, ""},
		{"35 lines of 12 pt are 420", func(f *Form) { f.Book.Lines = 35 }, "book.lines too-many-lines 35|12|420"},
		{"few lines", func(f *Form) { f.Book.Lines = 7 }, "book.lines out-of-range lines|8|100"},
		{"lines closer than the type is high", func(f *Form) { f.Book.Size = text.Points(12.5) }, "book.pitch out-of-range pitch|12.5|400"},
		{"lines of print closer than the type is high", func(f *Form) { f.Print.Pitch = 9 * text.Point }, "print.pitch out-of-range pitch|10|200"},
		{"a rule below nothing", func(f *Form) { f.Print.Rule = -1 }, "print.rule out-of-range rule|0|10"},
		{"a colour beyond white", func(f *Form) { f.Print.Shade = 1 << 24 }, "print.shade bad-colour 16777216"},
		{"other paper", func(f *Form) { f.Paper.Size = "B4" }, "paper.size unknown-word B4|A4\x1fA3"},
		{"a margin wider than the paper", func(f *Form) { f.Paper.Margin = 300 * text.Point }, "paper.margin out-of-range margin|0|150"},
		{"no face", func(f *Form) { f.Book.Face = "" }, "book.face empty-text face"},
	} {
		f := plain()
		c.edit(&f)
		var got []string
		for _, fault := range Check(&f) {
			got = append(got, fmt.Sprint(fault.Key, " ", fault.Kind, " ", strings.Join(fault.Values, "|")))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

func TestAllFaultsOfAFormAreFound(t *testing.T) {
	seen := map[string]bool{}
	for _, fault := range Check(&Form{}) {
		if seen[fault.Key] {
			t.Errorf("%s twice", fault.Key)
		}
		seen[fault.Key] = true
	}
	for _, key := range []string{"name", "title", "sheet", "columns.date", "columns.explanation.heading", "marks.ditto", "book.face", "book.lines", "print.size", "paper.size"} {
		if !seen[key] {
			t.Errorf("nothing about %s", key)
		}
	}
}

func TestDateText(t *testing.T) {
	day, _ := change.CalendarDate(2019, 5, 1)
	era, common := Form{}, Form{Date: CommonStyle}
	for _, c := range []struct {
		form *Form
		date change.Date
		want string
	}{
		{&era, change.Date{Day: day}, "令和元年5月1日"},
		{&common, change.Date{Day: day}, "2019年5月1日"},
		{&common, change.Date{Text: "令和元年５月１日", Day: day}, "令和元年５月１日"},
		{&era, change.Date{}, ""},
	} {
		if got := c.form.DateText(c.date); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
