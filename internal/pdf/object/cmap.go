package object

import (
	"fmt"
	"unicode/utf16"
)

// appendUTF16 appends s in UTF-16BE.
func appendUTF16(b []byte, s string) []byte {
	for _, r := range s {
		if hi, lo := utf16.EncodeRune(r); hi != 0xFFFD {
			b = append(b, byte(hi>>8), byte(hi), byte(lo>>8), byte(lo))
		} else {
			b = append(b, byte(r>>8), byte(r))
		}
	}
	return b
}

// maxMappings is the maximum number of mappings in a bfchar section.
const maxMappings = 100

// ToUnicode returns a CMap that maps the two-byte codes of a font to texts, given by code.
// Code 0 is left out.
func ToUnicode(texts []string) []byte {
	b := []byte(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	var utf16 []byte
	for first := 1; first < len(texts); first += maxMappings {
		n := min(maxMappings, len(texts)-first)
		b = fmt.Appendf(b, "%d beginbfchar\n", n)
		for code := first; code < first+n; code++ {
			utf16 = appendUTF16(utf16[:0], texts[code])
			b = fmt.Appendf(b, "<%04X> <%X>\n", code, utf16)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`...)
}
