// Package pdf draws a laid-out change table (変更箇所) as a PDF. The layout decides what is drawn
// and where. This package decides nothing.
//
// fpdf makes the pages, the operators of rules and boxes, and the file that contains them. The
// rest is done here:
//
//   - Text. fpdf panics at a character above U+FFFF or a variation sequence, embeds faces
//     whole and writes a ToUnicode map that the standard forbids. So the text is drawn in
//     codes of our own, one for each unit of the text, in placeholder fonts, and a pass over
//     fpdf's objects (package object) puts in subsets of the real faces.
//   - Structure, links, bookmarks, metadata and the output intent, which that pass adds too. A
//     file conforms to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1); fpdf writes nothing
//     of what these ask for, and its bookmarks have the limits of its text.
//   - The record by which a table is read back to the character: see package record.
package pdf

import (
	"bytes"
	"fmt"
	"io"

	"betten/internal/layout"
	"betten/internal/pdf/object"
)

// Write writes a table as a PDF. The same table gives the same bytes. Tables that
// share a ruler may be written at the same time.
//
// It is an error if no face of the ruler has a character of the table, which layout.Paginate
// reports with its place, or if the file of a face is broken.
func Write(w io.Writer, p *layout.Print) error {
	file, err := build(p)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	if _, err := file.WriteTo(w); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return nil
}

// build returns the objects of a PDF.
func build(p *layout.Print) (*object.File, error) {
	d, err := draw(p)
	if err != nil {
		return nil, err
	}
	var drawn bytes.Buffer
	if err := d.pdf.Output(&drawn); err != nil {
		return nil, err
	}
	d.pdf = nil // frees its memory
	file, err := object.Parse(drawn.Bytes())
	if err != nil {
		return nil, err
	}
	if err := embed(file, d.fonts); err != nil {
		return nil, err
	}
	return file, d.finish(file)
}

// finish adds what does not belong to a single page: the structure, the links, the outline, and
// the description of the document.
func (d *drawing) finish(file *object.File) error {
	pages, err := pagesOf(file)
	if err != nil {
		return err
	}
	if err := d.link(file, pages); err != nil {
		return err
	}
	if err := d.tree.put(file, pages); err != nil {
		return err
	}
	if err := d.outline(file, pages); err != nil {
		return err
	}
	return describe(file, d.p)
}

// Untouched reports whether a PDF is exactly as Write wrote it, and has not been saved by
// another program since.
func Untouched(data []byte) bool { return object.Untouched(data) }
