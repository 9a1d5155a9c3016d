package workbook

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"unicode/utf8"

	"betten/internal/grid"
)

// fuzzed is the book into which a part is put.
func fuzzed() map[string]string {
	parts := book(`<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>45615</v></c></row>` +
		`<row><c t="inlineStr"><is><r><t>い</t></r><rPh><t>イ</t></rPh></is></c><c t="str"><f>1</f><v>_x0041_</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	parts[stringsPart] = `<sst><si><t>あ_x000D_</t></si></sst>`
	parts[stylesPart] = formatted(`[$-411]ggge"年"m"月"d"日"`)
	parts[packageRels] = `<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/><Relationship Type="x/core-properties" Target="docProps/core.xml"/></Relationships>`
	parts["xl/worksheets/_rels/sheet1.xml.rels"] = relate("comments ../comments1.xml", "threadedComment ../t.xml", "drawing ../drawings/d.xml", "vmlDrawing ../drawings/v.vml")
	parts["xl/comments1.xml"] = `<comments><authors><author>係</author></authors><commentList><comment ref="A1" authorId="0"><text><t>係:&#10;要確認</t></text></comment></commentList></comments>`
	parts["xl/t.xml"] = `<ThreadedComments><threadedComment ref="B2"><text>差し替え</text></threadedComment></ThreadedComments>`
	parts["xl/drawings/d.xml"] = anchored([4]int{1, 2, 3, 4}, sp("箱", ""))
	parts["xl/drawings/v.vml"] = `<xml><v:shape><v:textbox><div>確認<br></div></v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor>1, 15, 2, 10, 3, 31, 4, 9</x:Anchor></x:ClientData></v:shape></xml>`
	parts["docProps/core.xml"] = `<cp><title>題</title></cp>`
	return parts
}

// FuzzBook puts a part of any content into a good workbook.
func FuzzBook(f *testing.F) {
	good := fuzzed()
	names := slices.Sorted(maps.Keys(good))
	at := func(name string) uint8 { return uint8(slices.Index(names, name)) }
	for i, name := range names {
		f.Add(uint8(i), []byte(good[name]))
	}
	for _, code := range []string{"0.0%", "#,##0;[Red]-#,##0", `"第"0"号"`, "[>=100]0;@", `[=1]"有";[=0]"無";General`, "?/?", "##0.0E+0", "0!.0,", "[mm]:ss.00 AM/PM", "[$-1030411]ee", "[DBNum1]General", "000-0000", "# ??/??", "[h]:mm:ss.000", `[$-ja-JP-x-gannen]ggge.m.d aaa`, "_-* #,##0_-", "0.00E+00", `[DBNum3]yyyy`} {
		f.Add(at(stylesPart), []byte(formatted(code)))
	}
	f.Add(at(sheetPart), []byte(`<worksheet><sheetData><row r="1"><c r="A1" s="0"><v>0.5</v></c></row></sheetData><conditionalFormatting sqref="A1:B2 C3"><cfRule type="cellIs" operator="equal" dxfId="0"><formula>"あ"</formula></cfRule></conditionalFormatting></worksheet>`))
	f.Add(at(stylesPart), []byte(looks))
	f.Add(at(stylesPart), []byte(`<styleSheet><cellXfs><xf/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`))
	f.Add(at(sheetPart), []byte(`<worksheet><sheetData><row r="9"><c r="XFD9"><v>1e308</v></c></row><row r="2"><c/><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c><c t="d"><v>2024-11-19</v></c></row></sheetData></worksheet>`))
	f.Add(at(stringsPart), []byte(`<sst><si><r><t>_xD842_</t></r><r><t>_xDFB7_</t></r></si></sst>`))
	f.Fuzz(func(t *testing.T, part uint8, content []byte) {
		parts := maps.Clone(good)
		parts[names[int(part)%len(names)]] = string(content)
		b, err := Open(pack(parts))
		if err != nil {
			checkFault(t, err)
			return
		}
		for range b.Custom(1 << 20) {
		}
		for _, s := range b.Sheets {
			g, err := b.Read(s)
			if err != nil {
				checkFault(t, err)
				continue
			}
			checkGrid(t, g)
			if _, err := b.Objects(s); err != nil {
				checkFault(t, err)
			}
			again, err := b.Read(s)
			if err != nil || list(again) != list(g) {
				t.Errorf("read again: %v, %v, was %v", again, err, g)
			}
		}
	})
}

// checkGrid holds the cells of a grid to places that there are, each of them once,
// in order.
func checkGrid(t *testing.T, g *grid.Grid) {
	t.Helper()
	row := 0
	for i := range g.Rows {
		r := &g.Rows[i]
		if r.Number <= row || r.Number > MaxRow || len(r.Cells) == 0 {
			t.Fatalf("row %d behind %d, with %d cells", r.Number, row, len(r.Cells))
		}
		row = r.Number
		column := 0
		for _, c := range r.Cells {
			if c.Column <= column || c.Column > maxColumn || c.Kind == grid.Text && c.Text == "" || !utf8.ValidString(c.Text) {
				t.Fatalf("cell %s behind column %d: %+v", CellName(c.Column, row), column, c)
			}
			column = c.Column
		}
	}
	for _, m := range g.Merged {
		if m.Left < 1 || m.Top < 1 || m.Right < m.Left || m.Bottom < m.Top || m.Right > maxColumn || m.Bottom > MaxRow {
			t.Fatalf("merged %v", m)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	data := pack(fuzzed())
	for b.Loop() {
		book, err := Open(data)
		if err == nil {
			_, err = book.Read(book.Sheets[0])
		}
		if err != nil && !errors.Is(err, ErrBroken) {
			b.Fatal(err)
		}
	}
}
