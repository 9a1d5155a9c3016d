package pdf

import (
	"strings"

	"betten/internal/change"
)

// mihonCity returns an invented table of 32 entries, n times over: short ones,
// ones of a page's height and ones that are cut.
func mihonCity(n int) *change.Table {
	section := func(head string, lines int) string {
		s := "＜" + head + "＞\n"
		for range lines {
			s += "・みほん市の職員は、利用者ＩＤとパスワード（生体情報を含む。）により認証を受け、業務に必要な範囲（第９条第1項）でのみ操作する。\n"
		}
		return s
	}
	item := "Ⅲ　リスク対策\n３．特定個人情報の使用\nリスク１：目的を超えた紐付けが行われるリスク\nリスクに対する措置の内容"
	date := change.Date{Text: "令和6年11月19日"}
	entries := []change.Entry{
		{Date: date, Item: "Ⅰ　基本情報\n①システムの名称", Before: "みほん台帳システム（MDS）", After: "（削除）", Timing: "事後"},
		{Date: date, Item: "Ⅱ　特定個人情報ファイルの概要\n②入手方法", Before: "[〇]紙　[　]電子記録媒体 [　]専用線", After: "[〇]紙　[〇]電子記録媒体 [　]専用線", Timing: "事前",
			Explanation: "標準準拠システムへの移行に伴う変更"},
		{Date: date, Item: item, After: section("住民向け機能", 3), Timing: "事後"},
		{Date: date, Item: item, Before: section("物理的対策", 6), After: section("物理的対策", 5), Timing: "事後"},
		{Date: date, Item: item, Before: section("みほん市における措置", 9) + "\n" + section("委託先における措置", 8), After: section("技術的対策", 7), Timing: "事後"},
		{Date: date, Item: "Ⅴ　評価実施手続\n①実施日", Before: "令和5年4月1日", After: "令和6年11月19日", Timing: "事後"},
		{Date: date, Item: item, Before: section("＠と半角ｶﾅ", 1) + "https://www.example.lg.jp/mihon/2024/attachment/no-2?page=1", After: section("全角１２３", 2), Timing: "事後"},
		{Date: date, Item: "Ⅱ　委託の有無", Before: "[委託する]\n（２）件", After: "[委託する]\n（１）件", Timing: "事後"},
	}
	table := &change.Table{Organization: "みほん市", Assessment: "予防接種に関する事務 重点項目評価書"}
	for range 4 * n {
		table.Entries = append(table.Entries, entries...)
	}
	return table
}

// oddText is what programs get wrong: characters beyond the basic plane, variants
// of characters, marks, half-width kana, and what has a meaning in a PDF.
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
