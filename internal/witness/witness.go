// Package witness prints workbooks with LibreOffice, for tests. LibreOffice breaks the lines
// of the cells independently. The program does not import this package.
package witness

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"betten/internal/change"
	"betten/internal/layout"
)

// The witness is LibreOffice, with a free font that has the widths of ＭＳ Ｐゴシック. It
// breaks the workbook's lines independently. It cannot be used to judge kinsoku.
const aliases = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<cachedir>%s</cachedir>
<match target="pattern">
<test name="family"><string>ＭＳ Ｐゴシック</string></test>
<edit name="family" mode="assign" binding="same"><string>Monapo</string></edit>
</match>
</fontconfig>
`

// Need skips a test if the required programs are missing, or fails it if BETTEN_E2E=1.
func Need(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	missing := func(what string) {
		if os.Getenv("BETTEN_E2E") == "1" {
			t.Fatalf("%s is missing", what)
		}
		t.Skipf("%s is missing", what)
	}
	for _, program := range []string{"soffice", "pdftotext", "fc-list"} {
		if _, err := exec.LookPath(program); err != nil {
			missing(program)
		}
	}
	if faces, err := exec.Command("fc-list", "Monapo", "family").Output(); err != nil || len(faces) == 0 {
		missing("the face Monapo")
	}
}

// PrintOut prints a workbook with LibreOffice and returns the words on its pages.
func PrintOut(t *testing.T, workbook []byte) []Page {
	t.Helper()
	dir := printed(t, workbook)
	cmd := exec.CommandContext(t.Context(), "pdftotext", "-bbox", "sheet.pdf", "sheet.html")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pdftotext: %v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "sheet.html"))
	if err != nil {
		t.Fatal(err)
	}
	return readPages(t, string(data))
}

// PrintPDF prints a workbook with LibreOffice and returns the PDF.
func PrintPDF(t *testing.T, workbook []byte) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(printed(t, workbook), "sheet.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// printed prints a workbook with LibreOffice, and returns the folder of sheet.pdf.
func printed(t *testing.T, workbook []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, data := range map[string][]byte{
		"sheet.xlsx": workbook,
		"fonts.conf": fmt.Appendf(nil, aliases, filepath.Join(dir, "cache")),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) {
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+filepath.Join(dir, "fonts.conf"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	run("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "pdf", "sheet.xlsx")
	return dir
}

// Resave opens a workbook with LibreOffice and saves it as a LibreOffice workbook.
func Resave(t *testing.T, workbook []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "sheet.xlsx"), workbook, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "saved"), filepath.Join(dir, "sheet.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "saved", "sheet.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(data, workbook) {
		t.Fatal("it saved nothing")
	}
	return data
}

// A Word is a word on a page, with its position in points from the upper left.
type Word struct {
	X0   float64 `xml:"xMin,attr"`
	Y0   float64 `xml:"yMin,attr"`
	X1   float64 `xml:"xMax,attr"`
	Y1   float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func (w Word) y() float64 { return (w.Y0 + w.Y1) / 2 }

type Page struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []Word  `xml:"word"`
}

// Text returns the words of a page with nothing between them.
func (p Page) Text() string {
	var b strings.Builder
	for _, w := range p.Words {
		b.WriteString(w.Text)
	}
	return b.String()
}

// readPages reads the output of `pdftotext -bbox`.
func readPages(t *testing.T, html string) []Page {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var pages []Page
	for {
		token, err := d.Token()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "page" {
			var p Page
			if err := d.DecodeElement(&p, &e); err != nil {
				t.Fatal(err)
			}
			pages = append(pages, p)
		}
	}
}

// A Printed cell has its words and the position of the first line of its row.
type Printed struct {
	top   float64
	pitch float64
	lines [][]Word
}

// Texts returns the lines of a cell, without white space.
func (c Printed) Texts() []string {
	all := make([]string, len(c.lines))
	for i, line := range c.lines {
		for _, w := range line {
			all[i] += w.Text
		}
	}
	return all
}

// Fit returns how many lines each paragraph of a text takes. The error means that the cell
// shows another text.
func (c Printed) Fit(text string) ([]int, error) {
	if text == "" {
		if len(c.lines) > 0 {
			return nil, fmt.Errorf("an empty cell shows %q", c.Texts())
		}
		return nil, nil
	}
	lines := c.Texts()
	var counts []int
	for p := range strings.SplitSeq(text, "\n") {
		rest, n := Visible(p), 0
		for rest != "" {
			if len(lines) == 0 {
				return nil, fmt.Errorf("%q is not shown", rest)
			}
			after, ok := strings.CutPrefix(rest, Visible(lines[0]))
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

// Need returns how many lines the cell takes: those of its paragraphs, and more if a line of
// only spaces pushes the others down.
func (c Printed) Need(text string, counts []int) int {
	n := 0
	for _, of := range counts {
		n += of
	}
	if len(c.lines) == 0 {
		return n
	}
	at, y := 1, c.top
	for _, line := range c.lines { // step by step, because the pitch of an empty line differs a little
		at += int(math.Round((line[0].y() - y) / c.pitch))
		y = line[0].y()
	}
	trailing := strings.Count(text[strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) }):], "\n")
	return max(n, at+trailing)
}

// Visible returns a text without white space.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// Pitch is LibreOffice's own line pitch at 10 pt, before scaling.
const Pitch = 9.695

// ReadColumns reads the cells in columns with the given ratio of widths.
func ReadColumns(t *testing.T, s *layout.Sheet, pixels [change.Columns]float64, pages []Page) (rows [][change.Columns]Printed) {
	t.Helper()
	for number, p := range pages {
		heading := slices.IndexFunc(p.Words, func(w Word) bool { return w.Text == s.Form.Columns[0].Heading })
		last := slices.IndexFunc(p.Words, func(w Word) bool { return w.Text == s.Form.Columns[5].Heading })
		if heading < 0 || last < 0 {
			t.Fatalf("page %d has no heading", number+1)
		}
		a, b := p.Words[heading], p.Words[last]
		between := 0.0 // between the centres of the first column and of the last, in pixels
		for c, w := range pixels {
			if between += w; c == 0 || c == change.Columns-1 {
				between -= w / 2
			}
		}
		scale := ((b.X0 + b.X1) - (a.X0 + a.X1)) / 2 / between // points per pixel
		var left [change.Columns + 1]float64
		left[0] = (a.X0+a.X1)/2 - pixels[0]/2*scale
		for c, w := range pixels {
			left[c+1] = left[c] + w*scale
		}
		pitch := Pitch * scale * 96 / 72

		body := slices.DeleteFunc(slices.Clone(p.Words), func(w Word) bool {
			return w.y() < a.y()+pitch/2 || w.y() > p.Height-s.Form.Paper.Margin.Points()
		})
		slices.SortStableFunc(body, func(v, w Word) int { return int(math.Copysign(1, v.y()-w.y())) })
		column := func(w Word) int {
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
				row := [change.Columns]Printed{}
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
				c.lines = append(c.lines, []Word{w})
			}
		}
		for i := first; i < len(rows); i++ {
			for c := range rows[i] {
				for _, line := range rows[i][c].lines {
					slices.SortFunc(line, func(v, w Word) int { return int(math.Copysign(1, v.X0-w.X0)) })
				}
			}
		}
	}
	return rows
}
