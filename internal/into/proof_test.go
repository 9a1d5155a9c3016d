package into

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"betten/internal/change"
	"betten/internal/text"
	"betten/internal/verify"
)

// rewritten returns a workbook with the contents of its parts changed; nil drops one.
func rewritten(t *testing.T, book []byte, change func(name, content string) *string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		data, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		content := change(f.Name, string(data))
		switch {
		case content == nil:
		case *content == string(data):
			err = w.Copy(f)
		default:
			h := f.FileHeader
			var part io.Writer
			if part, err = w.CreateHeader(&zip.FileHeader{Name: h.Name, Method: h.Method, Modified: h.Modified}); err == nil {
				_, err = io.WriteString(part, *content)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// partsOf returns the parts of a workbook by their names.
func partsOf(t *testing.T, book []byte) map[string]string {
	t.Helper()
	all := make(map[string]string)
	rewritten(t, book, func(name, content string) *string {
		all[name] = content
		return &content
	})
	return all
}

// openLookalike opens a workbook of testdata/lookalike in which all faces have the
// widths of ＭＳ Ｐゴシック.
func openLookalike(t *testing.T, name string) *Target {
	t.Helper()
	data, err := os.ReadFile("testdata/lookalike/" + name)
	if err != nil {
		t.Fatal(err)
	}
	h, problems := Open(name, data, "", func(string) *text.Face { return text.MSPGothic() })
	if h == nil {
		t.Fatal(problems)
	}
	return h
}

// someRows returns rows to be written.
func someRows(n int) []newRow {
	rows := make([]newRow, n)
	for i := range rows {
		rows[i].height = "24"
		for c := range change.Columns {
			rows[i].texts[c] = "みほん市の" + change.Column(c).Title()
		}
	}
	return rows
}

// The comparison that guards each filled workbook must itself be shown to see damage:
// a hundredth of a change anywhere is enough.
func TestTheComparisonSeesDamage(t *testing.T) {
	const sheet = "xl/worksheets/sheet12.xml"
	replace := func(part, old, new string) func(name, content string) *string {
		return func(name, content string) *string {
			if name == part {
				if !strings.Contains(content, old) {
					t.Errorf("%s has no %s", part, old)
				}
				content = strings.Replace(content, old, new, 1)
			}
			return &content
		}
	}
	drop := func(part string) func(name, content string) *string {
		return func(name, content string) *string {
			if name == part {
				return nil
			}
			return &content
		}
	}
	h := openLookalike(t, "assessment-12.xlsm")
	f, problems, err := h.fill(someRows(20), false)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if damage := verify.Compare(h.data, f.Data, f.change(h.original)); len(damage) > 0 {
		t.Fatalf("before any damage: %v", damage)
	}
	for name, harm := range map[string]func(name, content string) *string{
		"a macro's byte":                  replace("xl/vbaProject.bin", "dummy", "dumny"),
		"the macros":                      drop("xl/vbaProject.bin"),
		"the printer's settings":          replace("xl/printerSettings/printerSettings1.bin", "\x01", "\x02"),
		"a drawing":                       replace("xl/drawings/drawing9.xml", "写", "本"),
		"a control":                       replace("xl/ctrlProps/ctrlProp1.xml", `lockText="1"`, ``),
		"the control's old shape":         replace("xl/drawings/vmlDrawing9.vml", "該当する", "該当しない"),
		"a reading":                       replace("xl/sharedStrings.xml", "ビコウ", "ビコー"),
		"a shared string":                 replace("xl/sharedStrings.xml", "みほん市は", "みほん町は"),
		"the theme":                       replace("xl/theme/theme1.xml", "Office", "Offici"),
		"another sheet's text":            replace("xl/worksheets/sheet3.xml", `<v>`, `<v>1`),
		"another sheet's protection":      replace("xl/worksheets/sheet2.xml", `formatCells="0"`, `formatCells="1"`),
		"the protection":                  replace(sheet, `formatRows="0"`, `formatRows="1"`),
		"the password of the protection":  replace(sheet, `spinCount="100000"`, `spinCount="1"`),
		"the protection altogether":       replace(sheet, `sheet="1"`, `sheet="0"`),
		"how a validation sets the input": replace(sheet, `imeMode="hiragana"`, `imeMode="off"`),
		"a validation of Excel 2010":      replace(sheet, `imeMode="on"`, ``),
		"what a validation offers":        replace(sheet, `type="list"`, `type="custom"`),
		"the column a validation is for":  replace(sheet, `sqref="E3:E`, `sqref="D3:E`),
		"a conditional format":            replace(sheet, `$E3=`, `$E4=`),
		"the width of a column":           replace(sheet, `width="33.875"`, `width="33.75"`),
		"the heading's text":              replace(sheet, `<c r="B2" `, `<c r="B2" t="n" `),
		"the heading's style":             replace(sheet, `<row r="2" `, `<row r="2" hidden="1" `),
		"the frozen heading":              replace(sheet, `state="frozen"`, `state="split"`),
		"the drawing's place":             replace(sheet, `<drawing `, `<picture `),
		"the footer":                      replace(sheet, `&amp;P / &amp;N`, `&amp;P`),
		"the paper":                       replace(sheet, `paperSize="9"`, `paperSize="8"`),
		"a note below":                    replace(sheet, `<row r="24"`, `<row r="25"`),
		"a merged note":                   replace(sheet, `A24:F24`, `A24:E24`),
		"a character that was written":    replace(sheet, `みほん市の変更前の記載`, `みほん市の変更前の記`),
		"a space that was written":        replace(sheet, `みほん市の変更前の記載`, `みほん市の変更前の記載 `),
		"a row too many":                  replace(sheet, `</sheetData>`, `<row r="90"><c r="A90"><v>1</v></c></row></sheetData>`),
		"a height":                        replace(sheet, `ht="24"`, `ht="12"`),
		"a row's own height":              replace(sheet, ` ht="24" customHeight="1"`, ` ht="24"`),
		"a style that does not wrap":      replace(sheet, `<c r="C5" s="`, `<c r="C5" s="0" t="`),
		"a style of other cells":          replace("xl/styles.xml", `wrapText="1"`, ``),
		"the Normal font":                 replace("xl/styles.xml", `<sz val="11"`, `<sz val="12"`),
		"a name":                          replace("xl/workbook.xml", `表紙!$A$1`, `表紙!$B$1`),
		"the order of the sheets":         replace("xl/workbook.xml", `sheetId="1"`, `sheetId="99"`),
		"a sheet that was hidden":         replace("xl/workbook.xml", `state="hidden"`, `state="visible"`),
		"the print area of another sheet": replace("xl/workbook.xml", `!$A$1:$C$18`, `!$A$1:$B$18`),
		"the list of formulas":            replace("xl/calcChain.xml", `<c r="E3"/>`, ``),
		"the kinds of the parts":          replace("[Content_Types].xml", `macroEnabled.main`, `sheet.main`),
		"the author":                      replace("docProps/core.xml", `みほん市`, `みほん町`),
	} {
		harmed := *f
		harmed.Data = rewritten(t, f.Data, harm)
		if damage := verify.Compare(h.data, harmed.Data, harmed.change(h.original)); len(damage) == 0 {
			t.Errorf("%s: nothing is seen", name)
		}
	}
	harmed := *f
	harmed.Data = f.Data[:len(f.Data)-30]
	if len(verify.Compare(h.data, harmed.Data, harmed.change(h.original))) == 0 {
		t.Error("a file that is cut off: nothing is seen")
	}
	harmed.Data = bytes.Replace(f.Data, []byte("docProps/core.xml"), []byte("docProps/CORE.xml"), -1)
	if len(verify.Compare(h.data, harmed.Data, harmed.change(h.original))) == 0 {
		t.Error("a part's name: nothing is seen")
	}
}

// The parts that stay are copied as they are compressed, with their times.
func TestPartsThatStayAreCopiedAsTheyAre(t *testing.T) {
	h := openLookalike(t, "assessment-12.xlsm")
	f, _, err := h.fill(someRows(3), false)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if want := time.Date(2025, 4, 1, 9, 0, 0, 0, time.UTC); !part.Modified.Equal(want) {
			t.Errorf("%s is of %v", part.Name, part.Modified)
		}
	}
	// A part under another time is seen.
	harmed := *f
	harmed.Data = bytes.ReplaceAll(f.Data, []byte{0x00, 0x48, 0x81, 0x5A}, []byte{0x00, 0x49, 0x81, 0x5A})
	if bytes.Equal(harmed.Data, f.Data) || len(verify.Compare(h.data, harmed.Data, harmed.change(h.original))) == 0 {
		t.Error("another time: nothing is seen")
	}
}
