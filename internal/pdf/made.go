package pdf

import "encoding/binary"

// A box is the bounding box of a glyph's ink, in the face's units.
type box struct{ left, bottom, right, top int }

// boxOf returns the box of an outline. An empty outline has an empty box.
func boxOf(outline []byte) (b box, ok bool) {
	if len(outline) < 10 {
		return b, false
	}
	n := func(at int) int { return int(int16(binary.BigEndian.Uint16(outline[at:]))) }
	return box{n(2), n(4), n(6), n(8)}, true
}

func (b box) moved(x, y int) box { return box{b.left + x, b.bottom + y, b.right + x, b.top + y} }

func (b box) with(c box) box {
	return box{min(b.left, c.left), min(b.bottom, c.bottom), max(b.right, c.right), max(b.top, c.top)}
}

// drawn returns the outline of a glyph and its left side bearing. A glyph that is centred, or
// has others set over it, is composed of positioned glyphs of the face.
func (f *face) drawn(g *glyph) (outline []byte, bearing int, err error) {
	outline, err = f.outline(g.id)
	base, ok := boxOf(outline)
	if err != nil || g.plain() || !ok {
		return outline, f.bearing(g.id), err
	}
	if g.script != 0 {
		outline, bearing = f.small(g, base)
		return outline, bearing, nil
	}
	shift := 0
	if g.centred {
		shift = (int(g.advance) - f.advance(g.id)) / 2
	}
	ink := base.moved(shift, 0)
	parts := component(nil, g.id, shift, 0)
	for _, id := range g.over {
		if id == 0 {
			continue
		}
		other, err := f.outline(id)
		if err != nil {
			return nil, 0, err
		}
		b, ok := boxOf(other)
		if !ok {
			continue
		}
		em := max(1, f.u16("head", 18))
		x, y := setOver(ink, b, em)
		if b.bottom > em/2 && f.advance(id) == em { // ゛ or ゜, at the upper right of its kana
			x, y = ink.right+em/16-b.right, 0
		}
		parts, ink = component(parts, id, x, y), ink.with(b.moved(x, y))
	}
	last := len(parts) - componentSize
	binary.BigEndian.PutUint16(parts[last:], binary.BigEndian.Uint16(parts[last:])&^moreComponents)
	outline = []byte{0xFF, 0xFF} // composed
	for _, n := range []int{ink.left, ink.bottom, ink.right, ink.top} {
		outline = binary.BigEndian.AppendUint16(outline, uint16(n))
	}
	return append(outline, parts...), ink.left, nil
}

// small returns the outline of a raised or lowered digit, and its left side bearing. It is a
// smaller digit whose top is a little above that of the others, or whose foot is below theirs.
func (f *face) small(g *glyph, base box) (outline []byte, bearing int) {
	const size, whole = 5, 8 // as package text measures it
	scaled := box{base.left * size / whole, base.bottom * size / whole, base.right * size / whole, base.top * size / whole}
	em := max(1, f.u16("head", 18))
	y := base.top + em/20 - scaled.top
	if g.script < 0 {
		y = base.bottom - em/8 - scaled.bottom
	}
	ink := scaled.moved(0, y)
	outline = []byte{0xFF, 0xFF} // composed
	for _, n := range []int{ink.left, ink.bottom, ink.right, ink.top} {
		outline = binary.BigEndian.AppendUint16(outline, uint16(n))
	}
	part := component(nil, g.id, 0, y)
	binary.BigEndian.PutUint16(part, binary.BigEndian.Uint16(part)&^moreComponents|oneScale)
	const one = 1 << 14 // of a scale
	return binary.BigEndian.AppendUint16(append(outline, part...), one*size/whole), ink.left
}

// setOver returns the offset of a glyph that is set over another. The middle of its ink is moved
// over the middle of the other's, and a mark above a letter keeps clear of it.
func setOver(base, mark box, em int) (x, y int) {
	x = (base.left+base.right)/2 - (mark.left+mark.right)/2
	if mark.bottom > base.top || mark.top < base.bottom {
		return x, 0 // it is already above or below
	}
	if mark.bottom > em/2 {
		return x, base.top + em/20 - mark.bottom
	}
	return x, (base.bottom+base.top)/2 - (mark.bottom+mark.top)/2
}

// componentSize is the number of bytes that component writes.
const componentSize = 8

// component appends a part of a composite glyph that is not its last part.
func component(b []byte, id uint16, x, y int) []byte {
	const valuesAreOffsets = 1 << 1
	for _, n := range []int{wordArguments | valuesAreOffsets | moreComponents, int(id), x, y} {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	return b
}
