package text

import "sync/atomic"

// A Ruler measures text set at one size in one face, or in several of which the
// first that has a character is taken. Any number of goroutines may share one.
type Ruler struct {
	size  Length
	faces []*Face
	pages [0x110000 >> pageBits]atomic.Pointer[page] // filled when first asked
}

// A page holds the measures of 256 characters: the texts of this trade keep to
// some hundred of the 4,352 pages of Unicode.
type page [1 << pageBits]measure

const pageBits = 8

// A measure is what a ruler knows of one character.
type measure struct {
	advance int32  // in Length
	glyph   uint16 // in the face; 0 if no face has one
	face    uint8
}

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
func (m *Ruler) Advance(r rune) Length { return Length(m.of(r).advance) }

// Width returns the width of a text on one line.
func (m *Ruler) Width(s string) (w Length) {
	for _, r := range s {
		w += m.Advance(r)
	}
	return w
}

// of returns what is known of a character, looked up once for 256 of them.
func (m *Ruler) of(r rune) measure {
	if r < 0 || r > 0x10FFFF {
		r = 0xFFFD
	}
	at := &m.pages[r>>pageBits]
	p := at.Load()
	if p == nil {
		p = new(page)
		for i := range p {
			p[i] = m.lookUp(r&^(1<<pageBits-1) | rune(i))
		}
		at.Store(p)
	}
	return p[r&(1<<pageBits-1)]
}

func (m *Ruler) lookUp(r rune) measure {
	if r == '\t' {
		// Past documents hold some. It is set as a blank of one em.
		blank := m.lookUp(' ')
		return measure{advance: int32(m.size), glyph: blank.glyph, face: blank.face}
	}
	found := measure{advance: int32(m.size)}
	for i, f := range m.faces {
		units, ok := f.advance(r)
		if !ok {
			continue
		}
		found.advance = int32((Length(units)*m.size + Length(f.em)/2) / Length(f.em))
		if glyph, ok := f.Glyph(r); ok || f.cmap == nil {
			found.glyph, found.face = uint16(glyph), uint8(i)
			break
		}
	}
	return found
}
