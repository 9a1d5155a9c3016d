package text

import (
	"github.com/go-text/typesetting/font/opentype/tables"
)

// A couple is a letter and a mark, as glyphs.
type couple struct{ letter, mark uint16 }

// composed returns the glyph that a face has for a letter together with its mark, such as か
// and ゜ (JIS X 0213). It looks in the feature ccmp, and returns 0 if the face has none.
func (f *Face) composed(letter, mark rune) uint16 {
	f.couplesOnce.Do(func() { f.couples = readCouples(f.Data) })
	l, ok := f.Glyph(letter)
	k, has := f.Glyph(mark)
	if !ok || !has {
		return 0
	}
	return f.couples[couple{uint16(l), uint16(k)}]
}

// readCouples reads the ligatures of two glyphs in the feature ccmp. A broken table counts
// as empty.
func readCouples(data []byte) map[couple]uint16 {
	raw, err := FontTables(data)
	if err != nil || raw["GSUB"] == nil {
		return nil
	}
	layout, _, err := tables.ParseLayout(raw["GSUB"])
	if err != nil {
		return nil
	}
	found := make(map[couple]uint16)
	for i, record := range layout.FeatureList.Records {
		if record.Tag.String() != "ccmp" {
			continue
		}
		for _, index := range layout.FeatureList.Features[i].LookupListIndices {
			if int(index) >= len(layout.LookupList.Lookups) {
				continue
			}
			subtables, err := layout.LookupList.Lookups[index].AsGSUBLookups()
			if err != nil {
				continue
			}
			for _, subtable := range subtables {
				if l, ok := subtable.(tables.LigatureSubs); ok {
					addCouples(found, l)
				}
			}
		}
	}
	return found
}

func addCouples(found map[couple]uint16, l tables.LigatureSubs) {
	for glyph := range 1 << 16 {
		at, ok := l.Coverage.Index(tables.GlyphID(glyph))
		if !ok || at >= len(l.LigatureSets) {
			continue
		}
		for _, ligature := range l.LigatureSets[at].Ligatures {
			if c := ligature.ComponentGlyphIDs; len(c) == 1 {
				found[couple{uint16(glyph), uint16(c[0])}] = uint16(ligature.LigatureGlyph)
			}
		}
	}
}
