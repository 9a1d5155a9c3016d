package pdf

import (
	"math"

	"betten/internal/layout"
)

// Lengths of underlines, in points on paper.
const (
	underlineThickness = 0.65 // what a copier doesn't lose
	dash, dashGap      = 2.2, 1.3
)

// A stroke is an underline below a part of a line.
type stroke struct {
	left, right, y float64
	moved          bool
}

// underline draws the underlines of a page's rows: solid below what was changed,
// dashed below what was moved.
func (d *drawing) underline(top float64, rows []layout.Row) {
	strokes := d.strokes(top, rows)
	if len(strokes) == 0 {
		return
	}
	d.artifact(ruling, func() {
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

// dashes returns the lengths of the dashes, and of the gaps between them, with
// which a stroke begins and ends with a dash.
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

// cellStrokes appends the underlines of a cell of column i, line by line. A glyph of
// which a part is marked, as a mark on a letter, is underlined whole.
func (d *drawing) cellStrokes(strokes []stroke, top float64, i int, c *layout.Cell) []stroke {
	f := &d.p.Form.Print
	left := d.edges[i] + d.scaled(f.Padding)
	most := d.edges[i+1] - d.scaled(f.Padding/2) // spaces that hang reach farther
	perUnit := d.scaled(f.Size) / d.p.Ruler.Size().Points()
	marks := c.Marks
	for j, line := range c.Lines {
		x, at := left, line.Start
		under := false // the glyph before is underlined
		for u := range d.p.Ruler.Units(c.Line(j)) {
			start, from := x, at
			x += u.Advance.Points() * perUnit
			at += len(u.Text)
			for len(marks) > 0 && marks[0].End <= from {
				marks = marks[1:]
			}
			if len(marks) == 0 || marks[0].Start >= at {
				under = false
				continue
			}
			end := min(x, most)
			switch last := len(strokes) - 1; {
			case under && strokes[last].moved == marks[0].Moved:
				strokes[last].right = max(strokes[last].right, end)
			case end > start:
				strokes = append(strokes, stroke{start, end, top + d.baseline(j) + d.drop(), marks[0].Moved})
				under = true
			}
		}
	}
	return strokes
}

// drop returns how far below the baseline an underline's middle is: a third of the
// room that it leaves between the body of its line and that of the next is above it.
func (d *drawing) drop() float64 {
	f := &d.p.Form.Print
	free := d.scaled(f.Pitch-f.Size) - underlineThickness
	return d.scaled(f.Size)*(1-bodyAscent) + max(0, free)/3 + underlineThickness/2
}
