package xlsx_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
)

const sheetPart = "xl/worksheets/sheet1.xml"

func columnName(i int) string { return string(rune('A' + i)) }

// checkCells holds every cell of a workbook to the sheet's.
func checkCells(t *testing.T, f *excelize.File, name string, s *layout.Sheet) {
	t.Helper()
	for i := range s.Rows {
		for c := range change.Columns {
			ref := fmt.Sprintf("%s%d", columnName(c), 3+i)
			got, err := f.GetCellValue(name, ref)
			if err != nil {
				t.Fatal(err)
			}
			if want := s.Rows[i].Cells[c].Text; got != want {
				t.Errorf("%s: %q, want %q", ref, got, want)
			}
		}
		if got, _ := f.GetRowHeight(name, 3+i); got != s.Rows[i].Height.Points() {
			t.Errorf("row %d is %v points high, want %v", 3+i, got, s.Rows[i].Height.Points())
		}
	}
	if rows, err := f.GetRows(name); err != nil || len(rows) != 2+len(s.Rows) {
		t.Errorf("%d rows (%v), want %d", len(rows), err, 2+len(s.Rows))
	}
}

func TestEveryCellHoldsTheTextOfTheSheet(t *testing.T) {
	for name, table := range map[string]*change.Table{"odd": specimen.OddTable(), "mihon": specimen.City(1), "witness": witnessTable()} {
		t.Run(name, func(t *testing.T) {
			s := lay(t, specimen.Juten(), table)
			f := open(t, write(t, s))
			checkCells(t, f, "変更箇所", s)
			if got, _ := f.GetCellValue("変更箇所", "A1"); got != "（別添２）変更箇所" {
				t.Errorf("the title is %q", got)
			}
			rows, _ := f.GetRows("変更箇所")
			want := []string{"変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"}
			if diff := cmp.Diff(want, rows[1]); diff != "" {
				t.Errorf("headings:\n%s", diff)
			}
		})
	}
}

func TestAnEmptyCellHasBordersAndNoValue(t *testing.T) {
	s := lay(t, specimen.Juten(), &change.Table{Entries: []change.Entry{
		{Date: change.Date{Text: "令和6年4月1日"}, Item: "項目", After: "追加", Timing: "事後"},
	}})
	sheet := parts(t, write(t, s))[sheetPart]
	for _, want := range []string{`<c r="C3" s="3"></c>`, `<c r="F3" s="3"></c>`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("no %s in\n%s", want, sheet)
		}
	}
}

// What Excel reads as an escape must be one: the text of the part, decoded as
// Excel decodes it, is the text of the cell.
func TestATextThatLooksLikeAnEscapeStaysWhatItIs(t *testing.T) {
	for in, want := range map[string]string{
		"_x000D_":        "_x005F_x000D_",
		"_x000d_":        "_x005F_x000d_",
		"_xD800_":        "_x005F_xD800_",
		"_x005F_":        "_x005F_x005F_",
		"_x000D_x000D_":  "_x005F_x000D_x005F_x000D_",
		"_x005F_x000D_":  "_x005F_x005F_x005F_x000D_",
		"a_x12_ _xGGGG_": "a_x12_ _xGGGG_",
	} {
		s := lay(t, specimen.Juten(), &change.Table{Entries: []change.Entry{{Item: "項目", Before: in, Timing: "事後"}}})
		if sheet := parts(t, write(t, s))[sheetPart]; !strings.Contains(sheet, `<c r="C3" s="3" t="inlineStr"><is><t>`+want+`</t></is></c>`) {
			t.Errorf("%s is not written as %s", in, want)
		}
	}
}

func TestTheSheetIsReadyForPrint(t *testing.T) {
	s := lay(t, specimen.Juten(), specimen.City(1))
	last := 2 + len(s.Rows)
	all := parts(t, write(t, s))
	for part, wants := range map[string][]string{
		sheetPart: {
			`<sheetPr><pageSetUpPr fitToPage="true"></pageSetUpPr></sheetPr>`,
			fmt.Sprintf(`<dimension ref="A1:F%d"></dimension>`, last),
			`<pane activePane="bottomLeft" state="frozen" topLeftCell="A3" ySplit="2"></pane><selection activeCell="A3" pane="bottomLeft" sqref="A3"></selection>`,
			`<cols><col min="1" max="1" width="14.25" customWidth="1"/><col min="2" max="2" width="21.875" customWidth="1"/>` +
				`<col min="3" max="3" width="33.875" customWidth="1"/><col min="4" max="4" width="33.875" customWidth="1"/>` +
				`<col min="5" max="5" width="7.5" customWidth="1"/><col min="6" max="6" width="21.875" customWidth="1"/></cols>`,
			`<row r="1" ht="21" customHeight="1">`, `<row r="2" ht="22" customHeight="1">`,
			`<pageSetup fitToHeight="0" fitToWidth="1" orientation="portrait" paperSize="9"></pageSetup>`,
			`left="0.3888888888888889" right="0.3888888888888889" top="0.3888888888888889" bottom="0.3888888888888889"`,
			`<headerFooter scaleWithDoc="false"><oddFooter>&amp;L&amp;7&amp;&#34;ＭＳ Ｐゴシック,標準&#34;みほん市&amp;C&amp;7&amp;&#34;ＭＳ Ｐゴシック,標準&#34;&amp;P / &amp;N</oddFooter></headerFooter>`,
			fmt.Sprintf(`<ignoredErrors><ignoredError sqref="A1:F%d" numberStoredAsText="true"></ignoredError></ignoredErrors>`, last),
		},
		"xl/workbook.xml": {
			`<workbookPr defaultThemeVersion="164011"></workbookPr>`,
			`<sheet name="変更箇所" sheetId="1" r:id="rId1"></sheet>`,
			fmt.Sprintf(`<definedName localSheetId="0" name="_xlnm.Print_Area">&#39;変更箇所&#39;!$A$1:$F$%d</definedName>`, last),
			`<definedName localSheetId="0" name="_xlnm.Print_Titles">&#39;変更箇所&#39;!$2:$2</definedName>`,
		},
	} {
		for _, want := range wants {
			if !strings.Contains(all[part], want) {
				t.Errorf("%s lacks %s", part, want)
			}
		}
	}
	if t.Failed() {
		sheet := all[sheetPart]
		t.Log(sheet[strings.Index(sheet, "<sheetPr"):strings.Index(sheet, "<row r=\"3\"")], sheet[strings.Index(sheet, "</sheetData"):], all["xl/workbook.xml"])
	}
}

// Excel repairs a sheet whose elements stand in another order.
func TestTheElementsOfTheSheetStandInTheOrderOfTheSchema(t *testing.T) {
	schema := []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData",
		"printOptions", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors"}
	for name, part := range parts(t, write(t, lay(t, specimen.Juten(), specimen.City(1)))) {
		var path, got []string
		for d := xml.NewDecoder(strings.NewReader(part)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			switch e := token.(type) {
			case xml.StartElement:
				if path = append(path, e.Name.Local); len(path) == 2 {
					got = append(got, e.Name.Local)
				}
				for _, a := range e.Attr {
					if a.Value == "" && name != "xl/theme/theme1.xml" { // an office theme has empty typefaces
						t.Errorf("%s: %s has an empty %s", name, e.Name.Local, a.Name.Local)
					}
				}
			case xml.EndElement:
				path = path[:len(path)-1]
			}
		}
		if name == sheetPart && !slices.Equal(got, schema) {
			t.Errorf("the sheet has %v", got)
		}
	}
}

func TestTheStylesAreThoseOfTheForm(t *testing.T) {
	styles := parts(t, write(t, lay(t, specimen.Juten(), specimen.City(1))))["xl/styles.xml"]
	font := func(size, color string) string {
		return `<font><sz val="` + size + `"></sz><color ` + color + `></color><name val="ＭＳ Ｐゴシック"></name><family val="3"></family><charset val="128"></charset></font>`
	}
	black := `rgb="FF000000"`
	for _, want := range []string{
		`<fonts count="3">` + font("12", `theme="1"`) + font("14", black) + font("10", black) + `</fonts>`,
		`<left style="thin">`, `<right style="thin">`, `<top style="thin">`, `<bottom style="thin">`,
		`<xf numFmtId="0" fontId="2" fillId="0" borderId="1" xfId="0" quotePrefix="true" applyFont="true" applyBorder="true" applyAlignment="true"><alignment horizontal="left" vertical="top" wrapText="true"></alignment></xf>`,
	} {
		if !strings.Contains(styles, want) {
			t.Errorf("no %s in\n%s", want, styles[strings.Index(styles, "<fonts"):])
		}
	}
}

func TestThePropertiesAreThoseOfTheTable(t *testing.T) {
	f := open(t, write(t, lay(t, specimen.Juten(), specimen.City(1))))
	got, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	want := &excelize.DocProperties{
		Title: "予防接種に関する事務 重点項目評価書 （別添２）変更箇所", Creator: "みほん市", LastModifiedBy: "みほん市", Language: "ja-JP",
		Created: "2024-11-19T00:00:00Z", Modified: "2024-11-19T00:00:00Z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, part := range parts(t, write(t, lay(t, specimen.Juten(), specimen.OddTable()))) {
		if strings.Contains(part, "xuri") || strings.Contains(part, "Go Excelize") {
			t.Errorf("%s names the library", name)
		}
	}
}

func TestTheFooterTakesTheOrganizationAsItIs(t *testing.T) {
	const center = `&C&7&"ＭＳ Ｐゴシック,標準"&P / &N`
	for organization, want := range map[string]string{
		"":                        center,
		"A&B市":                    `&L&7&"ＭＳ Ｐゴシック,標準"A&&B市` + center,
		"１２市":                     `&L&7&"ＭＳ Ｐゴシック,標準"１２市` + center,
		strings.Repeat("市", 150):  `&L&7&"ＭＳ Ｐゴシック,標準"` + strings.Repeat("市", 150) + center,
		strings.Repeat("市", 1000): center,
	} {
		table := specimen.City(1)
		table.Organization = organization
		f := open(t, write(t, lay(t, specimen.Juten(), table)))
		got, err := f.GetHeaderFooter("変更箇所")
		if err != nil {
			t.Fatal(err)
		}
		if got.OddFooter != want {
			t.Errorf("%q: %q", organization, got.OddFooter)
		}
	}
}

func TestAFormOfOnesOwnIsKept(t *testing.T) {
	form := *specimen.Juten()
	form.Sheet, form.Title = "変更'箇所 A&B!", "_x0041_<変更>"
	form.Book.Face, form.Book.TitleSize = "游ゴシック", 16000
	form.Paper.Size, form.Paper.Landscape = "A3", true
	s := lay(t, &form, specimen.City(1))
	workbook := write(t, s)
	f := open(t, workbook)
	checkCells(t, f, form.Sheet, s)
	if got, _ := f.GetCellValue(form.Sheet, "A1"); got != form.Title {
		t.Errorf("the title is %q", got)
	}
	all := parts(t, workbook)
	for part, want := range map[string]string{
		"xl/workbook.xml": `&#39;変更&#39;&#39;箇所 A&amp;B!&#39;!$2:$2`,
		"xl/styles.xml":   `<sz val="16"></sz><color rgb="FF000000"></color><name val="游ゴシック"></name>`,
		sheetPart:         `orientation="landscape" paperSize="8"`,
	} {
		if !strings.Contains(all[part], want) {
			t.Errorf("%s lacks %s", part, want)
		}
	}
}

func TestTheSameSheetGivesTheSameBytes(t *testing.T) {
	s := lay(t, specimen.Juten(), specimen.City(1))
	want := write(t, s)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if !bytes.Equal(want, write(t, s)) {
				t.Error("other bytes")
			}
		})
	}
	all.Wait()
}
