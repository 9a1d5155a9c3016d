package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// labelEnd returns where the number of an item (１．, （２）, ③, ４　) that a
// paragraph begins with ends, behind what it is indented by; else 0.
func labelEnd(s string) int {
	start := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			break
		}
		start += utf8.RuneLen(r)
	}
	rest := s[start:]
	r, size := utf8.DecodeRuneInString(rest)
	if r >= '①' && r <= '⑳' || r >= '㉑' && r <= '㊿' || r >= '⑴' && r <= '⒇' {
		return start + size
	}
	inside := r == '(' || r == '（'
	if inside {
		rest = rest[size:]
	}
	figures := 0
	for _, r := range rest {
		if classOf(r) != number && (!inside || !strings.ContainsRune("一二三四五六七八九十アイウエオカキクケコ", r)) {
			break
		}
		figures += utf8.RuneLen(r)
	}
	r, end := utf8.DecodeRuneInString(rest[figures:])
	switch {
	case figures == 0:
		return 0
	case inside && (r == ')' || r == '）'):
	case !inside && strings.ContainsRune(".．)）", r) && end > 0:
		if next, _ := utf8.DecodeRuneInString(rest[figures+end:]); classOf(next) == number {
			return 0 // 1.5
		}
	default:
		return 0
	}
	return len(s) - len(rest) + figures + end
}

// indent takes what a paragraph is indented by and its number.
func (c *scanner) indent() {
	end := labelEnd(c.s)
	if end == 0 {
		return
	}
	for c.class(c.at) == space {
		c.take(c.at+1, space)
	}
	to := c.at
	for to < len(c.ends) && c.ends[to] <= end {
		to++
	}
	if to > c.at {
		c.take(to, label)
	}
}
