package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// key returns a text in the form used to compare headings: without width, blanks, ※ and ：.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '※' || r == ':' {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// maxKeyed is the maximum length in bytes of a text that is compared with headings.
const maxKeyed = 4 * longLabel

// bareKey returns the key of a heading without its number.
func bareKey(s string) string {
	_, rest := cutNumber(s)
	return key(rest)
}

// A numeral is the number at the start of a heading.
type numeral int

const (
	noNumeral numeral = iota
	roman             // Ⅰ
	annex             // （別添１）
	arabic            // １．
	circled           // ①
)

// cutNumber cuts the number off a heading.
func cutNumber(s string) (kind numeral, rest string) {
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	r, n := utf8.DecodeRuneInString(t)
	switch {
	case r >= 'Ⅰ' && r <= 'Ⅻ':
		rest := t[n:]
		if cut := strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("．.、,", r) }); cut != rest || rest == "" {
			return roman, cut
		}
		if first, _ := utf8.DecodeRuneInString(rest); first > 0x7f && !unicode.Is(unicode.Nl, first) {
			return roman, rest
		}
	case r >= '①' && r <= '⑳', r >= '㉑' && r <= '㉟':
		return circled, strings.TrimLeftFunc(t[n:], unicode.IsSpace)
	case r == '（' || r == '(':
		if inner, ok := strings.CutPrefix(t[n:], "別添"); ok {
			digits := strings.TrimLeftFunc(inner, isDigit)
			if end, n := utf8.DecodeRuneInString(digits); len(digits) < len(inner) && (end == '）' || end == ')') {
				return annex, strings.TrimLeftFunc(digits[n:], unicode.IsSpace)
			}
		}
	case isDigit(r):
		after := strings.TrimLeftFunc(t, isDigit)
		if utf8.RuneCountInString(t)-utf8.RuneCountInString(after) > 2 {
			return noNumeral, s
		}
		point, n := utf8.DecodeRuneInString(after)
		if !strings.ContainsRune("．.、", point) || after == "" {
			return noNumeral, s
		}
		if next, _ := utf8.DecodeRuneInString(after[n:]); isDigit(next) {
			return noNumeral, s
		}
		return arabic, strings.TrimLeftFunc(after[n:], unicode.IsSpace)
	}
	return noNumeral, s
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// digits returns the value of a text of one or two digits, or 0 for any other text.
func digits(s string) int {
	n := 0
	for i, r := range []rune(s) {
		switch {
		case i > 1 || !isDigit(r):
			return 0
		case r >= '０':
			n = n*10 + int(r-'０')
		default:
			n = n*10 + int(r-'0')
		}
	}
	return n
}

// cutStem splits the heading of a block: システム５ is システム and 5.
func cutStem(s string) (stem string, number int) {
	t := strings.TrimRightFunc(strings.TrimSpace(s), unicode.IsSpace)
	stem = strings.TrimRightFunc(t, isDigit)
	number = digits(t[len(stem):])
	stem = strings.TrimSpace(stem)
	if stem == "" || number == 0 || utf8.RuneCountInString(stem) > 12 || strings.ContainsAny(stem, "\n0123456789") ||
		strings.ContainsFunc(stem, func(r rune) bool {
			return r >= '０' && r <= '９' || strings.ContainsRune("。、：:／/～〜-－第（(", r)
		}) {
		return "", 0
	}
	return stem, number
}

// stems are the stems of the blocks that the forms repeat.
var stems = map[string]bool{"システム": true, "委託事項": true, "提供先": true, "移転先": true}

// isRange reports whether a text refers to several blocks: システム２～５.
func isRange(s string) bool {
	t := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	i := strings.IndexAny(t, "～〜~-－―")
	if i < 0 {
		return false
	}
	stem, from := cutStem(t[:i])
	_, size := utf8.DecodeRuneInString(t[i:])
	rest := strings.TrimPrefix(t[i+size:], stem)
	return stems[stem] && from > 0 && digits(rest) > from
}

// isRisk reports whether a text is the heading of a risk: リスク１：…, or the section's others.
func isRisk(s string) bool {
	if len(s) <= maxKeyed && strings.HasSuffix(key(s), "その他のリスク及びそのリスクに対する措置") {
		return true
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(s), "リスク")
	if !ok {
		return false
	}
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return isDigit(r) || unicode.IsSpace(r) })
	return strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")
}

// onlyNumber reports whether a text is only the number of a heading.
func onlyNumber(s string) bool {
	kind, rest := cutNumber(s)
	if kind != noNumeral {
		return strings.TrimSpace(rest) == ""
	}
	t := key(s)
	return strings.HasPrefix(t, "リスク") && digits(t[len("リスク"):]) > 0 && len(t) <= len("リスク")+2 || t == "リスク"
}
