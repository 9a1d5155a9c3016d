package pdf

import (
	"math"

	"betten/internal/compare"
	"betten/internal/layout"
	"betten/internal/pdf/object"
)

// Lengths of underlines, in points on paper.
const (
	underlineThickness = 0.65 // thick enough to survive a photocopier
	dash, dashGap      = 2.2, 1.3
)

// A stroke is an underline below a part of a line.
type stroke struct {
	left, right, y float64
	moved          bool
}

// underline draws the underlines of a page's rows: solid for changed text, dashed for moved
// text.
func (d *drawing) underline(top float64, rows []layout.Row) {
	strokes := d.strokes(top, rows)
	if len(strokes) == 0 {
		return
	}
	d.artifact(ruling, "", func() {
		d.graphics().SetLineWidth(underlineThickness)
		for _, s := range strokes {
			if !s.moved {
				d.graphics().Line(s.left, s.y, s.right, s.y)
			}
		}
		for _, s := range strokes {
			if s.moved {
				on, off := dashes(s.right - s.left)
				d.graphics().SetDashPattern([]float64{on, off}, 0)
				d.graphics().Line(s.left, s.y, s.right, s.y)
			}
		}
		d.graphics().SetDashPattern(nil, 0)
	})
}

// dashes returns the lengths of dashes and gaps with which a stroke begins and ends with a
// dash.
func dashes(length float64) (on, off float64) {
	n := max(1, math.Round((length+dashGap)/(dash+dashGap)))
	factor := length / (n*dash + (n-1)*dashGap)
	return dash * factor, dashGap * factor
}

// strokes returns the underlines of a page's rows.
func (d *drawing) strokes(top float64, rows []layout.Row) (strokes []stroke) {
	height := d.p.Head.Height
	for r := range rows {
		for i := range rows[r].Cells {
			if c := &rows[r].Cells[i]; len(c.Marks) > 0 {
				strokes = d.cellStrokes(strokes, top+d.scaled(height), i, c)
			}
		}
		height += rows[r].Height
	}
	return strokes
}

// cellStrokes appends the underlines of a cell of column i, line by line.
func (d *drawing) cellStrokes(strokes []stroke, top float64, i int, c *layout.Cell) []stroke {
	left := d.textEdge(i)
	most := d.edges[i+1] - d.scaled(d.p.Form.Print.Padding/2) // spaces that hang over reach further
	marks := c.Marks
	for j := range c.Lines {
		var line []stretch
		line, marks = d.stretches(c, j, marks)
		for _, r := range line {
			start, end := left+r.left, min(left+r.right, most)
			if r.mark != unmarked && end > start {
				strokes = append(strokes, stroke{start, end, top + d.baseline(j) + d.drop(), r.mark == moved})
			}
		}
	}
	return strokes
}

// A stretch is a part of a line whose glyphs have the same marks.
type stretch struct {
	text        string
	left, right float64 // from the start of the line
	mark        object.Name
}

// The structure types of stretches. They are our own types, each mapped to Span for readers that
// do not know them (ISO 32000-1, 14.7.3).
const (
	unmarked object.Name = "Span"
	changed  object.Name = "Changed"
	moved    object.Name = "Moved"
)

// stretches returns the stretches of line j of a cell, and of its marks, from which those that end
// before the line were taken, those that may reach the next line. A glyph of which a part
// is marked, such as a letter with a mark of its own, is marked whole.
func (d *drawing) stretches(c *layout.Cell, j int, marks []compare.Mark) ([]stretch, []compare.Mark) {
	var found []stretch
	perUnit := d.scaled(d.p.Form.Print.Size) / d.p.Ruler.Size().Points()
	x, at, from := 0.0, c.Lines[j].Start, 0
	line := c.Line(j)
	for u := range d.p.Ruler.Units(line) {
		for len(marks) > 0 && marks[0].End <= at {
			marks = marks[1:]
		}
		left := x
		x += u.Advance.Points() * perUnit
		at += len(u.Text)
		mark := unmarked
		if len(marks) > 0 && marks[0].Start < at {
			mark = changed
			if marks[0].Moved {
				mark = moved
			}
		}
		if n := len(found); n == 0 || found[n-1].mark != mark {
			from = at - len(u.Text) - c.Lines[j].Start
			found = append(found, stretch{left: left, mark: mark})
		}
		last := &found[len(found)-1]
		last.text, last.right = line[from:at-c.Lines[j].Start], x
	}
	return found, marks
}

// spans draws the lines of a paragraph with marks. Each stretch is an element below the
// paragraph. A stretch that continues on the next line is a single element.
func (d *drawing) spans(p int, top float64, i int, c *layout.Cell, from, to int) {
	x, size := d.textEdge(i), d.scaled(d.p.Form.Print.Size)
	type placed struct {
		stretch
		y float64
	}
	var all []placed
	marks := c.Marks
	for j := from; j < to; j++ {
		var line []stretch
		line, marks = d.stretches(c, j, marks)
		for _, r := range line {
			all = append(all, placed{r, top + d.baseline(j)})
		}
	}
	for len(all) > 0 {
		n, words := 1, all[0].text
		for n < len(all) && all[n].mark == all[0].mark {
			words += all[n].text
			n++
		}
		d.content(all[0].mark, p, words, func() {
			for _, r := range all[:n] {
				d.line(x+r.left, r.y, size, r.text)
			}
		})
		all = all[n:]
	}
}

// drop returns the distance from the baseline to the middle of an underline. A third of the
// space left between the body of its line and that of the next is above the underline.
func (d *drawing) drop() float64 {
	f := &d.p.Form.Print
	free := d.scaled(f.Pitch-f.Size) - underlineThickness
	return d.scaled(f.Size)*(1-bodyAscent) + max(0, free)/3 + underlineThickness/2
}
