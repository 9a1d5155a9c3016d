package record

import (
	"strings"

	"betten/internal/change"
	"betten/internal/layout"
)

// New returns the record of an attachment whose rows are given, the first of them with
// the number first. Parts and Joiners are left for the writer of a workbook or a PDF.
func New(rows []layout.Row, first int) *Record {
	r := &Record{Kind: Attachment, Rows: len(rows)}
	cells := NewDigester()
	var above [change.Columns]string // what the entry's cells in the rows above show of it
	for i := range rows {
		row := &rows[i]
		if row.Piece > 0 {
			r.Continued = append(r.Continued, first+i)
		}
		for column := range row.Cells {
			c := &row.Cells[column]
			if c.Text != "" {
				cells.Cell(first+i, column+1, c.Text)
			}
			own := c.Text[c.At : c.At+c.Of.End-c.Of.Start]
			made := Cut{Row: first + i, Column: column, At: c.At, Length: len(own)}
			switch {
			case row.Piece > 0 && c.Of.Start > 0:
				made.Gap = c.Of.Start - rows[i-1].Cells[column].Of.End
				made.Seam = seam(above[column], own)
			case row.Piece > 0:
				continue
			case row.Pieces > 1 && cutBelow(rows[i+1:], column):
			case len(own) == len(c.Text):
				continue
			}
			above[column] = own
			r.Cuts = append(r.Cuts, made)
		}
	}
	r.Cells = cells.Digest()
	return r
}

// cutBelow reports whether the first of an entry's cells in a column goes on in the
// rows below.
func cutBelow(below []layout.Row, column int) bool {
	return below[0].Piece == 1 && below[0].Cells[column].Of.Start > 0
}

// NoteJoiners notes the places of all U+FEFF in the rows of a PDF, the first of which is
// row 1.
func (r *Record) NoteJoiners(rows []layout.Row) {
	for i := range rows {
		for column := range rows[i].Cells {
			text := rows[i].Cells[column].Text
			for at := 0; ; {
				found := strings.Index(text[at:], joiner)
				if found < 0 {
					break
				}
				at += found
				r.Joiners = append(r.Joiners, Joiner{Row: i + 1, Column: column, At: at})
				at += len(joiner)
			}
		}
	}
}

// joiner is U+FEFF, a space without width and without a line end. U+2060, which takes its
// place in a PDF, is as long in UTF-8.
const joiner, printed = "\uFEFF", "\u2060"

// RestoreJoiners puts the U+FEFF back into the cells of a PDF, given row by row.
func (r *Record) RestoreJoiners(cells [][change.Columns]string) {
	for _, j := range r.Joiners {
		if j.Row < 1 || j.Row > len(cells) || j.Column < 0 || j.Column >= change.Columns {
			continue
		}
		text := &cells[j.Row-1][j.Column]
		if j.At >= 0 && j.At < len(*text) && strings.HasPrefix((*text)[j.At:], printed) {
			*text = (*text)[:j.At] + joiner + (*text)[j.At+len(printed):]
		}
	}
}

// maxRows is how many rows a table may have: those of a worksheet.
const maxRows = 1 << 20

// A Part is what one cell holds of an entry's text.
type Part struct {
	Row, Column int // the column from 0
	At, Length  int // of the part in the cell's text, in bytes
	Gap         int // line feeds that stand before it, which the seam swallowed
}

// A RestoredEntry is the parts of an entry, by column and from top to bottom.
type RestoredEntry [change.Columns][]Part

// Restore returns which parts of which cells are the entries of a table. The first row has
// the number first; cells is the digest of all cells from there on; text returns the
// text of a cell, its column counted from 0.
//
// It returns nil if the record is not of these cells.
func (r *Record) Restore(first int, cells Digest, text func(row, column int) string) []RestoredEntry {
	if r == nil || r.Kind != Attachment || r.Rows < 1 || r.Rows > maxRows || cells != r.Cells {
		return nil
	}
	cuts := make(map[[2]int]*Cut, len(r.Cuts))
	for i := range r.Cuts {
		cuts[[2]int{r.Cuts[i].Row, r.Cuts[i].Column}] = &r.Cuts[i]
	}
	continued := make(map[int]bool, len(r.Continued))
	for _, number := range r.Continued {
		continued[number] = true
	}
	var entries []RestoredEntry
	for number := first; number < first+r.Rows; number++ {
		if !continued[number] {
			entries = append(entries, RestoredEntry{})
		} else if number == first {
			return nil
		}
		e := &entries[len(entries)-1]
		for column := range e {
			part := Part{Row: number, Column: column}
			switch c := cuts[[2]int{number, column}]; {
			case c != nil:
				length := len(text(number, column))
				if c.At < 0 || c.Length < 0 || c.At > length || c.Length > length-c.At || c.Gap < 0 || c.Gap > maxGap {
					return nil
				}
				part.At, part.Length, part.Gap = c.At, c.Length, c.Gap
			case !continued[number]:
				part.Length = len(text(number, column))
			default:
				continue
			}
			e[column] = append(e[column], part)
		}
	}
	return entries
}
