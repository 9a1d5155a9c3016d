package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A unit is the paragraphs ps[from:to] that are read as one. Often a line was ended by
// hand where the cell was full, and the next one was indented.
type unit struct{ from, to int }

// units returns the units of a run of paragraphs.
func units(ps []paragraph, run []int) []unit {
	var us []unit
	for _, i := range run {
		if n := len(us); n > 0 && us[n-1].to == i && isRest(ps[i-1].text, ps[i].text) {
			us[n-1].to = i + 1
			continue
		}
		us = append(us, unit{i, i + 1})
	}
	return us
}

// fullest is the least number of characters of a line that was ended because the cell
// was full.
const fullest = 10

// isRest reports whether an indented paragraph continues the one above it.
func isRest(above, s string) bool {
	rest := strings.TrimLeft(s, " 　")
	if rest == s || rest == "" || labelEnd(s) > 0 {
		return false
	}
	switch first, _ := utf8.DecodeRuneInString(rest); classOf(first) {
	case kanji, hiragana, katakana, word, number:
	default:
		return false // an item of a list
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(above, unicode.IsSpace))
	switch classOf(last) {
	case kanji, hiragana, katakana, word, number, comma:
		return utf8.RuneCountInString(above) >= fullest
	}
	return false
}

// bags returns the bags of units.
func bags(ps []paragraph, us []unit) []bag {
	bs := make([]bag, len(us))
	for k, u := range us {
		var b strings.Builder
		b.WriteString(ps[u.from].text)
		for _, p := range ps[u.from+1 : u.to] {
			b.WriteString(strings.TrimLeft(p.text, " 　"))
		}
		bs[k] = newBag(b.String())
	}
	return bs
}

// adjoining says for each unit whether it directly follows the one before.
func adjoining(us []unit) []bool {
	is := make([]bool, len(us))
	for k := 1; k < len(us); k++ {
		is[k] = us[k].from == us[k-1].to
	}
	return is
}
