package outline

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What speaks for a heading, in points. With isHeading points a text is one.
const (
	isHeading = 2

	inVocabulary   = 5
	titleAtLeft    = 3 // at the left edge of what the sheet holds
	numberElse     = 1 // a number further right may begin a value
	blockNumber    = 5
	riskHeading    = 4
	numberAtLeft   = 3
	onlyToRight    = 2  // content to its right and none to its left
	onlyToLeft     = -2 // the reverse
	severalLines   = -4
	sentenceInside = -3
	sentenceEnd    = -6 // no heading ends so
	paragraphMark  = -3 // ・ or ＜…＞, as paragraphs of a text begin
	inOtherBook    = 3  // the other assessment has it as a heading beyond doubt
	isSure         = 4

	longLabel   = 110 // runes; a longer text is no heading
	shortLine   = 20  // runes of a line of a heading that is broken by hand
	learnedMost = 4   // points that a look can give or take
)

// classify decides which units are headings. Texts that the other assessment has as
// headings beyond doubt count for it.
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
				place = max(place, -1) // its look says enough
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

// points returns what the text and the place of a unit speak for a heading, and notes
// its level.
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
	left, right := row.right < u.left, row.left > u.right // is there content
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

// leftmost returns the first column that holds something.
func (s *Sheet) leftmost() int {
	if s.first == 0 {
		s.first = 1 << 20
		for _, c := range s.Cells {
			s.first = min(s.first, c.left)
		}
	}
	return s.first
}

// brokenByHand reports whether the lines of a text are those of a heading that was
// broken to fit its cell, or that runs from top to bottom.
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

// paragraphBegins reports whether a text begins as a paragraph of a value does.
func paragraphBegins(t string) bool {
	first, _ := utf8.DecodeRuneInString(t)
	return strings.ContainsRune("・＜<【《〈■●◆", first)
}

// neverHeading reports whether a text is only brackets, counters and signs.
func neverHeading(t string) bool {
	return strings.TrimFunc(t, func(r rune) bool {
		return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r) || isDigit(r) || r == '件' || r == '人'
	}) == ""
}

// An edge is how far what a row shows reaches, lists of choices apart.
type edge struct {
	right int // the least column in which something of the row ends
	left  int // the last column in which something begins that begins in the row
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

// mostSteps is how many rows of merged ranges are looked at, all together.
const mostSteps = 2_000_000

// A looks is how many headings and values have a look, by what their text says.
type looks map[string]*tally

type tally struct{ labels, values float64 }

// count adds a unit whose text speaks for itself.
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

// A learned is what the colours and the protection of the cells mean in a document:
// the forms differ, but each is true to itself.
type learned struct {
	looks
	filled, locked bool // some cells are, some are not
}

// learn finds out how headings look.
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
	// Until the texts say otherwise, a heading is filled and locked.
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

// points returns what the look of a cell speaks for a heading.
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

// A columns is what the columns of a sheet hold: headings, or values.
type columns struct{ spans, starts looks }

func columnNames(b box) (span, start string) {
	return string(rune(b.left)) + "-" + string(rune(b.right)), string(rune(b.left))
}

// learnColumns finds out where headings and values stand on a sheet.
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

// points returns what the place of a unit speaks for a heading.
func (c columns) points(b box) int {
	span, start := columnNames(b)
	if p := c.spans[span].points(3); p != 0 {
		return p
	}
	return c.starts[start].points(2)
}
