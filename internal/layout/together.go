package layout

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"betten/internal/compare"
)

// cutTogether returns the pieces of two texts whose paragraphs belong together in pairs,
// in a number of rows that is enough for both. Of all cuts at the seams of the two it
// takes the one that, in this order of importance,
//
//   - has the most pairs begin in one row,
//   - has the best seams, in rows that are full enough,
//   - takes the least height, and
//   - fills the rows from the first on.
func cutTogether(sides [2]*script, pairs []compare.Pair, rows int) [2][]stop {
	s := search{rows: rows, most: max(16, mostStates/rows)}
	for i, p := range pairs {
		if i == 0 {
			s.sides[0].begun, s.sides[1].begun = make([]int, len(pairs)), make([]int, len(pairs))
		}
		s.sides[0].begun[i], s.sides[1].begun[i] = p.Before, p.After
	}
	for i := range sides {
		s.sides[i].script, s.sides[i].known = sides[i], make(map[int][]choice)
	}
	// Most texts can be cut without splitting pairs, or splitting only a few. Looking for
	// these cuts first keeps the search short, and the result is still the best there is.
	for s.parted = 0; ; s.parted = 2*s.parted + 1 {
		if cut, ok := s.run(); ok {
			return cut
		}
	}
}

const (
	// early is the cost of a row that ends before it is full enough, and half the cost of
	// cutting a paragraph. It is more than any seam is worth.
	early = 1 << 14

	// mostStates limits the search. Where more than a few rows are possible, only the best
	// places so far are followed up. Texts of three rows or so are searched completely.
	mostStates = 6000
)

// A search looks for the best cut of two texts, row by row, that splits at most a given
// number of pairs.
type search struct {
	sides  [2]side
	rows   int
	most   int // states that are followed up after a row
	parted int // pairs
}

// A side is one of the texts.
type side struct {
	*script
	begun []int            // where the paragraphs of pairs begin
	known map[int][]choice // by the place where a piece starts
}

// A state is two places at which a row starts, and the best way to reach them.
type state struct {
	at    [2]int
	begun int // pairs of which one side is behind its place
	sum   merit
	from  int     // index of the state before, in the layer above
	cut   [2]stop // of the row that led here
}

// A merit is the value of a cut, the most important part first.
type merit struct {
	parted int // pairs that do not begin in one row, and what is as bad
	seams  int // the sum of their ranks
	height int // of all rows, in lines
}

func (m merit) compare(n merit) int {
	return cmp.Or(cmp.Compare(n.parted, m.parted), cmp.Compare(m.seams, n.seams), cmp.Compare(n.height, m.height))
}

func (s *search) run() (cut [2][]stop, ok bool) {
	layers := [][]state{{{}}}
	for row := range s.rows {
		layers = append(layers, s.next(layers[row], s.rows-row-1))
	}
	if len(layers[s.rows]) == 0 {
		return cut, false
	}
	for row, k := s.rows, 0; row > 0; row-- {
		here := layers[row][k]
		for i := range cut {
			if here.cut[i].lines > 0 {
				cut[i] = append(cut[i], here.cut[i])
			}
		}
		k = here.from
	}
	slices.Reverse(cut[0])
	slices.Reverse(cut[1])
	return cut, true
}

// next returns the states after one more row, each reached in the best way, from which
// the rest of the texts fits the given number of rows.
func (s *search) next(layer []state, left int) []state {
	var all []state
	index := make(map[uint64]int)
	for k := range layer {
		from := &layer[k]
		before, after := s.sides[0].choices(from.at[0]), s.sides[1].choices(from.at[1])
		may := s.parted - from.sum.parted // as many pairs may be parted here
		for i := len(before) - 1; i >= 0; i-- {
			x := &before[i]
			if x.need > left {
				continue
			}
			for j := len(after) - 1; j >= 0; j-- {
				y := &after[j]
				if y.begun < x.begun-may {
					break
				}
				if y.need > left || x.begun < y.begun-may {
					continue
				}
				here := s.add(from, x, y)
				if here.sum.parted > s.parted {
					continue
				}
				here.from = k
				key := uint64(x.next)<<32 | uint64(y.next)
				at, seen := index[key]
				switch {
				case !seen:
					index[key] = len(all)
					all = append(all, here)
				case here.sum.compare(all[at].sum) > 0:
					all[at] = here
				}
			}
		}
	}
	if len(all) > s.most {
		slices.SortStableFunc(all, func(x, y state) int { return y.sum.compare(x.sum) })
		all = all[:s.most]
	}
	return all
}

// A choice is a stop, and what is known of the place at which the next piece starts.
type choice struct {
	stop
	begun int // pairs that have begun before it
	need  int // rows from there on
}

// choices returns the stops of a side from a place on. The further down the text a stop
// is, the more pairs have begun. A finished side has one choice, which shows nothing.
func (s *side) choices(at int) []choice {
	all, ok := s.known[at]
	if ok {
		return all
	}
	if at == s.done() {
		all = []choice{{stop{seam{next: at}, 0}, len(s.begun), 0}}
	} else {
		for _, stop := range s.stops(at) {
			all = append(all, choice{stop, sort.SearchInts(s.begun, stop.next), s.need(stop.next)})
		}
	}
	s.known[at] = all
	return all
}

// add returns the state that one more row leads to.
func (s *search) add(from *state, x, y *choice) state {
	here := state{at: [2]int{x.next, y.next}, begun: max(x.begun, y.begun), sum: from.sum, cut: [2]stop{x.stop, y.stop}}
	here.sum.parted += here.begun - from.begun - max(0, min(x.begun, y.begun)-from.begun)
	height, ends, short := 1, true, math.MaxInt // lines that the row is short of being full
	for i, c := range [2]*choice{x, y} {
		if c.lines == 0 {
			continue
		}
		t := &s.sides[i]
		lines, room := c.lines, t.roomAt(from.at[i])
		if from.at[i] > 0 {
			lines += t.head
		}
		if c.next < t.done() {
			ends = false
			here.sum.seams += int(c.rank)
			if c.rank < atAny {
				here.sum.seams -= 2 * early
			}
			lines += t.tail
			room -= t.tail
		}
		short = min(short, (room*t.full+99)/100-c.lines)
		height = max(height, lines)
	}
	if short > 0 && !ends {
		here.sum.seams -= early
		if dear := s.sides[0].dear; dear > 0 {
			here.sum.parted += short / dear
		}
	}
	here.sum.height += height
	return here
}
