package pdfread

import (
	"fmt"
	"strings"
	"testing"

	"betten/internal/tinypdf"
)

// show is a content stream that shows a text in font F at a position, Y up.
func show(x, y, size float64, text string) string {
	return fmt.Sprintf("BT /F %g Tf %g %g Td <%s> Tj ET\n", size, x, y, tinypdf.UTF16(text))
}

// onePage returns a PDF of one page of 200 by 100 points with a Gothic font.
func onePage(content string) []byte {
	f := &tinypdf.File{}
	f.Page(200, 100, "/Font<</F "+f.Gothic("UniJIS-UCS2-H")+">>", "", content)
	return f.Bytes()
}

// readOne reads the first page of a PDF.
func readOne(t *testing.T, data []byte) *Page {
	t.Helper()
	d, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return &d.Pages[0]
}

// said returns the characters of a page in drawing order, with a line feed where the baseline
// changes.
func said(p *Page) string {
	var b strings.Builder
	for i, g := range p.Glyphs {
		if i > 0 && g.Y != p.Glyphs[i-1].Y {
			b.WriteByte('\n')
		}
		b.WriteRune(g.Rune)
	}
	return b.String()
}

func ref(n int) string { return fmt.Sprintf("%d 0 R", n) }
