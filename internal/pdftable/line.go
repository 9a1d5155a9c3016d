package pdftable

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"betten/internal/pdfread"
)

// A glyph is a character of a page.
type glyph struct {
	*pdfread.Glyph
	page  int // index
	index int // in the page's glyphs
}

// A line is a line of a cell or of the text around the table. Lengths are measured from the
// left edge of the column, or of the page if the line is in no column.
type line struct {
	glyphs []glyph
	runes  []rune    // its text, with the blanks that print shows as gaps
	rights []float64 // the pen after each of them

	left, right float64 // of the part that is not blank
	pen         float64 // after the last character, blank or not
	y, size     float64
	page        int
	paragraph   int32 // of the tagged cell; 0 if unknown
}

func (l *line) text() string { return string(l.runes) }

// blank reports whether a line has nothing visible.
func (l *line) blank() bool {
	return !slices.ContainsFunc(l.runes, func(r rune) bool { return !isBlank(r) })
}

// isBlank reports whether a character is a space.
func isBlank(r rune) bool {
	return r == ' ' || r == '　' || r == '\t' || r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F
}

// baseline is the maximum distance of the baselines of one line, in parts of the size: faces
// on one line sit a little higher or lower.
const baseline = 0.35

// lines makes lines of glyphs, from the top. from is the left edge from which lengths are
// measured.
func lines(glyphs []glyph, from float64) []line {
	glyphs = slices.Clone(glyphs)
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.Y, b.Y)) })
	var made []line
	for _, g := range glyphs {
		if n := len(made); n == 0 || g.page != made[n-1].page || g.Y-made[n-1].y >= baseline*g.Size {
			made = append(made, line{y: g.Y, page: g.page})
		}
		l := &made[len(made)-1]
		l.glyphs = append(l.glyphs, g)
	}
	for i := range made {
		made[i].set(from)
	}
	return made
}

// The gaps between glyphs that count as blanks, in parts of the size. Some programs move the
// pen instead of drawing a space.
const (
	wideGap   = 0.5 // between any two
	narrowGap = 0.2 // between ASCII letters or digits
)

// set reads a line from its glyphs.
func (l *line) set(from float64) {
	slices.SortStableFunc(l.glyphs, func(a, b glyph) int { return cmp.Compare(a.X, b.X) })
	l.left, l.right = math.Inf(1), math.Inf(-1)
	for i, g := range l.glyphs {
		if i > 0 {
			l.fill(l.glyphs[i-1], g, from)
		}
		l.runes, l.rights = append(l.runes, g.Rune), append(l.rights, g.Right-from)
		l.pen = math.Max(l.pen, g.Right-from)
		if l.size = math.Max(l.size, g.Size); !isBlank(g.Rune) {
			l.left, l.right = math.Min(l.left, g.X-from), math.Max(l.right, g.Right-from)
		}
		if l.paragraph == 0 {
			l.paragraph = g.Cell.Paragraph
		}
	}
	if math.IsInf(l.left, 0) {
		l.left, l.right = l.pen, l.pen
	}
}

// fill inserts blanks into a line where two glyphs are apart.
func (l *line) fill(a, b glyph, from float64) {
	gap := b.X - a.Right
	if gap > 1000*b.Size {
		gap = 0
	}
	blanks, count := ' ', 1
	switch {
	case a.Rune == '　': // fonts without it draw a narrower one and move the pen
		if count = int(math.Round((b.X-a.X)/b.Size)) - 1; count < 1 {
			return
		}
		blanks = '　'
	case gap > wideGap*b.Size:
		count = int(math.Round(gap / b.Size))
		if blanks = '　'; isBlank(a.Rune) && a.Rune != '　' && b.Rune != '　' {
			blanks, count = ' ', int(math.Round(gap/math.Max(a.Right-a.X, narrowGap*b.Size)))
		}
	case gap > narrowGap*b.Size && isWord(a.Rune) && isWord(b.Rune):
	default:
		return
	}
	for range max(1, count) {
		l.runes, l.rights = append(l.runes, blanks), append(l.rights, b.X-from)
	}
}

// isWord reports whether a character is an ASCII letter, digit or sign.
func isWord(r rune) bool { return r > ' ' && r < 0x7F }

// reach returns the right end of the first n bytes of a line's text, without blanks at their
// end, measured from the line's left.
func (l *line) reach(n int) float64 {
	reach := 0.0
	for i, r := range l.runes {
		if n <= 0 {
			break
		}
		n -= len(string(r))
		if !isBlank(r) {
			reach = l.rights[i] - l.left
		}
	}
	return math.Max(0, reach)
}

// trim drops lines without visible text from both ends.
func trim(ls []line) []line {
	for len(ls) > 0 && ls[0].blank() {
		ls = ls[1:]
	}
	for len(ls) > 0 && ls[len(ls)-1].blank() {
		ls = ls[:len(ls)-1]
	}
	return ls
}

// join returns the text of lines without line ends and blanks.
func join(ls []line) string {
	var b strings.Builder
	for i := range ls {
		for _, r := range ls[i].runes {
			if !isBlank(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
