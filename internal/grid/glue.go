package grid

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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

// glue returns what stands between two pieces of a cell that was cut, and the
// kind of the warning: nothing inside a sentence, a line feed between paragraphs,
// an empty line where the texts of the entry set headings apart in this way.
func glue(upper, lower string, entry ...string) (string, change.Kind) {
	last := upper[strings.LastIndexByte(upper, '\n')+1:]
	next, _, _ := strings.Cut(lower, "\n")
	switch {
	case isHead(next):
		if setApart(append(entry, lower)) {
			return "\n\n", change.SeamEmptyLine
		}
		return "\n", change.SeamBetween
	case strings.TrimSpace(last) != "" && goesOn(last, next):
		return "", change.SeamWithin
	case strings.TrimSpace(last) == "", strings.TrimSpace(next) == "", isItem(next), isHead(last), endsSentence(last):
		return "\n", change.SeamBetween
	}
	lines, _ := glueRuler().Wrap(nil, last, glueWidth, 0)
	if lines[len(lines)-1].Width < glueFull {
		return "\n", change.SeamBetween
	}
	return "", change.SeamWithin
}

// endsSentence reports whether a paragraph ends where a sentence does.
func endsSentence(paragraph string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(paragraph))
	return strings.ContainsRune("。．！？｡.!?：:）)」』】］〕＞>》〉", r)
}

// goesOn reports whether a paragraph can't be but the rest of the one above: it
// begins with what no line may begin with, or with a particle behind a bracket.
func goesOn(last, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	if strings.ContainsRune("、。，．,)）］]〕】》〉」』々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％", first) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(last))
	return strings.ContainsRune("）)」』】］〕", r) &&
		slices.ContainsFunc(particles, func(p string) bool { return strings.HasPrefix(next, p) })
}

// particles are those that no sentence begins with, but for はい and もし.
var particles = []string{"を", "に", "が", "の", "と", "で", "へ", "は、", "も、", "から", "より", "まで", "及び", "又は", "並びに", "若しくは"}

// isHead reports whether a paragraph is a heading in brackets: ＜…＞, 【…】.
func isHead(paragraph string) bool {
	p := strings.TrimSpace(paragraph)
	first, _ := utf8.DecodeRuneInString(p)
	return first != utf8.RuneError && strings.ContainsRune("＜【<〈《■□◆◇●○", first)
}

// isItem reports whether a paragraph begins as one of a list does: indented, with a
// sign, a number, a bracket.
func isItem(paragraph string) bool {
	first, n := utf8.DecodeRuneInString(paragraph)
	switch {
	case first == ' ', first == '　', strings.ContainsRune("・･※＊*-－―•（(［[「『〔〇→⇒", first),
		first >= '①' && first <= '⓿', first >= '㉑' && first <= '㊿', first >= 'Ⅰ' && first <= 'ⅿ':
		return true
	}
	// １．, (1), ア）, 一、: a number or a letter, and what sets it apart; but １、２ are
	// numbers of a list within a sentence.
	rest := strings.TrimLeftFunc(paragraph, unicode.IsDigit)
	if rest == paragraph && (first < 0x250 && unicode.IsLetter(first) || first >= 'Ａ' && first <= 'ｚ' ||
		unicode.Is(unicode.Katakana, first) || strings.ContainsRune("一二三四五六七八九十", first)) {
		rest = paragraph[n:]
	}
	second, n := utf8.DecodeRuneInString(rest)
	if third, _ := utf8.DecodeRuneInString(rest[n:]); unicode.IsDigit(first) && second == '、' && unicode.IsDigit(third) {
		return false
	}
	return len(rest) < len(paragraph) && strings.ContainsRune("．.、)）：:　 ", second)
}

// setApart reports whether the headings of an entry's texts stand behind empty
// lines. One that begins a text, or stands below another, says nothing of that.
func setApart(entry []string) bool {
	apart, close := 0, 0
	for _, text := range entry {
		above := "＜"
		for p := range strings.SplitSeq(text, "\n") {
			switch {
			case !isHead(p), isHead(above):
			case strings.TrimSpace(above) == "":
				apart++
			default:
				close++
			}
			above = p
		}
	}
	return apart > close
}
