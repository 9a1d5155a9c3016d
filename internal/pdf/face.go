package pdf

import (
	"cmp"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"

	"betten/internal/pdf/object"
	"betten/internal/text"
)

// A face is a TrueType file. Its tables are located but not copied.
type face struct {
	tables  map[string][]byte
	long    bool // the offsets of glyphs have 4 bytes
	metrics int  // how many glyphs have their own advance
	glyphs  int
}

var errBrokenFace = errors.New("the font file is broken")

// openFace finds the tables of a TrueType file.
func openFace(data []byte) (*face, error) {
	tables, err := text.FontTables(data)
	if err != nil {
		return nil, errBrokenFace
	}
	f := &face{tables: tables}
	for table, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6} {
		if len(f.tables[table]) < least {
			return nil, errBrokenFace
		}
	}
	f.long = f.u16("head", 50) == 1
	f.metrics, f.glyphs = f.u16("hhea", 34), f.u16("maxp", 4)
	if f.metrics < 1 || f.metrics > f.glyphs || len(f.tables["hmtx"]) < 4*f.metrics+2*(f.glyphs-f.metrics) {
		return nil, errBrokenFace
	}
	return f, nil
}

// u16 returns the 16 bits at an offset of a table, or 0 past its end.
func (f *face) u16(table string, at int) int {
	if t := f.tables[table]; at >= 0 && at+2 <= len(t) {
		return int(binary.BigEndian.Uint16(t[at:]))
	}
	return 0
}

// i16 returns the 16 bits at an offset of a table as a signed number.
func (f *face) i16(table string, at int) int { return int(int16(f.u16(table, at))) }

// outline returns the description of a glyph; it may be empty.
func (f *face) outline(id uint16) ([]byte, error) {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	var from, to uint64
	switch i := int(id); {
	case i >= f.glyphs:
		return nil, errBrokenFace
	case f.long && 4*i+8 <= len(loca):
		from, to = uint64(binary.BigEndian.Uint32(loca[4*i:])), uint64(binary.BigEndian.Uint32(loca[4*i+4:]))
	case !f.long && 2*i+4 <= len(loca):
		from, to = 2*uint64(binary.BigEndian.Uint16(loca[2*i:])), 2*uint64(binary.BigEndian.Uint16(loca[2*i+2:]))
	default:
		return nil, errBrokenFace
	}
	if from > to || to > uint64(len(glyf)) {
		return nil, errBrokenFace
	}
	return glyf[from:to], nil
}

// bearing returns how far right of the pen a glyph begins.
func (f *face) bearing(id uint16) int {
	if i := int(id); i >= f.metrics {
		return f.u16("hmtx", 4*f.metrics+2*(i-f.metrics))
	}
	return f.u16("hmtx", 4*int(id)+2)
}

// advance returns how far a glyph moves the pen.
func (f *face) advance(id uint16) int { return f.u16("hmtx", 4*min(int(id), f.metrics-1)) }

// descriptor returns the font descriptor of a face, except its name and file.
func (f *face) descriptor() object.Dict {
	em := max(1, f.u16("head", 18))
	scale := func(units int) int { return units * 1000 / em }
	ascent := scale(f.i16("hhea", 4))
	capHeight, weight := ascent, 400
	if w := f.u16("OS/2", 4); w > 0 {
		weight = w
	}
	if f.u16("OS/2", 0) >= 2 {
		capHeight = scale(f.i16("OS/2", 88))
	}
	const symbolic = 1 << 2 // it has characters other than those of Latin text
	return object.Dict{
		"Type": object.Name("FontDescriptor"), "Flags": symbolic,
		"FontBBox": object.Array{
			scale(f.i16("head", 36)), scale(f.i16("head", 38)), scale(f.i16("head", 40)), scale(f.i16("head", 42)),
		},
		"ItalicAngle": f.i16("post", 4), "Ascent": ascent, "Descent": scale(f.i16("hhea", 6)),
		"CapHeight": capHeight, "StemV": 50 + weight*weight/(65*65), // the usual guess from the weight
	}
}

// postScriptName returns the face's name for programs, or one made from the
// family's.
func (f *face) postScriptName(family string) string {
	const postScript, windows = 6, 3
	name, strs := f.tables["name"], f.u16("name", 4)
	for i := range f.u16("name", 2) {
		record := 6 + 12*i
		if f.u16("name", record) != windows || f.u16("name", record+6) != postScript {
			continue
		}
		at, length := strs+f.u16("name", record+10), f.u16("name", record+8)
		if at+length > len(name) {
			continue
		}
		units := make([]uint16, length/2)
		for j := range units {
			units[j] = binary.BigEndian.Uint16(name[at+2*j:])
		}
		if s := plainName(string(utf16.Decode(units))); s != "" {
			return s
		}
	}
	return cmp.Or(plainName(family), "Face")
}

// plainName returns a name without the characters that a PostScript name may not have.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune("()<>[]{}/%#+", r) {
			return -1
		}
		return r
	}, name)
}
