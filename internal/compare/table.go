package compare

import "slices"

// The ways into a cell of the table.
const (
	fromMatch  = 1 << iota // the best of the cell ends with its match
	fromLeft               // the best of the cell is that of its left neighbour; else of the upper one
	afterMatch             // the match of the cell follows a match
)

// table appends the heaviest matches of a and b.
func (l *aligner) table(ms []match, a, b []int32, atA, atB int) []match {
	const none = -1 << 30
	width := len(b) + 1
	ways := make([]uint8, (len(a)+1)*width)
	best, matched := make([]int32, width), make([]int32, width)
	for j := range matched {
		matched[j] = none
	}
	for i, x := range a {
		row := ways[(i+1)*width : (i+2)*width]
		value := l.weight(x)
		diagonal, diagonalMatched := best[0], matched[0]
		matched[0] = none
		for j, y := range b {
			upper, upperMatched := best[j+1], matched[j+1]
			var way uint8
			m := int32(none)
			if x == y {
				m = diagonal + value
				if followed := diagonalMatched + l.join + value; followed >= m {
					m, way = followed, afterMatch
				}
			}
			top := upper
			if best[j] >= top {
				top = best[j]
				way |= fromLeft
			}
			if m >= top {
				top = m
				way |= fromMatch
			}
			best[j+1], matched[j+1], row[j+1] = top, m, way
			diagonal, diagonalMatched = upper, upperMatched
		}
	}
	return traced(ms, ways, len(a), len(b), atA, atB)
}

// traced appends the matches that lead to the last cell of a table.
func traced(ms []match, ways []uint8, i, j, atA, atB int) []match {
	width, first := j+1, len(ms)
	must := false
	for i > 0 && j > 0 {
		way := ways[i*width+j]
		switch {
		case must || way&fromMatch != 0:
			i, j = i-1, j-1
			ms = append(ms, match{atA + i, atB + j})
			must = way&afterMatch != 0
		case way&fromLeft != 0:
			j--
		default:
			i--
		}
	}
	slices.Reverse(ms[first:])
	return ms
}
