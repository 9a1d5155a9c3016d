package proof

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/text"
)

func isMark(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me) }

// pgothic are the advances of ＭＳ Ｐゴシック that are not 1 em, in em. They are read from the
// project's table independently.
var pgothic = sync.OnceValue(func() map[rune]float64 {
	data, err := os.ReadFile(filepath.Join("..", "text", "ms-pgothic.tsv"))
	if err != nil {
		panic(err)
	}
	widths := make(map[rune]float64)
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(line, "\t")
		if code, ok := strings.CutPrefix(fields[0], "U+"); ok {
			r, err := strconv.ParseInt(code, 16, 32)
			em, err2 := strconv.ParseFloat(strings.TrimSpace(fields[2]), 64)
			if cmp.Or(err, err2) != nil {
				panic(line)
			}
			widths[rune(r)] = em
		}
	}
	return widths
})

// bookMeasure returns the widths of the workbook's type.
func bookMeasure(ruler *text.Ruler) *measure {
	if ruler.Faces()[0].Data != nil {
		return newMeasure(ruler.Advance)
	}
	return newMeasure(func(r rune) text.Length {
		switch em, listed := pgothic()[r]; {
		case formless(r), isMark(r):
			return 0
		case listed && r != '\t':
			return (text.Length(math.Round(em*10000))*ruler.Size() + 5000) / 10000
		}
		return ruler.Size()
	})
}

// checkSheet checks the rows of a workbook against the rules of the layout.
func checkSheet(s *layout.Sheet, with setting) error {
	m := bookMeasure(with.book)
	f := s.Form
	for i := range s.Rows {
		r := &s.Rows[i]
		most, least := 1, 1
		for c := range r.Cells {
			cell, width := &r.Cells[c], s.Widths[c]
			paragraphs := m.paragraphsOf(cell.Text)
			if err := m.checkLines(cell.Text, cell.Lines, width, paragraphs); err != nil {
				return fmt.Errorf("row %d, %v: %w", i, change.Column(c), err)
			}
			most = max(most, cell.Room)
			least = max(least, need(paragraphs, width), need(paragraphs, width*985/1000))
		}
		if r.Height != text.Length(most)*f.Book.Pitch || most > f.Book.Lines {
			return fmt.Errorf("row %d is %v high: %d lines of %v, %d at most", i, r.Height, most, f.Book.Pitch, f.Book.Lines)
		}
		if most < least {
			return fmt.Errorf("row %d has room for %d lines, first fit takes %d: %+v", i, most, least, r.Cells)
		}
	}
	return checkPieces(s, m)
}

// checkPieces checks that the pieces of every cell are its text and are cut correctly.
func checkPieces(s *layout.Sheet, m *measure) error {
	next := 0
	for entry := range s.Table.Entries {
		rows := s.Rows[next:]
		n := rows[0].Pieces
		if n < 1 || n > len(rows) {
			return fmt.Errorf("entry %d is said to be of %d pieces", entry, n)
		}
		rows, next = rows[:n], next+n
		for i := range rows {
			if rows[i].Entry != entry || rows[i].Piece != i || rows[i].Pieces != n {
				return fmt.Errorf("entry %d: piece %d is said to be %d of %d of entry %d", entry, i, rows[i].Piece, rows[i].Pieces, rows[i].Entry)
			}
		}
		for c, whole := range textsOf(s, &s.Table.Entries[entry]) {
			column := pieces{whole: whole, rows: rows, column: change.Column(c), sheet: s, measure: m}
			if err := column.check(); err != nil {
				return fmt.Errorf("entry %d, %v: %w", entry, column.column, err)
			}
		}
	}
	if next != len(s.Rows) {
		return fmt.Errorf("%d rows of %d are of an entry", next, len(s.Rows))
	}
	return nil
}

// pieces are the cells of one text.
type pieces struct {
	whole  string
	rows   []layout.Row
	column change.Column
	sheet  *layout.Sheet
	*measure
}

func (p *pieces) check() error {
	f, at := p.sheet.Form, 0
	for i := range p.rows {
		c := &p.rows[i].Cells[p.column]
		if i > 0 && c.Of.End == 0 {
			if at < len(p.whole) {
				return fmt.Errorf("piece %d is empty, %d bytes of %d are shown", i, at, len(p.whole))
			}
			want := ""
			switch {
			case p.column == change.ItemColumn:
				want = f.Marks.Ditto
			case p.column == change.DateColumn, p.column == change.TimingColumn:
				if want = p.rows[0].Cells[p.column].Text; p.rows[0].Cells[p.column].Of.End < len(p.whole) {
					want = ""
				}
			}
			if c.Text != want {
				return fmt.Errorf("piece %d says %q, want %q", i, c.Text, want)
			}
			continue
		}
		repeated := i > 0 && c.Of.Start == 0 // a date or a timing
		if repeated {
			if c.Text != p.whole {
				return fmt.Errorf("piece %d says %q", i, c.Text)
			}
			continue
		}
		gap := p.whole[at:c.Of.Start]
		if gap != "" && gap != "\n" && gap != "\n\n" {
			return fmt.Errorf("the cut before piece %d swallows %q", i, gap)
		}
		want := p.whole[c.Of.Start:c.Of.End]
		if i > 0 {
			want = f.Marks.Continued + "\n\n" + want
			if err := p.cut(at, c.Of.Start, &p.rows[i-1].Cells[p.column], c); err != nil {
				return fmt.Errorf("the cut before piece %d: %w", i, err)
			}
		}
		if c.Of.End < len(p.whole) {
			want += "\n\n" + f.Marks.Continues
		}
		if at = c.Of.End; c.Text != want {
			return fmt.Errorf("piece %d says %q, want %q", i, c.Text, want)
		}
	}
	if at != len(p.whole) {
		return fmt.Errorf("the pieces end at %d of %d", at, len(p.whole))
	}
	return nil
}

// cut checks that a cut, from end to next, does not separate a heading from its paragraph, or
// leave one line of a paragraph alone. Rows of few lines, and words wider than a line, leave no
// choice.
func (p *pieces) cut(end, next int, above, below *layout.Cell) error {
	shown := p.whole[above.Of.Start:end]
	paragraphs := strings.Split(strings.TrimSpace(shown), "\n")
	if end < next || p.whole[end:] == "" {
		choice := false
		for _, s := range paragraphs[:len(paragraphs)-1] {
			choice = choice || strings.HasSuffix(s, "。") // not a heading
		}
		own := paragraphs[len(paragraphs)-1]
		oneLine := need(p.paragraphsOf(own), p.sheet.Widths[p.column]) == 1
		if choice && oneLine && isHeading(own, firstFilled(strings.Split(p.whole[end:], "\n"))) && (above.Of.Start == 0 || len(paragraphs) > 1) {
			return fmt.Errorf("the heading %q is left behind: %q", own, shown)
		}
		return nil
	}
	// Within a paragraph.
	width := p.sheet.Widths[p.column]
	from := strings.LastIndexByte(p.whole[:end], '\n') + 1
	to := len(p.whole)
	if i := strings.IndexByte(p.whole[end:], '\n'); i >= 0 {
		to = end + i
	}
	f := p.sheet.Form
	room := f.Book.Lines - 2 - need(p.paragraphsOf(f.Marks.Continued), width*985/1000) - need(p.paragraphsOf(f.Marks.Continues), width*985/1000)
	_, wide := firstFit(p.wordsOf(p.whole[from:to]), width)
	upper, spaces := p.linesIn(above, from, end)
	lower, more := p.linesIn(below, end, to)
	switch {
	case room-2*len(wide) < 4, spaces, more, p.fillsLine(p.whole[from:to], width):
		// There may be no better place. A paragraph of three lines has none if two lines fit. Neither
		// has one whose spaces fill lines of their own if a viewer gives them room.
		return nil
	case upper < 2:
		return fmt.Errorf("a line stands alone above: %q", p.whole[from:end])
	case lower < 2:
		return fmt.Errorf("a line stands alone below: %q", p.whole[end:to])
	}
	return nil
}

// fillsLine reports whether consecutive spaces fill a line.
func (p *pieces) fillsLine(s string, width text.Length) bool {
	var run text.Length
	for _, r := range s {
		if run += p.advance(r); !isSpace(r) {
			run = 0
		}
		if run >= width {
			return true
		}
	}
	return false
}

// linesIn returns how many lines of a cell belong to a part of the text, and whether spaces hang
// out of one of them.
func (p *pieces) linesIn(c *layout.Cell, from, to int) (n int, hang bool) {
	from, to = max(from, c.Of.Start)+c.At-c.Of.Start, min(to, c.Of.End)+c.At-c.Of.Start
	for _, l := range c.Lines {
		if l.Start < from || l.End > to {
			continue
		}
		n++
		var width text.Length
		for _, r := range c.Text[l.Start:l.End] {
			width += p.advance(r)
		}
		hang = hang || width > p.sheet.Widths[p.column]*985/1000
	}
	return n, hang
}

func firstFilled(paragraphs []string) string {
	for _, s := range paragraphs {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// headings are texts that are certainly headings, each with the start of the paragraph below.
// There are others.
var headings = []struct{ heading, next *regexp.Regexp }{
	{regexp.MustCompile(`^(＜[^＜＞]*[^＜＞ 　][^＜＞]*＞|【[^【】]*[^【】 　][^【】]*】|<[^<>]*[^<> 　][^<>]*>|〔[^〔〕]*[^〔〕 　][^〔〕]*〕)$`), regexp.MustCompile(`.`)},
	{regexp.MustCompile(`^[■◆].*[^。｡、､，]$`), regexp.MustCompile(`^[^■□◆◇]`)},
	{regexp.MustCompile(`^Ⅱ.*[^。｡、､，]$`), regexp.MustCompile(`^[１-９]．[^０-９0-9]`)},
	{regexp.MustCompile(`^[１-９]．([^０-９0-9].*)?[^。｡、､，]$`), regexp.MustCompile(`^（[１-９]）`)},
	{regexp.MustCompile(`^（[１-９]）(.*[^。｡、､，])?$`), regexp.MustCompile(`^([①-⑳]|・)`)},
	{regexp.MustCompile(`^[①-⑳](.*[^。｡、､，])?$`), regexp.MustCompile(`^・`)},
}

// isHeading reports whether a paragraph is the heading of the next one.
func isHeading(s, next string) bool {
	s = strings.TrimSpace(s)
	for _, h := range headings {
		if h.heading.MatchString(s) && h.next.MatchString(next) {
			return true
		}
	}
	return false
}

// checkPrint checks pages against the rows that they are made of.
func checkPrint(p *layout.Print, sheet *layout.Sheet, tooHigh bool) error {
	f, m := p.Form, newPrintMeasure(p.Ruler.Advance)
	if len(p.Rows) != len(sheet.Rows) {
		return fmt.Errorf("%d rows, want %d", len(p.Rows), len(sheet.Rows))
	}
	row := 0
	for i, page := range p.Pages {
		height := p.Head.Height
		for j := range page.Rows {
			r := &page.Rows[j]
			if row >= len(sheet.Rows) || r != &p.Rows[row] {
				return fmt.Errorf("page %d does not go on with row %d", i, row)
			}
			most := 1
			for c := range r.Cells {
				cell := &r.Cells[c]
				if cell.Text != sheet.Rows[row].Cells[c].Text {
					return fmt.Errorf("row %d, %v: %q", row, change.Column(c), cell.Text)
				}
				if err := m.checkLines(cell.Text, cell.Lines, p.Widths[c], m.paragraphsOf(cell.Text)); err != nil {
					return fmt.Errorf("row %d, %v: %w", row, change.Column(c), err)
				}
				most = max(most, len(cell.Lines))
			}
			if want := text.Length(most)*f.Print.Pitch + 2*f.Print.Padding; r.Height != want {
				return fmt.Errorf("row %d is %v high, want %v", row, r.Height, want)
			}
			height += r.Height
			row++
		}
		room := (p.Height - 2*f.Paper.Margin - page.Title).Points()
		if high := height.Points() * p.Scale; high > room+0.01 && (!tooHigh || len(page.Rows) > 1) {
			return fmt.Errorf("page %d of %d is filled with %.2f of %.2f", i, len(p.Pages), high, room)
		}
	}
	if row != len(sheet.Rows) {
		return fmt.Errorf("the pages end with row %d of %d", row, len(sheet.Rows))
	}
	var table text.Length
	for _, w := range p.Widths {
		table += w + 2*f.Print.Padding
	}
	if wide := table.Points() * p.Scale; wide > (p.Width-2*f.Paper.Margin).Points()+0.01 {
		return fmt.Errorf("the table is %.2f wide", wide)
	}
	return nil
}

// checkReview checks a review against the entries it is made of.
func checkReview(p *layout.Print, t *change.Table) error {
	if len(p.Leaves) == 0 {
		return errors.New("it has no leaves")
	}
	numbered := *t
	numbered.Entries = nil
	for i, e := range t.Entries {
		e.Date.Text = fmt.Sprintf("No. %d\n%s", i+1, p.Form.DateText(e.Date))
		numbered.Entries = append(numbered.Entries, e)
	}
	sheet := p.Sheet
	sheet.Table = &numbered
	if err := checkPieces(&sheet, newPrintMeasure(p.Ruler.Advance)); err != nil {
		return err
	}
	return checkPrint(p, &sheet, false)
}
