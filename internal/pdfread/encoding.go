package pdfread

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// baseEncoding returns the characters of a simple font's bytes before /Differences.
// Standard and Windows encodings agree in ASCII, which is all that tables use of
// fonts without ToUnicode; quotes aside.
func baseEncoding(name string) (bytes [256]string) {
	table := charmap.Windows1252
	if name == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for i := range bytes {
		if r := table.DecodeByte(byte(i)); i >= ' ' && i != 0x7F && r != utf8.RuneError {
			bytes[i] = string(r)
		}
	}
	return bytes
}

// asciiNames are the names of the glyphs of ASCII, from the space on. Letters are
// called by themselves.
var asciiNames = func() map[string]string {
	m := make(map[string]string)
	names := "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen " +
		"period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at " +
		"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave " +
		"a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde"
	for i, n := range strings.Fields(names) {
		m[n] = string(rune(' ' + i))
	}
	for n, s := range map[string]string{
		"quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "endash": "–", "emdash": "—", "bullet": "•",
		"ellipsis": "…", "yen": "¥", "minus": "−", "multiply": "×", "degree": "°", "section": "§", "periodcentered": "·", "nbspace": " ",
		"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "copyright": "©", "registered": "®", "trademark": "™",
	} {
		m[n] = s
	}
	return m
}()

// glyphText returns the text of a glyph by its name, as the Adobe Glyph List says:
// a name, uni and four digits for each character, u and four to six; what follows a
// dot is a variant. "" if it says none.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if s, ok := asciiNames[name]; ok {
		return s
	}
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		text := ""
		for ; digits != ""; digits = digits[4:] {
			n, err := strconv.ParseUint(digits[:4], 16, 16)
			if err != nil {
				return ""
			}
			text += string(rune(n))
		}
		return text
	}
	if digits, ok := strings.CutPrefix(name, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		if n, err := strconv.ParseUint(digits, 16, 32); err == nil && n <= utf8.MaxRune {
			return string(rune(n))
		}
	}
	return ""
}
