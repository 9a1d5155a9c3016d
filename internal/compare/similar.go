package compare

import "slices"

// widest is the number of pairs of paragraphs up to which every pair is looked at. If
// there are more, only paragraphs at about the same position in both texts are compared.
const widest = 400_000

// A bag is the sorted pairs of neighbouring characters of a paragraph, without its
// number.
type bag []uint64

func newBag(s string) bag {
	var b bag
	last := rune(-1)
	if end := labelEnd(s); end < len(s) {
		s = s[end:]
	}
	for _, r := range s {
		if last >= 0 {
			b = append(b, uint64(last)<<32|uint64(r))
		} else {
			b = append(b, uint64(r))
		}
		last = r
	}
	slices.Sort(b)
	return b
}

// common counts what two bags have in common.
func (b bag) common(c bag) int {
	n := 0
	for i, j := 0, 0; i < len(b) && j < len(c); {
		switch {
		case b[i] == c[j]:
			n, i, j = n+1, i+1, j+1
		case b[i] < c[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// alike returns the value of pairing two paragraphs that have n pairs of characters in
// common, or 0 if that is too few.
func alike(n, sizeX, sizeY int) int {
	total := sizeX + sizeY
	if 5*n < total { // 2n/total is under 40 %
		// A paragraph that only grew is still the counterpart.
		if least := min(sizeX, sizeY); least < 6 || 10*n < 9*least {
			return 0
		}
	}
	return 1 + 8*n*n/max(1, total)
}

// pairRuns pairs the paragraphs of a run of each side. Only short paragraphs may occur
// unchanged in the other run.
func (c *comparison) pairRuns(ra, rb []int) {
	for len(ra) > 0 && len(rb) > 0 && c.ia[ra[0]] == c.ib[rb[0]] {
		c.a[ra[0]].fate, c.b[rb[0]].fate = same, same
		ra, rb = ra[1:], rb[1:]
	}
	for len(ra) > 0 && len(rb) > 0 && c.ia[ra[len(ra)-1]] == c.ib[rb[len(rb)-1]] {
		c.a[ra[len(ra)-1]].fate, c.b[rb[len(rb)-1]].fate = same, same
		ra, rb = ra[:len(ra)-1], rb[:len(rb)-1]
	}
	ua, ub := units(c.a, ra), units(c.b, rb)
	if len(ua) == 0 || len(ub) == 0 {
		return
	}
	if len(ua) == 1 && len(ub) == 1 {
		c.join(ua, ub, group{0, 1, 0, 1})
		return
	}
	slack := max(len(ua), len(ub))
	if len(ua)*len(ub) > widest {
		slack = widest / slack / 2
	}
	p := pairing{a: bags(c.a, ua), b: bags(c.b, ub), slack: slack}
	work := 0
	for _, b := range slices.Concat(p.a, p.b) {
		work += len(b)
	}
	if !c.work.spend(work * min(slack, 2*max(len(ua), len(ub))) / 8) {
		return
	}
	for _, g := range p.pairs(adjoining(ua), adjoining(ub)) {
		c.join(ua, ub, g)
	}
}

// join turns a group of units into a group of paragraphs.
func (c *comparison) join(ua, ub []unit, g group) {
	g = group{ua[g.a0].from, ua[g.a1-1].to, ub[g.b0].from, ub[g.b1-1].to}
	for i := g.a0; i < g.a1; i++ {
		c.a[i].fate = worded
	}
	for j := g.b0; j < g.b1; j++ {
		c.b[j].fate = worded
	}
	c.groups = append(c.groups, g)
}
