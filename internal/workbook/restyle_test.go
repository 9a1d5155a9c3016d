package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// stylesOf returns the styles of a book whose part of them is given.
func stylesOf(t *testing.T, part string) *Styles {
	t.Helper()
	parts := book("<sheetData/>")
	if part == "" {
		delete(parts, stylesPart)
		parts[bookRels] = strings.Replace(parts[bookRels], "/styles", "/none", 1)
	} else {
		parts[stylesPart] = part
	}
	b, err := Open(pack(parts))
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Styles()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What a cell takes after another never means anything by itself.
func TestACellTakesNoMeaningAfterAnother(t *testing.T) {
	const plain = `<sz val="10"/><name val="ＭＳ Ｐゴシック"/>`
	for _, c := range []struct {
		font, fill, border, format, xf string
		want                           []Aspect
	}{
		{},
		{font: `<color theme="1"/>`},
		{font: `<color rgb="FF333333"/><b/>`},
		{font: `<strike val="0"/><u val="none"/><vertAlign val="baseline"/>`},
		{font: `<strike/>`, want: []Aspect{Strike}},
		{font: `<vertAlign val="subscript"/>`, want: []Aspect{Height}},
		{font: `<color rgb="FFFF0000"/>`, want: []Aspect{Ink}},
		{font: `<color rgb="FFFFFFFF"/>`, want: []Aspect{Ink}},
		{font: `<color theme="0"/>`, want: []Aspect{Ink}},
		{font: `<color indexed="10"/>`, want: []Aspect{Ink}},
		{font: `<u val="double"/>`, want: []Aspect{Underline}},
		{fill: `<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>`, want: []Aspect{Fill}},
		{fill: `<patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill>`},
		{fill: `<gradientFill/>`, want: []Aspect{Fill}},
		{border: ` diagonalUp="1"><diagonal style="thin"/`, want: []Aspect{Slash}},
		{format: ";;;", want: []Aspect{Hiding}},
		{format: `0;0;0;"無"`, want: []Aspect{Hiding}},
		{format: `@"様"`, want: []Aspect{Hiding}},
		{format: `[Red]@`, want: []Aspect{Hiding}},
		{format: `[$-411]ggge"年"m"月"d"日";@`},
		{format: `#,##0`},
		{xf: `<alignment shrinkToFit="1" wrapText="1" vertical="center"/>`, want: []Aspect{Shrink}},
		{font: `<strike/><color rgb="FFFF0000"/>`, fill: `<patternFill patternType="gray125"/>`, want: []Aspect{Strike, Ink, Fill}},
	} {
		if c.xf == "" {
			c.xf = `<alignment wrapText="1" vertical="top"/>`
		}
		part := fmt.Sprintf(`<styleSheet><numFmts><numFmt numFmtId="170" formatCode="%s"/></numFmts><fonts count="2"><font>%s</font><font>%s%s</font></fonts>`+
			`<fills><fill/><fill>%s</fill></fills><borders><border/><border%s></border></borders><cellXfs count="2"><xf/><xf numFmtId="170" fontId="1" fillId="1" borderId="1">%s</xf></cellXfs></styleSheet>`,
			Escape(c.format), plain, c.font, plain, c.fill, strings.TrimSuffix(c.border, "/")+map[bool]string{true: "/"}[strings.HasSuffix(c.border, "/")], c.xf)
		s := stylesOf(t, part)
		if got := s.Aspects(1); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v", c, got)
			continue
		}
		made := s.Restyle(1, Purpose{Text: true})
		if (made == 1) != (len(c.want) == 0) {
			t.Errorf("%+v: style %d", c, made)
		}
		if again := s.Restyle(1, Purpose{Text: true}); again != made {
			t.Errorf("%+v: another style the second time", c)
		}
		after := stylesOf(t, string(s.Bytes()))
		look := after.Look(made)
		if got := after.Aspects(made); len(got) > 0 || !look.Wraps || look.Vertical == "" || look.Face != "ＭＳ Ｐゴシック" || look.Size != 10 {
			t.Errorf("%+v: still %v, %+v", c, got, look)
		}
		if again := after.Restyle(made, Purpose{Text: true}); again != made {
			t.Errorf("%+v: what was made is made anew", c)
		}
	}
}

// A book without styles is given those that Excel takes, and one more for texts.
func TestABookWithoutStylesIsGivenSome(t *testing.T) {
	const space = ` xmlns="` + mainSpace + `"`
	for _, part := range []string{
		"", `<styleSheet` + space + `/>`, `<styleSheet` + space + `></styleSheet>`, `<styleSheet` + space + `><fonts count="0"/><dxfs count="0"/></styleSheet>`,
		`<x:styleSheet xmlns:x="` + mainSpace + `"><x:numFmts/><x:cellXfs/></x:styleSheet>`,
	} {
		s := stylesOf(t, part)
		made := s.Restyle(BareStyle, Purpose{Text: true})
		look := stylesOf(t, string(s.Bytes())).Look(made)
		if !s.Bare || s.Normal().Face != "Calibri" || look.Face != "ＭＳ Ｐゴシック" || !look.Wraps {
			t.Errorf("%s: %+v\n%s", part, look, s.Bytes())
		}
	}
}
