package into_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/into"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/workbook"
	"betten/internal/xlsx"
)

// A somebodys is a workbook that somebody else made, as its parts: headings in row 3, and
// three entries in rows 4 to 6 unless there are others.
type somebodys struct {
	title   string            // in A1
	entries int               // 3 if 0
	style   func(row int) int // of the cells of an entry; 1, with borders, if nil
	rows    string            // XML of rows below
	above   string            // XML of a row 2
	behind  string            // XML behind sheetData
	styles  string            // XML of fonts, fills … cellXfs; "-" for no part
	dxfs    string
	names   string // XML of definedNames
	rels    string // XML of the sheet's relations
	parts   map[string]string
	base    string // folder of the parts; "xl/" if ""
	folders bool   // entries for folders, with compressed empty bodies
	chain   bool   // a relation to a list of formulas that is not there
	merges  string // XML of merged cells
}

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// usualStyles has a style for cells with borders (1), and places for one more font, fill,
// border, format and alignment in the last style (2).
func usualStyles(font, fill, border, format, align string) string {
	if fill == "" {
		fill = `<patternFill patternType="none"/>`
	}
	return `<numFmts count="1"><numFmt numFmtId="170" formatCode="` + workbook.Escape(format) + `"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="ＭＳ Ｐゴシック"/></font><font>` + font + `<name val="ＭＳ Ｐゴシック"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill>` + fill + `</fill></fills>` +
		`<borders count="2"><border/><border` + border + `</border></borders>` +
		`<cellXfs count="3"><xf/><xf borderId="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="170" fontId="1" fillId="1" borderId="1"><alignment wrapText="1" vertical="top"` + align + `/></xf></cellXfs>`
}

const sides = `><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>`

func cellOf(ref string, style int, s string) string {
	return fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is><t>%s</t></is></c>`, ref, style, s)
}

// pack puts the workbook together.
func (h somebodys) pack() []byte {
	if h.base == "" {
		h.base = "xl/"
	}
	if h.base == "-" {
		h.base = ""
	}
	if h.entries == 0 {
		h.entries = 3
	}
	if h.style == nil {
		h.style = func(int) int { return 1 }
	}
	rows := `<row r="1">` + cellOf("A1", 0, "（別添２）変更箇所"+h.title) + `</row>` + h.above + `<row r="3">`
	for i, head := range []string{"変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"} {
		rows += cellOf(fmt.Sprintf("%c3", 'A'+i), 1, head)
	}
	rows += `</row>`
	for r := 4; r < 4+h.entries; r++ {
		rows += fmt.Sprintf(`<row r="%d">`, r)
		for i, s := range []string{"令和6年4月1日", "Ⅰ　基本情報", "旧", "新", "事後", "軽微な変更"} {
			rows += cellOf(fmt.Sprintf("%c%d", 'A'+i, r), h.style(r), s)
		}
		rows += `</row>`
	}
	if h.styles == "" {
		h.styles = usualStyles(`<sz val="11"/>`, "", sides, "@", "")
	}
	if h.merges != "" {
		h.merges = `<mergeCells>` + h.merges + `</mergeCells>`
	}
	rel := func(id, kind, target string) string {
		return fmt.Sprintf(`<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, id, office, kind, target)
	}
	bookRels := rel("rId1", "worksheet", "worksheets/sheet1.xml")
	if h.styles != "-" {
		bookRels += rel("rId2", "styles", "styles.xml")
	}
	if h.chain {
		bookRels += rel("rId3", "calcChain", "calcChain.xml")
	}
	const space = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + office + `"`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if h.folders {
		raw, _ := z.CreateRaw(&zip.FileHeader{Name: "xl-_", Method: zip.Deflate, CompressedSize64: 2})
		io.WriteString(raw, "\x03\x00")
	}
	add := func(name, content string) {
		w, _ := z.Create(name)
		io.WriteString(w, content)
	}
	add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`)
	add("_rels/.rels", `<Relationships>`+rel("rId1", "officeDocument", h.base+"workbook.xml")+`</Relationships>`)
	add(h.base+"workbook.xml", `<workbook`+space+`><sheets><sheet name="変更箇所" sheetId="1" r:id="rId1"/></sheets>`+h.names+`</workbook>`)
	add(h.base+"_rels/workbook.xml.rels", `<Relationships>`+bookRels+`</Relationships>`)
	add(h.base+"worksheets/sheet1.xml", `<worksheet`+space+`><cols><col min="1" max="6" width="30" customWidth="1"/></cols><sheetData>`+rows+h.rows+`</sheetData>`+h.merges+h.behind+`</worksheet>`)
	if h.rels != "" {
		add(h.base+"worksheets/_rels/sheet1.xml.rels", `<Relationships>`+h.rels+`</Relationships>`)
	}
	if h.styles != "-" {
		add(h.base+"styles.xml", `<styleSheet`+space+`>`+h.styles+h.dxfs+`</styleSheet>`)
	}
	for name, content := range h.parts {
		add(name, content)
	}
	z.Close()
	return bytes.ReplaceAll(out.Bytes(), []byte("xl-_"), []byte("xl-/"))
}

// twoEntries is the table that is filled in.
func twoEntries() *change.Table {
	table := specimen.City(1)
	table.Entries = table.Entries[:2]
	return table
}

// sheetOf returns the part of the sheet of a workbook that was filled in.
func sheetOf(t *testing.T, f filled) string {
	t.Helper()
	all := parts(t, f.fill.Data)
	if s := all["xl/worksheets/sheet1.xml"]; s != "" {
		return s
	}
	return all["worksheets/sheet1.xml"]
}

// What stands apart from the table stays, and moves: whatever it looks like, and whether
// rows are replaced (three by two) or added.
func TestWhatStandsApartBelowTheTableStays(t *testing.T) {
	cells := func(row int, style int, texts ...string) string {
		s := fmt.Sprintf(`<row r="%d">`, row)
		for i, v := range texts {
			if v != "" {
				s += cellOf(fmt.Sprintf("%c%d", 'A'+i, row), style, v)
			}
		}
		return s + `</row>`
	}
	blank := `<row r="7"><c r="A7" s="1"/><c r="B7" s="1"/><c r="C7" s="1"/><c r="D7" s="1"/><c r="E7" s="1"/><c r="F7" s="1"/></row>`
	for name, c := range map[string]struct {
		rows  string
		style int // of the entries
		first string
		named bool
	}{
		"an office and its telephone":              {cells(9, 0, "", "担当課", "健康づくり課", "電話 0000-00-0000"), 1, "担当課", false},
		"far below":                                {cells(29, 0, "", "担当課", "健康づくり課", "電話"), 1, "担当課", false},
		"a legend":                                 {cells(9, 0, "", "凡例", "下線", "変更した部分"), 1, "凡例", false},
		"blocks for stamps":                        {cells(9, 1, "", "", "承認", "係長") + cells(10, 1, "", "", "（印）", "（印）"), 1, "承認", false},
		"blocks for stamps right below":            {cells(7, 1, "", "", "承認", "係長"), 1, "承認", false},
		"behind rows that were prepared":           {blank + cells(8, 0, "", "担当課", "健康づくり課"), 1, "担当課", false},
		"a history of its own":                     {cells(9, 0, "改訂履歴", "版", "内容", "作成者") + cells(10, 0, "", "第1版", "新規作成", "市民課"), 1, "改訂履歴", false},
		"in the columns of the sides alone":        {cells(9, 0, "", "", "（注）旧の欄", "（注）新の欄"), 1, "（注）旧の欄", false},
		"in the column of the explanations":        {cells(9, 0, "", "", "", "", "", "以上"), 1, "以上", false},
		"below a table without frames":             {cells(8, 0, "", "担当課", "健康づくり課", "電話"), 0, "担当課", false},
		"right below a table without frames":       {cells(7, 0, "", "担当課", "健康づくり課", "電話"), 0, "担当課", true},
		"right below, but with timings in it":      {cells(8, 0, "", "担当課", "健康づくり課", "電話", "事後"), 0, "担当課", false},
		"a signature with a date":                  {cells(9, 0, "令和7年4月1日", "", "みほん市市民課作成"), 1, "みほん市市民課作成", true},
		"a history with dates, without headings":   {cells(9, 0, "令和4年4月1日", "第1版", "新規作成", "市民課"), 1, "第1版", true},
		"dates of a history, which name no change": {cells(9, 0, "令和4年4月1日", "第1版", "", "", "", "市民課"), 1, "第1版", false},
	} {
		data := somebodys{rows: c.rows, style: func(int) int { return c.style }}.pack()
		for _, adding := range []bool{false, true} {
			f, problems := tryFill(t, data, "", twoEntries(), adding)
			if f.fill == nil {
				t.Errorf("%s: %v", name, problems)
				continue
			}
			sheet := sheetOf(t, f)
			at, end := strings.Index(sheet, "<t>"+c.first+"</t>"), strings.Index(sheet, `<t xml:space="preserve">`)
			if at < 0 || at < end {
				t.Errorf("%s (adding %v): the note is not below the rows\n%s", name, adding, sheet)
			}
			entries, _ := xlsx.Read("", f.fill.Data, "")
			first := map[bool]int{false: 0, true: 3}[adding]
			if got := entries[0].Table.Entries[first].Before; got != twoEntries().Entries[0].Before {
				t.Errorf("%s (adding %v): the entries do not follow: %q", name, adding, got)
			}
			if named := hasKind(problems, change.KeptBelow); named != c.named {
				t.Errorf("%s: %v", name, problems)
			}
		}
	}
}

func hasKind(problems []change.Problem, k change.Kind) bool {
	return slices.ContainsFunc(problems, func(p change.Problem) bool { return p.Kind == k })
}

// New rows look like most rows of the table, and mean nothing by it.
func TestNewRowsLookLikeMostOthersAndMeanNothing(t *testing.T) {
	for name, styles := range map[string]string{
		"strike":    usualStyles(`<strike/><sz val="11"/>`, "", sides, "@", ""),
		"ink":       usualStyles(`<color rgb="FFFF0000"/><sz val="11"/>`, "", sides, "@", ""),
		"white ink": usualStyles(`<color theme="0"/><sz val="11"/>`, "", sides, "@", ""),
		"underline": usualStyles(`<u/><sz val="11"/>`, "", sides, "@", ""),
		"height":    usualStyles(`<vertAlign val="superscript"/><sz val="11"/>`, "", sides, "@", ""),
		"fill":      usualStyles(`<sz val="11"/>`, `<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>`, sides, "@", ""),
		"slash":     usualStyles(`<sz val="11"/>`, "", ` diagonalUp="1"`+sides+`<diagonal style="thin"/>`, "@", ""),
		"format":    usualStyles(`<sz val="11"/>`, "", sides, ";;;", ""),
		"honorific": usualStyles(`<sz val="11"/>`, "", sides, `@"様"`, ""),
		"shrink":    usualStyles(`<sz val="11"/>`, "", sides, "@", ` shrinkToFit="1"`),
		"size":      usualStyles(`<sz val="20"/>`, "", sides, "@", ""),
		"strokes":   usualStyles(`<b/><i/><sz val="11"/>`, "", sides, "@", ""),
	} {
		for _, entries := range []int{1, 3} {
			for _, adding := range []bool{false, true} {
				host := somebodys{styles: styles, entries: entries, style: func(row int) int { return map[bool]int{true: 2, false: 1}[row == 4] }}
				f, problems := tryFill(t, host.pack(), "", twoEntries(), adding)
				if f.fill == nil {
					t.Errorf("%s: %v", name, problems)
					continue
				}
				book, err := workbook.Open(f.fill.Data)
				if err != nil {
					t.Fatal(err)
				}
				looks, err := book.Styles()
				if err != nil {
					t.Fatal(err)
				}
				g, err := book.Read(book.Sheets[0])
				if err != nil {
					t.Fatal(err)
				}
				row := 4
				if adding {
					row += entries
				}
				for _, c := range g.Row(row).Cells {
					look := looks.Look(c.Style)
					if a := looks.Aspects(c.Style); len(a) > 0 || !look.Framed || entries == 3 && (look.Size != 11 || look.Bold || look.Italic) {
						t.Errorf("%s of %d (adding %v): %s has %v, %+v", name, entries, adding, workbook.CellName(c.Column, row), a, look)
					}
				}
				if name != "size" && name != "strokes" && !hasKind(problems, change.LookNotTaken) {
					t.Errorf("%s of %d: %v", name, entries, problems)
				}
			}
		}
	}
}

// A conditional format that makes a text say more, or hides it, is not stretched over
// new rows, and that is named; another is.
func TestOnlyQuietConditionalFormatsAreStretched(t *testing.T) {
	for dxf, want := range map[string]string{
		`<font><strike/></font>`:                                            `sqref="A3:F3 A6:F99"`,
		`<font><color rgb="FFFFFFFF"/></font>`:                              `sqref="A3:F3 A6:F99"`,
		`<numFmt numFmtId="171" formatCode=";;;"/>`:                         `sqref="A3:F3 A6:F99"`,
		`<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>`: `sqref="A3:F3 A6:F99"`,
		`<fill><patternFill><bgColor rgb="FFFFFFCC"/></patternFill></fill>`: `sqref="A3:F99"`,
		`<font><b/></font>`:                                                 `sqref="A3:F99"`,
	} {
		host := somebodys{
			dxfs:   `<dxfs count="1"><dxf>` + dxf + `</dxf></dxfs>`,
			behind: `<conditionalFormatting sqref="A3:F100"><cfRule type="expression" dxfId="0" priority="1"><formula>$E3="事後"</formula></cfRule></conditionalFormatting>`,
		}
		f, problems := tryFill(t, host.pack(), "", twoEntries(), false)
		if f.fill == nil {
			t.Errorf("%s: %v", dxf, problems)
			continue
		}
		if sheet := sheetOf(t, f); !strings.Contains(sheet, want) {
			t.Errorf("%s: no %s in %s", dxf, want, sheet[strings.Index(sheet, "</sheetData>"):])
		}
		if named := hasKind(problems, change.FormatNotStretched); named != (want != `sqref="A3:F99"`) {
			t.Errorf("%s: %v", dxf, problems)
		}
	}
}

// Workbooks that Excel opens without a word are filled in: what comes out is held to what
// went in by the comparison that every filled workbook passes.
func TestSoundWorkbooksAreFilledIn(t *testing.T) {
	const (
		note    = `<row r="9"><c r="A9" t="inlineStr"><is><t>※　軽微な変更を除く。</t></is></c><c r="E9"><v>1</v></c></row><row r="10"><c r="E10"><f>SUM(E9:E9)</f><v>1</v></c></row>`
		rule    = `<dataValidation type="list" sqref="%s"><formula1>"事前,事後"</formula1></dataValidation>`
		manual  = `<brk id="%d" max="16383" man="1"/>`
		anchor  = `<xdr:from><xdr:col>1</xdr:col><xdr:row>8</xdr:row></xdr:from>`
		toRow   = `<xdr:to><xdr:col>2</xdr:col><xdr:row>9</xdr:row></xdr:to>`
		drawing = `<xdr:wsDr xmlns:xdr="x">%s</xdr:wsDr>`
	)
	name := func(s, ref string) string {
		return `<definedNames><definedName name="` + s + `" localSheetId="0">変更箇所!` + ref + `</definedName></definedNames>`
	}
	rel := func(kind, target string) string {
		return `<Relationship Id="rId1" Type="` + office + `/` + kind + `" Target="` + target + `"/>`
	}
	for what, c := range map[string]struct {
		host            somebodys
		replaced, added string // what the parts have then
		gone            string // what they no longer have
	}{
		"a row without content at the end": {host: somebodys{rows: `<row r="1048576" ht="12.8" customHeight="1"/>`}},
		"several, with styles alone":       {host: somebodys{rows: note + `<row r="1048574"><c r="A1048574" s="1"/></row><row r="1048575" ht="9"/><row r="1048576"><c r="B1048576" s="1"/></row>`}},
		"a page break right below":         {host: somebodys{behind: `<rowBreaks count="1" manualBreakCount="1">` + fmt.Sprintf(manual, 6) + `</rowBreaks>`}, replaced: `<brk id="5"`, added: `<brk id="8"`},
		"page breaks right below and lower": {host: somebodys{rows: note, behind: `<rowBreaks count="3" manualBreakCount="3">` + fmt.Sprintf(manual+manual+manual, 4, 6, 9) + `</rowBreaks>`},
			replaced: `count="2" manualBreakCount="2"><brk id="5" max="16383" man="1"/><brk id="8"`, added: `<brk id="4" max="16383" man="1"/><brk id="8" max="16383" man="1"/><brk id="11"`},
		"no styles":                                {host: somebodys{styles: "-"}, replaced: `Target="styles.xml"`, added: `Target="styles.xml"`},
		"empty styles":                             {host: somebodys{styles: " "}},
		"fonts without styles of cells":            {host: somebodys{styles: `<fonts count="1"><font><sz val="10"/><name val="ＭＳ Ｐゴシック"/></font></fonts>`}},
		"a list of formulas not there":             {host: somebodys{chain: true}},
		"folders with a body":                      {host: somebodys{folders: true}},
		"parts in the root":                        {host: somebodys{base: "-", rows: note}, replaced: `SUM(E8:E8)`, added: `SUM(E11:E11)`},
		"parts elsewhere":                          {host: somebodys{base: "office/book/", rows: note}, replaced: `SUM(E8:E8)`, added: `SUM(E11:E11)`},
		"a rule for each row":                      {host: somebodys{behind: `<dataValidations count="3">` + fmt.Sprintf(rule+rule+rule, "E4", "E5", "E6") + `</dataValidations>`}, replaced: `<dataValidations count="2">`, gone: `sqref="E6"`},
		"a rule for a row that goes":               {host: somebodys{behind: `<dataValidations count="1">` + fmt.Sprintf(rule, "E6") + `</dataValidations>`}, gone: `dataValidations`},
		"a format for a row that goes":             {host: somebodys{behind: `<conditionalFormatting sqref="E6"><cfRule type="cellIs" priority="1" operator="equal"><formula>"事前"</formula></cfRule></conditionalFormatting>`}, gone: `conditionalFormatting`},
		"a rule of Excel 2010 for a row that goes": {host: somebodys{behind: `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="x"><x14:dataValidations count="1" xmlns:xm="m"><x14:dataValidation type="list"><x14:formula1><xm:f>"事前"</xm:f></x14:formula1><xm:sqref>E6</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`}, gone: `extLst`},
		"a filter of some rows": {host: somebodys{behind: `<autoFilter ref="A3:F5"/>`, names: name("_xlnm._FilterDatabase", "$A$3:$F$5")},
			replaced: `<autoFilter ref="A3:F5"/>`, added: `<autoFilter ref="A3:F8"/>`},
		"a print area of some rows":      {host: somebodys{names: name("_xlnm.Print_Area", "$A$1:$F$5")}, replaced: `$A$1:$F$5<`, added: `$A$1:$F$8<`},
		"a formula over all entries":     {host: somebodys{above: `<row r="2"><c r="B2"><f>COUNTA(A4:A6)</f><v>3</v></c></row>`}, replaced: `COUNTA(A4:A5)</f></c>`, added: `COUNTA(A4:A8)</f></c>`},
		"a formula over many rows":       {host: somebodys{above: `<row r="2"><c r="B2"><f>COUNTA($A$3:$A$100)-1</f><v>3</v></c></row>`}, replaced: `COUNTA($A$3:$A$99)-1</f></c>`, added: `COUNTA($A$3:$A$102)-1</f></c>`},
		"a formula over the column":      {host: somebodys{above: `<row r="2"><c r="B2"><f>COUNTA(A:A)</f><v>5</v></c></row>`}, replaced: `COUNTA(A:A)</f></c>`, added: `fullCalcOnLoad="1"`},
		"formulas below, of cells below": {host: somebodys{rows: note}, replaced: `SUM(E8:E8)</f><v>1</v>`, added: `SUM(E11:E11)</f><v>1</v>`},
		"a shape below": {host: somebodys{behind: `<drawing r:id="rId1"/>`, rels: rel("drawing", "../drawings/drawing1.xml"),
			parts: map[string]string{"xl/drawings/drawing1.xml": fmt.Sprintf(drawing, `<xdr:twoCellAnchor>`+anchor+toRow+`</xdr:twoCellAnchor>`)}}, replaced: `<xdr:row>7</xdr:row></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:row>8<`, added: `<xdr:row>10</xdr:row>`},
		"a picture at one cell below": {host: somebodys{behind: `<drawing r:id="rId1"/>`, rels: rel("drawing", "../drawings/drawing1.xml"),
			parts: map[string]string{"xl/drawings/drawing1.xml": fmt.Sprintf(drawing, `<xdr:oneCellAnchor>`+anchor+`</xdr:oneCellAnchor>`)}}, replaced: `<xdr:row>7</xdr:row>`, added: `<xdr:row>10</xdr:row>`},
		"a comment below":              {host: somebodys{rels: rel("comments", "../comments1.xml"), parts: map[string]string{"xl/comments1.xml": `<comments><commentList><comment ref="A9"/></commentList></comments>`}}, replaced: `ref="A8"`, added: `ref="A11"`},
		"a comment with answers below": {host: somebodys{rels: rel("threadedComment", "../threadedComments/t1.xml"), parts: map[string]string{"xl/threadedComments/t1.xml": `<ThreadedComments><threadedComment ref="B12"><text>確認</text></threadedComment></ThreadedComments>`}}, replaced: `ref="B11"`, added: `ref="B14"`},
		"the box of a comment below":   {host: somebodys{rels: rel("vmlDrawing", "../drawings/v.vml"), parts: map[string]string{"xl/drawings/v.vml": `<xml><x:ClientData ObjectType="Note"><x:Anchor>1, 1, 7, 1, 3, 1, 11, 1</x:Anchor><x:Row>8</x:Row></x:ClientData></xml>`}}, replaced: `1, 1, 6, 1, 3, 1, 10, 1</x:Anchor><x:Row>7<`, added: `1, 1, 9, 1, 3, 1, 13, 1</x:Anchor><x:Row>10<`},
	} {
		t.Run(what, func(t *testing.T) {
			data := c.host.pack()
			for _, adding := range []bool{false, true} {
				f, problems := tryFill(t, data, "", twoEntries(), adding)
				if f.fill == nil {
					t.Fatal(problems)
				}
				var all strings.Builder
				for name, content := range parts(t, f.fill.Data) {
					fmt.Fprintf(&all, "\n%s\n%s", name, content)
				}
				want := c.replaced
				if adding {
					want = c.added
				}
				if !strings.Contains(all.String(), want) {
					t.Errorf("adding %v: no %s in%s", adding, want, all.String())
				}
				if !adding && c.gone != "" && strings.Contains(all.String(), c.gone) {
					t.Errorf("still %s", c.gone)
				}
				if !f.host.Made(f.fill.Data) {
					t.Error("what was made is not known again")
				}
			}
		})
	}
}

// What can't be written is said with a cell, in a way that an official can act on.
func TestWhatCannotBeWrittenIsSaidWithItsCell(t *testing.T) {
	for name, c := range map[string]struct {
		host somebodys
		want string
	}{
		"a formula of one entry":         {somebodys{above: `<row r="2"><c r="B2"><f>C5</f><v>3</v></c></row>`}, "formula-into 変更箇所!B2"},
		"a formula of some entries":      {somebodys{above: `<row r="2"><c r="B2"><f>COUNTA(A5:A6)</f><v>3</v></c></row>`}, "formula-into 変更箇所!B2"},
		"a shape over entries and below": {somebodys{rels: `<Relationship Id="rId1" Type="` + office + `/drawing" Target="../d.xml"/>`, parts: map[string]string{"xl/d.xml": `<d:wsDr xmlns:d="x"><d:twoCellAnchor><d:from><d:row>5</d:row></d:from><d:to><d:row>9</d:row></d:to></d:twoCellAnchor></d:wsDr>`}}, "object-in-way 変更箇所!A6"},
		"a comment on an entry":          {somebodys{rels: `<Relationship Id="rId1" Type="` + office + `/comments" Target="../c.xml"/>`, parts: map[string]string{"xl/c.xml": `<comments><commentList><comment ref="C5"/></commentList></comments>`}}, "object-in-way 変更箇所!C5"},
		"headings that hide others":      {somebodys{merges: `<mergeCell ref="A3:G3"/>`}, "shared-column 変更箇所!A3"},
		"a text beside repeated headings": {somebodys{rows: `<row r="7">` + cellOf("A7", 1, "変更日") + cellOf("B7", 1, "項目") + cellOf("C7", 1, "変更前の記載") + cellOf("H7", 0, "要確認") + `</row><row r="8">` +
			cellOf("A8", 1, "令和6年4月1日") + cellOf("C8", 1, "旧") + `</row>`}, "beside-rows 変更箇所!H7"},
	} {
		_, problems := tryFill(t, c.host.pack(), "", twoEntries(), false)
		found := c.want == ""
		for _, p := range problems {
			found = found || p.Severity == change.Error && string(p.Kind)+" "+p.At.Cell == c.want
		}
		if !found {
			t.Errorf("%s: %v, want %s", name, problems, c.want)
		}
	}
}

// Of columns too narrow for sentences, each is named; the table is not to blame.
func TestNarrowColumnsAreNamed(t *testing.T) {
	data := somebodys{}.pack()
	for width, want := range map[string]bool{"3.5": true, "6": true, "30": false} {
		book := strings.NewReplacer(`width="30"`, `width="`+width+`"`)
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range parts(t, data) {
			w, _ := z.Create(name)
			io.WriteString(w, book.Replace(content))
		}
		z.Close()
		table := twoEntries()
		table.Entries[0].Item = strings.Repeat("みほん市の長い項目", 12)
		host, problems := into.Open("評価書.xlsx", b.Bytes(), "", face)
		if host != nil {
			form := specimen.Juten()
			_, laid := layout.LayOutIn(table, host.Form(form), host.Rulers(), host.Viewer())
			problems = append(problems, host.Explain(laid, form)...)
		}
		if narrow := hasKind(problems, change.NarrowColumn); narrow != want || hasKind(problems, change.ItemTooLong) || hasKind(problems, change.NoRoom) {
			t.Errorf("%s digits: %v, %v", width, host != nil, problems)
		}
	}
}
