package workbook

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"betten/internal/grid"
)

func TestACellStandsWhereItsNameSaysOrBehindTheOneBefore(t *testing.T) {
	cell := func(name string) string {
		if name != "" {
			name = ` r="` + name + `"`
		}
		return `<c` + name + ` t="inlineStr"><is><t>あ</t></is></c>`
	}
	for sheet, want := range map[string]string{
		`<row r="5">` + cell("C5") + `</row>`:                                         "C5=あ",
		`<row>` + cell("") + cell("") + `</row>`:                                      "A1=あ B1=あ",
		`<row>` + cell("C1") + cell("") + `</row>`:                                    "C1=あ D1=あ",
		`<row r="5">` + cell("") + `</row><row>` + cell("") + `</row>`:                "A5=あ A6=あ",
		`<row/><row/><row>` + cell("") + `</row>`:                                     "A3=あ",
		`<row r="2">` + cell("B2") + cell("A2") + `</row>`:                            "A2=あ B2=あ",
		`<row r="7">` + cell("A7") + `</row><row r="2">` + cell("A2") + `</row>`:      "A2=あ A7=あ",
		`<row r="1">` + cell("XFD1") + `</row>`:                                       "XFD1=あ",
		`<row r="1048576">` + cell("A1048576") + `</row>`:                             "A1048576=あ",
		`<row r="1"><c r="A1"/><c/><c r="C1" t="s"><v/></c>` + cell("") + `</row>`:    "D1=あ",
		`<row r="1">` + cell("A1") + `<c r="A1"/></row><row r="1"/>`:                  "A1=あ", // nothing is lost
		`<row r="1"><x:ext xmlns:x="urn:x">` + cell("B1") + `</x:ext></row>`:          "B1=あ",
		`<row r="1"><c r="A1" t="str"><f>"あ"</f><v>い</v></c></row>`:                   "A1=い",
		`<row r="1"><c r="A1" t="str"><v> い_x000D_ </v></c></row>`:                    "A1= い\r ",
		`<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>`:   "A1=TRUE B1=FALSE",
		`<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>`:                           "A1=#REF!",
		`<row r="1"><c r="A1" t="d"><v>2024-11-19T00:00:00</v></c></row>`:             "A1=2024-11-19T00:00:00",
		`<row r="1"><c r="A1" t="n"><v>3</v></c></row>`:                               "A1=3",
		`<row r="1"><c r="A1"><is><t>あ</t></is></c></row>`:                            "A1=あ", // whose writer forgot the type
		`<row r="1"><c r="A1" t="inlineStr"><v>あ_x0041_</v></c></row>`:                "A1=あA",
		`<row r="1"><c r="A1" t="inlineStr"><v/><is><r><t>あ</t></r></is></c></row>`:   "A1=あ",
		`<row r="1"><c r="A1"><extLst><ext><v>9</v></ext></extLst><v>3</v></c></row>`: "A1=3",
		`<row r="1"><c r="A1"><v>3</v><extLst><ext><v>9</v></ext></extLst></c></row>`: "A1=3",
	} {
		holds(t, sheet, rows(sheet), want)
	}
}

func TestAPlaceThatNoSheetHasIsBroken(t *testing.T) {
	const c = `<c t="inlineStr"><is><t>あ</t></is></c>`
	named := func(name string) string { return strings.Replace(c, "<c", `<c r="`+name+`"`, 1) }
	for _, sheet := range []string{
		`<row r="0">` + c + `</row>`, `<row r="-1">` + c + `</row>`, `<row r="1048577">` + c + `</row>`,
		`<row r="x">` + c + `</row>`, `<row r="99999999999999999999">` + c + `</row>`,
		`<row r="1048576"/><row>` + c + `</row>`,
		`<row>` + named("XFE1") + `</row>`, `<row>` + named("AAAA1") + `</row>`, `<row>` + named("a1") + `</row>`, `<row>` + named("A0") + `</row>`,
		`<row>` + named("1") + `</row>`, `<row>` + named("A") + `</row>`, `<row>` + named("A-1") + `</row>`, `<row>` + named("$A$1") + `</row>`,
		`<row>` + named("A1048577") + `</row>`, `<row>` + named("XFD1") + c + `</row>`,
		`<row>` + named("B1") + named("A1") + c + `</row>`, // the last is B1 too
		`<row>` + named("C1") + named("C1") + `</row>`,
		`<row r="3">` + c + `</row><row r="3">` + c + `</row>`,
		`<row r="1"><c t="s"><v>0</v></c></row>`, `<row r="1"><c t="s"><v>-1</v></c></row>`, `<row r="1"><c t="s"><v>あ</v></c></row>`,
	} {
		if g, err := read(rows(sheet)); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v, %v", sheet, g, err)
		}
	}
}

func TestAFormulaThatWasNeverComputedHasNoText(t *testing.T) {
	g, err := read(rows(`<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"/><c r="E1" t="e"><v>#N/A</v></c></row>`))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []grid.Kind
	for _, c := range g.Rows[0].Cells {
		kinds = append(kinds, c.Kind)
	}
	if want := []grid.Kind{grid.Pending, grid.Pending, grid.Fault}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("%v, want %v", kinds, want)
	}
}

func TestMergedCellsAndHiddenOnesAreKnown(t *testing.T) {
	g, err := read(book(`<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="0"/><col min="7" max="7" hidden="true"/><col min="x" hidden="1"/></cols>
		<sheetData><row r="1" hidden="1"><c><v>1</v></c></row><row r="2" hidden="0"><c><v>2</v></c></row></sheetData>
		<mergeCells count="5"><mergeCell ref="A1:C5"/><mergeCell ref="D4"/><mergeCell ref="C5:A1"/><mergeCell ref="A1:XFE9"/><mergeCell ref=""/></mergeCells>`))
	if err != nil {
		t.Fatal(err)
	}
	if want := []grid.Range{{Top: 1, Left: 1, Bottom: 5, Right: 3}, {Top: 4, Left: 4, Bottom: 4, Right: 4}}; !reflect.DeepEqual(g.Merged, want) {
		t.Errorf("merged: %v, want %v", g.Merged, want)
	}
	hidden := ""
	for column := range 9 {
		if g.HiddenColumn(column + 1) {
			hidden += ColumnName(column + 1)
		}
	}
	if hidden != "BCG" || !g.Rows[0].Hidden || g.Rows[1].Hidden {
		t.Errorf("hidden: columns %s, rows %v, %v", hidden, g.Rows[0].Hidden, g.Rows[1].Hidden)
	}
}

func TestAColumnIsNamedAsExcelNamesIt(t *testing.T) {
	for n, name := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(n); got != name {
			t.Errorf("%d: %s, want %s", n, got, name)
		}
		if column, row, ok := ParseCell(fmt.Sprint(name, n)); column != n || row != n || !ok {
			t.Errorf("%s: %d, %d", name, column, row)
		}
	}
}

func TestACellThatHoldsNothingIsEmpty(t *testing.T) {
	r := grid.Row{Number: 1, Cells: []grid.Cell{{Column: 2, Text: "い"}, {Column: 4, Text: "え"}}}
	for column, want := range []string{"", "", "い", "", "え", ""} {
		if c := r.Cell(column); c.Text != want || c.Column != column {
			t.Errorf("column %d: %+v", column, c)
		}
	}
}

// Elements of other things may have the names of a sheet's: a control's anchor has
// xdr:row and xdr:col.
func TestTheAnchorOfAControlIsNoRow(t *testing.T) {
	holds(t, "a control", book(`<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>
		<controls><control><controlPr><anchor><from><xdr:col xmlns:xdr="urn:xdr">0</xdr:col><xdr:row xmlns:xdr="urn:xdr">5</xdr:row></from></anchor></controlPr></control></controls>`),
		"A1048576=1")
}
