package lookalike

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Draw returns a form as a workbook, with a cover, a list of the sheets and an empty change
// table.
func Draw(sheets []*Node, l Layout, published string) []byte {
	f := excelize.NewFile()
	defer f.Close()
	p := &pen{file: f, Layout: l}
	p.styles()
	p.cover(published)
	p.sheet("項目一覧")
	for i, s := range sheets {
		p.put(2, 2+i, 2, 2+i, s.Label, plain)
	}
	p.flush()
	for i, s := range sheets {
		if i == 0 || !l.OneSheet {
			name, _, _ := strings.Cut(s.Label, "　")
			if l.OneSheet {
				name = "評価書"
			}
			p.sheet(string([]rune(name)[:min(20, len([]rune(name)))]))
		}
		p.title(s.Label)
		for _, k := range s.Kids {
			p.draw(k, p.Left)
		}
		p.row++
		if !l.OneSheet || i == len(sheets)-1 {
			p.flush()
		}
	}
	p.table()
	must(f.DeleteSheet("Sheet1"))
	var b bytes.Buffer
	_, err := f.WriteTo(&b)
	must(err)
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// A look is the appearance of a cell.
type look int

const (
	plain look = iota
	label
	head
	looks
)

type drawn struct {
	text string
	look look
}

// A pen draws a form from top to bottom.
type pen struct {
	Layout
	file   *excelize.File
	name   string
	row    int // the next free row
	cells  map[int]map[int]drawn
	merged [][4]int // left, top, right, bottom
	style  [looks]int
}

func (p *pen) styles() {
	border := []excelize.Border{{Type: "left", Style: 1}, {Type: "top", Style: 1}, {Type: "right", Style: 1}, {Type: "bottom", Style: 1}}
	colours := map[string][looks]string{
		"none": {}, "labels": {"", "DDEBF7", "BDD7EE"}, "values": {"FFFFCC", "", ""}, "white": {"", "FFFFFF", "FFFFFF"},
	}[p.Fill]
	for k := range looks {
		s := &excelize.Style{
			Border: border, Font: &excelize.Font{Bold: p.Bold && k == head},
			Alignment:  &excelize.Alignment{WrapText: true, Vertical: "top"},
			Protection: &excelize.Protection{Locked: !p.Lock || k != plain},
		}
		if colours[k] != "" {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colours[k]}}
		}
		id, err := p.file.NewStyle(s)
		must(err)
		p.style[k] = id
	}
}

func (p *pen) sheet(name string) {
	_, err := p.file.NewSheet(name)
	must(err)
	p.name, p.row, p.cells, p.merged = name, 1, make(map[int]map[int]drawn), nil
}

// flush writes the sheet.
func (p *pen) flush() {
	out, err := p.file.NewStreamWriter(p.name)
	must(err)
	for _, row := range slices.Sorted(keys(p.cells)) {
		last := slices.Max(slices.Collect(keys(p.cells[row])))
		values := make([]any, last)
		for column, c := range p.cells[row] {
			cell := &excelize.Cell{StyleID: p.style[c.look]}
			if c.text != "" {
				cell.Value = c.text
			}
			values[column-1] = cell
		}
		must(out.SetRow(fmt.Sprint("A", row), values))
	}
	for _, m := range p.merged {
		from, err := excelize.CoordinatesToCellName(m[0], m[1])
		must(err)
		to, err := excelize.CoordinatesToCellName(m[2], m[3])
		must(err)
		must(out.MergeCell(from, to))
	}
	must(out.Flush())
}

func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// put draws a text over cells. In a plain layout, only rows are merged.
func (p *pen) put(left, top, right, bottom int, text string, l look) {
	if p.cells[top] == nil {
		p.cells[top] = make(map[int]drawn)
	}
	if _, taken := p.cells[top][left]; taken {
		panic(fmt.Sprintf("two texts in %s, column %d, row %d: %s", p.name, left, top, text))
	}
	p.cells[top][left] = drawn{text, l}
	if p.Plain {
		right = left
	}
	if left != right || top != bottom {
		p.merged = append(p.merged, [4]int{left, top, right, bottom})
	}
}

// heading draws a heading. Its number gets a cell of its own if the layout says so.
func (p *pen) heading(left, top, right, bottom int, text string, l look) {
	number, words := "", text
	if p.Apart {
		switch number, words = cutNumber(text); {
		case number != "":
		case strings.HasPrefix(text, "リスク") && strings.Contains(text, "："):
			number, words, _ = strings.Cut(text, "：")
			number, words = number+"：", strings.TrimPrefix(words, "　")
		case strings.HasPrefix(text, "Ⅰ"), strings.HasPrefix(text, "Ⅱ"), strings.HasPrefix(text, "Ⅲ"), strings.HasPrefix(text, "Ⅴ"):
			number, words, _ = strings.Cut(text, "　")
		}
	}
	if runes := []rune(words); p.Broken && len(runes) > 10 && len(runes) < 30 {
		words = string(runes[:len(runes)/2]) + "\n" + string(runes[len(runes)/2:])
	}
	if number != "" && right > left {
		p.put(left, top, left, bottom, number, l)
		left, number = left+1, ""
	}
	p.put(left, top, right, bottom, number+words, l)
}

func (p *pen) title(text string) {
	p.heading(p.Left, p.row, p.Right, p.row, text, head)
	p.row += 2
}

func (p *pen) cover(published string) {
	p.sheet("表紙")
	for i, c := range []string{"特定個人情報保護評価書", "", "評価書番号", "12", "評価書名", "みほん市 予防接種に関する事務 重点項目評価書", "評価実施機関名", "みほん市長", "公表日", published} {
		if c != "" {
			p.put(2+i%2*3, 2+i/2*2, 4+i%2*10, 2+i/2*2, c, plain)
		}
	}
	p.flush()
}

func (p *pen) table() {
	p.sheet("変更箇所")
	p.put(1, 1, 1, 1, "（別添２）変更箇所", plain)
	for i, text := range []string{"変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"} {
		p.put(1+i, 2, 1+i, 2, text, head)
	}
	widths := []float64{14, 21.875, 33.875, 33.875, 9, 21.875}
	out, err := p.file.NewStreamWriter(p.name)
	must(err)
	for i := len(widths); i > 0; i-- {
		must(out.SetColWidth(i, i, widths[i-1]))
	}
	for row := 1; row <= 2; row++ {
		values := make([]any, 6)
		for column, c := range p.cells[row] {
			values[column-1] = excelize.Cell{StyleID: p.style[c.look], Value: c.text}
		}
		must(out.SetRow(fmt.Sprint("A", row), values))
	}
	must(out.Flush())
}

func (p *pen) draw(n *Node, column int) {
	switch n.Kind {
	case Section, Risk:
		l := label
		if n.Kind == Section {
			l, column = head, p.Left
		}
		p.heading(column, p.row, p.Right, p.row, n.Label, l)
		p.row++
		for _, k := range n.Kids {
			p.draw(k, column)
		}
		if n.Kind == Section {
			p.row += p.Gap
		}
	case Blocks:
		p.blocks(n)
	case Group:
		p.group(n, column)
	default:
		p.field(n, column)
	}
}

// beside is the first column of a value that is right of its label.
func (p *pen) beside() int { return p.Left + p.Label + 4 }

func (p *pen) field(n *Node, column int) {
	switch {
	case n.Label == "":
		p.row = p.value(n, column, p.row) + 1
	case p.Above:
		p.heading(column, p.row, p.Right, p.row, n.Label, label)
		p.row = p.value(n, column+1, p.row+1) + 1
	default:
		last := p.value(n, p.beside(), p.row)
		p.heading(column, p.row, p.beside()-1, last, n.Label, label)
		p.row = last + 1
	}
	for _, k := range n.Kids {
		p.draw(k, column+p.Indent)
	}
}

func (p *pen) group(n *Node, column int) {
	top := p.row
	if p.Above {
		p.heading(column, p.row, p.Right, p.row, n.Label, label)
		p.row++
	}
	for _, k := range n.Kids {
		p.draw(k, column+2)
	}
	if !p.Above {
		p.heading(column, top, column+1, p.row-1, n.Label, label)
	}
}

func (p *pen) blocks(n *Node) {
	for i, b := range n.Copies {
		if i == 1 && p.Ranges {
			p.put(p.Left, p.row, p.Right, p.row, n.Label+"２～"+wide(max(4, len(n.Copies))), head)
			p.row++
		}
		number := wide(i + 1)
		if p.HalfWidth {
			number = fmt.Sprint(i + 1)
		}
		last := p.Right
		if n.Titled {
			last = p.beside() - 1
			p.put(p.beside(), p.row, p.Right, p.row, b.Value, plain)
		}
		if p.Apart {
			p.put(p.Left, p.row, p.Left+2, p.row, n.Label, label)
			p.put(p.Left+3, p.row, last, p.row, number, label)
		} else {
			p.put(p.Left, p.row, last, p.row, n.Label+number, label)
		}
		p.row++
		for _, k := range b.Kids {
			p.draw(k, p.Left)
		}
	}
}
