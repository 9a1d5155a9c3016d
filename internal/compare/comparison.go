package compare

// A comparison holds the work on two texts.
type comparison struct {
	a, b   []paragraph
	ia, ib []int32 // equal numbers for equal paragraphs
	groups []group
	work   *budget
}

// A group is paragraphs of both sides that are compared word by word: one and one,
// or one and the few into which it was split.
type group struct{ a0, a1, b0, b1 int }

func newComparison(a, b []paragraph) *comparison {
	c := &comparison{a: a, b: b, work: &budget{cells: wholeBudget}}
	numbers := make(map[string]int32)
	number := func(ps []paragraph) []int32 {
		ids := make([]int32, len(ps))
		for i, p := range ps {
			id, ok := numbers[p.text]
			if !ok {
				id = int32(len(numbers))
				numbers[p.text] = id
			}
			ids[i] = id
		}
		return ids
	}
	c.ia, c.ib = number(a), number(b)
	return c
}

// shortest is the least number of characters of a paragraph that may be an anchor for
// others. 「（１）件」 or 「同上」 occur in many places.
const shortest = 5

// pairEqual pairs the paragraphs that are unchanged and in order, so that as much text
// as possible is paired.
func (c *comparison) pairEqual() {
	weights := make(map[int32]int32)
	long := func(ps []paragraph, ids []int32) (at []int, of []int32) {
		for i, p := range ps {
			if p.size >= shortest {
				at, of = append(at, i), append(of, ids[i])
				weights[ids[i]] = int32(min(2*p.size, 1<<16))
			}
		}
		return at, of
	}
	ata, ida := long(c.a, c.ia)
	atb, idb := long(c.b, c.ib)
	l := aligner{
		weight: func(id int32) int32 { return weights[id] },
		grams:  []int{1},
		work:   c.work,
	}
	for _, m := range l.align(ida, idb) {
		c.a[ata[m.a]].fate, c.b[atb[m.b]].fate = same, same
	}
}

// pairSimilar pairs the reworded paragraphs between the unchanged ones. Paragraphs that
// moved have already been handled.
func (c *comparison) pairSimilar() {
	i, j := 0, 0
	for {
		ra, rb := c.openRun(c.a, &i), c.openRun(c.b, &j)
		c.pairRuns(ra, rb)
		if i >= len(c.a) && j >= len(c.b) {
			return
		}
		i, j = i+1, j+1
	}
}

// openRun returns the paragraphs without a fate up to the next unchanged one, where it
// stops.
func (c *comparison) openRun(ps []paragraph, at *int) []int {
	var run []int
	for ; *at < len(ps) && ps[*at].fate != same; *at++ {
		if ps[*at].fate == alone {
			run = append(run, *at)
		}
	}
	return run
}

// marks returns the marks of both sides.
func (c *comparison) marks() (gone, come []Mark) {
	return marksOf(c.a), marksOf(c.b)
}
