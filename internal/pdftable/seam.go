package pdftable

import (
	"betten/internal/change"
)

// joinPages joins rows that continue on the next page without a mark. It returns how many were
// joined on each page.
func joinPages(rows []row, c *columns) ([]row, []int) {
	var made []row
	var joined []int
	for i := range rows {
		r := &rows[i]
		if !r.first || len(made) == 0 || !continues(&made[len(made)-1], r, c) {
			made = append(made, *r)
			continue
		}
		up := &made[len(made)-1]
		for k := range r.cells {
			up.cells[k].lines = append(up.cells[k].lines, r.cells[k].lines...)
			up.cells[k].glyphs = append(up.cells[k].glyphs, r.cells[k].glyphs...)
			up.cells[k].cut = up.cells[k].cut || r.cells[k].cut
		}
		joined = append(joined, r.page)
	}
	return made, joined
}

// continues reports whether the first row of a page continues the last row of the page before:
// together they have one day and one timing. Rows with marks are not joined here; the scanner
// reads the marks.
func continues(up, low *row, c *columns) bool {
	for k := range low.cells {
		if _, _, ok := change.CutContinued(textOf(low.cells[k].lines)); ok {
			return false
		}
		if _, _, ok := change.CutContinues(textOf(up.cells[k].lines)); ok {
			return false
		}
	}
	date, timing := c.index(change.DateColumn), c.index(change.TimingColumn)
	if date < 0 && timing < 0 {
		return false
	}
	both := func(k int) bool { return k >= 0 && len(up.cells[k].lines) > 0 && len(low.cells[k].lines) > 0 }
	if both(timing) {
		return false
	}
	if both(date) {
		upper, lower := join(up.cells[date].lines), join(low.cells[date].lines)
		_, whole := change.ReadDate(upper + lower)
		_, part := change.ReadDate(upper)
		return whole == change.GoodDate && part != change.GoodDate
	}
	return true
}

// textOf returns the text of lines as printed.
func textOf(ls []line) string {
	text := ""
	for i := range ls {
		if i > 0 {
			text += "\n"
		}
		text += ls[i].text()
	}
	return text
}
