// Package specimen provides what tests and benchmarks of all packages need: the table of an
// invented city, the official form, a published attachment, which is not part of the project
// and may be unavailable, and a disk to fill. The program does not import it.
package specimen

import (
	"slices"
	"testing"
	"time"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/published"
	"betten/internal/source"
	"betten/templates"
)

// City returns the table of みほん市, repeated n times: 32 entries each, some short, some as
// high as a page and some that are cut. One table is as long as a published attachment.
func City(n int) *change.Table {
	section := func(head string, paragraphs int) string {
		s := "＜" + head + "＞\n"
		for range paragraphs {
			s += "・みほん市の職員は、利用者ＩＤとパスワード（生体情報を含む。）により認証を受け、業務に必要な範囲（第９条第1項）でのみ操作する。\n"
		}
		return s + "\n"
	}
	item := "Ⅲ　リスク対策\n３．特定個人情報の使用\nリスク１：目的を超えた紐付けが行われるリスク\nリスクに対する措置の内容"
	date := change.Date{Day: time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)}
	entries := []change.Entry{
		{Date: date, Item: "Ⅰ　基本情報\n①システムの名称", Before: "みほん台帳システム（MDS）", After: "（削除）", Timing: "事後"},
		{Date: date, Item: "Ⅱ　特定個人情報ファイルの概要\n②入手方法", Before: "[〇]紙　[　]電子記録媒体 [　]専用線", After: "[〇]紙　[〇]電子記録媒体 [　]専用線", Timing: "事前",
			Explanation: "標準準拠システムへの移行に伴う変更"},
		{Date: date, Item: item, After: section("住民向け機能", 3), Timing: "事後"},
		{Date: date, Item: item, Before: section("物理的対策", 6), After: section("物理的対策", 5), Timing: "事後"},
		{Date: date, Item: item, Before: section("みほん市における措置", 9) + section("委託先における措置", 8), After: section("技術的対策", 7), Timing: "事後"},
		{Date: date, Item: "Ⅴ　評価実施手続\n①実施日", Before: "令和5年4月1日", After: "令和6年11月19日", Timing: "事後"},
		{Date: date, Item: item, Before: section("＠と半角ｶﾅ", 1) + "https://www.example.lg.jp/mihon/2024/attachment/no-2?page=1", After: section("全角１２３", 2), Timing: "事後"},
		{Date: date, Item: "Ⅱ　委託の有無", Before: "[委託する]\n（２）件", After: "[委託する]\n（１）件", Timing: "事後"},
	}
	return &change.Table{
		Organization: "みほん市", Assessment: "予防接種に関する事務 重点項目評価書",
		Entries: slices.Repeat(entries, 4*n),
	}
}

// Juten returns the built-in form of the 重点項目評価書.
func Juten() *form.Form {
	data, _ := templates.Form("juten")
	f, problems := source.Form("juten.toml", data)
	if f == nil {
		panic(problems)
	}
	return f
}

// Reference returns the table of the published attachment, repeated n times. It skips the
// test if BETTEN_REFERENCE is not set (see published.File).
func Reference(t testing.TB, n int) *change.Table {
	t.Helper()
	table, problems := source.Entries("reference.toml", published.File(t, ".toml"))
	if change.Failed(problems) {
		t.Fatal(problems)
	}
	if n > 1 {
		table.Entries, table.Locator = slices.Repeat(table.Entries, n), nil // the locator only knows the first table
	}
	return table
}
