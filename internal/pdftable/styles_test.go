package pdftable

import (
	"strings"
	"testing"

	"betten/internal/change"
)

// styles are the ways in which programs print the same table.
var styles = []struct {
	name string
	set  func(p *printer)
}{
	{"ruled", func(p *printer) {}},
	{"with a footer and a title", func(p *printer) { p.above, p.footer = []string{"（別添２）変更箇所"}, "- # -" }},
	{"small pages", func(p *printer) { p.height = 230 }},
	{"no repeated heading", func(p *printer) { p.height, p.noRepeat = 230, true }},
	{"rows split over pages", func(p *printer) { p.height, p.split = 170, true }},
	{"rows split over pages, without a rule at the foot", func(p *printer) { p.height, p.split, p.open = 170, true, true }},
	{"rules that are filled polygons", func(p *printer) { p.rules = "polygons" }},
	{"rules between rows alone", func(p *printer) { p.rules = "rows" }},
	{"no inner rules", func(p *printer) { p.rules = "outer" }},
	{"no rules", func(p *printer) { p.rules = "none" }},
	{"no rules, but clips", func(p *printer) { p.rules, p.clip, p.middle = "none", true, true }},
	{"no rules, small pages, no repeated heading", func(p *printer) { p.rules, p.height, p.noRepeat = "none", 230, true }},
	{"centred from top to bottom", func(p *printer) { p.middle = true }},
	{"as Excel for Mac", func(p *printer) { p.rules, p.clip, p.whole, p.size = "polygons", true, true, 10 }},
	{"as Excel for Mac, rows too low", func(p *printer) { p.rules, p.clip, p.whole, p.low = "polygons", true, true, 6 }},
	{"blanks at a line's end are not drawn", func(p *printer) { p.drop = true }},
	{"text around", func(p *printer) {
		p.above = []string{"特定個人情報保護評価書", "（別添２）変更箇所"}
		p.below = []string{"（参考）用語の説明", "宛名番号とは、住民及び法人を識別するために、みほん市が付けた番号をいう。この評価書に関する問合せは、総務部まで。", "以上"}
	}},
}

func TestATableIsReadHoweverItIsPrinted(t *testing.T) {
	for _, style := range styles {
		t.Run(style.name, func(t *testing.T) {
			p, want := newPrinter(), sample()
			style.set(p)
			table, problems := read(t, p.print(want))
			if p.drop { // except between ASCII characters, the blank leaves no trace
				want[3].After = strings.Replace(want[3].After, "電話 ", "電話", 1)
			}
			checkEntries(t, table, want)
			if told(problems, change.ReadFromPDF) == nil {
				t.Error("how it was read is not told")
			}
		})
	}
}

func TestPlacesAreThoseOfPages(t *testing.T) {
	p := newPrinter()
	p.height = 230
	table, _ := read(t, p.print(sample()))
	for i, want := range []string{"1/1/変更前", "1/2/変更前", "2/1/変更前", "2/2/変更前"} {
		if got := table.At(change.Place{Entry: i, Column: change.BeforeColumn}).Cell; got != want {
			t.Errorf("entry %d is at %q, want %q", i, got, want)
		}
	}
}
