package outline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The notation of a field in the change table, as in published tables.
const (
	tickMark  = "〇"
	emptyMark = "　"
	boxGap    = "　"
)

// newField makes a field of the units under a heading.
func newField(h *Heading, units, lists []*unit) *Field {
	f := &Field{Under: h}
	slices.SortStableFunc(units, func(a, b *unit) int { return cmp.Or(a.sheet().index-b.sheet().index, a.compare(b.box)) })
	for _, u := range units {
		f.Cells = append(f.Cells, u.cells...)
	}
	for _, u := range lists {
		f.List = append(f.List, u.cells...)
	}
	f.compose(units)
	return f
}

func (u *unit) sheet() *Sheet { return u.cells[0].Sheet }

// compose determines the kind of a field from its units, and writes its text.
func (f *Field) compose(units []*unit) {
	lines := joinRows(units)
	if len(f.List) > 0 {
		for i := range lines {
			lines[i].blank = 0 // the rows of the list are in between
		}
	}
	switch {
	case f.boxes(lines):
	case f.choice(lines):
	default:
		f.Text = written(lines)
		if len(units) == 1 {
			f.Day = units[0].cells[0].Day
		}
		if f.Day.IsZero() {
			f.Day = (&Cell{Text: f.Text}).day()
		}
		if !f.Day.IsZero() {
			f.Kind = Date
		}
		f.void = strings.TrimFunc(f.Text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("[]［］（）()件□☐", r) }) == ""
	}
}

// A line is a row of a field.
type line struct {
	parts []part
	blank int // empty rows before it
	cells int
	sheet *Sheet
}

// A part is a box with its option, a choice, or a text.
type part struct {
	kind  unitKind
	text  string
	ticks []Tick
}

// counts reports whether a row is a count drawn in several cells: （ | 2 | ）件.
func (l *line) counts() bool {
	rest, count := cutCount(l.parts[0].text)
	return l.cells > 1 && len(l.parts) == 1 && count != "" && strings.TrimSpace(rest) == ""
}

// joinRows returns the rows of a field. It joins texts of one row.
func joinRows(units []*unit) []line {
	var lines []line
	top, bottom := 0, 0
	for _, u := range units {
		last := len(lines) - 1
		if last < 0 || u.top > top || lines[last].sheet != u.sheet() {
			l := line{sheet: u.sheet()}
			if last >= 0 && lines[last].sheet == l.sheet {
				l.blank = max(0, u.top-bottom-1)
			}
			lines = append(lines, l)
			last, top, bottom = last+1, u.top, u.bottom
		}
		bottom = max(bottom, u.bottom)
		l := &lines[last]
		l.cells += len(u.cells)
		switch {
		case u.kind == boxUnit:
			l.parts = append(l.parts, part{kind: boxUnit, ticks: u.ticks})
		case u.kind == choiceUnit:
			l.parts = append(l.parts, part{kind: choiceUnit, text: u.value})
		case len(l.parts) > 0 && l.parts[len(l.parts)-1].kind == textUnit:
			l.parts[len(l.parts)-1].text += u.cellText()
		default:
			l.parts = append(l.parts, part{kind: textUnit, text: u.cellText()})
		}
	}
	return lines
}

// cellText returns a unit's text as it is in the cells.
func (u *unit) cellText() string {
	if len(u.cells) == 1 {
		return u.cells[0].Text
	}
	return u.text
}

// boxes reads a field that consists only of boxes, possibly with counts.
func (f *Field) boxes(lines []line) bool {
	ticks := ticksOf(lines)
	if len(ticks) == 0 {
		return false
	}
	f.setBoxes(ticks)
	return true
}

// ticksOf returns the boxes of a field that consists only of boxes.
func ticksOf(lines []line) []Tick {
	var ticks []Tick
	for _, l := range lines {
		for _, p := range l.parts {
			switch {
			case p.kind == boxUnit:
				ticks = append(ticks, slices.Clone(p.ticks)...)
			case p.kind == textUnit && len(ticks) > 0 && !strings.Contains(p.text, "\n"):
				last := &ticks[len(ticks)-1]
				whole := last.Option + strings.TrimSpace(p.text)
				if last.Count != "" {
					return nil
				}
				last.Option, last.Count = cutCount(whole)
			default:
				return nil
			}
		}
	}
	return ticks
}

// setBoxes makes a field one of boxes.
func (f *Field) setBoxes(ticks []Tick) {
	f.Kind, f.Ticks, f.void = Boxes, ticks, true
	gap := boxGap
	var all []string
	for _, t := range ticks {
		mark := emptyMark
		if t.Ticked {
			mark = tickMark
		}
		if t.Ticked || strings.TrimSpace(t.Count) != "" {
			f.void = false
		}
		if t.Count != "" {
			gap = "\n"
		}
		all = append(all, "["+mark+"]"+t.Option+counted(t.Count))
	}
	f.Text = strings.Join(all, gap)
}

func counted(count string) string {
	if count == "" {
		return ""
	}
	return "（" + count + "）件"
}

// choice reads a field that is one choice, possibly with a count.
func (f *Field) choice(lines []line) bool {
	value, rest, found := "", "", false
	for i, l := range lines {
		for k, p := range l.parts {
			switch {
			case p.kind == choiceUnit && i == 0 && k == 0:
				value, found = p.text, true
			case p.kind == textUnit && found:
				rest += p.text
			default:
				return i == 0 && len(lines) == 1 && len(l.parts) == 1 && f.oneCellChoice(p.text)
			}
		}
	}
	body, count := cutCount(rest)
	if !found || strings.TrimSpace(body) != "" {
		return false
	}
	f.setChoice(value, count)
	return true
}

// oneCellChoice reads a choice and its count from the text of one cell.
func (f *Field) oneCellChoice(text string) bool {
	head, rest, two := strings.Cut(strings.TrimSpace(text), "\n")
	inner, n := bracket([]*Cell{{Text: head}})
	body, count := cutCount(rest)
	if n == 0 || !two || count == "" || strings.TrimSpace(body) != "" {
		return false
	}
	f.setChoice(strings.TrimSpace(inner), count)
	return true
}

func (f *Field) setChoice(value, count string) {
	f.Kind, f.Value, f.Count = Choice, value, count
	f.Text = "[" + value + "]"
	if count != "" {
		f.Text += "\n" + counted(count)
	}
	f.void = value == "" && strings.TrimSpace(count) == ""
}

// written writes the rows of a field unchanged.
func written(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteString("\n")
			if l.blank <= 2 {
				b.WriteString(strings.Repeat("\n", l.blank))
			}
		}
		for k, p := range l.parts {
			switch {
			case p.kind == choiceUnit:
				b.WriteString("[" + p.text + "]")
			case p.kind == boxUnit:
				for m, t := range p.ticks {
					if m > 0 || k > 0 && l.parts[k-1].kind == boxUnit {
						b.WriteString(boxGap)
					}
					mark := emptyMark
					if t.Ticked {
						mark = tickMark
					}
					b.WriteString("[" + mark + "]" + t.Option + counted(t.Count))
				}
			case l.counts():
				_, count := cutCount(p.text)
				b.WriteString(counted(count))
			default:
				b.WriteString(p.text)
			}
		}
	}
	return b.String()
}

// A sameness says to what extent two fields are equal.
type sameness int

const (
	different sameness = iota
	widthOnly          // they differ only in the width of characters or in blanks
	same
)

// compareFields compares the meaning of two fields.
func compareFields(a, b *Field) sameness {
	switch {
	case a.Empty() && b.Empty():
		return same
	case a.Empty() != b.Empty():
		return different
	case a.Text == b.Text:
		return same
	case a.Kind == Boxes && b.Kind == Boxes:
		if ticked(a) == ticked(b) {
			return same
		}
		return different
	case a.Kind == Choice || b.Kind == Choice:
		x, n, ok := a.asChoice()
		y, m, also := b.asChoice()
		if ok && also && x == y && strings.TrimSpace(n) == strings.TrimSpace(m) {
			return same
		}
		return different
	case a.Kind == Date && b.Kind == Date:
		if a.Day.Equal(b.Day) {
			return same
		}
		return different
	}
	x, y := trimmed(a.Text), trimmed(b.Text)
	switch {
	case x == y:
		return same
	case len(a.Cells) != len(b.Cells) && withoutEmptyLines(x) == withoutEmptyLines(y):
		return same
	case folded(x) == folded(y):
		return widthOnly
	}
	return different
}

// ticked returns the ticked options of a field, in a form that can be compared.
func ticked(f *Field) string {
	var all []string
	for _, t := range f.Ticks {
		if t.Ticked || strings.TrimSpace(t.Count) != "" {
			mark := ""
			if t.Ticked {
				mark = tickMark
			}
			all = append(all, mark+key(t.Option)+"\x00"+key(t.Count))
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\x01")
}

// asChoice returns the value of a choice and its count in the form used to compare. It also
// accepts a choice drawn without brackets.
func (f *Field) asChoice() (value, count string, ok bool) {
	switch f.Kind {
	case Choice:
		return choiceKey(f.Value), key(f.Count), true
	case Prose:
		lines := strings.Split(strings.TrimSpace(f.Text), "\n")
		if rest, n := cutCount(lines[len(lines)-1]); n != "" && rest == "" && len(lines) > 1 {
			count, lines = key(n), lines[:len(lines)-1]
		}
		return choiceKey(lines[0]), count, len(lines) == 1
	}
	return "", "", false
}

// choiceKey returns the value of a choice without its number in the list.
func choiceKey(s string) string {
	s = strings.TrimSpace(s)
	if isNumbered(s) {
		s = strings.TrimLeft(strings.TrimLeftFunc(s, isDigit), "）)")
	}
	return key(s)
}

// bracketed returns the text of a choice drawn without brackets as if it were drawn with
// them.
func (f *Field) bracketed() string {
	value, rest, more := strings.Cut(strings.TrimSpace(f.Text), "\n")
	if more {
		rest = "\n" + rest
	}
	return "[" + value + "]" + rest
}

// trimmed returns a text without the invisible blanks at the ends of its lines.
func trimmed(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func withoutEmptyLines(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), "\n")
}

// folded returns a text without blanks and with the width of characters folded.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}
