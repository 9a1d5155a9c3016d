package standards

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// fonts checks the fonts of the text shown.
func (c *checker) fonts() {
	texts := make(map[ref]map[int]string)
	for r, codes := range c.used {
		texts[r] = c.font(r, codes)
	}
	for _, p := range c.private {
		for _, u := range texts[p.font][p.code] {
			if u >= 0xE000 && u <= 0xF8FF || u >= 0xF0000 {
				c.report("6.2.11.7", "%U has no ActualText", u)
			}
		}
	}
}

// font checks one font and returns the texts of its codes.
func (c *checker) font(r ref, codes map[int]bool) map[int]string {
	f := c.file.dict(r)
	descendants := c.file.array(f["DescendantFonts"])
	if f["Type"] != name("Font") || f["Subtype"] != name("Type0") || len(descendants) != 1 {
		c.report("6.2.11.2", "the font is %v", f)
		return nil
	}
	d := c.file.dict(descendants[0])
	if d["Type"] != name("Font") || d["Subtype"] != name("CIDFontType2") || d["BaseFont"] != f["BaseFont"] {
		c.report("6.2.11.2", "the descendant is %v", d)
	}
	info := c.file.dict(d["CIDSystemInfo"])
	if f["Encoding"] != name("Identity-H") {
		c.report("6.2.11.3", "the encoding is %v", f["Encoding"])
		c.report("31-006", "the encoding is %v", f["Encoding"])
	}
	if info["Registry"] != str("Adobe") || info["Ordering"] != str("Identity") || info["Supplement"] != 0 {
		c.report("6.2.11.3", "the collection is %v", info)
		c.report("31-001", "the collection is %v", info)
	}
	if d["CIDToGIDMap"] != name("Identity") {
		c.report("6.2.11.3", "the map of glyphs is %v", d["CIDToGIDMap"])
		c.report("31-004", "the map of glyphs is %v", d["CIDToGIDMap"])
	}
	descriptor := c.file.dict(d["FontDescriptor"])
	if descriptor["FontName"] != f["BaseFont"] || !regexp.MustCompile(`^[A-Z]{6}\+.`).MatchString(string(f["BaseFont"].(name))) {
		c.report("6.2.11.2", "the font is named %v and %v", f["BaseFont"], descriptor["FontName"])
	}
	for _, key := range []name{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		if descriptor[key] == nil {
			c.report("6.2.11.2", "the descriptor has no %s", key)
		}
	}
	if descriptor["CIDSet"] != nil {
		c.report("6.2.11.2", "CIDSet is not checked")
	}
	program, ok := c.file.get(descriptor["FontFile2"]).(*stream)
	if !ok {
		c.report("6.2.11.4.1", "no font file")
		c.report("31-009", "no font file")
		return nil
	}
	if program.dict["Length1"] != len(program.data) {
		c.report("6.2.11.2", "Length1 is %v of %d", program.dict["Length1"], len(program.data))
	}
	c.glyphs(program.data, c.widths(d), codes)
	texts := c.toUnicode(f["ToUnicode"])
	for code := range codes {
		if code == 0 {
			c.report("6.2.11.8", "code 0 is shown")
			c.report("31-030", "code 0 is shown")
		}
		if texts[code] == "" {
			c.report("6.2.11.7", "code %d stands for nothing", code)
			c.report("10-001", "code %d stands for nothing", code)
		}
	}
	return texts
}

// widths returns a function that gives the declared width of a code, in 1/1000 em.
func (c *checker) widths(d dict) func(code int) float64 {
	stated := make(map[int]float64)
	w := c.file.array(d["W"])
	for i := 0; i+1 < len(w); {
		first := int(c.file.number(w[i]))
		if each := c.file.array(w[i+1]); each != nil {
			for j, v := range each {
				stated[first+j] = c.file.number(v)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			c.report("6.2.11.5", "W ends early")
			break
		}
		for code := first; code <= int(c.file.number(w[i+1])); code++ {
			stated[code] = c.file.number(w[i+2])
		}
		i += 3
	}
	standard := 1000.0
	if d["DW"] != nil {
		standard = c.file.number(d["DW"])
	}
	return func(code int) float64 {
		if w, ok := stated[code]; ok {
			return w
		}
		return standard
	}
}

// glyphs checks the glyphs of a TrueType file that are used.
func (c *checker) glyphs(data []byte, stated func(code int) float64, codes map[int]bool) {
	tables := make(map[string][]byte)
	u16 := func(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
	for i := range u16(data, 4) {
		e := data[12+16*i:]
		at, n := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if at+n > len(data) {
			c.report("6.2.11.4.1", "table %q is outside the font file", e[:4])
			return
		}
		tables[string(e[:4])] = data[at : at+n]
	}
	for _, tag := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf"} {
		if len(tables[tag]) == 0 {
			c.report("6.2.11.4.1", "the font file has no %s", tag)
			return
		}
	}
	em, metrics, n := u16(tables["head"], 18), u16(tables["hhea"], 34), u16(tables["maxp"], 4)
	loca, long := tables["loca"], u16(tables["head"], 50) == 1
	for code := range codes {
		if code >= n || long && len(loca) < 4*(code+2) || !long && len(loca) < 2*(code+2) {
			c.report("6.2.11.8", "code %d of %d has no glyph", code, n)
			c.report("31-011", "code %d of %d has no glyph", code, n)
			continue
		}
		if at := 4 * min(code, metrics-1); at+2 > len(tables["hmtx"]) {
			c.report("6.2.11.5", "code %d has no metrics", code)
		} else if w := float64(u16(tables["hmtx"], at)) * 1000 / float64(em); math.Abs(w-stated(code)) > 1 {
			c.report("6.2.11.5", "code %d is %.1f wide, stated is %.1f", code, w, stated(code))
			c.report("31-016", "code %d is %.1f wide, stated is %.1f", code, w, stated(code))
		}
	}
}

var mapping = regexp.MustCompile(`<([0-9A-Fa-f]{4})>\s+<([0-9A-Fa-f]*)>`)

// toUnicode returns the texts of a font's codes.
func (c *checker) toUnicode(v any) map[int]string {
	s, ok := c.file.get(v).(*stream)
	if !ok {
		c.report("6.2.11.7", "no ToUnicode")
		c.report("31-027", "no ToUnicode")
		return nil
	}
	texts := make(map[int]string)
	for _, section := range regexp.MustCompile(`(?s)(\d+) beginbfchar(.*?)endbfchar`).FindAllSubmatch(s.data, -1) {
		found := mapping.FindAllSubmatch(section[2], -1)
		if n, _ := strconv.Atoi(string(section[1])); n != len(found) || n > 100 {
			c.report("6.2.11.7", "a section of %s has %d", section[1], len(found))
		}
		for _, m := range found {
			code, _ := strconv.ParseUint(string(m[1]), 16, 16)
			raw, err := hex.DecodeString(string(m[2]))
			if err != nil || len(raw)%2 != 0 {
				c.report("6.2.11.7", "code %d stands for %q", code, m[2])
				continue
			}
			var units []uint16
			for i := 0; i < len(raw); i += 2 {
				u := binary.BigEndian.Uint16(raw[i:])
				switch u {
				case 0:
					c.report("6.2.11.7", "code %d stands for U+0000", code)
					c.report("31-028", "code %d stands for U+0000", code)
				case 0xFEFF, 0xFFFE:
					c.report("6.2.11.7", "code %d stands for %U", code, rune(u))
					c.report("31-029", "code %d stands for %U", code, rune(u))
				}
				units = append(units, u)
			}
			texts[int(code)] = string(utf16.Decode(units))
		}
	}
	return texts
}
