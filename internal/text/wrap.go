package text

import "unicode/utf8"

// A Line is a line of a paragraph: paragraph[Start:End], spaces at its end
// included. The lines of a paragraph follow each other without a gap.
type Line struct {
	Start, End int    // in bytes
	Width      Length // without the spaces at its end
}

// A stop is a place in a paragraph where a line may end: where the pen stands
// there, and where the last ink before it ends, from the start of the line being
// made.
type stop struct {
	at     int
	x, ink Length
}

// Wrap appends the lines of a paragraph, set first fit in a width, to lines. An
// empty paragraph is one empty line. Wide counts the words that were wider than
// the width and had to be broken inside, where no two programs agree: behind a
// slash, else within the word, else between any two characters.
//
// At most limit lines are made, if limit is not 0: the last of them then ends
// where it would, and the rest of the paragraph is left.
func (m *Ruler) Wrap(lines []Line, paragraph string, width Length, limit int) (_ []Line, wide int) {
	return m.wrap(lines, paragraph, width, limit, Rule{})
}

// A Rule says where programs differ from Wrap. Its zero value is Wrap itself, which is
// Excel as far as it is known.
type Rule struct {
	// Solid gives room to spaces: a full-width one wraps like any character, and those at
	// the paragraph's end that do not fit take a line of their own. LibreOffice does this;
	// what Excel does is not known for every version.
	Solid bool

	// Latin ends no line between a Latin letter or figure and an opening bracket, nor
	// after 、 before a Latin letter or figure, as LibreOffice does.
	Latin bool

	Wide Wide
}

// A Wide says how a word is set that is wider than the column.
type Wide int

const (
	WideAtSlash Wide = iota // on a new line, and broken after a slash, else within
	WideWhole               // on a new line, and broken where each line is full
	WideAtSign              // where the line is, and broken after / or -, else where it is full
	WideFull                // where the line is, and broken where it is full
)

// WrapBy wraps as Wrap does, but by a rule. The lines are for counting: with Solid, only
// their starts are exact.
func (m *Ruler) WrapBy(rule Rule, lines []Line, paragraph string, width Length, limit int) []Line {
	lines, _ = m.wrap(lines, paragraph, width, limit, rule)
	return lines
}

// Differs reports whether a rule of LibreOffice may set a text otherwise than Wrap does:
// it has a space, or a Latin letter or figure beside a bracket or a comma.
func Differs(s string) bool {
	var last rune
	for _, r := range s {
		if r == ' ' || r == '　' || KeepsLatin(last, r) {
			return true
		}
		last = r
	}
	return false
}

// KeepsLatin reports whether LibreOffice keeps two characters on one line that may
// otherwise part: see Rule.Latin.
func KeepsLatin(before, after rune) bool {
	return isAlphanumeric(before) && classOf(after) == opener || before == '、' && isAlphanumeric(after)
}

func isAlphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func (m *Ruler) wrap(lines []Line, paragraph string, width Length, limit int, rule Rule) (_ []Line, wide int) {
	var (
		most               = len(lines) + limit
		start              int  // of the line
		here               stop // where the pen stands
		end, slash, within stop // the last stops of each kind; behind start or there is none
		inWide             bool // the word at hand was counted
		last               rune // before the pen
	)
	for c := range clusters(paragraph) {
		switch {
		case c.start == 0:
		case m.mayPart(last, c.first) && !(rule.Latin && KeepsLatin(last, c.first)):
			end, inWide = here, false
		case last == '/' && c.first != '/', rule.Wide == WideAtSign && last == '-' && isAlphanumeric(c.first):
			slash = here
		case mayPartWithin(last, c.first):
			within = here
		}
		advance := m.width(paragraph, c)
		hangs := classOf(c.first) == space && blank(paragraph[c.start:c.end])
		if rule.Solid && c.first == '　' {
			if hangs = false; mayPart(last, '国') {
				end = here
			}
		}
		for here.x+advance > width && here.at > start && !hangs {
			cut := end
			if rule.Wide >= WideAtSign && cut.at > start && m.wordWidth(paragraph[cut.at:], rule) > width {
				cut = stop{} // it is not moved
			}
			if cut.at <= start {
				if !inWide {
					wide, inWide = wide+1, true
				}
				if rule.Wide == WideAtSlash || rule.Wide == WideAtSign {
					cut = slash
				}
				if cut.at <= start && rule.Wide == WideAtSlash {
					cut = within
				}
				if cut.at <= start {
					cut = here
				}
			}
			lines = append(lines, Line{start, cut.at, cut.ink})
			if limit > 0 && len(lines) == most {
				return lines, wide
			}
			start = cut.at
			for _, s := range []*stop{&here, &end, &slash, &within} {
				s.x -= cut.x
				s.ink = max(0, s.ink-cut.x)
			}
		}
		here.at, here.x, last = c.end, here.x+advance, c.last
		if !hangs {
			here.ink = here.x
		}
	}
	lines = append(lines, Line{start, here.at, here.ink})
	for rule.Solid && here.x > width && here.ink < here.x {
		lines = append(lines, Line{here.at - 1, here.at, 0})
		here.x -= width
	}
	return lines, wide
}

// wordWidth returns the width of the word that a text begins with.
func (m *Ruler) wordWidth(s string, rule Rule) Length {
	var w Length
	var last rune
	for c := range clusters(s) {
		if c.start > 0 && (mayPart(last, c.first) && !(rule.Latin && KeepsLatin(last, c.first)) || classOf(c.first) == space) {
			break
		}
		w += m.width(s, c)
		last = c.last
	}
	return w
}

// blank reports whether a cluster shows nothing: a space with a mark on it does.
func blank(cluster string) bool {
	for _, r := range cluster {
		if classOf(r) != space && !invisible(r) {
			return false
		}
	}
	return true
}

// mayPartWithin reports whether a word that fits on no line may be broken
// between two characters: an ASCII word within its letters, not at a bracket.
func mayPartWithin(before, after rune) bool {
	return classOf(before) == word && classOf(after) == word && !asciiOpens[before] && !asciiCloses[after]
}

// width returns the advance of a cluster.
func (m *Ruler) width(s string, c cluster) Length {
	if c.end-c.start == utf8.RuneLen(c.first) {
		return m.Advance(c.first)
	}
	return m.Width(s[c.start:c.end])
}
