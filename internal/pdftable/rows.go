package pdftable

import (
	"betten/internal/change"
	"math"
	"slices"
)

// The ways to separate the rows of a page.
type parting int

const (
	byRules parting = iota
	byClips
	byDates
)

// read reads the rows of the table on a page with known columns, and marks the use of each
// character.
func (p *page) read(index int) (rows []row, how parting) {
	c := p.columns
	ys := p.ruledRows()
	start, foot := 0.0, p.Height
	if p.headed {
		start = c.foot
	}
	if len(ys) > 1 {
		foot = ys[len(ys)-1]
		if !p.headed {
			start = ys[0]
		}
	}
	ruled := len(ys) > 2 || len(ys) == 2 && c.ruled
	if !ruled {
		start, foot = p.whiteBand(start, foot)
	}
	in := p.within(start, foot)
	if !ruled {
		if ys, how = p.clippedRows(start, foot), byClips; ys == nil {
			ys, how = p.datedRows(in, start, foot), byDates
		}
	}
	rows = make([]row, len(ys)-1)
	for i := range rows {
		rows[i] = row{page: index, top: ys[i], bottom: ys[i+1], cells: make([]cell, c.count())}
	}
	tops := p.merge(rows, ruled)
	last, lastColumn := (*glyph)(nil), 0
	for k := range in {
		g := &in[k]
		y := p.height(*g)
		i, _ := slices.BinarySearchFunc(ys, y, func(at, y float64) int {
			if at < y {
				return -1
			}
			return 1
		})
		i = max(0, min(i-1, len(rows)-1))
		column := p.columnOf(g, last, lastColumn)
		last, lastColumn = g, column
		to := &rows[tops[column][i]].cells[column]
		to.glyphs = append(to.glyphs, *g)
		to.cut = to.cut || g.Cut && !isBlank(g.Rune)
		p.uses[g.index] = inCell
	}
	made := rows[:0]
	for _, r := range rows {
		if r.fill(c) {
			r.number = len(made) + 1
			made = append(made, r)
		}
	}
	return made, how
}

// within returns the characters of the table between two heights. It marks those of the
// heading and those around the table.
func (p *page) within(start, foot float64) []glyph {
	c := p.columns
	var in []glyph
	for _, g := range p.glyphs {
		x, y := g.middle(), p.height(g)
		switch beside := x < c.edges[0]-2 || x > c.edges[c.count()]+2; {
		case p.headed && y > c.top && y < c.foot && !beside:
			p.uses[g.index] = inHead
		case y > start && y < foot && (!beside || isBlank(g.Rune)) && !g.Turned:
			in = append(in, g)
		default:
			p.uses[g.index] = outside
		}
	}
	return in
}

// columnOf returns the column of a character: that of its clip if the clip is within one
// column, else the column at its middle. Text may hang over the edge of its column. So a
// character that touches the one drawn before it is in the same column if it begins there, or
// if it belongs to a word or a run of blanks that already hangs over.
func (p *page) columnOf(g, last *glyph, lastColumn int) int {
	c := p.columns
	if g.Clip >= 0 {
		clip := p.Clips[g.Clip]
		if i := c.column((clip.X0 + clip.X1) / 2); clip.X0 > c.edges[i]-2 && clip.X1 < c.edges[i+1]+2 {
			return i
		}
	}
	if last != nil && math.Abs(g.Y-last.Y) < 0.1*g.Size && math.Abs(g.X-last.Right) < 0.12*g.Size && g.X > last.X {
		const near = 0.3 // points
		edge := c.edges[lastColumn+1]
		if g.X < edge-near || last.Right > edge+near && (isBlank(g.Rune) || isWord(g.Rune) && isWord(last.Rune)) {
			return lastColumn
		}
	}
	return c.column(g.middle())
}

// merge finds the cells that are merged over rows: no rule separates them. For each column and
// row it returns the row that the text belongs to.
func (p *page) merge(rows []row, ruled bool) [][]int {
	c := p.columns
	tops := make([][]int, c.count())
	for column := range tops {
		tops[column] = make([]int, len(rows))
		from, to := c.middle(column)
		for i := range rows {
			tops[column][i] = i
			if i == 0 || !ruled || len(p.horizontal) < 4 {
				continue
			}
			crossed := slices.ContainsFunc(p.horizontal, func(h bar) bool {
				return math.Abs(h.at-rows[i].top) < 2 && h.covers(from, to)
			})
			if !crossed {
				top := tops[column][i-1]
				tops[column][i] = top
				rows[i].cells[column].merged = true
				rows[top].cells[column].rows = i - top + 1
			}
		}
	}
	return tops
}

// fill fills the cells of a row with lines, and reports whether there are any.
func (r *row) fill(c *columns) bool {
	some := false
	for i := range r.cells {
		r.cells[i].lines = trim(lines(r.cells[i].glyphs, c.edges[i]))
		some = some || len(r.cells[i].lines) > 0 || r.cells[i].merged
	}
	return some
}

// whiteBand returns the part of a page whose lines stay within the columns. It is used if no
// rules show where the table ends: text before and after the table runs over the edges between
// columns. A line of the table may do so too, such as a long URL, but has rows below it.
func (p *page) whiteBand(start, foot float64) (from, to float64) {
	dates := p.columns.index(change.DateColumn)
	crossing, all := 0, 0
	for i := len(p.lines) - 1; i >= 0; i-- {
		l := &p.lines[i]
		if l.y < start || l.y > foot || l.blank() {
			continue
		}
		if dates >= 0 && l.left >= p.columns.edges[dates]-1 && l.left < p.columns.edges[dates+1] && beginsDate(l.text()) {
			break
		}
		n := len(l.glyphs)
		if all += n; p.crosses(l) {
			if crossing += n; crossing*2 > all {
				to = l.y - 1.1*l.size
			}
		}
	}
	if to == 0 {
		to = foot
	}
	return start, to
}

// crosses reports whether a line runs over an edge between two columns.
func (p *page) crosses(l *line) bool {
	for _, edge := range p.columns.edges[1:p.columns.count()] {
		for i, g := range l.glyphs {
			if isBlank(g.Rune) {
				continue
			}
			over := g.X < edge-1 && g.Right > edge+1
			// Text that continues from one column into the other without a gap.
			joins := i > 0 && !isBlank(l.glyphs[i-1].Rune) && l.glyphs[i-1].Right <= edge+1 && g.X >= edge-1 && g.X-l.glyphs[i-1].Right < 0.2*g.Size
			if over || joins {
				return true
			}
		}
	}
	return false
}

// goesOn reports whether the table continues on a page without a heading, and with which
// columns: its vertical rules are at the same positions, perhaps shifted sideways, or, without
// rules, most of its lines stay within the columns.
func (p *page) goesOn(known *columns) *columns {
	if !known.ruled {
		c := *known
		p.columns = &c
		crossing, all := 0, 0
		for i := range p.lines {
			if n := len(p.lines[i].glyphs); !p.lines[i].blank() {
				all += n
				if p.crosses(&p.lines[i]) {
					crossing += n
				}
			}
		}
		if p.columns = nil; all == 0 || crossing*2 > all {
			return nil
		}
		return &c
	}
	const near = 2.5 // points
	for _, first := range p.vertical {
		dx := first.at - known.edges[0]
		c := *known
		c.edges = slices.Clone(known.edges)
		found := 0
		for i, e := range known.edges {
			c.edges[i] = e + dx
			for _, v := range p.vertical {
				if math.Abs(v.at-e-dx) < near {
					c.edges[i] = v.at
					found++
					break
				}
			}
		}
		if found == len(known.edges) {
			return &c
		}
	}
	return nil
}
