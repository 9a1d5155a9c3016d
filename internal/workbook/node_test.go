package workbook

import (
	"fmt"
	"strings"
	"testing"
)

func TestEditsLeaveAllElseAsItWasWritten(t *testing.T) {
	const part = `<?xml version="1.0"?>` + "\r\n" + `<x:a  xmlns:x="u" q = '1'><!-- b --><x:b r:id="2" id='3'/><x:c>&#12354;&amp;</x:c></x:a >`
	root, err := Parse([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	b, c := root.Kid("b"), root.Kid("c")
	if root.Prefix() != "x:" || b.Attr("id") != "2" || c.Text([]byte(part)) != "あ&" {
		t.Errorf("%q, %q, %q", root.Prefix(), b.Attr("id"), c.Text([]byte(part)))
	}
	for _, e := range []struct {
		edit Edit
		want string
	}{
		{root.SetAttr([]byte(part), "q", "<"), strings.Replace(part, "'1'", "'&lt;'", 1)},
		{b.SetAttr([]byte(part), "id", "4"), strings.Replace(part, "'3'", "'4'", 1)},
		{b.SetAttr([]byte(part), "new", "4"), strings.Replace(part, "<x:b ", `<x:b new="4" `, 1)},
		{b.Remove(), strings.Replace(part, `<x:b r:id="2" id='3'/>`, "", 1)},
		{c.SetText("a<b"), strings.Replace(part, "&#12354;&amp;", "a&lt;b", 1)},
	} {
		if got := string(Apply([]byte(part), []Edit{e.edit})); got != e.want {
			t.Errorf("%s\nwant %s", got, e.want)
		}
	}
}

func TestPartsThatAreNoTreeAreRefused(t *testing.T) {
	for _, part := range []string{"", "<a>", "<a></b>", "<a/><b/>", "</a>", strings.Repeat("<a>", 200)} {
		if _, err := Parse([]byte(part)); err == nil {
			t.Errorf("%.20q is read", part)
		}
	}
}

// What a formula names: the sheet, the rows (0: whole columns), $ for rows that are fixed.
func TestTheCellsThatAFormulaNames(t *testing.T) {
	for formula, want := range map[string]string{
		"A1":                           "1:1",
		"$A$1+B2":                      "1:1$ 2:2",
		"SUM(A1:B10,C3)":               "1:10 3:3",
		"B10:A1":                       "1:10",
		"A:C":                          "0:0",
		"$2:$2":                        "2:2$",
		"変更箇所!$A$3:$F$40":              "変更箇所!3:40$",
		"'変更 箇所''s'!A3,'x'!A:A":        "変更 箇所's!3:3 x!0:0",
		"'[b.xlsx]変更箇所'!A3":            "ext 変更箇所!3:3",
		"[1]変更箇所!A3":                   "ext 変更箇所!3:3",
		"表紙:変更箇所!A3":                   "表紙:変更箇所!3:3",
		`"A1"&"""B2"""&C3`:             "3:3",
		"LOG10(A1)":                    "1:1",
		"表[列]":                         "",
		"TRUE+1.5E3+名前":                "",
		"IF($E3=\"事前\",1,2)":           "3:3",
		"OFFSET(変更箇所!$A$1,0,0,9,6)+A2": "変更箇所!1:1$ 2:2",
	} {
		var all []string
		for _, r := range References(formula) {
			s := fmt.Sprintf("%d:%d", r.Top, r.Bottom)
			if r.Sheet != "" {
				s = r.Sheet + "!" + s
			}
			if r.Fixed {
				s += "$"
			}
			if r.External {
				s = "ext " + s
			}
			all = append(all, s)
		}
		if got := strings.Join(all, " "); got != want {
			t.Errorf("%s: %q, want %q", formula, got, want)
		}
	}
}

func TestColumnsArePixels(t *testing.T) {
	root, err := Parse([]byte(`<worksheet><sheetFormatPr/><cols><col min="2" max="3" width="33.875" style="4"/><col min="5" max="5" width="9" hidden="1"/></cols></worksheet>`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ digit, column, pixels, style int }{
		{8, 2, 271, 4}, {8, 3, 271, 4}, {7, 2, 237, 4}, {8, 5, 0, 0}, {8, 1, 72, 0}, {7, 1, 64, 0},
	} {
		columns := ReadColumns(root, c.digit)
		if got := columns.Pixels(c.column); got != c.pixels || columns.Style(c.column) != c.style {
			t.Errorf("column %d of digits of %d: %d pixels, want %d", c.column, c.digit, got, c.pixels)
		}
	}
	if p := ReadColumns(root, 8).Padding(); p != 5 {
		t.Errorf("padding of %d pixels", p)
	}
}

// A workbook with its parts unchanged comes out as it went in.
func TestWhatHoldsTheSameIsCopied(t *testing.T) {
	data := pack(book(""))
	b, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	part, err := b.Part("xl/styles.xml")
	if err != nil {
		t.Fatal(err)
	}
	once, err := b.Rewrite(data, map[string][]byte{"xl/styles.xml": part, "xl/sharedstrings.xml": nil})
	if err != nil {
		t.Fatal(err)
	}
	before, _ := Parts(data)
	after, err := Parts(once)
	if err != nil || len(after) != len(before)-1 {
		t.Fatalf("%d parts, %v", len(after), err)
	}
	for _, a := range after {
		for _, b := range before {
			if a.Name == b.Name && string(a.Packed) != string(b.Packed) {
				t.Errorf("%s is packed anew", a.Name)
			}
		}
	}
}
