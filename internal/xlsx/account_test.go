package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/workbook"
	"betten/internal/xlsx"
)

// A rawBook is a workbook of one sheet that is written by hand, so that it can hold what
// no library writes.
type rawBook struct {
	cells map[string]string // their XML, by their names
	sheet string            // what follows the cells
	front string            // what stands before them
	rows  map[int]string    // attributes of rows
	parts map[string]string
	rels  string // of the sheet
}

// Styles of the cells of a rawBook.
const (
	plainStyle = iota
	struckStyle
	whiteStyle
	raisedStyle
	hiddenStyle // ;;;
	honorStyle  // @"様"
	choiceStyle // [=1]"有";[=0]"無"
	vagueStyle  // a format that is not known
	dayStyle
)

const rawStyles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="200" formatCode=";;;"/><numFmt numFmtId="201" formatCode="@&quot;様&quot;"/>` +
	`<numFmt numFmtId="202" formatCode="[=1]&quot;有&quot;;[=0]&quot;無&quot;"/><numFmt numFmtId="203" formatCode="bbbb"/></numFmts>` +
	`<fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><vertAlign val="superscript"/></font></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>` +
	`<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="202"/><xf numFmtId="203"/><xf numFmtId="58"/></cellXfs>` +
	`<dxfs><dxf><font><strike/></font></dxf><dxf><font><b/></font></dxf></dxfs></styleSheet>`

const (
	openMain = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	officeNS = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	relsOpen = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// newRaw returns a book with a title, the headings in row 3 and the rows given below it.
func newRaw(rows ...string) *rawBook {
	b := &rawBook{cells: map[string]string{}, rows: map[int]string{}, parts: map[string]string{}}
	b.text("A1", plainStyle, "（別添２）変更箇所")
	for i, row := range append([]string{"変更日|項目|変更前の記載|変更後の記載|提出時期|提出時期に係る説明"}, rows...) {
		for j, text := range strings.Split(row, "|") {
			if text != "" {
				b.text(workbook.CellName(j+1, 3+i), plainStyle, text)
			}
		}
	}
	return b
}

func (b *rawBook) text(cell string, style int, text string) {
	b.runs(cell, style, `<t xml:space="preserve">`+workbook.Escape(text)+`</t>`)
}

func (b *rawBook) runs(cell string, style int, xml string) {
	b.cells[cell] = fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is>%s</is></c>`, cell, style, xml)
}

func (b *rawBook) number(cell string, style int, n string) {
	b.cells[cell] = fmt.Sprintf(`<c r="%s" s="%d"><v>%s</v></c>`, cell, style, n)
}

// relate makes the sheet lead to a part.
func (b *rawBook) relate(kind, part, xml string) {
	b.rels += fmt.Sprintf(`<Relationship Id="r%d" Type="%s/%s" Target="/%s"/>`, len(b.parts)+1, officeNS, kind, part)
	b.parts[part] = xml
}

// data returns the file.
func (b *rawBook) data() []byte {
	names := slices.SortedFunc(maps.Keys(b.cells), func(x, y string) int {
		cx, rx, _ := workbook.ParseCell(x)
		cy, ry, _ := workbook.ParseCell(y)
		if rx != ry {
			return rx - ry
		}
		return cx - cy
	})
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="` + openMain + `">` + b.front + `<sheetData>`)
	last := 0
	for _, name := range names {
		if _, row, _ := workbook.ParseCell(name); row != last {
			if last > 0 {
				sheet.WriteString(`</row>`)
			}
			fmt.Fprintf(&sheet, `<row r="%d" %s>`, row, b.rows[row])
			last = row
		}
		sheet.WriteString(b.cells[name])
	}
	sheet.WriteString(`</row></sheetData>` + b.sheet + `</worksheet>`)
	parts := map[string]string{
		"_rels/.rels":                         relsOpen + `<Relationship Id="r1" Type="` + officeNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":                     `<workbook xmlns="` + openMain + `" xmlns:r="` + officeNS + `"><sheets><sheet name="変更箇所" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels":          relsOpen + `<Relationship Id="r1" Type="` + officeNS + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="` + officeNS + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":            sheet.String(),
		"xl/worksheets/_rels/sheet1.xml.rels": relsOpen + b.rels + `</Relationships>`,
		"xl/styles.xml":                       rawStyles,
	}
	maps.Copy(parts, b.parts)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, _ := z.Create(name)
		io.WriteString(w, parts[name])
	}
	z.Close()
	return out.Bytes()
}

const oneChange = "令和6年4月1日|Ⅰ　基本情報|旧い記載|新しい記載|事後"

// told lists problems: 「D4 struck-text 旧株式会社」.
func told(problems []change.Problem) []string {
	var all []string
	for _, p := range problems {
		_, cell, _ := strings.Cut(p.At.Cell, "!")
		all = append(all, strings.TrimSpace(cell+" "+string(p.Kind)+" "+strings.ReplaceAll(strings.Join(p.Values, " "), change.ListSeparator, "/")))
	}
	return all
}

func TestWhatASheetShowsBesideItsTextsIsNamed(t *testing.T) {
	run := func(text, look string) string { return `<r><rPr>` + look + `</rPr><t>` + text + `</t></r>` }
	for _, c := range []struct {
		name  string
		make  func(*rawBook)
		after string // what D4 is read as; "" for 新しい記載
		want  []string
	}{
		{"nothing", func(b *rawBook) {}, "", nil},
		{"a struck run", func(b *rawBook) {
			b.runs("D4", plainStyle, run("委託先は", "")+run("旧株式会社", "<strike/>")+run("新株式会社とする。", ""))
		}, "委託先は旧株式会社新株式会社とする。", []string{"D4 struck-text 旧株式会社"}},
		{"a struck cell", func(b *rawBook) { b.text("C4", struckStyle, "旧い記載") }, "", []string{"C4 struck-text 旧い記載"}},
		{"a struck row", func(b *rawBook) {
			for i, text := range []string{"令和6年5月1日", "Ⅱ　取りやめた変更", "旧２", "新２", "事後"} {
				b.text(workbook.CellName(i+1, 5), struckStyle, text)
			}
		}, "", []string{"A5 struck-row Ⅱ　取りやめた変更"}},
		{"red and underlined", func(b *rawBook) {
			b.runs("D4", plainStyle, run("新しい", `<u/><color rgb="FFFF0000"/>`)+run("記載", ""))
		}, "", nil},
		{"a superscript", func(b *rawBook) {
			b.runs("D4", plainStyle, run("10m", "")+run("2", `<vertAlign val="superscript"/>`))
		}, "10m²", nil},
		{"a superscript that no character stands for", func(b *rawBook) {
			b.runs("D4", plainStyle, run("記録", "")+run("※注", `<vertAlign val="superscript"/>`))
		}, "記録※注", []string{"D4 raised-text ※注"}},
		{"a subscript that no character stands for", func(b *rawBook) {
			b.runs("D4", plainStyle, run("x", "")+run("max", `<vertAlign val="subscript"/>`))
		}, "xmax", []string{"D4 lowered-text max"}},
		{"white", func(b *rawBook) { b.text("D4", whiteStyle, "新しい記載") }, "", []string{"D4 faint-text 新しい記載"}},
		{"a text format", func(b *rawBook) { b.text("D4", honorStyle, "山田") }, "山田様", []string{"D4 text-shown 山田様"}},
		{"a text that its format hides", func(b *rawBook) { b.text("D4", hiddenStyle, "新しい記載") }, "", []string{"D4 text-hidden 新しい記載"}},
		{"a choice", func(b *rawBook) { b.number("D4", choiceStyle, "0") }, "無", []string{"D4 number-shown 無"}},
		{"a number that its format hides", func(b *rawBook) { b.number("F4", hiddenStyle, "0") }, "", []string{"F4 number-hidden 0"}},
		{"a format that is not known", func(b *rawBook) { b.number("D4", vagueStyle, "45615") }, "45615", []string{"D4 format-unclear 45615"}},
		{"a long number", func(b *rawBook) { b.number("D4", plainStyle, "1234567890123") }, "1234567890123", []string{"D4 format-unclear 1234567890123"}},
		{"a hidden row", func(b *rawBook) { b.rows[4] = `hidden="1"` }, "", []string{"A4 hidden-row"}},
		{"a row without a height", func(b *rawBook) { b.rows[4] = `ht="0" customHeight="1"` }, "", []string{"A4 hidden-row"}},
		{"a hidden column", func(b *rawBook) { b.front = `<cols><col min="4" max="4" hidden="1"/></cols>` }, "", []string{"D3 hidden-column D"}},
		{"cells merged across columns", func(b *rawBook) {
			b.text("A5", plainStyle, "令和6年5月1日")
			b.text("B5", plainStyle, "Ⅱ　概要")
			b.text("C5", plainStyle, "まとめて書いた文")
			b.text("E5", plainStyle, "事後")
			b.sheet = `<mergeCells><mergeCell ref="C5:D5"/></mergeCells>`
		}, "", []string{"C5 merged-cells C5:D5 変更前の記載/変更後の記載 まとめて書いた文", "D5 empty-after"}},
		{"a text below merged cells", func(b *rawBook) { b.sheet = `<mergeCells><mergeCell ref="C4:D4"/></mergeCells>` }, "",
			[]string{"D4 covered-text 新しい記載 C4:D4", "C4 merged-cells C4:D4 変更前の記載/変更後の記載 旧い記載", "D4 empty-after"}},
		{"the same text below merged cells", func(b *rawBook) {
			b.text("A5", plainStyle, "令和6年4月1日")
			b.text("B5", plainStyle, "Ⅱ　概要")
			b.text("C5", plainStyle, "旧２")
			b.text("D5", plainStyle, "新２")
			b.text("E5", plainStyle, "事後")
			b.sheet = `<mergeCells><mergeCell ref="A4:A5"/></mergeCells>`
		}, "", nil},
		{"a heading merged over others", func(b *rawBook) { b.sheet = `<mergeCells><mergeCell ref="A3:G3"/></mergeCells>` }, "", []string{"A3 merged-heading 変更日 A3:G3"}},
		{"a column read into another", func(b *rawBook) {
			b.sheet = `<mergeCells><mergeCell ref="F3:G3"/></mergeCells>`
			b.text("G4", plainStyle, "課長確認済み")
		}, "", []string{"G4 joined-column G 提出時期に係る説明 課長確認済み"}},
		{"a conditional format that is met", func(b *rawBook) {
			b.text("F4", plainStyle, "取消")
			b.sheet = `<conditionalFormatting sqref="C4:D9"><cfRule type="expression" dxfId="0" priority="1"><formula>$F4="取消"</formula></cfRule></conditionalFormatting>`
		}, "", []string{"C4 struck-text 旧い記載", "D4 struck-text 新しい記載"}},
		{"a conditional format that is not met", func(b *rawBook) {
			b.sheet = `<conditionalFormatting sqref="C4:D9"><cfRule type="expression" dxfId="0" priority="1"><formula>$F4="取消"</formula></cfRule><cfRule type="containsText" text="旧い" dxfId="1"><formula>1</formula></cfRule></conditionalFormatting>`
		}, "", nil},
		{"a conditional format that can't be judged", func(b *rawBook) {
			b.sheet = `<conditionalFormatting sqref="A1:A2 B4:D9"><cfRule type="expression" dxfId="0" priority="1"><formula>AND($F4&lt;&gt;"",TODAY()&gt;1)</formula></cfRule></conditionalFormatting>`
		}, "", []string{"B4 look-by-rule B4:D9"}},
		{"a conditional format by a word", func(b *rawBook) {
			b.sheet = `<conditionalFormatting sqref="C1:D9"><cfRule type="containsText" operator="containsText" text="旧い" dxfId="0" priority="1"><formula>NOT(ISERROR(SEARCH("旧い",C1)))</formula></cfRule></conditionalFormatting>`
		}, "", []string{"C4 struck-text 旧い記載"}},
		{"a conditional format of a later list", func(b *rawBook) {
			b.sheet = `<extLst><ext xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="1"><xm:f>別表!$A$1=1</xm:f><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule><xm:sqref>C4:D9</xm:sqref></x14:conditionalFormatting>` +
				`<x14:conditionalFormatting><x14:cfRule type="dataBar"><x14:dataBar><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo></x14:dataBar></x14:cfRule><xm:sqref>A4:B9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`
		}, "", []string{"C4 look-by-rule C4:D9"}},
		{"a comment", func(b *rawBook) {
			b.relate("comments", "xl/comments1.xml", `<comments xmlns="`+openMain+`"><authors><author/></authors><commentList><comment ref="D4" authorId="0"><text><t>要確認</t></text></comment></commentList></comments>`)
		}, "", []string{"D4 text-over note 要確認"}},
		{"a text box", func(b *rawBook) {
			b.relate("drawing", "xl/drawings/d.xml", `<x:wsDr xmlns:x="urn:x" xmlns:a="urn:a"><x:oneCellAnchor><x:from><x:col>2</x:col><x:row>6</x:row></x:from>`+
				`<x:sp><x:nvSpPr><x:cNvPr id="2" name="箱"/></x:nvSpPr><x:txBody><a:p><a:r><a:t>この段落は最新版に差し替えること。担当は</a:t></a:r></a:p></x:txBody></x:sp></x:oneCellAnchor></x:wsDr>`)
		}, "", []string{"C7 text-over shape この段落は最新版に差し替えること。担当は"}},
		{"a picture", func(b *rawBook) {
			b.relate("drawing", "xl/drawings/d.xml", `<x:wsDr xmlns:x="urn:x"><x:absoluteAnchor><x:pic><x:nvPicPr><x:cNvPr id="2" name="図"/></x:nvPicPr></x:pic></x:absoluteAnchor></x:wsDr>`)
		}, "", []string{"object-over picture"}},
	} {
		b := newRaw(oneChange)
		c.make(b)
		sheets, problems := xlsx.Read("a.xlsx", b.data(), "")
		if len(sheets) != 1 {
			t.Errorf("%s: %v", c.name, problems)
			continue
		}
		if c.after == "" && c.name != "a text below merged cells" {
			c.after = "新しい記載"
		}
		if got := sheets[0].Table.Entries[0].After; got != c.after {
			t.Errorf("%s: read as %q", c.name, got)
		}
		if got := told(sheets[0].Problems); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
