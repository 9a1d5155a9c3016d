package compare

import "slices"

// unique returns the runs of n that occur once in a and once in b. Of these it keeps the
// longest list that is in order in both.
func unique(a, b []int32, n int) []match {
	if len(a) < n || len(b) < n {
		return nil
	}
	ha, hb := hashes(a, n), hashes(b, n)
	type place struct{ times, at int }
	places := make(map[uint64]place, len(hb))
	for j, h := range hb {
		p := places[h]
		places[h] = place{p.times + 1, j}
	}
	seen := make(map[uint64]int, len(ha))
	for _, h := range ha {
		seen[h]++
	}
	var found []match
	for i, h := range ha {
		if p := places[h]; p.times == 1 && seen[h] == 1 && slices.Equal(a[i:i+n], b[p.at:p.at+n]) {
			found = append(found, match{i, p.at})
		}
	}
	return rising(found)
}

// hashes returns a number for every run of n.
func hashes(ids []int32, n int) []uint64 {
	hs := make([]uint64, len(ids)-n+1)
	for i := range hs {
		h := uint64(14695981039346656037)
		for _, id := range ids[i : i+n] {
			h = (h ^ uint64(uint32(id))) * 1099511628211
		}
		hs[i] = h
	}
	return hs
}

// rising returns the longest list of matches, sorted by a, in which b also increases.
func rising(ms []match) []match {
	var ends []int // ends[k]: the match with the lowest b that ends a list of k+1
	before := make([]int, len(ms))
	for i, m := range ms {
		k, _ := slices.BinarySearchFunc(ends, m.b, func(e, b int) int { return ms[e].b - b })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	list := make([]match, len(ends))
	for i, k := ends[len(ends)-1], len(ends)-1; k >= 0; i, k = before[i], k-1 {
		list[k] = ms[i]
	}
	return list
}
