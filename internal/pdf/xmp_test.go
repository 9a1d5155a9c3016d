package pdf

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
)

// metadata is the content of a document's XMP, as read by another XML parser.
type metadata struct {
	Title    string `xml:"RDF>Description>title>Alt>li"`
	Subject  string `xml:"RDF>Description>description>Alt>li"`
	Author   string `xml:"RDF>Description>creator>Seq>li"`
	Language string `xml:"RDF>Description>language>Bag>li"`
	Creator  string `xml:"RDF>Description>CreatorTool"`
	Producer string `xml:"RDF>Description>Producer"`
	Created  string `xml:"RDF>Description>CreateDate"`
	Modified string `xml:"RDF>Description>ModifyDate"`
	Part     string `xml:"http://www.aiim.org/pdfua/ns/id/ RDF>Description>part"`
}

func TestTheMetadataAgreeWithTheInfoDictionary(t *testing.T) {
	odd := oddTable("本文")
	odd.Organization, odd.Assessment = `𠮷野市 <"&'> ]]>`, "(予防接種) 𠮟責事務 \\ 評価書"
	for name, table := range map[string]*change.Table{"odd": odd, "empty": {}} {
		t.Run(name, func(t *testing.T) {
			data := written(t, laidOut(t, table, newRuler()))
			r := open(t, data)
			v := r.Trailer().Key("Root").Key("Metadata")
			if v.Key("Subtype").Name() != "XML" || !v.Key("Filter").IsNull() {
				t.Errorf("the metadata are %v", v)
			}
			source, err := io.ReadAll(v.Reader())
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(data, source) || !bytes.HasPrefix(source, []byte("<?xpacket begin=\"\uFEFF\"")) {
				t.Error("the metadata do not stand in the file as they are")
			}
			var got metadata
			if err := xml.Unmarshal(source, &got); err != nil {
				t.Fatal(err)
			}
			info := r.Trailer().Key("Info")
			text := func(key string) string { return textString(info.Key(key)) }
			day := date(table).Format("2006-01-02")
			want := metadata{
				Title: text("Title"), Subject: text("Subject"), Author: text("Author"), Creator: text("Creator"), Producer: text("Producer"),
				Created: day + "T00:00:00+09:00", Modified: day + "T00:00:00+09:00", Language: "ja-JP", Part: "1",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if got.Title == "" || text("CreationDate") != "D:"+date(table).Format("20060102")+"000000+09'00'" {
				t.Errorf("info %v", info)
			}
		})
	}
}
