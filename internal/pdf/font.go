package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"betten/internal/pdf/object"
	"betten/internal/text"
)

// A font is the part of one face that a document uses: units of text, numbered in the order in
// which they first occur. A unit's number is its code in the drawn text and its glyph in the
// subset.
type font struct {
	face  *text.Face
	size  text.Length // in which the advances of the units are measured
	units []text.Unit // by code; the first is the face's glyph for missing characters

	single [0x10000]uint16 // codes of units of one BMP character; 0 if there is none
	others map[text.Unit]uint16
}

var errTooManyGlyphs = errors.New("more different glyphs than a font can hold")

func newFont(face *text.Face, size text.Length) *font {
	return &font{face: face, size: size, units: make([]text.Unit, 1, 1024), others: make(map[text.Unit]uint16)}
}

// code returns the code of a unit, and adds the unit if it is new. The same text may occur in
// two units: after some marks, a selector does not change the glyph.
func (f *font) code(u text.Unit) (uint16, error) {
	r, n := utf8.DecodeRuneInString(u.Text)
	single := n == len(u.Text) && r < 0x10000
	var code uint16
	if single {
		code = f.single[r]
	} else {
		code = f.others[u]
	}
	if code != 0 {
		return code, nil
	}
	if len(f.units) > 0xFFFF {
		return 0, errTooManyGlyphs
	}
	code = uint16(len(f.units))
	f.units = append(f.units, u)
	if single {
		f.single[r] = code
	} else {
		f.others[u] = code
	}
	return code, nil
}

// glyphs returns the glyphs of the units, by code. A unit moves the pen as it was measured, and
// its glyph may have another advance: か with a mark has the width of か, but the glyph of が.
func (f *font) glyphs() []glyph {
	em := text.Length(f.face.Em())
	glyphs := make([]glyph, len(f.units))
	for i, u := range f.units {
		glyphs[i] = glyph{u.Glyph, uint16(min((u.Advance*em+f.size/2)/f.size, 0xFFFF)), u.Centred, u.Over, u.Script}
	}
	return glyphs
}

// embed replaces the placeholder fonts with the real ones.
func embed(file *object.File, fonts []*font) error {
	for i, v := range file.Objects {
		d, ok := v.(object.Dict)
		if !ok || d["Type"] != object.Name("Font") {
			continue
		}
		for face, f := range fonts {
			if f == nil || d["BaseFont"] != object.Name(placeholder(face)) {
				continue
			}
			dict, err := f.objects(file)
			if err != nil {
				return fmt.Errorf("face %s: %w", f.face.Name, err)
			}
			file.Objects[i] = dict
		}
	}
	return nil
}

// objects adds the objects of a font to a file, and returns the one that text refers to: a
// composite font whose codes are the glyphs of the subset.
func (f *font) objects(file *object.File) (object.Dict, error) {
	s, err := openFace(f.face.Data)
	if err != nil {
		return nil, err
	}
	glyphs := f.glyphs()
	data, err := s.subset(glyphs)
	if err != nil {
		return nil, err
	}
	name := object.Name(tag(data) + "+" + s.postScriptName(f.face.Name))
	texts := make([]string, len(f.units))
	for code, u := range f.units {
		texts[code] = extracted.Replace(u.Text)
	}
	descriptor := s.descriptor()
	descriptor["FontName"] = name
	descriptor["FontFile2"] = file.Add(&object.Stream{Dict: object.Dict{"Length1": len(data)}, Data: data})
	descendant := file.Add(object.Dict{
		"Type": object.Name("Font"), "Subtype": object.Name("CIDFontType2"), "BaseFont": name,
		"CIDSystemInfo": object.Dict{
			"Registry": object.String("Adobe"), "Ordering": object.String("Identity"), "Supplement": 0,
		},
		"CIDToGIDMap": object.Name("Identity"), "DW": defaultWidth, "W": widths(glyphs, f.face.Em()),
		"FontDescriptor": file.Add(descriptor),
	})
	return object.Dict{
		"Type": object.Name("Font"), "Subtype": object.Name("Type0"), "BaseFont": name,
		"Encoding": object.Name("Identity-H"), "DescendantFonts": object.Array{descendant},
		"ToUnicode": file.Add(&object.Stream{Data: object.ToUnicode(texts)}),
	}, nil
}

// extracted replaces U+FEFF, the space without width, which must not occur in extracted text
// (ISO 14289-1, 7.21.7), with the character that superseded it.
var extracted = strings.NewReplacer("\uFEFF", "\u2060")

// tag returns the six letters that distinguish subsets of the same name. They are derived from
// the content.
func tag(data []byte) string {
	sum := sha256.Sum256(data)
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}

// defaultWidth is the width, in 1/1000 em, of glyphs that are not in the array of widths.
const defaultWidth = 1000

// widths returns the array W of a font: the advances that are not the default, in
// groups of successive codes.
func widths(glyphs []glyph, em int) object.Array {
	var w object.Array
	var group object.Array
	for code, g := range glyphs {
		width := thousandths(int(g.advance), em)
		if width != defaultWidth {
			if group == nil {
				w = append(w, code)
			}
			group = append(group, width)
		}
		if group != nil && (width == defaultWidth || code == len(glyphs)-1) {
			w = append(w, group)
			group = nil
		}
	}
	return w
}

// thousandths returns a length of a face in 1/1000 em, to three decimals.
func thousandths(units, em int) float64 {
	return float64((units*1_000_000+em/2)/em) / 1000
}
