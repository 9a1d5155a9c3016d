package pdftable

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/pdfread"
	"betten/internal/tinypdf"
)

// anyText draws a text of one or more paragraphs. It has no marks and no 同上, because their
// meaning depends on the rows above and below.
func anyText(most int) *rapid.Generator[string] {
	parts := rapid.SampledFrom([]string{
		"みほん市", "特定個人情報", "の", "を", "及び", "。", "、", "（", "）", "「", "」", "・", "①", "１．", "システム", "データ", "ー", "Windows", " ", "　",
		"https://example.jp/a-b/c", "12:30", "[〇]", "ﾃﾞｰﾀ", "々", "リスク", "＜", "＞", "\n", "\n", "\n\n", "ア　",
	})
	return rapid.Custom(func(t *rapid.T) string {
		text := strings.Join(rapid.SliceOfN(parts, 1, most).Draw(t, "parts"), "")
		return "あ" + strings.Trim(text, " 　\n") + "い"
	})
}

func TestNoCharacterIsLostHoweverATableIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		style := rapid.SampledFrom(styles).Draw(t, "style")
		p := newPrinter()
		style.set(p)
		p.size = rapid.SampledFrom([]float64{7, 9, 10.5}).Draw(t, "size")
		p.pitch = p.size * rapid.SampledFrom([]float64{1.2, 1.35, 1.6}).Draw(t, "pitch")
		p.height = rapid.SampledFrom([]float64{300, 400, 600}).Draw(t, "height")
		p.split = p.split || p.rules == "all"
		p.footer, p.above, p.below = "", nil, nil
		var entries []change.Entry
		for i := range rapid.IntRange(1, 5).Draw(t, "entries") {
			e := change.Entry{
				Date: change.TextDate(fmt.Sprintf("令和%d年%d月%d日", i%7+1, i%12+1, i+1)), Timing: "事後",
				Item: anyText(8).Draw(t, "item"), Before: anyText(30).Draw(t, "before"), After: anyText(30).Draw(t, "after"),
			}
			entries = append(entries, e)
		}
		table, problems := Read("a.pdf", p.print(entries), placed)
		ruled := p.rules == "all" || p.rules == "polygons"
		if table == nil && !ruled {
			return // a text runs through the white space between columns without rules
		}
		if table == nil {
			t.Fatalf("%s: refused: %v", style.name, problems)
		}
		var want, got string
		for _, e := range entries {
			want += e.Date.Text + e.Item + e.Before + e.After + e.Timing
		}
		for _, e := range table.Entries {
			got += e.Date.Text + e.Item + e.Before + e.After + e.Timing + e.Explanation
		}
		// Without rules between the columns, a text may be assigned to the neighbouring column.
		if len(table.Entries) == len(entries) && ruled {
			for i, e := range table.Entries {
				w := entries[i]
				for k, pair := range [][2]string{{e.Item, w.Item}, {e.Before, w.Before}, {e.After, w.After}, {e.Date.Text, w.Date.Text}} {
					if noBlanks(pair[0]) != noBlanks(pair[1]) {
						t.Fatalf("%s, entry %d, text %d: %q, want %q", style.name, i, k, pair[0], pair[1])
					}
				}
			}
		} else if ruled {
			t.Fatalf("%s: %d entries, want %d: %v", style.name, len(table.Entries), len(entries), problems)
		}
		if sorted(got) != sorted(want) {
			t.Fatalf("%s: %q, want %q; %v", style.name, got, want, problems)
		}
	})
}

func noBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) || r == '\n' {
			return -1
		}
		return r
	}, s)
}

// sorted counts the characters of a text that are not blank.
func sorted(s string) string {
	count := make(map[rune]int)
	for _, r := range noBlanks(s) {
		count[r]++
	}
	return fmt.Sprint(count)
}

// FuzzTable looks for the table among characters and rules at random positions.
func FuzzTable(f *testing.F) {
	f.Add([]byte("\x00\x10\x20\x30\x40\x50\x60\x70\x80"), true)
	f.Add([]byte{1, 1, 200, 2, 30, 40, 3, 77, 90, 0, 5, 5, 1, 128, 128}, false)
	words := []string{"変更", "令和6年1月1日", "事後", "あ", "　", "同上", "（下段に続く）", "変更前の記載　変更後の記載", "提出時期", "https://a.jp/b"}
	f.Fuzz(func(t *testing.T, data []byte, heading bool) {
		if len(data) > 600 {
			return
		}
		p := newPrinter()
		if len(data)%3 == 0 {
			p.rules = "none"
		}
		p.page(heading)
		for i := 0; i+2 < len(data); i += 3 {
			x, y := 760*float64(data[i+1])/255, 400*float64(data[i+2])/255
			switch kind := data[i]; {
			case kind >= 250:
				p.page(kind == 250)
			case kind >= 200:
				p.line(x, y, x+float64(kind-200)*10, y)
			case kind >= 150:
				p.line(x, y-float64(kind-150)*10, x, y)
			case kind >= 140:
				fmt.Fprintf(&p.content, "q %g %g %g 60 re W n BT /F 9 Tf %g %g Td <%s> Tj ET Q\n", x, y, 10*float64(kind-139), x, y+20, tinypdf.UTF16("切れた文"))
			default:
				p.text(x, y, words[int(kind)%len(words)])
			}
		}
		p.endPage()
		source, err := pdfread.Read(p.file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		d := &document{source: source, name: placed}
		for i := range source.Pages {
			d.pages = append(d.pages, newPage(&source.Pages[i], i))
		}
		if !d.readable() || !d.find() {
			for _, p := range d.problems {
				if p.Kind == change.UnplacedText {
					t.Fatal(p)
				}
			}
			return
		}
		d.table()
		cells := 0
		for _, r := range d.rows {
			for _, c := range r.cells {
				for i := range c.lines {
					cells += len([]rune(noBlanks(c.lines[i].text())))
				}
			}
		}
		for _, p := range d.pages {
			for i, u := range p.uses {
				switch blank := isBlank(p.Glyphs[i].Rune); {
				case u == unused && !blank:
					t.Fatalf("%q of page %d is part of nothing", p.Glyphs[i].Rune, p.number)
				case u == inCell && !blank:
					cells--
				}
			}
		}
		if cells != 0 {
			t.Fatalf("%d characters more in cells than on pages", cells)
		}
	})
}
