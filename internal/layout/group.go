package layout

import (
	"strings"
	"unicode/utf8"

	"betten/internal/text"
)

// rankBefore returns how good it is to cut before a paragraph.
func rankBefore(paragraph string, heading bool) rank {
	level := text.LabelOf(paragraph).Level
	switch {
	case heading:
		if level <= text.PointLevel { // in brackets, or with a sign
			level = text.BracketLevel
		}
		return atHeading + rank(level)
	case level > text.PointLevel:
		return atNumber + rank(level)
	}
	return atAny
}

// keepTogether keeps drawn tables and lists of choices whole if they fit a row.
func (t *script) keepTogether() {
	for i := 0; i < len(t.blocks); i++ {
		from, lines := i, t.blocks[i].lines
		for i+1 < len(t.blocks) && belongs(t.of(i), t.of(i+1)) {
			i++
			lines = lines.add(t.blocks[i].lines)
		}
		if lines.most() > t.most-t.head-t.tail {
			continue
		}
		for k := from; k < i; k++ {
			t.blocks[k].kept = true
		}
	}
}

// belongs reports whether two paragraphs are lines of one drawn table, or choices of
// one list: 1) and 2).
func belongs(above, below string) bool {
	if isDrawn(above) && isDrawn(below) {
		return true
	}
	x, y := text.LabelOf(above), text.LabelOf(below)
	return x.Level == text.ChoiceLevel && y.Level == text.ChoiceLevel && !begins(below[y.Start:y.End])
}

// begins reports whether a label is the first of its list.
func begins(label string) bool {
	r, _ := utf8.DecodeRuneInString(label)
	return utf8.RuneCountInString(label) == 2 && (r == '1' || r == '１')
}

// isDrawn reports whether a paragraph begins with a line of a drawn table: ─│┌└├.
func isDrawn(paragraph string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(paragraph, " 　"))
	return r >= 0x2500 && r <= 0x257F
}
