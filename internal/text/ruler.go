package text

import "sync/atomic"

// A Ruler measures text set at one size in one face, or in several of which the
// first that has a character is taken. Any number of goroutines may share one.
type Ruler struct {
	size  Length
	faces []*Face
	print bool                                       // see NewPrintRuler
	pages [0x110000 >> pageBits]atomic.Pointer[page] // made when first asked
}

// A page holds the measures of 256 characters, each looked up when first asked: the
// texts of this trade keep to some hundred of the 4,352 pages of Unicode, and have a
// few dozen characters of each.
type page [1 << pageBits]atomic.Uint64

const pageBits = 8

// A measure is what a ruler knows of one character: from the top, 1 bit that it is
// known, 1 that its glyph is the first of several of which it is made, 14 for the face, 16
// for its glyph, 32 for the advance. The glyph is 0 if no face has one.
type measure uint64

const (
	known    measure = 1 << 63
	composed measure = 1 << 62
)

func newMeasure(advance Length, face int, glyph uint16) measure {
	return known | measure(face)<<48 | measure(glyph)<<32 | measure(uint32(int32(advance)))
}

func (m measure) advance() Length { return Length(int32(m)) }
func (m measure) glyph() uint16   { return uint16(m >> 32) }
func (m measure) face() int       { return int(m >> 48 & 0x3FFF) }

// NewRuler returns a ruler for text of a size.
func NewRuler(size Length, faces ...*Face) *Ruler {
	return &Ruler{size: size, faces: faces}
}

// Size is the size of the text measured.
func (m *Ruler) Size() Length { return m.size }

// Faces are the faces of the text measured, the preferred one first.
func (m *Ruler) Faces() []*Face { return m.faces }

// Advance returns how far a character moves the pen. One that no face has is
// taken to be 1 em wide, as the characters of a Japanese face are.
func (m *Ruler) Advance(r rune) Length { return m.of(r).advance() }

// Width returns the width of a text on one line.
func (m *Ruler) Width(s string) (w Length) {
	for _, r := range s {
		w += m.Advance(r)
	}
	return w
}

// of returns what is known of a character, looked up once.
func (m *Ruler) of(r rune) measure {
	if r < 0 || r > 0x10FFFF {
		r = 0xFFFD
	}
	at := &m.pages[r>>pageBits]
	p := at.Load()
	if p == nil {
		at.CompareAndSwap(nil, new(page))
		p = at.Load()
	}
	slot := &p[r&(1<<pageBits-1)]
	found := measure(slot.Load())
	if found == 0 {
		found = m.lookUp(r)
		slot.Store(uint64(found))
	}
	return found
}

func (m *Ruler) lookUp(r rune) measure {
	if r == '\t' {
		// Past documents hold some. It is set as a blank of one em.
		blank := m.lookUp(' ')
		return newMeasure(m.size, blank.face(), blank.glyph())
	}
	advance := m.size
	for i, f := range m.faces {
		units, ok := f.advance(r)
		if !ok {
			continue
		}
		advance = (Length(units)*m.size + Length(f.em)/2) / Length(f.em)
		if glyph, ok := f.Glyph(r); ok || f.cmap == nil {
			if m.print && fullWidth(r) {
				advance = max(advance, m.size)
			}
			return newMeasure(advance, i, uint16(glyph))
		}
	}
	if m.print {
		if found, ok := m.lookUpMade(r); ok {
			return found
		}
	}
	return newMeasure(advance, 0, 0)
}
