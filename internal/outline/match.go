package outline

import (
	"cmp"
	"slices"
)

// A How says how two headings were paired.
type How int

const (
	ByPath   How = iota // the same heading under the same headings
	ByNumber            // the same except for numbers
	ByBlock             // blocks by their contents, under different numbers
	ByWords             // by likeness: a guess
)

// A Pair is a heading in both assessments.
type Pair struct {
	Before, After *Heading
	How           How
}

// A matcher pairs the headings of two assessments.
type matcher struct {
	pairs     []Pair
	gone, new []*Heading // without a partner, in the order of the form
	blocks    map[*Heading]bool
}

// Weights of the likeness of two fields, and the limit above which they are paired.
const (
	labelWeight  = .45
	textWeight   = .35
	parentWeight = .2
	likely       = .55

	mostGuessed = 400       // headings of one assessment that are paired by likeness
	mostAligned = 1_000_000 // cells of the table of an alignment
	mostLikened = 40_000    // the same if texts are compared
)

// match pairs two documents.
func match(before, after *Document) *matcher {
	m := &matcher{blocks: make(map[*Heading]bool)}
	m.children(before.Top, after.Top)
	m.guess()
	byOrder := func(a, b *Heading) int { return cmp.Compare(a.order, b.order) }
	slices.SortFunc(m.gone, byOrder)
	slices.SortFunc(m.new, byOrder)
	return m
}

// pair pairs two headings and everything below them.
func (m *matcher) pair(a, b *Heading, how How) {
	m.pairs = append(m.pairs, Pair{a, b, how})
	m.children(a, b)
}

// children pairs what is under two headings.
func (m *matcher) children(a, b *Heading) {
	m.align(a.labels(), b.labels())
	m.sections(a.structure(""), b.structure(""))
	var stems []string
	for _, h := range slices.Concat(a.Kids, b.Kids) {
		if h.stem != "" && !h.Range && !slices.Contains(stems, h.stem) {
			stems = append(stems, h.stem)
		}
	}
	for _, stem := range stems {
		m.alignBlocks(a.structure(stem), b.structure(stem))
	}
}

// labels returns the plain labels under a heading, including those under other labels.
func (h *Heading) labels() []*Heading {
	var all []*Heading
	for _, k := range h.Kids {
		if k.Level == Label {
			all = append(all, k)
			all = append(all, k.labels()...)
		}
	}
	return all
}

// structure returns the titles, sections and risks under a heading, or the blocks of a stem.
func (h *Heading) structure(stem string) []*Heading {
	var all []*Heading
	for _, k := range h.Kids {
		if k.Level < Label && k.stem == stem {
			all = append(all, k)
		}
	}
	return all
}

// drop records that a heading and everything below it have no partner.
func (m *matcher) drop(h *Heading, side *[]*Heading, block bool) {
	*side = append(*side, h)
	if block {
		m.blocks[h] = true
	}
	for _, k := range h.Kids {
		m.drop(k, side, block)
	}
}

// dropLabel records that a plain label has no partner. The labels under it are paired
// separately.
func dropLabel(h *Heading, side *[]*Heading) { *side = append(*side, h) }

// sections pairs titles, sections and risks: by their text, then ignoring numbers, then by
// likeness.
func (m *matcher) sections(a, b []*Heading) {
	for _, step := range []struct {
		how How
		key func(*Heading) string
	}{
		{ByPath, func(h *Heading) string { return h.key }},
		{ByNumber, func(h *Heading) string { return h.bare }},
	} {
		var pairs [][2]*Heading
		pairs, a, b = byKey(a, b, step.key)
		for _, p := range pairs {
			how := step.how
			if p[0].key == p[1].key {
				how = ByPath
			}
			m.pair(p[0], p[1], how)
		}
	}
	var all []scored
	if len(a) <= mostGuessed && len(b) <= mostGuessed {
		for _, x := range a {
			for _, y := range b {
				if x.Level != y.Level || x.Range || y.Range {
					continue
				}
				score := .6*likeness(x.labelGrams(), y.labelGrams()) + .4*likeness(x.bodyGrams(), y.bodyGrams())
				if score > likely {
					all = append(all, scored{score, x, y})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	for _, c := range all {
		if slices.Contains(a, c.a) && slices.Contains(b, c.b) {
			a, b = without(a, c.a), without(b, c.b)
			m.pair(c.a, c.b, ByWords)
		}
	}
	for _, h := range a {
		m.drop(h, &m.gone, false)
	}
	for _, h := range b {
		m.drop(h, &m.new, false)
	}
}

func without(all []*Heading, h *Heading) []*Heading {
	return slices.DeleteFunc(slices.Clone(all), func(x *Heading) bool { return x == h })
}

// byKey pairs headings of one key. If there are several, it first pairs those with the same
// content, then the others in order.
func byKey(a, b []*Heading, key func(*Heading) string) (pairs [][2]*Heading, restA, restB []*Heading) {
	left := make(map[string][]*Heading)
	for _, h := range b {
		left[key(h)] = append(left[key(h)], h)
	}
	several := make(map[string][]*Heading)
	for _, h := range a {
		several[key(h)] = append(several[key(h)], h)
	}
	partner := make(map[*Heading]*Heading)
	for k, of := range several {
		if len(of) > 1 || len(left[k]) > 1 {
			for x, y := range closest(of, left[k]) {
				partner[x] = y
			}
			continue
		}
		if len(left[k]) == 1 {
			partner[of[0]] = left[k][0]
		}
	}
	taken := make(map[*Heading]bool)
	for _, h := range a {
		if p := partner[h]; p != nil {
			pairs = append(pairs, [2]*Heading{h, p})
			taken[p] = true
		} else {
			restA = append(restA, h)
		}
	}
	for _, h := range b {
		if !taken[h] {
			restB = append(restB, h)
		}
	}
	return pairs, restA, restB
}

// closest pairs headings with the same text by their contents, then in order. For example,
// several 特定個人情報ファイル have a sheet Ⅱ each.
func closest(a, b []*Heading) map[*Heading]*Heading {
	pairs := make(map[*Heading]*Heading)
	taken := make(map[*Heading]bool)
	if len(a) <= 50 && len(b) <= 50 {
		for _, x := range a {
			for _, y := range b {
				if !taken[y] && pairs[x] == nil && x.firstText() != "" && x.firstText() == y.firstText() {
					pairs[x], taken[y] = y, true
				}
			}
		}
	}
	for _, x := range a {
		for _, y := range b {
			if pairs[x] == nil && !taken[y] {
				pairs[x], taken[y] = y, true
			}
		}
	}
	return pairs
}

// firstText returns the first text that is filled in under a heading.
func (h *Heading) firstText() string {
	if !h.Field.Empty() {
		return h.Field.Text
	}
	for _, k := range h.Kids {
		if t := k.firstText(); t != "" {
			return t
		}
	}
	return ""
}

// guess pairs the remaining headings by likeness, the most similar first, wherever they are.
// Headings in a block that was added or removed are excluded: they belong to the block.
func (m *matcher) guess() {
	free := func(all []*Heading) []*Heading {
		return slices.DeleteFunc(slices.Clone(all), func(h *Heading) bool { return m.blocks[h] || h.Range })
	}
	a, b := free(m.gone), free(m.new)
	if len(a) > mostGuessed || len(b) > mostGuessed {
		return
	}
	var all []scored
	for _, x := range a {
		for _, y := range b {
			if s := alike(x, y); s > likely {
				all = append(all, scored{s, x, y})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	taken := make(map[*Heading]bool)
	for _, c := range all {
		if taken[c.a] || taken[c.b] {
			continue
		}
		taken[c.a], taken[c.b] = true, true
		m.pairs = append(m.pairs, Pair{c.a, c.b, ByWords})
	}
	gone := func(h *Heading) bool { return taken[h] }
	m.gone, m.new = slices.DeleteFunc(m.gone, gone), slices.DeleteFunc(m.new, gone)
}

type scored struct {
	score float64
	a, b  *Heading
}
