package compare

import "slices"

// A pairing finds which paragraphs of two runs belong together.
type pairing struct {
	a, b  []bag
	slack int // how far from the diagonal it looks
}

// parts is the greatest number of paragraphs into which one may have been split.
const parts = 8

// A way is how the best pairing of the first paragraphs of both runs ends: with
// how many paragraphs of each side.
type way struct{ a, b int8 }

// A cell is the best pairing of the first paragraphs of both runs.
type cell struct {
	common int32 // what the last two have in common
	best   int32
	way    way
}

// A row is the cells of one paragraph of the first run, starting at a column.
type row struct {
	from  int
	cells []cell
}

func (r row) at(j int) cell {
	if j < r.from || j >= r.from+len(r.cells) {
		return cell{best: -1 << 30}
	}
	return r.cells[j-r.from]
}

// pairs returns the groups that have the most in common, in order. The slices say which
// paragraphs directly follow the one before them. Only these may be parts of one.
func (p *pairing) pairs(nextA, nextB []bool) []group {
	rows := make([]row, len(p.a)+1)
	for i := range rows {
		middle := i * len(p.b) / len(p.a)
		from, to := max(0, middle-p.slack), min(len(p.b), middle+p.slack)
		rows[i] = row{from, make([]cell, to-from+1)}
		for k := range rows[i].cells {
			if j := from + k; i > 0 && j > 0 {
				rows[i].cells[k] = p.cell(rows, i, j, nextA, nextB)
			}
		}
	}
	var groups []group
	for i, j := len(p.a), len(p.b); i > 0 && j > 0; {
		w := rows[i].at(j).way
		g := group{i - int(w.a), i, j - int(w.b), j}
		if w.a > 0 && w.b > 0 {
			groups = append(groups, g)
		}
		i, j = g.a0, g.b0
	}
	slices.Reverse(groups)
	return p.withOdd(groups)
}

// cell returns the best pairing that ends with i and j paragraphs.
func (p *pairing) cell(rows []row, i, j int, nextA, nextB []bool) cell {
	x, y := p.a[i-1], p.b[j-1]
	c := cell{best: -1 << 29, way: way{1, 0}}
	try := func(before cell, value int, w way) {
		if v := before.best + int32(value); v > c.best {
			c.best, c.way = v, w
		}
	}
	upper := rows[i-1]
	c.common = int32(x.common(y))
	if v := alike(int(c.common), len(x), len(y)); v > 0 {
		try(upper.at(j-1), v, way{1, 1})
	}
	try(upper.at(j), 0, way{1, 0})
	rows[i].cells[j-rows[i].from] = c
	if j-1 >= rows[i].from {
		try(rows[i].at(j-1), 0, way{0, 1})
	}
	// One paragraph into several, and several into one.
	sum, size := int(c.common), len(y)
	for k := 2; k <= parts && j >= k && nextB[j-k+1] && isPart(int(c.common), len(y)); k++ {
		n, part := rows[i].at(j-k+1).common, len(p.b[j-k])
		if !isPart(int(n), part) {
			break
		}
		sum, size = sum+int(n), size+part
		if v := alike(min(sum, len(x)), len(x), size); isPart(sum, len(x)) && v > 0 {
			try(upper.at(j-k), v, way{1, int8(k)})
		}
	}
	sum, size = int(c.common), len(x)
	for k := 2; k <= parts && i >= k && nextA[i-k+1] && isPart(int(c.common), len(x)); k++ {
		n, part := rows[i-k+1].at(j).common, len(p.a[i-k])
		if !isPart(int(n), part) {
			break
		}
		sum, size = sum+int(n), size+part
		if v := alike(min(sum, len(y)), len(y), size); isPart(sum, len(y)) && v > 0 {
			try(rows[i-k].at(j-1), v, way{int8(k), 1})
		}
	}
	return c
}

// isPart reports whether another paragraph contains so much of this one that this may be
// a part of it.
func isPart(common, size int) bool { return size >= 4 && 10*common >= 7*size }

// withOdd adds the pairs that share only their place: exactly one paragraph on each side
// is left between two groups, or at an end.
func (p *pairing) withOdd(groups []group) []group {
	var all []group
	i, j := 0, 0
	for _, g := range append(groups, group{len(p.a), len(p.a), len(p.b), len(p.b)}) {
		if g.a0 == i+1 && g.b0 == j+1 {
			all = append(all, group{i, g.a0, j, g.b0})
		}
		if g.a1 > g.a0 {
			all = append(all, g)
		}
		i, j = g.a1, g.b1
	}
	return all
}
