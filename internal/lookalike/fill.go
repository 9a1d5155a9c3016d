package lookalike

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var nouns = strings.Fields(`予防接種 健康情報 庁内連携機能 統合宛名システム アクセス権限 中間サーバー みほん市の台帳 特定個人情報 接種記録 予診票 対象者
課税情報 操作ログ 生体認証 パスワード 執務室 施錠 委託先 バックアップ データセンター 個人番号 本人確認 窓口 届出 管理簿 所属長 外部記録媒体 標準準拠システム`)

var ends = strings.Fields(`を管理している。 を行う。 に記録する。 により制限している。 を確認している。 を禁止している。 へ保管している。 を定期的に見直している。`)

func pick(rng *rand.Rand, all []string) string { return all[rng.IntN(len(all))] }

func sentence(rng *rand.Rand) string {
	return pick(rng, nouns) + pick(rng, []string{"の", "における", "に係る", "及び"}) + pick(rng, nouns) + pick(rng, ends)
}

func paragraph(rng *rand.Rand) string {
	if rng.IntN(5) == 0 {
		return "＜" + pick(rng, nouns) + "における措置＞"
	}
	p := pick(rng, []string{"・", "①", "②", "１．", "（１）", "", "　"}) + sentence(rng)
	if rng.IntN(3) == 0 {
		p += sentence(rng)
	}
	return p
}

// invent returns a text that is plausible beside a label.
func invent(rng *rand.Rand, label string) string {
	switch {
	case strings.Contains(label, "名称"), strings.HasSuffix(label, "名"), strings.Contains(label, "部署"):
		return pick(rng, nouns) + pick(rng, []string{"システム", "課", "管理システム", "株式会社"})
	case strings.Contains(label, "日"):
		return fmt.Sprintf("令和%d年%d月%d日", 2+rng.IntN(6), 1+rng.IntN(12), 1+rng.IntN(28))
	}
	lines := make([]string, []int{1, 1, 2, 3, 6, 12}[rng.IntN(6)])
	for i := range lines {
		lines[i] = paragraph(rng)
	}
	return strings.Join(lines, "\n")
}

// Fill returns a filled form.
func Fill(rng *rand.Rand, reworded float64) []*Node {
	sheets := parse()
	Reword(sheets, rng, reworded)
	id := 0
	var fill func(n *Node)
	fill = func(n *Node) {
		id++
		n.ID = id
		switch n.Kind {
		case Text:
			if rng.IntN(12) > 0 {
				n.Value = invent(rng, n.Label)
			}
		case Choice:
			if rng.IntN(15) > 0 {
				n.Value = pick(rng, n.Options)
				if n.Counted {
					n.Count = 1 + rng.IntN(9)
				}
			}
		case Boxes:
			n.Ticked = make([]bool, len(n.Options))
			for i := range n.Ticked {
				n.Ticked[i] = rng.IntN(5) < 2
			}
		case Blocks:
			for range n.Count {
				b := n.block()
				id++
				if b.ID = id; n.Titled {
					b.Value = invented(rng)
				}
				for _, k := range b.Kids {
					fill(k)
				}
				n.Copies = append(n.Copies, b)
			}
			return
		}
		for _, k := range n.Kids {
			fill(k)
		}
	}
	for _, s := range sheets {
		fill(s)
	}
	return sheets
}

// invented returns the title of a block.
func invented(rng *rand.Rand) string { return strings.TrimSuffix(sentence(rng), "。") }

// block returns an empty block of the kind that a node repeats.
func (n *Node) block() *Node {
	b := &Node{Kind: Blocks}
	for _, k := range n.Kids {
		b.Kids = append(b.Kids, k.clone())
	}
	return b
}

// clone returns a deep copy of a node.
func (n *Node) clone() *Node {
	c := *n
	c.Ticked = append([]bool(nil), n.Ticked...)
	c.Kids, c.Copies = nil, nil
	for _, k := range n.Kids {
		c.Kids = append(c.Kids, k.clone())
	}
	for _, k := range n.Copies {
		c.Copies = append(c.Copies, k.clone())
	}
	return &c
}

// An Operation is a change of one block of a form.
type Operation string

// Operations are all operations.
var Operations = []Operation{"none", "clear", "delete last", "delete inner", "insert last", "insert inner"}

// Edit returns a copy of a form with some fields changed, and one block.
func Edit(sheets []*Node, rng *rand.Rand, edits int, o Operation) []*Node {
	var edited []*Node
	var blocks []*Node
	for _, s := range sheets {
		edited = append(edited, s.clone())
	}
	each(edited, func(n *Node) {
		if len(n.Copies) > 2 {
			blocks = append(blocks, n)
		}
	})
	var touched *Node
	if o != "none" {
		touched = blocks[rng.IntN(len(blocks))]
		touched.operate(rng, o)
	}
	var fields []*Node
	each(edited, func(n *Node) {
		if n.isField() && !(touched != nil && touched.contains(n)) {
			fields = append(fields, n)
		}
	})
	rng.Shuffle(len(fields), func(i, k int) { fields[i], fields[k] = fields[k], fields[i] })
	for _, f := range fields[:min(edits, len(fields))] {
		f.edit(rng)
	}
	return edited
}

func (n *Node) isField() bool { return n.Kind == Text || n.Kind == Choice || n.Kind == Boxes }

// each visits all nodes. For blocks, it visits their copies.
func each(all []*Node, visit func(*Node)) {
	for _, n := range all {
		visit(n)
		if n.Kind == Blocks && len(n.Copies) > 0 {
			for _, b := range n.Copies {
				each(b.Kids, visit)
			}
			continue
		}
		each(n.Kids, visit)
	}
}

func (n *Node) contains(f *Node) bool {
	found := false
	for _, b := range n.Copies {
		each(b.Kids, func(k *Node) { found = found || k == f })
	}
	return found
}

// operate empties, removes or inserts a block.
func (n *Node) operate(rng *rand.Rand, o Operation) {
	last := len(n.Copies) - 1
	cut := func(i int) { n.Copies = append(n.Copies[:i:i], n.Copies[i+1:]...) }
	insert := func(i int) {
		b := n.block()
		if b.ID = 1_000_000; n.Titled {
			b.Value = invented(rng)
		}
		each(b.Kids, func(k *Node) {
			b.ID++
			k.ID = b.ID
			k.edit(rng)
		})
		b.ID = 1_000_000
		n.Copies = append(n.Copies[:i:i], append([]*Node{b}, n.Copies[i:]...)...)
	}
	switch o {
	case "clear":
		b := n.Copies[rng.IntN(last+1)]
		b.Value = ""
		each(b.Kids, func(k *Node) { k.Value, k.Count, k.Ticked = "", 0, make([]bool, len(k.Options)) })
	case "delete last":
		cut(last)
	case "delete inner":
		cut(rng.IntN(last))
	case "insert last":
		insert(last + 1)
	case "insert inner":
		insert(rng.IntN(last + 1))
	}
}

// edit changes a field.
func (n *Node) edit(rng *rand.Rand) {
	switch n.Kind {
	case Choice:
		for was := n.Value; n.Value == was; {
			n.Value = pick(rng, append(n.Options, ""))
		}
		if n.Count = 0; n.Counted && n.Value != "" {
			n.Count = 1 + rng.IntN(9)
		}
	case Boxes:
		if n.Ticked == nil {
			n.Ticked = make([]bool, len(n.Options))
		}
		i := rng.IntN(len(n.Options))
		n.Ticked[i] = !n.Ticked[i]
	case Text:
		n.editText(rng)
	}
}

func (n *Node) editText(rng *rand.Rand) {
	lines := strings.Split(n.Value, "\n")
	k := rng.IntN(len(lines))
	switch dice := rng.IntN(10); {
	case n.Value == "", strings.Contains(n.Label, "日"):
		n.Value = invent(rng, n.Label)
		return
	case dice == 0:
		n.Value = ""
		return
	case dice < 4 && len(lines) > 2:
		lines = append(lines[:k:k], lines[k+1:]...)
	case dice < 6:
		lines = append(lines[:k:k], append([]string{paragraph(rng)}, lines[k:]...)...)
	case dice < 7:
		lines = []string{paragraph(rng), paragraph(rng)}
	default:
		runes := []rune(lines[k])
		at := rng.IntN(len(runes) + 1)
		lines[k] = string(runes[:at]) + pick(rng, []string{"（令和７年度から）", "等", "本市", "。なお、"}) + string(runes[at:])
	}
	n.Value = strings.Join(lines, "\n")
}
