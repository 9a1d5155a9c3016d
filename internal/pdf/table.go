package pdf

import (
	"strings"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/text"
)

// tablePage draws a page of the table: first everything except text, then the text in reading
// order.
func (d *drawing) tablePage(i int) {
	page, f := d.p.Pages[i], d.p.Form
	top := f.Paper.Margin.Points() + page.Title.Points()
	titled := page.Title > 0 && f.Title != ""
	d.newPage(titled)
	d.artifact(ruling, "", func() { d.rules(top, page.Rows) })
	d.underline(top, page.Rows)

	if titled {
		size := f.Print.TitleSize.Points()
		d.content(d.titleKind(), document, f.Title, func() {
			d.line(d.edges[0], f.Paper.Margin.Points()+size*bodyAscent, size, f.Title)
		})
	}
	d.heading(top, i > 0)
	height := d.p.Head.Height
	for j := range page.Rows {
		d.row(top+d.scaled(height), &page.Rows[j])
		height += page.Rows[j].Height
	}
	d.footer()
}

// rules draws the heading's fill and the rules of a page's table: each one line
// from end to end, the frame last.
func (d *drawing) rules(top float64, rows []layout.Row) {
	f := &d.p.Form.Print
	left, right := d.edges[0], d.edges[change.Columns]
	height := d.p.Head.Height
	under := top + d.scaled(height)

	d.graphics().SetFillColor(f.Shade>>16&0xFF, f.Shade>>8&0xFF, f.Shade&0xFF)
	d.graphics().Rect(left, top, right-left, under-top, "F")
	d.graphics().SetFillColor(0, 0, 0) // of the text
	d.graphics().SetLineWidth(d.scaled(f.Rule))
	bottom := under
	for i := range rows {
		d.graphics().Line(left, bottom, right, bottom)
		height += rows[i].Height
		bottom = top + d.scaled(height)
	}
	for _, x := range d.edges[1:change.Columns] {
		d.graphics().Line(x, top, x, bottom)
	}
	d.graphics().SetLineWidth(d.scaled(f.Frame))
	d.graphics().Rect(left, top, right-left, bottom-top, "D")
}

// heading draws the text of the heading row. The structure has it only once. Where it is drawn
// again, it is an artifact.
func (d *drawing) heading(top float64, again bool) {
	cells := d.p.Head.Cells
	if again {
		var words strings.Builder
		for i := range cells {
			words.WriteString(cells[i].Text)
		}
		d.artifact(repeated, words.String(), func() {
			for i := range cells {
				d.headingCell(top, i)
			}
		})
		return
	}
	table := d.tree.add("Table", document)
	row := d.tree.add("TR", d.tree.add("THead", table))
	for i := range cells {
		d.content("TH", row, cells[i].Text, func() { d.headingCell(top, i) })
	}
	if len(d.p.Rows) > 0 {
		d.body = d.tree.add("TBody", table)
	}
}

// headingCell draws the text of a cell of the heading row in the cell's middle.
func (d *drawing) headingCell(top float64, i int) {
	c, size := &d.p.Head.Cells[i], d.scaled(d.p.Form.Print.Size)
	middle := (d.edges[i] + d.edges[i+1]) / 2
	y := top + d.scaled((d.p.Head.Height-text.Length(len(c.Lines))*d.p.Form.Print.Pitch)/2+d.p.Baseline)
	for j := range c.Lines {
		line := strings.TrimRight(c.Line(j), " 　")
		d.line(middle-d.width(size, line)/2, y, size, line)
		y += d.scaled(d.p.Form.Print.Pitch)
	}
}

// row draws the text of a row, cell by cell, so that each cell stays in one piece when the text
// is extracted. An empty cell also gets an element.
func (d *drawing) row(top float64, r *layout.Row) {
	d.places = append(d.places, place{d.pages() - 1, top})
	row := d.tree.add("TR", d.body)
	for i := range r.Cells {
		d.cell(d.tree.add("TD", row), top, i, &r.Cells[i])
	}
}

// cell draws the text of a cell of column i. Each paragraph is an element below that of the
// cell. An empty paragraph has no content.
func (d *drawing) cell(td int, top float64, i int, c *layout.Cell) {
	for from := 0; from < len(c.Lines); {
		to := from + 1
		for to < len(c.Lines) && c.Text[c.Lines[to-1].End] != '\n' {
			to++
		}
		switch {
		case c.Lines[from].Start == c.Lines[to-1].End:
			d.tree.add("P", td)
		case len(c.Marks) > 0:
			d.spans(d.tree.add("P", td), top, i, c, from, to)
		default:
			d.content("P", td, c.Text[c.Lines[from].Start:c.Lines[to-1].End], func() {
				x, size := d.textEdge(i), d.scaled(d.p.Form.Print.Size)
				for j := from; j < to; j++ {
					d.line(x, top+d.baseline(j), size, c.Line(j))
				}
			})
		}
		from = to
	}
}

// textEdge returns where the text of column i begins.
func (d *drawing) textEdge(i int) float64 { return d.edges[i] + d.scaled(d.p.Form.Print.Padding) }

// baseline returns the distance from a row's top to the baseline of line j of its cells.
func (d *drawing) baseline(j int) float64 {
	f := &d.p.Form.Print
	return d.scaled(f.Padding + text.Length(j)*f.Pitch + d.p.Baseline)
}
