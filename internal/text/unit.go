package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Unit is the smallest part of a line that is set: one glyph of one face. It may
// represent several characters, such as 葛 with its variation selector.
type Unit struct {
	Text    string // as in the line
	Face    int    // index in the ruler's faces
	Glyph   uint16 // in that face; 0 if no face can set the text
	Advance Length //

	Centred bool      // the glyph stands in the middle of the advance
	Over    [2]uint16 // glyphs of the same face set over it, as a tick in a box; 0 for none
	Script  int8      // 1 if the glyph is small and raised (⁵), -1 if lowered (₂)
}

// Units yields the units of a line, in order. Their texts together are the line.
func (m *Ruler) Units(line string) func(yield func(Unit) bool) {
	return func(yield func(Unit) bool) {
		for c := range clusters(line) {
			s := line[c.start:c.end]
			if c.first == c.last && utf8.RuneLen(c.first) == len(s) && !c.invisible() {
				if !yield(m.unit(s, c.first)) {
					return
				}
				continue
			}
			for _, u := range m.cluster(s) {
				if !yield(u) {
					return
				}
			}
		}
	}
}

// Sets reports whether a text consists only of line feeds and of characters that are each
// a unit with a glyph. It is a quick check that succeeds for nearly all texts. False means
// only that the text needs a closer look.
func (m *Ruler) Sets(s string) bool {
	for _, r := range s {
		if r != '\n' && (joins(r) || m.of(r).glyph() == 0) {
			return false
		}
	}
	return true
}

func (m *Ruler) unit(s string, r rune) Unit {
	found := m.of(r)
	u := Unit{Text: s, Face: found.face(), Glyph: found.glyph(), Advance: found.advance()}
	if m.print {
		u.Centred = fullWidth(r)
		if found&composed != 0 {
			u, _ = m.over(u, m.partsOf(r)[1:])
			_, u.Script = script(r)
		}
	}
	return u
}

// cluster returns the units of several characters that belong together. They are one
// unit if the faces have one glyph for all of them: a variation sequence, a letter and a
// mark that exist as one character (か and ゛), or a character with others that have no
// form. Otherwise each character is a unit of its own.
func (m *Ruler) cluster(s string) []Unit {
	var seen []rune // the characters with a form, and then what selects a variant
	var selector rune
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Variation_Selector, r):
			selector = r
		case !invisible(r):
			seen = append(seen, r)
		}
	}
	if len(seen) == 0 {
		u := m.unit(s, ' ') // it is there, and not to be seen
		u.Advance = 0
		return []Unit{u}
	}
	if len(seen) > 1 {
		if composed := []rune(norm.NFC.String(string(seen))); len(composed) == 1 {
			seen = composed
		}
	}
	if len(seen) == 1 {
		if selector != 0 {
			for i, f := range m.faces {
				if glyph, ok := f.Variant(seen[0], selector); ok {
					return []Unit{{Text: s, Face: i, Glyph: uint16(glyph), Advance: m.Width(s)}}
				}
			}
		}
		u := m.unit(s, seen[0])
		u.Advance = m.Width(s)
		return []Unit{u}
	}
	if u, ok := m.marked(s, seen); ok {
		return []Unit{u}
	}
	return m.apart(s)
}

// apart returns each character with a form as a unit, together with the formless ones
// after it. A combining mark can be set by itself only if its glyph does not move the
// pen. Otherwise it would be drawn beside its letter.
func (m *Ruler) apart(s string) []Unit {
	var units []Unit
	start, visible := 0, rune(-1)
	end := func(at int) {
		if visible < 0 {
			return
		}
		u := m.unit(s[start:at], visible)
		if unicode.In(visible, unicode.Mn, unicode.Me) && u.Glyph != 0 && m.faces[u.Face].hmtx.Advance(u.Glyph) != 0 {
			u.Glyph = 0
		}
		units = append(units, u)
		start = at
	}
	for i, r := range s {
		if !invisible(r) {
			end(i)
			visible = r
		}
	}
	end(len(s))
	return units
}
