package workbook

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

const (
	drawingSpace  = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
	graphicsSpace = "http://schemas.openxmlformats.org/drawingml/2006/main"
)

// relate returns the relations of the sheet of a book.
func relate(kinds ...string) string {
	s := `<Relationships xmlns="` + packageSpace + `">`
	for i, k := range kinds {
		kind, target, _ := strings.Cut(k, " ")
		s += fmt.Sprintf(`<Relationship Id="r%d" Type="%s/%s" Target="%s"/>`, i+1, officeSpace, kind, target)
	}
	return s + `</Relationships>`
}

// overlaid returns a book whose sheet leads to these parts.
func overlaid(more map[string]string, kinds ...string) map[string]string {
	parts := rows(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	parts["xl/worksheets/_rels/sheet1.xml.rels"] = relate(kinds...)
	for name, xml := range more {
		parts[name] = xml
	}
	return parts
}

// anchored returns a drawing with what lies between two corners, 0-based.
func anchored(corners [4]int, xml string) string {
	at := func(tag string, c, r int) string {
		return fmt.Sprintf(`<x:%s><x:col>%d</x:col><x:colOff>0</x:colOff><x:row>%d</x:row><x:rowOff>0</x:rowOff></x:%s>`, tag, c, r, tag)
	}
	return `<x:wsDr xmlns:x="` + drawingSpace + `" xmlns:a="` + graphicsSpace + `" xmlns:r="` + officeSpace + `" xmlns:mc="urn:mc"><x:twoCellAnchor>` +
		at("from", corners[0], corners[1]) + at("to", corners[2], corners[3]) + xml + `<x:clientData/></x:twoCellAnchor></x:wsDr>`
}

func sp(text, look string) string {
	s := `<x:sp><x:nvSpPr><x:cNvPr id="2" name="図形"` + look + `/></x:nvSpPr><x:txBody>`
	for p := range strings.SplitSeq(text, "\n") {
		s += `<a:p><a:r><a:t>` + p + `</a:t></a:r></a:p>`
	}
	return s + `</x:txBody></x:sp>`
}

// sheetObjects lists the objects of the one sheet of a book: kind, cells, text.
func sheetObjects(t *testing.T, parts map[string]string) []string {
	t.Helper()
	b, err := Open(pack(parts))
	if err != nil {
		t.Fatal(err)
	}
	found, err := b.Objects(b.Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, o := range found {
		all = append(all, fmt.Sprintf("%d %s:%s %s", o.Kind, CellName(o.At.Left, o.At.Top), CellName(o.At.Right, o.At.Bottom), o.Text))
	}
	return all
}

func TestWhatLiesOverTheCellsIsFoundWithItsCellsAndItsText(t *testing.T) {
	draw := func(xml string) map[string]string {
		return overlaid(map[string]string{"xl/drawings/d.xml": anchored([4]int{2, 6, 4, 8}, xml)}, "drawing ../drawings/d.xml")
	}
	frame := func(inner string) string {
		return `<x:graphicFrame><x:nvGraphicFramePr><x:cNvPr id="2" name="枠"/></x:nvGraphicFramePr><a:graphic><a:graphicData>` + inner + `</a:graphicData></a:graphic></x:graphicFrame>`
	}
	chart := draw(frame(`<c:chart xmlns:c="urn:c" r:id="r1"/>`))
	chart["xl/drawings/_rels/d.xml.rels"] = relate("chart ../charts/c.xml")
	chart["xl/charts/c.xml"] = `<c:chartSpace xmlns:c="urn:c" xmlns:a="urn:a"><c:title><a:p><a:r><a:t>件数の</a:t></a:r><a:r><a:t>推移</a:t></a:r></a:p></c:title><c:legend><a:t>凡例</a:t></c:legend></c:chartSpace>`
	art := draw(frame(`<g:relIds xmlns:g="urn:g" r:dm="r1"/>`))
	art["xl/drawings/_rels/d.xml.rels"] = relate("diagramData ../diagrams/d.xml")
	art["xl/diagrams/d.xml"] = `<g:dataModel xmlns:g="urn:g" xmlns:a="urn:a"><g:pt><a:t>申請</a:t></g:pt><g:pt><a:t>審査</a:t></g:pt></g:dataModel>`
	broken := maps.Clone(chart)
	broken["xl/charts/c.xml"] = `<c:chartSpace xmlns:c="urn:c"><c:title>`
	vml := `<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape><v:textbox><div>注記<br>です</div></v:textbox><x:ClientData ObjectType="Note"><x:Row>3</x:Row></x:ClientData></v:shape>` +
		`<v:shape><v:textbox><div><font>要<br>確認 </font></div></v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor> 1, 15, 2, 10, 3, 31, 4, 9</x:Anchor></x:ClientData></v:shape>` +
		`<v:shape><v:imagedata/></v:shape></xml>`
	const commentsHead = `<comments xmlns="` + mainSpace + `"><authors><author>みほん係</author></authors><commentList>`
	for name, c := range map[string]struct {
		parts map[string]string
		want  []string
	}{
		"none":     {rows(`<row r="1"><c r="A1"><v>1</v></c></row>`), nil},
		"text box": {draw(sp("差し替え\nの段落", "")), []string{"0 C7:D8 差し替え\nの段落"}},
		"hidden":   {draw(sp("隠した", ` hidden="1"`)), nil},
		"a line":   {draw(`<x:cxnSp><x:nvCxnSpPr><x:cNvPr id="2" name="線"/></x:nvCxnSpPr></x:cxnSp>`), []string{"1 C7:D8 "}},
		"picture":  {draw(`<x:pic><x:nvPicPr><x:cNvPr id="2" name="図 1" descr="印影"/></x:nvPicPr></x:pic>`), []string{"2 C7:D8 "}},
		"a group":  {draw(`<x:grpSp><x:nvGrpSpPr><x:cNvPr id="9" name="組"/></x:nvGrpSpPr>` + sp("甲", "") + sp("", "") + `<x:grpSp>` + sp("乙", "") + `</x:grpSp></x:grpSp>`), []string{"0 C7:D8 甲", "0 C7:D8 乙"}},
		"alternatives": {draw(`<mc:AlternateContent><mc:Choice Requires="a14">` + sp("一度", "") + `</mc:Choice><mc:Fallback>` + sp("一度", "") + `</mc:Fallback></mc:AlternateContent>`),
			[]string{"0 C7:D8 一度"}},
		"an older way": {draw(`<mc:AlternateContent><mc:Choice Requires="z"/><mc:Fallback>` + sp("古い", "") + `</mc:Fallback></mc:AlternateContent>`), []string{"0 C7:D8 古い"}},
		"chart":        {chart, []string{"3 C7:D8 件数の推移"}},
		"SmartArt":     {art, []string{"4 C7:D8 申請\n審査"}},
		"broken":       {broken, []string{"9 0:0 ", "3 C7:D8 "}},
		"controls":     {overlaid(map[string]string{"xl/drawings/v.vml": vml}, "vmlDrawing ../drawings/v.vml"), []string{"5 B3:D5 要 確認"}},
		"notes": {overlaid(map[string]string{"xl/comments1.xml": commentsHead + `<comment ref="D7" authorId="0"><text><r><t>みほん係:</t></r><r><t>&#10;要確認</t></r></text></comment>` +
			`<comment ref="C3" authorId="0"><text><t>みほん係が見る</t></text></comment></commentList></comments>`}, "comments ../comments1.xml"),
			[]string{"7 C3:C3 みほん係が見る", "7 D7:D7 要確認"}},
		"threads": {overlaid(map[string]string{
			"xl/comments1.xml":          commentsHead + `<comment ref="D7" authorId="0"><text><t>[スレッド化されたコメント] 差し替え</t></text></comment><comment ref="D9" authorId="0"><text><t>別のメモ</t></text></comment></commentList></comments>`,
			"xl/threadedComments/t.xml": `<ThreadedComments xmlns="urn:t"><threadedComment ref="D7" id="1"><text>差し替え</text></threadedComment><threadedComment ref="D7" parentId="1"><text>済み</text></threadedComment></ThreadedComments>`,
		}, "comments ../comments1.xml", "threadedComment ../threadedComments/t.xml"), []string{"8 D7:D7 差し替え\n済み", "7 D9:D9 別のメモ"}},
		"not there":   {overlaid(nil, "drawing ../drawings/d.xml", "comments ../comments1.xml"), nil},
		"not for XML": {overlaid(map[string]string{"xl/drawings/d.xml": "図"}, "drawing ../drawings/d.xml"), []string{"9 0:0 "}},
	} {
		if got := sheetObjects(t, c.parts); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
