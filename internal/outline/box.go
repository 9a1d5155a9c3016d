package outline

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bracket returns the text in the brackets that a row begins with, and how many cells they
// take, or 0 if the row does not begin with brackets.
func bracket(row []*Cell) (inner string, cells int) {
	t := strings.TrimSpace(row[0].Text)
	text := func(i int) string { return strings.TrimSpace(row[i].Text) }
	switch {
	case isOpen(t):
		if len(row) > 1 && isClose(text(1)) {
			return "", 2
		}
		if len(row) > 2 && isClose(text(2)) && !strings.Contains(text(1), "\n") {
			return row[1].Text, 3
		}
	case utf8.RuneCountInString(t) < 80:
		r, n := utf8.DecodeRuneInString(t)
		l, m := utf8.DecodeLastRuneInString(t)
		if isOpen(string(r)) && isClose(string(l)) && len(t) > n+m-1 {
			if body := t[n : len(t)-m]; !strings.ContainsAny(body, "[]［］\n") {
				return body, 1
			}
		}
	}
	return "", 0
}

func isOpen(s string) bool  { return s == "[" || s == "［" }
func isClose(s string) bool { return s == "]" || s == "］" }

// isTick reports whether a text is the mark of a ticked box.
func isTick(s string) bool {
	switch strings.TrimSpace(s) {
	case "○", "〇", "◯", "●", "◎", "☑", "☒", "■", "✓", "✔", "レ", "ﾚ", "v", "V", "✕", "×", "o", "O", "0":
		return true
	}
	return false
}

func isOpenBox(s string) bool { return s == "□" || s == "☐" || s == "◻" || s == "▢" }

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// isOption reports whether a cell is the option of the box before it.
func isOption(c, box *Cell, ticked bool, v *Vocabulary) bool {
	t := strings.TrimSpace(c.Text)
	switch {
	case isOpen(t), isClose(t), isListHead(t), isNumbered(t), isOpenBox(t), strings.Contains(t, "\n") && len(t) > 200, c.filled && !box.filled:
		return false
	case t == "（", t == "(":
		return false
	case ticked:
		return true
	}
	return len(v.find(t)) == 0 || v.isOption(t)
}

// mayBeOption reports whether a text may be the option of the empty box after it, rather than
// the heading of an empty choice.
func (u *unit) mayBeOption(box *Cell, v *Vocabulary) bool {
	kind, _ := cutNumber(u.text)
	return len(u.cells) == 1 && kind == noNumeral && isOption(u.cells[0], box, false, v)
}

// newTick returns a box with its option.
func newTick(option string, ticked bool) Tick {
	option, count := cutCount(strings.TrimSpace(option))
	return Tick{Option: option, Ticked: ticked, Count: count}
}

// parseBoxes returns the boxes of a text that consists only of boxes with their options, or
// nil for any other text.
func parseBoxes(s string) []Tick {
	ticks, certain := boxesOf(s)
	if !certain {
		return nil // ■ may also begin a paragraph
	}
	return ticks
}

// boxesOf returns the boxes of a text that can be read as only boxes with their options, and
// whether that reading is certain.
func boxesOf(s string) (boxes []Tick, certain bool) {
	var ticks []Tick
	rest := strings.TrimSpace(s)
	for rest != "" {
		ticked, sure, after, ok := cutBox(rest)
		if !ok {
			return nil, false
		}
		certain = certain || sure
		end := len(after)
		for i, r := range after {
			if i == 0 {
				continue
			}
			if r == '\n' || r == '\r' {
				end = i
				break
			}
			if _, _, _, next := cutBox(after[i:]); next {
				end = i
				break
			}
		}
		option := strings.TrimSpace(after[:end])
		if option == "" || utf8.RuneCountInString(option) > 60 || strings.ContainsRune(outsideBrackets(option), '。') {
			return nil, false
		}
		ticks = append(ticks, newTick(option, ticked))
		rest = strings.TrimSpace(after[end:])
	}
	return ticks, certain
}

// cutBox cuts a box off the beginning of a text. It is certain unless its sign may also begin
// a paragraph.
func cutBox(s string) (ticked, certain bool, rest string, ok bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '[' || r == '［':
		in, m := utf8.DecodeRuneInString(s[n:])
		if isClose(string(in)) {
			return false, true, s[n+m:], true
		}
		shut, k := utf8.DecodeRuneInString(s[n+m:])
		if isClose(string(shut)) && (isTick(string(in)) || unicode.IsSpace(in)) {
			return isTick(string(in)), true, s[n+m+k:], true
		}
	case isOpenBox(string(r)):
		return false, true, s[n:], true
	case r == '☑' || r == '☒' || r == '✓' || r == '✔':
		return true, true, s[n:], true
	case r == '■':
		return true, false, s[n:], true
	}
	return false, false, s, false
}

// outsideBrackets returns a text without the parts in brackets.
func outsideBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '（', '(', '「', '【', '＜', '[':
			depth++
		case '）', ')', '」', '】', '＞', ']':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// cutCount cuts （２）件 off the end of a text and returns the number. For an empty count it
// returns 「　」.
func cutCount(s string) (rest, count string) {
	t := strings.TrimSpace(s)
	body, ok := strings.CutSuffix(t, "件")
	if !ok {
		return s, ""
	}
	body = strings.TrimRightFunc(body, unicode.IsSpace)
	shut, n := utf8.DecodeLastRuneInString(body)
	if shut != '）' && shut != ')' {
		return s, ""
	}
	body = body[:len(body)-n]
	i := strings.LastIndexAny(body, "（(")
	if i < 0 {
		return s, ""
	}
	_, n = utf8.DecodeRuneInString(body[i:])
	inner := strings.TrimSpace(body[i+n:])
	if strings.Trim(inner, "0123456789０１２３４５６７８９") != "" || len(inner) > 12 {
		return s, ""
	}
	return strings.TrimSpace(body[:i]), cmp.Or(wideDigit(inner), "　")
}

// wideDigit returns a number as the forms print it: a single digit is full-width.
func wideDigit(s string) string {
	if len(s) == 1 && isDigit(rune(s[0])) {
		return string(rune(s[0]) - '0' + '０')
	}
	return s
}
