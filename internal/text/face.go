package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// A Face is a typeface: the characters it has, and how wide they are. It is immutable,
// so any number of goroutines may share one.
type Face struct {
	Name string // the family, as a workbook or a PDF names it
	Data []byte // the TrueType file; nil for a face of which only the widths are known

	em       int // units of a full width, in which advances are counted
	advances map[rune]int
	cmap     font.Cmap
	variants font.UnicodeVariations
	hmtx     tables.Hmtx

	couplesOnce sync.Once
	couples     map[couple]uint16 // read when first asked
}

// Reasons why a font file cannot be used.
var (
	ErrNotTrueType = errors.New("not a TrueType font") // CFF outlines, a collection, WOFF, or no font at all
	ErrBrokenFont  = errors.New("font file is broken")
	ErrNoEmbedding = errors.New("font may not be embedded") // by its OS/2 fsType
)

// required are the tables that are needed to measure a TrueType face, subset it and
// draw it.
var required = []string{"head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf"}

// ParseFace reads a TrueType file. The face keeps the file's data, which must not be
// changed afterwards. The errors are ErrNotTrueType, ErrBrokenFont and
// ErrNoEmbedding, wrapped.
func ParseFace(name string, data []byte) (*Face, error) {
	if !bytes.HasPrefix(data, []byte{0, 1, 0, 0}) && !bytes.HasPrefix(data, []byte("true")) {
		return nil, ErrNotTrueType
	}
	f, err := parseFace(name, data)
	if err != nil && !errors.Is(err, ErrNoEmbedding) {
		return nil, fmt.Errorf("%w: %w", ErrBrokenFont, err)
	}
	return f, err
}

// FontTables finds the tables of a TrueType file by their tags. They are slices of
// data, and may overlap. It returns an error if one of them lies outside data.
func FontTables(data []byte) (map[string][]byte, error) {
	const head, entry = 12, 16
	if len(data) < head {
		return nil, errOutside
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < head+entry*n {
		return nil, errOutside
	}
	found := make(map[string][]byte, n)
	for i := range n {
		e := data[head+entry*i:]
		at, length := uint64(binary.BigEndian.Uint32(e[8:])), uint64(binary.BigEndian.Uint32(e[12:]))
		if at+length > uint64(len(data)) {
			return nil, errOutside
		}
		found[string(e[:4])] = data[at : at+length : at+length]
	}
	return found, nil
}

var errOutside = errors.New("a table lies outside the file")

func parseFace(name string, data []byte) (*Face, error) {
	raw, err := FontTables(data)
	if err != nil {
		return nil, err
	}
	for _, tag := range required {
		if raw[tag] == nil {
			return nil, fmt.Errorf("no table %q", tag)
		}
	}
	head, _, err := tables.ParseHead(raw["head"])
	if err != nil {
		return nil, err
	}
	hhea, _, err := tables.ParseHhea(raw["hhea"])
	if err != nil {
		return nil, err
	}
	maxp, _, err := tables.ParseMaxp(raw["maxp"])
	if err != nil {
		return nil, err
	}
	glyphs, metrics := int(maxp.NumGlyphs), int(hhea.NumOfLongMetrics)
	if head.UnitsPerEm < 16 || metrics < 1 || metrics > glyphs {
		return nil, errors.New("the tables contradict each other")
	}
	loca, err := tables.ParseLoca(raw["loca"], glyphs, head.IndexToLocFormat == 1)
	if err != nil {
		return nil, err
	}
	for i, at := range loca[:glyphs] {
		if at > loca[i+1] || int(loca[i+1]) > len(raw["glyf"]) {
			return nil, errors.New("a glyph lies outside the file")
		}
	}
	f := &Face{Name: name, Data: data, em: int(head.UnitsPerEm)}
	if f.hmtx, _, err = tables.ParseHmtx(raw["hmtx"], metrics, glyphs-metrics); err != nil {
		return nil, err
	}
	cmap, _, err := tables.ParseCmap(raw["cmap"])
	if err != nil {
		return nil, err
	}
	if f.cmap, f.variants, err = font.ProcessCmap(cmap, tables.FPNone); err != nil {
		return nil, err
	}
	if os2 := raw["OS/2"]; len(os2) >= 10 {
		// fsType: bit 1 is restricted licence embedding, bits 8 and 9 forbid a
		// subset and outlines.
		if fs := int(os2[8])<<8 | int(os2[9]); fs&0xF == 2 || fs&0x300 != 0 {
			return nil, ErrNoEmbedding
		}
	}
	return f, nil
}

// Em is the number of the face's units in one em.
func (f *Face) Em() int { return f.em }

// Glyph returns the glyph of a character, and whether the face has one. A face
// whose widths alone are known has no glyphs.
func (f *Face) Glyph(r rune) (uint32, bool) {
	if f.cmap == nil {
		return 0, false
	}
	gid, ok := f.cmap.Lookup(r)
	return uint32(gid), ok && gid != 0
}

// Variant returns the glyph of a character with a variation selector (異体字), and
// whether the face supports this pair.
func (f *Face) Variant(r, selector rune) (uint32, bool) {
	switch gid, found := f.variants.GetGlyphVariant(r, selector); found {
	case font.VariantFound:
		return uint32(gid), true
	case font.VariantUseDefault:
		return f.Glyph(r)
	}
	return 0, false
}

// advance returns how far a character moves the pen, in the face's units, and
// whether the face defines it. Combining marks, variation selectors and format
// characters never move the pen, whatever the face says.
func (f *Face) advance(r rune) (units int, ok bool) {
	if invisible(r) || unicode.In(r, unicode.Mn, unicode.Me) {
		return 0, true
	}
	if f.advances != nil {
		units, ok = f.advances[r]
		return units, ok
	}
	gid, ok := f.Glyph(r)
	if !ok {
		return 0, false
	}
	return int(uint16(f.hmtx.Advance(tables.GlyphID(gid)))), true
}

// invisible reports whether a character has no form of its own: format characters,
// variation selectors, and the others that Unicode lets a font ignore. The signs that
// are drawn under or around the figures after them are format characters, but visible.
func invisible(r rune) bool {
	const hangulFiller = 0x3164
	if r < 0xAD || r >= 0x3000 && r < 0xFE00 && r != hangulFiller {
		return false // nearly all there is: spared the search
	}
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
