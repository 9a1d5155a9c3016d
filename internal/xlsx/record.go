package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"betten/internal/record"
	"betten/internal/workbook"
)

// readRecord returns a book's record, nil if it has none.
func readRecord(b *workbook.Book) *record.Record {
	for data := range b.Custom(record.MaxSize) {
		if r, err := record.Parse(data); err == nil {
			return r
		}
	}
	return nil
}

// The parts of the record, a custom XML part as other programs keep their data in.
const (
	recordPart     = "customXml/item1.xml"
	recordRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
	propsPart      = "customXml/itemProps1.xml"
	propsRelation  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
	propsType      = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
	bookRelations  = "xl/_rels/workbook.xml.rels"
)

// keepRecord puts a record into a workbook that is being made: all but the record
// itself, which the zip writer adds at last.
func keepRecord(f *excelize.File, r *record.Record) error {
	f.Pkg.Store(propsPart, []byte(xml.Header+`<ds:datastoreItem ds:itemID="{7C1B5F0E-2D0B-4F5B-9B53-6265747465EE}"`+
		` xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`))
	f.Pkg.Store("customXml/_rels/item1.xml.rels", []byte(xml.Header+
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
		`<Relationship Id="rId1" Type="`+propsRelation+`" Target="itemProps1.xml"/></Relationships>`))
	// The library has no way to add to these two. They are dropped, so that it reads them again.
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

// IsAttachment reports whether a workbook is an attachment or a review that this package
// made, though other programs may have written it since.
func IsAttachment(data []byte) bool {
	b, err := workbook.Open(data)
	if err != nil {
		return false
	}
	r := readRecord(b)
	return r != nil && r.Kind != record.Entry
}

// Untouched reports whether a workbook is one that this package made and that no
// other program has written since.
func Untouched(data []byte) bool {
	z, err := workbook.Unzip(data)
	if err != nil {
		return false
	}
	r, parts := new(record.Record), record.NewDigester()
	const most = 1 << 30 // bytes: ours are never as large, and another file may inflate without end
	room := uint64(most)
	for _, f := range z.File {
		if f.UncompressedSize64 > room || f.Name == recordPart && f.UncompressedSize64 > record.MaxSize {
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
			parts.Text(f.Name)
			_, err = io.Copy(parts, in)
		}
		if in.Close() != nil || err != nil {
			return false
		}
	}
	return r.XMLName.Local != "" && r.Parts == parts.Digest()
}
