package workbook

import "testing"

func TestAnEscapeIsWhatItStandsForAndNothingElseIsAnEscape(t *testing.T) {
	for in, want := range map[string]string{
		"":               "",
		"あ":              "あ",
		"あ_x000D_い":      "あ\rい",
		"_x000d_":        "\r",
		"_x0009__x000A_": "\t\n",
		"_x3042_":        "あ",
		"_xpath_":        "_xpath_",
		"_xGGGG_":        "_xGGGG_",
		"_X000D_":        "_X000D_", // the x is a small one
		"_x00D_":         "_x00D_",
		"_x0000D_":       "_x0000D_",
		"_x000D":         "_x000D",
		"_x":             "_x",
		"_x00_x0041_":    "_x00A",
		"__x0041_":       "_A",
		"_x_x0041_":      "_xA",

		// What looked like an escape is written with its first _ escaped.
		"_x005F_x0041_":             "_x0041_",
		"_x005f_x0041_":             "_x0041_",
		"_x005F_x005F_x0041_":       "_x005FA",
		"_x005F_x005F_x005F_x0041_": "_x005F_x0041_",
		"_x005F__x0041_":            "_A",
		"_x005F_":                   "_",
		"_x005F_x005F_":             "_x005F_",
		"_x0041_x0042_":             "Ax0042_", // the _ between belongs to the first
		"_x0041__x0042_":            "AB",
		"_x000D_x005F_x000D_":       "\rx005F\r",
		"_x000D__x005F_x000D_":      "\r_x000D_",

		// UTF-16: a pair is one character, a half is none.
		"_xD842__xDFB7_野家":      "𠮷野家",
		"_xd842__xdfb7_":        "𠮷",
		"_xD842_":               "_xD842_",
		"_xDFB7_":               "_xDFB7_",
		"_xD842_あ":              "_xD842_あ",
		"_xD842__xD842_":        "_xD842__xD842_",
		"_xDFB7__xD842_":        "_xDFB7__xD842_",
		"_xD842__xD842__xDFB7_": "_xD842_𠮷",
		"_xD842_xDFB7_":         "_xD842_xDFB7_",
		"_xD842__x0041_":        "_xD842_A",
		"_x005F_xD842_":         "_xD842_",
	} {
		if got := unescape(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
		holds(t, "a shared "+in, shared("<si><t>"+in+"</t></si>"), list1(want))
	}
}

// list1 is the list of a sheet that holds nothing but A1.
func list1(text string) string {
	if text == "" {
		return ""
	}
	return "A1=" + text
}

func TestAStringIsTheTextOfItsRunsWithoutItsReading(t *testing.T) {
	for si, want := range map[string]string{
		`<t>埼玉県</t>`:                      "埼玉県",
		`<t></t>`:                         "",
		`<t/>`:                            "",
		``:                                "",
		`<t xml:space="preserve"> あ </t>`: " あ ",
		`<t> あ </t>`:                      " あ ",
		"<t>一\n二\r\n三&#10;四&#13;&#10;五</t>":                                                    "一\n二\n三\n四\r\n五",
		`<t>&lt;&amp;&gt;&quot;&#x3042;<![CDATA[<い>]]></t>`:                                    `<&>"あ<い>`,
		`<r><t>埼</t></r><r><rPr><b/><t/></rPr><t>玉</t></r><r><t>県</t></r>`:                     "埼玉県",
		`<t>埼玉</t><rPh sb="0" eb="2"><t>サイタマ</t></rPh><phoneticPr fontId="1"/>`:                "埼玉",
		`<r><t>埼玉</t></r><rPh sb="0" eb="1"><t>サイ</t></rPh><rPh sb="1" eb="2"><t>タマ</t></rPh>`: "埼玉",
		`<rPh sb="0" eb="1"><t>サイ</t></rPh><r><t>埼</t></r><rPh><t>タマ</t></rPh><r><t>玉</t></r>`: "埼玉",
		`<r><t>_x00</t></r><r><t>0D_</t></r>`:                                                  "_x000D_", // of two runs, it is none
		`<r><t>_x005F_</t></r><r><t>x0041_</t></r>`:                                            "_x0041_",
		`<t>一<!-- 二 -->三<?四?></t>`:                                                             "一三",
	} {
		holds(t, "shared "+si, shared("<si>"+si+"</si>"), list1(want))
		holds(t, "inline "+si, rows(`<row r="1"><c r="A1" t="inlineStr"><is>`+si+`</is></c></row>`), list1(want))
	}
}

func TestTheStringsAreCountedFromZeroAndEachIsOne(t *testing.T) {
	parts := rows(`<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="s"><v> 0 </v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="s"/></row>`)
	parts[stringsPart] = `<sst xmlns="` + mainSpace + `"><si><t>零</t></si><si/><si><r><t>二</t></r></si></sst>`
	holds(t, "three", parts, "A1=二 B1=零")
}
