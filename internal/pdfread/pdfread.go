// Package pdfread reads the visible content of the pages of a PDF: characters with their
// positions, and the rules between them.
//
// The library pdfcpu reads the file: objects, cross-references even if they are broken,
// compression, and encryption with an empty password. The content of pages is interpreted
// here, because no Go library gives the position, the width and the clip of a character. The
// package knows nothing about tables.
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

// The reasons why a PDF cannot be read.
var (
	ErrNotPDF   = errors.New("not a PDF")
	ErrBroken   = errors.New("the PDF is damaged")
	ErrPassword = errors.New("the PDF is locked with a password")
	ErrTooLarge = errors.New("the PDF is beyond the bounds")
)

// A Document is the content of a PDF.
type Document struct {
	Producer, Title, Author, Subject string // from the document's information; may be empty

	Pages  []Page
	Tables []Table // of the structure tree (tags)
	Record []byte  // the data that our own program stores about the table; nil if there is none
}

// A Page is the content of a page. It is turned so that most of its text runs from left to
// right. Lengths are in points, X to the right and Y down from the upper left corner.
type Page struct {
	Width, Height float64

	Glyphs []Glyph // in drawing order
	Rules  []Rule
	Clips  []Box // indexed by Glyph.Clip

	Hidden   int  // characters that are outside their clip or the page, so not visible
	Unseen   int  // characters that are drawn invisibly, such as the text of an OCR program
	Images   int  // number of images drawn
	Vertical int  // characters of vertical writing
	Broken   bool // part of its content could not be read
}

// A Glyph is one character as printed.
type Glyph struct {
	Rune  rune
	X, Y  float64 // the pen on the baseline before it
	Right float64 // the pen after it: X plus the advance, not the ink
	Size  float64 // of the type

	Clip   int  // index in Page.Clips of the clip it is drawn in; -1 if none
	Cell   Cell // the cell of a tagged table that it belongs to; zero if none
	Bad    bool // it is unknown which character it is
	Cut    bool // it is above or below its clip, so it is cut off in print
	Turned bool // it does not run in the direction of most text on the page
}

// A Box is a rectangle. Its sides belong to it.
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

// A TableRow is a row (TR). It is one row even if its text is on several pages.
type TableRow struct {
	Head  bool  // it is in the head of the table (THead)
	Cells []int // how many paragraphs (P) each cell (TD, TH) has
}

// A Cell identifies a cell of a tagged table. All numbers count from 1. The zero value is no
// cell.
type Cell struct {
	Table, Row, Column int32
	Paragraph          int32 // of the cell; 0 outside of one
}

// The limits of what is read. A published attachment has a few hundred pages, and a page some
// thousand characters.
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
		// The input is not trusted. A panic in the library or in this package must only fail this
		// file, and not end the program.
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

// open reads a file's objects with the library.
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

// ownProducer is the beginning of the producer of our own files. They give the character of
// each glyph, so that no correction is needed.
const ownProducer = "betten"
