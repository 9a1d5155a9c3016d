package outline

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Points for a text being a heading. A text with isHeading points or more is one.
const (
	isHeading = 2

	inVocabulary   = 5
	titleAtLeft    = 3 // at the left edge of the sheet's content
	numberElse     = 1 // a number further right may begin a value
	blockNumber    = 5
	riskHeading    = 4
	numberAtLeft   = 3
	onlyToRight    = 2  // content to its right and none to its left
	onlyToLeft     = -2 // the reverse
	severalLines   = -4
	sentenceInside = -3
	sentenceEnd    = -6 // no heading ends like this
	paragraphMark  = -3 // ・ or ＜…＞, which begin paragraphs
	inOtherBook    = 3  // it is certainly a heading in the other assessment
	isSure         = 4

	longLabel   = 110 // runes; a longer text is not a heading
	shortLine   = 20  // runes of a line in a heading with manual line breaks
	learnedMost = 4   // the most points that a look can add or subtract
)

// classify decides which units are headings. Texts that are certainly headings in the other
// assessment get points for that.
func (d *Document) classify(v *Vocabulary, others map[string]bool) {
	for _, s := range d.Sheets {
		if s.Left == Compared {
			s.score(v)
		}
	}
	learned := d.learn()
	for _, s := range d.Sheets {
		columns := s.learnColumns(learned)
		for _, u := range s.units {
			if u.kind != textUnit {
				continue
			}
			c := u.cells[0]
			look := learned.points(c)
			place := columns.points(u.box)
			if look >= learnedMost-1 {
				place = max(place, -1) // its look is enough
			}
			u.score = u.base + look + place
			k := ""
			if len(u.text) <= maxKeyed {
				k = key(u.text)
			}
			if others[k] && u.base > severalLines {
				u.score += inOtherBook
			}
			u.sure = len(u.known) > 0 || look >= 2 && u.base >= 0 || u.base >= isSure
			label := u.score >= isHeading
			switch is, said := v.at[c.Name]; {
			case said:
				label, u.sure = is, true
			case v.never[k], neverHeading(u.text):
				label = false
			}
			if label {
				u.kind = labelUnit
			}
		}
	}
}

// score gives each unit the points of its text and its place.
func (s *Sheet) score(v *Vocabulary) {
	rows := s.edges()
	for _, u := range s.units {
		if u.kind == textUnit {
			u.base = s.points(u, v, rows[u.top])
		}
	}
}

// points returns the points of a unit's text and place for being a heading, and sets its
// level.
func (s *Sheet) points(u *unit, v *Vocabulary, row edge) int {
	t := u.text
	points := 0
	u.level, u.known = Label, v.find(t)
	if len(u.known) > 0 {
		points += inVocabulary
	}
	length := utf8.RuneCountInString(t)
	if length > longLabel || strings.Contains(t, "\n") && len(u.known) == 0 && !brokenByHand(t) {
		points += severalLines
	}
	switch {
	case strings.HasSuffix(t, "。"):
		points += sentenceEnd
	case strings.ContainsRune(outsideBrackets(t), '。'):
		points += sentenceInside
	}
	if paragraphBegins(t) {
		points += paragraphMark
	}
	left, right := row.right < u.left, row.left > u.right // whether there is content
	kind, _ := cutNumber(t)
	stem, number := cutStem(t)
	switch {
	case isRange(t):
		points += blockNumber
		u.level, u.isRange = Block, true
	case kind == roman || kind == annex:
		u.level = Title
		if points += numberElse; u.left <= s.leftmost()+1 {
			points += titleAtLeft - numberElse
		}
	case number > 0 && (stems[stem] || v.stems[stem]):
		points += blockNumber
		u.level, u.stem, u.number = Block, stem, number
	case isRisk(t):
		points += riskHeading
		u.level = Block
	case kind == arabic || kind == circled:
		if points += numberElse; !left {
			points += numberAtLeft - numberElse
		}
		if kind == arabic {
			u.level = Section
		}
	}
	switch {
	case right && !left:
		points += onlyToRight
	case left && !right:
		points += onlyToLeft
	}
	return points
}

// leftmost returns the first column with content.
func (s *Sheet) leftmost() int {
	if s.first == 0 {
		s.first = 1 << 20
		for _, c := range s.Cells {
			s.first = min(s.first, c.left)
		}
	}
	return s.first
}

// brokenByHand reports whether the lines of a text look like those of a heading that was
// broken to fit its cell, or that is written from top to bottom.
func brokenByHand(t string) bool {
	lines := strings.Split(t, "\n")
	upright := true
	for _, line := range lines {
		n := utf8.RuneCountInString(strings.TrimSpace(line))
		if n > shortLine || strings.HasSuffix(strings.TrimSpace(line), "。") {
			return false
		}
		upright = upright && n <= 2
	}
	return upright || len(lines) == 2
}

// paragraphBegins reports whether a text begins like a paragraph of a value.
func paragraphBegins(t string) bool {
	first, _ := utf8.DecodeRuneInString(t)
	return strings.ContainsRune("・＜<【《〈■●◆", first)
}

// neverHeading reports whether a text consists only of brackets, counters and signs.
func neverHeading(t string) bool {
	return strings.TrimFunc(t, func(r rune) bool {
		return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r) || isDigit(r) || r == '件' || r == '人'
	}) == ""
}

// An edge is how far the content of a row reaches, apart from lists of choices.
type edge struct {
	right int // the first column in which content of the row ends
	left  int // the last column in which content begins that begins in this row
}

// edges returns the edges of the rows.
func (s *Sheet) edges() map[int]edge {
	rows := make(map[int]edge)
	steps := mostSteps
	for _, u := range s.units {
		if u.kind == listUnit {
			continue
		}
		for row := u.top; row <= u.bottom && steps > 0; row++ {
			e, ok := rows[row]
			if !ok {
				e.right = u.right
			}
			if e.right = min(e.right, u.right); row == u.top {
				e.left = max(e.left, u.left)
			}
			rows[row] = e
			steps--
		}
	}
	return rows
}

// mostSteps is how many rows of merged ranges are examined in total.
const mostSteps = 2_000_000

// A looks counts headings and values with a certain look, judged by their texts.
type looks map[string]*tally

type tally struct{ labels, values float64 }

// count adds a unit whose kind is clear from its text.
func (l looks) count(name string, points int) {
	n := l[name]
	if n == nil {
		n = new(tally)
		l[name] = n
	}
	switch {
	case points >= 3:
		n.labels++
	case points <= -3:
		n.values++
	}
}

// A learned is the meaning of the colours and the protection of cells in a document. Forms
// differ in this, but each one is consistent.
type learned struct {
	looks
	filled, locked bool // some cells are, and some are not
}

// learn determines what headings look like.
func (d *Document) learn() *learned {
	l := &learned{looks: make(looks)}
	var filled, locked, all int
	for _, s := range d.Sheets {
		for _, u := range s.units {
			if u.kind != textUnit {
				continue
			}
			all++
			c := u.cells[0]
			if c.filled {
				filled++
			}
			if c.locked {
				locked++
			}
		}
	}
	l.filled = filled >= 3 && filled < all
	l.locked = locked >= 3 && all-locked >= 3
	// The default, until the texts show otherwise: a heading is filled and locked.
	if l.filled {
		l.looks["filled"], l.looks["plain"] = &tally{2, .15}, &tally{.1, 2}
	}
	if l.locked {
		l.looks["locked"], l.looks["open"] = &tally{2, .2}, &tally{.15, 2}
	}
	for _, s := range d.Sheets {
		for _, u := range s.units {
			if u.kind != textUnit {
				continue
			}
			for _, name := range l.names(u.cells[0]) {
				l.count(name, u.base)
			}
		}
	}
	return l
}

func (l *learned) names(c *Cell) []string {
	var names []string
	if l.filled {
		if c.filled {
			names = append(names, "filled")
		} else {
			names = append(names, "plain")
		}
	}
	if l.locked {
		if c.locked {
			names = append(names, "locked")
		} else {
			names = append(names, "open")
		}
	}
	return names
}

// points returns the points of a cell's look for being a heading.
func (l *learned) points(c *Cell) int {
	points := 0
	for _, name := range l.names(c) {
		points += l.looks[name].points(learnedMost)
	}
	return max(-learnedMost-1, min(points, learnedMost))
}

func (n *tally) points(most int) int {
	if n == nil {
		return 0
	}
	p := int(math.Round(2 * math.Log2((n.labels+.3)/(n.values+.3))))
	return max(-most, min(p, most))
}

// A columns counts what the columns of a sheet contain: headings or values.
type columns struct{ spans, starts looks }

func columnNames(b box) (span, start string) {
	return string(rune(b.left)) + "-" + string(rune(b.right)), string(rune(b.left))
}

// learnColumns determines where headings and values are on a sheet.
func (s *Sheet) learnColumns(l *learned) columns {
	c := columns{make(looks), make(looks)}
	for _, u := range s.units {
		if u.kind != textUnit || u.level != Label && len(u.known) == 0 {
			continue
		}
		span, start := columnNames(u.box)
		points := u.base + l.points(u.cells[0])
		c.spans.count(span, points)
		c.starts.count(start, points)
	}
	return c
}

// points returns the points of a unit's place for being a heading.
func (c columns) points(b box) int {
	span, start := columnNames(b)
	if p := c.spans[span].points(3); p != 0 {
		return p
	}
	return c.starts[start].points(2)
}
