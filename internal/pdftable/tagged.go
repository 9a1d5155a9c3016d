package pdftable

import (
	"math"
	"slices"

	"betten/internal/change"
)

// tagged reads the table by the tags of the document (Table, TR, TD). It returns nil if no
// tagged table has the headings of a change table, or if the tags do not contain the whole
// table. Then the rules on the pages determine the cells.
func (d *document) tagged() ([]row, *columns) {
	for t := range d.source.Tables {
		cells := d.cellsOf(t + 1)
		for head := range d.source.Tables[t].Rows {
			if head > 5 {
				break
			}
			c := d.taggedHeading(t, head, cells)
			if c == nil {
				continue
			}
			if rows := d.taggedRows(t, head, cells, c); rows != nil {
				return rows, c
			}
		}
	}
	return nil, nil
}

// place identifies a cell of a tagged table: a row and a column, from 1.
type place struct{ row, column int32 }

// cellsOf collects the characters of a tagged table.
func (d *document) cellsOf(table int) map[place][]glyph {
	cells := make(map[place][]glyph)
	for _, p := range d.pages {
		for _, g := range p.glyphs {
			if c := g.Cell; c.Table == int32(table) && c.Column > 0 {
				at := place{c.Row, c.Column}
				cells[at] = append(cells[at], g)
			}
		}
	}
	return cells
}

// taggedHeading reads a row of a tagged table as its heading. It returns nil if it is not one.
func (d *document) taggedHeading(table, head int, cells map[place][]glyph) *columns {
	c := &columns{}
	known := 0
	for i := range d.source.Tables[table].Rows[head].Cells {
		known += c.add(join(lines(cells[place{int32(head + 1), int32(i + 1)}], 0)))
	}
	if known < leastHeadings || c.index(change.BeforeColumn) < 0 || c.index(change.AfterColumn) < 0 {
		return nil
	}
	c.edges = d.taggedEdges(table, len(c.kinds))
	return c
}

// taggedEdges returns the edges of tagged columns: the rules between them, or, if the number of
// rules does not match, the positions where their text begins.
func (d *document) taggedEdges(table, count int) []float64 {
	left, right := make([]float64, count), 0.0
	for i := range left {
		left[i] = math.Inf(1)
	}
	for _, p := range d.pages {
		for _, g := range p.glyphs {
			if i := int(g.Cell.Column) - 1; g.Cell.Table == int32(table+1) && i >= 0 && i < count && !isBlank(g.Rune) {
				left[i], right = math.Min(left[i], g.X), math.Max(right, g.Right)
			}
		}
	}
	for i := count - 1; i >= 0; i-- { // a column without text
		if math.IsInf(left[i], 0) {
			left[i] = right
			if i+1 < count {
				left[i] = left[i+1]
			}
		}
	}
	for _, p := range d.pages {
		if edges := p.rulesAround(left, right); edges != nil {
			return edges
		}
	}
	return append(left, right)
}

// rulesAround returns the vertical rules left of each column and right of the last, or nil if
// any is missing.
func (p *page) rulesAround(left []float64, right float64) []float64 {
	edges := make([]float64, len(left)+1)
	for i, x := range append(slices.Clone(left), math.Inf(1)) {
		edges[i] = math.Inf(-1)
		for _, v := range p.vertical {
			if i < len(left) && v.at <= x+1 {
				edges[i] = v.at
			}
			if i == len(left) && v.at >= right-10 {
				edges[i] = v.at
				break
			}
		}
		if math.IsInf(edges[i], 0) || i > 0 && edges[i] <= edges[i-1] {
			return nil
		}
	}
	return edges
}

// taggedRows returns the rows below a heading, or nil if the tags do not contain the whole
// table.
func (d *document) taggedRows(table, head int, cells map[place][]glyph, c *columns) []row {
	var rows []row
	numbers := make(map[int]int)
	for i := head + 1; i < len(d.source.Tables[table].Rows); i++ {
		tr := &d.source.Tables[table].Rows[i]
		if len(tr.Cells) == 0 {
			continue
		}
		if len(tr.Cells) != c.count() { // some cells are merged: only the rules show which
			return nil
		}
		r := row{page: math.MaxInt, cells: make([]cell, c.count())}
		for k := range r.cells {
			gs := cells[place{int32(i + 1), int32(k + 1)}]
			r.cells[k].glyphs = gs
			for _, g := range gs {
				r.page = min(r.page, g.page)
				r.cells[k].cut = r.cells[k].cut || g.Cut
			}
		}
		if r.page == math.MaxInt {
			continue
		}
		numbers[r.page]++
		r.number = numbers[r.page]
		r.fill(c)
		rows = append(rows, r)
	}
	if len(rows) == 0 || !d.holds(table, head, c) {
		return nil
	}
	return rows
}

// holds marks the use of all characters for a tagged table, and reports whether it contains no
// untagged character.
func (d *document) holds(table, head int, c *columns) bool {
	uses := make([][]use, len(d.pages))
	for k, p := range d.pages {
		uses[k] = make([]use, len(p.glyphs))
		box := span{math.Inf(1), math.Inf(-1)}
		for i, g := range p.glyphs {
			switch {
			case g.Cell.Table != int32(table+1) || g.Cell.Column == 0:
				uses[k][i] = outside
			case int(g.Cell.Row) <= head:
				uses[k][i] = outside
			case int(g.Cell.Row) == head+1:
				uses[k][i] = inHead
			default:
				uses[k][i] = inCell
				box = span{math.Min(box.from, g.Y), math.Max(box.to, g.Y)}
			}
		}
		repeated := p.heading(c)
		for i, g := range p.glyphs {
			if uses[k][i] != outside {
				continue
			}
			if y := g.Y - 0.3*g.Size; repeated != nil && y > repeated.top && y < repeated.foot {
				uses[k][i] = inHead
				continue
			}
			if !isBlank(g.Rune) && g.Y > box.from && g.Y < box.to && g.middle() > c.edges[0] && g.middle() < c.edges[c.count()] {
				return false
			}
		}
	}
	for k, p := range d.pages {
		copy(p.uses, uses[k])
	}
	return true
}
