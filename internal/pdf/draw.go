package pdf

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf/object"
	"betten/internal/text"
)

// A drawing is a document being drawn. All its lengths are points on paper, and all positions
// are measured from the page's upper left corner.
type drawing struct {
	pdf   *fpdf.Fpdf
	p     *layout.Print
	fonts []*font                     // by face of the ruler; nil for one not used yet
	edges [change.Columns + 1]float64 // of the columns, from left to right

	tree   *tree
	titled bool    // there was a title
	body   int     // the element that contains the table's rows
	places []place // of the rows drawn
	links  []link
	// contents is the table of contents while it is open, else none.
	contents int

	face int     // the face set in fpdf; -1 for none
	size float64 // the size set in fpdf
	run  []byte  // codes of one face, to be drawn together

	operators []byte // drawn, but not yet passed to fpdf; each ends its line

	err error // the first error
}

// A place is a position in the document that a link can lead to.
type place struct {
	page int // from 0
	top  float64
}

// draw draws all pages.
func draw(p *layout.Print) (*drawing, error) {
	elements := len(p.Rows) * (1 + 3*change.Columns) // a row, its cells, two paragraphs in each
	d := &drawing{p: p, tree: newTree(elements), contents: none, face: -1, fonts: make([]*font, len(p.Ruler.Faces()))}
	d.pdf = fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "pt",
		Size:    fpdf.SizeType{Wd: p.Width.Points(), Ht: p.Height.Points()},
	})
	d.pdf.SetCompression(false) // the pass over its objects compresses
	d.pdf.SetCatalogSort(true)
	d.pdf.SetAutoPageBreak(false, 0)
	latest := date(p.Table)
	d.pdf.SetCreationDate(latest) // otherwise fpdf uses the clock
	d.pdf.SetModificationDate(latest)

	x := text.Length(0)
	for i, width := range p.Widths {
		x += width + 2*p.Form.Print.Padding
		d.edges[i+1] = d.scaled(x)
	}
	for i := range d.edges {
		d.edges[i] += p.Form.Paper.Margin.Points()
	}
	for i := range p.Leaves {
		d.leaf(&p.Leaves[i])
	}
	for i := range p.Pages {
		d.tablePage(i)
	}
	if d.err == nil {
		d.err = d.graphics().Error()
	}
	return d, d.err
}

// scaled returns a length of the sheet on paper.
func (d *drawing) scaled(l text.Length) float64 { return l.Points() * d.p.Scale }

// newPage begins a page. A page without a title has the running head instead.
func (d *drawing) newPage(titled bool) {
	d.graphics().AddPage()
	d.tree.addPage()
	if !titled {
		d.header()
	}
}

// pages returns how many pages have been begun.
func (d *drawing) pages() int { return len(d.tree.contents) }

// titleKind returns the kind of a title. The first is the document's; one below it is that of a
// part (ISO 14289-1, 7.4.2: levels begin at the first).
func (d *drawing) titleKind() object.Name {
	if d.titled {
		return "H2"
	}
	d.titled = true
	return "H1"
}

// bodyAscent is the height of type above its baseline, in em.
const bodyAscent = layout.Ascent / 1000.0

// width returns the width of a line in a size.
func (d *drawing) width(size float64, line string) float64 {
	var w text.Length
	for u := range d.p.Ruler.Units(line) {
		w += u.Advance
	}
	return w.Points() * size / d.p.Ruler.Size().Points()
}

// line draws a line whose text begins at x, with its baseline at y.
func (d *drawing) line(x, y, size float64, line string) {
	var advance, start text.Length // of the pen; the start of the run
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

// graphics flushes pending operators and returns fpdf, for drawing rules and boxes.
func (d *drawing) graphics() *fpdf.Fpdf {
	if n := len(d.operators); n > 0 {
		d.pdf.RawWriteStr(string(d.operators[:n-1])) // which ends the line
		d.operators = d.operators[:0]
	}
	return d.pdf
}

// operator draws with an operator of our own.
func (d *drawing) operator(s string) { d.operators = append(append(d.operators, s...), '\n') }

// flush draws the run. It writes the operators itself, because fpdf takes three times as long.
func (d *drawing) flush(x, y float64) {
	if len(d.run) == 0 {
		return
	}
	b := append(d.operators, "BT "...)
	b = append(strconv.AppendFloat(b, x, 'f', 2, 64), ' ')
	b = strconv.AppendFloat(b, d.p.Height.Points()-y, 'f', 2, 64)
	b = append(b, " Td ("...)
	for _, c := range d.run {
		switch c {
		case '(', ')', '\\':
			b = append(b, '\\', c)
		case '\r': // a reader takes it for a line feed
			b = append(b, '\\', 'r')
		default:
			b = append(b, c)
		}
	}
	d.operators = append(b, ") Tj ET\n"...)
	d.run = d.run[:0]
}

// set makes a face and a size current for the next runs.
func (d *drawing) set(face int, size float64) {
	d.face, d.size = face, size
	d.graphics().SetFont(placeholder(face), "", size)
}

// code returns the code of a unit in the font of its face.
func (d *drawing) code(u text.Unit) (uint16, error) {
	if u.Glyph == 0 {
		return 0, fmt.Errorf("no face has %q", u.Text)
	}
	if d.fonts[u.Face] == nil {
		d.fonts[u.Face] = newFont(d.p.Ruler.Faces()[u.Face], d.p.Ruler.Size())
		d.pdf.AddFontFromBytes(placeholder(u.Face), "", []byte(`{"Tp":"Core","Name":"`+placeholder(u.Face)+`"}`), nil)
	}
	return d.fonts[u.Face].code(u)
}

// placeholder returns the name of fpdf's font in place of a face. fpdf writes text in it byte
// for byte.
func placeholder(face int) string { return fmt.Sprintf("face%d", face) }

// hundredths returns a length in the precision of fpdf: 1/100 pt.
func hundredths(points float64) float64 { return math.Round(points*100) / 100 }
