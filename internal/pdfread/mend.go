package pdfread

import "betten/internal/change"

// ligatures are the letters that fonts join in one glyph, U+FB00 to U+FB06.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

// The minimum widths, in parts of the size, of an ideographic blank: fonts draw it with the
// glyph of U+2003 or U+00A0.
const (
	wideEmSpace = 0.6
	wideNoBreak = 0.9
)

// mended corrects characters that programs misname: they look up the name in the font, which
// has several for a glyph. width is the advance in parts of the size.
func mended(text []rune, width float64) []rune {
	for i, r := range text {
		switch {
		case change.IsRadical(r):
			text[i] = change.Ideograph(r)
		case r == 0x2003 && width > wideEmSpace, r == 0xA0 && width > wideNoBreak:
			text[i] = '　'
		case r >= 0xFB00 && r < 0xFB00+rune(len(ligatures)):
			rest := append([]rune(ligatures[r-0xFB00]), text[i+1:]...)
			return append(text[:i:i], mended(rest, width)...)
		}
	}
	return text
}
