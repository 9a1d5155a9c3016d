package outline

import "slices"

// align pairs the plain labels under one heading, in order: equal labels if possible, else
// similar ones with a similar text.
func (m *matcher) align(a, b []*Heading) {
	if len(a)*len(b) > mostAligned {
		pairs, restA, restB := byKey(a, b, func(h *Heading) string { return h.bare })
		for _, p := range pairs {
			m.pairs = append(m.pairs, Pair{p[0], p[1], ByPath})
		}
		m.gone, m.new = append(m.gone, restA...), append(m.new, restB...)
		return
	}
	has := func(all []*Heading) map[string]int {
		n := make(map[string]int)
		for _, h := range all {
			n[h.bare]++
		}
		return n
	}
	inA, inB := has(a), has(b)
	score := func(x, y *Heading) float64 {
		if x.bare == y.bare {
			s := 2.0
			if x.key == y.key {
				s += .5
			}
			if x.parentLabel() == y.parentLabel() {
				s += .3
			}
			if inA[x.bare] > 1 || inB[x.bare] > 1 {
				s += likeness(x.textGrams(), y.textGrams())
			}
			return s
		}
		if inB[x.bare] > 0 || inA[y.bare] > 0 || len(a)*len(b) > mostLikened {
			return 0
		}
		if s := alike(x, y); s > likely {
			return s
		}
		return 0
	}
	taken := make(map[*Heading]bool)
	for _, p := range aligned(a, b, score) {
		how := ByWords
		switch {
		case p[0].key == p[1].key:
			how = ByPath
		case p[0].bare == p[1].bare:
			how = ByNumber
		}
		m.pairs = append(m.pairs, Pair{p[0], p[1], how})
		taken[p[0]], taken[p[1]] = true, true
	}
	for _, h := range a {
		if !taken[h] {
			dropLabel(h, &m.gone)
		}
	}
	for _, h := range b {
		if !taken[h] {
			dropLabel(h, &m.new)
		}
	}
}

// parentLabel returns the plain label above, or "".
func (h *Heading) parentLabel() string {
	if h.Parent != nil && h.Parent.Level == Label {
		return h.Parent.bare
	}
	return ""
}

// alike returns how similar two fields are in their labels, their texts and the headings
// above them.
func alike(a, b *Heading) float64 {
	text := 0.
	if !a.Field.Empty() && !b.Field.Empty() {
		text = likeness(a.textGrams(), b.textGrams())
	}
	return labelWeight*likeness(a.labelGrams(), b.labelGrams()) + textWeight*text + parentWeight*sharedParents(a, b)
}

// sharedParents returns the share of the headings above two fields that are equal, from 0 to
// 1.
func sharedParents(a, b *Heading) float64 {
	x, y := a.above(), b.above()
	n := max(len(x), len(y))
	if n == 0 {
		return 1
	}
	shared := 0
	for _, k := range x {
		if slices.Contains(y, k) {
			shared++
		}
	}
	return float64(shared) / float64(n)
}

func (h *Heading) above() []string {
	var all []string
	for p := h.Parent; p != nil && p.Level != Top; p = p.Parent {
		all = append(all, p.bare)
	}
	return all
}

// aligned returns the pairs of two lists that keep the order of both and have the most
// points in total. A pair without points is left out.
func aligned(a, b []*Heading, score func(x, y *Heading) float64) [][2]*Heading {
	n := len(b) + 1
	best := make([]float64, (len(a)+1)*n)
	of := make([]float64, len(a)*len(b))
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			s := score(a[i], b[k])
			of[i*len(b)+k] = s
			best[i*n+k] = max(best[(i+1)*n+k], best[i*n+k+1])
			if s > 0 {
				best[i*n+k] = max(best[i*n+k], s+best[(i+1)*n+k+1])
			}
		}
	}
	var pairs [][2]*Heading
	for i, k := 0, 0; i < len(a) && k < len(b); {
		s := of[i*len(b)+k]
		switch {
		case s > 0 && best[i*n+k] == s+best[(i+1)*n+k+1]:
			pairs = append(pairs, [2]*Heading{a[i], b[k]})
			i, k = i+1, k+1
		case best[i*n+k] == best[(i+1)*n+k]:
			i++
		default:
			k++
		}
	}
	return pairs
}
