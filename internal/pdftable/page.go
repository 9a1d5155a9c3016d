package pdftable

import (
	"math"
	"slices"
	"strings"

	"betten/internal/change"
	"betten/internal/pdfread"
)

// A page is a page with the results of reading its characters.
type page struct {
	*pdfread.Page
	number               int // from 1
	glyphs               []glyph
	lines                []line
	vertical, horizontal []bar

	columns *columns // nil before the table
	headed  bool     // the heading is on this page
	uses    []use    // of each glyph
}

// A use is the part of the document that a character belongs to.
type use uint8

const (
	unused  use = iota
	inCell      // of an entry
	inHead      // of a heading, the first or a repeated one
	outside     // of the text around the table
)

// A row is a row of the table, or the part of it on one page.
type row struct {
	page        int // index
	number      int // on its page, from 1
	top, bottom float64
	cells       []cell
	first       bool // the first on its page, but not the first of the table
}

// A cell is the content of a row in one column.
type cell struct {
	lines  []line
	glyphs []glyph
	rows   int  // how many rows it spans, from its own down; 0 means 1
	merged bool // with the one above: it has no lines of its own
	cut    bool // part of it is cut off in print
}

func newPage(p *pdfread.Page, index int) *page {
	made := &page{Page: p, number: index + 1, uses: make([]use, len(p.Glyphs))}
	made.vertical, made.horizontal = bars(p)
	made.glyphs = make([]glyph, 0, len(p.Glyphs))
	for i := range p.Glyphs {
		made.glyphs = append(made.glyphs, glyph{&p.Glyphs[i], index, i})
	}
	made.lines = lines(slices.DeleteFunc(slices.Clone(made.glyphs), func(g glyph) bool { return g.Turned }), 0)
	return made
}

// height returns the vertical position by which a character is assigned to a row: within its
// clip, which Excel and LibreOffice set to the row's band.
func (p *page) height(g glyph) float64 {
	y := g.Y - 0.3*g.Size
	if g.Clip < 0 {
		return y
	}
	c := p.Clips[g.Clip]
	if c.Y1-c.Y0 < 2 {
		return y
	}
	return math.Max(c.Y0+1, math.Min(c.Y1-1, y))
}

// ruledRows returns the heights where rows begin and end according to the rules between them.
// The first is the foot of the heading if it is on this page.
func (p *page) ruledRows() []float64 {
	c := p.columns
	start := math.Inf(-1)
	if p.headed {
		start = c.foot
	}
	ys := p.separators(start, true)
	if least := 2; len(ys) < least || !c.ruled {
		if wide := p.separators(start, false); len(ys) < least {
			ys = wide
		}
	}
	// Vertical rules continue if a row continues on the next page.
	head, foot := math.Inf(1), math.Inf(-1)
	for _, v := range p.vertical {
		if b := c.index(change.BeforeColumn); math.Abs(v.at-c.edges[b]) < 2 || math.Abs(v.at-c.edges[b+1]) < 2 {
			for _, s := range v.spans {
				head, foot = math.Min(head, s.from), math.Max(foot, s.to)
			}
		}
	}
	if len(ys) > 0 && foot > ys[len(ys)-1]+2 {
		ys = append(ys, foot)
	}
	switch {
	case p.headed && (len(ys) == 0 || ys[0] > start+2):
		ys = slices.Insert(ys, 0, start)
	case !p.headed && len(ys) > 0 && head < ys[0]-2:
		ys = slices.Insert(ys, 0, head)
	}
	if len(ys) == 1 && foot > ys[0]+2 {
		ys = append(ys, foot)
	}
	return ys
}

// separators returns the heights of the rules between rows. These are the rules that reach from
// edge to edge of a side's column, as no underline does, or else those that cross the middle of
// both sides.
func (p *page) separators(start float64, edges bool) []float64 {
	const near = 2 // points
	c := p.columns
	b, a := c.index(change.BeforeColumn), c.index(change.AfterColumn)
	var ys []float64
	for i := range p.horizontal {
		h := &p.horizontal[i]
		parts := false
		if edges {
			parts = h.covers(c.edges[b]+near, c.edges[b+1]-near) || h.covers(c.edges[a]+near, c.edges[a+1]-near)
		} else {
			b0, b1 := c.middle(b)
			a0, a1 := c.middle(a)
			parts = h.covers(b0, b1) && h.covers(a0, a1)
		}
		if parts && h.at > start-1 {
			ys = append(ys, h.at)
		}
	}
	return ys
}

// clippedRows returns the heights where rows begin and end according to the clips of the
// characters, if each clip is the band of a row. Otherwise it returns nil.
func (p *page) clippedRows(from, to float64) []float64 {
	var ys []float64
	for _, g := range p.glyphs {
		y := p.height(g)
		if y < from || y > to || isBlank(g.Rune) {
			continue
		}
		if g.Clip < 0 {
			return nil
		}
		c := p.Clips[g.Clip]
		if c.Y1-c.Y0 > p.Height/2 || c.X1-c.X0 < 5 {
			return nil
		}
		ys = append(ys, c.Y0)
	}
	slices.Sort(ys)
	ys = slices.CompactFunc(ys, func(a, b float64) bool { return math.Abs(b-a) < sameBar })
	if len(ys) < 2 {
		return nil
	}
	ys[0] = math.Min(ys[0], from)
	return append(ys, to+1)
}

// datedRows returns the heights where rows begin: where the column of the days has a day.
func (p *page) datedRows(glyphs []glyph, from, to float64) []float64 {
	c := p.columns
	d := c.index(change.DateColumn)
	ys := []float64{from}
	var dates []glyph
	for _, g := range glyphs {
		if d >= 0 && c.column(g.middle()) == d {
			dates = append(dates, g)
		}
	}
	for _, l := range lines(dates, 0) {
		if y := l.y - 1.1*l.size; beginsDate(l.text()) && y > from+0.8*l.size {
			ys = append(ys, y)
		}
	}
	return append(ys, to+1)
}

// beginsDate reports whether a line in the column of days begins a day.
func beginsDate(s string) bool {
	s = strings.TrimSpace(s)
	if _, how := change.ReadDate(s); how != change.NoDate || change.IsDitto(s) {
		return true
	}
	for _, era := range []string{"令和", "平成", "R", "H", "Ｒ", "Ｈ", "20", "２０"} {
		if strings.HasPrefix(s, era) {
			return true
		}
	}
	return false
}
