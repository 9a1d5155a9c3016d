package pdfread

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// baseEncoding returns the characters of a simple font's bytes before /Differences. Standard
// and Windows encodings agree in ASCII, apart from quotes. Tables use only ASCII from fonts
// without ToUnicode.
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

// asciiNames are the glyph names of ASCII, starting with the space. The name of a letter is
// the letter itself.
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

// glyphText returns the text of a glyph name according to the Adobe Glyph List: a listed name,
// uni and four digits for each character, or u and four to six digits. A suffix after a dot
// marks a variant. It returns "" for any other name.
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
