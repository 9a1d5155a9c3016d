package text

import "sync/atomic"

// A Ruler measures text of one size, in one face or in several. With several faces, it
// uses the first that has the character. Any number of goroutines may share one.
type Ruler struct {
	size  Length
	faces []*Face
	print bool                                       // see NewPrintRuler
	pages [0x110000 >> pageBits]atomic.Pointer[page] // made when first asked
}

// A page holds the measures of 256 characters, each looked up on first use. The texts
// we measure use about a hundred of the 4,352 pages of Unicode, and a few dozen
// characters of each.
type page [1 << pageBits]atomic.Uint64

const pageBits = 8

// A measure is what a ruler knows of one character. From the top: 1 bit that is set once it
// is known, 1 bit if its glyph is the first of several components, 14 bits for the face,
// 16 for its glyph, 32 for the advance. The glyph is 0 if no face has one.
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

// Size is the size of the measured text.
func (m *Ruler) Size() Length { return m.size }

// Faces are the faces of the measured text, the preferred one first.
func (m *Ruler) Faces() []*Face { return m.faces }

// Advance returns how far a character moves the pen. A character that no face has
// counts as 1 em wide, like most characters of a Japanese face.
func (m *Ruler) Advance(r rune) Length { return m.of(r).advance() }

// Width returns the width of a text on one line.
func (m *Ruler) Width(s string) (w Length) {
	for _, r := range s {
		w += m.Advance(r)
	}
	return w
}

// of returns the measure of a character, which is looked up once.
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
		// Past documents contain some. Each is set as a blank of one em.
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
