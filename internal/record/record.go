// Package record is the hidden record of a document of ours, workbook or PDF: which
// rows continue the one above, and where cells were cut. With it a table is read back
// to the character; without it, by rule.
//
// A record holds positions, lengths and digests, never a text: documents are
// published, and what an official deletes in one must be gone. The digests have 32
// bits, too few to confirm one guess of many at a deleted text.
//
// # Format
//
// A record is a small XML document, in a workbook as a custom XML part. In a PDF it is
// a stream, the value of Private in the page-piece dictionary of the catalog (ISO
// 32000-1, 14.5), under the name of this program:
//
//	/PieceInfo << /betten << /LastModified (D:…) /Private 12 0 R >> >>
//
// It looks like this:
//
//	<record xmlns="urn:betten:record" kind="attachment" cells="1f0c7d2a" rows="3" continued="2">
//	 <cut row="1" column="2" at="0" length="2710" gap="0"/>
//	 <cut row="2" column="2" at="39" length="655" gap="1" seam="07bd21f4"/>
//	 <joiner row="3" column="3" at="12"/>
//	</record>
//
// Rows are those of the worksheet in a workbook, counted from 1. In a PDF they are the
// TR elements of the table's TBody, the first of which is row 1. Columns are counted
// from 0, in the order of the form. Positions and lengths are bytes of the cell's text
// in UTF-8.
//
// # The text of a cell
//
// In a workbook, a cell's text is its string. In a PDF, a TD has one P element for each
// paragraph, and the text is that of the paragraphs with a line feed between two: the
// line ends of the print are not part of it, the author's are all there, and an empty
// paragraph is an empty P. A paragraph is its marked content on the one page that has
// its row, each code as its ToUnicode map says. A TD without elements is an empty cell.
// PDF/UA allows no U+FEFF in such a map: U+2060 takes its place, and a joiner element
// says where that is so.
//
// The digest Cells is right only while all cells are as they were written. A reader that
// finds it wrong must not use cuts, which may be of another text. The digest of a seam is
// made of the characters around it alone, and tells how many line feeds the seam
// swallowed even in an edited table (Gap).
//
// The organization and the assessment of a table are in the document's properties: in a
// PDF, Author and Subject.
package record

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// A Record is what a document of ours keeps about itself.
type Record struct {
	XMLName xml.Name `xml:"urn:betten:record record"`
	Kind    Kind     `xml:"kind,attr"`

	Parts Digest `xml:"parts,attr,omitempty"` // of all other parts of a workbook's file
	Cells Digest `xml:"cells,attr"`           // of the cells from the first entry on: see Digester.Cell
	Rows  int    `xml:"rows,attr"`            // of the entries

	Continued Numbers  `xml:"continued,attr,omitempty"` // rows that continue the one above
	Cuts      []Cut    `xml:"cut"`
	Joiners   []Joiner `xml:"joiner"` // of a PDF
}

// A Kind is what a document is.
type Kind string

// The kinds of documents of ours.
const (
	Attachment Kind = "attachment" // the change table as it is submitted (変更箇所)
	Entry      Kind = "entry"      // a workbook to be filled in
	Review     Kind = "review"     // a print for review: it is not read back
)

// A Cut says which part of a cell's text is the entry's, in a cell that was cut; the
// rest is marks.
type Cut struct {
	Row    int `xml:"row,attr"`
	Column int `xml:"column,attr"` // from 0
	At     int `xml:"at,attr"`     // in bytes of the cell's text
	Length int `xml:"length,attr"` // in bytes

	// Of the seam between this cell and the one it continues: how many line feeds
	// it swallowed, and a digest of the texts on both sides. The first cell has no seam.
	Gap  int    `xml:"gap,attr"`
	Seam Digest `xml:"seam,attr,omitempty"`
}

// A Joiner is a place in a cell whose character is U+FEFF, where a PDF gives U+2060.
type Joiner struct {
	Row    int `xml:"row,attr"`
	Column int `xml:"column,attr"` // from 0
	At     int `xml:"at,attr"`     // in bytes of the cell's text
}

// Numbers are row numbers.
type Numbers []int

// MarshalText returns the numbers with spaces between them.
func (n Numbers) MarshalText() ([]byte, error) {
	var b []byte
	for i, v := range n {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(v), 10)
	}
	return b, nil
}

// UnmarshalText appends the numbers of a text.
func (n *Numbers) UnmarshalText(text []byte) error {
	for _, s := range strings.Fields(string(text)) {
		v, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		*n = append(*n, v)
	}
	return nil
}

// MaxSize is how many bytes a record may have. One of 100,000 rows has fewer.
const MaxSize = 16 << 20

// Parse reads a record. It is an error if it is no record, or larger than MaxSize.
func Parse(data []byte) (*Record, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("record: %d bytes", len(data))
	}
	r := new(Record)
	if err := xml.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	return r, nil
}

// Encode returns the record as Parse reads it. The same record gives the same bytes.
func (r *Record) Encode() ([]byte, error) {
	data, err := xml.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	return data, nil
}
