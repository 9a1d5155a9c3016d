package xlsx_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"betten/internal/change"
	"betten/internal/layout"
)

// A word is a word as it stands on a page, in points from its upper left.
type word struct {
	X0   float64 `xml:"xMin,attr"`
	Y0   float64 `xml:"yMin,attr"`
	X1   float64 `xml:"xMax,attr"`
	Y1   float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func (w word) y() float64 { return (w.Y0 + w.Y1) / 2 }

type page struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
}

// text returns the words of a page without anything between them.
func (p page) text() string {
	var b strings.Builder
	for _, w := range p.Words {
		b.WriteString(w.Text)
	}
	return b.String()
}

// readPages reads what `pdftotext -bbox` says.
func readPages(t *testing.T, html string) []page {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var pages []page
	for {
		token, err := d.Token()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "page" {
			var p page
			if err := d.DecodeElement(&p, &e); err != nil {
				t.Fatal(err)
			}
			pages = append(pages, p)
		}
	}
}

// A printed cell is its words, and where the first line of its row stands.
type printed struct {
	top   float64
	pitch float64
	lines [][]word
}

// texts returns the lines of a cell, without white space.
func (c printed) texts() []string {
	all := make([]string, len(c.lines))
	for i, line := range c.lines {
		for _, w := range line {
			all[i] += w.Text
		}
	}
	return all
}

// fit returns over how many lines each paragraph of a text goes. An error tells
// that the cell shows another text.
func (c printed) fit(text string) ([]int, error) {
	if text == "" {
		if len(c.lines) > 0 {
			return nil, fmt.Errorf("an empty cell shows %q", c.texts())
		}
		return nil, nil
	}
	lines := c.texts()
	var counts []int
	for p := range strings.SplitSeq(text, "\n") {
		rest, n := visible(p), 0
		for rest != "" {
			if len(lines) == 0 {
				return nil, fmt.Errorf("%q is not shown", rest)
			}
			after, ok := strings.CutPrefix(rest, visible(lines[0]))
			if !ok {
				return nil, fmt.Errorf("shows %q, want %q", lines[0], rest)
			}
			rest, lines, n = after, lines[1:], n+1
		}
		counts = append(counts, max(1, n))
	}
	if len(lines) > 0 {
		return nil, fmt.Errorf("shows more: %q", lines)
	}
	return counts, nil
}

// need returns how many lines the cell takes: as many as its paragraphs, and more
// where a line of nothing but spaces pushes the others down.
func (c printed) need(text string, counts []int) int {
	n := 0
	for _, of := range counts {
		n += of
	}
	if len(c.lines) == 0 {
		return n
	}
	at, y := 1, c.top
	for _, line := range c.lines { // step by step: an empty line's pitch is a little different
		at += int(math.Round((line[0].y() - y) / c.pitch))
		y = line[0].y()
	}
	trailing := strings.Count(text[strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) }):], "\n")
	return max(n, at+trailing)
}

// visible returns a text without white space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// witnessPitch is LibreOffice's own line pitch at 10 pt, before scaling.
const witnessPitch = 9.695

// readRows returns the cells of the rows on all pages. The date of a row, on one
// line, tells where the row begins; the centres of the headings tell the columns.
func readRows(t *testing.T, s *layout.Sheet, workbook []byte, pages []page) (rows [][change.Columns]printed) {
	t.Helper()
	var pixels [change.Columns]float64
	f := open(t, workbook)
	for c := range pixels {
		width, err := f.GetColWidth(s.Form.Sheet, columnName(c))
		if err != nil {
			t.Fatal(err)
		}
		pixels[c] = width * 8
	}
	return readColumns(t, s, pixels, pages)
}

// readColumns reads the cells in columns whose widths stand to each other as given.
func readColumns(t *testing.T, s *layout.Sheet, pixels [change.Columns]float64, pages []page) (rows [][change.Columns]printed) {
	t.Helper()
	for number, p := range pages {
		heading := slices.IndexFunc(p.Words, func(w word) bool { return w.Text == s.Form.Columns[0].Heading })
		last := slices.IndexFunc(p.Words, func(w word) bool { return w.Text == s.Form.Columns[5].Heading })
		if heading < 0 || last < 0 {
			t.Fatalf("page %d has no heading", number+1)
		}
		a, b := p.Words[heading], p.Words[last]
		between := 0.0 // the centres of the first column and of the last, in pixels
		for c, w := range pixels {
			if between += w; c == 0 || c == change.Columns-1 {
				between -= w / 2
			}
		}
		scale := ((b.X0 + b.X1) - (a.X0 + a.X1)) / 2 / between // points for a pixel
		var left [change.Columns + 1]float64
		left[0] = (a.X0+a.X1)/2 - pixels[0]/2*scale
		for c, w := range pixels {
			left[c+1] = left[c] + w*scale
		}
		pitch := witnessPitch * scale * 96 / 72

		body := slices.DeleteFunc(slices.Clone(p.Words), func(w word) bool {
			return w.y() < a.y()+pitch/2 || w.y() > p.Height-s.Form.Paper.Margin.Points()
		})
		slices.SortStableFunc(body, func(v, w word) int { return int(math.Copysign(1, v.y()-w.y())) })
		column := func(w word) int {
			for c := range pixels {
				if w.X0 < left[c+1]-0.3 {
					if w.X1 > left[c+1]+0.3 {
						t.Errorf("page %d: %q runs over its column's end", number+1, w.Text)
					}
					return c
				}
			}
			return change.Columns - 1
		}
		first := len(rows)
		for _, w := range body {
			if column(w) == 0 {
				if n := len(rows); n > first && w.y()-rows[n-1][0].top < pitch/2 {
					continue
				}
				row := [change.Columns]printed{}
				for c := range row {
					row[c].top, row[c].pitch = w.y(), pitch
				}
				rows = append(rows, row)
			}
		}
		for _, w := range body {
			at := len(rows) - 1
			for at > first && w.y() < rows[at][0].top-pitch/2 {
				at--
			}
			c := &rows[at][column(w)]
			if n := len(c.lines); n > 0 && w.y()-c.lines[n-1][0].y() < pitch/2 {
				c.lines[n-1] = append(c.lines[n-1], w)
			} else {
				c.lines = append(c.lines, []word{w})
			}
		}
		for i := first; i < len(rows); i++ {
			for c := range rows[i] {
				for _, line := range rows[i][c].lines {
					slices.SortFunc(line, func(v, w word) int { return int(math.Copysign(1, v.X0-w.X0)) })
				}
			}
		}
	}
	return rows
}
