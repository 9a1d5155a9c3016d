package standards

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// predefined are the properties that PDF/A-2 defines itself; of XMP, only those that may occur
// here.
var predefined = map[string]bool{
	dc + "format": true, dc + "title": true, dc + "creator": true, dc + "description": true, dc + "language": true,
	xmp + "CreatorTool": true, xmp + "CreateDate": true, xmp + "ModifyDate": true, xmp + "MetadataDate": true,
	pdf + "Producer": true, pdf + "Keywords": true, pdfaid + "part": true, pdfaid + "conformance": true,
	"http://www.aiim.org/pdfa/ns/extension/ schemas": true,
}

const (
	rdf     = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
	dc      = "http://purl.org/dc/elements/1.1/ "
	xmp     = "http://ns.adobe.com/xap/1.0/ "
	pdf     = "http://ns.adobe.com/pdf/1.3/ "
	pdfaid  = "http://www.aiim.org/pdfa/ns/id/ "
	pdfuaid = "http://www.aiim.org/pdfua/ns/id/ "
	schema  = "http://www.aiim.org/pdfa/ns/schema# "
	propety = "http://www.aiim.org/pdfa/ns/property# "
)

// An item is an XML element with its content.
type item struct {
	name string // space and local name
	text string
	kids []*item
	lang string
}

// find returns an item or the first one below it with a given name.
func (e *item) find(name string) *item {
	if e == nil || e.name == name {
		return e
	}
	for _, k := range e.kids {
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// value returns the text of a property, or of its first item if it is a list.
func (e *item) value() string {
	if li := e.find(rdf + "li"); li != nil {
		return li.text
	}
	if e == nil {
		return ""
	}
	return e.text
}

func (c *checker) metadata() {
	root := c.file.dict(c.file.trailer["Root"])
	s, ok := c.file.get(root["Metadata"]).(*stream)
	if !ok || s.dict["Type"] != name("Metadata") || s.dict["Subtype"] != name("XML") {
		c.report("6.6.2", "no metadata")
		c.report("06-001", "no metadata")
		return
	}
	packet := s.data
	if !bytes.HasPrefix(packet, []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>")) || !utf8.Valid(packet) ||
		!bytes.Contains(packet, []byte("<?xpacket end=")) || s.dict["Filter"] != nil {
		c.report("6.6.2", "the packet begins with %q", packet[:min(60, len(packet))])
	}
	top, err := readItem(packet)
	if err != nil {
		c.report("6.6.2", "%v", err)
		return
	}
	described := make(map[string]bool)
	if e := top.find("http://www.aiim.org/pdfa/ns/extension/ schemas"); e != nil {
		for _, bag := range e.kids {
			for _, li := range bag.kids {
				space := li.find(schema + "namespaceURI").value()
				for _, key := range []string{schema + "schema", schema + "prefix", schema + "property"} {
					if li.find(key) == nil {
						c.report("6.6.2", "the description of %s has no %s", space, key)
					}
				}
				for _, p := range li.find(schema + "property").find(rdf + "Seq").kids {
					for _, key := range []string{"valueType", "category", "description"} {
						if p.find(propety+key).value() == "" {
							c.report("6.6.2", "a property of %s has no %s", space, key)
						}
					}
					described[space+" "+p.find(propety+"name").value()] = true
				}
			}
		}
	}
	properties := make(map[string]*item)
	for _, d := range top.find(rdf + "RDF").kids {
		for _, p := range d.kids {
			if properties[p.name] = p; !predefined[p.name] && !described[p.name] {
				c.report("6.6.2", "%s is not described", p.name)
			}
		}
	}
	if properties[pdfaid+"part"].value() != "2" || properties[pdfaid+"conformance"].value() != "A" {
		c.report("6.6.4", "part %q", properties[pdfaid+"part"].value())
	}
	if properties[pdfuaid+"part"].value() != "1" {
		c.report("06-002", "part %q", properties[pdfuaid+"part"].value())
	}
	if title := properties[dc+"title"]; title.value() == "" || title.find(rdf+"Alt").find(rdf+"li").lang != "x-default" {
		c.report("06-003", "the title is %q", title.value())
	}
	info := c.file.dict(c.file.trailer["Info"])
	for key, property := range map[name]string{
		"Title": dc + "title", "Author": dc + "creator", "Subject": dc + "description", "Keywords": pdf + "Keywords",
		"Creator": xmp + "CreatorTool", "Producer": pdf + "Producer",
	} {
		if got, want := properties[property].value(), textOf(c.file.get(info[key])); got != want {
			c.report("6.6.3", "%s is %q, the metadata say %q", key, want, got)
		}
	}
	for key, property := range map[name]string{"CreationDate": xmp + "CreateDate", "ModDate": xmp + "ModifyDate"} {
		a, err := time.Parse("D:20060102150405-07'00'", textOf(c.file.get(info[key])))
		b, err2 := time.Parse(time.RFC3339, properties[property].value())
		if err != nil || err2 != nil || !a.Equal(b) {
			c.report("6.6.3", "%s is %v, the metadata say %q", key, info[key], properties[property].value())
		}
	}
}

// textOf returns a text string.
func textOf(v any) string {
	s, _ := v.(str)
	rest, ok := strings.CutPrefix(string(s), "\xFE\xFF")
	if !ok {
		return rest
	}
	var units []uint16
	for i := 0; i+1 < len(rest); i += 2 {
		units = append(units, uint16(rest[i])<<8|uint16(rest[i+1]))
	}
	return string(utf16.Decode(units))
}

func readItem(data []byte) (*item, error) {
	top := &item{}
	open := []*item{top}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return top, nil
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			e := &item{name: t.Name.Space + " " + t.Name.Local}
			for _, a := range t.Attr {
				if a.Name.Local == "lang" {
					e.lang = a.Value
				}
			}
			last.kids = append(last.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(t)
		}
	}
}
