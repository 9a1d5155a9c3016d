package layout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
)

// A Print is a change table set in the PDF's faces and put on pages. The lengths
// of its rows are those before the page is scaled to the paper's width.
type Print struct {
	Sheet

	Width, Height text.Length // of the paper, on paper
	Scale         float64     // from the sheet's lengths to those on paper, at most 1
	Baseline      text.Length // of a line, from its top
	Pages         []Page

	// Only in a review, otherwise empty.
	Leaves  []Leaf     // pages before those of the table
	Running string     // the line at the head of every page, in the top margin
	Outline []Bookmark // in the order of the document
}

// A Page is the rows of one page. The heading row is above them, and on the first page
// the title is above that.
type Page struct {
	Title text.Length // height of the title's line, on paper; 0 if it has none
	Rows  []Row
}

// Ascent is how far a line's type reaches above its baseline, in 1/1000 em. It is that of
// the body of a Japanese face, the same in all of them.
const Ascent = 880

// paperSizes are the sizes of a form's paper, upright: ISO 216, in points.
var paperSizes = map[string][2]text.Length{
	"A4": {text.Points(595.276), text.Points(841.890)},
	"A3": {text.Points(841.890), text.Points(1190.551)},
}

// PaperSize returns the width and the height of a form's paper.
func PaperSize(p form.Paper) (width, height text.Length) {
	width, height = paperSizes[p.Size][0], paperSizes[p.Size][1]
	if p.Landscape {
		return height, width
	}
	return width, height
}

// Paginate sets the rows of a workbook's sheet in the PDF's type, measured by the given
// ruler, and puts them on pages. It keeps the cuts of the sheet. No row is broken between
// pages.
//
// The problems are characters that no face has, and a row that is higher than the room
// on its page. The first page has less room because of the title.
func Paginate(sheet *Sheet, ruler *text.Ruler) (*Print, []change.Problem) {
	f, set := sheet.Form, setters(sheet.Form, ruler, false)
	p := &Print{Sheet: *newSheet(f, sheet.Table, ruler, set)}
	p.measure()
	p.Rows = make([]Row, len(sheet.Rows))
	inParts(len(p.Rows), func(from, to int) (_ struct{}) {
		set := fresh(set)
		for i := from; i < to; i++ {
			r := sheet.Rows[i]
			for j := range r.Cells {
				from := &sheet.Rows[i].Cells[j]
				r.Cells[j] = set[j].cell(from.Text)
				r.Cells[j].Of, r.Cells[j].At, r.Cells[j].Marks = from.Of, from.At, from.Marks
			}
			r.Height = p.heightOf(&r)
			p.Rows[i] = r
		}
		return
	}, func(struct{}) {})
	problems := p.missingGlyphs()
	return p, append(problems, p.paginate()...)
}

// measure sets the paper, the scale and everything that depends only on the form.
func (p *Print) measure() {
	f := p.Form
	p.Baseline = (f.Print.Pitch-f.Print.Size)/2 + f.Print.Size*Ascent/1000
	p.Width, p.Height = PaperSize(f.Paper)
	var table text.Length
	for _, w := range p.Widths {
		table += w + 2*f.Print.Padding
	}
	p.Scale = min(1, (p.Width-2*f.Paper.Margin).Points()/table.Points())
	p.Head.Height = max(p.heightOf(&p.Head), f.Print.Heading)
}

// heightOf returns the height of a row with its padding.
func (p *Print) heightOf(r *Row) text.Length {
	return r.lines()*p.Form.Print.Pitch + 2*p.Form.Print.Padding
}

// paginate puts the rows on pages, filling each page as far as possible.
func (p *Print) paginate() []change.Problem {
	var problems []change.Problem
	page := Page{Title: p.Form.Print.TitleSize * 3 / 2}
	body := p.body(page)
	from, used := 0, text.Length(0)
	for i := range p.Rows {
		h := p.Rows[i].Height
		if used+h > body && i > from {
			page.Rows = p.Rows[from:i]
			p.Pages = append(p.Pages, page)
			page, from, used = Page{}, i, 0
			body = p.body(page)
		}
		if h > body { // below the title, the first row has less room
			problems = append(problems, change.Problem{
				Severity: change.Error, Kind: change.RowTooHigh,
				At:     p.Table.At(change.Place{Entry: p.Rows[i].Entry, Column: change.ItemColumn}),
				Values: []string{points(h), points(body)},
			})
		}
		used += h
	}
	page.Rows = p.Rows[from:]
	p.Pages = append(p.Pages, page)
	return problems
}

// body returns the height, before scaling, that a page has for its rows.
func (p *Print) body(page Page) text.Length {
	paper := p.Height - 2*p.Form.Paper.Margin - page.Title
	return text.Length(float64(paper)/p.Scale) - p.Head.Height
}

func points(l text.Length) string { return strconv.FormatFloat(l.Points(), 'f', 0, 64) }

// missingGlyphs returns a problem for each character that no face has, once per cell.
func (p *Print) missingGlyphs() []change.Problem {
	problems := p.missingIn(nil, p.frame(), nowhere)
	inParts(len(p.Table.Entries), func(from, to int) (found []change.Problem) {
		for i := from; i < to; i++ {
			for column, s := range texts(p.Form, &p.Table.Entries[i]) {
				found = p.missingIn(found, s, func(offset int) change.Position {
					return p.Table.At(change.Place{Entry: i, Column: change.Column(column), Offset: offset})
				})
			}
		}
		return found
	}, func(found []change.Problem) { problems = append(problems, found...) })
	return problems
}

// nowhere is the place of words that are not part of the table.
func nowhere(int) change.Position { return change.Position{} }

// missingIn appends a problem for the first of each unit of s that no face has.
func (p *Print) missingIn(problems []change.Problem, s string, at func(offset int) change.Position) []change.Problem {
	if p.Ruler.Sets(s) {
		return problems
	}
	seen := make(map[string]bool)
	offset := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		for u := range p.Ruler.Units(paragraph) {
			if u.Glyph == 0 && !seen[u.Text] && !refused(u.Text) {
				seen[u.Text] = true
				problems = append(problems, change.Problem{
					Severity: change.Error, Kind: change.NoGlyph, At: at(offset), Values: []string{u.Text, codePoints(u.Text)},
				})
			}
			offset += len(u.Text)
		}
		offset++
	}
	return problems
}

// refused reports whether no output can hold a character, whatever the face. The check
// of the values reports these.
func refused(s string) bool {
	return slices.ContainsFunc(change.Characters(s), func(f change.Finding) bool { return f.Severity == change.Error })
}

// frame returns everything that is set besides the entries, each text on a line.
func (p *Print) frame() string {
	f := p.Form
	all := []string{f.Title, p.Table.Organization, f.Marks.Ditto, f.Marks.Continues, f.Marks.Continued}
	for _, c := range f.Columns {
		all = append(all, c.Heading)
	}
	return strings.Join(all, "\n")
}

// codePoints returns the characters of s as U+XXXX.
func codePoints(s string) string {
	out := ""
	for i, r := range s {
		if i > 0 {
			out += " "
		}
		out += fmt.Sprintf("U+%04X", r)
	}
	return out
}
