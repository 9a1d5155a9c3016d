package into

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/text"
	"betten/internal/verify"
	"betten/internal/workbook"
)

// Rows 3 to 6 give way to others; the last entry stood in row 5.
func TestARangeGoesWithItsRows(t *testing.T) {
	for _, c := range []struct {
		made, top, bottom int
		want              string
	}{
		{10, 1, 2, "1:2"},     // above
		{10, 3, 6, "3:12"},    // all of the rows
		{10, 1, 6, "1:12"},    // and the heading
		{10, 3, 5, "3:12"},    // all entries: it reaches to the last new one
		{10, 5, 5, "5:12"},    // the last entry
		{10, 3, 4, "3:4"},     // the first two rows, whatever is in them
		{10, 3, 100, "3:106"}, // more than the rows
		{10, 7, 9, "13:15"},   // below
		{2, 3, 6, "3:4"},
		{2, 7, 9, "5:7"},
		{2, 3, 100, "3:98"},
		{2, 4, 4, "4:4"},
		{1, 4, 4, "-"}, // nothing is left of it
		{4, 7, 9, "7:9"},
		{10, 3, workbook.MaxRow, fmt.Sprint("3:", workbook.MaxRow)},
	} {
		s := splice{first: 3, end: 7, made: c.made, last: 5}
		got := "-"
		if top, bottom, ok := s.move(c.top, c.bottom); ok {
			got = fmt.Sprintf("%d:%d", top, bottom)
		}
		if got != c.want {
			t.Errorf("%d rows, %d:%d is %s, want %s", c.made, c.top, c.bottom, got, c.want)
		}
	}
	behind := splice{first: 6, end: 7, made: 3, last: 5}
	if top, bottom, _ := behind.move(3, 5); top != 3 || bottom != 8 {
		t.Errorf("of rows that are added, 3:5 is %d:%d, want 3:8", top, bottom)
	}
}

// elements returns what stands of some elements in a part.
func elements(part, from, to string) string {
	_, rest, _ := strings.Cut(part, from)
	body, _, _ := strings.Cut(rest, to)
	return body
}

func TestWhatStandsBelowTheTableMovesWithIt(t *testing.T) {
	h := openLookalike(t, "notes-below.xlsx") // entries in rows 4 to 6, notes in 9 to 11
	f, problems, err := h.fill(someRows(5), false)
	if f == nil {
		t.Fatal(problems, err)
	}
	if damage := verify.Compare(h.data, f.Data, f.change(h.original)); len(damage) > 0 {
		t.Fatal(damage)
	}
	z := partsOf(t, f.Data)
	sheet, book := z["xl/worksheets/sheet1.xml"], z["xl/workbook.xml"]
	for _, c := range []struct{ part, from, to, want string }{
		{sheet, `<dimension ref="`, `"`, "A1:G13"},
		{sheet, `<mergeCells count="`, `</mergeCells>`, `7"><mergeCell ref="B3:C3"/><mergeCell ref="A11:G11"/>` +
			`<mergeCell ref="B4:C4"/><mergeCell ref="B5:C5"/><mergeCell ref="B6:C6"/><mergeCell ref="B7:C7"/><mergeCell ref="B8:C8"/>`},
		{sheet, `<conditionalFormatting sqref="`, `"`, "A12:G12"},
		{sheet, `<autoFilter ref="`, `"`, "A3:G8"},
		{sheet, `<rowBreaks count="`, `</rowBreaks>`, `1" manualBreakCount="1"><brk id="10" min="0" max="16383" man="1"/>`},
		{sheet, `<row r="12"`, `<c r="D12" t="s">`, ` ht="30" customHeight="1"><c r="A12" t="s"><v>24</v></c>`},
		{sheet, `<row r="13"><c r="G13"><f>`, `&amp;`, "A1"},
		{book, `name="_xlnm.Print_Area" localSheetId="0">`, `<`, "'変更箇所'!$A$1:$G$13"},
		{book, `name="_xlnm.Print_Titles" localSheetId="0">`, `<`, "'変更箇所'!$3:$3"},
		{book, `name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">`, `<`, "'変更箇所'!$A$3:$G$8"},
	} {
		if diff := cmp.Diff(c.want, elements(c.part, c.from, c.to)); diff != "" {
			t.Errorf("%s:\n%s", c.from, diff)
		}
	}
	if !strings.Contains(sheet, `ref="D12"`) {
		t.Error("the hyperlink did not move")
	}
}

func TestValidationsReachToTheLastRow(t *testing.T) {
	h := openLookalike(t, "assessment-12.xlsm") // entries in rows 3 to 5, framed rows to 14
	for n, last := range map[int]string{20: "22", 5: "7"} {
		f, problems, err := h.fill(someRows(n), false)
		if f == nil {
			t.Fatal(problems, err)
		}
		z := partsOf(t, f.Data)
		sheet := z["xl/worksheets/sheet12.xml"]
		for _, want := range []string{`sqref="E3:E` + last + `"`, `sqref="B3:D` + last + `"`, `<conditionalFormatting sqref="A3:F` + last + `"`, `<xm:sqref>F3:F` + last + `</xm:sqref>`} {
			if !strings.Contains(sheet, want) {
				t.Errorf("%d rows: no %s", n, want)
			}
		}
		if !strings.Contains(z["xl/workbook.xml"], "'変更箇所'!$A$1:$F$"+last+"<") {
			t.Errorf("%d rows: the print area is another", n)
		}
	}
}

// A text that begins as a formula does stays a text when it is typed again; the
// other cells keep the style that stood there.
func TestATextThatBeginsAsAFormulaIsQuoted(t *testing.T) {
	h := openLookalike(t, "assessment-12.xlsm")
	rows := someRows(3)
	rows[1].texts[2], rows[2].texts[2] = "=1+1", "-"
	f, problems, err := h.fill(rows, false)
	if f == nil {
		t.Fatal(problems, err)
	}
	z := partsOf(t, f.Data)
	sheet, styles := z["xl/worksheets/sheet12.xml"], z["xl/styles.xml"]
	count := strings.Count(elements(styles, "<cellXfs", "</cellXfs>"), "<xf ")
	for _, want := range []string{
		`<c r="C3" s="5" t="inlineStr">`, fmt.Sprintf(`<c r="C4" s="%d" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>`, count-1),
		fmt.Sprintf(`<c r="C5" s="%d" t="inlineStr">`, count-1), `<c r="D4" s="5" t="inlineStr">`,
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("no %s", want)
		}
	}
	if !strings.Contains(styles, `quotePrefix="1"`) {
		t.Error("no style was added")
	}
}

// Where only headings stand, the rows take their face, but neither their ground nor
// their bold strokes.
func TestRowsBelowHeadingsAloneAreNoHeadings(t *testing.T) {
	h := openLookalike(t, "headings-only.xlsx")
	f, problems, err := h.fill(someRows(1), false)
	if f == nil {
		t.Fatal(problems, err)
	}
	again, _ := Open("", f.Data, "", func(string) *text.Face { return nil })
	look := again.style.Look(again.look.base[2])
	if !look.Wraps || look.Vertical != "top" || look.Bold || !look.Framed || look.Size != 10 || look.Face != "ＭＳ Ｐゴシック" {
		t.Errorf("%+v", look)
	}
	styles := partsOf(t, f.Data)["xl/styles.xml"]
	if !strings.Contains(styles, `fillId="0" borderId="1" applyAlignment="1"`) {
		t.Error("the ground is that of the heading", elements(styles, "<cellXfs", "</cellXfs>"))
	}
}

// Of Excel's list of formulas, those of rows that are gone go too, and each that stays
// is of the sheet it was of, whether it says so or the one before it did. (The change
// table is sheet 12; rows 3 to 14 give way to 20.)
func TestTheListOfFormulasLosesThoseThatAreGone(t *testing.T) {
	data, err := os.ReadFile("testdata/lookalike/assessment-12.xlsm")
	if err != nil {
		t.Fatal(err)
	}
	const chain = "xl/calcChain.xml"
	for _, c := range []struct{ was, want string }{
		{`<c r="E4" i="1"/><c r="E3"/>`, `<c r="E4" i="1"/><c r="E3"/>`},
		{`<c r="C4" i="12"/><c r="D4"/><c r="E3" i="1"/>`, `<c r="E3" i="1"/>`},
		{`<c r="C4" i="12"/><c r="F17" l="1"/><c r="E3" i="1"/>`, `<c i="12" r="F25" l="1"/><c r="E3" i="1"/>`},
		{`<c r="E3" i="1"/><c r="C4" i="12"/><c r="A1"/>`, `<c r="E3" i="1"/><c i="12" r="A1"/>`},
		{`<c r="C4" i="12"/>`, ""},
	} {
		book := rewritten(t, data, func(name, content string) *string {
			if name == chain {
				content = strings.Replace(content, `<c r="E4" i="1"/><c r="E3"/>`, c.was, 1)
			}
			return &content
		})
		h, problems := Open("", book, "", func(string) *text.Face { return text.MSPGothic() })
		if h == nil {
			t.Fatal(problems)
		}
		f, problems, err := h.fill(someRows(20), false)
		if f == nil {
			t.Fatal(problems, err)
		}
		if damage := verify.Compare(h.data, f.Data, f.change(h.original)); len(damage) > 0 {
			t.Error(damage)
		}
		z := partsOf(t, f.Data)
		if got := strings.TrimSuffix(elements(z[chain], `/main">`, "</calcChain>"), "\n"); got != c.want {
			t.Errorf("%s: %s, want %s", c.was, got, c.want)
		}
		_, there := z[chain]
		for _, part := range []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels"} {
			if there != (c.want != "") || strings.Contains(z[part], "calcChain") != there {
				t.Errorf("%s: the part %v, %s names it: %v", c.was, there, part, !there)
			}
		}
	}
}
