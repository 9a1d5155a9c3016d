package grid

import (
	"strings"
	"sync"

	"betten/internal/change"
	"betten/internal/text"
)

// Where a record does not say what stood at a seam, it is guessed from the texts
// on both sides, measured in the type and the column of the published form: ten
// points of ＭＳ Ｐゴシック, 19.896 em. A line that ends short of that ended there; one
// that fills it may have gone on.
var glueRuler = sync.OnceValue(func() *text.Ruler { return text.NewRuler(10*text.Point, text.MSPGothic()) })

const (
	glueWidth = 19896 * text.Point / 100
	glueFull  = glueWidth * 85 / 100
)

// glue returns what belongs between two pieces of a cell that was cut, and the
// kind of the warning: nothing inside a sentence, a line feed between paragraphs,
// an empty line where the texts of the entry set such headings apart in this way.
func glue(upper, lower string, entry ...string) (string, change.Kind) {
	last := upper[strings.LastIndexByte(upper, '\n')+1:]
	next, rest, _ := strings.Cut(lower, "\n")
	switch {
	case heads(next, rest):
		if setApart(next, append(entry, lower)) {
			return "\n\n", change.SeamEmptyLine
		}
		return "\n", change.SeamBetween
	case strings.TrimSpace(last) != "" && text.GoesOn(last, next):
		return "", change.SeamWithin
	case strings.TrimSpace(last) == "", strings.TrimSpace(next) == "", text.BeginsItem(next), text.IsHeading(last, next), text.EndsParagraph(last):
		return "\n", change.SeamBetween
	}
	lines, _ := glueRuler().Wrap(nil, last, glueWidth, 0)
	if lines[len(lines)-1].Width < glueFull {
		return "\n", change.SeamBetween
	}
	return "", change.SeamWithin
}

// heads reports whether a paragraph is a heading. What it heads may be in another cell.
func heads(paragraph, rest string) bool {
	next, _, _ := strings.Cut(strings.TrimSpace(rest), "\n")
	return text.InBrackets(paragraph) || text.IsHeading(paragraph, next)
}

// setApart reports whether the headings of an entry's texts that are of the kind of one
// stand after empty lines. One that begins a text, or stands below another, says nothing
// of that.
func setApart(heading string, entry []string) bool {
	apart, close := 0, 0
	for _, s := range entry {
		headed := true // by the paragraph above
		above, rest := "", s
		for more := true; more; {
			var p string
			p, rest, more = strings.Cut(rest, "\n")
			is := heads(p, rest)
			switch {
			case !is, headed, text.LabelOf(p).Level != text.LabelOf(heading).Level, text.InBrackets(p) != text.InBrackets(heading):
			case strings.TrimSpace(above) == "":
				apart++
			default:
				close++
			}
			above, headed = p, is
		}
	}
	return apart > close
}
