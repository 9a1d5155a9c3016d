package pdftable

import (
	"betten/internal/change"
	"math"
	"strings"
	"unicode/utf8"

	"betten/internal/text"
)

// A seamNote is a line end that was decided by a guess.
type seamNote struct {
	line int
	how  ending
}

// A composed is the text of a cell and the way its lines were joined.
type composed struct {
	text   string
	notes  []seamNote
	kept   int // line ends
	joined int
	forced int // of those joined
	blanks int // blanks restored that the end of a line swallowed
	empty  int // empty lines restored that the end of a page swallowed
}

// mostEmpty is the maximum number of consecutive empty lines. A greater distance belongs to
// the layout.
const mostEmpty = 2

// compose joins the lines of a cell.
func (j *joiner) compose() composed {
	var made composed
	var b strings.Builder
	for i := range j.lines {
		l := &j.lines[i]
		if i+1 == len(j.lines) {
			b.WriteString(trimRight(l.text()))
			break
		}
		how := j.ending(i)
		if how > forced {
			made.notes = append(made.notes, seamNote{i, how})
		}
		if !how.soft() {
			made.kept++
			b.WriteString(trimRight(l.text()))
			b.WriteString(strings.Repeat("\n", 1+j.empty(i)))
			if j.lostEmpty(i) {
				made.empty++
				b.WriteString("\n")
			}
			j.from = i + 1
			continue
		}
		if made.joined++; how == forced {
			made.forced++
		}
		b.WriteString(l.text())
		if blank := j.swallowed(i, b.String()); blank != "" {
			made.blanks++
			b.WriteString(blank)
		}
	}
	made.text = b.String()
	return made
}

// trimRight drops the blanks at the end of a paragraph, since they are invisible in print.
func trimRight(s string) string { return strings.TrimRightFunc(s, isBlank) }

// empty returns how many empty lines are between line i and the next.
func (j *joiner) empty(i int) int {
	a, b := &j.lines[i], &j.lines[i+1]
	if a.page != b.page || j.pitch <= 0 || a.blank() || b.blank() {
		return 0
	}
	return max(0, min(mostEmpty, int(math.Round((b.y-a.y)/j.pitch))-1))
}

// lostEmpty reports whether the end of a page swallowed an empty line after line i: a heading
// follows, and the other headings of the cell have an empty line above.
func (j *joiner) lostEmpty(i int) bool {
	if j.lines[i].page == j.lines[i+1].page || !j.heads(i+1) || j.heads(i) {
		return false
	}
	apart, close := 0, 0
	for k := 1; k < len(j.lines); k++ {
		switch {
		case !j.heads(k), j.heads(k - 1), j.lines[k].page != j.lines[k-1].page:
		case j.empty(k-1) > 0:
			apart++
		default:
			close++
		}
	}
	return apart > close
}

// swallowed returns the blank that the end of line i swallowed, if the next line shows that
// there was one: between two words of ASCII that would have been on one line of their own if
// they were one word, and between the check boxes of a list. whole is the text so far.
func (j *joiner) swallowed(i int, whole string) string {
	a, b := &j.lines[i], &j.lines[i+1]
	above, below := a.text(), b.text()
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	switch {
	case isBlank(last) || isBlank(first):
		return ""
	case first == '[' && strings.Contains(whole, "　["):
		return "　"
	case j.kind == change.DateColumn || isDigit(last) && isDigit(first):
		return ""
	case !isAlphanumeric(last) && !strings.ContainsRune(".,:;)", last) || !isAlphanumeric(first) && first != '(':
		return ""
	}
	breaks := text.Breaks(above)
	start := 0
	if n := len(breaks); n > 0 {
		start = breaks[n-1]
	}
	if start == 0 {
		return "" // the line is one word, which may be broken anywhere
	}
	unit, _ := j.unit(a, b)
	if word := a.right - a.left - a.reach(start); word+unit < j.width {
		return " "
	}
	// A program that breaks such a long word fills the line with it.
	one := b.rights[0] - b.left
	if last != '.' && a.right+one < j.limit-midSlack*a.size {
		return " "
	}
	return ""
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isAlphanumeric reports whether a character is an ASCII letter or digit.
func isAlphanumeric(r rune) bool {
	return isDigit(r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
