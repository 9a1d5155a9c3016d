package layout

import (
	"slices"
	"strings"

	"betten/internal/form"
	"betten/internal/text"
)

// A cutter cuts the text of a cell into pieces that fit a row.
type cutter struct {
	*setter
	room
	continues string // mark at the end of a cell that goes on
	continued string // mark at the head of a cell that was cut
}

func newCutter(f *form.Form, set *setter, room room) cutter {
	return cutter{set, room, f.Marks.Continues, f.Marks.Continued}
}

// A rank says how good a place is for a cut. Higher is better. The rank of a number or a
// heading also includes its level: Ⅱ is better than ②.
type rank int

const (
	never      rank = 0
	atLine     rank = 1      // at a line's end, inside a paragraph
	atSentence rank = 2      // after a sentence, inside a paragraph
	atAny      rank = 1 << 7 // before another paragraph
	atNumber   rank = 1 << 8 // before ①, １． or （１）
	atHeading  rank = 2 << 8 // before a heading
	atSection  rank = 3 << 8 // after an empty line
)

// A seam is a place where a text may be cut: one piece ends at end, and the next starts
// at next. The cut swallows what lies between, a line feed and perhaps an empty line.
type seam struct {
	end, next int
	rank      rank
}

// A stop is a seam at which a piece with a given start may end. It can also be the end of
// the text, with next after it.
type stop struct {
	seam
	lines int // of the piece's text, marks not included
}

// A block is a paragraph of a text that is being cut: text[start:end].
type block struct {
	start, end int
	lines      tally
	single     bool  // it is shown on one line
	long       bool  // too long for a row of its own
	seam       seam  // after it; of rank never if no piece ends there
	kept       bool  // the next block belongs to it
	below      tally // lines of all blocks after it
}

// A script (原稿) is a text that is being cut, with what is known of the places in it.
type script struct {
	cutter
	text       string
	blocks     []block
	head, tail int            // lines that the marks take
	known      map[int][]stop // by the place where a piece starts
	rows       map[int]int    // that are needed at least from a place on
}

// newScript returns a text to be cut from its measured blocks.
func newScript(c cutter, s string, blocks []block) *script {
	t := &script{cutter: c, text: s, blocks: slices.Clone(blocks), known: make(map[int][]stop), rows: make(map[int]int)}
	t.head, t.tail = c.markRoom(c.continued), c.markRoom(c.continues)
	for i := range t.blocks {
		t.blocks[i].long = t.blocks[i].lines.most() > c.most-t.head-t.tail
	}
	t.findSeams()
	t.keepTogether()
	var below tally
	for i := len(t.blocks) - 1; i >= 0; i-- {
		t.blocks[i].below = below
		below = below.add(t.blocks[i].lines)
	}
	return t
}

func (t *script) of(i int) string { return t.text[t.blocks[i].start:t.blocks[i].end] }

// markRoom returns the lines that a mark takes: its own, and an empty one that
// separates it.
func (c cutter) markRoom(mark string) int { return c.mark(mark).Room + 1 }

// findSeams finds the seam after each block. Where empty lines separate two texts, the
// seam is there and swallows the last of these lines.
func (t *script) findSeams() {
	var filled []int // the blocks that are not blank
	for i := range t.blocks {
		if strings.TrimSpace(t.of(i)) != "" {
			filled = append(filled, i)
		}
	}
	of := func(k int) string {
		if k >= len(filled) {
			return ""
		}
		return t.of(filled[k])
	}
	heads := func(k int) bool {
		return (t.blocks[filled[k]].single || text.InBrackets(of(k))) && text.IsHeading(of(k), of(k+1))
	}
	for k := 1; k < len(filled); k++ {
		above, below := filled[k-1], filled[k]
		if heads(k - 1) {
			continue // it stays with what it heads, whatever empty lines stand between them
		}
		rank := rankBefore(of(k), heads(k))
		last := below - 1 // block of the piece
		if above < last {
			if rank += atSection - atAny; t.of(last) == "" {
				last--
			}
		}
		b := &t.blocks[last]
		b.seam = seam{b.end, t.blocks[below].start, rank}
	}
}

// done is the start of a piece after the end of the text.
func (t *script) done() int { return len(t.text) + 1 }

// blockAt returns the block that contains a place.
func (t *script) blockAt(at int) int {
	i, found := slices.BinarySearchFunc(t.blocks, at, func(b block, at int) int { return b.start - at })
	if !found {
		i--
	}
	return i
}

// roomAt returns how many lines of text a piece that starts at a place may have if it
// is the last piece.
func (t *script) roomAt(at int) int {
	if at == 0 {
		return t.first
	}
	return t.most - t.head
}

// stops returns where a piece that starts at a place may end, in order. There is always
// at least one.
func (t *script) stops(at int) []stop {
	all, ok := t.known[at]
	if !ok {
		all = t.findStops(at)
		t.known[at] = all
	}
	return all
}

func (t *script) findStops(at int) []stop {
	i := t.blockAt(at)
	room, first := t.roomAt(at), t.blocks[i].lines
	if at > t.blocks[i].start {
		p := t.set(t.text, at, 0)
		first = p.tally(p.end)
	}
	lines := first.add(t.blocks[i].below).most()
	var all []stop
	for _, care := range []care{keepAll, keepHeadings, keepNothing} {
		if all = t.between(at, i, first, room-t.tail, care); len(all) > 0 || lines <= room {
			break
		}
	}
	switch {
	case lines <= room:
		all = append(all, stop{seam{end: len(t.text), next: t.done()}, lines})
	case len(all) == 0:
		all = append(all, t.anyStop(at, room-t.tail))
	}
	return all
}

// A care says what is kept together where a text is cut. If there is no other way, a
// table is split or a few lines are left alone, and after that a heading is separated
// from its text.
type care int

const (
	keepNothing care = iota
	keepHeadings
	keepAll
)

// between returns the stops of a piece that starts in block i, of which first lines are
// left, within a number of lines.
func (t *script) between(at, i int, first tally, room int, care care) []stop {
	var all []stop
	var used tally
	for lines := first; ; lines = t.blocks[i].lines {
		b := &t.blocks[i]
		if used.add(lines).most() > room {
			if b.long {
				if s, ok := t.within(max(at, b.start), used, room); ok {
					all = append(all, s)
				}
			}
			return all
		}
		used = used.add(lines)
		here := b.seam
		switch {
		case i == len(t.blocks)-1:
			return all
		case care == keepNothing && here.rank == never:
			here = seam{b.end, b.end + 1, atLine}
		case care == keepAll && b.kept:
			here.rank = never
		}
		if lines := used.most(); here.rank != never && (care < keepAll || lines >= t.least && b.below.most() >= t.least) {
			all = append(all, stop{here, lines})
		}
		i++
	}
}

// within returns a stop inside a paragraph, or inside the rest of one from a place on,
// for a piece that has already used some lines. The stop is after a sentence, or else at
// a line's end. It is as far down as possible, but leaves no single line on either side.
func (t *script) within(from int, used tally, room int) (stop, bool) {
	if room-used.least() < 2 {
		return stop{}, false
	}
	p := t.set(t.text, from, room-used.least()+1)
	reach := p.lines[len(p.lines)-1].End
	sentences := text.Sentences(t.text[p.start:reach])
	for i := range sentences {
		sentences[i] += p.start
	}
	try := func(ends []int, rank rank) (stop, bool) {
		for i := len(ends) - 1; i >= 0; i-- {
			at := ends[i]
			if lines := used.add(p.tally(at)).most(); at < p.end && linesTo(p.lines, at) >= 2 && lines <= room && t.runsOn(t.text[at:p.end]) {
				return stop{seam{at, at, rank}, lines}, true
			}
		}
		return stop{}, false
	}
	if s, ok := try(sentences, atSentence); ok {
		return s, true
	}
	return try(lineEnds(p.lines), atLine)
}

// runsOn reports whether the rest of a paragraph is longer than one line.
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

// anyStop takes as much as fits of a text that cannot be cut well. It takes at least one
// line, so that the cutting ends.
func (t *script) anyStop(at, room int) stop {
	p := t.set(t.text, at, max(room, 1))
	end := p.lines[len(p.lines)-1].End
	for i := len(p.lines) - 1; i > 0 && p.tally(end).most() > room; i-- {
		end = p.lines[i].Start
	}
	lines := p.tally(end).most()
	if end < p.end {
		return stop{seam{end, end, atLine}, lines}
	}
	return stop{seam{p.end, p.end + 1, atLine}, lines}
}

// need returns the least number of rows that the text takes from a place on.
func (t *script) need(at int) int {
	if n, ok := t.rows[at]; ok || at == t.done() {
		return n
	}
	open := []int{at} // each needs those after it to be known
	for len(open) > 0 {
		at := open[len(open)-1]
		fewest := 0
		if at < t.done() {
			known := true
			for _, s := range t.stops(at) {
				n, ok := t.rows[s.next]
				if !ok && s.next < t.done() {
					open, known = append(open, s.next), false
					continue
				}
				if fewest == 0 || n+1 < fewest {
					fewest = n + 1
				}
			}
			if !known {
				continue
			}
		}
		t.rows[at] = fewest
		open = open[:len(open)-1]
	}
	return t.rows[at]
}

// cutAlone returns the pieces of a text that is cut by itself. Each piece is filled and
// ends at the best seam of its last part, as long as this does not cost an extra row.
func (t *script) cutAlone() []stop {
	var cut []stop
	for at := 0; at < t.done(); {
		rows, room := t.need(at), t.roomAt(at)-t.tail
		var best stop
		for _, s := range t.stops(at) {
			full := s.lines*100 >= room*t.full
			switch {
			case t.rows[s.next] >= rows:
			case s.next == t.done(), best.lines == 0, s.rank >= atAny && best.rank < atAny:
				best = s
			case s.rank < atAny && best.rank >= atAny: // better between paragraphs
			case !full || best.lines*100 < room*t.full || s.rank >= best.rank:
				best = s
			}
		}
		cut = append(cut, best)
		at = best.next
	}
	return cut
}

// cells returns the pieces of a text as the cells that show it.
func (t *script) cells(cut []stop) []Cell {
	cells := make([]Cell, len(cut))
	start := 0
	for i, stop := range cut {
		of := Span{start, stop.end}
		shown, at := t.text[of.Start:of.End], 0
		if i > 0 {
			head := t.continued + "\n\n"
			shown, at = head+shown, len(head)
		}
		if i < len(cut)-1 {
			shown += "\n\n" + t.continues
		}
		cells[i] = t.cell(shown)
		cells[i].Of, cells[i].At = of, at
		start = stop.next
	}
	return cells
}
