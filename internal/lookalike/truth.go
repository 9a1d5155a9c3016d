package lookalike

import (
	"fmt"
	"slices"
	"strings"
)

// A Change is an entry of a change table about a field.
type Change struct{ Item, Before, After string }

// a listed is a field in the order of the form.
type listed struct {
	id    int
	item  string
	text  string
	empty bool
}

// Truth returns the changes from one form to another, in the order of the form. A deleted
// field follows the field that was before it.
func Truth(before, after []*Node) []Change {
	a, b := list(before), list(after)
	at := make(map[int]int)
	for i, f := range b {
		at[f.id] = i
	}
	type ranked struct {
		at, after int
		Change
	}
	var all []ranked
	seen := make(map[int]bool)
	place, behind := -1, 0
	for _, f := range a {
		seen[f.id] = true
		i, there := at[f.id]
		if !there {
			if behind++; !f.empty {
				all = append(all, ranked{place, behind, Change{f.item, f.text, "（削除）"}})
			}
			continue
		}
		place, behind = i, 0
		g := b[i]
		switch {
		case f.empty && g.empty, f.text == g.text:
		case f.empty:
			all = append(all, ranked{place, 0, Change{g.item, "", g.text}})
		case g.empty:
			all = append(all, ranked{place, 0, Change{g.item, f.text, "（削除）"}})
		default:
			all = append(all, ranked{place, 0, Change{g.item, f.text, g.text}})
		}
	}
	for i, g := range b {
		if !seen[g.id] && !g.empty {
			all = append(all, ranked{i, 0, Change{g.item, "", g.text}})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return a.after - b.after
	})
	changes := make([]Change, len(all))
	for i := range all {
		changes[i] = all[i].Change
	}
	return changes
}

// list lists the fields of a form.
func list(sheets []*Node) []listed {
	var all []listed
	var visit func(n *Node, path []string, group string)
	add := func(id int, path []string, text string, empty bool) {
		all = append(all, listed{id, strings.Join(path, "\n"), text, empty})
	}
	visit = func(n *Node, path []string, group string) {
		here := path
		if n.Label != "" && n.Kind != Group && n.Kind != Blocks {
			here = append(slices.Clone(path), group+heading(n.Label))
		}
		if n.isField() {
			add(n.ID, here, n.Written(), n.empty())
		}
		for i, b := range n.Copies {
			inside := append(slices.Clone(path), n.Label+wide(i+1))
			if n.Titled {
				add(b.ID, inside, b.Value, b.Value == "")
			}
			for _, k := range b.Kids {
				visit(k, inside, "")
			}
		}
		if n.Kind == Blocks {
			return
		}
		if group = ""; n.Kind == Group {
			group = heading(n.Label)
		}
		for _, k := range n.Kids {
			visit(k, here, group)
		}
	}
	for _, s := range sheets {
		visit(s, nil, "")
	}
	return all
}

// heading returns a label as it is written in an item: without ※ and the remark after it.
func heading(label string) string {
	label, _, _ = strings.Cut(label, "※（")
	return strings.TrimRight(strings.TrimSuffix(label, "※"), "　")
}

func (n *Node) empty() bool {
	if n.Kind == Boxes {
		return !slices.Contains(n.Ticked, true)
	}
	return n.Value == ""
}

// Written returns a field as officials copy it into the table.
func (n *Node) Written() string {
	switch n.Kind {
	case Choice:
		s := "[" + n.Value + "]"
		if n.Count > 0 {
			s += fmt.Sprintf("\n（%s）件", wide(n.Count))
		}
		return s
	case Boxes:
		var all []string
		for i, o := range n.Options {
			mark := "　"
			if n.Ticked[i] {
				mark = "〇"
			}
			all = append(all, "["+mark+"]"+o)
		}
		return strings.Join(all, "　")
	}
	return n.Value
}

// wide returns a number as the forms print it: a single digit is full-width.
func wide(n int) string {
	if n < 10 {
		return string(rune('０' + n))
	}
	return fmt.Sprint(n)
}
