package lookalike

import (
	"fmt"
	"strings"
)

// value draws the value of a field and returns its last row.
func (p *pen) value(n *Node, left, top int) int {
	switch n.Kind {
	case Choice:
		return p.choice(n, left, top)
	case Boxes:
		return p.boxes(n, left, top)
	}
	lines := strings.Split(n.Value, "\n")
	switch p.Text {
	case "rows":
		for i, line := range lines {
			p.put(left, top+i, p.Right, top+i, line, plain)
		}
		return top + len(lines) - 1
	case "merged":
		bottom := top + min(5, len(lines)/2)
		p.put(left, top, p.Right, bottom, n.Value, plain)
		return bottom
	}
	p.put(left, top, p.Right, top, n.Value, plain)
	return top
}

func (p *pen) choice(n *Node, left, top int) int {
	last := top
	switch p.Choices {
	case "cells":
		p.put(left, top, left, top, "[", plain)
		p.put(left+1, top, left+9, top, n.Value, plain)
		p.put(left+10, top, left+10, top, "]", plain)
	case "one":
		p.put(left, top, left+10, top, "["+n.Value+"]", plain)
	default:
		p.put(left, top, left+10, top, n.Value, plain)
	}
	numbered := make([]string, len(n.Options))
	for i, o := range n.Options {
		numbered[i] = fmt.Sprintf("%d）%s", i+1, o)
	}
	switch p.List {
	case "one":
		p.put(left+12, top, p.Right, top, "＜選択肢＞\n"+strings.Join(numbered, "\n"), plain)
	case "cells":
		p.put(left+12, top, p.Right, top, "＜選択肢＞", plain)
		for i := 0; i < len(numbered); i += 2 {
			last++
			p.put(left+12, last, left+15, last, numbered[i], plain)
			if i+1 < len(numbered) {
				p.put(left+16, last, p.Right, last, numbered[i+1], plain)
			}
		}
	}
	if n.Counted {
		last++
		count := ""
		if n.Count > 0 {
			count = fmt.Sprint(n.Count)
		}
		p.put(left, last, left, last, "（", plain)
		p.put(left+1, last, left+3, last, count, plain)
		p.put(left+4, last, left+6, last, "）件", plain)
	}
	return last
}

func (p *pen) boxes(n *Node, left, top int) int {
	marks := func(ticked, open, gap string) string {
		var all []string
		for i, o := range n.Options {
			if n.Ticked[i] {
				all = append(all, ticked+o)
			} else {
				all = append(all, open+o)
			}
		}
		return strings.Join(all, gap)
	}
	switch p.Ticks {
	case "line":
		p.put(left, top, p.Right, top, marks("☑", "□", "　"), plain)
		return top
	case "lines":
		p.put(left, top, p.Right, top, marks("■", "□", "\n"), plain)
		return top
	case "bracketed":
		p.put(left, top, p.Right, top, marks("[○]", "[　]", "　"), plain)
		return top
	}
	width, row := max(5, (p.Right-left+1)/p.PerRow), top
	for i, o := range n.Options {
		if i > 0 && i%p.PerRow == 0 {
			row++
		}
		at := left + i%p.PerRow*width
		tick, bracketed, mark := "", "[　]", "□"
		if n.Ticked[i] {
			tick, bracketed, mark = "○", "[○]", "☑"
		}
		switch p.Ticks {
		case "cells":
			p.put(at, row, at, row, "[", plain)
			p.put(at+1, row, at+1, row, tick, plain)
			p.put(at+2, row, at+2, row, "]", plain)
			p.put(at+3, row, at+width-1, row, o, plain)
		case "pair":
			p.put(at, row, at, row, bracketed, plain)
			p.put(at+1, row, at+width-1, row, o, plain)
		case "mark":
			p.put(at, row, at, row, mark, plain)
			p.put(at+1, row, at+width-1, row, o, plain)
		case "each":
			p.put(at, row, at+width-1, row, bracketed+o, plain)
		case "behind":
			p.put(at, row, at+width-4, row, o, plain)
			p.put(at+width-3, row, at+width-3, row, "[", plain)
			p.put(at+width-2, row, at+width-2, row, tick, plain)
			p.put(at+width-1, row, at+width-1, row, "]", plain)
		}
	}
	return row
}
