package pdftable

import (
	"math"
	"slices"
	"strings"

	"betten/internal/change"
)

// columns are the positions of the columns of a table on a page, and their headings.
type columns struct {
	edges []float64       // one more than there are columns
	kinds []change.Column // of each column; other if the form has no such column
	names []string        // the headings as printed
	ruled bool            // the columns are separated by vertical rules

	top, foot float64 // of the heading
}

// other is a column that the form does not have, such as a running number.
const other change.Column = -1

// count returns how many columns there are.
func (c *columns) count() int { return len(c.edges) - 1 }

// index returns the column of a kind, or -1.
func (c *columns) index(kind change.Column) int { return slices.Index(c.kinds, kind) }

// column returns the column at a position. Outside the table, it is the first or the last.
func (c *columns) column(x float64) int {
	for i := range c.count() {
		if x < c.edges[i+1] {
			return i
		}
	}
	return c.count() - 1
}

// middle returns the middle part of a column, which a rule between rows crosses.
func (c *columns) middle(i int) (from, to float64) {
	const side = 0.2
	w := c.edges[i+1] - c.edges[i]
	return c.edges[i] + side*w, c.edges[i+1] - side*w
}

// leastHeadings is how many headings must be known. A page with fewer is text about changes,
// or another table.
const leastHeadings = 4

// heading finds the heading of the table on a page: the line with the headings for before and
// after. known are the columns of the page before, or nil.
func (p *page) heading(known *columns) *columns {
	for i := range p.lines {
		l := &p.lines[i]
		if !headsChange(l.text()) {
			continue
		}
		c := &columns{ruled: true}
		for _, v := range p.vertical {
			if at := l.y - 0.3*l.size; v.covers(at, at) {
				c.edges = append(c.edges, v.at)
			}
		}
		if len(c.edges) < leastHeadings+1 {
			c.ruled = false
			c.edges = p.whiteEdges(l)
			if known != nil && !known.ruled {
				c.edges = known.edges
			}
		}
		if len(c.edges) < leastHeadings+1 {
			continue
		}
		c.top, c.foot = p.headingBand(l)
		if p.name(c) >= leastHeadings && c.index(change.BeforeColumn) >= 0 && c.index(change.AfterColumn) >= 0 {
			return c
		}
	}
	return nil
}

// headsChange reports whether a line has the headings of both sides of a change.
func headsChange(s string) bool {
	s = change.Squeeze(s)
	return strings.Contains(s, "変更前") && strings.Contains(s, "変更後") || strings.Contains(s, "修正前") && strings.Contains(s, "修正後") ||
		strings.Contains(s, "旧") && strings.Contains(s, "新") && strings.Contains(s, "項目")
}

// highestHeading is the maximum distance of a heading's rules from its middle line, in parts
// of the size.
const highestHeading = 5

// headingBand returns the top and the foot of a heading.
func (p *page) headingBand(l *line) (top, foot float64) {
	top, foot = l.y-1.2*l.size, l.y+0.6*l.size
	up, down := math.Inf(-1), math.Inf(1)
	for _, h := range p.horizontal {
		switch {
		case !h.covers(l.left+l.size, l.right-l.size):
		case h.at < l.y-0.5*l.size:
			up = math.Max(up, h.at)
		case h.at > l.y:
			down = math.Min(down, h.at)
		}
	}
	if l.y-up < highestHeading*l.size {
		top = up
	}
	if down-l.y < highestHeading*l.size {
		foot = down
	}
	return top, foot
}

// name reads the headings of the columns and returns how many are known.
func (p *page) name(c *columns) (known int) {
	c.kinds, c.names = nil, nil
	cells := make([][]glyph, c.count())
	for _, g := range p.glyphs {
		if y := g.Y - 0.3*g.Size; y > c.top && y < c.foot && g.middle() > c.edges[0] && g.middle() < c.edges[c.count()] {
			i := c.column(g.middle())
			cells[i] = append(cells[i], g)
		}
	}
	for i := range cells {
		known += c.add(join(lines(cells[i], 0)))
	}
	return known
}

// add adds a column by the text of its heading. It returns 1 if the heading is one of the
// change table's and the first of its kind, else 0.
func (c *columns) add(heading string) (known int) {
	kind, _, ok := change.ColumnOf(heading)
	if !ok || slices.Contains(c.kinds, kind) {
		kind = other
	} else {
		known = 1
	}
	c.kinds, c.names = append(c.kinds, kind), append(c.names, heading)
	return known
}

func (g *glyph) middle() float64 { return (g.X + g.Right) / 2 }

// whiteEdges finds the edges of columns without rules: the right end of the widest white band
// between two headings and through the lines below them. One line may cross the band: the
// title of a page, or a footer. It returns nil if there is no such band.
func (p *page) whiteEdges(head *line) []float64 {
	const step = 0.5 // points
	used := make(map[int]int)
	left, right := math.Inf(1), math.Inf(-1)
	for i := range p.lines {
		if p.lines[i].y < head.y-0.1 {
			continue
		}
		for _, g := range p.lines[i].glyphs {
			if isBlank(g.Rune) || g.Right-g.X > 1000 {
				continue
			}
			for x := int(g.X / step); x <= int(g.Right/step); x++ {
				used[x]++
			}
			left, right = math.Min(left, g.X), math.Max(right, g.Right)
		}
	}
	words := wordsOf(head)
	edges := []float64{left - 1.5}
	for i := 0; i+1 < len(words); i++ {
		from := int((words[i].from + words[i].to) / 2 / step)
		to := int((words[i+1].from + words[i+1].to) / 2 / step)
		least := math.MaxInt
		for x := from; x <= to; x++ {
			least = min(least, used[x])
		}
		if least > 1 {
			return nil
		}
		end, widest := to, 0
		for x := from; x <= to; x++ {
			first := x
			for x <= to && used[x] == least {
				x++
			}
			if x-first >= max(1, widest) {
				end, widest = x-1, x-first
			}
		}
		edges = append(edges, float64(end)*step-1)
	}
	return append(edges, right+1.5)
}

// wordsOf returns the positions of the words of a heading. Its letters may be spaced out, and
// two headings may be close together. Known headings are words; other words are 0.8 em apart.
func wordsOf(l *line) []span {
	const (
		close = 0.3 // between pieces of words, in parts of the size
		apart = 0.8 // between words
	)
	type piece struct {
		span
		text string
		gap  float64 // before it, in parts of the size
	}
	var pieces []piece
	for _, g := range l.glyphs {
		if isBlank(g.Rune) {
			continue
		}
		n := len(pieces)
		if n == 0 || g.X-pieces[n-1].to >= close*g.Size {
			gap := math.Inf(1)
			if n > 0 {
				gap = (g.X - pieces[n-1].to) / g.Size
			}
			pieces = append(pieces, piece{span{g.X, g.Right}, "", gap})
		}
		p := &pieces[len(pieces)-1]
		p.to, p.text = g.Right, p.text+string(g.Rune)
	}
	var words []span
	for i := 0; i < len(pieces); {
		end := i + 1 // of the word
		for end < len(pieces) && pieces[end].gap < apart {
			end++
		}
		text := ""
		for k := i; k < len(pieces) && k < i+12; k++ {
			if text += pieces[k].text; isHeadingWord(text) {
				end = k + 1
			}
		}
		words = append(words, span{pieces[i].from, pieces[end-1].to})
		i = end
	}
	return words
}

func isHeadingWord(s string) bool {
	_, _, ok := change.ColumnOf(s)
	return ok
}
