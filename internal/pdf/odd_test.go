package pdf

import (
	"strings"

	"betten/internal/change"
)

// oddText has characters that programs get wrong: characters beyond the basic plane, variants,
// marks, half-width kana, and characters with a meaning in a PDF.
var oddText = strings.Join([]string{
	"𠮷野家の𩸽を𠮟る",
	"葛\U000E0100城市と葛飾区、辻\U000E0100と辻",
	"か\u3099とが、ｶﾞとガ、は\u309Aとぱ",
	"①②㈱Ⅲ、＜変更＞、～(U+FF5E)と〜(U+301C)",
	`{nb} と (かっこ) \( \\ \n と [ ] < > / % #`,
	"　行頭の空白  二つの空白　",
	"漢\u200B字\u00ADと\u2060語",
	"e\u0301とé、ÅとÅ",
}, "\n")

// oddTable returns a table of one entry with odd text on all sides.
func oddTable(s string) *change.Table {
	return &change.Table{
		Organization: "みほん市",
		Entries: []change.Entry{{
			Date: change.Date{Text: "令和6年4月1日"}, Item: "項目", Before: s, After: s, Timing: "事前", Explanation: "(説明)",
		}},
	}
}
