// Package form says how the sheet of a change table looks (様式): its title and
// headings, its type, its columns and paper. A form is data; the limits that
// Excel and the page set to it are in Check.
package form

import (
	"betten/internal/change"
	"betten/internal/text"
)

// A Form is how the attachment of one kind of assessment looks.
type Form struct {
	Name    string // short name, as in "juten"
	Title   string // 「（別添２）変更箇所」, once above the first heading
	Sheet   string // the worksheet's name
	Date    DateStyle
	Columns [change.Columns]Column
	Marks   Marks
	Paper   Paper
	Book    Book
	Print   Print
}

// A DateStyle is how a calendar date is worded.
type DateStyle int

const (
	EraStyle    DateStyle = iota // 令和6年11月19日
	CommonStyle                  // 2024年11月19日
)

// A Column is one column of the sheet: its heading, and either the width of its
// text or a text that must fit on one line.
type Column struct {
	Heading string
	Width   float64 // of the text, in em; 0 if Fits says it
	Fits    string  // a text that must stand on one line, in whatever face
}

// Marks are the words of a row that continues another (継続行).
type Marks struct {
	Ditto     string // 同上, the item of a continuation row
	Continues string // （下段に続く）, at the end of a cell that goes on
	Continued string // （上段からの続き）, at the head of a cell that was cut
}

// Paper is the sheet of paper. Lengths are those on paper.
type Paper struct {
	Size      string      // "A4" or "A3"
	Landscape bool        //
	Margin    text.Length // all around
}

// Book is the type of the workbook.
type Book struct {
	Face      string      // family, as Excel names it: ＭＳ Ｐゴシック, in full-width letters
	Size      text.Length // of the text
	Pitch     text.Length // from line to line
	Lines     int         // the most a row may hold: Lines x Pitch is at most 409 pt
	TitleSize text.Length //
}

// Print is the type of the PDF, before the page is scaled to the paper's width,
// except the title and the footer, which are measured on paper.
type Print struct {
	Size       text.Length // of the text
	Pitch      text.Length // from line to line
	Padding    text.Length // between a cell's text and its rules, on all sides
	Rule       text.Length // thickness of the inner rules
	Frame      text.Length // thickness of the rules around the table
	Heading    text.Length // the least height of the heading row
	Shade      int         // the heading's fill, 0xRRGGBB
	TitleSize  text.Length // on paper
	FooterSize text.Length // on paper
}

// DateText words a date for this form. One that was written as text stays as
// written.
func (f *Form) DateText(d change.Date) string {
	switch {
	case d.Text != "":
		return d.Text
	case d.Day.IsZero():
		return ""
	case f.Date == CommonStyle:
		return change.CommonDate(d.Day)
	}
	return change.EraDate(d.Day)
}
