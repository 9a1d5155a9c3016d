package pdftable

import (
	"strings"

	"betten/internal/change"
)

// names are the names of the items of an assessment (特定個人情報保護評価書の様式) that
// have no number, as they are printed in 項目 below a numbered one. Where a line of 項目
// begins with one of them, an item begins.
var names = strings.Fields(`
その必要性 その妥当性 変更の妥当性 主な記録項目 全ての記録項目 使用部署 使用者数 情報の突合 情報の統計分析 権利利益に影響を与え得る決定
対象となる本人の数 対象となる本人の範囲 （備考） 備考 公表場所 個人情報ファイル名 手数料額、納付方法 特記事項 その内容 再発防止策の内容
委託の有無 再委託 提供・移転の有無 保管場所 期間 法令上の根拠 特定個人情報ファイル名
リスクへの対策は十分か リスクに対する措置の内容 その他の措置の内容 その他のリスク対策 規定の内容 ルールの内容 手順の内容 消去手順
対象者以外の情報の入手を防止するための措置の内容 必要な情報以外を入手することを防止するための措置の内容 入手の際の本人確認の措置の内容
個人番号の真正性確認の措置の内容 特定個人情報の正確性確保の措置の内容 宛名システム等における措置の内容
事務で使用するその他のシステムにおける措置の内容 ユーザ認証の管理 アクセス権限の発効・失効の管理 アクセス権限の管理 特定個人情報の使用の記録
情報保護管理体制の確認 特定個人情報ファイルの閲覧者・更新者の制限 特定個人情報ファイルの取扱いの記録 特定個人情報の提供ルール
委託先から他者への提供に関するルールの内容及びルール遵守の確認方法 委託元と委託先間の提供に関するルールの内容及びルール遵守の確認方法
特定個人情報の消去ルール ルールの内容及びルール遵守の確認方法 委託契約書中の特定個人情報ファイルの取扱いに関する規定
再委託先による特定個人情報ファイルの適切な取扱いの確保 特定個人情報の提供・移転の記録 特定個人情報の提供・移転に関するルール
具体的な方法 具体的な管理方法 具体的な制限方法 具体的な対策の内容 具体的な保管方法 具体的なチェック方法 具体的な内容 具体的な確認方法
`)

// numbered are the names that a number follows: リスク１, 委託事項２.
var numbered = strings.Fields("リスク システム 委託事項 提供先 移転先 別添 (別添 委託先 再委託先")

// squeezed are the names without the width of their characters.
var squeezed = func() [][]rune {
	var all [][]rune
	for _, n := range names {
		all = append(all, []rune(change.Squeeze(n)))
	}
	return all
}()

// shortName is up to how many characters a name must be all of a line to begin an item:
// 期間, but not 期間を定めて.
const shortName = 4

// beginsName reports whether a line of 項目 begins an item without number.
func beginsName(below string) bool {
	below = change.Squeeze(below)
	for _, n := range squeezed {
		if rest, ok := strings.CutPrefix(below, string(n)); ok && (rest == "" || len(n) > shortName) {
			return true
		}
	}
	for _, n := range numbered {
		if rest, ok := strings.CutPrefix(below, n); ok && rest != "" && (rest[0] == ':' || rest[0] >= '0' && rest[0] <= '9') {
			return true
		}
	}
	return false
}

// splitsName reports whether a name begins in the line above and ends in the line below.
// It must begin where an item does, after the number or at the line's head.
func splitsName(above, below string) bool {
	above, below = change.Squeeze(above), change.Squeeze(below)
	for _, n := range squeezed {
		for k := 2; k < len(n); k++ {
			rest, ok := strings.CutSuffix(above, string(n[:k]))
			if tail := string(n[k:]); ok && len([]rune(rest)) < 3 && (strings.HasPrefix(below, tail) || len(below) > 3 && strings.HasPrefix(tail, below)) {
				return true
			}
		}
	}
	return false
}
