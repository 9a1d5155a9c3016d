package compare

import "slices"

// The ways to reach a cell of the table.
const (
	fromUpper = iota // the best of the cell is that of the upper one
	fromLeft         // that of its left neighbour
	fromMatch        // it ends with the match of the cell
)

// table appends the heaviest matches of a and b.
func (l *aligner) table(ms []match, a, b []int32, atA, atB int) []match {
	width := len(b) + 1
	ways := make([]uint8, (len(a)+1)*width)
	best := make([]int32, width)
	for i, x := range a {
		row := ways[(i+1)*width : (i+2)*width]
		value := l.weight(x)
		diagonal := best[0]
		for j, y := range b {
			upper := best[j+1]
			top, way := upper, uint8(fromUpper)
			if best[j] >= top {
				top, way = best[j], fromLeft
			}
			if m := diagonal + value; x == y && m >= top {
				top, way = m, fromMatch
			}
			best[j+1], row[j+1] = top, way
			diagonal = upper
		}
	}
	return traced(ms, ways, len(a), len(b), atA, atB)
}

// traced appends the matches that lead to the last cell of a table.
func traced(ms []match, ways []uint8, i, j, atA, atB int) []match {
	width, first := j+1, len(ms)
	for i > 0 && j > 0 {
		switch ways[i*width+j] {
		case fromMatch:
			i, j = i-1, j-1
			ms = append(ms, match{atA + i, atB + j})
		case fromLeft:
			j--
		default:
			i--
		}
	}
	slices.Reverse(ms[first:])
	return ms
}
