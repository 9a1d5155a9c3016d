package specimen

import (
	"strings"
	"unicode/utf16"

	"pgregory.net/rapid"

	"betten/internal/change"
)

// OddTexts are texts that spreadsheets tend to change.
var OddTexts = []string{
	"=1+1", "+81-3-1234-5678", "-", "@みほん", "'引用", "＝１＋１",
	"2024/1/1", "007", "1e10", "TRUE", "#N/A", "{nb}",
	" 前に空白", "後に空白 ", "　全角　", "\n先頭の改行", "末尾の改行\n", "\n\n", "二つの  空白", " ",
	"_x000D_", "_x005F_", "_x000D_\n_x000D_", "_x000d_x000D_", "_x005F_x000D_", "_xD800_", "__x0041__", "_x00", "_xyz_",
	`&<>"'`, "&amp;", "]]>", "<![CDATA[", "&#10;",
	"😀👨\u200d👩\u200d👧", "葛\U000E0100城市", "𠮷野家の𩸽", "か\u3099", "ｶﾞﾊﾟ｡｢｣", "～〜−－‐", "\u00A0", "\u200B", "\uFEFF",
	"（削除）", "（下段に続く）", "同上",
}

// OddTable has every odd text in every column.
func OddTable() *change.Table {
	table := &change.Table{Organization: "みほん市 & 県", Assessment: "予防接種に関する事務 重点項目評価書"}
	for _, s := range OddTexts {
		table.Entries = append(table.Entries, change.Entry{
			Date: change.Date{Text: s}, Item: s, Before: s, After: s, Timing: s, Explanation: s,
		})
	}
	return table
}

// AnyText draws a text that an entry file can hold: no control characters except the line
// feed, and no noncharacters, because XML cannot hold them.
func AnyText(t *rapid.T, label string) string {
	odd := rapid.SampledFrom(append([]string{"_x", "000D_", "_", "あ", "\n", " ", "　", "&", "<"}, OddTexts...))
	character := rapid.Custom(func(t *rapid.T) string {
		r := rapid.Rune().Draw(t, "rune")
		if r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF || utf16.IsSurrogate(r) {
			return "\n"
		}
		return string(r)
	})
	return strings.Join(rapid.SliceOfN(rapid.OneOf(odd, character), 0, 40).Draw(t, label), "")
}
