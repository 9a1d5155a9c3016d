package pdftable

import (
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/text"
	"betten/templates"
)

// headings are the headings of the forms (templates.Headings), without the width of their
// characters and without numbers: the names of the levels of 項目.
var headings, isHeading = func() (all []string, is map[string]bool) {
	is = make(map[string]bool)
	for line := range strings.Lines(templates.Headings) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words, more, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for part := range strings.SplitSeq(more, "\t") {
			if was, ok := strings.CutPrefix(part, "was "); ok {
				words += " | " + was
			}
		}
		for name := range strings.SplitSeq(words, " | ") {
			name = change.Squeeze(unlabelled(name))
			if utf8.RuneCountInString(name) > 1 && !is[name] {
				is[name] = true
				all = append(all, name)
			}
		}
	}
	return all, is
}()

// unlabelled returns a line without the number at its start.
func unlabelled(s string) string {
	s = strings.TrimSpace(s)
	if l := text.LabelOf(s); l.Level > text.PointLevel {
		s = strings.TrimLeft(s[l.End:], " 　")
	}
	return s
}

// numbered are the names that are followed by a number: リスク１, 委託事項２.
var numbered = strings.Fields("リスク システム 委託事項 提供先 移転先 別添 (別添 委託先 再委託先")

// shortName is the maximum length in characters of a heading that must fill a whole line to
// begin a level: 期間, but not 期間を定めて.
const shortName = 4

// beginsName reports whether a line of 項目 begins with a heading of the forms, or with as much
// of one as the line has room for.
func beginsName(below string) bool {
	below = change.Squeeze(below)
	const enough = 8 // characters; so many equal ones are no accident
	long := utf8.RuneCountInString(below) >= enough
	for _, name := range headings {
		if rest, ok := strings.CutPrefix(below, name); ok && (rest == "" || utf8.RuneCountInString(name) > shortName) {
			return true
		}
		if long && strings.HasPrefix(name, below) {
			return true
		}
	}
	for _, n := range numbered {
		if rest, ok := strings.CutPrefix(below, n); ok && rest != "" && (rest[0] == ':' || rest[0] >= '0' && rest[0] <= '9') {
			return true
		}
	}
	return false
}

// isWholeName reports whether a text of 項目, apart from its number, is a complete heading of
// the forms that does not continue with the text below.
func isWholeName(above, below string) bool {
	above, below = change.Squeeze(unlabelled(above)), change.Squeeze(below)
	if _, rest, ok := strings.Cut(above, ":"); ok && isHeading[rest] { // リスク１：…
		above = rest
	}
	if !isHeading[above] {
		return false
	}
	for _, n := range headings {
		if tail, ok := strings.CutPrefix(n, above); ok && tail != "" && (strings.HasPrefix(tail, below) || strings.HasPrefix(below, tail)) {
			return false
		}
	}
	return true
}

// splitsName reports whether a heading begins in the line above and ends in the line below. It
// must begin where a level does: after the number, or at the start of the line.
func splitsName(above, below string) bool {
	above, below = change.Squeeze(unlabelled(above)), change.Squeeze(below)
	if utf8.RuneCountInString(above) < 2 {
		return false
	}
	for _, name := range headings {
		tail, ok := strings.CutPrefix(name, above)
		if ok && tail != "" && (strings.HasPrefix(below, tail) || len(below) > 3 && strings.HasPrefix(tail, below)) {
			return true
		}
	}
	return false
}
