package grid

import (
	"regexp"
	"slices"
	"strings"

	"betten/internal/change"
)

// headings are the headings of the columns as past tables word them, squeezed.
var headings = map[string]change.Column{
	"変更日": change.DateColumn, "変更年月日": change.DateColumn, "変更日付": change.DateColumn,
	"年月日": change.DateColumn, "日付": change.DateColumn, "変更した日": change.DateColumn,
	"項目": change.ItemColumn, "項目名": change.ItemColumn, "変更項目": change.ItemColumn,
	"変更前の記載": change.BeforeColumn, "変更前": change.BeforeColumn, "変更前の記載内容": change.BeforeColumn,
	"変更前の内容": change.BeforeColumn, "変更前記載": change.BeforeColumn, "変更前記載内容": change.BeforeColumn,
	"修正前": change.BeforeColumn, "修正前の記載": change.BeforeColumn, "旧": change.BeforeColumn,
	"変更後の記載": change.AfterColumn, "変更後": change.AfterColumn, "変更後の記載内容": change.AfterColumn,
	"変更後の内容": change.AfterColumn, "変更後記載": change.AfterColumn, "変更後記載内容": change.AfterColumn,
	"修正後": change.AfterColumn, "修正後の記載": change.AfterColumn, "新": change.AfterColumn,
	"提出時期": change.TimingColumn, "提出の時期": change.TimingColumn, "時期": change.TimingColumn,
	"提出時期に係る説明": change.ExplanationColumn, "提出時期にかかる説明": change.ExplanationColumn,
	"提出時期に関する説明": change.ExplanationColumn, "提出時期の説明": change.ExplanationColumn,
	"提出時期に係る説明等": change.ExplanationColumn, "説明": change.ExplanationColumn,
}

// remark is what some tables add to a heading: 項目（※１）, 提出時期*.
var remark = regexp.MustCompile(`[(\[<]?[※*注].*$`)

// headingColumn returns the column that a heading names.
func headingColumn(text string) (change.Column, bool) {
	const most = 200 // bytes: a longer text is no heading
	if len(text) > most {
		return 0, false
	}
	words := change.Squeeze(text)
	c, ok := headings[words]
	if !ok {
		c, ok = headings[remark.ReplaceAllString(words, "")]
	}
	return c, ok
}

// An Area is where in a grid a change table stands.
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
		a.read(&g.Rows[i])
		if a.none() {
			continue
		}
		if !a.complete() && i+1 < len(g.Rows) && g.Rows[i+1].Number == g.Rows[i].Number+1 {
			a.First = max(a.First, g.Rows[i+1].Number+1)
			a.read(&g.Rows[i+1])
		}
		if a.complete() {
			a.lateItem(&g.Rows[i])
			a.merge()
			return a, true
		}
	}
	return nil, false
}

// read takes the headings of a row.
func (a *Area) read(r *Row) {
	for i := range r.Cells {
		c, ok := headingColumn(r.Cells[i].Text)
		if !ok || a.Columns[c] != nil {
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
			a.Columns[c] = append(a.Columns[c], at)
		}
	}
}

// lateItem takes 変更箇所 for the heading of the items where there is no other: as
// a rule it is the title of the table.
func (a *Area) lateItem(r *Row) {
	for i := range r.Cells {
		if a.Columns[change.ItemColumn] == nil && change.Squeeze(r.Cells[i].Text) == "変更箇所" {
			a.Columns[change.ItemColumn] = []int{r.Cells[i].Column}
		}
	}
}

// widest is how many columns of a sheet a merged heading may stand over.
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

// top returns the row in which the text of a cell stands: its own, or, if it is
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
		if c, ok := headingColumn(r.Cells[i].Text); ok && slices.Contains(a.Columns[c], r.Cells[i].Column) {
			same++
		}
	}
	return same >= 3
}

// FormOf returns the form whose title a text is; "" if it is none.
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
