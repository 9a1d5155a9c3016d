package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// A glyph is a glyph of a face with the advance it gets, in the face's units.
type glyph struct {
	id      uint16
	advance uint16
	centred bool      // its ink is centred in the advance
	over    [2]uint16 // glyphs of the face that are set over it; 0 for none
	script  int8      // 1 if it is small and raised, -1 if lowered
}

// plain reports whether a glyph is unmodified, apart from its advance.
func (g *glyph) plain() bool { return !g.centred && g.over == [2]uint16{} && g.script == 0 }

// subset returns a TrueType file with these glyphs, in order, followed by the glyphs that they
// are composed of. It has only the tables that the standard requires of a font embedded by
// glyph: no cmap and no names.
func (f *face) subset(glyphs []glyph) ([]byte, error) {
	glyphs = slices.Clone(glyphs)
	places := make(map[uint16]int, len(glyphs)) // index in the subset of each glyph of f
	for i := range glyphs {
		if _, ok := places[glyphs[i].id]; !ok && glyphs[i].plain() {
			places[glyphs[i].id] = i
		}
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(glyphs); i++ { // the loop appends components
		outline, bearing, err := f.drawn(&glyphs[i])
		if err != nil {
			return nil, err
		}
		from := len(glyf)
		loca = binary.BigEndian.AppendUint32(loca, uint32(from))
		glyf = pad(append(glyf, outline...))
		hmtx = binary.BigEndian.AppendUint16(hmtx, glyphs[i].advance)
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(bearing))
		err = components(glyf[from:from+len(outline)], func(id uint16) (uint16, error) {
			place, ok := places[id]
			if !ok {
				if place = len(glyphs); place > 0xFFFF {
					return 0, errTooManyGlyphs
				}
				places[id] = place
				glyphs = append(glyphs, glyph{id: id, advance: uint16(f.advance(id))})
			}
			return uint16(place), nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(glyphs) > 0xFFFF {
		return nil, errTooManyGlyphs
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	tables := map[string][]byte{"glyf": glyf, "loca": loca, "hmtx": hmtx}
	for _, table := range []string{"head", "hhea", "maxp", "cvt ", "fpgm", "prep"} {
		if t, ok := f.tables[table]; ok {
			tables[table] = slices.Clone(t)
		}
	}
	binary.BigEndian.PutUint16(tables["head"][50:], 1) // offsets of 4 bytes
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(len(glyphs)))
	binary.BigEndian.PutUint16(tables["maxp"][4:], uint16(len(glyphs)))
	f.allow(tables["maxp"])
	return assemble(tables), nil
}

// allow raises the maximums of a subset (maxp) for glyphs that are composed of several others.
func (f *face) allow(maxp []byte) {
	if len(maxp) < 32 {
		return
	}
	raise := func(at, by int) {
		binary.BigEndian.PutUint16(maxp[at:], uint16(min(0xFFFF, by)))
	}
	const parts = 3
	raise(10, max(f.u16("maxp", 10), parts*max(f.u16("maxp", 6), f.u16("maxp", 10)))) // points
	raise(12, max(f.u16("maxp", 12), parts*max(f.u16("maxp", 8), f.u16("maxp", 12)))) // contours
	raise(28, max(f.u16("maxp", 28), parts))
	raise(30, f.u16("maxp", 30)+1) // levels
}

// Flags of a component of a glyph.
const (
	wordArguments  = 1 << 0
	oneScale       = 1 << 3
	moreComponents = 1 << 5
	twoScales      = 1 << 6
	fourScales     = 1 << 7
)

// components replaces the numbers of the glyphs that an outline is composed of.
func components(outline []byte, replace func(id uint16) (uint16, error)) error {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil // it has its own contours, or is empty
	}
	for at, more := 10, true; more; {
		if at+4 > len(outline) {
			return errBrokenFace
		}
		flags := binary.BigEndian.Uint16(outline[at:])
		id, err := replace(binary.BigEndian.Uint16(outline[at+2:]))
		if err != nil {
			return err
		}
		binary.BigEndian.PutUint16(outline[at+2:], id)
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&fourScales != 0:
			at += 8
		}
		more = flags&moreComponents != 0
	}
	return nil
}

// pad appends zeros up to a multiple of 4 bytes.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// assemble makes a TrueType file from its tables.
func assemble(tables map[string][]byte) []byte {
	n := len(tables)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	file := []byte{0, 1, 0, 0}
	for _, v := range []int{n, power * 16, log, (n - power) * 16} {
		file = binary.BigEndian.AppendUint16(file, uint16(v))
	}
	const adjustment = 8 // where head has the file's checksum
	clear(tables["head"][adjustment : adjustment+4])
	at, head := 12+16*n, 0
	names := slices.Sorted(maps.Keys(tables))
	for _, name := range names {
		if name == "head" {
			head = at
		}
		file = append(file, name...)
		file = binary.BigEndian.AppendUint32(file, checksum(tables[name]))
		file = binary.BigEndian.AppendUint32(file, uint32(at))
		file = binary.BigEndian.AppendUint32(file, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		file = pad(append(file, tables[name]...))
	}
	binary.BigEndian.PutUint32(file[head+adjustment:], 0xB1B0AFBA-checksum(file))
	return file
}

// checksum returns the sum of a table's 32-bit numbers, padded with zeros.
func checksum(table []byte) (sum uint32) {
	for len(table) >= 4 {
		sum += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var rest [4]byte
	copy(rest[:], table)
	return sum + binary.BigEndian.Uint32(rest[:])
}
