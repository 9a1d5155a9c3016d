package xlsx

import (
	"regexp"
	"slices"
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
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

// An area is where in a sheet a change table stands.
type area struct {
	heading int                   // the heading's first row
	first   int                   // the first row below it
	columns [change.Columns][]int // columns of the sheet; none for one that the table lacks
	merged  map[int][]workbook.Range
	corners corners
}

// corners are the merged cells of a sheet by the row and the column they begin in.
type corners map[[2]int]workbook.Range

// findArea finds the change table of a sheet: the first row that heads texts
// before and after a change, and what was changed. Its headings may stand in two
// rows, one below the other.
func findArea(g *workbook.Grid) (*area, bool) {
	merged := make(corners, len(g.Merged))
	for _, m := range g.Merged {
		merged[[2]int{m.Top, m.Left}] = m
	}
	for i := range g.Rows {
		a := &area{heading: g.Rows[i].Number, first: g.Rows[i].Number + 1, corners: merged}
		a.read(&g.Rows[i])
		if a.none() {
			continue
		}
		if !a.complete() && i+1 < len(g.Rows) && g.Rows[i+1].Number == g.Rows[i].Number+1 {
			a.first = max(a.first, g.Rows[i+1].Number+1)
			a.read(&g.Rows[i+1])
		}
		if a.complete() {
			a.lateItem(&g.Rows[i])
			a.merge(g)
			return a, true
		}
	}
	return nil, false
}

// read takes the headings of a row.
func (a *area) read(r *workbook.Row) {
	for i := range r.Cells {
		c, ok := headingColumn(r.Cells[i].Text)
		if !ok || a.columns[c] != nil {
			continue
		}
		left := r.Cells[i].Column
		a.columns[c] = []int{left}
		m, ok := a.corners[[2]int{r.Number, left}]
		if !ok {
			continue
		}
		a.first = max(a.first, m.Bottom+1)
		for at := left + 1; at <= m.Right && len(a.columns[c]) < widest; at++ {
			a.columns[c] = append(a.columns[c], at)
		}
	}
}

// lateItem takes 変更箇所 for the heading of the items where there is no other: as
// a rule it is the title of the table.
func (a *area) lateItem(r *workbook.Row) {
	for i := range r.Cells {
		if a.columns[change.ItemColumn] == nil && change.Squeeze(r.Cells[i].Text) == "変更箇所" {
			a.columns[change.ItemColumn] = []int{r.Cells[i].Column}
		}
	}
}

// widest is how many columns of a sheet a merged heading may stand over.
const widest = 50

func (a *area) none() bool {
	return !slices.ContainsFunc(a.columns[:], func(c []int) bool { return c != nil })
}

func (a *area) complete() bool {
	return a.columns[change.BeforeColumn] != nil && a.columns[change.AfterColumn] != nil &&
		(a.columns[change.ItemColumn] != nil || a.columns[change.DateColumn] != nil)
}

// merge notes the merged cells of the table that are more than one row high.
func (a *area) merge(g *workbook.Grid) {
	a.merged = make(map[int][]workbook.Range)
	for _, m := range g.Merged {
		if m.Bottom == m.Top || m.Bottom < a.first {
			continue
		}
		for _, columns := range a.columns {
			if slices.Contains(columns, m.Left) {
				a.merged[m.Left] = append(a.merged[m.Left], m)
			}
		}
	}
	for _, all := range a.merged {
		slices.SortFunc(all, func(a, b workbook.Range) int { return a.Top - b.Top })
	}
}

// top returns the row in which the text of a cell stands: its own, or, if it is
// merged with cells above, the uppermost of these.
func (a *area) top(row, column int) int {
	all := a.merged[column]
	i, found := slices.BinarySearchFunc(all, row, func(m workbook.Range, row int) int { return m.Top - row })
	if !found {
		i--
	}
	if i >= 0 && all[i].Bottom >= row {
		return max(all[i].Top, a.first)
	}
	return row
}

// owner returns which column of the table a column of the sheet belongs to.
func (a *area) owner(column int) (change.Column, bool) {
	for c, columns := range a.columns {
		if slices.Contains(columns, column) {
			return change.Column(c), true
		}
	}
	return 0, false
}

// repeats reports whether a row says the heading once more.
func (a *area) repeats(r *workbook.Row) bool {
	same := 0
	for i := range r.Cells {
		if c, ok := headingColumn(r.Cells[i].Text); ok && slices.Contains(a.columns[c], r.Cells[i].Column) {
			same++
		}
	}
	return same >= 3
}

// formOf returns the form whose title a text is; "" if it is none.
func formOf(text string) string {
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
