package into

import (
	"os"
	"slices"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/text"
	"betten/internal/verify"
)

// What can neither be moved nor replaced without damage is refused, and named.
func TestWhatStandsInTheWayIsNamed(t *testing.T) {
	const (
		sheet  = "xl/worksheets/sheet1.xml"
		change = "xl/worksheets/sheet12.xml"
	)
	type edit struct{ part, old, new string }
	for _, c := range []struct {
		name, book string
		edits      []edit
		want       string // kind and cell
	}{
		{"a formula of the sheet that uses all rows", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>COUNTA(A4:A6)+A1`}}, ""},
		{"a formula of the sheet that uses all rows and more", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>COUNTA(A3:A100)`}}, ""},
		{"a formula of the sheet that uses some rows", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>COUNTA(A4:A5)+A1`}}, "formula-into 変更箇所!G11"},
		{"a formula of the sheet that uses one row", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>A4`}}, "formula-into 変更箇所!G11"},
		{"a formula that uses a row below", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>A10`}}, ""},
		{"a formula that uses whole columns", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>COUNTA(A:A)`}}, ""},
		{"a text that looks like a cell", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>"A4"`}}, ""},
		{"a cell of another book", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f>[1]変更箇所!A4`}}, ""},
		{"a formula of several cells below", "notes-below.xlsx", []edit{{sheet, `<f>A1`, `<f t="array" ref="G11:G12">A1`}}, "shared-formula 変更箇所!G11"},
		{"a formula of another sheet", "assessment-12.xlsm", []edit{{sheet, `!$A$1</f>`, `!$A$4</f>`}}, "formula-into 表紙!E4"},
		{"a formula of another sheet, its name quoted", "assessment-12.xlsm", []edit{{sheet, `!$A$1</f>`, `!$A$1&amp;SUM('変更箇所'!$A$1:$A$4)</f>`}}, "formula-into 表紙!E4"},
		{"a formula from sheet to sheet", "assessment-12.xlsm", []edit{{sheet, `!$A$1</f>`, `!$A$1&amp;SUM(表紙:変更箇所!$A$4)</f>`}}, "formula-into 表紙!E4"},
		{"a control that fills a row in", "assessment-12.xlsm", []edit{{"xl/ctrlProps/ctrlProp1.xml", `lockText="1"`, `lockText="1" fmlaLink="変更箇所!$A$4"`}}, "formula-into "},
		{"a shape that shows a row", "assessment-12.xlsm", []edit{{"xl/drawings/drawing9.xml", `textlink=""`, `textlink="変更箇所!$A$4"`}}, "formula-into "},
		{"a sheet that is hidden", "notes-below.xlsx", []edit{{"xl/workbook.xml", `state="visible"`, `state="hidden"`}}, "hidden-host "},
		{"a name for some of the rows", "notes-below.xlsx", []edit{{"xl/workbook.xml", `</definedNames>`, `<definedName name="先頭">変更箇所!$A$4</definedName></definedNames>`}}, "name-into "},
		{"a name that reckons with the rows", "notes-below.xlsx", []edit{{"xl/workbook.xml", `</definedNames>`, `<definedName name="数">COUNTA(変更箇所!$A$4:$A$6)</definedName></definedNames>`}}, ""},
		{"a name for all of the rows", "notes-below.xlsx", []edit{{"xl/workbook.xml", `</definedNames>`, `<definedName name="表">変更箇所!$A$4:$G$6</definedName></definedNames>`}}, ""},
		{"a merged cell over the table's end", "notes-below.xlsx", []edit{{sheet, `ref="A9:G9"`, `ref="H6:H9"`}}, "merged-edge 変更箇所!H6"},
		{"a filter that hides rows", "notes-below.xlsx", []edit{{sheet, `<autoFilter ref="A3:G6"/>`, `<autoFilter ref="A3:G6"><filterColumn colId="4"><filters><filter val="x"/></filters></filterColumn></autoFilter>`}}, "filtered 変更箇所!A3"},
		{"a text beside the rows", "notes-below.xlsx", []edit{{sheet, `<c r="G5" s="2" t="n"></c>`, `<c r="G5" s="2"/><c r="H5"><v>1</v></c>`}}, "beside-rows 変更箇所!H5"},
		{"a note between the rows", "notes-below.xlsx", []edit{
			{sheet, `<row r="9"><c r="A9" t="s"><v>23</v></c></row>`, `<row r="7"><c r="A7" t="s"><v>23</v></c></row><row r="9"><c r="A9" t="s"><v>13</v></c><c r="B9" t="s"><v>8</v></c><c r="D9" t="s"><v>9</v></c><c r="F9" t="inlineStr"><is><t>事後</t></is></c></row>`},
			{sheet, `<mergeCell ref="A9:G9"/>`, `<mergeCell ref="A7:G7"/>`},
		}, "within-rows 変更箇所!A7"},
		{"a drawing on the rows", "assessment-12.xlsm", []edit{{"xl/drawings/drawing9.xml", `<xdr:row>1</xdr:row>`, `<xdr:row>3</xdr:row>`}}, "object-in-way 変更箇所!A1"},
		{"a comment on a row", "assessment-12.xlsm", []edit{{"xl/worksheets/_rels/sheet12.xml.rels", `</Relationships>`, `<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments/comment1.xml"/></Relationships>`}}, "object-in-way 変更箇所!C3"},
		{"a list object", "assessment-12.xlsm", []edit{
			{"xl/worksheets/_rels/sheet12.xml.rels", `</Relationships>`, `<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../theme/theme1.xml"/></Relationships>`},
			{"xl/theme/theme1.xml", `name="`, `ref="A2:F14" name="`},
		}, "list-object"},
		{"an old control on a row", "assessment-12.xlsm", []edit{{"xl/worksheets/_rels/sheet12.xml.rels", `</Relationships>`, `<Relationship Id="v" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing9.vml"/></Relationships>`}}, "object-in-way 変更箇所!A4"},
		{"a conditional format with a cell below", "notes-below.xlsx", []edit{{sheet, `$A$1&lt;&gt;`, `$A$10&lt;&gt;`}}, ""},
		{"a conditional format with one of the rows", "notes-below.xlsx", []edit{{sheet, `$A$1&lt;&gt;`, `$A$5&lt;&gt;`}}, "formula-into 変更箇所!A10"},
		{"a validation that takes its list from a row", "assessment-12.xlsm", []edit{{change, `<formula1>32768`, `<formula1>$Z$4`}}, "formula-into 変更箇所!B3"},
		{"a validation that counts from its own row", "assessment-12.xlsm", []edit{{change, `<formula1>32768`, `<formula1>LEN(Z3)`}}, ""},
		{"cells that are turned", "notes-below.xlsx", []edit{{"xl/styles.xml", `<alignment vertical="top"`, `<alignment textRotation="90" vertical="top"`}}, "turned-text"},
		{"a column that is hidden", "notes-below.xlsx", []edit{{sheet, `<col width="33.875" customWidth="1" min="4"`, `<col hidden="1" width="33.875" customWidth="1" min="4"`}}, "hidden-target 変更箇所!D3"},
		{"a column of no width", "notes-below.xlsx", []edit{{sheet, `<col width="33.875" customWidth="1" min="4"`, `<col width="1.5" customWidth="1" min="4"`}}, "narrow-column 変更箇所!D3"},
		{"an electronic signature", "notes-below.xlsx", []edit{{"_rels/.rels", `</Relationships>`, `<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>`}}, "signed "},
		{"a column that is missing", "notes-below.xlsx", []edit{{"xl/sharedStrings.xml", `提出時期に係る説明`, `備考欄`}}, "lacks-column 変更箇所!A3"},
	} {
		data, err := os.ReadFile("testdata/lookalike/" + c.book)
		if err != nil {
			t.Fatal(err)
		}
		done := 0
		data = rewritten(t, data, func(name, content string) *string {
			for _, e := range c.edits {
				if e.part == name && strings.Contains(content, e.old) {
					content = strings.Replace(content, e.old, e.new, 1)
					done++
				}
			}
			return &content
		})
		if done != len(c.edits) {
			t.Errorf("%s: %d edits of %d", c.name, done, len(c.edits))
			continue
		}
		if got := refusals(t, data); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) && (c.want != "" || len(got) > 0) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// refusals returns why a workbook is not filled in: kind and cell, each.
func refusals(t *testing.T, data []byte) (all []string) {
	t.Helper()
	h, problems := Open("評価書.xlsx", data, "", func(string) *text.Face { return text.MSPGothic() })
	if h != nil {
		rows := someRows(20)
		for c, columns := range h.area.Columns {
			if columns == nil {
				return []string{string(change.LacksColumn) + " " + h.problem(change.Error, "", "A3").At.Cell + change.Column(c).Title()}
			}
		}
		f, more, err := h.fill(rows, false)
		if err != nil {
			t.Fatal(err)
		}
		if problems = more; f != nil {
			if damage := verify.Compare(h.data, f.Data, f.change(h.original)); len(damage) > 0 {
				t.Error(damage)
			}
		}
	}
	for _, p := range problems {
		if p.Severity == change.Error {
			all = append(all, string(p.Kind)+" "+p.At.Cell)
		}
	}
	return all
}
