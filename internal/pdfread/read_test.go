package pdfread

import (
	"fmt"
	"strings"
	"testing"

	"betten/internal/tinypdf"
)

func TestAGlyphHasItsPlaceAndItsAdvance(t *testing.T) {
	p := readOne(t, onePage(show(20, 70, 10, "変a更")))
	if len(p.Glyphs) != 3 {
		t.Fatalf("%d glyphs", len(p.Glyphs))
	}
	for i, want := range []Glyph{{Rune: '変', X: 20, Right: 30}, {Rune: 'a', X: 30, Right: 35}, {Rune: '更', X: 35, Right: 45}} {
		g := p.Glyphs[i]
		if g.Rune != want.Rune || g.X != want.X || g.Right != want.Right || g.Y != 30 || g.Size != 10 {
			t.Errorf("glyph %d is %+v", i, g)
		}
	}
}

func TestTextStateMovesThePen(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"BT /F 10 Tf 2 Tc 0 50 Td <65e565e5> Tj ET", "0 12"},
		{"BT /F 10 Tf 50 Tz 0 50 Td <65e565e5> Tj ET", "0 5"},
		{"BT /F 10 Tf 0 50 Td [<65e5> -500 <65e5>] TJ ET", "0 15"},
		{"BT /F 1 Tf 10 0 0 10 5 50 Tm <65e565e5> Tj ET", "5 15"},
		{"2 0 0 2 10 0 cm BT /F 10 Tf 0 10 Td <65e565e5> Tj ET", "10 30"},
		{"q 3 0 0 3 0 0 cm Q BT /F 10 Tf 0 50 Td <65e565e5> Tj ET", "0 10"},
		{"BT /F 10 Tf 12 TL 0 50 Td <65e5> Tj T* <65e5> ' ET", "0 0"},
	} {
		p := readOne(t, onePage(c.content))
		if got := fmt.Sprint(p.Glyphs[0].X, " ", p.Glyphs[1].X); got != c.want || p.Hidden > 0 {
			t.Errorf("%s: %s, want %s", c.content, got, c.want)
		}
	}
}

func TestWhatACodeShowsIsSaidByTheFirstThatKnows(t *testing.T) {
	for _, c := range []struct {
		name, want string
		pdf        func(f *tinypdf.File) (font, hex string)
	}{
		{"ToUnicode", "が", func(f *tinypdf.File) (string, string) {
			return f.Embedded(f.ToUnicode(map[uint16]string{7: "が"})), "0007"
		}},
		{"a code of ToUnicode that says nothing", "\uFFFD", func(f *tinypdf.File) (string, string) {
			return f.Embedded(f.ToUnicode(map[uint16]string{7: "\x00"})), "0007"
		}},
		{"no ToUnicode", "\uFFFD", func(f *tinypdf.File) (string, string) { return f.Embedded(""), "0007" }},
		{"UniJIS-UCS2-H", "項～", func(f *tinypdf.File) (string, string) { return f.Gothic("UniJIS-UCS2-H"), tinypdf.UTF16("項～") }},
		{"UniJIS-UTF16-H", "𠮷①", func(f *tinypdf.File) (string, string) { return f.Gothic("UniJIS-UTF16-H"), tinypdf.UTF16("𠮷①") }},
		{"90ms-RKSJ-H", "表～Aｱ", func(f *tinypdf.File) (string, string) { return f.Gothic("90ms-RKSJ-H"), "955c816041b1" }},
		{"EUC-H", "変更", func(f *tinypdf.File) (string, string) { return f.Gothic("EUC-H"), "cad1b9b9" }},
		{"H", "変更", func(f *tinypdf.File) (string, string) { return f.Gothic("H"), "4a513939" }},
		{"Adobe-Japan1 alone", "あ-～ A", func(f *tinypdf.File) (string, string) {
			return f.Gothic("Identity-H"), "034b" + "000e" + "0299" + "00e7" + "0022"
		}},
		{"a radical", "日月民長戸黒", func(f *tinypdf.File) (string, string) {
			return f.Embedded(f.ToUnicode(map[uint16]string{1: "⽇⽉⺠⻑⼾⿊"})), "0001"
		}},
		{"a ligature", "ffi", func(f *tinypdf.File) (string, string) {
			return f.Embedded(f.ToUnicode(map[uint16]string{1: "ﬃ"})), "0001"
		}},
		{"a wide blank", "　", func(f *tinypdf.File) (string, string) {
			return f.Embedded(f.ToUnicode(map[uint16]string{1: "\u2003"})), "0001"
		}},
	} {
		f := &tinypdf.File{}
		font, hex := c.pdf(f)
		f.Page(200, 100, "/Font<</F "+font+">>", "", "BT /F 10 Tf 10 50 Td <"+hex+"> Tj ET")
		p := readOne(t, f.Bytes())
		if got := said(p); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if bad := p.Glyphs[0].Bad; bad != (c.want == "\uFFFD") {
			t.Errorf("%s: bad is %v", c.name, bad)
		}
	}
}

func TestSimpleFontsAreReadByTheirEncoding(t *testing.T) {
	f := &tinypdf.File{}
	f.Page(200, 100, "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 65/Widths[700 600]/Encoding<</Differences[66/uni5909/u20BB7/hyphen.alt]>>>>>>", "",
		"BT /F 10 Tf 10 50 Td (A\\102CD\\)) Tj ET")
	p := readOne(t, f.Bytes())
	if got := said(p); got != "A変𠮷-)" || p.Glyphs[1].X != 17 || p.Glyphs[2].X != 23 {
		t.Errorf("%q, %+v", got, p.Glyphs)
	}
}

func TestActualTextIsWhatGlyphsSay(t *testing.T) {
	for _, c := range []struct{ glyphs, actual, want string }{
		{"〜", "～", "～"},
		{"ﾃﾞ｡ﾌﾟ", "ﾃｰﾌﾟ", "ﾃｰﾌﾟ"},
		{"a", "ffi", "ffi"},
		{"変更", "", "変更"},
	} {
		p := readOne(t, onePage("/Span<</ActualText<feff"+tinypdf.UTF16(c.actual)+">>>BDC "+show(20, 50, 10, c.glyphs)+"EMC "+show(150, 50, 10, "後")))
		if got := said(p); got != c.want+"後" {
			t.Errorf("%s as %s: %q", c.glyphs, c.actual, got)
		}
		from, to := p.Glyphs[0].X, p.Glyphs[len(p.Glyphs)-2].Right
		if plain := readOne(t, onePage(show(20, 50, 10, c.glyphs))); from != 20 || to != plain.Glyphs[len(plain.Glyphs)-1].Right {
			t.Errorf("%s as %s: from %g to %g", c.glyphs, c.actual, from, to)
		}
	}
}

func TestInvisibleTextIsCountedAndNotRead(t *testing.T) {
	p := readOne(t, onePage("q 1 0 0 1 0 0 cm BI /W 1 /H 1 /BPC 1 /CS /G ID \x80 EI x EI Q 3 Tr "+show(10, 50, 10, "見えない")+"0 Tr "+show(10, 20, 10, "見える")))
	if said(p) != "見える" || p.Unseen != 4 || p.Images != 1 {
		t.Errorf("%q, %d unseen, %d images", said(p), p.Unseen, p.Images)
	}
}

func TestWhatIsOutsideItsClipIsNotSeen(t *testing.T) {
	for _, c := range []struct {
		name, content, want string
		hidden              int
		cut                 bool
	}{
		{"beside", "q 0 40 50 20 re W n " + show(40, 45, 10, "見外外") + "Q", "見", 2, false},
		{"below", "q 0 40 100 20 re W n " + show(10, 10, 10, "下") + "Q", "下", 0, true},
		{"blanks hang over", "q 0 40 50 20 re W n " + show(40, 45, 10, "見　") + "Q", "見　", 0, false},
		{"the clip of a form", "/X Do", "形", 1, false},
		{"off the page", show(196, 50, 10, "外外"), "", 2, false},
		{"a clip within a clip", "q 0 0 30 100 re W n 20 0 80 100 re W n " + show(0, 50, 10, "外外中外") + "Q", "中", 3, false},
	} {
		f := &tinypdf.File{}
		font := f.Gothic("UniJIS-UCS2-H")
		form := f.Stream("/Type/XObject/Subtype/Form/BBox[0 0 12 100]", []byte(show(0, 50, 10, "形外")))
		f.Page(200, 100, fmt.Sprintf("/Font<</F %s>>/XObject<</X %d 0 R>>", font, form), "", c.content)
		p := readOne(t, f.Bytes())
		if got := said(p); got != c.want || p.Hidden != c.hidden {
			t.Errorf("%s: %q and %d hidden", c.name, got, p.Hidden)
		}
		if c.want != "" && p.Glyphs[0].Cut != c.cut {
			t.Errorf("%s: cut is %v", c.name, p.Glyphs[0].Cut)
		}
	}
}

func TestAPageIsTurnedSoThatItsTextRunsToTheRight(t *testing.T) {
	want := ""
	for i, content := range []string{
		show(20, 70, 10, "変更前"),
		"0 1 -1 0 100 0 cm " + show(20, 70, 10, "変更前"),
		"-1 0 0 -1 200 100 cm " + show(20, 70, 10, "変更前"),
		"0 -1 1 0 0 200 cm " + show(20, 70, 10, "変更前"),
	} {
		f := &tinypdf.File{}
		w, h := 200.0, 100.0
		if i%2 == 1 {
			w, h = h, w
		}
		f.Page(w, h, "/Font<</F "+f.Gothic("UniJIS-UCS2-H")+">>", "/Rotate 90", content+" 0 0 m 0 50 l S")
		p := readOne(t, f.Bytes())
		got := fmt.Sprint(p.Width, p.Height, said(p), p.Glyphs[0].X, p.Glyphs[0].Y, p.Glyphs[2].Right, p.Rules)
		if i == 0 {
			want = got
		}
		if got != want {
			t.Errorf("turned %d times: %s, want %s", i, got, want)
		}
	}
}

func TestRulesAreSegmentsAndThinAreas(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"10 20 m 110 20 l S", "10,80-110,80"},
		{"10 20 m 10.2 90 l S", "10,10-10,80"},
		{"10 20 100 1 re f", "10,79.5-110,79.5"},
		{"10 20 m 11 20 l 11 80 l 10 80 l h f", "10.5,20-10.5,80"},
		{"10 20 m 50 90 l S", ""},
		{"10 20 m 20 30 40 50 60 20 c S", ""},
		{"0 0 0 rg 10 20 50 50 re f", "10,80-60,80a 10,30-60,30a 10,30-10,80a 60,30-60,80a"},
		{"q 0 0 60 100 re W n 10 20 m 110 20 l S Q", "10,80-62,80"},
	} {
		var got []string
		for _, r := range readOne(t, onePage(c.content)).Rules {
			s := fmt.Sprintf("%g,%g-%g,%g", r.X0, r.Y0, r.X1, r.Y1)
			if r.Area {
				s += "a"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s", c.content, strings.Join(got, " "))
		}
	}
}

func TestTagsSayWhichCellACharacterIsIn(t *testing.T) {
	f := &tinypdf.File{}
	font := f.Gothic("UniJIS-UCS2-H")
	page := f.Page(200, 100, "/Font<</F "+font+">>", "", "/P<</MCID 0>>BDC "+show(10, 80, 10, "頭")+"EMC /P<</MCID 1>>BDC "+show(10, 50, 10, "左")+
		"EMC /P<</MCID 2>>BDC "+show(50, 50, 10, "右")+"EMC /P<</MCID 3>>BDC "+show(50, 30, 10, "下")+"EMC /Artifact BMC "+show(10, 5, 10, "外")+"EMC")
	pg := fmt.Sprintf("/Pg %d 0 R", page)
	f.Catalog = fmt.Sprintf("/StructTreeRoot %d 0 R", f.Add("<</Type/StructTreeRoot/RoleMap<</Zelle/TD>>/K<</S/Document/K[<</S/Table/K["+
		"<</S/THead/K<</S/TR/K<</S/TH"+pg+"/K 0>>>>>>"+
		"<</S/TBody/K<</S/TR/K[<</S/TD"+pg+"/K 1>><</S/Zelle"+pg+"/K[<</S/P/K 2>><</S/P>><</S/P/K<</Type/MCR"+pg+"/MCID 3>>>>]>>]>>>>]>>]>>>>"))
	d, err := Read(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, g := range d.Pages[0].Glyphs {
		got += fmt.Sprintf("%c%v ", g.Rune, g.Cell)
	}
	if want := "頭{1 1 1 0} 左{1 2 1 0} 右{1 2 2 1} 下{1 2 2 3} 外{0 0 0 0} "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if rows := fmt.Sprint(d.Tables); rows != "[{[{true [0]} {false [0 3]}]}]" {
		t.Error(rows)
	}
}

func TestNumbersAreReadAsReadersDo(t *testing.T) {
	for word, want := range map[string]float64{
		"12": 12, "-3.5": -3.5, "+.25": 0.25, "533.8000000000001": 533.8, "0.00000000000000000001": 0, "--5": -5, "1.2.3": 1.23, "4-": 4,
		"99999999999999999999": 1e7, "-99999999999999999999": -1e7,
	} {
		if got, ok := number([]byte(word)); !ok || got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%s: %v, %v, want %v", word, got, ok, want)
		}
	}
}
