package pdfread

import "math"

// finish turns a page so that most of its text runs from left to right, and determines for
// each glyph whether it is visible.
func (in *interpreter) finish() Page {
	var votes [4]int
	for i := range in.glyphs {
		votes[quarterOf(in.glyphs[i].matrix)]++
	}
	q := quarter(0)
	for i, v := range votes {
		if v > votes[q] {
			q = quarter(i)
		}
	}
	page := in.page.box
	p := Page{
		Width: page.X1 - page.X0, Height: page.Y1 - page.Y0,
		Images: in.images, Unseen: in.unseen, Vertical: in.vertical, Broken: in.broken,
		Clips: make([]Box, len(in.clips)),
	}
	if q%2 == 1 {
		p.Width, p.Height = p.Height, p.Width
	}
	for i, c := range in.clips {
		p.Clips[i] = q.box(c, page)
	}
	p.Glyphs = make([]Glyph, 0, len(in.glyphs))
	hidden := false
	for i := range in.glyphs {
		g, ok := in.glyph(&in.glyphs[i], q)
		switch {
		case !ok:
			p.Hidden++
			hidden = true
			continue
		case in.file.exact: // our files do not clip, and blanks may extend past the page
			g.Cut = false
		case blank(g.Rune):
			// A blank may be pushed over the edge of its clip by the text before it.
			if hidden && i > 0 {
				p.Hidden++
				continue
			}
			g.Cut = false
		case p.sees(&g):
			hidden = false
		default:
			p.Hidden++
			hidden = true
			continue
		}
		p.Glyphs = append(p.Glyphs, g)
	}
	for _, r := range in.rules {
		b := q.box(Box{r.X0, r.Y0, r.X1, r.Y1}, page)
		p.Rules = append(p.Rules, Rule{b.X0, b.Y0, b.X1, b.Y1, r.Area})
	}
	return p
}

// blank reports whether a character is a space.
func blank(r rune) bool {
	return r == ' ' || r == '　' || r == 0xA0 || r >= 0x2000 && r <= 0x200A
}

// glyph turns a glyph with its page. ok is false if its position is not valid.
func (in *interpreter) glyph(d *drawn, q quarter) (g Glyph, ok bool) {
	if !d.matrix.finite() {
		return g, false
	}
	from := q.turned(point{d.matrix.e, d.matrix.f}, in.page.box)
	to := d.matrix.apply(d.advance, 0)
	end := q.turned(to, in.page.box)
	size := math.Abs(d.size) * math.Hypot(d.matrix.c, d.matrix.d)
	g = Glyph{
		Rune: d.r, X: from.x, Y: from.y, Right: end.x, Size: size, Clip: d.clip, Cell: d.cell, Bad: d.bad,
		Turned: quarterOf(d.matrix) != q,
	}
	if g.Right < g.X { // a negative advance
		g.X, g.Right = g.Right, g.X
	}
	if g.Turned {
		g.Right = g.X + size
	}
	sum := g.X + g.Y + g.Right + g.Size
	return g, !math.IsNaN(sum) && !math.IsInf(sum, 0) && size > 0.01
}

// sees reports whether a glyph is visible: its middle is within its page and, horizontally,
// within its clip. A glyph above or below its clip is only noted: it is cut off in print, but
// a reader of the file expects it.
func (p *Page) sees(g *Glyph) bool {
	x, y := (g.X+g.Right)/2, g.Y-0.35*g.Size
	if x < 0 || x > p.Width || y < 0 || y > p.Height {
		return false
	}
	if g.Clip < 0 {
		return true
	}
	c := p.Clips[g.Clip]
	if x < c.X0 || x > c.X1 {
		return false
	}
	g.Cut = y < c.Y0 || y > c.Y1
	return !g.Cut || c.Y1-c.Y0 > 0.5*g.Size
}
