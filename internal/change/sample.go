package change

import (
	"slices"
	"time"
)

// Samples returns the entries that a file to start from shows (見本): a change, an
// addition, a deletion. The user writes over them; one that is left as it is belongs to
// no table.
func Samples() []Entry { return slices.Clone(samples) }

// The first one is that of all files to start from that were ever made.
var samples = []Entry{
	{
		Date:   Date{Day: time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)},
		Item:   "Ⅰ　基本情報\n２．特定個人情報ファイルを取り扱う事務において使用するシステム\nシステム２\n②システムの機能",
		Before: "１．接種記録の管理機能\n２．接種券の発行機能",
		After:  "１．接種記録の管理機能\n２．接種券の発行機能\n３．接種履歴の照会機能",
		Timing: After,
	},
	{
		Date:        Date{Day: time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)},
		Item:        "Ⅱ　特定個人情報ファイルの概要\n４．特定個人情報ファイルの取扱いの委託\n委託事項２",
		After:       "予防接種の予診票の作成及び発送の業務",
		Timing:      Before,
		Explanation: "委託を始める前に評価書を見直したため",
	},
	{
		Date:   Date{Day: time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)},
		Item:   "Ⅱ　特定個人情報ファイルの概要\n６．特定個人情報の保管・消去\n②保管期間\nその妥当性",
		Before: "接種記録の確認のため、５年間保管する。",
		After:  "（削除）",
		Timing: After,
	},
}

// IsSample reports whether an entry says what a sample says. Its date and its timing are
// those that are easily changed without writing anything, so they do not count.
func IsSample(e *Entry) bool {
	return slices.ContainsFunc(samples, func(s Entry) bool {
		return s.Item == e.Item && s.Before == e.Before && s.After == e.After && s.Explanation == e.Explanation
	})
}
