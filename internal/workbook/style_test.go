package workbook

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"betten/internal/grid"
)

// looks are the styles of the cells below, by the place of their xf.
const looks = `<styleSheet xmlns="` + mainSpace + `"><fonts><font/>` +
	`<font><strike/><color rgb="FFFF0000"/></font>` + // 1
	`<font><strike val="0"/><u/></font>` + // 2
	`<font><vertAlign val="superscript"/></font>` + // 3
	`<font><color rgb="FFFFFFFF"/></font>` + // 4
	`<font><color theme="0"/></font>` + // 5
	`<font><color indexed="9"/></font>` + // 6
	`<font><sz val="1"/></font>` + // 7
	`</fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FF203864"/><bgColor indexed="64"/></patternFill></fill>` + // 2: dark
	`<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.8"/></patternFill></fill>` + // 3
	`</fills><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/>` +
	`<xf fontId="4"/><xf fontId="5"/><xf fontId="6"/><xf fontId="4" fillId="2"/><xf fontId="4" fillId="1"/><xf fontId="7"/></cellXfs></styleSheet>`

func TestALookThatMeansSomethingIsMarked(t *testing.T) {
	run := func(text, look string) string { return `<r><rPr>` + look + `</rPr><t>` + text + `</t></r>` }
	for _, c := range []struct{ name, cell, want string }{
		{"plain", `s="0"><is><t>あ</t></is>`, "あ"},
		{"struck cell", `s="1"><is><t>旧株式会社</t></is>`, "旧株式会社 [0:旧株式会社]"},
		{"not struck", `s="2"><is><t>あ</t></is>`, "あ"},
		{"struck run", `s="0"><is><r><t>新</t></r>` + run("旧", `<strike/>`) + run("文", `<strike val="false"/>`) + `</is>`, "新旧文 [0:旧]"},
		{"two struck runs are one", `s="0"><is>` + run("あ", `<strike/><sz val="9"/>`) + run("い", `<strike/><color rgb="FFFF0000"/>`) + run("う", ``) + run("え", `<strike/>`) + `</is>`, "あいうえ [0:あい] [0:え]"},
		{"a run of its own in a struck cell", `s="1"><is><r><t>旧</t></r>` + run("新", `<b/>`) + `</is>`, "旧新 [0:旧]"},
		{"struck blanks", `s="0"><is>` + run("　\n", `<strike/>`) + run("あ", ``) + `</is>`, "　\nあ"},
		{"raised with a character", `s="0"><is>` + run("10m", ``) + run("2", `<vertAlign val="superscript"/>`) + `</is>`, "10m²"},
		{"raised, full width", `s="0"><is>` + run("10ｍ", ``) + run("２", `<vertAlign val="superscript"/>`) + `</is>`, "10ｍ²"},
		{"lowered", `s="0"><is>` + run("CO", ``) + run("2", `<vertAlign val="subscript"/>`) + run("排出", ``) + `</is>`, "CO₂排出"},
		{"raised without a character", `s="0"><is>` + run("情報", ``) + run("注1", `<vertAlign val="superscript"/>`) + `</is>`, "情報注1 [1:注1]"},
		{"lowered without a character", `s="0"><is>` + run("x", `<vertAlign val="subscript"/>`) + `</is>`, "x [2:x]"},
		{"baseline", `s="0"><is>` + run("2", `<vertAlign val="baseline"/>`) + `</is>`, "2"},
		{"raised cell", `s="3"><is><t>2</t></is>`, "²"},
		{"raised cell without a character", `s="3"><is><t>（注）</t></is>`, "（注） [1:（注）]"},
		{"struck and raised", `s="0"><is>` + run("m", ``) + run("2", `<strike/><vertAlign val="superscript"/>`) + `</is>`, "m² [0:²]"},
		{"white", `s="4"><is><t>あ</t></is>`, "あ [3:あ]"},
		{"white of the theme", `s="5"><is><t>あ</t></is>`, "あ [3:あ]"},
		{"white of the palette", `s="6"><is><t>あ</t></is>`, "あ [3:あ]"},
		{"white on dark", `s="7"><is><t>あ</t></is>`, "あ"},
		{"white on a pattern", `s="8"><is><t>あ</t></is>`, "あ"},
		{"one point high", `s="9"><is><t>あ</t></is>`, "あ [3:あ]"},
		{"white run", `s="0"><is>` + run("見", ``) + run("隠", `<color rgb="FFFEFEFE"/>`) + `</is>`, "見隠 [3:隠]"},
		{"a reading is none", `s="0"><is>` + run("漢", `<strike/>`) + `<rPh sb="0" eb="1"><t>カン</t></rPh></is>`, "漢 [0:漢]"},
	} {
		parts := rows(`<row r="1"><c r="A1" t="inlineStr" ` + c.cell + `</c></row>`)
		parts[stylesPart] = looks
		g, err := read(parts)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		cell := g.Rows[0].Cells[0]
		got := cell.Text
		for _, m := range cell.Marks {
			got += fmt.Sprintf(" [%d:%s]", m.Kind, m.Of(cell.Text))
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestACellWithoutAStyleHasThatOfItsRowOrColumn(t *testing.T) {
	for name, sheet := range map[string]string{
		"row":          `<sheetData><row r="1" s="1" customFormat="1"><c r="A1" t="str"><v>あ</v></c><c r="B1" s="0" t="str"><v>い</v></c></row></sheetData>`,
		"column":       `<cols><col min="1" max="1" style="1"/></cols><sheetData><row r="1"><c r="A1" t="str"><v>あ</v></c><c r="B1" t="str"><v>い</v></c></row></sheetData>`,
		"row formerly": `<cols><col min="1" max="1" style="1"/></cols><sheetData><row r="1" s="1"><c r="A1" t="str"><v>あ</v></c><c r="B1" t="str"><v>い</v></c></row></sheetData>`,
	} {
		parts := book(sheet)
		parts[stylesPart] = looks
		g, err := read(parts)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a, b := g.Rows[0].Cells[0].Marks, g.Rows[0].Cells[1].Marks; len(a) != 1 || a[0].Kind != grid.Struck || b != nil {
			t.Errorf("%s: %v, %v", name, a, b)
		}
	}
}

func TestARowOrAColumnWithoutASizeIsHidden(t *testing.T) {
	g, err := read(book(`<cols><col min="2" max="3" width="0"/></cols><sheetData><row r="1" ht="0" customHeight="1"><c r="A1" t="str"><v>あ</v></c></row><row r="2" ht="12"><c r="A2" t="str"><v>い</v></c></row></sheetData>`))
	if err != nil {
		t.Fatal(err)
	}
	if !g.Rows[0].Hidden || g.Rows[1].Hidden || !g.HiddenColumn(3) || g.HiddenColumn(1) {
		t.Errorf("%+v", g)
	}
}

func TestWhatCellsShowIsBounded(t *testing.T) {
	cells := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>`, i+1, i+1)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, text string
		cells      int
		want       error
	}{
		{"as long as a cell may be", strings.Repeat("あ", MaxUnits), 1, nil},
		{"longer", strings.Repeat("あ", MaxUnits+1), 1, LongCell("A1")},
		{"two units a character", strings.Repeat("𠮷", MaxUnits/2+1), 1, LongCell("A1")},
		{"often", strings.Repeat("あ", 30_000), 80, nil},
		{"too often", strings.Repeat("あ", 30_000), 800, ErrLongText},
	} {
		parts := rows(cells(c.cells))
		parts[stringsPart] = fmt.Sprintf(sharedSpelled, `<si><t>`+c.text+`</t></si>`)
		_, err := read(parts)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}
