package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/specimen"
)

// bookOf returns a workbook with a sheet of this XML, of no program in particular.
func bookOf(sheet []byte) []byte {
	const rels, office = "http://schemas.openxmlformats.org/package/2006/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, content string }{
		{"_rels/.rels", `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns:r="` + office + `"><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="` + office + `/worksheet" Target="sheet.xml"/><Relationship Id="rId2" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="58"/></cellXfs></styleSheet>`},
		{"xl/sheet.xml", string(sheet)},
	} {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: part.name})
		io.WriteString(w, part.content)
	}
	z.Close()
	return b.Bytes()
}

// sheetOf returns the XML of a sheet whose rows are given, their cells parted by |.
// A cell 「#n」 is a number, shown as a day.
func sheetOf(rows ...string) []byte {
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for _, row := range rows {
		b.WriteString("<row>")
		for cell := range strings.SplitSeq(row, "|") {
			if n, ok := strings.CutPrefix(cell, "#"); ok {
				fmt.Fprintf(&b, `<c s="1"><v>%s</v></c>`, n)
			} else {
				fmt.Fprintf(&b, `<c t="str"><v>%s</v></c>`, cell)
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
	return []byte(b.String())
}

const officialHeadings = "変更日|項目|変更前の記載|変更後の記載|提出時期|提出時期に係る説明"

// FuzzRead reads a sheet of any XML in a good workbook.
func FuzzRead(f *testing.F) {
	for _, sheet := range [][]byte{
		sheetOf(officialHeadings, "#45615|Ⅰ|あ|い|事後|"),
		sheetOf("（別添２）変更箇所", "|評価実施機関名|みほん市", officialHeadings, "令和6年4月1日|Ⅰ\n②|あ（下段に続く）|い|事前|説明", "||（上段からの続き）\n\nう||", "〃|同上|え|お|〃|", "※注"),
		sheetOf("変更|項目", "日付||旧|新|時期|説明|備考", "#1|Ⅰ|あ\n\n（続く）|い\r\n|事後||済", "|Ⅱ|（続き）|う|事後", officialHeadings, "令和|||え|事後"),
		sheetOf(officialHeadings, "#45615|Ⅰ|あ（続く）|い||", "#45616|Ⅰ|（続き）い|い|事後|え"),
		bytes.Replace(sheetOf(officialHeadings, "#45615|Ⅰ|あ|い|事後|", "|Ⅱ|あ|い|事後|"), []byte("</sheetData>"), []byte(`</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="C1:D1"/></mergeCells>`), 1),
	} {
		f.Add(sheet)
	}
	f.Fuzz(func(t *testing.T, sheet []byte) {
		data := bookOf(sheet)
		sheets, problems := Read("book.xlsx", data, "")
		specimen.CheckKinds(t, problems, "book.xlsx")
		if (len(sheets) == 0) != change.Failed(problems) || len(sheets) > 1 {
			t.Fatalf("%d sheets, %v", len(sheets), problems)
		}
		for _, s := range sheets {
			specimen.CheckKinds(t, s.Problems, "book.xlsx")
			specimen.CheckPlaces(t, s.Table, "book.xlsx")
			change.Check(s.Table)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := bookOf(sheetOf(officialHeadings, "#45615|Ⅰ|あ|い|事後|"))
	for b.Loop() {
		Read("book.xlsx", data, "")
	}
}
