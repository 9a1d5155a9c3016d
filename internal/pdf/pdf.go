// Package pdf draws a laid-out change table (変更箇所) as a PDF. It draws what the layout
// says, where the layout says, and decides nothing.
//
// fpdf makes the file: its pages, the operators that place text, rules and boxes, links
// and bookmarks. It cannot do three things, which are ours. It panics at a character
// above U+FFFF or a variation sequence, so the text is drawn in codes of our own, one
// for each unit of the text. It embeds each face whole and writes a ToUnicode map that
// readers reject, so a pass over its objects (package object) replaces its fonts by
// subsets of the real ones with proper maps. And it knows nothing of structure, so the
// same pass adds the tree by which the document is read aloud, and its metadata
// (ISO 14289-1, PDF/UA).
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
// It is an error if no face of the ruler has a character of the table, which
// layout.Paginate reports with its place, or if a face's file is broken.
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
	d.pdf = nil // and the memory with it
	file, err := object.Parse(drawn.Bytes())
	if err != nil {
		return nil, err
	}
	if err := embed(file, d.fonts); err != nil {
		return nil, err
	}
	return file, d.finish(file)
}

// finish adds to a file what belongs to no page: the structure, the links, the
// outline, and what the document is.
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

// Untouched reports whether a PDF is as Write wrote it, and no other program has
// saved it since.
func Untouched(data []byte) bool { return object.Untouched(data) }
