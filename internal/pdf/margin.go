package pdf

import (
	"fmt"
	"strings"
)

// header draws the running head into the top margin. A third of the free space is below it,
// because printers cannot print to the paper's edge.
func (d *drawing) header() {
	if d.p.Running == "" {
		return
	}
	size, margin := d.p.Form.Print.FooterSize.Points(), d.p.Form.Paper.Margin.Points()
	y := margin - (margin-size)/3 - size*(1-bodyAscent)
	d.artifact(head, d.p.Running, func() { d.fitted(margin, y, size, d.p.Width.Points()-2*margin, d.p.Running) })
}

// footer draws the organization and the page number into the bottom margin, as far from the
// page's text as the running head is.
func (d *drawing) footer() {
	size, margin := d.p.Form.Print.FooterSize.Points(), d.p.Form.Paper.Margin.Points()
	y := d.p.Height.Points() - margin + (margin-size)/3 + size*bodyAscent
	number := fmt.Sprintf("%d / %d", d.pages(), len(d.p.Leaves)+len(d.p.Pages))
	x := (d.p.Width.Points() - d.width(size, number)) / 2
	organization := strings.ReplaceAll(d.p.Table.Organization, "\n", " ")
	d.artifact(foot, organization+" "+number, func() {
		d.fitted(margin, y, size, x-margin-size, organization)
		d.line(x, y, size, number)
	})
}

// fitted draws a line in a given width. A line that is too long, such as the name of an alliance
// of municipalities, gets smaller.
func (d *drawing) fitted(x, y, size, room float64, line string) {
	if width := d.width(size, line); width > room {
		size *= room / width
	}
	d.line(x, y, size, line)
}
