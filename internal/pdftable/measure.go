package pdftable

import (
	"math"
	"slices"

	"betten/internal/change"
)

// A measure is the horizontal and vertical layout of a column's lines. Lengths are measured
// from the column's left edge.
type measure struct {
	limit float64 // the rightmost end of a line
	pitch float64 // the distance between baselines
	width float64 // from the start of lines to the limit
}

// hanging are the closing signs of which half may hang over the end of a line.
const hanging = "、。，．）」』】〕］｝〉》・：；？！)"

// widestSlack is the maximum distance from the end of a column's longest line to its rule,
// without padding, in parts of the size. No unit of text is much wider.
const widestSlack = 1.2

// measureColumn measures the lines of a column.
func measureColumn(rows []row, c *columns, column int) measure {
	var m measure
	var lefts, pitches []float64
	size := 0.0
	for i := range rows {
		ls := rows[i].cells[column].lines
		for k := range ls {
			l := &ls[k]
			if size = math.Max(size, l.size); !l.blank() {
				lefts = append(lefts, l.left)
				m.limit = math.Max(m.limit, l.hungRight())
			}
			if k > 0 && l.page == ls[k-1].page {
				pitches = append(pitches, l.y-ls[k-1].y)
			}
		}
	}
	if len(lefts) == 0 {
		return m
	}
	padding := math.Max(0, slices.Min(lefts))
	if m.pitch = 1.3 * size; len(pitches) > 0 {
		slices.Sort(pitches)
		m.pitch = pitches[len(pitches)/4]
	}
	width := c.edges[column+1] - c.edges[column]
	if c.ruled && padding < 0.2*width {
		m.limit = math.Max(m.limit, width-padding-widestSlack*size)
	}
	m.width = m.limit - padding
	return m
}

// hungRight returns the end of a line if signs that hang over its end are half as wide.
func (l *line) hungRight() float64 {
	right := l.right
	for k := len(l.glyphs) - 1; k >= 0; k-- {
		g := l.glyphs[k]
		if isBlank(g.Rune) {
			continue
		}
		if !slices.Contains([]rune(hanging), g.Rune) {
			break
		}
		right -= (g.Right - g.X) - math.Min(g.Right-g.X, 0.5*g.Size)
		break
	}
	return right
}

// measures measures all columns.
func measures(rows []row, c *columns) []measure {
	all := make([]measure, c.count())
	for i := range all {
		all[i] = measureColumn(rows, c, i)
	}
	// Both sides have the same width on the form. If their columns are equally wide, the limit of
	// one also holds for the other.
	b, a := c.index(change.BeforeColumn), c.index(change.AfterColumn)
	if wb, wa := c.edges[b+1]-c.edges[b], c.edges[a+1]-c.edges[a]; math.Abs(wb-wa) < 1 {
		most := math.Max(all[b].limit, all[a].limit)
		for _, m := range []*measure{&all[b], &all[a]} {
			m.width, m.limit = m.width+most-m.limit, most
		}
	}
	return all
}
