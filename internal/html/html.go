// Package html writes a laid-out change table (変更箇所) as one page for the web: the
// rows of the workbook as a table that can be read on a phone, in print and by ear
// (JIS X 8341-3:2016, which is WCAG 2.0). The page needs no script and no network.
//
// A paragraph of a cell is a p element. The line feed between two paragraphs is between their
// elements, so the text content of a cell is exactly the cell's text. Only characters that
// HTML does not allow, such as U+0001, are written as <U+0001>.
package html

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"

	"betten/internal/change"
	"betten/internal/layout"
)

// Write writes a sheet as a page. The same sheet gives the same bytes.
func Write(w io.Writer, s *layout.Sheet) error {
	p := newPage(w)
	p.head(titleOf(s), sheetStyle(s, "", 0))
	p.raw("<main>\n")
	p.owner(s)
	p.raw("<table>\n<caption><h1>")
	p.text(s.Form.Title)
	p.raw("</h1>\n<p>")
	p.text(summary(s))
	p.raw("</p></caption>\n")
	p.columns(s, "")
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Piece == 0 {
			p.rawf("<tbody id=\"no%d\">\n", r.Entry+1)
		}
		p.raw("<tr>\n")
		for c := range r.Cells {
			p.cell(change.Column(c), underlines(&r.Cells[c], change.Column(c)), r.Cells[c].Text, "")
		}
		p.raw("</tr>\n")
		if r.Piece == r.Pieces-1 {
			p.raw("</tbody>\n")
		}
	}
	p.raw("</table>\n</main>\n")
	return p.end()
}

// A page is written from front to back. It ends with its digest.
type page struct {
	*bufio.Writer // writes to sum and to
	to            io.Writer
	sum           hash.Hash
	codes         bool // invisible characters are shown by their number
}

func newPage(w io.Writer) *page {
	sum := sha256.New()
	return &page{Writer: bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16), to: w, sum: sum}
}

// signature is the last line of a page: the digest of everything before it.
const signature = "<!-- betten %x -->\n"

func (p *page) end() error {
	p.raw("</body>\n</html>\n")
	err := p.Flush()
	if err == nil {
		_, err = fmt.Fprintf(p.to, signature, p.sum.Sum(nil))
	}
	if err != nil {
		return fmt.Errorf("html: %w", err)
	}
	return nil
}

// Untouched reports whether a page is exactly as this package wrote it, without any change by
// another program or by hand.
func Untouched(data []byte) bool {
	at := bytes.LastIndex(data, []byte("<!--"))
	return at >= 0 && string(data[at:]) == fmt.Sprintf(signature, sha256.Sum256(data[:at]))
}

// raw writes markup. A write error is reported by the final flush.
func (p *page) raw(s string)                 { p.WriteString(s) }
func (p *page) rawf(format string, a ...any) { fmt.Fprintf(p, format, a...) }

// text writes a text.
func (p *page) text(s string) { escape(p.Writer, s) }

// head writes everything before the content of the body. more is added to the style.
//
// The policy forbids the page to run or load anything, as a second defence after escape.
func (p *page) head(title, more string) {
	p.raw(`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="betten">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>`)
	p.text(oneLine(title))
	p.raw("</title>\n<style>\n" + style + more + "</style>\n</head>\n<body>\n")
}

// titleOf returns the name of the page: title, assessment and office.
func titleOf(s *layout.Sheet) string {
	title := s.Form.Title
	for _, more := range []string{s.Table.Assessment, s.Table.Organization} {
		if more != "" {
			title += " - " + more
		}
	}
	return title
}

// owner writes the office and the assessment, if the table names them.
func (p *page) owner(s *layout.Sheet) {
	for _, name := range []string{s.Table.Organization, s.Table.Assessment} {
		if name != "" {
			p.raw("<p>")
			p.text(name)
			p.raw("</p>\n")
		}
	}
}

// columns writes the columns and their headings. If title is not empty, a column with that
// title comes first.
func (p *page) columns(s *layout.Sheet, other string) {
	p.raw("<colgroup>")
	if other != "" {
		p.raw("<col>")
	}
	p.raw(strings.Repeat("<col>", len(s.Head.Cells)) + "</colgroup>\n<thead>\n<tr>\n")
	if other != "" {
		p.raw(`<th scope="col">` + other + "</th>\n")
	}
	for c := range s.Head.Cells {
		p.raw(`<th scope="col">`)
		p.paragraphs(s.Head.Cells[c].Text, nil)
		p.raw("</th>\n")
	}
	p.raw("</tr>\n</thead>\n")
}

// cell writes one cell of a row, with markup after its text. The item is the row's header.
func (p *page) cell(c change.Column, spans []span, text, after string) {
	open, end := "<td>", "</td>\n"
	if c == change.ItemColumn {
		open, end = `<th scope="row">`, "</th>\n"
	}
	p.raw(open)
	p.paragraphs(text, spans)
	p.raw(after + end)
}

// A span is a part of a text, in bytes, between two marks. Spans are in order and do not
// overlap.
type span struct {
	start, end  int
	open, close string // markup
}

// paragraphs writes a text, with an element for each paragraph. An empty paragraph gets a line
// of its own too.
func (p *page) paragraphs(s string, spans []span) {
	if s == "" {
		return
	}
	start := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		if start > 0 {
			p.raw("\n")
		}
		p.raw("<p>")
		if paragraph == "" {
			p.raw("<br>")
		}
		end := start + len(paragraph)
		at := start
		for _, m := range spans {
			from, to := max(m.start, start), min(m.end, end)
			if from >= to {
				continue
			}
			p.run(s[at:from])
			p.raw(m.open)
			p.run(s[from:to])
			p.raw(m.close)
			at = to
		}
		p.run(s[at:end])
		p.raw("</p>")
		start = end + 1
	}
}

// underlines returns the marks of a review: the text removed from before, and the text added
// to after.
func underlines(c *layout.Cell, column change.Column) []span {
	name := "ins"
	if column == change.BeforeColumn {
		name = "del"
	}
	var spans []span
	for _, m := range c.Marks {
		s := span{m.Start, m.End, "<" + name + ">" + heard(changedFrom), heard(changedTo) + "</" + name + ">"}
		if m.Moved {
			s.open, s.close = "<"+name+` class="moved">`+heard(movedFrom), heard(movedTo)+"</"+name+">"
		}
		spans = append(spans, s)
	}
	return spans
}

// heard returns words that are read aloud but not shown.
func heard(words string) string { return `<span class="heard">` + words + "</span>" }
