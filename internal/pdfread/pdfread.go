// Package pdfread reads the pages of a PDF as a reader sees them: characters with
// their places, and the rules that are drawn between them.
//
// The library pdfcpu reads the file: objects, cross-references also where they are
// broken, compression, encryption with an empty password. What a page shows is
// interpreted here, since no library in Go says where a character is, how wide it
// is, and in which clip it is drawn. The package knows nothing of tables.
package pdfread

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// What keeps a PDF from being read.
var (
	ErrNotPDF   = errors.New("not a PDF")
	ErrBroken   = errors.New("the PDF is damaged")
	ErrPassword = errors.New("the PDF is locked with a password")
	ErrTooLarge = errors.New("the PDF is beyond the bounds")
)

// A Document is what a PDF shows.
type Document struct {
	Producer, Title, Author, Subject string // of the document's information; may be empty

	Pages  []Page
	Tables []Table // of the structure tree (tags)
	Record []byte  // what our own program keeps about the table; nil if there is none
}

// A Page is what a page shows. It is turned so that most of its text runs from left
// to right. Lengths are in points, X to the right and Y down from the upper left
// corner.
type Page struct {
	Width, Height float64

	Glyphs []Glyph // in the order they are drawn
	Rules  []Rule
	Clips  []Box // that Glyph.Clip counts

	Hidden   int  // characters that are outside their clip or the page, and not seen
	Unseen   int  // characters that are drawn invisibly, as the text of an OCR program is
	Images   int  // that are drawn
	Vertical int  // characters of vertical writing
	Broken   bool // part of its content can't be read
}

// A Glyph is one character as it is printed.
type Glyph struct {
	Rune  rune
	X, Y  float64 // where the pen is on the baseline before it
	Right float64 // where the pen is after it: X and the advance, never the ink
	Size  float64 // of the type

	Clip   int  // index in Page.Clips of the clip it is drawn in; -1 if none
	Cell   Cell // the cell of a tagged table that it belongs to; zero if none
	Bad    bool // which character it is can't be told
	Cut    bool // it is above or below its clip: print cuts it off
	Turned bool // it does not run as most text of the page
}

// A Box is a rectangle, its sides within.
type Box struct{ X0, Y0, X1, Y1 float64 }

// A Rule is a horizontal or a vertical line: X0 == X1 or Y0 == Y1.
type Rule struct {
	X0, Y0, X1, Y1 float64
	Area           bool // the edge of a filled area, not a line
}

// A Table is a table of the structure tree.
type Table struct {
	Rows []TableRow
}

// A TableRow is a row (TR). It is one even where its text is on several pages.
type TableRow struct {
	Head  bool  // it is in the head of the table (THead)
	Cells []int // how many paragraphs (P) each cell (TD, TH) has
}

// A Cell names a cell of a tagged table. All numbers are from 1; the zero value
// names none.
type Cell struct {
	Table, Row, Column int32
	Paragraph          int32 // of the cell; 0 outside of one
}

// The bounds of what is read. A published attachment has a few hundred pages, a
// page some thousand characters.
const (
	maxPages     = 5_000
	maxGlyphs    = 2_000_000
	maxRules     = 2_000_000
	maxOperators = 10_000_000
	maxForms     = 20_000   // form XObjects drawn
	maxDepth     = 20       // of forms within forms, and of arrays within arrays
	maxStream    = 64 << 20 // bytes, decoded
	maxDecoded   = 512 << 20
	maxElements  = 2_000_000 // of the structure tree
)

// Read reads a PDF. The error is one of those above, wrapped.
func Read(data []byte) (d *Document, err error) {
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	defer func() {
		// The library is given what strangers made. A panic of it, or of ours, must end
		// this file and not the program.
		if r := recover(); r != nil {
			d, err = nil, fmt.Errorf("%w: %v", ErrBroken, r)
		}
	}()
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	return f.document()
}

// open has the library read a file's objects.
func open(data []byte) (*file, error) {
	ctx, err := pdfcpu.ReadWithContext(context.Background(), bytes.NewReader(data), &model.Configuration{
		Reader15:       true,
		ValidationMode: model.ValidationRelaxed,
		Limits: model.ResourceLimits{
			MaxStreamBytes: maxDecoded, MaxDecodeBytes: maxStream, MaxImagePixels: 1, MaxImageBytes: 1,
			MaxObjectCount: 2_000_000, MaxObjectStreamCount: 100_000, MaxObjectStreamFirst: 4 << 20,
			MaxXRefEntries: 2_000_000, MaxRecursionDepth: 100,
		},
	})
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return nil, ErrPassword
	case errors.Is(err, filter.ErrDecodeLimitExceeded):
		return nil, fmt.Errorf("%w: %v", ErrTooLarge, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return &file{ctx: ctx, fonts: make(map[string]*font)}, nil
}

// document reads all pages.
func (f *file) document() (*Document, error) {
	d := &Document{}
	info := f.dictOf(f.ctx.Info)
	d.Producer, d.Title = f.text(info["Producer"]), f.text(info["Title"])
	d.Author, d.Subject = f.text(info["Author"]), f.text(info["Subject"])
	f.exact = strings.HasPrefix(d.Producer, ownProducer)
	pages, err := f.pages()
	if err != nil {
		return nil, err
	}
	tags, err := f.tags(pages)
	if err != nil {
		return nil, err
	}
	d.Tables = tags.tables
	d.Pages = make([]Page, len(pages))
	for i := range pages {
		if d.Pages[i], err = f.page(&pages[i], tags); err != nil {
			return nil, err
		}
	}
	d.Record = f.record()
	return d, nil
}

// ownProducer is how the producer of our own files begins. They say which character
// each glyph is, so that nothing has to be mended.
const ownProducer = "betten"
