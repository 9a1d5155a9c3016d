package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// EndsSentence reports whether a character ends a sentence.
func EndsSentence(r rune) bool { return r == '。' || r == '｡' || r == '！' || r == '？' }

// Sentences returns the offsets in a paragraph at which a sentence has ended and a line
// may end: after 。！？ outside brackets. The end of the paragraph itself is not
// included.
func Sentences(paragraph string) []int {
	var at []int
	breaks := Breaks(paragraph)
	depth, ended := 0, false
	for i, r := range paragraph {
		for len(breaks) > 0 && breaks[0] < i {
			breaks = breaks[1:]
		}
		if ended && len(breaks) > 0 && breaks[0] == i {
			at, ended = append(at, i), false
		}
		switch {
		case OpensBracket(r):
			depth++
		case ClosesBracket(r):
			depth = max(0, depth-1)
		}
		if EndsSentence(r) {
			ended = depth == 0
		}
	}
	return at
}

// EndsParagraph reports whether a text ends as a paragraph does: with a sentence, a
// colon or a bracket.
func EndsParagraph(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return EndsSentence(r) || ClosesBracket(r) || strings.ContainsRune("．.!?：:＞>", r)
}

// GoesOn reports whether a line can only continue the line above it. It does if it begins
// with a character that may not begin a line (行頭禁則), or with a particle after a bracket.
func GoesOn(above, below string) bool {
	first, _ := utf8.DecodeRuneInString(below)
	if neverBegins(first) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(above))
	return ClosesBracket(last) && slices.ContainsFunc(particles, func(p string) bool { return strings.HasPrefix(below, p) })
}

// neverBegins reports whether a character never begins a paragraph. Some characters that
// may not begin a line do begin a paragraph: ・項目, .xlsx, :, ℃, ¢.
func neverBegins(r rune) bool {
	return strings.ContainsRune(closers, r) && !strings.ContainsRune("・･：；℃°′″‰¢￠", r) || strings.ContainsRune(",)]}", r)
}

// particles never begin a sentence, except in words such as はい.
var particles = []string{"を", "に", "が", "の", "と", "で", "へ", "は、", "も、", "から", "より", "まで", "及び", "又は", "並びに", "若しくは"}
