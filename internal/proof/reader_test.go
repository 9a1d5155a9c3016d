package proof

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	reader "github.com/ledongthuc/pdf"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf"
	"betten/internal/pdf/standards"
	"betten/internal/text"
)

// checkPDF checks that another program finds in a PDF each cell of each page, line by line, and
// the text of each leaf.
func checkPDF(p *layout.Print) error {
	var b bytes.Buffer
	if err := pdf.Write(&b, p); err != nil {
		return err
	}
	if !pdf.Untouched(b.Bytes()) {
		return fmt.Errorf("it is said to be touched")
	}
	if faults := standards.Check(b.Bytes()); len(faults) > 0 {
		return fmt.Errorf("%s, %s: %s", faults[0].Clause, standards.All[faults[0].Clause], faults[0].What)
	}
	file, err := reader.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return err
	}
	if n := len(p.Leaves) + len(p.Pages); file.NumPage() != n {
		return fmt.Errorf("%d pages, want %d", file.NumPage(), n)
	}
	fonts := make(map[string]*font)
	for i, leaf := range p.Leaves {
		var want, got string
		for _, b := range leaf.Blocks {
			for _, l := range b.Lines {
				if !l.Leader {
					want += l.Text
				}
			}
		}
		for _, c := range contents(file.Page(i+1), fonts) {
			got += strings.Join(c.lines, "")
		}
		if want = extracted(want); got != want {
			return fmt.Errorf("leaf %d says %q, want %q", i, got, want)
		}
	}
	rows := tableRows(file)
	if len(rows) != len(p.Rows) {
		return fmt.Errorf("%d rows, want %d", len(rows), len(p.Rows))
	}
	for i, page := range p.Pages {
		all := contents(file.Page(len(p.Leaves)+i+1), fonts)
		height := p.Head.Height // the height of everything above a row
		for j := range page.Rows {
			for c := range page.Rows[j].Cells {
				cell := &page.Rows[j].Cells[c]
				paragraphs := rows[0][c]
				if s := cell.Text; s != "" && len(paragraphs) != strings.Count(s, "\n")+1 || s == "" && len(paragraphs) > 0 {
					return fmt.Errorf("page %d, row %d, column %d has %d paragraphs: %q", i, j, c, len(paragraphs), s)
				}
				found, err := together(paragraphs, all, len(p.Leaves)+i)
				if err != nil {
					return fmt.Errorf("page %d, row %d, column %d: %w", i, j, c, err)
				}
				want := slices.DeleteFunc(cell.Strings(), func(s string) bool { return s == "" })
				for k := range want {
					want[k] = extracted(want[k])
				}
				if !slices.Equal(found.lines, want) {
					return fmt.Errorf("page %d, row %d, column %d says %q, want %q", i, j, c, found.lines, want)
				}
				if err := checkPlaces(found.places, cell, p, height, &page, change.Column(c)); err != nil {
					return fmt.Errorf("page %d, row %d, column %d: %q: %w", i, j, c, want, err)
				}
			}
			height += page.Rows[j].Height
			rows = rows[1:]
		}
		for _, c := range all {
			if !c.used && (c.tag == "P" || c.tag == "Span" || c.tag == "Changed" || c.tag == "Moved") {
				return fmt.Errorf("page %d has more: %q", i, c.lines)
			}
		}
	}
	return nil
}

// checkPlaces checks that the lines of a cell are drawn one below the other within it: in its
// column, and in its row, which is below rows of the height above.
func checkPlaces(places []place, cell *layout.Cell, p *layout.Print, above text.Length, page *layout.Page, column change.Column) error {
	f, margin := p.Form, p.Form.Paper.Margin.Points()
	left := margin
	for _, w := range p.Widths[:column] {
		left += (w + 2*f.Print.Padding).Points() * p.Scale
	}
	left += f.Print.Padding.Points() * p.Scale
	right := left + p.Widths[column].Points()*p.Scale
	top := p.Height.Points() - margin - page.Title.Points() - (above+f.Print.Padding).Points()*p.Scale
	const about = 0.02 // positions are written in 1/100 pt
	for i := range cell.Lines {
		// Each line has its own pitch, which contains its type.
		bottom := top - f.Print.Pitch.Points()*p.Scale
		if cell.Line(i) == "" { // nothing is drawn
			top = bottom
			continue
		}
		at := places[0]
		places = places[1:]
		// Widths are written in 1/1000 em, sizes in 1/100 point.
		rounded := (f.Print.Size.Points()*p.Scale*0.0005 + 0.005) * float64(utf8.RuneCountInString(cell.Line(i)))
		over := at.left < left-about || at.right > right+rounded+about
		if over && len(atomsOf(cell.Line(i), p.Ruler.Advance)) > 1 { // one that is wider than the column is on a line by itself
			return fmt.Errorf("it is drawn from %.2f to %.2f, in a column from %.2f to %.2f", at.left, at.right, left, right)
		}
		if at.y > top-about || at.y < bottom-about {
			return fmt.Errorf("it is drawn at %.2f, in a line from %.2f to %.2f", at.y, top, bottom)
		}
		top = bottom
	}
	return nil
}

// extracted is a text as extracted from a document (ISO 14289-1, 7.21.7).
func extracted(s string) string { return strings.ReplaceAll(s, "\uFEFF", "\u2060") }

// A mark identifies marked content: its page and its number there.
type mark struct{ page, number int }

// tableRows returns the rows of the table in a file's structure: for each cell, the marks
// of its paragraphs.
func tableRows(file *reader.Reader) (rows [][change.Columns][][]mark) {
	for v := range elementsOf(file.Trailer().Key("Root").Key("StructTreeRoot"), "TBody") {
		for tr := range elementsOf(v, "TR") {
			var row [change.Columns][][]mark
			column := 0
			for td := range elementsOf(tr, "TD") {
				for p := range elementsOf(td, "P") {
					row[column] = append(row[column], marks(p))
				}
				column++
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// elementsOf yields the elements of a kind that are below another, not those below them.
func elementsOf(v reader.Value, kind string) iter.Seq[reader.Value] {
	return func(yield func(reader.Value) bool) {
		for i := range v.Key("K").Len() {
			kid := v.Key("K").Index(i)
			if kid.Key("S").Name() == kind {
				if !yield(kid) {
					return
				}
				continue
			}
			for e := range elementsOf(kid, kind) {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// marks returns the marks of an element and of those below it.
func marks(v reader.Value) (all []mark) {
	for i := range v.Key("K").Len() {
		if kid := v.Key("K").Index(i); kid.Kind() == reader.Integer {
			all = append(all, mark{int(v.Key("Pg").Key("StructParents").Int64()), int(kid.Int64())})
		} else {
			all = append(all, marks(kid)...)
		}
	}
	return all
}

// together joins the contents of the paragraphs of a cell, line by line. Each content is on its
// row's page and is used once.
func together(paragraphs [][]mark, all []content, page int) (content, error) {
	var c content
	for _, paragraph := range paragraphs {
		for _, m := range paragraph {
			if m.page != page || m.number >= len(all) || all[m.number].used {
				return c, fmt.Errorf("content %v is not there or used twice", m)
			}
			part := &all[m.number]
			part.used = true
			for i, line := range part.lines {
				if n := len(c.lines); n > 0 && c.places[n-1].y == part.places[i].y {
					c.lines[n-1] += line
					c.places[n-1].right = part.places[i].right
					continue
				}
				c.lines, c.places = append(c.lines, line), append(c.places, part.places[i])
			}
		}
	}
	return c, nil
}

// A content is what is drawn for one element, by lines.
type content struct {
	tag    string
	lines  []string
	places []place
	used   bool
}

// A place is the position of a line: its left and right ends without the spaces at its end, and
// its height above the paper's lower edge. All in points.
type place struct{ left, right, y float64 }

// A font is what a reader needs of a font: the text and the width of each code, in em.
type font struct {
	text  map[int]string
	width map[int]float64
}

func contents(page reader.Page, fonts map[string]*font) []content {
	var all []content
	var own *font
	var drawing bool
	var x, y, size float64
	reader.Interpret(page.V.Key("Contents"), func(stack *reader.Stack, op string) {
		args := make([]reader.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		switch op {
		case "BDC":
			if drawing = args[1].Key("MCID").Kind() == reader.Integer; drawing {
				all = append(all, content{tag: args[0].Name()})
			}
		case "BMC", "EMC":
			drawing = false
		case "Tf":
			name := args[0].Name()
			if fonts[name] == nil {
				v := page.Font(name).V
				fonts[name] = &font{toUnicode(v.Key("ToUnicode").Reader()), widths(v.Key("DescendantFonts").Index(0).Key("W"))}
			}
			own, size = fonts[name], args[1].Float64()
		case "Td":
			x, y = args[0].Float64(), args[1].Float64()
		case "Tj":
			if !drawing {
				return
			}
			c := &all[len(all)-1]
			if n := len(c.lines); n == 0 || y != c.places[n-1].y {
				c.lines, c.places = append(c.lines, ""), append(c.places, place{x, x, y})
			}
			line, at := &c.lines[len(c.lines)-1], &c.places[len(c.lines)-1]
			raw := args[0].RawString()
			for i := 0; i+1 < len(raw); i += 2 {
				code := int(raw[i])<<8 | int(raw[i+1])
				width, ok := own.width[code]
				if !ok {
					width = 1
				}
				*line += own.text[code]
				if x += width * size; strings.ContainsFunc(own.text[code], func(r rune) bool { return !isSpace(r) && !formless(r) }) {
					at.right = x
				}
			}
		}
	})
	return all
}

// widths reads the widths of a font (ISO 32000-1, 9.7.4.3), in em.
func widths(w reader.Value) map[int]float64 {
	all := make(map[int]float64)
	for i := 0; i+1 < w.Len(); {
		first := int(w.Index(i).Int64())
		if each := w.Index(i + 1); each.Kind() == reader.Array {
			for j := range each.Len() {
				all[first+j] = each.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		for code := first; code <= int(w.Index(i+1).Int64()); code++ {
			all[code] = w.Index(i+2).Float64() / 1000
		}
		i += 3
	}
	return all
}

var mapping = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>\n`)

// toUnicode reads the texts of the codes of a font.
func toUnicode(r io.ReadCloser) map[int]string {
	data, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	texts := make(map[int]string)
	for _, m := range mapping.FindAllSubmatch(data, -1) {
		code, _ := strconv.ParseUint(string(m[1]), 16, 16)
		raw, _ := hex.DecodeString(string(m[2]))
		var units []uint16
		for i := 0; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		texts[int(code)] = string(utf16.Decode(units))
	}
	return texts
}
