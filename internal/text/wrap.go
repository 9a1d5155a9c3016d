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
	return m.wrap(lines, paragraph, width, limit, true)
}

// WrapSolid is Wrap as programs do it that give room to spaces: a full-width one
// wraps like any character, and those at the paragraph's end that do not fit
// take a line of their own. LibreOffice does; what Excel does is not known for
// every version. The lines are for counting: only their starts are exact.
func (m *Ruler) WrapSolid(lines []Line, paragraph string, width Length, limit int) []Line {
	lines, _ = m.wrap(lines, paragraph, width, limit, false)
	return lines
}

func (m *Ruler) wrap(lines []Line, paragraph string, width Length, limit int, hang bool) (_ []Line, wide int) {
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
		case mayPart(last, c.first):
			end, inWide = here, false
		case last == '/' && c.first != '/':
			slash = here
		case mayPartWithin(last, c.first):
			within = here
		}
		advance := m.width(paragraph, c)
		hangs := classOf(c.first) == space && blank(paragraph[c.start:c.end])
		if !hang && c.first == '　' {
			if hangs = false; mayPart(last, '国') {
				end = here
			}
		}
		for here.x+advance > width && here.at > start && !hangs {
			cut := end
			if cut.at <= start {
				if !inWide {
					wide, inWide = wide+1, true
				}
				if cut = slash; cut.at <= start {
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
	for !hang && here.x > width && here.ink < here.x {
		lines = append(lines, Line{here.at - 1, here.at, 0})
		here.x -= width
	}
	return lines, wide
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
