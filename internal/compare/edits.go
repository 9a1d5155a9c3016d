package compare

import "slices"

// edits appends the matches of two long sequences that differ little, such as a line
// repeated a thousand times with one other line among them (Myers, "An O(ND) Difference
// Algorithm", 1986). If they differ much it appends nothing.
func (l *aligner) edits(ms []match, a, b []int32, atA, atB int) []match {
	n, m := len(a), len(b)
	most := min(mostEdits, n+m)
	zero := most + 1
	reach := make([]int32, 2*most+3) // reach[zero+k]: how far into a the diagonal k has come
	var trail [][]int32              // reach of -d to d before the round d
	for d := 0; d <= most; d++ {
		if !l.work.spend(4*d + 1) {
			return ms
		}
		trail = append(trail, slices.Clone(reach[zero-d:zero+d+1]))
		for k := -d; k <= d; k += 2 {
			x := int(reach[zero+k+1])
			if !down(reach, zero, k, d) {
				x = int(reach[zero+k-1]) + 1
			}
			from := x
			for x < n && x-k < m && a[x] == b[x-k] {
				x++
			}
			if !l.work.spend(x - from) {
				return ms
			}
			reach[zero+k] = int32(x)
			if x >= n && x-k >= m {
				return retraced(ms, trail, n, m, atA, atB)
			}
		}
	}
	return ms
}

// down reports whether round d reaches diagonal k by a step in b.
func down(reach []int32, zero, k, d int) bool {
	return k == -d || k != d && reach[zero+k-1] < reach[zero+k+1]
}

// retraced appends the matches of the path that led to the end of both sequences.
func retraced(ms []match, trail [][]int32, x, y, atA, atB int) []match {
	first := len(ms)
	for d := len(trail) - 1; d >= 0; d-- {
		k := x - y
		fromX, fromY := 0, 0
		if d > 0 {
			from := k - 1
			if down(trail[d], d, k, d) {
				from = k + 1
			}
			fromX = int(trail[d][d+from])
			fromY = fromX - from
		}
		for x > fromX && y > fromY {
			x, y = x-1, y-1
			ms = append(ms, match{atA + x, atB + y})
		}
		x, y = fromX, fromY
	}
	slices.Reverse(ms[first:])
	return ms
}
