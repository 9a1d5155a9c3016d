package verify

import (
	"archive/zip"
	"bytes"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A book is a workbook: its parts by their names, in order.
type book [][2]string

// pack puts a workbook together.
func (b book) pack() []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range b {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Deflate})
		io.WriteString(w, part[1])
	}
	z.Close()
	return out.Bytes()
}

// with returns the workbook with a text replaced, once, which must be there.
func (b book) with(t *testing.T, part, old, new string) book {
	t.Helper()
	b = slices.Clone(b)
	for i := range b {
		if b[i][0] == part {
			if !strings.Contains(b[i][1], old) {
				t.Fatalf("%s has no %s", part, old)
			}
			b[i][1] = strings.Replace(b[i][1], old, new, 1)
		}
	}
	return b
}

// written is how a row that was written stands in the sheet.
func written(number string) string {
	cell := func(column, text string) string {
		return `<c r="` + column + number + `" s="1" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	return `<row r="` + number + `" ht="24" customHeight="1">` + cell("A", "令和7年4月1日") + cell("B", "Ⅰ") + cell("C", "前") + cell("D", "後") + cell("E", "事後") + `<c r="F` + number + `" s="1"/></row>`
}

const (
	sheetPart, bookPart, stylePart, chainPart = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"
	drawPart, notePart, vmlPart, otherPart    = "xl/drawings/drawing1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet2.xml"
)

// aBook returns a workbook whose headings stand in row 3 and whose entries in rows 4 to
// 6, with all kinds of things around them: as it is, or with two rows in the place of
// the three, all that stands below one row higher.
func aBook(filled bool) book {
	const main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	n := func(row int) string { // where a row of the workbook as it was is
		if filled && row > 6 {
			row--
		}
		return strconv.Itoa(row)
	}
	text := func(ref, s string) string {
		return `<c r="` + ref + `" s="1" t="inlineStr"><is><t>` + s + `</t></is></c>`
	}
	rows := `<row r="1">` + text("A1", "（別添２）変更箇所") + `</row><row r="2"><c r="H2" s="2"><f>COUNTA(A4:A` + map[bool]string{false: "6", true: "5"}[filled] + `)</f>` +
		map[bool]string{false: "<v>3</v>"}[filled] + `</c></row><row r="3">` + text("A3", "変更日") + text("B3", "項目") + text("C3", "変更前の記載") + text("D3", "変更後の記載") +
		text("E3", "提出時期") + text("F3", "提出時期に係る説明") + `</row>`
	if filled {
		rows += written("4") + written("5")
	} else {
		for _, r := range []string{"4", "5", "6"} {
			rows += `<row r="` + r + `">` + text("A"+r, "令和6年4月1日") + text("B"+r, "Ⅱ") + text("C"+r, "旧") + text("D"+r, "新") + text("E"+r, "事後") + `<c r="F` + r + `" s="1"/></row>`
		}
	}
	rows += `<row r="` + n(8) + `"><c r="A` + n(8) + `" s="2" t="inlineStr"><is><t>※　軽微な変更を除く。</t></is></c></row>` +
		`<row r="` + n(9) + `" ht="30" customHeight="1"><c r="B` + n(9) + `" t="inlineStr"><is><t>担当課</t></is></c><c r="C` + n(9) + `" t="inlineStr"><is><t>健康づくり課</t></is></c><c r="E` + n(9) + `"><v>7</v></c><c r="F` + n(9) + `" s="1"/></row>` +
		`<row r="` + n(10) + `"><c r="E` + n(10) + `"><f>SUM(E` + n(9) + `:E` + n(9) + `)*$H$2</f><v>21</v></c></row>`
	if filled { // its value is no longer known
		rows = strings.Replace(rows, "*$H$2</f><v>21</v>", "*$H$2</f><v>21</v>", 1)
	}
	e := map[bool]string{false: "6", true: "5"}[filled]
	sheet := `<worksheet xmlns="` + main + `" xmlns:r="` + office + `"><dimension ref="A1:H` + n(10) + `"/><sheetViews><sheetView workbookViewId="0"><selection activeCell="A4" sqref="A4"/></sheetView></sheetViews>` +
		`<cols><col min="1" max="6" width="20" customWidth="1"/></cols><sheetData>` + rows + `</sheetData>` +
		`<autoFilter ref="A3:F` + e + `"/><mergeCells count="2"><mergeCell ref="A1:F1"/><mergeCell ref="C` + n(9) + `:D` + n(9) + `"/></mergeCells>` +
		`<conditionalFormatting sqref="A3:F` + e + `"><cfRule type="expression" priority="1"><formula>$E3=""</formula></cfRule></conditionalFormatting>` +
		`<conditionalFormatting sqref="B` + n(9) + `"><cfRule type="expression" priority="2"><formula>$E$` + n(9) + `&gt;1</formula></cfRule></conditionalFormatting>` +
		`<dataValidations count="1"><dataValidation type="list" sqref="E4:E` + e + ` E` + n(9) + `"><formula1>"事前,事後"</formula1></dataValidation></dataValidations>` +
		`<hyperlinks><hyperlink ref="B` + n(9) + `" location="x"/></hyperlinks><pageSetup paperSize="9"/>` +
		`<rowBreaks count="1" manualBreakCount="1"><brk id="` + n(9) + `" max="16383" man="1"/></rowBreaks><drawing r:id="rId1"/><legacyDrawing r:id="rId3"/></worksheet>`
	zero := func(row int) string { m, _ := strconv.Atoi(n(row)); return strconv.Itoa(m - 1) }
	return book{
		{"[Content_Types].xml", `<Types/>`},
		{"_rels/.rels", `<Relationships><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{bookPart, `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="変更箇所" sheetId="1" r:id="rId1"/><sheet name="表紙" sheetId="2" r:id="rId5"/></sheets>` +
			`<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">変更箇所!$A$1:$F$` + n(10) + `</definedName><definedName name="注">変更箇所!$A$` + n(8) + `</definedName></definedNames>` +
			`<calcPr calcId="191029"` + map[bool]string{true: ` fullCalcOnLoad="1"`}[filled] + `/></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId5" Type="` + office + `/worksheet" Target="worksheets/sheet2.xml"/>` +
			`<Relationship Id="rId2" Type="` + office + `/styles" Target="styles.xml"/><Relationship Id="rId3" Type="` + office + `/calcChain" Target="calcChain.xml"/></Relationships>`},
		{sheetPart, sheet},
		{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="rId1" Type="` + office + `/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="rId2" Type="` + office + `/comments" Target="../comments1.xml"/>` +
			`<Relationship Id="rId3" Type="` + office + `/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>`},
		{otherPart, `<worksheet xmlns="` + main + `"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`},
		{stylePart, `<styleSheet xmlns="` + main + `"><fonts count="1"><font><sz val="10"/><name val="ＭＳ Ｐゴシック"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>` +
			`<borders count="2"><border/><border><left style="thin"/></border></borders><cellXfs count="3"><xf/><xf borderId="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="1"/></cellXfs></styleSheet>`},
		{chainPart, `<calcChain xmlns="` + main + `"><c r="H2" i="1"/><c r="E` + n(10) + `"/></calcChain>`},
		{drawPart, `<d:wsDr xmlns:d="x"><d:twoCellAnchor><d:from><d:col>1</d:col><d:row>` + zero(8) + `</d:row></d:from><d:to><d:col>2</d:col><d:row>` + zero(9) + `</d:row></d:to><d:sp><d:t>印</d:t></d:sp></d:twoCellAnchor></d:wsDr>`},
		{notePart, `<comments xmlns="` + main + `"><commentList><comment ref="A` + n(8) + `"><text><t>確認</t></text></comment></commentList></comments>`},
		{vmlPart, `<xml><v:shape><x:ClientData ObjectType="Note"><x:Anchor>1, 15, ` + zero(8) + `, 10, 3, 15, ` + n(10) + `, 4</x:Anchor><x:Row>` + zero(8) + `</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>`},
	}
}

// said is what was done to the book.
func said() Change {
	texts := map[int]string{1: "令和7年4月1日", 2: "Ⅰ", 3: "前", 4: "後", 5: "事後"}
	return Change{Sheet: "変更箇所", First: 4, End: 7, Rows: []Row{{"24", texts}, {"24", texts}}}
}

func TestATableThatWasFilledInIsAllThatDiffers(t *testing.T) {
	if found := Compare(aBook(false).pack(), aBook(true).pack(), said()); len(found) > 0 {
		t.Error(found)
	}
	same := said()
	same.End, same.Rows = same.First, nil
	if found := Compare(aBook(false).pack(), aBook(false).pack(), same); len(found) > 0 {
		t.Error(found)
	}
}

// Each of these faults alone is seen.
func TestWhatWentWrongOutsideTheRowsIsSeen(t *testing.T) {
	for _, c := range []struct{ name, part, old, new string }{
		{"a note below is gone", sheetPart, `<row r="7"><c r="A7" s="2" t="inlineStr"><is><t>※　軽微な変更を除く。</t></is></c></row>`, ``},
		{"a note below lost a character", sheetPart, `軽微な変更を除く。`, `軽微な変更を除く`},
		{"a note in another column is gone", sheetPart, `<c r="B8" t="inlineStr"><is><t>担当課</t></is></c>`, ``},
		{"a note is in another column", sheetPart, `<c r="B8" t="inlineStr"><is><t>担当課`, `<c r="A8" t="inlineStr"><is><t>担当課`},
		{"a note did not move", sheetPart, `<row r="7"><c r="A7"`, `<row r="6"><c r="A6"`},
		{"a note came", sheetPart, `</row><row r="8"`, `<c r="G7"><v>1</v></c></row><row r="8"`},
		{"a text came beside the new rows", sheetPart, `<c r="F4" s="1"/>`, `<c r="F4" s="1"/><c r="H4"><v>1</v></c>`},
		{"a style index below is another", sheetPart, `<c r="A7" s="2"`, `<c r="A7" s="1"`},
		{"a style index above is another", sheetPart, `<c r="A3" s="1"`, `<c r="A3" s="2"`},
		{"the border of an empty cell is another", sheetPart, `<c r="F8" s="1"/>`, `<c r="F8" s="2"/>`},
		{"an empty cell with a border is gone", sheetPart, `<c r="F8" s="1"/>`, ``},
		{"a height below is another", sheetPart, `ht="30"`, `ht="31"`},
		{"a row below is hidden", sheetPart, `ht="30"`, `hidden="1" ht="30"`},
		{"a merged cell is gone", sheetPart, `count="2"><mergeCell ref="A1:F1"/><mergeCell ref="C8:D8"/>`, `count="1"><mergeCell ref="A1:F1"/>`},
		{"a merged cell did not move", sheetPart, `<mergeCell ref="C8:D8"/>`, `<mergeCell ref="C9:D9"/>`},
		{"a merged cell came", sheetPart, `count="2"><mergeCell ref="A1:F1"/>`, `count="3"><mergeCell ref="A1:F1"/><mergeCell ref="A7:C7"/>`},
		{"a merged cell is wider", sheetPart, `C8:D8`, `C8:E8`},
		{"a page break is gone", sheetPart, `<rowBreaks count="1" manualBreakCount="1"><brk id="8" max="16383" man="1"/></rowBreaks>`, ``},
		{"a page break did not move", sheetPart, `<brk id="8"`, `<brk id="9"`},
		{"a page break is not by hand", sheetPart, ` man="1"`, ``},
		{"a hyperlink did not move", sheetPart, `<hyperlink ref="B8"`, `<hyperlink ref="B9"`},
		{"a validation lost its cell below", sheetPart, `E4:E5 E8`, `E4:E5`},
		{"a validation is for another column", sheetPart, `E4:E5 E8`, `D4:D5 E8`},
		{"a validation reaches over a note", sheetPart, `E4:E5 E8`, `E4:E7 E8`},
		{"a validation offers something else", sheetPart, `事前,事後`, `事前,事後,`},
		{"a conditional format did not move", sheetPart, `sqref="B8"`, `sqref="B9"`},
		{"a conditional format is gone", sheetPart, `<conditionalFormatting sqref="B8"><cfRule type="expression" priority="2"><formula>$E$8&gt;1</formula></cfRule></conditionalFormatting>`, ``},
		{"a conditional format looks at another cell", sheetPart, `$E$8&gt;1`, `$E$9&gt;1`},
		{"a conditional format begins lower", sheetPart, `sqref="A3:F5"`, `sqref="A4:F5"`},
		{"a filter reaches over a note", sheetPart, `<autoFilter ref="A3:F5"/>`, `<autoFilter ref="A3:F7"/>`},
		{"a formula sums other cells", sheetPart, `SUM(E8:E8)`, `SUM(E8:E9)`},
		{"a formula did not move", sheetPart, `SUM(E8:E8)`, `SUM(E9:E9)`},
		{"a formula is another", sheetPart, `SUM(E8:E8)`, `MAX(E8:E8)`},
		{"a formula above counts a note", sheetPart, `COUNTA(A4:A5)`, `COUNTA(A4:A7)`},
		{"a formula above counts another column", sheetPart, `COUNTA(A4:A5)`, `COUNTA(B4:B5)`},
		{"a value that did not change is gone", sheetPart, `*$H$2</f><v>21</v>`, `*$H$2</f>`},
		{"a width is another", sheetPart, `width="20"`, `width="21"`},
		{"the paper is another", sheetPart, `paperSize="9"`, `paperSize="8"`},
		{"the drawing is another", sheetPart, `<drawing r:id="rId1"/>`, `<drawing r:id="rId2"/>`},
		{"a text that was written is another", sheetPart, `<t>前</t>`, `<t>前 </t>`},
		{"a text that was written is in another row", sheetPart, `<c r="C4" s="1" t="inlineStr"><is><t>前</t></is></c>`, `<c r="C4" s="1"/>`},
		{"a row that was written is not so high", sheetPart, `<row r="4" ht="24"`, `<row r="4" ht="12"`},
		{"a cell that was written does not wrap", sheetPart, `<c r="C4" s="1"`, `<c r="C4" s="2"`},
		{"a shape did not move", drawPart, `<d:row>6</d:row>`, `<d:row>7</d:row>`},
		{"a shape moved, and its end did not", drawPart, `<d:row>7</d:row></d:to>`, `<d:row>8</d:row></d:to>`},
		{"a shape shows something else", drawPart, `印`, `卯`},
		{"a comment did not move", notePart, `ref="A7"`, `ref="A8"`},
		{"a comment says something else", notePart, `確認`, `確`},
		{"a comment is gone", notePart, `<comment ref="A7"><text><t>確認</t></text></comment>`, ``},
		{"a comment's box did not move", vmlPart, `15, 6, 10`, `15, 7, 10`},
		{"a comment's box is another's", vmlPart, `<x:Row>6</x:Row>`, `<x:Row>7</x:Row>`},
		{"the print area did not move", bookPart, `$F$9`, `$F$10`},
		{"the print area lacks a column", bookPart, `$A$1:$F$9`, `$A$1:$E$9`},
		{"a name is for another cell", bookPart, `変更箇所!$A$7`, `変更箇所!$A$8`},
		{"a name is for another sheet", bookPart, `変更箇所!$A$7`, `表紙!$A$7`},
		{"a name is another", bookPart, `name="注"`, `name="註"`},
		{"a sheet is hidden", bookPart, `name="表紙"`, `name="表紙" state="hidden"`},
		{"a formula is not in the list", chainPart, `<c r="E9"/>`, ``},
		{"a formula of the list did not move", chainPart, `<c r="E9"/>`, `<c r="E10"/>`},
		{"another sheet", otherPart, `<v>1</v>`, `<v>2</v>`},
		{"a style is another", stylePart, `<xf numFmtId="1"/>`, `<xf numFmtId="2"/>`},
		{"a face is another", stylePart, `<sz val="10"/>`, `<sz val="11"/>`},
		{"a border is another", stylePart, `<left style="thin"/>`, `<left style="thick"/>`},
	} {
		if found := Compare(aBook(false).pack(), aBook(true).with(t, c.part, c.old, c.new).pack(), said()); len(found) == 0 {
			t.Errorf("%s: nothing is seen", c.name)
		}
	}
}

// A written cell that is struck out, raised, coloured or invisible is seen.
func TestAWrittenCellMeansNothingByItsLook(t *testing.T) {
	const font, xf = `<font><sz val="10"/><name val="ＭＳ Ｐゴシック"/></font></fonts>`, `<xf numFmtId="1"/></cellXfs>`
	for _, c := range []struct{ font, fill string }{
		{font: `<strike/>`}, {font: `<vertAlign val="superscript"/>`}, {font: `<color rgb="FFFFFFFF"/>`},
		{fill: `<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>`},
	} {
		grown := func(b book) book {
			if c.fill != "" {
				b = b.with(t, stylePart, `</fills>`, `<fill>`+c.fill+`</fill></fills>`)
			}
			return b
		}
		fill := map[bool]string{true: `1`, false: `0`}[c.fill != ""]
		after := grown(aBook(true)).with(t, stylePart, font, strings.Replace(font, `</fonts>`, `<font>`+c.font+`<sz val="10"/></font></fonts>`, 1)).
			with(t, stylePart, `<fonts count="1">`, `<fonts count="2">`).with(t, stylePart, `<cellXfs count="3">`, `<cellXfs count="4">`).
			with(t, stylePart, xf, `<xf numFmtId="1"/><xf fontId="1" fillId="`+fill+`"><alignment wrapText="1"/></xf></cellXfs>`)
		before := grown(aBook(false)).pack()
		if found := Compare(before, after.pack(), said()); len(found) > 0 {
			t.Fatalf("%+v: the style alone: %v", c, found)
		}
		if found := Compare(before, after.with(t, sheetPart, `<c r="C4" s="1"`, `<c r="C4" s="3"`).pack(), said()); len(found) == 0 {
			t.Errorf("%+v: nothing is seen", c)
		}
	}
}

// Rows that gave way are judged anew: who says which they are may be wrong.
func TestARowThatWasNoEntryMayNotGiveWay(t *testing.T) {
	entry := `<row r="7"><c r="A7" s="1"/><c r="B7" s="1" t="inlineStr"><is><t>Ⅲ</t></is></c><c r="C7" s="1" t="inlineStr"><is><t>旧</t></is></c><c r="D7" s="1"/></row>`
	text := func(ref, style, s string) string {
		return `<c r="` + ref + `" s="` + style + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
	}
	const next = `<row r="9" ht="30"`
	for _, c := range []struct {
		name, row string
		lost      bool
	}{
		{"an entry without a date", entry, false},
		{"an entry apart, with date and timing", `<row r="8">` + text("A8", "0", "令和6年4月1日") + text("C8", "0", "旧") + text("E8", "0", "事後") + `</row>`, false},
		{"a line of a history, with a date", `<row r="8">` + text("A8", "0", "令和6年4月1日") + text("B8", "0", "第1版") + text("C8", "0", "新規作成") + `</row>`, true},
		{"a row that goes on", `<row r="8">` + text("C8", "0", "（上段からの続き）") + `</row>`, false},
		{"the headings once more", `<row r="7">` + text("A7", "1", "変更日") + text("B7", "1", "項目") + text("C7", "1", "変更前の記載") + `</row>`, false},
		{"the title once more", `<row r="8">` + text("A8", "0", "（別添２）変更箇所") + `</row>`, false},
		{"a note", `<row r="8">` + text("A8", "0", "※　軽微な変更を除く。") + `</row>`, true},
		{"a note right below", `<row r="7">` + text("A7", "0", "※　軽微な変更を除く。") + `</row>`, true},
		{"a note that has frames", `<row r="7">` + text("A7", "1", "※　軽微な変更を除く。") + `</row>`, true},
		{"a note whose first column is empty", `<row r="8">` + text("B8", "0", "担当課") + text("C8", "0", "健康づくり課") + text("D8", "0", "電話") + `</row>`, true},
		{"stamps, in frames of their own", `<row r="8">` + text("C8", "1", "承認") + text("D8", "1", "係長") + `</row>`, true},
		{"a note beside an entry", strings.Replace(entry, `</row>`, text("H7", "0", "要確認")+`</row>`, 1), true},
		{"a note beside the headings", `<row r="7">` + text("A7", "1", "変更日") + text("B7", "1", "項目") + text("C7", "1", "変更前の記載") + text("H7", "0", "要確認") + `</row>`, true},
	} {
		// Rows 4 to 8 give way, one more row than is said to be there below.
		cut := func(b book) book { return b.with(t, sheetPart, `<autoFilter ref="A3:F6"/>`, ``) }
		before := cut(aBook(false))
		i := slices.IndexFunc(before, func(p [2]string) bool { return p[0] == sheetPart })
		head, rest, _ := strings.Cut(before[i][1], `<row r="8">`)
		_, rest, _ = strings.Cut(rest, next)
		before[i][1] = head + c.row + next + rest
		g := &comparison{Change: said()}
		g.End = 9
		found := judged(t, before.pack(), g)
		if (len(found) > 0) != c.lost {
			t.Errorf("%s: %v", c.name, found)
		}
	}
}

// judged returns what is said of the rows that give way.
func judged(t *testing.T, data []byte, p *comparison) []string {
	t.Helper()
	p.compare(data, data)
	p.found = nil
	was, err := p.was.Read(p.was.Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	p.gaveWay(was)
	return p.found
}

// It shares no code with the filling.
func TestItImportsNothingOfTheFilling(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"change", "grid", "workbook"}
	for _, f := range files {
		if path.Ext(f.Name()) != ".go" || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if own, ours := strings.CutPrefix(name, "betten/internal/"); ours && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s", f.Name(), own)
			}
		}
	}
}
