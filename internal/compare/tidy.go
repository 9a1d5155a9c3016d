package compare

// rounds limits how often swallow looks again at what it joined.
const rounds = 8

// swallow joins changes when the text between them is too short to interrupt an
// underline.
func swallow(parts []part) []part {
	for range rounds {
		var out []part
		for i, p := range parts {
			if n := len(out); n > 0 && p.same && i+1 < len(parts) && isShort(out[n-1], p, parts[i+1]) {
				p.same = false
			}
			out = push(out, p)
		}
		if len(out) == len(parts) {
			return out
		}
		parts = out
	}
	return parts
}

// isShort reports whether the unchanged text between two changes is marked with them:
// one or two characters such as a particle, and more the longer the two changes are. A
// kana counts half a kanji, and a comma, which separates clauses, three times as much.
// Beside a pure insertion a particle stays unmarked.
func isShort(x, between, y part) bool {
	if x.same || y.same || isExact(x) && isExact(y) {
		return false
	}
	n, worth := 0, 0 // in characters; in halves of a kanji
	for _, t := range between.a {
		n += t.size
		switch t.kind {
		case stop, checkbox, label:
			return false
		case comma:
			worth += 3
		case hiragana, conjunction, sign, space, opening, closing:
			worth += t.size
		default:
			worth += 2 * t.size
		}
	}
	if oneSided(x) || oneSided(y) {
		return n == 1 && worth == 2
	}
	return n <= 2 && worth < 3 || worth < min(larger(x), larger(y))
}

func larger(p part) int {
	a, b := p.sizes()
	return max(a, b)
}

func oneSided(p part) bool { return len(p.a) == 0 || len(p.b) == 0 }

// isExact reports whether a change consists of signs that are marked one by one: digits,
// boxes, and characters that differ only in width.
func isExact(p part) bool {
	for _, ts := range [][]token{p.a, p.b} {
		for _, t := range ts {
			switch t.kind {
			case number, label, checkbox, space, sign, opening, closing:
			default:
				return false
			}
		}
	}
	return true
}

// rewritten marks whole sentences of which too little stayed.
func (w *wording) rewritten(parts []part) []part {
	var out []part
	for _, s := range sentences(parts) {
		if w.isRewritten(s) {
			p := part{}
			for _, q := range s {
				p.a, p.b = append(p.a, q.a...), append(p.b, q.b...)
			}
			s = []part{p}
		}
		out = append(out, s...)
	}
	return out
}

// sentences splits the parts after each 。 that both sides have.
func sentences(parts []part) [][]part {
	var all [][]part
	var open []part
	for _, p := range parts {
		if p.same {
			from := 0
			for k, t := range p.a {
				if t.kind == stop {
					open = append(open, part{p.a[from : k+1], p.b[from : k+1], true})
					all, open = append(all, open), nil
					from = k + 1
				}
			}
			p.a, p.b = p.a[from:], p.b[from:]
		}
		if len(p.a)+len(p.b) > 0 {
			open = append(open, p)
		}
	}
	if len(open) > 0 {
		all = append(all, open)
	}
	return all
}

// isRewritten reports whether less than two fifths of a sentence stayed. Replacing one
// word, or figures, does not make a new sentence, however short it is. In a short list
// two names may change.
func (w *wording) isRewritten(s []part) bool {
	common, total, changes := 0, 0, 0
	exact, one := true, true
	inA, inB := false, false
	for _, p := range s {
		a, b := p.sizes()
		total += a + b
		if p.same {
			common += a + b
			continue
		}
		changes++
		inA, inB = inA || a > 0, inB || b > 0
		exact = exact && (isExact(p) || w.says(p))
		one = one && len(p.a) <= 1 && len(p.b) <= 1
	}
	if !inA || !inB || exact || one && changes == 1 {
		return false
	}
	if changes == 2 && total < 40 {
		return 10*common < 3*total
	}
	return 5*common < 2*total
}

// says reports whether one side of a part says what happened to the other: （削除）.
func (w *wording) says(p part) bool {
	deleted := func(ps []paragraph, ts []token) bool {
		first, last := ts[0], ts[len(ts)-1]
		return first.at == last.at && tells(ps[first.at].text[first.start:last.end])
	}
	return !oneSided(p) && (deleted(w.sideA, p.a) || deleted(w.sideB, p.b))
}
