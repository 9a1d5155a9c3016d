package xlsx

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/layout"
	"betten/internal/workbook"
)

// A record is what a workbook of ours keeps about itself, where neither Excel nor
// its reader shows it: which rows continue the one above, and where the seams of
// cut cells are. With it, the table is read back to the character; without it,
// by rule.
//
// It holds places, lengths and digests, never a text: workbooks are published,
// and what an official deletes in one must be gone. The digests have 32 bits: of
// a deleted text they confirm no guess that is one of many.
type record struct {
	XMLName xml.Name `xml:"urn:betten:record record"`
	Kind    string   `xml:"kind,attr"` // attachmentKind or entryKind

	Parts digest `xml:"parts,attr"` // of all other parts of the file
	Cells digest `xml:"cells,attr"` // of the cells from the first entry on
	Rows  int    `xml:"rows,attr"`  // of the entries

	Continued numbers `xml:"continued,attr,omitempty"` // rows that continue the one above
	Cuts      []cut   `xml:"cut"`
}

// The kinds of workbooks of ours.
const (
	attachmentKind = "attachment"
	entryKind      = "entry" // to be filled in
)

// A cut says which part of a cell's text is the entry's, in a cell that was cut;
// the rest is marks.
type cut struct {
	Row    int `xml:"row,attr"`
	Column int `xml:"column,attr"` // from 0
	At     int `xml:"at,attr"`     // in bytes of the cell's text
	Length int `xml:"length,attr"` // in bytes

	// Of the seam between this cell and the one it continues: how many line feeds
	// it swallowed, and a digest of the texts on both sides. Without a seam, the
	// cell is the first one.
	Gap  int    `xml:"gap,attr"`
	Seam digest `xml:"seam,attr,omitempty"`
}

// A digest is a short SHA-256.
type digest uint32

func (d digest) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%08x", uint32(d)), nil }

func (d *digest) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 16, 32)
	*d = digest(n)
	return err
}

// numbers are row numbers.
type numbers []int

func (n numbers) MarshalText() ([]byte, error) {
	var b []byte
	for i, v := range n {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(v), 10)
	}
	return b, nil
}

func (n *numbers) UnmarshalText(text []byte) error {
	for _, s := range strings.Fields(string(text)) {
		v, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		*n = append(*n, v)
	}
	return nil
}

// A digester makes a digest of texts. Where one ends and the next begins is part
// of it.
type digester struct{ hash.Hash }

func newDigester() digester { return digester{sha256.New()} }

func (d digester) text(s string) {
	d.number(len(s))
	io.WriteString(d, s)
}

func (d digester) number(n int) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	d.Write(b[:])
}

func (d digester) cell(row, column int, text string) {
	d.number(row)
	d.number(column)
	d.text(text)
}

func (d digester) digest() digest { return digest(binary.BigEndian.Uint32(d.Sum(nil))) }

// newRecord returns the record of a sheet, but for the digest of the parts.
func newRecord(s *layout.Sheet) *record {
	r := &record{Kind: attachmentKind, Rows: len(s.Rows)}
	cells := newDigester()
	var above [change.Columns]string // what the entry's cells in the rows above show of it
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Piece > 0 {
			r.Continued = append(r.Continued, firstRow+i)
		}
		for column := range row.Cells {
			c := &row.Cells[column]
			if c.Text != "" {
				cells.cell(firstRow+i, column+1, c.Text)
			}
			if row.Pieces == 1 {
				continue
			}
			own := c.Text[c.At : c.At+c.Of.End-c.Of.Start]
			made := cut{Row: firstRow + i, Column: column, At: c.At, Length: len(own)}
			switch {
			case row.Piece > 0 && c.Of.Start > 0:
				made.Gap = c.Of.Start - s.Rows[i-1].Cells[column].Of.End
				made.Seam = seam(above[column], own)
			case row.Piece > 0 || !cutBelow(s.Rows[i+1:], column):
				continue
			}
			above[column] = own
			r.Cuts = append(r.Cuts, made)
		}
	}
	r.Cells = cells.digest()
	return r
}

// cutBelow reports whether the first of an entry's cells in a column goes on in
// the rows below.
func cutBelow(below []layout.Row, column int) bool {
	return below[0].Piece == 1 && below[0].Cells[column].Of.Start > 0
}

// edge is how much of the texts on both sides of a seam its digest is made of, in
// characters: an edit elsewhere in the cells leaves it as it is.
const edge = 20

// seam returns the digest of the texts on both sides of a seam.
func seam(upper, lower string) digest {
	d := newDigester()
	from := len(upper)
	for range edge {
		_, n := utf8.DecodeLastRuneInString(upper[:from])
		from -= n
	}
	d.text(upper[from:])
	to := 0
	for range edge {
		_, n := utf8.DecodeRuneInString(lower[to:])
		to += n
	}
	d.text(lower[:to])
	return d.digest()
}

// seams returns what the record says of a sheet: all its seams if the cells are still
// as they were written, else what stood at each, by the texts on both sides.
func (r *record) seams(g *grid.Grid) *grid.Seams {
	if r == nil {
		return nil
	}
	s := &grid.Seams{Gap: r.gap}
	if r.Kind != attachmentKind || r.Rows < 1 || r.Rows > workbook.MaxRow || digestOf(g) != r.Cells {
		return s
	}
	s.First, s.Rows = firstRow, r.Rows
	s.Continued = make(map[int]bool, len(r.Continued))
	for _, number := range r.Continued {
		s.Continued[number] = true
	}
	s.Cuts = make(map[[2]int]grid.Cut, len(r.Cuts))
	for _, c := range r.Cuts {
		s.Cuts[[2]int{c.Row, c.Column}] = grid.Cut{At: c.At, Length: c.Length, Gap: c.Gap}
	}
	return s
}

// digestOf returns the digest of a sheet's cells, from the first entry on.
func digestOf(g *grid.Grid) digest {
	cells := newDigester()
	for i := range g.Rows {
		row := &g.Rows[i]
		if row.Number < firstRow {
			continue
		}
		for _, c := range row.Cells {
			cells.cell(row.Number, c.Column, c.Text)
		}
	}
	return cells.digest()
}

// gap returns how many line feeds the record says a seam swallowed.
func (r *record) gap(upper, lower string) (int, bool) {
	wanted := seam(upper, lower)
	for _, c := range r.Cuts {
		if c.Seam == wanted && c.Seam != 0 && c.Gap >= 0 && c.Gap <= 2 {
			return c.Gap, true
		}
	}
	return 0, false
}

// maxRecord is how many bytes a record may have. One of 100,000 rows has fewer.
const maxRecord = 16 << 20

// readRecord returns a book's record, nil if it has none.
func readRecord(b *workbook.Book) *record {
	for data := range b.Custom(maxRecord) {
		r := new(record)
		if xml.Unmarshal(data, r) == nil {
			return r
		}
	}
	return nil
}

// Where the record stands in the file, as other programs keep their data.
const (
	recordPart     = "customXml/item1.xml"
	recordRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
	propsPart      = "customXml/itemProps1.xml"
	propsRelation  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
	propsType      = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
	bookRelations  = "xl/_rels/workbook.xml.rels"
)

// keep puts a record into a workbook that is being made: all but the record
// itself, which the zip writer adds at last.
func (r *record) keep(f *excelize.File) error {
	f.Pkg.Store(propsPart, []byte(xml.Header+`<ds:datastoreItem ds:itemID="{7C1B5F0E-2D0B-4F5B-9B53-6265747465EE}"`+
		` xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`))
	f.Pkg.Store("customXml/_rels/item1.xml.rels", []byte(xml.Header+
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
		`<Relationship Id="rId1" Type="`+propsRelation+`" Target="itemProps1.xml"/></Relationships>`))
	// The library knows no way to add to these two; it reads them anew.
	for _, add := range []struct{ part, line, before string }{
		{bookRelations, `<Relationship Id="rId99" Type="` + recordRelation + `" Target="../` + recordPart + `"/>`, "</Relationships>"},
		{workbook.ContentTypes, `<Override PartName="/` + propsPart + `" ContentType="` + propsType + `"/>`, "</Types>"},
	} {
		data, ok := f.Pkg.Load(add.part)
		if !ok {
			return fmt.Errorf("the workbook has no %s", add.part)
		}
		whole, _ := data.([]byte)
		head, ok := bytes.CutSuffix(whole, []byte(add.before))
		if !ok {
			return fmt.Errorf("%s does not end as it should", add.part)
		}
		f.Pkg.Store(add.part, slices.Concat(head, []byte(add.line), []byte(add.before)))
	}
	f.Relationships.Delete(bookRelations)
	f.ContentTypes = nil
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newParts(w, r) })
	return nil
}

// Untouched reports whether a workbook is one that this package made and that no
// other program has written since.
func Untouched(data []byte) bool {
	z, err := workbook.Unzip(data)
	if err != nil {
		return false
	}
	r, parts := new(record), newDigester()
	const most = 1 << 30 // bytes: ours are never as large, and a stranger's may inflate without end
	room := uint64(most)
	for _, f := range z.File {
		if f.UncompressedSize64 > room || f.Name == recordPart && f.UncompressedSize64 > maxRecord {
			return false
		}
		room -= f.UncompressedSize64
		in, err := f.Open()
		if err != nil {
			return false
		}
		if f.Name == recordPart {
			err = xml.NewDecoder(in).Decode(r)
		} else {
			parts.text(f.Name)
			_, err = io.Copy(parts, in)
		}
		if in.Close() != nil || err != nil {
			return false
		}
	}
	return r.XMLName.Local != "" && r.Parts == parts.digest()
}
