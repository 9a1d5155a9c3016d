package html

import (
	_ "embed"
	"fmt"
	"strings"

	"betten/internal/layout"
)

//go:embed style.css
var style string

// otherWidth is the width in em of a column that does not come from the form.
const otherWidth = 4

// noteWidth is the minimum width in em of a column that may contain a note.
const noteWidth = 10

// sheetStyle returns the part of the style that depends on the form: the widths of its columns,
// the headings that label the cells on a phone, its paper, and the type size in print, which
// fits the columns to the paper's width as in the PDF. The rules are for the table of a
// selector. That table has others columns before those of the form.
func sheetStyle(s *layout.Sheet, table string, others int) string {
	const padding = 2 // em, for both sides of a cell and the extra width of the reader's face
	var widths []float64
	total := 0.0
	for range others {
		widths = append(widths, otherWidth+padding)
	}
	for _, w := range s.Widths {
		width := float64(w)/float64(s.Ruler.Size()) + padding
		if others > 0 {
			width = max(width, noteWidth)
		}
		widths = append(widths, width)
	}
	for _, w := range widths {
		total += w
	}
	f := s.Form
	ink := "#000"
	if dark(f.Print.Shade) {
		ink = "#fff"
	}
	width, height := layout.PaperSize(f.Paper)
	size := min((width-2*f.Paper.Margin).Points()/total, f.Print.Size.Points())

	var b strings.Builder
	for i, w := range widths {
		fmt.Fprintf(&b, "%scol:nth-child(%d) { width: %.2f%%; }\n", table, i+1, 100*w/total)
	}
	fmt.Fprintf(&b, "%sthead th { background: #%06x; color: %s; }\n", table, f.Print.Shade, ink)
	fmt.Fprintf(&b, "@page { size: %.2fpt %.2fpt; margin: %.2fpt; }\n", width.Points(), height.Points(), f.Paper.Margin.Points())
	fmt.Fprintf(&b, "@media print { table { font-size: %.2fpt; } }\n", size)
	b.WriteString("@media screen and (max-width: 48rem) {\n")
	for i := range s.Head.Cells {
		label := literal(oneLine(s.Head.Cells[i].Text))
		// The text after the stroke is read aloud. It is empty, because the cell already has its
		// heading. A browser that does not support this syntax uses the first line.
		fmt.Fprintf(&b, "\t%str > :nth-child(%d)::before { content: %s; content: %s / \"\"; }\n", table, i+others+1, label, label)
	}
	b.WriteString("}\n")
	return b.String()
}

// dark reports whether white letters are easier to read on a colour than black ones: whether
// its relative luminance (WCAG 2, roughly) is below the point of equal contrast.
func dark(colour int) bool {
	part := func(shift int) float64 {
		c := float64(colour>>shift&0xff) / 255
		return c * c
	}
	return 0.2126*part(16)+0.7152*part(8)+0.0722*part(0) < 0.18
}

// literal returns a text as a CSS string in which no character can end the string or the
// style.
func literal(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < 0x80 || !allowed(r) {
			fmt.Fprintf(&b, "\\%06X", r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
