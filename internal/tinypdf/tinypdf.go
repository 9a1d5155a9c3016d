// Package tinypdf writes small PDFs, valid or not, exactly as a test specifies them.
package tinypdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A File is a PDF under construction. Its objects are numbered from 1.
type File struct {
	objects [][]byte
	pages   []int
	Catalog string // entries of the catalog in addition to Pages
	Info    string // entries of the document information dictionary; none if empty
}

// Add adds an object and returns its number.
func (f *File) Add(body string) int {
	f.objects = append(f.objects, []byte(body))
	return len(f.objects)
}

// Stream adds a stream with the given dictionary entries.
func (f *File) Stream(entries string, data []byte) int {
	return f.Add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// Packed adds a compressed stream.
func (f *File) Packed(entries string, data []byte) int {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data)
	w.Close()
	return f.Stream(entries+"/Filter/FlateDecode", b.Bytes())
}

// Page adds a page with its size in points, its resources and other entries, and its content.
func (f *File) Page(width, height float64, resources, entries, content string) int {
	c := f.Packed("", []byte(content))
	n := f.Add(fmt.Sprintf("<</Type/Page/Parent %s/MediaBox[0 0 %g %g]/Resources<<%s>>%s/Contents %d 0 R>>", parent, width, height, resources, entries, c))
	f.pages = append(f.pages, n)
	return n
}

// parent is a placeholder for the object number of the page tree until it is known.
const parent = "\x00PARENT\x00"

// Bytes returns the file.
func (f *File) Bytes() []byte {
	kids := ""
	for _, p := range f.pages {
		kids += fmt.Sprintf("%d 0 R ", p)
	}
	tree := f.Add(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(f.pages), kids))
	catalog := f.Add(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R%s>>", tree, f.Catalog))
	trailer := fmt.Sprintf("/Root %d 0 R", catalog)
	if f.Info != "" {
		trailer += fmt.Sprintf("/Info %d 0 R", f.Add("<<"+f.Info+">>"))
	}
	b := bytes.NewBufferString("%PDF-1.7\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = b.Len()
		o = bytes.ReplaceAll(o, []byte(parent), fmt.Appendf(nil, "%d 0 R", tree))
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, n := range at {
		fmt.Fprintf(b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(b, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, trailer, start)
	return b.Bytes()
}

// UTF16 returns a text as hexadecimal digits of UTF-16BE: the codes of a Gothic font.
func UTF16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04x", u)
	}
	return b.String()
}

// Gothic adds a Japanese font that is not embedded and has the codes of a predefined CMap:
// UniJIS-UCS2-H, 90ms-RKSJ-H. Half-width forms are half an em wide.
func (f *File) Gothic(cmap string) (reference string) {
	d := f.Add("<</Type/FontDescriptor/FontName/Gothic/Flags 4/FontBBox[0 -140 1000 860]/ItalicAngle 0/Ascent 860/Descent -140/StemV 80>>")
	c := f.Add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/Gothic/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>"+
		"/DW 1000/W[1 94 500 231 632 500]/FontDescriptor %d 0 R>>", d))
	return fmt.Sprintf("%d 0 R", f.Add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/Gothic/Encoding/%s/DescendantFonts[%d 0 R]>>", cmap, c)))
}

// ToUnicode adds a CMap that maps two-byte codes to texts.
func (f *File) ToUnicode(texts map[uint16]string) (reference string) {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for code := range 1 << 16 {
		if s, ok := texts[uint16(code)]; ok {
			fmt.Fprintf(&b, "1 beginbfchar\n<%04x> <%s>\nendbfchar\n", code, UTF16(s))
		}
	}
	b.WriteString("endcmap\nend\nend\n")
	return fmt.Sprintf("%d 0 R", f.Packed("", []byte(b.String())))
}

// Embedded adds a font whose codes have no meaning of their own, as in an embedded subset,
// with a ToUnicode CMap; "" for none. All characters are one em wide.
func (f *File) Embedded(toUnicode string) (reference string) {
	if toUnicode != "" {
		toUnicode = "/ToUnicode " + toUnicode
	}
	c := f.Add("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Face/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>")
	return fmt.Sprintf("%d 0 R", f.Add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Face/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>", c, toUnicode)))
}
