package verify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"betten/internal/workbook"
)

// moved returns where a row that did not give way is now.
func (p *comparison) moved(row int) (now int, stays bool) {
	switch {
	case row < p.First:
		return row, true
	case row >= p.End:
		return row + p.delta(), true
	}
	return 0, false
}

// A strip is what a range covers above the rows of the table, or below them. The rows
// below are counted from the first one below the table.
type strip struct {
	below                    bool
	left, right, top, bottom int
}

// endless is the bottom of a strip that reaches to the end of the sheet.
const endless = workbook.MaxRow

// outside returns what a list of ranges covers outside the rows of the table, in the
// workbook before or after. What is not a range is
// returned as it is.
func (p *comparison) outside(list string, after bool) (strips []strip, others []string) {
	end, falls := p.End, p.delta() // how far a row goes until it is where it is after
	if after {
		end, falls = p.after(), 0
	}
	for _, ref := range strings.Fields(list) {
		r, ok := workbook.ParseRange(ref)
		if !ok {
			others = append(others, ref)
			continue
		}
		if r.Top < p.First {
			strips = append(strips, strip{false, r.Left, r.Right, r.Top, min(r.Bottom, p.First-1)})
		}
		if r.Bottom >= end {
			bottom := r.Bottom - end
			if r.Bottom == workbook.MaxRow || r.Bottom+falls >= workbook.MaxRow {
				bottom = endless
			}
			strips = append(strips, strip{true, r.Left, r.Right, max(r.Top, end) - end, bottom})
		}
	}
	slices.SortFunc(strips, func(a, b strip) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return slices.Compact(strips), others
}

// grown returns a range of the whole table, such as a print area, as if it had reached to
// the rows that were written, if it does now: one that ended above may take in the entries
// between.
func (p *comparison) grown(was, is string) string {
	b, ok1 := workbook.ParseRange(was)
	a, ok2 := workbook.ParseRange(is)
	if ok1 && ok2 && b.Top < p.First && b.Bottom < p.First && a.Bottom == p.after()-1 {
		b.Bottom = p.First - 1
		return b.String()
	}
	return was
}

// ranges holds a list of ranges to what it covered outside the rows of the table, and to
// its columns inside.
func (p *comparison) ranges(was, is string) error {
	b, others1 := p.outside(was, false)
	a, others2 := p.outside(is, true)
	if !slices.Equal(a, b) || !slices.Equal(others1, others2) || (was == "") != (is == "") {
		return fmt.Errorf("%q is %q", was, is)
	}
	columns := make(map[[2]int]bool)
	for _, ref := range strings.Fields(was) {
		r, _ := workbook.ParseRange(ref)
		columns[[2]int{r.Left, r.Right}] = true
	}
	for _, ref := range strings.Fields(is) {
		if r, _ := workbook.ParseRange(ref); !columns[[2]int{r.Left, r.Right}] {
			return fmt.Errorf("%q is %q", was, is)
		}
	}
	return nil
}

// goes reports whether a list of ranges covers nothing outside the rows of the table.
func (p *comparison) goes(list string, after bool) bool {
	strips, others := p.outside(list, after)
	return list != "" && len(strips) == 0 && len(others) == 0
}

// ours reports whether a reference is to the sheet: one of a formula of the sheet itself
// (own), or of another part.
func (p *comparison) ours(r *workbook.Reference, own bool) bool {
	return !r.External && (r.Sheet == "" && own || strings.EqualFold(r.Sheet, p.Sheet) || strings.Contains(r.Sheet, ":"))
}

// formula holds a formula to what it referred to.
func (p *comparison) formula(was, is string, own, grows bool) error {
	b, a := workbook.References(was), workbook.References(is)
	fault := fmt.Errorf("the formula %q is %q", was, is)
	if len(a) != len(b) || unnumbered(was, b) != unnumbered(is, a) {
		return fault
	}
	for i := range b {
		if b[i].Top == 0 {
			continue // whole columns
		}
		if !p.ours(&b[i], own) {
			if a[i].Top != b[i].Top || a[i].Bottom != b[i].Bottom {
				return fault
			}
			continue
		}
		rows := func(r *workbook.Reference) string {
			return workbook.Range{Top: r.Top, Left: 1, Bottom: r.Bottom, Right: 1}.String()
		}
		before, after := rows(&b[i]), rows(&a[i])
		if grows {
			before = p.grown(before, after)
		}
		if p.ranges(before, after) != nil {
			return fault
		}
		if p.goes(rows(&b[i]), false) && (a[i].Top < p.First || a[i].Bottom > max(p.after()-1, p.First)) {
			return fault
		}
	}
	return nil
}

// uses reports whether a formula uses rows that gave way or came.
func (p *comparison) uses(formula string, own bool) bool {
	return slices.ContainsFunc(workbook.References(formula), func(r workbook.Reference) bool {
		return p.ours(&r, own) && (r.Top == 0 || r.Top < max(p.End, p.First+1) && r.Bottom >= p.First-1)
	})
}

// unnumbered returns a formula with the numbers of its rows as 0.
func unnumbered(formula string, refs []workbook.Reference) string {
	var edits []workbook.Edit
	for i := range refs {
		if refs[i].Top > 0 {
			edits = append(edits, refs[i].Moved(0, 0)...)
		}
	}
	return string(workbook.Apply([]byte(formula), edits))
}

// border returns where a page break is now that stood below a row.
func (p *comparison) border(row int) (now int, stays bool) {
	switch {
	case row >= p.End-1: // below the table
		return row + p.delta(), true
	case row < p.First:
		return row, true
	}
	return 0, false
}

// number returns the whole number of an attribute or a text.
func number(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil
}
