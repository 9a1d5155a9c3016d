package grid

import (
	"slices"
	"strings"

	"betten/internal/change"
)

// An Area is the place of a change table in a grid.
type Area struct {
	Heading int                   // the heading's first row
	First   int                   // the first row below it
	Columns [change.Columns][]int // columns of the grid; none for one that the table lacks

	grid    *Grid
	merged  map[int][]Range
	corners corners
}

// corners are the merged cells of a sheet by the row and the column they begin in.
type corners map[[2]int]Range

// Find finds the change table of a grid: the first row that heads texts
// before and after a change, and what was changed. Its headings may stand in two
// rows, one below the other.
func Find(g *Grid) (*Area, bool) {
	merged := make(corners, len(g.Merged))
	for _, m := range g.Merged {
		merged[[2]int{m.Top, m.Left}] = m
	}
	for i := range g.Rows {
		a := &Area{Heading: g.Rows[i].Number, First: g.Rows[i].Number + 1, grid: g, corners: merged}
		a.read(&g.Rows[i], false)
		if a.none() {
			continue
		}
		if !a.complete() && i+1 < len(g.Rows) && g.Rows[i+1].Number == g.Rows[i].Number+1 {
			a.First = max(a.First, g.Rows[i+1].Number+1)
			a.read(&g.Rows[i+1], false)
		}
		if a.complete() {
			a.read(&g.Rows[i], true)
			a.merge()
			return a, true
		}
	}
	return nil, false
}

// read takes the headings of a row: those that are sure, or those that count only where
// the table has no other (備考 for the explanations).
func (a *Area) read(r *Row, loose bool) {
	for i := range r.Cells {
		c, isLoose, ok := change.ColumnOf(r.Cells[i].Text)
		if !ok || isLoose != loose || a.Columns[c] != nil {
			continue
		}
		left := r.Cells[i].Column
		a.Columns[c] = []int{left}
		m, ok := a.corners[[2]int{r.Number, left}]
		if !ok {
			continue
		}
		a.First = max(a.First, m.Bottom+1)
		for at := left + 1; at <= m.Right && len(a.Columns[c]) < widest; at++ {
			if _, _, heading := change.ColumnOf(r.Cell(at).Text); heading {
				break
			}
			a.Columns[c] = append(a.Columns[c], at)
		}
	}
}

// widest is how many columns a merged heading may cover.
const widest = 50

func (a *Area) none() bool {
	return !slices.ContainsFunc(a.Columns[:], func(c []int) bool { return c != nil })
}

func (a *Area) complete() bool {
	return a.Columns[change.BeforeColumn] != nil && a.Columns[change.AfterColumn] != nil &&
		(a.Columns[change.ItemColumn] != nil || a.Columns[change.DateColumn] != nil)
}

// merge notes the merged cells of the table that are more than one row high.
func (a *Area) merge() {
	a.merged = make(map[int][]Range)
	for _, m := range a.grid.Merged {
		if m.Bottom == m.Top || m.Bottom < a.First {
			continue
		}
		for _, columns := range a.Columns {
			if slices.Contains(columns, m.Left) {
				a.merged[m.Left] = append(a.merged[m.Left], m)
			}
		}
	}
	for _, all := range a.merged {
		slices.SortFunc(all, func(a, b Range) int { return a.Top - b.Top })
	}
}

// top returns the row that holds the text of a cell: its own, or, if it is
// merged with cells above, the uppermost of these.
func (a *Area) top(row, column int) int {
	all := a.merged[column]
	i, found := slices.BinarySearchFunc(all, row, func(m Range, row int) int { return m.Top - row })
	if !found {
		i--
	}
	if i >= 0 && all[i].Bottom >= row {
		return max(all[i].Top, a.First)
	}
	return row
}

// Owner returns which column of the table a column of the sheet belongs to.
func (a *Area) Owner(column int) (change.Column, bool) {
	for c, columns := range a.Columns {
		if slices.Contains(columns, column) {
			return change.Column(c), true
		}
	}
	return 0, false
}

// Repeats reports whether a row says the heading once more.
func (a *Area) Repeats(r *Row) bool {
	same := 0
	for i := range r.Cells {
		if c, _, ok := change.ColumnOf(r.Cells[i].Text); ok && slices.Contains(a.Columns[c], r.Cells[i].Column) {
			same++
		}
	}
	return same >= 3
}

// FormOf returns the form that has a text as its title, "" if no form has.
func FormOf(text string) string {
	const most = 200 // bytes
	if len(text) > most {
		return ""
	}
	switch words := change.Squeeze(text); {
	case strings.Contains(words, "別添2"):
		return "juten"
	case strings.Contains(words, "別添3"):
		return "zen"
	case strings.Contains(words, "変更箇所"):
		return "kiso"
	}
	return ""
}
