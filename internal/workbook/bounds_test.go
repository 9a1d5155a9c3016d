package workbook

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// A sheet that is made to be judged for ever, or to say something of each letter, ends.
func TestLooksAndRulesAreBounded(t *testing.T) {
	cells := strings.Repeat(`<c t="s"><v>0</v></c>`, 200)
	var table strings.Builder
	for i := range 200 {
		fmt.Fprintf(&table, `<row r="%d">%s</row>`, i+1, cells)
	}
	many := rows(table.String())
	many[stringsPart] = fmt.Sprintf(sharedSpelled, `<si>`+strings.Repeat(`<r><rPr><strike/></rPr><t>あ</t></r><r><rPr/><t>い</t></r>`, 400)+`</si>`)
	if _, err := read(many); !errors.Is(err, ErrTooLarge) {
		t.Errorf("many looks: %v", err)
	}

	areas := strings.Repeat("A1:XFD1048576 ", 20_000)
	rule := `<cfRule type="expression" dxfId="0"><formula>TRUE</formula></cfRule>`
	for name, condition := range map[string]string{"judged": "TRUE", "not judged": "TODAY()"} {
		parts := book(`<sheetData>` + table.String() + `</sheetData><conditionalFormatting sqref="` + areas + `">` + strings.Repeat(strings.Replace(rule, "TRUE", condition, 1), 2000) + `</conditionalFormatting>`)
		parts[stringsPart] = fmt.Sprintf(sharedSpelled, `<si><t>あ</t></si>`)
		parts[stylesPart] = `<styleSheet><cellXfs><xf/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`
		if g, err := read(parts); err != nil || len(g.Rules) > 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
