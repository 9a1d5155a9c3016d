package compare

import "slices"

// A part is a stretch of two paragraphs: equal tokens, or tokens of one that replace
// those of the other.
type part struct {
	a, b []token
	same bool
}

// sizes returns the number of characters of a part on each side.
func (p part) sizes() (a, b int) { return size(p.a), size(p.b) }

func size(ts []token) int {
	n := 0
	for _, t := range ts {
		n += t.size
	}
	return n
}

// A wording is the words of a group of paragraphs.
type wording struct {
	sideA, sideB []paragraph // in which the tokens stand
	a, b         []token
	ia, ib       []int32 // equal numbers for equal tokens
}

// value is the weight of a token of a kind that both texts have: for each of its
// characters, and for the token itself. Nouns carry a text, while particles are everywhere.
var value = [...]struct{ each, once int32 }{
	sign: {1, 0}, comma: {1, 0}, stop: {4, 0}, opening: {1, 0}, closing: {1, 0}, space: {1, 0},
	kanji: {4, 0}, hiragana: {1, 0}, conjunction: {1, 0}, katakana: {4, 0}, word: {4, 0}, number: {2, 2}, label: {1, 0},
	checkbox: {1, 0}, company: {4, 0},
}

// compareWords finds the words that differ in a group of paragraphs.
func (c *comparison) compareWords(g group) {
	w := &wording{sideA: c.a, sideB: c.b}
	numbers := make(map[string]int32)
	var values []int32
	read := func(ps []paragraph, from, to int) (ts []token, ids []int32) {
		for i := from; i < to; i++ {
			for _, t := range tokens(ps[i].text) {
				s := ps[i].text[t.start:t.end]
				id, ok := numbers[s]
				if !ok {
					id = int32(len(values))
					numbers[s] = id
					v := value[t.kind]
					values = append(values, min(v.once+v.each*int32(t.size), 1<<12))
				}
				t.at = i
				ts, ids = append(ts, t), append(ids, id)
			}
		}
		return ts, ids
	}
	w.a, w.ia = read(c.a, g.a0, g.a1)
	w.b, w.ib = read(c.b, g.b0, g.b1)
	l := aligner{
		weight: func(id int32) int32 { return values[id] },
		grams:  []int{16, 8, 4},
		work:   c.work,
	}
	hs := w.hunks(l.align(w.ia, w.ib))
	w.slide(hs)
	for _, p := range w.rewritten(swallow(w.refine(w.parts(hs)))) {
		if !p.same {
			mark(c.a, p.a)
			mark(c.b, p.b)
		}
	}
}

// parts returns the parts of a wording from its hunks.
func (w *wording) parts(hs []hunk) []part {
	var parts []part
	i, j := 0, 0
	for _, h := range hs {
		parts = push(parts, part{w.a[i:h.a0], w.b[j:h.b0], true})
		parts = push(parts, part{a: w.a[h.a0:h.a1], b: w.b[h.b0:h.b1]})
		i, j = h.a1, h.b1
	}
	return push(parts, part{w.a[i:], w.b[j:], true})
}

// push appends a part. It joins it to the last one if both or neither are the same.
func push(parts []part, p part) []part {
	if len(p.a)+len(p.b) == 0 {
		return parts
	}
	if n := len(parts); n > 0 && parts[n-1].same == p.same {
		last := &parts[n-1]
		last.a, last.b = append(last.a, p.a...), append(last.b, p.b...)
		return parts
	}
	p.a, p.b = slices.Clip(p.a), slices.Clip(p.b) // to append to them never writes on what follows
	return append(parts, p)
}

// mark adds tokens to the marks of their paragraphs.
func mark(ps []paragraph, ts []token) {
	for _, t := range ts {
		p := &ps[t.at]
		if n := len(p.marks); n > 0 && p.marks[n-1].end == t.start {
			p.marks[n-1].end = t.end
			continue
		}
		p.marks = append(p.marks, span{t.start, t.end})
	}
}
