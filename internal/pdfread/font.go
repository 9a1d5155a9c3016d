package pdfread

import (
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A font gives for each code the characters that it shows and how far the pen moves.
type font struct {
	composite bool
	vertical  bool
	codes     *cmap               // of a composite font: the lengths of codes, and their CIDs
	unicode   *cmap               // ToUnicode; nil if there is none
	byCode    func(string) string // the text of a code of a predefined CMap; nil if there is none
	byCID     func(int) string    // the text of a CID; nil if there is none
	byByte    [256]string         // the text of a code of a simple font

	widths map[int]float64 // by CID or code, in thousandths of the size
	other  float64         // the width of all others
	unit   float64         // 1/1000, or the unit of a Type 3 font

	known map[string]shown // cache of codes
}

// shown is the result for a code.
type shown struct {
	text  []rune
	width float64 // how far the pen moves, in parts of the size
	bad   bool    // its characters are unknown; they are U+FFFD
}

// look looks a code up. If mend is set, characters that some programs misname are corrected.
// It is the same for all codes of a file.
func (f *font) look(code string, mend bool) shown {
	s, ok := f.known[code]
	if !ok {
		s.width = f.width(code)
		s.text, s.bad = f.decode(code, mend)
		if f.known == nil {
			f.known = make(map[string]shown)
		}
		f.known[code] = s
	}
	return s
}

// unknownFont is used for text before a font is chosen. Its characters are unknown.
func unknownFont() *font { return &font{other: 500, unit: 0.001} }

// font returns the font of a dictionary.
func (f *file) font(o types.Object) *font {
	key := ""
	if r, ok := o.(types.IndirectRef); ok {
		key = r.String()
		if made, ok := f.fonts[key]; ok {
			return made
		}
	}
	made := f.newFont(f.dict(o))
	if key != "" {
		f.fonts[key] = made
	}
	return made
}

func (f *file) newFont(d types.Dict) *font {
	if d == nil {
		return unknownFont()
	}
	made := &font{unit: 0.001, widths: make(map[int]float64)}
	if o, ok := d["ToUnicode"]; ok {
		if data, err := f.stream(o); err == nil {
			made.unicode = parseCMap(data)
		} else if n := f.name(o); strings.HasPrefix(n, "Identity") {
			made.byCode = utf16Text // not allowed by the standard, but it occurs: the code is the character
		}
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.compositeFont(made, d)
	} else {
		f.simpleFont(made, d)
	}
	return made
}

// simpleFont reads a font whose codes are single bytes.
func (f *file) simpleFont(made *font, d types.Dict) {
	first := f.integer(d["FirstChar"])
	widths := f.array(d["Widths"])
	for i, w := range widths {
		if code := first + i; code >= 0 && code < 256 {
			made.widths[code] = f.number(w)
		}
	}
	if made.other = f.number(f.dict(d["FontDescriptor"])["MissingWidth"]); len(widths) == 0 {
		made.other = 500 // one of the standard fonts, whose widths are not in the file
	}
	if f.name(d["Subtype"]) == "Type3" {
		made.unit = f.matrix(d["FontMatrix"]).a
	}
	f.encoding(made, d)
}

// encoding determines which characters the bytes of a simple font show.
func (f *file) encoding(made *font, d types.Dict) {
	base := f.name(d["Encoding"])
	e := f.dict(d["Encoding"])
	if e != nil {
		base = f.name(e["BaseEncoding"])
	}
	made.byByte = baseEncoding(base)
	if f.name(d["Subtype"]) == "Type3" && e == nil {
		made.byByte = [256]string{}
	}
	code := 0
	for _, o := range f.array(e["Differences"]) {
		switch o := f.get(o).(type) {
		case types.Integer:
			code = int(o)
		case types.Name:
			if code >= 0 && code < 256 {
				made.byByte[code] = glyphText(o.Value())
			}
			code++
		}
	}
}

// compositeFont reads a font whose codes have several bytes.
func (f *file) compositeFont(made *font, d types.Dict) {
	made.composite = true
	switch e := f.get(d["Encoding"]).(type) {
	case types.Name:
		n := e.Value()
		// The CMap of vertical writing differs only in a few forms of punctuation.
		across, vertical := strings.CutSuffix(n, "V")
		if made.vertical = vertical; vertical {
			across += "H"
		}
		made.codes = predefined(across)
		if made.byCode == nil {
			made.byCode = predefinedText(n)
		}
	case types.StreamDict:
		if data, err := f.stream(e); err == nil {
			made.codes = parseCMap(data)
			made.vertical = made.codes.vertical || f.integer(e.Dict["WMode"]) == 1
		}
		if use := f.name(e.Dict["UseCMap"]); use != "" && made.codes != nil {
			made.codes.use(predefined(use))
		}
	}
	if made.codes == nil {
		made.codes = identityCMap
	}
	var cid types.Dict
	if a := f.array(d["DescendantFonts"]); len(a) > 0 {
		cid = f.dict(a[0])
	}
	if f.text(f.dict(cid["CIDSystemInfo"])["Ordering"]) == "Japan1" {
		made.byCID = japan1
	}
	made.other = 1000
	if o, ok := cid["DW"]; ok {
		made.other = f.number(o)
	}
	f.cidWidths(made, f.array(cid["W"]))
}

// cidWidths reads widths: c [w1 w2 …] or first last w.
func (f *file) cidWidths(made *font, w types.Array) {
	const most = 1 << 16 // CIDs
	for i := 0; i+1 < len(w); {
		first := f.integer(w[i])
		if list := f.array(w[i+1]); list != nil {
			for j, o := range list[:min(len(list), most)] {
				made.widths[first+j] = f.number(o)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last, width := f.integer(w[i+1]), f.number(w[i+2])
		for c := first; c <= last && c < most; c++ {
			made.widths[c] = width
		}
		i += 3
	}
}

// next returns how many bytes the first code of a string has.
func (f *font) next(s string) int {
	if !f.composite {
		return 1
	}
	return f.codes.next(s)
}

// width returns how far the pen moves after a code, in parts of the size.
func (f *font) width(code string) float64 {
	n := int(code[0])
	if f.composite {
		n = f.codes.cid(code)
	}
	w, ok := f.widths[n]
	if !ok {
		w = f.other
	}
	return w * f.unit
}

// decode returns the characters that a code shows. If bad is true, they are unknown and are
// U+FFFD. If mend is set, characters that some programs misname are corrected.
func (f *font) decode(code string, mend bool) (text []rune, bad bool) {
	s := ""
	if f.unicode != nil {
		s = f.unicode.texts[code]
	}
	if !usable(s) {
		s = f.fallback(code)
	}
	if !usable(s) {
		return []rune{0xFFFD}, true
	}
	text = []rune(s)
	if mend {
		text = mended(text, f.width(code))
	}
	return text, false
}

// usable reports whether a text identifies its characters.
func usable(s string) bool { return s != "" && s != "\x00" && s != "\uFFFD" }

// fallback returns the text of a code that is missing from ToUnicode.
func (f *font) fallback(code string) string {
	if !f.composite {
		return f.byByte[code[0]]
	}
	if f.byCode != nil {
		if s := f.byCode(code); usable(s) {
			return s
		}
	}
	if f.byCID != nil {
		return f.byCID(f.codes.cid(code))
	}
	return ""
}
