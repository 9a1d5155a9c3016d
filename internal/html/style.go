package html

import (
	_ "embed"
	"fmt"
	"strings"

	"betten/internal/layout"
)

//go:embed style.css
var style string

// otherWidth is how wide a column is that is not one of the form, in em.
const otherWidth = 4

// noteWidth is how wide a column must be that may hold a note, in em.
const noteWidth = 10

// sheetStyle returns what the style takes from the form: the widths of its columns,
// the headings that name the cells on a phone, its paper, and the size of the type
// there, which fits the columns to the paper's width as in the PDF. The rules are for the
// table of a selector, which has others before the columns of the form.
func sheetStyle(s *layout.Sheet, table string, others int) string {
	const padding = 2 // em, both sides of a cell, and what the reader's face is wider
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
		// The words after the stroke are what is read aloud: none, for the cell has its
		// heading already. A browser that does not know the stroke takes the first line.
		fmt.Fprintf(&b, "\t%str > :nth-child(%d)::before { content: %s; content: %s / \"\"; }\n", table, i+others+1, label, label)
	}
	b.WriteString("}\n")
	return b.String()
}

// dark reports whether white letters are easier to read on a colour than black ones:
// whether its relative luminance (WCAG 2, roughly) is below the middle of contrasts.
func dark(colour int) bool {
	part := func(shift int) float64 {
		c := float64(colour>>shift&0xff) / 255
		return c * c
	}
	return 0.2126*part(16)+0.7152*part(8)+0.0722*part(0) < 0.18
}

// literal returns a text as a string of CSS, in which no character can end the string
// or the style.
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
