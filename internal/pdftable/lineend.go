package pdftable

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/text"
)

// An ending is the kind of the end of a printed line, and how it was determined.
type ending uint8

const (
	hard      ending = iota // the author ended the line: more would have fitted, or the tags say so
	soft                    // wrapping ended it: what follows would not have fitted
	forced                  // the same, and only wrapping can end a line here
	softEnds                // it is full, ends a sentence, and was joined: a guess
	hardBelow               // it is full, ends a sentence, an item is below, and was kept: a guess
	hardItem                // it is full, an item is below, and was kept: a guess
	hardHead                // it is full, a heading is below, and was kept: a guess
	softShort               // it is not full, and the next goes on: a guess
)

func (e ending) soft() bool { return e == soft || e == forced || e == softEnds || e == softShort }

// The thresholds for judging lines, in parts of the size.
const (
	tolerance  = 0.02 // of a position in print
	wordSlack  = 1.6  // by which a line may end before the limit that ends between two kanji or two katakana
	midSlack   = 0.6  // by which a line in mid-sentence may end before the limit: faces differ in signs that are squeezed or hang
	longWord   = 0.6  // how much of a column's width a long word has
	shortSlack = 2.5  // by which a line may end short where what follows can only be its rest
)

// A joiner decides about the line ends of one cell.
type joiner struct {
	measure
	kind  change.Column
	lines []line
	from  int // the line where the paragraph begins
}

// paragraph returns the text of the paragraph up to line i.
func (j *joiner) paragraph(i int) string {
	whole := ""
	for k := j.from; k <= i; k++ {
		whole += j.lines[k].text()
	}
	return whole
}

// ending decides about the end of line i.
func (j *joiner) ending(i int) ending {
	a, b := &j.lines[i], &j.lines[i+1]
	above, below := a.text(), b.text()
	if a.blank() || b.blank() {
		return hard
	}
	if a.paragraph != b.paragraph && a.paragraph > 0 && b.paragraph > 0 {
		return hard
	}
	ends := text.EndsParagraph(above)
	goes := text.GoesOn(above, below)
	item := j.beginsItem(below, ends)
	head := j.heads(i + 1)
	if j.kind == change.ItemColumn {
		paragraph := j.paragraph(i)
		switch {
		case splitsName(paragraph, below):
			return soft
		case !goes && (beginsName(below) || isWholeName(paragraph, below)):
			item = true
		}
	}
	inline := item && j.inline(i)
	if inline {
		item = false
	}
	unit, allowed := j.unit(a, b)
	limit, pen := j.limit+tolerance*a.size, math.Max(a.pen, a.right)
	if !ends && !item && !head {
		limit = j.limit - midSlack*a.size
		if sameScript(a.runes[len(a.runes)-1], firstOf(below)) {
			limit = j.limit - wordSlack*a.size
		}
		unit = math.Max(unit, j.looseUnit(a, b))
	}
	full := pen+unit > limit
	switch {
	case isBlank(firstOf(below)):
		if j.blankBetween(i) {
			return soft
		}
		return hard
	case !full && goes && j.limit-pen < shortSlack*a.size:
		return softShort
	case !full:
		return hard
	case isBlank(a.runes[len(a.runes)-1]): // a paragraph does not end in a blank, but a line wrapped before a word does
		return soft
	case head:
		return hardHead
	case text.InBrackets(strings.TrimSpace(j.paragraph(i))) && !goes: // the line above is a heading
		return hardBelow
	case j.kind == change.ItemColumn && item && !goes:
		return hardItem
	case item && !goes && ends:
		return hardBelow
	case item && !goes && (strings.HasPrefix(below, "・") || j.follows(i+1)):
		return hardItem
	case inline:
		return soft
	case ends && !goes && unit > longWord*j.width: // it fits no line that already has text, full or not
		return hardBelow
	case ends && !goes:
		return softEnds
	case !allowed:
		return forced
	}
	return soft
}

// sameScript reports whether two characters may belong to one word: both are kanji, or both
// are katakana.
func sameScript(a, b rune) bool {
	return unicode.Is(unicode.Han, a) && unicode.Is(unicode.Han, b) || isKatakana(a) && isKatakana(b)
}

func isKatakana(r rune) bool { return unicode.Is(unicode.Katakana, r) || r == 'ー' }

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// blankBetween reports whether the blank at the start of the line after line i separates two
// words and had no room at the end of line i. Otherwise it is the indent of a paragraph. It
// separates words if the paragraph has such blanks, or if no paragraph can end at line i.
func (j *joiner) blankBetween(i int) bool {
	a, b := &j.lines[i], &j.lines[i+1]
	last := a.runes[len(a.runes)-1]
	if isBlank(last) || text.OpensBracket(last) {
		return math.Max(a.pen, a.right)+a.size > j.limit-midSlack*a.size
	}
	one := b.runes[0] == '　' && len(b.runes) > 1 && !isBlank(b.runes[1])
	if !one || text.EndsParagraph(a.text()) && !text.ClosesBracket(last) || math.Max(a.pen, a.right)+a.size <= j.limit+tolerance*a.size {
		return false
	}
	words := slices.Index(a.runes[1:], '　') >= 0
	return words && !strings.HasPrefix(string(b.runes[1:]), "・") && b.runes[1] != '※'
}

// inline reports whether the item at the start of the line after line i belongs to a list
// within a line: the item before it is in the middle of line i.
func (j *joiner) inline(i int) bool {
	above, below := j.lines[i].text(), j.lines[i+1].text()
	first := firstOf(below)
	if strings.ContainsRune("→⇒", first) {
		return strings.IndexRune(above, first) > 0 || strings.LastIndex(below, string(first)) > 0
	}
	if text.LabelOf(below).Level == text.PlainLevel {
		return false
	}
	before := []rune(string(first - 1))
	for k := 2; k < len(j.lines[i].runes); k++ {
		if r := j.lines[i].runes; r[k] == before[0] && isBlank(r[k-1]) && text.LabelOf(string(r[k:])).Level == text.LabelOf(below).Level {
			return true
		}
	}
	return false
}

// unit returns the width of the start of the line below, up to the next possible line end: the
// part that would have had to fit on the line above. allowed is whether a line may end between
// the two at all.
func (j *joiner) unit(a, b *line) (width float64, allowed bool) {
	above, below := a.text(), b.text()
	whole := above + below
	at := len(above)
	breaks := text.Breaks(whole)
	i, allowed := slices.BinarySearch(breaks, at)
	if allowed {
		i++
	}
	to := len(whole)
	if i < len(breaks) {
		to = breaks[i]
	}
	unit := below[:to-at]
	// Some programs end lines after a hyphen, or anywhere in a word wider than its column.
	if !allowed {
		if k := strings.IndexAny(unit, "-/"); k >= 0 && (strings.HasSuffix(above, "-") || strings.HasSuffix(above, "/")) {
			unit = unit[:k+1]
		}
	}
	return b.reach(len(unit)), allowed
}

// looseUnit returns the width of the unit for a program such as LibreOffice. It does not end a
// line after 、 before an ASCII letter or digit, nor between one and an opening bracket.
func (j *joiner) looseUnit(a, b *line) float64 {
	above, below := a.text(), b.text()
	whole := above + below
	to := len(whole)
	for _, at := range text.Breaks(whole) {
		last, _ := utf8.DecodeLastRuneInString(whole[:at])
		next, _ := utf8.DecodeRuneInString(whole[at:])
		if strings.ContainsRune("、，。．", last) && isWord(next) || isWord(last) && text.OpensBracket(next) {
			continue
		}
		if at > len(above) {
			to = at
			break
		}
	}
	return b.reach(to - len(above))
}

// beginsItem reports whether a line begins like an item. A bracket only begins an item before
// a number, or after the end of a sentence.
func (j *joiner) beginsItem(below string, ends bool) bool {
	if !text.BeginsItem(below) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(below)
	switch label := text.LabelOf(below); {
	case j.kind == change.ItemColumn && r == '・': // 開示・訂正
		return false
	case text.OpensBracket(r) && label.Level == text.PlainLevel:
		return ends
	}
	return true
}

// heads reports whether line i is a heading: in brackets, or with a sign.
func (j *joiner) heads(i int) bool {
	r, _ := utf8.DecodeRuneInString(j.lines[i].text())
	return strings.ContainsRune("＜【<〈《■□◆◇●○", r)
}

// follows reports whether line i begins with the number that follows one at the start of a
// line above.
func (j *joiner) follows(i int) bool {
	r := firstRune(&j.lines[i])
	for k := range j.lines[:i] {
		if firstRune(&j.lines[k]) == r-1 {
			return true
		}
	}
	return false
}

func firstRune(l *line) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.text(), " 　"))
	return r
}
