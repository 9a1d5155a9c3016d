package compare

// accident is the length in characters up to which a paragraph, or a run of them, may
// occur in two places by chance, without having moved from one to the other.
const accident = 9

// findMoved finds the runs of paragraphs that are unchanged but in another place. A run
// begins at a paragraph that occurs once in each text. The short ones beside it, such as
// the heading of its section, move with it.
func (c *comparison) findMoved() {
	inA, inB := count(c.ia), count(c.ib)
	at := make(map[int32]int, len(c.ib))
	for j, id := range c.ib {
		at[id] = j
	}
	free := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < len(c.a) && j < len(c.b) &&
			c.a[i].fate == alone && c.b[j].fate == alone && c.ia[i] == c.ib[j]
	}
	for i, id := range c.ia {
		if inA[id] != 1 || inB[id] != 1 || !free(i, at[id]) {
			continue
		}
		from, to := i, i+1
		shift := at[id] - i
		for free(from-1, from-1+shift) {
			from--
		}
		for free(to, to+shift) {
			to++
		}
		size := 0
		for _, p := range c.a[from:to] {
			size += p.size
		}
		if size <= accident {
			continue
		}
		for k := from; k < to; k++ {
			c.a[k].fate, c.b[k+shift].fate = moved, moved
		}
	}
}

func count(ids []int32) map[int32]int {
	n := make(map[int32]int, len(ids))
	for _, id := range ids {
		n[id]++
	}
	return n
}
