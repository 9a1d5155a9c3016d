package layout

import (
	"strings"

	"betten/internal/text"
)

// A cutter cuts the text of a cell into pieces that fit a row.
type cutter struct {
	*setter
	most      int    // lines that a row may hold
	continues string // mark at the end of a cell that goes on
	continued string // mark at the head of a cell that was cut
}

// A rank says how good a place is to cut at: the higher, the better. To the rank of a
// number and of a heading its level is added: Ⅱ is better than ②.
type rank int

const (
	never     rank = 0
	atAny     rank = 1      // before another paragraph
	atNumber  rank = 1 << 8 // before ①, １． or （１）
	atHeading rank = 2 << 8 // before a heading
	atSection rank = 3 << 8 // after an empty line
)

// A seam is a place where a text may be cut: a piece ends at end, the next one
// starts at next. What lies between, a line feed and perhaps an empty line, is
// swallowed by the cut.
type seam struct {
	end, next int
	rank      rank
}

// pieces returns a text as the cells it fills: one if it fits a row.
func (c cutter) pieces(s string) []Cell {
	if whole, ok := c.fit(s, c.most); ok {
		return []Cell{whole}
	}
	spans := c.cut(s)
	cells := make([]Cell, len(spans))
	for i, of := range spans {
		shown, at := s[of.Start:of.End], 0
		if i > 0 {
			head := c.continued + "\n\n"
			shown, at = head+shown, len(head)
		}
		if i < len(spans)-1 {
			shown += "\n\n" + c.continues
		}
		cells[i] = c.cell(shown)
		cells[i].Of, cells[i].At = of, at
	}
	return cells
}

// cut returns the pieces of a text that does not fit a row.
func (c cutter) cut(s string) []Span {
	var pieces []Span
	for at := 0; ; {
		room := c.most
		if at > 0 {
			room -= c.markRoom(c.continued)
			if _, ok := c.fit(s[at:], room); ok {
				return append(pieces, Span{at, len(s)})
			}
		}
		seam := c.seam(s, at, room-c.markRoom(c.continues))
		pieces = append(pieces, Span{at, seam.end})
		if at = seam.next; at > len(s) {
			return pieces
		}
	}
}

// markRoom returns the lines that a mark takes: its own, and an empty one that
// keeps it apart.
func (c cutter) markRoom(mark string) int { return c.mark(mark).Room + 1 }

// seam returns where to cut s, which goes on beyond room lines from at on: the
// best place between paragraphs in the last quarter of the piece, else the last
// one in the piece, else the end of a sentence, else the end of a line.
func (c cutter) seam(s string, at, room int) seam {
	var best, last, any seam
	used := 0
	p := c.set(s, at, room+1)
	for p.whole && used+p.room(p.end) <= room {
		used += p.room(p.end)
		any = seamAfter(s, at, p)
		if any.rank != never {
			last = any
		}
		if any.rank != never && any.rank >= best.rank && used*4 >= room*3 {
			best = any
		}
		p = c.set(s, p.end+1, room+1)
	}
	if best.rank != never {
		return best
	}
	if last.rank != never {
		return last
	}
	if within, ok := c.seamWithin(s, p, room-used); ok {
		return within
	}
	if any.next > at {
		return any
	}
	// Not even two lines fit: take one, so that the text comes to an end.
	if end := p.lines[0].End; end < p.end {
		return seam{end: end, next: end}
	}
	return seam{end: p.end, next: p.end + 1}
}

// seamAfter returns the seam behind a paragraph that is not the last of a text, in
// a piece that starts at a place of it, and how good the seam is.
func seamAfter(s string, at int, p paragraph) seam {
	own, rest := s[p.start:p.end], s[p.end+1:]
	next, after, more := strings.Cut(rest, "\n")
	here := seam{end: p.end, next: p.end + 1}
	switch {
	case len(p.lines) == 1 && text.IsHeading(lastLine(s[at:p.end]), firstLine(rest)):
		// It stays with what it heads, whatever empty lines stand between them.
	case next == "" && more && !strings.HasPrefix(after, "\n") && after != "":
		here.next, here.rank = p.end+2, atSection
	case own == "", next == "":
		// The seam between text and text is the one to take.
	default:
		here.rank = rankBefore(next, firstLine(after))
	}
	return here
}

// rankBefore returns how good it is to cut before a paragraph that next follows.
func rankBefore(paragraph, next string) rank {
	level := text.LabelOf(paragraph).Level
	switch {
	case text.IsHeading(paragraph, next):
		if level <= text.PointLevel { // in brackets, or with a sign
			level = text.BracketLevel
		}
		return atHeading + rank(level)
	case level > text.PointLevel:
		return atNumber + rank(level)
	}
	return atAny
}

// seamWithin returns a seam in a paragraph of which room lines fit: behind a
// sentence, else at a line's end, but no line of it alone on either side.
func (c cutter) seamWithin(s string, p paragraph, room int) (seam, bool) {
	reach := p.lines[len(p.lines)-1].End
	ends := text.Sentences(s[p.start:reach])
	for i := range ends {
		ends[i] += p.start
	}
	for _, ends := range [][]int{ends, lineEnds(p.lines)} {
		for i := len(ends) - 1; i >= 0; i-- {
			at := ends[i]
			if at < p.end && linesTo(p.lines, at) >= 2 && p.room(at) <= room && c.runsOn(s[at:p.end]) {
				return seam{end: at, next: at}, true
			}
		}
	}
	return seam{}, false
}

// runsOn reports whether the rest of a paragraph is more than one line.
func (c cutter) runsOn(rest string) bool {
	lines, _ := c.ruler.Wrap(nil, rest, c.width, 2)
	return len(lines) == 2
}

func lineEnds(lines []text.Line) []int {
	ends := make([]int, len(lines))
	for i, l := range lines {
		ends[i] = l.End
	}
	return ends
}

// lastLine returns the last line of a text that is not empty.
func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// firstLine returns the first line of a text that is not empty.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
