package grid

import (
	"strings"

	"betten/internal/change"
)

// Seams say where the cells of a table were cut, as the program that cut them
// recorded it. What they say comes from a file, and is checked.
type Seams struct {
	// Of a table whose cells are still as they were written: its first row and how
	// many there are, the rows that continue the one above, and the cells that hold
	// a part of a text by row and column of the table. Rows is 0 for any other table.
	First, Rows int
	Continued   map[int]bool
	Cuts        map[[2]int]Cut

	// Gap returns how many line feeds a seam swallowed, by the texts on both sides
	// of it. It is used where Rows is 0.
	Gap func(upper, lower string) (lines int, ok bool)
}

// A Cut says which part of a cell's text is the entry's; the rest is marks.
type Cut struct {
	At, Length int // in bytes
	Gap        int // line feeds that the seam above swallowed, 0 to 2
}

// maxGap is how many line feeds a seam swallows at most.
const maxGap = 2

func (s *Seams) gap(upper, lower string) (int, bool) {
	if s == nil || s.Gap == nil {
		return 0, false
	}
	return s.Gap(upper, lower)
}

// restore returns the entries of a table whose seams are all known; nil if they are
// not, or can't be those of this table.
func (s *Seams) restore(g *Grid, l *locator) []change.Entry {
	if s == nil || s.Rows < 1 {
		return nil
	}
	var entries []change.Entry
	var built draft
	for number := s.First; number < s.First+s.Rows; number++ {
		row := g.Row(number)
		continued := s.Continued[number]
		if continued && number == s.First {
			return nil
		}
		if !continued && number > s.First {
			entries = append(entries, built.entry(l))
			built = draft{}
		}
		for column := range built.texts {
			text := row.Cell(column + 1).Text
			c, cut := s.Cuts[[2]int{number, column}]
			switch {
			case cut && (c.At < 0 || c.Length < 0 || c.Length > len(text)-c.At || c.Gap < 0 || c.Gap > maxGap):
				return nil
			case cut:
				built.texts[column] += strings.Repeat("\n", c.Gap)
				built.append(column, text[c.At:c.At+c.Length], span{row: number, column: column + 1, text: text, skip: c.At})
			case !continued:
				built.append(column, text, span{row: number, column: column + 1, text: text})
			}
		}
	}
	return append(entries, built.entry(l))
}
