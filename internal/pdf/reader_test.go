package pdf

import (
	"bytes"
	"encoding/hex"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"

	"betten/internal/layout"
)

// written returns the output of Write for a table.
func written(t tester, p *layout.Print) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A glyphRun is a run of text on a page. Lengths are in points from the page's lower left corner.
type glyphRun struct {
	x, y, width, size float64
	text              string
	codes             []int
	mark              mark
}

// A mark is the marking of a run (ISO 32000-1, 14.6): the content of an element, which has a
// number, or an artifact of a kind, which has none.
type mark struct {
	tag     string
	kind    string // of an artifact
	content int    // number; -1 for an artifact
}

// A rule is a straight line on a page.
type rule struct {
	x1, y1, x2, y2, thickness float64
	dashes                    []float64 // none for a solid one
}

// A drawnPage is what an independent reader finds on a page.
type drawnPage struct {
	records []glyphRun
	rules   []rule
	shades  int
	marks   []mark // in order
	fonts   map[string]pdf.Value
}

func (p *drawnPage) text() string {
	var s string
	for _, r := range p.records {
		s += r.text
	}
	return s
}

// open opens a PDF in the independent reader.
func open(t tester, data []byte) *pdf.Reader {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readPages reads everything drawn on the pages.
func readPages(t tester, data []byte) []drawnPage {
	t.Helper()
	r := open(t, data)
	fonts := make(map[string]*readFont)
	var pages []drawnPage
	for i := range r.NumPage() {
		pages = append(pages, readPage(t, r.Page(i+1), fonts))
	}
	return pages
}

func readPage(t tester, page pdf.Page, fonts map[string]*readFont) drawnPage {
	t.Helper()
	p := drawnPage{fonts: make(map[string]pdf.Value)}
	var (
		font      *readFont
		size      float64
		thickness float64
		dashes    []float64
		marked    bool
		at        [2]float64
		from      [2]float64
		rect      [4]float64
	)
	pdf.Interpret(page.V.Key("Contents"), func(stk *pdf.Stack, op string) {
		n := stk.Len()
		args := make([]pdf.Value, n)
		for i := n - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		number := func(i int) float64 { return args[i].Float64() }
		switch op {
		case "BMC", "BDC":
			if marked {
				t.Errorf("%s within another", op)
			}
			m := mark{tag: args[0].Name(), content: -1}
			if op == "BDC" {
				m.kind = strings.TrimSpace(args[1].Key("Type").Name() + " " + args[1].Key("Subtype").Name())
				if c := args[1].Key("MCID"); c.Kind() == pdf.Integer {
					m.content = int(c.Int64())
				}
			}
			marked, p.marks = true, append(p.marks, m)
		case "EMC":
			if !marked {
				t.Errorf("EMC without a beginning")
			}
			marked = false
		case "Tj", "TJ", "'", "\"", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "BI":
			if !marked {
				t.Errorf("%s draws what is not marked", op)
			}
		}
		switch op {
		case "Tf":
			name := args[0].Name()
			if fonts[name] == nil {
				fonts[name] = newReadFont(t, page.Font(name).V)
			}
			p.fonts[name] = page.Font(name).V
			font, size = fonts[name], number(1)
		case "Td":
			at = [2]float64{number(0), number(1)}
		case "Tj":
			r := glyphRun{x: at[0], y: at[1], size: size, mark: p.marks[len(p.marks)-1]}
			raw := args[0].RawString()
			for i := 0; i+1 < len(raw); i += 2 {
				code := int(raw[i])<<8 | int(raw[i+1])
				s, ok := font.texts[code]
				if !ok {
					t.Errorf("code %d stands for no text", code)
				}
				r.text += s
				r.codes = append(r.codes, code)
				r.width += font.width(code) / 1000 * size
			}
			p.records = append(p.records, r)
		case "w":
			thickness = number(0)
		case "m":
			from = [2]float64{number(0), number(1)}
		case "l":
			p.rules = append(p.rules, rule{from[0], from[1], number(0), number(1), thickness, dashes})
		case "d":
			dashes = nil
			for i := range args[0].Len() {
				dashes = append(dashes, args[0].Index(i).Float64())
			}
		case "re":
			rect = [4]float64{number(0), number(1), number(0) + number(2), number(1) + number(3)}
		case "f":
			p.shades++
		case "S":
			if rect != [4]float64{} { // the frame
				p.rules = append(p.rules,
					rule{rect[0], rect[1], rect[2], rect[1], thickness, nil}, rule{rect[0], rect[3], rect[2], rect[3], thickness, nil},
					rule{rect[0], rect[1], rect[0], rect[3], thickness, nil}, rule{rect[2], rect[1], rect[2], rect[3], thickness, nil})
			}
		}
		if op != "re" {
			rect = [4]float64{}
		}
	})
	if marked {
		t.Errorf("a page ends within what is marked")
	}
	return p
}

// A readFont is the information in a PDF about a font's codes.
type readFont struct {
	texts  map[int]string
	widths map[int]float64
	def    float64
}

func (f *readFont) width(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.def
}

func newReadFont(t tester, v pdf.Value) *readFont {
	t.Helper()
	descendant := v.Key("DescendantFonts").Index(0)
	f := &readFont{texts: make(map[int]string), widths: make(map[int]float64), def: descendant.Key("DW").Float64()}
	w := descendant.Key("W")
	for i := 0; i+1 < w.Len(); i += 2 {
		group := w.Index(i + 1)
		for j := range group.Len() {
			f.widths[int(w.Index(i).Int64())+j] = group.Index(j).Float64()
		}
	}
	data, err := io.ReadAll(v.Key("ToUnicode").Reader())
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range sections.FindAllSubmatch(data, -1) {
		mappings := mapping.FindAllSubmatch(section[2], -1)
		if n := string(section[1]); n != strconv.Itoa(len(mappings)) || len(mappings) > 100 {
			t.Errorf("a section of %s mappings has %d, the standard allows 100", n, len(mappings))
		}
		for _, m := range mappings {
			code, _ := strconv.ParseUint(string(m[1]), 16, 16)
			text, _ := hex.DecodeString(string(m[2]))
			var units []uint16
			for i := 0; i+1 < len(text); i += 2 {
				units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
			}
			f.texts[int(code)] = string(utf16.Decode(units))
		}
	}
	return f
}

var (
	sections = regexp.MustCompile(`(?s)(\d+) beginbfchar\n(.*?)endbfchar`)
	mapping  = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>\n`)
)

// textString returns a text string, in either of its forms.
func textString(v pdf.Value) string {
	raw := v.RawString()
	text, ok := strings.CutPrefix(raw, "\xFE\xFF")
	if !ok {
		return raw
	}
	var units []uint16
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return string(utf16.Decode(units))
}

// near reports whether two lengths are equal up to fpdf's rounding to 1/100 pt.
func near(a, b float64) bool { return math.Abs(a-b) < 0.011 }
