package pdf

import (
	"encoding/binary"
	"testing"

	"betten/internal/pdf/standards"
)

// madeText has characters for which no face has a single glyph.
const madeText = "CO₂とm⁵と₀⁹\n☐はい☑いいえ☒その他✔済✗✘☓\nか゚き゚ㇷ゚セ゚あ゙ま゚ẽ̂x̄m̀x\u0304\u0301\n" +
	"一\u2000二\u2003三\u2004四\u2009五\u200A六\u202F七\u205F八\u1680九\u2007十\n第１０条ＡＢＣａｂｃｗｉ第10条ABCabcwi"

func TestWhatIsMadeOfSeveralGlyphsIsDrawn(t *testing.T) {
	p := laidOut(t, oddTable(madeText), newRuler())
	data := written(t, p)
	for _, f := range standards.Check(data) {
		t.Errorf("%s: %s", f.Clause, f.What)
	}
	if got, want := readPages(t, data)[0].text(), linesOf(p)[0]; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAGlyphIsSetOverTheMiddleOfAnother(t *testing.T) {
	f, err := openFace(newRuler().Faces()[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	id := func(r rune) uint16 {
		g, ok := newRuler().Faces()[0].Glyph(r)
		if !ok {
			t.Fatalf("no %c", r)
		}
		return uint16(g)
	}
	em := f.u16("head", 18)
	for _, c := range []struct {
		name  string
		glyph glyph
		parts int
		want  func(ink box, bearing int) bool
	}{
		{"a tick in a box", glyph{id: id('□'), advance: uint16(em), over: [2]uint16{id('✓')}}, 2, func(ink box, bearing int) bool {
			b, _ := boxOf(must(f.outline(id('□'))))
			return ink == b && bearing == b.left // the tick is within the box
		}},
		{"a figure in one em", glyph{id: id('１'), advance: uint16(em), centred: true}, 1, func(ink box, bearing int) bool {
			b, _ := boxOf(must(f.outline(id('１'))))
			shift := (em - f.advance(id('１'))) / 2
			return ink == b.moved(shift, 0) && bearing == ink.left
		}},
		{"a raised digit", glyph{id: id('5'), advance: 600, script: 1}, 1, func(ink box, bearing int) bool {
			b, _ := boxOf(must(f.outline(id('5'))))
			return ink.top > b.top && ink.bottom > (b.bottom+b.top)/3 && ink.right-ink.left < b.right-b.left && bearing == ink.left
		}},
		{"a lowered digit", glyph{id: id('2'), advance: 600, script: -1}, 1, func(ink box, bearing int) bool {
			b, _ := boxOf(must(f.outline(id('2'))))
			return ink.bottom < b.bottom && ink.top < b.top*2/3 && ink.right-ink.left < b.right-b.left && bearing == ink.left
		}},
		{"two marks, the second above the first", glyph{id: id('x'), advance: 1229, over: [2]uint16{id('\u0304'), id('\u0301')}}, 3, func(ink box, bearing int) bool {
			x, _ := boxOf(must(f.outline(id('x'))))
			acute, _ := boxOf(must(f.outline(id('\u0301'))))
			return ink.top > acute.top && ink.bottom == x.bottom
		}},
	} {
		outline, bearing, err := f.drawn(&c.glyph)
		if err != nil {
			t.Fatal(err)
		}
		ink, _ := boxOf(outline)
		parts := 0
		if err := components(outline, func(id uint16) (uint16, error) { parts++; return id, nil }); err != nil {
			t.Fatal(err)
		}
		if parts != c.parts || !c.want(ink, bearing) || len(outline) != 10+8*parts+2*int(c.glyph.script*c.glyph.script) { // a small one has a scale
			t.Errorf("%s: %d parts, ink %+v, bearing %d", c.name, parts, ink, bearing)
		}
		flags, scale := binary.BigEndian.Uint16(outline[10:]), binary.BigEndian.Uint16(outline[len(outline)-2:])
		if small := c.glyph.script != 0; small != (flags&oneScale != 0) || small && scale != 0x2800 { // five eighths
			t.Errorf("%s: flags %x, scale %x", c.name, flags, scale)
		}
	}
}

func must(outline []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return outline
}
