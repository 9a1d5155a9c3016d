package compare

import (
	"cmp"
	"slices"
)

// A Pair is a paragraph before and the one after that says the same, in the same or
// other words. It holds the offset of each in its text, in bytes.
type Pair struct{ Before, After int }

// Pairs returns the paragraphs of two texts that belong together, in order: both
// offsets of a pair are greater than those of the pair before it. Paragraphs that moved
// are not included. Exchanging the texts exchanges the offsets.
func Pairs(before, after string) []Pair {
	if says(before) || says(after) {
		return nil
	}
	swap := len(before) > len(after) || len(before) == len(after) && before > after
	if swap {
		before, after = after, before
	}
	c := paired(paragraphs(before), paragraphs(after))
	var pairs []Pair
	pair := func(i, j int) { pairs = append(pairs, Pair{c.a[i].start, c.b[j].start}) }
	j := 0
	for i := range c.a {
		if c.a[i].fate != same {
			continue
		}
		for c.b[j].fate != same {
			j++
		}
		pair(i, j)
		j++
	}
	for _, g := range c.groups {
		for k := range min(g.a1-g.a0, g.b1-g.b0) {
			pair(g.a0+k, g.b0+k)
		}
	}
	slices.SortFunc(pairs, func(x, y Pair) int { return cmp.Compare(x.Before, y.Before) })
	if swap {
		for i, p := range pairs {
			pairs[i] = Pair{p.After, p.Before}
		}
	}
	return pairs
}
