package outline

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A unit is a group of cells that is read as one: a cell, the cells of a box with its option,
// or a number with the label beside it.
type unit struct {
	box
	kind  unitKind
	cells []*Cell
	text  string // trimmed
	ticks []Tick // of boxes
	value string // of a choice

	base, score int
	sure        bool
	known       []*word
	level       Level
	stem        string // of a block
	number      int
	isRange     bool
	heading     *Heading
}

type unitKind int

const (
	textUnit unitKind = iota
	boxUnit
	choiceUnit
	listUnit
	labelUnit
)

// row returns the cells that begin in a row, from the left.
func (s *Sheet) byRow() [][]*Cell {
	slices.SortFunc(s.Cells, func(a, b *Cell) int { return a.compare(b.box) })
	var rows [][]*Cell
	for i := 0; i < len(s.Cells); {
		j := i + 1
		for j < len(s.Cells) && s.Cells[j].top == s.Cells[i].top {
			j++
		}
		rows = append(rows, s.Cells[i:j])
		i = j
	}
	return rows
}

// scan makes units of the cells of a document.
func (d *Document) scan(v *Vocabulary) {
	behind := false
	for _, s := range d.Sheets {
		if s.Left == Compared {
			behind = behind || optionsFirst(s.byRow())
		}
	}
	for _, s := range d.Sheets {
		if s.Left != Compared {
			continue
		}
		for _, row := range s.byRow() {
			s.units = append(s.units, scanRow(row, v, behind)...)
		}
		s.markLists()
	}
}

// scanRow makes units of the cells of a row. If behind is set, boxes come after their options.
func scanRow(row []*Cell, v *Vocabulary, behind bool) []*unit {
	var units []*unit
	add := func(u *unit, cells ...*Cell) {
		u.cells = cells
		u.box = cells[0].box
		for _, c := range cells[1:] {
			u.right, u.bottom = max(u.right, c.right), max(u.bottom, c.bottom)
		}
		units = append(units, u)
	}
	for i := 0; i < len(row); i++ {
		c := row[i]
		t := strings.TrimSpace(c.Text)
		inner, n := bracket(row[i:])
		switch {
		case n > 0 && (isTick(inner) || isBlank(inner)):
			end := i + n
			var last *unit // it may be the option
			if len(units) > 0 {
				last = units[len(units)-1]
			}
			switch {
			case behind && last != nil && last.kind == textUnit && (isTick(inner) || last.mayBeOption(c, v)):
				last.kind, last.ticks = boxUnit, []Tick{newTick(last.text, isTick(inner))}
				last.cells = append(last.cells, row[i:end]...)
				last.right = row[end-1].right
			case !behind && end < len(row) && isOption(row[end], c, isTick(inner), v):
				add(&unit{kind: boxUnit, ticks: []Tick{newTick(row[end].Text, isTick(inner))}}, row[i:end+1]...)
				end++
			default:
				add(&unit{kind: choiceUnit, value: strings.TrimSpace(inner)}, row[i:end]...)
			}
			i = end - 1
		case n > 0:
			add(&unit{kind: choiceUnit, value: strings.TrimSpace(inner)}, row[i:i+n]...)
			i += n - 1
		default:
			if ticks := parseBoxes(t); ticks != nil {
				add(&unit{kind: boxUnit, ticks: ticks}, c)
				break
			}
			if i+1 < len(row) && (isTick(t) || isOpenBox(t)) && isOption(row[i+1], c, true, v) {
				add(&unit{kind: boxUnit, ticks: []Tick{newTick(row[i+1].Text, isTick(t))}}, c, row[i+1])
				i++
				break
			}
			if i+1 < len(row) && joinsLabel(t, c, row[i+1], v) {
				add(&unit{text: joinNumber(t, strings.TrimSpace(row[i+1].Text))}, c, row[i+1])
				i++
				break
			}
			add(&unit{text: t}, c)
		}
	}
	return units
}

// optionsFirst reports whether boxes come after their options: in some row the last box is
// ticked, with a text before it and no text after it.
func optionsFirst(rows [][]*Cell) bool {
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			inner, n := bracket(row[i:])
			if n == 0 {
				continue
			}
			if before := strings.TrimSpace(row[i-1].Text); isTick(inner) && i+n == len(row) && !isClose(before) && !isOpen(before) {
				return true
			}
			i += n - 1
		}
	}
	return false
}

// isListHead reports whether a text begins a list of choices.
func isListHead(s string) bool {
	first, _, _ := strings.Cut(s, "\n")
	return utf8.RuneCountInString(first) < 12 && strings.HasPrefix(strings.Trim(key(first), "<>＜＞〈〉《》()（）[]【】"), "選択肢")
}

// isNumbered reports whether a text is a numbered choice: 2）十分である.
func isNumbered(s string) bool {
	rest := strings.TrimLeftFunc(s, isDigit)
	if rest == s || len(s)-len(rest) > 6 {
		return false
	}
	return strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ")")
}

// markLists marks the lists of choices: a heading, and the numbered lines close below it.
func (s *Sheet) markLists() {
	var heads []*unit
	for _, u := range s.units {
		switch t := u.text; {
		case u.kind != textUnit:
		case isListHead(t):
			u.kind = listUnit
			heads = append(heads, u)
		case isNumbered(t) && shortLines(t):
			for _, h := range slices.Backward(heads[max(0, len(heads)-mostHeads):]) {
				if u.top-h.bottom > listRows {
					break
				}
				if h.cells[0].filled != u.cells[0].filled {
					continue
				}
				if h.left <= u.left && u.left <= max(h.right, h.left+30) || u.top == h.top && u.left > h.right {
					u.kind = listUnit
					break
				}
			}
		}
	}
}

const (
	listRows  = 8   // rows below the heading of a list that may have its choices
	mostHeads = 100 // headings of lists that are searched for a choice
)

// shortLines reports whether a text is a choice, or several choices, one per line.
func shortLines(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if n := utf8.RuneCountInString(line); n >= 50 || n > 0 && !isNumbered(strings.TrimSpace(line)) {
			return false
		}
	}
	return true
}

// joinsLabel reports whether a cell contains the number of the label beside it.
func joinsLabel(t string, c, next *Cell, v *Vocabulary) bool {
	if next.left > c.right+3 || c.filled != next.filled {
		return false
	}
	n := strings.TrimSpace(next.Text)
	if n == "" || onlyNumber(n) || isOpen(n) || isListHead(n) {
		return false
	}
	switch {
	case onlyNumber(t):
		return true
	case stems[t] || v.isStem(t):
		return digits(n) > 0
	case digits(t) > 0:
		return len(v.find(n)) > 0
	}
	return false
}

// joinNumber joins a number with its label as the forms print them.
func joinNumber(number, label string) string {
	kind, _ := cutNumber(number)
	switch {
	case kind == roman:
		return number + "　" + label
	case digits(number) > 0:
		return number + "．" + label
	}
	return number + label
}
