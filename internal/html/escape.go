package html

import (
	"bufio"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape writes a text so that it is safe in an element or between the quotes of an attribute.
// A character that HTML does not allow is written as its number, because a parser would drop
// U+0000 and read U+0080 as €.
func escape(w *bufio.Writer, s string) {
	from := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case r == '\'':
			instead = "&#39;"
		case r == utf8.RuneError && size == 1:
			instead = fmt.Sprintf("&lt;%02X&gt;", s[i])
		case !allowed(r):
			instead = fmt.Sprintf("&lt;U+%04X&gt;", r)
		}
		if instead != "" {
			w.WriteString(s[from:i])
			w.WriteString(instead)
			from = i + size
		}
		i += size
	}
	w.WriteString(s[from:])
}

// allowed reports whether HTML allows a character in a document (section 13.2.3.5).
func allowed(r rune) bool {
	return !unicode.IsControl(r) && !unicode.Is(unicode.Noncharacter_Code_Point, r) || r == '\n' || r == '\t'
}

// run writes a part of a paragraph. On a page of problems, an invisible character carries its
// number, which the style shows.
func (p *page) run(s string) {
	if !p.codes {
		p.text(s)
		return
	}
	from := 0
	for i, r := range s {
		if unseen(r) {
			p.text(s[from:i])
			p.rawf(`<span class="code" data-code="U+%04X">%c</span>`, r, r)
			from = i + utf8.RuneLen(r)
		}
	}
	p.text(s[from:])
}

// unseen reports whether a character is invisible, or looks different on each computer. An
// invisible character needs no escape.
func unseen(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) }

// oneLine returns a text for a place where a line break has no meaning.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }
