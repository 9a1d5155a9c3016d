package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/go-pdf/fpdf"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/text"
)

// A drawing is a document being drawn. All its lengths are points on paper, all
// its places measured from the page's upper left corner.
type drawing struct {
	pdf   *fpdf.Fpdf
	p     *layout.Print
	fonts []*font                     // by face of the ruler; nil for one not used yet
	edges [change.Columns + 1]float64 // of the columns, from left to right

	face int     // the one set in fpdf; -1 for none
	size float64 // the one set in fpdf
	run  []byte  // codes of one face, to be drawn at once
	err  error   // the first
}

// draw draws all pages.
func draw(p *layout.Print) (*drawing, error) {
	d := &drawing{p: p, face: -1, fonts: make([]*font, len(p.Ruler.Faces()))}
	d.pdf = fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "pt",
		Size:    fpdf.SizeType{Wd: p.Width.Points(), Ht: p.Height.Points()},
	})
	d.pdf.SetCompression(false) // the pass over its objects compresses
	d.pdf.SetCatalogSort(true)
	d.pdf.SetAutoPageBreak(false, 0)
	latest := date(p.Table)
	d.pdf.SetCreationDate(latest) // else fpdf asks the clock
	d.pdf.SetModificationDate(latest)

	x := text.Length(0)
	for i, width := range p.Widths {
		x += width + 2*p.Form.Print.Padding
		d.edges[i+1] = d.scaled(x)
	}
	for i := range d.edges {
		d.edges[i] += p.Form.Paper.Margin.Points()
	}
	for i := range p.Pages {
		d.page(i)
	}
	if d.err == nil {
		d.err = d.pdf.Error()
	}
	return d, d.err
}

// scaled returns a length of the sheet on paper.
func (d *drawing) scaled(l text.Length) float64 { return l.Points() * d.p.Scale }

// page draws one page: first what is not text, then the text in the order it is
// read.
func (d *drawing) page(i int) {
	page, f := d.p.Pages[i], d.p.Form
	top := f.Paper.Margin.Points() + page.Title.Points()
	d.pdf.AddPage()
	d.rules(top, page.Rows)

	if page.Title > 0 {
		size := f.Print.TitleSize.Points()
		d.line(d.edges[0], f.Paper.Margin.Points()+size*bodyAscent, size, f.Title)
	}
	d.heading(top)
	height := d.p.Head.Height
	for j := range page.Rows {
		d.row(top+d.scaled(height), &page.Rows[j])
		height += page.Rows[j].Height
	}
	d.footer(i)
}

// rules draws the heading's ground and the rules of a page's table: each one line
// from end to end, the frame last.
func (d *drawing) rules(top float64, rows []layout.Row) {
	f := &d.p.Form.Print
	left, right := d.edges[0], d.edges[change.Columns]
	height := d.p.Head.Height
	under := top + d.scaled(height)

	d.pdf.SetFillColor(f.Shade>>16&0xFF, f.Shade>>8&0xFF, f.Shade&0xFF)
	d.pdf.Rect(left, top, right-left, under-top, "F")
	d.pdf.SetFillColor(0, 0, 0) // of the text
	d.pdf.SetLineWidth(d.scaled(f.Rule))
	bottom := under
	for i := range rows {
		d.pdf.Line(left, bottom, right, bottom)
		height += rows[i].Height
		bottom = top + d.scaled(height)
	}
	for _, x := range d.edges[1:change.Columns] {
		d.pdf.Line(x, top, x, bottom)
	}
	d.pdf.SetLineWidth(d.scaled(f.Frame))
	d.pdf.Rect(left, top, right-left, bottom-top, "D")
}

// heading draws the text of the heading row, each cell's in its middle.
func (d *drawing) heading(top float64) {
	size := d.scaled(d.p.Form.Print.Size)
	for i := range d.p.Head.Cells {
		c := &d.p.Head.Cells[i]
		middle := (d.edges[i] + d.edges[i+1]) / 2
		y := top + d.scaled((d.p.Head.Height-text.Length(len(c.Lines))*d.p.Form.Print.Pitch)/2+d.p.Baseline)
		for j := range c.Lines {
			line := strings.TrimRight(c.Line(j), " 　")
			d.line(middle-d.width(size, line)/2, y, size, line)
			y += d.scaled(d.p.Form.Print.Pitch)
		}
	}
}

// row draws the text of a row, cell by cell, so that each stays whole when the
// text is taken out of the page.
func (d *drawing) row(top float64, r *layout.Row) {
	f := &d.p.Form.Print
	padding, size := d.scaled(f.Padding), d.scaled(f.Size)
	for i := range r.Cells {
		c := &r.Cells[i]
		for j := range c.Lines {
			y := top + d.scaled(f.Padding+text.Length(j)*f.Pitch+d.p.Baseline)
			d.line(d.edges[i]+padding, y, size, c.Line(j))
		}
	}
}

// bodyAscent is how far the body of a Japanese face reaches above its baseline, in
// em.
const bodyAscent = 0.88

// footer draws the organization and the page's number into the bottom margin, a
// third of its free space above them: printers don't reach the paper's edge.
func (d *drawing) footer(page int) {
	size, margin := d.p.Form.Print.FooterSize.Points(), d.p.Form.Paper.Margin.Points()
	y := d.p.Height.Points() - margin + (margin-size)/3 + size*bodyAscent
	number := fmt.Sprintf("%d / %d", page+1, len(d.p.Pages))
	x := (d.p.Width.Points() - d.width(size, number)) / 2

	// A name that is long even for an alliance of municipalities gets smaller.
	name := d.p.Table.Organization
	if width, room := d.width(size, name), x-margin-size; width > room {
		d.line(margin, y, size*room/width, name)
	} else {
		d.line(margin, y, size, name)
	}
	d.line(x, y, size, number)
}

// width returns the width of a line in a size.
func (d *drawing) width(size float64, line string) float64 {
	var w text.Length
	for u := range d.p.Ruler.Units(line) {
		w += u.Advance
	}
	return w.Points() * size / d.p.Ruler.Size().Points()
}

// line draws a line whose text begins at x and stands on y.
func (d *drawing) line(x, y, size float64, line string) {
	var advance, start text.Length // of the pen; where the run began
	perUnit := size / d.p.Ruler.Size().Points()
	for u := range d.p.Ruler.Units(line) {
		code, err := d.code(u)
		if err != nil {
			d.err = cmp.Or(d.err, err)
			return
		}
		if u.Face != d.face || size != d.size {
			d.flush(x+start.Points()*perUnit, y)
			start = advance
			d.set(u.Face, size)
		}
		d.run = append(d.run, byte(code>>8), byte(code))
		advance += u.Advance
	}
	d.flush(x+start.Points()*perUnit, y)
}

// flush draws the run.
func (d *drawing) flush(x, y float64) {
	if len(d.run) > 0 {
		d.pdf.Text(x, y, string(d.run))
		d.run = d.run[:0]
	}
}

// set makes a face and a size those of the runs to come.
func (d *drawing) set(face int, size float64) {
	d.face, d.size = face, size
	d.pdf.SetFont(standIn(face), "", size)
}

// code returns the code of a unit in the font of its face.
func (d *drawing) code(u text.Unit) (uint16, error) {
	if u.Glyph == 0 {
		return 0, fmt.Errorf("no face has %q", u.Text)
	}
	if d.fonts[u.Face] == nil {
		d.fonts[u.Face] = newFont(d.p.Ruler.Faces()[u.Face], d.p.Ruler.Size())
		d.pdf.AddFontFromBytes(standIn(u.Face), "", []byte(`{"Tp":"Core","Name":"`+standIn(u.Face)+`"}`), nil)
	}
	return d.fonts[u.Face].code(u)
}

// standIn returns the name of the font that stands in for that of a face in what
// fpdf draws. fpdf writes text in it byte for byte.
func standIn(face int) string { return fmt.Sprintf("face%d", face) }
