package pdfread

import (
	"math"
	"testing"

	"betten/internal/tinypdf"
)

// checkDocument fails if a document has content that no page can show.
func checkDocument(t *testing.T, d *Document) {
	for _, p := range d.Pages {
		for _, g := range p.Glyphs {
			for _, x := range []float64{g.X, g.Y, g.Right, g.Size} {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Fatalf("a glyph at no place: %+v", g)
				}
			}
			if g.Right < g.X || g.Clip >= len(p.Clips) || g.Bad && g.Rune != 0xFFFD {
				t.Fatalf("%+v", g)
			}
			if c := g.Cell; c.Table < 0 || int(c.Table) > len(d.Tables) || c.Table > 0 && int(c.Row) > len(d.Tables[c.Table-1].Rows) {
				t.Fatalf("%+v is in no cell", g)
			}
		}
		for _, r := range p.Rules {
			if r.X0 > r.X1 || r.Y0 > r.Y1 || r.X0 != r.X1 && r.Y0 != r.Y1 {
				t.Fatalf("%+v is no rule", r)
			}
		}
	}
}

// FuzzContent reads pages with random content.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		show(10, 50, 10, "変更前"), "q 1 0 0 1 5 5 cm 0 0 50 50 re W n 10 10 m 50 10 l S Q",
		"BT /F 10 Tf 12 TL 50 Tz 3 Tr [(a\\051\\)) -200 <65e5>] TJ T* (x) ' 1 2 (y) \" ET", "/Span<</ActualText<feff0041>/MCID 3>>BDC /X Do EMC",
		"BI /W 1 /H 1 ID \x00\xff EI 0 0 1 1 re f", "[[[<< /A [1 2 3] >>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file := &tinypdf.File{}
		font := file.Gothic("UniJIS-UCS2-H")
		form := file.Stream("/Type/XObject/Subtype/Form/BBox[0 0 50 50]", []byte(show(0, 0, 9, "形")))
		file.Page(200, 100, "/Font<</F "+font+">>/XObject<</X "+ref(form)+">>", "", string(content))
		d, err := Read(file.Bytes())
		if err != nil {
			return
		}
		checkDocument(t, d)
	})
}

// FuzzFile reads damaged files.
func FuzzFile(f *testing.F) {
	f.Add(onePage(show(10, 50, 10, "変更前")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Read(data); err == nil {
			checkDocument(t, d)
		}
	})
}

// FuzzCMap reads CMaps.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange 1 begincidrange <8140> <817e> 633 endcidrange"), []byte("\x81\x40a"))
	f.Add([]byte("1 beginbfrange <0000> <0003> [<0041> <d842dfb7>] endbfrange /H usecmap"), []byte("\x00\x01"))
	f.Fuzz(func(t *testing.T, src, codes []byte) {
		c := parseCMap(src)
		for s := string(codes); s != ""; {
			n := c.next(s)
			if n < 1 || n > len(s) {
				t.Fatalf("a code of %d bytes", n)
			}
			c.cid(s[:n])
			s = s[n:]
		}
	})
}
