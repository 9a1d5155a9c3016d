package pdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/layout"
	"betten/internal/text"
)

// reviewed returns a print with everything that a review adds, made by hand: two leaves, a
// running head, an outline and underlines.
func reviewed(t tester, table *change.Table, ruler *text.Ruler) *layout.Print {
	t.Helper()
	p := laidOut(t, table, ruler)
	p.Running = "変更箇所　審議会資料（案）　𠮷野市"
	line := func(kind layout.BlockKind, row int, y, size float64, texts ...string) layout.Block {
		b := layout.Block{Kind: kind, Row: row}
		for i, s := range texts {
			b.Lines = append(b.Lines, layout.Placed{
				X: text.Points(40), Y: text.Points(y + float64(i)*size*1.4), Size: text.Points(size), Text: s,
			})
		}
		return b
	}
	contents := func(row int, y float64) layout.Block {
		b := line(layout.ContentsBlock, row, y, 10, fmt.Sprintf("%d　項目 𩸽", row+1))
		b.Lines = append(b.Lines, layout.Placed{X: text.Points(530), Y: b.Lines[0].Y, Size: text.Points(10), Text: fmt.Sprint(" ", row+1)})
		return b
	}
	last := len(p.Rows) - 1
	p.Leaves = []layout.Leaf{
		{Blocks: []layout.Block{
			line(layout.TitleBlock, -1, 100, 18, "予防接種に関する事務", "重点項目評価書　変更箇所"),
			line(layout.TextBlock, -1, 180, 10, "みほん市", "令和6年11月19日"),
			line(layout.HeadingBlock, -1, 240, 12, "目次"),
			contents(0, 264),
		}},
		{Blocks: []layout.Block{
			contents(last, 60),
			line(layout.HeadingBlock, -1, 100, 12, "凡例"),
			line(layout.TextBlock, -1, 120, 10, "下線は、変更された部分を示す。"),
			contents(0, 160), // a second table of contents
		}},
	}
	p.Outline = []layout.Bookmark{
		{Level: 0, Title: "表紙", Row: -1},
		{Level: 0, Title: "Ⅰ　𠮷野市 (A) \\", Row: 0},
		{Level: 1, Title: "①葛\U000E0100城", Row: 0},
		{Level: 2, Title: "plain", Row: last},
		{Level: 0, Title: "Ⅱ", Row: last},
	}
	for i := range p.Rows {
		for _, column := range []change.Column{change.BeforeColumn, change.AfterColumn} {
			underlineSome(&p.Rows[i].Cells[column])
		}
	}
	return p
}

// underlineSome marks parts of a cell: its third paragraph as moved, some characters of the
// others as changed.
func underlineSome(c *layout.Cell) {
	at := 0
	for n, paragraph := range strings.Split(c.Text, "\n") {
		switch runes := utf8.RuneCountInString(paragraph); {
		case runes == 0:
		case n == 2:
			c.Marks = append(c.Marks, compare.Mark{Start: at, End: at + len(paragraph), Moved: true})
		case runes > 4:
			from := at + len(string([]rune(paragraph)[:2]))
			c.Marks = append(c.Marks, compare.Mark{Start: from, End: from + len(string([]rune(paragraph)[2:runes/2]))})
		}
		at += len(paragraph) + 1
	}
}
