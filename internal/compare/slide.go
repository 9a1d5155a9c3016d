package compare

import "slices"

// A hunk is the tokens of a group that have no match: a[a0:a1] and b[b0:b1].
type hunk struct{ a0, a1, b0, b1 int }

// hunks returns the hunks between the matches.
func (w *wording) hunks(ms []match) []hunk {
	var hs []hunk
	i, j := 0, 0
	for _, m := range append(ms, match{len(w.a), len(w.b)}) {
		if i < m.a || j < m.b {
			hs = append(hs, hunk{i, m.a, j, m.b})
		}
		i, j = m.a+1, m.b+1
	}
	return hs
}

const (
	farthest = 64  // how many tokens a hunk slides at most
	longest  = 512 // tokens of a hunk that is slid
)

// slide moves the hunks of one side to where a person would see them. The difference
// between 「甲、乙、丙」 and 「甲、丙」 may be 「乙、」 or 「、乙」. Both are right, and one is usual.
func (w *wording) slide(hs []hunk) {
	for k := range hs {
		low, high := hunk{}, hunk{a0: len(w.a), b0: len(w.b)}
		if k > 0 {
			low = hs[k-1]
		}
		if k+1 < len(hs) {
			high = hs[k+1]
		}
		h := &hs[k]
		var by int
		switch {
		case h.a0 == h.a1:
			by = slideBy(w.b, w.ib, h.b0, h.b1, min(h.b0-low.b1, h.a0-low.a1), min(high.b0-h.b1, high.a0-h.a1))
		case h.b0 == h.b1:
			by = slideBy(w.a, w.ia, h.a0, h.a1, min(h.a0-low.a1, h.b0-low.b1), min(high.a0-h.a1, high.b0-h.b1))
		}
		*h = hunk{h.a0 + by, h.a1 + by, h.b0 + by, h.b1 + by}
	}
}

// slideBy returns by how many tokens ts[from:to] is best moved, within the given limits
// to the left and to the right.
func slideBy(ts []token, ids []int32, from, to, left, right int) int {
	if to-from > longest {
		return 0
	}
	left, right = min(left, farthest), min(right, farthest)
	by, best := 0, fitness(ts[from:to])
	for k := 1; k <= left && ids[from-k] == ids[to-k]; k++ {
		if f := fitness(ts[from-k : to-k]); f > best {
			by, best = -k, f
		}
	}
	for k := 1; k <= right && ids[from+k-1] == ids[to+k-1]; k++ {
		if f := fitness(ts[from+k : to+k]); f >= best {
			by, best = k, f
		}
	}
	return by
}

// fitness says how well tokens form a unit of their own.
func fitness(ts []token) int {
	f, depth := 0, 0
	for _, t := range ts {
		switch t.kind {
		case opening:
			depth++
		case closing:
			if depth--; depth < 0 {
				f -= 10
				depth = 0
			}
		}
	}
	if depth > 0 {
		f -= 10
	}
	first, last := ts[0], ts[len(ts)-1]
	if first.kind == opening && last.kind == closing {
		f += 4
	}
	if first.start == 0 {
		f += 2
	}
	switch last.kind {
	case stop:
		f += 6
	case comma:
		f += 4
	}
	switch first.kind {
	case comma, stop:
		f--
	case conjunction:
		f += 3
	case hiragana:
		f -= 2
	case closing:
		f -= 3
	}
	if slices.ContainsFunc(ts, func(t token) bool { return t.at != first.at }) {
		f--
	}
	return f
}
