package pdftable

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/tinypdf"
)

const picture = "q 500 0 0 300 0 0 cm BI /W 1 /H 1 /BPC 1 /CS /G ID x EI Q\n"

func TestWhatCanNotBeTrustedIsRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		want change.Kind
		pdf  func() []byte
	}{
		{"no PDF", change.BrokenPDF, func() []byte { return []byte("%PDF-1.4 and nothing else") }},
		{"a scan", change.ScannedPDF, func() []byte {
			f := &tinypdf.File{}
			f.Page(500, 300, "", "", picture)
			return f.Bytes()
		}},
		{"an empty page", change.ScannedPDF, func() []byte {
			f := &tinypdf.File{}
			f.Page(500, 300, "", "", "")
			return f.Bytes()
		}},
		{"some pages are scans", change.ScannedPages, func() []byte {
			p := newPrinter()
			p.page(true)
			p.row([]string{"令和6年1月1日", "Ⅰ", "旧", "新", "事後", ""}, false)
			p.page(false)
			p.content.WriteString(picture)
			p.endPage()
			return p.file.Bytes()
		}},
		{"the text of an OCR program", change.OCRText, func() []byte {
			p := newPrinter()
			p.content.WriteString("")
			p.page(false)
			p.content.WriteString(picture + "3 Tr\n")
			p.row(titles, true)
			p.row([]string{"令和6年1月1日", "Ⅰ", "旧", "新", "事後", ""}, false)
			p.endPage()
			return p.file.Bytes()
		}},
		{"vertical writing", change.VerticalWriting, func() []byte {
			p := newPrinter()
			p.cmap = "UniJIS-UCS2-V"
			return p.print(sample())
		}},
		{"no table", change.NoTableOnPages, func() []byte {
			p := newPrinter()
			p.page(false)
			p.text(30, 300, "変更前と変更後の違いを、次の資料で説明する。")
			p.endPage()
			return p.file.Bytes()
		}},
		{"three headings", change.NoTableOnPages, func() []byte {
			p := newPrinter()
			p.edges = p.edges[:4]
			p.head = []string{"項目", "変更前の記載", "変更後の記載"}
			p.page(true)
			p.row([]string{"Ⅰ", "旧", "新"}, false)
			p.endPage()
			return p.file.Bytes()
		}},
		{"a table that goes on sideways", change.WideTable, func() []byte {
			p := newPrinter()
			p.edges = p.edges[:5]
			p.head = titles[:4]
			p.page(true)
			p.row([]string{"令和6年1月1日", "Ⅰ", "旧", "新"}, false)
			p.head = titles[4:]
			p.edges = []float64{30, 100, 200}
			p.page(true)
			p.row([]string{"事後", ""}, false)
			p.endPage()
			return p.file.Bytes()
		}},
		{"characters that can't be told", change.UndecodedPDF, func() []byte { return garbled("\uFFFD") }},
		{"a ToUnicode that is wrong", change.UndecodedPDF, func() []byte { return garbled("\u0085") }},
		{"our own review", change.ReviewPrint, func() []byte {
			review, problems := layout.Review(specimen.City(3), specimen.Juten(), reviewRuler(), layout.Compare(specimen.City(3)))
			var b bytes.Buffer
			if err := pdf.Write(&b, review); err != nil {
				panic(fmt.Sprint(err, problems))
			}
			return b.Bytes()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, problems := Read("a.pdf", c.pdf(), placed)
			if table != nil || len(problems) != 1 || problems[0].Kind != c.want || problems[0].Severity != change.Error {
				t.Errorf("%v, want %s", problems, c.want)
			}
		})
	}
}

// garbled is a table in which one character in ten is declared to be another.
func garbled(as string) []byte {
	p := newPrinter()
	p.page(true)
	p.row([]string{"令和6年1月1日", "Ⅰ", "旧", "新", "事後", ""}, false)
	content := p.content.String()
	font := p.file.Embedded(p.file.ToUnicode(map[uint16]string{1: as}))
	content += "BT /G 9 Tf 205 200 Td <" + strings.Repeat("0001", 8) + "> Tj ET"
	p.file.Page(760, 400, "/Font<</F "+p.file.Gothic(p.cmap)+"/G "+font+">>", "", content)
	return p.file.Bytes()
}

func reviewRuler() *text.Ruler {
	return text.NewRuler(text.Points(10), fonts.BIZUDPGothic(), fonts.NotoSansJP())
}

func TestTwoHundredPagesAreReadInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("it is of speed")
	}
	p := newPrinter()
	var entries []change.Entry
	for range 400 {
		entries = append(entries, sample()...)
	}
	data := p.print(entries)
	start := time.Now()
	table, _ := read(t, data)
	took := time.Since(start)
	t.Logf("%d pages, %d entries, %v, %v a page", p.pages, len(table.Entries), took, took/time.Duration(p.pages))
	if len(table.Entries) != len(entries) {
		t.Errorf("%d entries", len(table.Entries))
	}
}
