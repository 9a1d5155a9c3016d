package text

import (
	"strings"
	"unicode/utf8"
)

// OpensBracket reports whether a character is an opening bracket of running text.
// ＜ and < do not count: they are comparison signs, and are brackets only around a heading.
func OpensBracket(r rune) bool {
	switch r {
	case '（', '「', '『', '［', '｛', '【', '〈', '《', '〔', '｢', '(', '[', '{':
		return true
	}
	return false
}

// ClosesBracket reports whether a character is a closing bracket of running text.
func ClosesBracket(r rune) bool {
	switch r {
	case '）', '」', '』', '］', '｝', '】', '〉', '》', '〕', '｣', ')', ']', '}':
		return true
	}
	return false
}

// headingBrackets are the pairs in which officials put headings. Round brackets are
// not included because they hold remarks.
var headingBrackets = map[rune]rune{
	'＜': '＞', '【': '】', '《': '》', '〔': '〕', '［': '］', '「': '」', '『': '』', '〈': '〉', '≪': '≫', '｢': '｣', '<': '>', '[': ']',
}

// InBrackets reports whether a pair of brackets encloses a whole paragraph, as in the
// heading 【技術的対策】, but not in 【技術的対策】について or 「甲」及び「乙」.
func InBrackets(paragraph string) bool {
	p := strings.TrimSpace(paragraph)
	first, size := utf8.DecodeRuneInString(p)
	last, ok := headingBrackets[first]
	if !ok || strings.TrimSpace(strings.TrimSuffix(p[size:], string(last))) == "" {
		return false // [　] is a box to tick
	}
	depth := 0
	for i, r := range p {
		switch r {
		case first:
			depth++
		case last:
			depth--
		}
		if depth == 0 {
			return i+utf8.RuneLen(r) == len(p)
		}
	}
	return false
}
