package compare

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"betten/internal/text"
)

// refine removes from differing compounds the words that they have in common: of
// 情報政策課 and 情報推進課 only 政策 and 推進 differ.
func (w *wording) refine(parts []part) []part {
	var fine []part
	for _, p := range parts {
		if p.same || len(p.a) == 0 || len(p.b) == 0 {
			fine = push(fine, p)
			continue
		}
		front, back := w.affixes(p)
		for _, q := range w.split(p, front, back) {
			fine = push(fine, q)
		}
	}
	return fine
}

// split separates what the two sides of a part have in common at the front and at the
// end, in characters of their outer tokens.
func (w *wording) split(p part, front, back int) []part {
	var parts []part
	if front > 0 {
		var x, y token
		x, p.a = sideCut(w.sideA, p.a, front)
		y, p.b = sideCut(w.sideB, p.b, front)
		parts = append(parts, part{[]token{x}, []token{y}, true})
	}
	var end []part
	if back > 0 {
		var x, y token
		p.a, x = sideCutBack(w.sideA, p.a, back)
		p.b, y = sideCutBack(w.sideB, p.b, back)
		end = append(end, part{[]token{x}, []token{y}, true})
	}
	if len(p.a)+len(p.b) > 0 {
		parts = append(parts, p)
	}
	return append(parts, end...)
}

// sideCut cuts n characters from the front of the first token.
func sideCut(ps []paragraph, ts []token, n int) (token, []token) {
	x, rest := cutToken(ps, ts[0], n)
	if rest.size == 0 {
		return x, ts[1:]
	}
	return x, append([]token{rest}, ts[1:]...)
}

// sideCutBack cuts n characters from the end of the last token.
func sideCutBack(ps []paragraph, ts []token, n int) ([]token, token) {
	last := len(ts) - 1
	rest, x := cutToken(ps, ts[last], ts[last].size-n)
	if rest.size == 0 {
		return ts[:last:last], x
	}
	return append(ts[:last:last], rest), x
}

// cutToken cuts a token after n characters.
func cutToken(ps []paragraph, t token, n int) (front, back token) {
	at := t.start
	if n > 0 {
		at += text.Clusters(ps[t.at].text[t.start:t.end])[n-1]
	}
	front, back = t, t
	front.end, front.size = at, n
	back.start, back.size = at, t.size-n
	return front, back
}

// affixes returns how many characters the outer compounds of a part have in common at
// the front and at the end, as far as a person would leave them unmarked.
func (w *wording) affixes(p part) (front, back int) {
	a, b := characters(w.sideA, p.a[0]), characters(w.sideB, p.b[0])
	for front < len(a) && front < len(b) && a[front] == b[front] && isKanji(a[front]) {
		front++
	}
	endA, endB := characters(w.sideA, p.a[len(p.a)-1]), characters(w.sideB, p.b[len(p.b)-1])
	if len(p.a) == 1 {
		endA = endA[min(front, len(endA)):]
	}
	if len(p.b) == 1 {
		endB = endB[min(front, len(endB)):]
	}
	for back < len(endA) && back < len(endB) && endA[len(endA)-1-back] == endB[len(endB)-1-back] {
		back++
	}
	for back > 0 && !isKanji(endA[len(endA)-back]) {
		back-- // okurigana by itself is no word
	}
	sizeA, sizeB := p.sizes()
	if front+back == 0 || w.onlyKana(p, front, back) {
		return 0, 0
	}
	front, back = words(a, front, back, sizeA, sizeB, w.onlyForm(p, front, back))
	// A short common beginning of two names says little. Their common ending is the kind of
	// thing that they name.
	enough := 3
	if back > 1 {
		enough = 4
	}
	if enough*(front+back) < max(sizeA, sizeB) {
		return 0, 0
	}
	return front, back
}

// words reduces what two compounds have in common to whole words. Two kanji are a word,
// and a single kanji such as 課 belongs to one. The rest of a compound, if any, is also a
// word.
func words(a []string, front, back, sizeA, sizeB int, form bool) (int, int) {
	least := min(sizeA-front-back, sizeB-front-back)
	if least > 0 && !form && inWord(a[:front]) {
		front, least = front-1, least+1
	}
	if least == 1 && !form {
		if back > 0 {
			back--
		} else if front > 0 {
			front--
		}
	}
	if front < 2 && back < 2 {
		return 0, 0
	}
	return front, back
}

// affixes are the kanji that are a word of their own within a compound.
const affixes = "部課係局室市町村県国省庁区書者票証先用内外等別各"

// inWord reports whether a compound with this beginning continues inside a word.
func inWord(cs []string) bool {
	odd := false
	for _, c := range cs {
		odd = !odd && !strings.Contains(affixes, c)
	}
	return odd
}

// left returns the rest of the tokens of a side without the given numbers of characters
// at the front and at the end.
func left(ps []paragraph, ts []token, front, back int) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(ps[t.at].text[t.start:t.end])
	}
	s := b.String()
	ends := append([]int{0}, text.Clusters(s)...)
	if front+back >= len(ends) {
		return ""
	}
	return s[ends[front]:ends[len(ends)-1-back]]
}

// onlyKana reports whether only kana are left of a part. A difference of inflection alone
// does not split a word.
func (w *wording) onlyKana(p part, front, back int) bool {
	for _, r := range left(w.sideA, p.a, front, back) + left(w.sideB, p.b, front, back) {
		if classOf(r) != hiragana {
			return false
		}
	}
	return true
}

// onlyForm reports whether the rest of a part differs only in form: in width, or by a
// variation selector.
func (w *wording) onlyForm(p part, front, back int) bool {
	form := func(ps []paragraph, ts []token) string {
		s := left(ps, ts, front, back)
		return strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Variation_Selector, r) {
				return -1
			}
			return r
		}, width.Fold.String(s))
	}
	return form(w.sideA, p.a) == form(w.sideB, p.b)
}

// characters returns the characters of a compound, or none for any other token.
func characters(ps []paragraph, t token) []string {
	if t.kind != kanji {
		return nil
	}
	s := ps[t.at].text[t.start:t.end]
	var cs []string
	start := 0
	for _, end := range text.Clusters(s) {
		cs = append(cs, s[start:end])
		start = end
	}
	return cs
}

func isKanji(cluster string) bool {
	for _, r := range cluster {
		return classOf(r) == kanji
	}
	return false
}
