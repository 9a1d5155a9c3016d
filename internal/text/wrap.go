package text

import "unicode/utf8"

// A Line is a line of a paragraph: paragraph[Start:End], including spaces at its end.
// The lines of a paragraph follow each other without a gap.
type Line struct {
	Start, End int    // in bytes
	Width      Length // without the spaces at its end
}

// A stop is a place in a paragraph where a line may end. It holds the pen's position
// there and the position of the last ink before it, both from the start of the
// current line.
type stop struct {
	at     int
	x, ink Length
}

// Wrap breaks a paragraph into lines of a width, first fit, and appends them to lines.
// An empty paragraph is one empty line. Wide counts the words that were wider than the
// width and had to be broken inside, where programs differ: after a slash if possible,
// then within the word, then between any two characters.
//
// If limit is not 0, at most limit lines are made. The last of them ends where it
// would without a limit, and the rest of the paragraph is left out.
func (m *Ruler) Wrap(lines []Line, paragraph string, width Length, limit int) (_ []Line, wide int) {
	return m.wrap(lines, paragraph, width, limit, Rule{})
}

// A Rule says where a program differs from Wrap. Its zero value is Wrap itself, which is
// Excel as far as its behaviour is known.
type Rule struct {
	// Solid gives room to spaces. A full-width space wraps like any character, and spaces at
	// the end of the paragraph that do not fit take a line of their own. LibreOffice does
	// this. For some versions of Excel the behaviour is not known.
	Solid bool

	// Latin does not end a line between a Latin letter or digit and an opening bracket, or
	// after 、 before a Latin letter or digit, as LibreOffice does.
	Latin bool

	Wide Wide
}

// A Wide says how a word that is wider than the column is set.
type Wide int

const (
	WideAtSlash Wide = iota // on a new line, and broken after a slash, else within
	WideWhole               // on a new line, and broken where each line is full
	WideAtSign              // where the line is, and broken after / or -, else where it is full
	WideFull                // where the line is, and broken where it is full
)

// WrapBy wraps as Wrap does, following a rule. Its lines are meant for counting: with
// Solid, only their starts are exact.
func (m *Ruler) WrapBy(rule Rule, lines []Line, paragraph string, width Length, limit int) []Line {
	lines, _ = m.wrap(lines, paragraph, width, limit, rule)
	return lines
}

// Differs reports whether a LibreOffice rule may set a text differently from Wrap. It may
// if the text has a space, or a Latin letter or digit beside a bracket or a comma.
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
// otherwise be separated. See Rule.Latin.
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

// wordWidth returns the width of the word at the head of a text.
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

// blank reports whether a cluster shows nothing. A space with a mark on it is not blank.
func blank(cluster string) bool {
	for _, r := range cluster {
		if classOf(r) != space && !invisible(r) {
			return false
		}
	}
	return true
}

// mayPartWithin reports whether a word that is too wide for a line may be broken
// between two characters: within the letters of an ASCII word, not at a bracket.
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
