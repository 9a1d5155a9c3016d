package pdfread

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"betten/internal/tinypdf"
)

func TestWhatStrangersMakeEndsWithinBounds(t *testing.T) {
	for _, c := range []struct {
		name string
		pdf  func(f *tinypdf.File)
		want error // nil if it is read
	}{
		{"a form that draws itself", func(f *tinypdf.File) {
			n := f.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 1 0 R>>>>", []byte(strings.Repeat("/A Do ", 5)))
			f.Page(100, 100, fmt.Sprintf("/XObject<</A %d 0 R>>", n), "", "/A Do")
		}, ErrTooLarge},
		{"a form drawn a million times", func(f *tinypdf.File) {
			n := f.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", []byte("0 0 m"))
			f.Page(100, 100, fmt.Sprintf("/XObject<</A %d 0 R>>", n), "", strings.Repeat("/A Do\n", 1_000_000))
		}, ErrTooLarge},
		{"a million operators", func(f *tinypdf.File) { f.Page(100, 100, "", "", strings.Repeat("q Q\n", 500_000)) }, nil},
		{"eleven million operators", func(f *tinypdf.File) { f.Page(100, 100, "", "", strings.Repeat("n ", 11_000_000)) }, ErrTooLarge},
		{"a stream that inflates without end", func(f *tinypdf.File) {
			var b bytes.Buffer
			w := zlib.NewWriter(&b)
			for range 80 {
				w.Write(make([]byte, 1<<20))
			}
			w.Close()
			f.Page(100, 100, "", fmt.Sprintf("/Contents %d 0 R/Old", f.Stream("/Filter/FlateDecode", b.Bytes())), "")
		}, ErrTooLarge},
		{"arrays within arrays", func(f *tinypdf.File) { f.Page(100, 100, "", "", strings.Repeat("[", 1_000_000)+" TJ") }, nil},
		{"dictionaries within dictionaries", func(f *tinypdf.File) { f.Page(100, 100, "", "", strings.Repeat("<</A", 1_000_000)) }, nil},
		{"states without end", func(f *tinypdf.File) { f.Page(100, 100, "", "", strings.Repeat("q ", 1_000_000)) }, nil},
		{"a font that is a number", func(f *tinypdf.File) { f.Page(100, 100, "/Font 7", "", "BT /F 1 Tf (x) Tj ET") }, nil},
		{"a structure that is a circle", func(f *tinypdf.File) {
			n := len("x")
			f.Add("<</S/Table/K[1 0 R 1 0 R]>>")
			f.Catalog = fmt.Sprintf("/StructTreeRoot<</K %d 0 R>>", n)
			f.Page(100, 100, "", "", "")
		}, nil},
		{"numbers that are none", func(f *tinypdf.File) {
			f.Page(100, 100, "/Font<</F "+f.Gothic("UniJIS-UCS2-H")+">>", "", "9e99 99999999999999999999 -.-5 ++1 NaN Inf cm 1e400 0 0 1 0 0 cm "+show(0, 0, 1e300, "変"))
		}, nil},
		{"a CMap of all codes", func(f *tinypdf.File) {
			n := f.Packed("", []byte("1 begincodespacerange <00000000> <ffffffff> endcodespacerange "+strings.Repeat("1 beginbfrange <00000000> <0000ffff> <0041> endbfrange ", 100)))
			f.Page(100, 100, "/Font<</F "+f.Embedded(fmt.Sprintf("%d 0 R", n))+">>", "", show(0, 0, 9, "変"))
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &tinypdf.File{}
			c.pdf(f)
			if _, err := Read(f.Bytes()); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func TestATreeOfPagesThatIsACircleEnds(t *testing.T) {
	data := onePage(show(10, 50, 10, "変更"))
	at := bytes.Index(data, []byte("/Kids["))
	kid := data[at+6 : at+6+bytes.IndexByte(data[at+6:], ' ')]
	tree := bytes.Fields(data[bytes.LastIndex(data[:at], []byte("\n"))-20 : at])
	_ = kid
	if len(tree) == 0 {
		t.Fatal("no tree")
	}
	circle := bytes.Replace(data, data[at:at+7+len(kid)], append([]byte("/Kids["), bytes.Repeat([]byte("5"), len(kid)+1)...), 1)
	if _, err := Read(circle); err == nil {
		t.Error("read without pages")
	}
}

func TestWhatIsNoPDFIsSaidToBeNone(t *testing.T) {
	for _, c := range []struct {
		data string
		want error
	}{{"", ErrNotPDF}, {"PK\x03\x04", ErrNotPDF}, {"%PDF-1.7\n", ErrBroken}, {"%PDF-1.4\ntrailer<</Root 1 0 R>>", ErrBroken}} {
		if _, err := Read([]byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%q: %v", c.data, err)
		}
	}
}

func TestADamagedFileIsReadAsFarAsItCanBe(t *testing.T) {
	data := onePage(show(10, 50, 10, "変更前の記載"))
	whole := bytes.LastIndex(data, []byte("startxref"))
	for name, damaged := range map[string][]byte{
		"a wrong startxref": append(bytes.Clone(data[:whole]), []byte("startxref\n17\n%%EOF\n")...),
		"no startxref":      data[:whole],
		"no trailer":        data[:bytes.LastIndex(data, []byte("xref\n0"))],
	} {
		d, err := Read(damaged)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := said(&d.Pages[0]); got != "変更前の記載" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
