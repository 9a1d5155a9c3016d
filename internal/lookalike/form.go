// Package lookalike draws finished assessments of the invented みほん市, for tests: one form in
// many layouts, with the changes between two of them. It is independent of the code with
// which betten reads them.
package lookalike

import (
	"math/rand/v2"
	"strings"
)

// A Kind is the kind of a node of a form.
type Kind string

const (
	Sheet   Kind = "sheet"
	Section Kind = "section"
	Risk    Kind = "risk"
	Group   Kind = "group"  // a label above others, without a field of its own
	Blocks  Kind = "blocks" // repeated with numbers
	Text    Kind = "text"
	Choice  Kind = "choice" // one of its options
	Boxes   Kind = "boxes"  // any of its options
)

// A Node is a heading of a form with everything under it. In a filled form it has a value,
// and nodes of kind Blocks have their copies.
type Node struct {
	Kind    Kind
	Label   string
	Options []string
	Titled  bool // blocks: a text is beside the heading of each
	Counted bool // choice: with （n）件 below
	Kids    []*Node

	ID     int
	Value  string // of a text or a choice
	Ticked []bool // of boxes
	Count  int
	Copies []*Node // of blocks: each has the block's kids; its Value is its title
}

// form is a shortened 重点項目評価書. Each line is a node: its kind, its label, and its options or
// its number of copies.
const form = `
sheet Ⅰ　基本情報
 section １．特定個人情報ファイルを取り扱う事務
  text ①事務の名称
  text ②事務の内容
  choice ③対象人数 = 1,000人未満（任意実施） | 1,000人以上１万人未満 | １万人以上10万人未満 | 30万人以上
 section ２．特定個人情報ファイルを取り扱う事務において使用するシステム
  blocks システム = 4
   text ①システムの名称
   text ②システムの機能
   boxes ③他のシステムとの接続 = 情報提供ネットワークシステム | 庁内連携システム | 住民基本台帳ネットワークシステム | その他
 section ３．特定個人情報ファイル名
  text -
 section ４．個人番号の利用　※
  text 法令上の根拠
 section ５．評価実施機関における担当部署
  text ①部署
  text ②所属長の役職名
sheet Ⅱ　特定個人情報ファイルの概要
 section １．特定個人情報ファイル名
  text -
 section ２．基本情報
  choice ①ファイルの種類　※ = システム用ファイル | その他の電子ファイル（表計算ファイル等）
  text ③対象となる本人の範囲　※
   text その必要性
  group ④記録される項目
   boxes 主な記録項目　※ = 個人番号 | 個人番号対応符号 | 連絡先（電話番号等） | 健康・医療関係情報
   text その妥当性
   text 全ての記録項目
  text ⑤保有開始日
 section ３．特定個人情報の入手・使用
  boxes ①入手元　※ = 本人又は本人の代理人 | 評価実施機関内の他部署 | 行政機関・独立行政法人等 | 民間事業者
  boxes ②入手方法 = 紙 | 電子記録媒体（フラッシュメモリを除く。） | 専用線 | 庁内連携システム | その他
  text ⑤使用方法　※
   text 情報の突合　※
 section ４．特定個人情報ファイルの取扱いの委託
  count 委託の有無　※ = 委託する | 委託しない
  titled 委託事項 = 4
   text ①委託内容
   choice ②委託先における取扱者数 = 10人未満 | 10人以上50人未満 | 50人以上100人未満
   text ③委託先名
   group 再委託
    choice ④再委託の有無　※ = 再委託する | 再委託しない
    text ⑤再委託の許諾方法
    text ⑥再委託事項
 section ５．特定個人情報の提供・移転（委託に伴うものを除く。）
  boxes 提供・移転の有無 = 提供を行っている | 移転を行っている | 行っていない
  titled 提供先 = 3
   text ①法令上の根拠
   text ②提供先における用途
   boxes ⑥提供方法 = 紙 | 電子メール | 専用線 | 情報提供ネットワークシステム
   text ⑦時期・頻度
 section ６．特定個人情報の保管・消去
  text 保管場所　※
sheet （別添１）特定個人情報ファイル記録項目
 text -
sheet Ⅲ　リスク対策　※（７．リスク１⑨を除く。）
 section １．特定個人情報ファイル名
  text -
 section ２．特定個人情報の入手（情報提供ネットワークシステムを通じた入手を除く。）
  risk リスク：　目的外の入手が行われるリスク
   text リスクに対する措置の内容
   choice リスクへの対策は十分か = 特に力を入れている | 十分である | 課題が残されている
 section ３．特定個人情報の使用
  risk リスク１：　目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク
   text リスクに対する措置の内容
   choice リスクへの対策は十分か = 特に力を入れている | 十分である | 課題が残されている
  risk リスク２：　権限のない者（元職員、アクセス権限のない職員等）によって不正に使用されるリスク
   choice ユーザ認証の管理 = 行っている | 行っていない
    text 具体的な管理方法
   text その他の措置の内容
   choice リスクへの対策は十分か = 特に力を入れている | 十分である | 課題が残されている
  risk 特定個人情報の使用におけるその他のリスク及びそのリスクに対する措置
   text -
 section ８．監査
  boxes 実施の有無 = 自己点検 | 内部監査 | 外部監査
 section ９．従業者に対する教育・啓発
  choice 従業者に対する教育・啓発 = 特に力を入れて行っている | 十分に行っている | 十分に行っていない
  text 具体的な方法
sheet Ⅴ　評価実施手続
 section １．基礎項目評価
  text ①実施日
  choice ②しきい値判断結果 = 基礎項目評価の実施が義務付けられる | 重点項目評価の実施が義務付けられる
 section ２．国民・住民等からの意見の聴取【任意】
  text ①方法
  text ③主な意見の内容
`

// parse reads the form.
func parse() []*Node {
	root := &Node{}
	stack := []*Node{root}
	for line := range strings.Lines(strings.TrimSpace(form)) {
		text := strings.TrimLeft(line, " ")
		depth := len(line) - len(text)
		kind, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
		label, options, _ := strings.Cut(rest, " = ")
		n := &Node{Kind: Kind(kind), Label: label}
		if label == "-" {
			n.Label = ""
		}
		switch kind {
		case "count":
			n.Kind, n.Counted = Choice, true
		case "titled":
			n.Kind, n.Titled = Blocks, true
		}
		if n.Kind == Blocks {
			n.Count = int(options[0] - '0')
		} else if options != "" {
			n.Options = strings.Split(options, " | ")
		}
		stack = stack[:depth+1]
		above := stack[depth]
		above.Kids = append(above.Kids, n)
		stack = append(stack, n)
	}
	return root.Kids
}

// Reword gives a share of the labels, other than titles and blocks, another wording that no
// vocabulary has. Numbers stay.
func Reword(sheets []*Node, rng *rand.Rand, share float64) {
	endings := []string{"に関する事項", "等の状況", "について", "の記載"}
	for _, n := range sheets {
		if n.Kind != Sheet && n.Kind != Blocks && n.Label != "" && rng.Float64() < share {
			number, words := cutNumber(n.Label)
			runes := []rune(words)
			n.Label = number + string(runes[:max(1, len(runes)*2/3)]) + endings[rng.IntN(len(endings))]
		}
		Reword(n.Kids, rng, share)
	}
}

// cutNumber cuts ①, １． or リスク１： off a label.
func cutNumber(label string) (number, words string) {
	runes := []rune(label)
	for i, r := range runes {
		switch {
		case r >= '①' && r <= '⑳', r == '．':
			return string(runes[:i+1]), string(runes[i+1:])
		case r >= '０' && r <= '９':
		default:
			return "", label
		}
	}
	return "", label
}
