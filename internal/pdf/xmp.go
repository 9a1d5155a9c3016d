package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// A statement is the description of a document. It is written to the Info dictionary and to the
// metadata, and the two must agree.
type statement struct {
	title             string
	author, subject   string // may be empty
	creator, producer string // programs
	at                time.Time
}

// language is the language of the text.
const language = "ja-JP"

// xmp returns a statement as XMP metadata (ISO 16684-1), with the declarations of conformance to
// PDF/A (ISO 19005-2, 6.6.4) and PDF/UA (ISO 14289-1, 5).
func (s *statement) xmp() []byte {
	at := s.at.Format("2006-01-02T15:04:05-07:00")
	var author, subject string
	if s.author != "" {
		author = "\n   <dc:creator><rdf:Seq><rdf:li>" + escaped(s.author) + "</rdf:li></rdf:Seq></dc:creator>"
	}
	if s.subject != "" {
		subject = "\n   <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(s.subject) + "</rdf:li></rdf:Alt></dc:description>"
	}
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>%s%s
   <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>%s</xmp:CreatorTool>
   <xmp:CreateDate>%s</xmp:CreateDate>
   <xmp:ModifyDate>%s</xmp:ModifyDate>
   <pdf:Producer>%s</pdf:Producer>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
%s
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
`, "\uFEFF", escaped(s.title), author, subject, language, escaped(s.creator), at, at, escaped(s.producer), extension)
}

// extension describes the one property that PDF/A does not define, as required by ISO 19005-2,
// 6.6.2.3.
const extension = `  <rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>The part of ISO 14289 that the document follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>`

// escaped returns s as the text of an XML element.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // writing to a buffer cannot fail
	return b.String()
}
