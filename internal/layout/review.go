package layout

import (
	"fmt"
	"slices"
	"strings"

	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/form"
	"betten/internal/text"
)

// Differences are the marks of what differs between the two sides of each entry of a
// table, by entry: before, and after.
type Differences [][2][]compare.Mark

// Compare compares the two sides of every entry of a table.
func Compare(t *change.Table) Differences {
	all := make(Differences, 0, len(t.Entries))
	inParts(len(t.Entries), func(from, to int) (part Differences) {
		for i := from; i < to; i++ {
			gone, come := compare.Texts(t.Entries[i].Before, t.Entries[i].After)
			part = append(part, [2][]compare.Mark{gone, come})
		}
		return part
	}, func(part Differences) { all = append(all, part...) })
	return all
}

// Underline underlines the differences between the two sides of every entry. A cell that
// was cut is compared as a whole.
func (s *Sheet) Underline(d Differences) {
	for i := range s.Rows {
		r := &s.Rows[i]
		r.Cells[change.BeforeColumn].underline(d[r.Entry][0])
		r.Cells[change.AfterColumn].underline(d[r.Entry][1])
	}
}

// underline takes, from the marks of a whole text, those of the part that the cell shows.
func (c *Cell) underline(marks []compare.Mark) {
	for _, m := range marks {
		m.Start, m.End = max(m.Start, c.Of.Start), min(m.End, c.Of.End)
		if m.Start < m.End {
			m.Start += c.At - c.Of.Start
			m.End += c.At - c.Of.Start
			c.Marks = append(c.Marks, m)
		}
	}
}

// ReviewSize is the size of the type of a review before scaling: on A4 landscape, a
// form's usual columns make it 9.7 points on paper.
const ReviewSize = 10 * text.Point

const (
	reviewPitch = 13 * text.Point
	leastSize   = 9 * text.Point // on paper
)

// Review lays out a table for a committee, in the PDF's type, measured by the given ruler
// of the review's size. It is on A4 landscape, entries are numbered, and differences are
// underlined. Leaves before the table summarize and list the changes.
//
// The problems are those of Paginate.
func Review(t *change.Table, f *form.Form, ruler *text.Ruler, d Differences) (*Print, []change.Problem) {
	f = reviewForm(f, ruler)
	set := setters(f, ruler, false)
	p := &Print{Sheet: *newSheet(f, numbered(t, f), ruler, set)}
	p.measure()
	p.fillPages(set)
	p.Underline(d)
	problems := append(p.missingGlyphs(), p.paginate()...)
	p.Running = runningHead(t, f)
	w := leafWriter{p: p, table: t}
	w.write()
	return p, append(problems, w.problems()...)
}

// numbered returns a table whose dates have the numbers of their entries above them.
func numbered(t *change.Table, f *form.Form) *change.Table {
	n := *t
	n.Entries = slices.Clone(t.Entries)
	for i := range n.Entries {
		e := &n.Entries[i]
		e.Date = change.Date{Text: numberOf(i) + "\n" + f.DateText(e.Date), Day: e.Date.Day}
	}
	return &n
}

// ReviewSheet lays out a table as the workbook of a review, in the workbook's type.
// Differences are underlined. Numbers, the title and a landscape page show that it is not
// the attachment to submit. The numbers are not part of the entries.
//
// The problems are those of LayOut.
func ReviewSheet(t *change.Table, f *form.Form, ruler *text.Ruler, d Differences) (*Sheet, []change.Problem) {
	r := *f
	r.Title += reviewTitle
	r.Paper.Landscape = true
	s, problems := LayOut(numbered(t, f), &r, ruler)
	for i := range s.Rows {
		row := &s.Rows[i]
		if date := &row.Cells[change.DateColumn]; row.Piece == 0 {
			date.At = len(numberOf(row.Entry) + "\n")
			date.Of = Span{0, len(date.Text) - date.At}
		}
	}
	s.Table = t
	s.Underline(d)
	return s, problems
}

// numberOf returns the number by which people name an entry.
func numberOf(entry int) string { return fmt.Sprintf("No. %d", entry+1) }

// enoughLines is the least number of lines of text that a page of a review must hold,
// besides what is on every page. A form whose margins leave fewer gets other margins.
const enoughLines = 16

// reviewForm returns the review's version of a form: landscape, in a readable size, with
// its cells cut to what a page holds.
func reviewForm(f *form.Form, ruler *text.Ruler) *form.Form {
	r := landscape(f, ruler)
	if r.Book.Lines >= enoughLines {
		return r
	}
	near := *f
	near.Paper.Margin = min(f.Paper.Margin, 28*text.Point)
	p := &near.Print
	p.Padding, p.Heading, p.TitleSize = min(p.Padding, 3*text.Point), min(p.Heading, 22*text.Point), min(p.TitleSize, 12*text.Point)
	return landscape(&near, ruler)
}

// landscape returns a form on A4 landscape, in the size of a review.
func landscape(f *form.Form, ruler *text.Ruler) *form.Form {
	r := *f
	r.Title += reviewTitle
	r.Paper.Size, r.Paper.Landscape = "A4", true
	r.Print.Size, r.Print.Pitch = ReviewSize, reviewPitch

	// Columns too wide for that size are narrowed. Columns with a width are all narrowed
	// alike, but not so far that marks fill them.
	const narrowest = 4 // em
	room := float64(paperSizes["A4"][1]-2*r.Paper.Margin) * float64(ReviewSize) / float64(leastSize)
	var fixed, wide text.Length
	for i, s := range setters(&r, ruler, false) {
		fixed += 2 * r.Print.Padding
		if r.Columns[i].Fits != "" {
			fixed += s.width
		} else {
			wide += s.width
		}
	}
	factor := 1.0
	if over := float64(fixed + wide); over > room && wide > 0 {
		factor = max(0.2, (room-float64(fixed))/float64(wide))
	}
	for i := range r.Columns {
		if c := &r.Columns[i]; c.Fits == "" {
			c.Width = max(narrowest, c.Width*factor)
		}
	}
	// The lines of a row, so that it fits even the first page, where the title takes room.
	probe := &Print{Sheet: *newSheet(&r, &change.Table{}, ruler, setters(&r, ruler, false))}
	probe.measure()
	body := probe.body(Page{Title: r.Print.TitleSize * 3 / 2}) - 2*r.Print.Padding
	r.Book.Lines = max(8, int(body/r.Print.Pitch))
	return &r
}

// runningHead returns the line at the head of every page.
func runningHead(t *change.Table, f *form.Form) string {
	return strings.TrimSpace(t.Assessment + "　" + f.Title)
}

const reviewTitle = "（変更部分に下線）"
