package pdftable

import (
	"strings"
	"unicode"

	"betten/internal/change"
	"betten/internal/pdfread"
	"betten/internal/record"
)

// readable reports whether the characters of a document can be trusted. If not, it reports
// why.
func (d *document) readable() bool {
	if d.record != nil && d.record.Kind == record.Review {
		return d.refuse(change.ReviewPrint)
	}
	var scanned, ocr, vertical, broken []int
	glyphs, bad, odd := 0, 0, 0
	for i := range d.source.Pages {
		p := &d.source.Pages[i]
		seen := 0
		for k := range p.Glyphs {
			g := &p.Glyphs[k]
			if isBlank(g.Rune) {
				continue
			}
			if seen++; g.Bad {
				bad++
			} else if doubtful(g.Rune) {
				odd++
			}
		}
		glyphs += seen
		for _, of := range []struct {
			pages *[]int
			are   bool
		}{
			{&scanned, seen == 0 && p.Images > 0 && p.Unseen == 0},
			{&ocr, p.Unseen > 0 && p.Images > 0},
			{&vertical, p.Vertical > seen/2 && seen > 0},
			{&broken, p.Broken},
		} {
			if of.are {
				*of.pages = append(*of.pages, i+1)
			}
		}
	}
	const most = 100 // one unknown character in so many is accepted
	switch {
	case len(broken) > 0:
		return d.refuse(change.BrokenPages, pageList(broken))
	case len(ocr) > 0:
		return d.refuse(change.OCRText, pageList(ocr))
	case glyphs == 0:
		return d.refuse(change.ScannedPDF)
	case len(scanned) > 0:
		return d.refuse(change.ScannedPages, pageList(scanned))
	case len(vertical) > 0:
		return d.refuse(change.VerticalWriting, pageList(vertical))
	case (bad+odd)*most > glyphs:
		return d.refuse(change.UndecodedPDF)
	case isReview(d.source):
		return d.refuse(change.ReviewPrint)
	}
	return true
}

// doubtful reports whether a character never occurs in Japanese documents and therefore comes
// from a wrong ToUnicode.
func doubtful(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0xC0 && r < 0x250 && unicode.IsLetter(r) || r == 0xFFFD
}

// isReview reports whether a document is our own print for review, from a version that kept no
// record.
func isReview(d *pdfread.Document) bool {
	return strings.HasPrefix(d.Producer, "betten") && strings.Contains(d.Title, "変更部分に下線")
}

// allPlaced reports whether every character of every page was assigned to a part. If not, this
// program has a bug, and the result must not be used.
func (d *document) allPlaced() bool {
	for _, p := range d.pages {
		for i := range p.uses {
			if p.uses[i] == unused && !isBlank(p.Glyphs[i].Rune) {
				return d.refuse(change.UnplacedText, pageList([]int{p.number}))
			}
		}
	}
	if len(d.rows) == 0 {
		return d.refuse(change.NoTableOnPages)
	}
	want, got := 0, 0
	for _, p := range d.pages {
		for i, u := range p.uses {
			if u == inCell && !isBlank(p.Glyphs[i].Rune) {
				want++
			}
		}
	}
	for i := range d.rows {
		for _, c := range d.rows[i].cells {
			for k := range c.lines {
				for _, r := range c.lines[k].runes {
					if !isBlank(r) {
						got++
					}
				}
			}
		}
	}
	if want != got {
		return d.refuse(change.UnplacedText, pageList(d.cellPages()))
	}
	return true
}

// cellPages returns the numbers of the pages with the table.
func (d *document) cellPages() []int {
	var pages []int
	for _, r := range d.rows {
		pages = append(pages, r.page+1)
	}
	return pages
}
