package html

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/layout"
)

// A Check is the page of `check`: files with their problems, each beside its cell.
type Check struct {
	Title string
	Files []File
}

// A File is the result of checking one table.
type File struct {
	Name  string
	Total string        // how many problems there are, in words
	Sheet *layout.Sheet // nil if it could not be laid out; then no note has a place
	Pages []int         // how many rows each page of the PDF has; empty without a PDF
	Notes []Note        // in the order of the source
}

// A Note is one problem in words.
type Note struct {
	Error         bool
	Label         string // エラー or 警告
	Place         string // file, line and column, or cell
	Line          string // the line with the problem; may be empty
	Message, Hint string

	Row    int           // in Sheet.Rows; -1 if it is in no row, and is shown at the top
	Column change.Column // -1 if it is about the whole row
	At     int           // the character in the cell's text, in bytes; -1 if it is about the whole cell
}

// WriteCheck writes a page of problems. The same value gives the same bytes.
func WriteCheck(w io.Writer, c *Check) error {
	p := newPage(w)
	p.codes = true
	styles := ""
	for i := range c.Files {
		if f := &c.Files[i]; f.Sheet != nil {
			styles += sheetStyle(f.Sheet, fmt.Sprintf("#table%d ", i+1), 1)
		}
	}
	p.head(c.Title, styles)
	p.raw("<main>\n<h1>")
	p.text(c.Title)
	p.raw("</h1>\n")
	number := 0
	for i := range c.Files {
		p.file(&c.Files[i], i+1, &number)
	}
	p.raw("</main>\n")
	return p.end()
}

// file writes the problems and the table of one file.
func (p *page) file(f *File, index int, number *int) {
	p.rawf("<section aria-labelledby=\"file%d\">\n<h2 id=\"file%d\">", index, index)
	p.text(f.Name)
	p.raw("</h2>\n<p>")
	p.text(f.Total)
	p.raw("</p>\n")

	// A note's number is that of its position in the page.
	var top []*Note
	rows := make(map[int][]*Note)
	for i := range f.Notes {
		n := &f.Notes[i]
		if f.Sheet == nil || n.Row < 0 || n.Row >= len(f.Sheet.Rows) {
			top = append(top, n)
		} else {
			rows[n.Row] = append(rows[n.Row], n)
		}
	}
	w := noteWriter{page: p, number: number, last: *number + len(f.Notes)}
	w.list(top)
	if f.Sheet != nil {
		w.table(f, index, rows)
	}
	p.raw("</section>\n")
}

// A noteWriter writes the notes of a file. Each one links to the next.
type noteWriter struct {
	*page
	number *int // of the last note written
	last   int
}

// table writes the rows of a file with the notes on each, and marks the ends of the PDF's
// pages.
func (w *noteWriter) table(f *File, index int, notes map[int][]*Note) {
	s := f.Sheet
	w.rawf("<table id=\"table%d\">\n<caption>", index)
	w.text(s.Form.Title + "　" + summary(s))
	w.raw("</caption>\n")
	w.columns(s, rowHeading)
	page, left := 0, 0
	for i := range s.Rows {
		if left == 0 && page < len(f.Pages) {
			page, left = page+1, f.Pages[page]
		}
		w.row(s, i, notes[i])
		if left--; left == 0 {
			w.rawf("<tbody>\n<tr class=\"pageend\"><td colspan=\"%d\"><p>%s</p></td></tr>\n</tbody>\n", change.Columns+1, pageEnd(page, len(f.Pages)))
		}
	}
	w.raw("</table>\n")
}

// row writes a row with its notes. Notes on a cell are in the cell; notes on the whole row are
// below it.
func (w *noteWriter) row(s *layout.Sheet, i int, notes []*Note) {
	r := &s.Rows[i]
	w.raw("<tbody>\n<tr>\n<th scope=\"row\">")
	w.paragraphs(rowName(s, i), nil)
	w.raw("</th>\n")
	for c := range r.Cells {
		var own []*Note
		for _, n := range notes {
			if n.Column == change.Column(c) {
				own = append(own, n)
			}
		}
		w.raw("<td>")
		w.paragraphs(r.Cells[c].Text, found(r.Cells[c].Text, own))
		w.list(own)
		w.raw("</td>\n")
	}
	w.raw("</tr>\n")
	rest := slices.DeleteFunc(slices.Clone(notes), func(n *Note) bool { return n.Column >= 0 && n.Column < change.Columns })
	if len(rest) > 0 {
		w.rawf("<tr><td colspan=\"%d\">", change.Columns+1)
		w.list(rest)
		w.raw("</td></tr>\n")
	}
	w.raw("</tbody>\n")
}

// found returns the characters that notes are about.
func found(s string, notes []*Note) []span {
	var spans []span
	for _, n := range notes {
		if n.At >= 0 && n.At < len(s) && utf8.RuneStart(s[n.At]) {
			_, size := utf8.DecodeRuneInString(s[n.At:])
			spans = append(spans, span{n.At, n.At + size, "<mark>", "</mark>"})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	return slices.CompactFunc(spans, func(a, b span) bool { return a.start == b.start })
}

// list writes notes, if there are any.
func (w *noteWriter) list(notes []*Note) {
	if len(notes) == 0 {
		return
	}
	w.raw("<ul class=\"notes\">\n")
	for _, n := range notes {
		*w.number++
		class := "warning"
		if n.Error {
			class = "error"
		}
		w.rawf("<li id=\"note%d\" class=\"%s\">\n<p><strong>", *w.number, class)
		w.text(n.Label)
		w.raw("</strong> ")
		w.run(n.Message)
		w.raw("</p>\n")
		w.part("hint", n.Hint)
		w.part("line", n.Line)
		w.part("place", n.Place)
		if *w.number < w.last {
			w.rawf("<p class=\"next\"><a href=\"#note%d\">%s</a></p>\n", *w.number+1, nextNote(*w.number))
		}
		w.raw("</li>\n")
	}
	w.raw("</ul>")
}

// part writes a part of a note, if it is not empty.
func (w *noteWriter) part(class, s string) {
	if s == "" {
		return
	}
	w.rawf("<p class=\"%s\">", class)
	w.run(s)
	w.raw("</p>\n")
}

// rowName describes a row as `show` does: its number, its entry and piece, its height, and how
// full it is.
func rowName(s *layout.Sheet, i int) string {
	r := &s.Rows[i]
	name := fmt.Sprintf("%d\nNo.%d", i+1, r.Entry+1)
	if r.Pieces > 1 {
		name += fmt.Sprintf("\n（%d/%d）", r.Piece+1, r.Pieces)
	}
	return name + fmt.Sprintf("\n高さ\n%gpt", r.Height.Points())
}
