package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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
		checkKinds(t, problems)
		if (len(sheets) == 0) != change.Failed(problems) || len(sheets) > 1 {
			t.Fatalf("%d sheets, %v", len(sheets), problems)
		}
		for _, s := range sheets {
			checkKinds(t, s.Problems)
			checkPlaces(t, s.Table)
			change.Check(s.Table)
		}
	})
}

// checkKinds holds problems to the kinds there are, and their places to the file.
func checkKinds(t *testing.T, problems []change.Problem) {
	t.Helper()
	for _, p := range problems {
		if !slices.Contains(specimen.Kinds(t), p.Kind) || p.At.File != "book.xlsx" || !utf8.ValidString(strings.Join(p.Values, "")) {
			t.Errorf("%+v", p)
		}
		if p.At.Column < 0 || p.At.Column > utf8.RuneCountInString(p.At.Text)+1 || (p.At.Line == 0) != (p.At.Cell == "") {
			t.Errorf("%s at %+v", p.Kind, p.At)
		}
	}
}

// texts are the texts of an entry.
func texts(e *change.Entry) [change.Columns]string {
	return [change.Columns]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation}
}

// checkPlaces asks for every place of a table, and some that it lacks.
func checkPlaces(t *testing.T, table *change.Table) {
	t.Helper()
	for i := -1; i <= len(table.Entries); i++ {
		for c := change.Column(-1); c <= change.Columns; c++ {
			text := ""
			if i >= 0 && i < len(table.Entries) && c >= 0 && c < change.Columns {
				text = texts(&table.Entries[i])[c]
			}
			for offset := -1; offset <= len(text)+1; offset++ {
				at := table.At(change.Place{Entry: i, Column: c, Offset: offset})
				if at.File != "book.xlsx" || at.Column < 0 || at.Column > utf8.RuneCountInString(at.Text)+1 {
					t.Fatalf("entry %d, column %d, %d: %+v", i, c, offset, at)
				}
				if text != "" && offset >= 0 && offset < len(text) && at.Cell == "" {
					t.Fatalf("entry %d, column %d, %d of %q is nowhere", i, c, offset, text)
				}
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data := bookOf(sheetOf(officialHeadings, "#45615|Ⅰ|あ|い|事後|"))
	for b.Loop() {
		Read("book.xlsx", data, "")
	}
}
