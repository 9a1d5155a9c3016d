package into

import (
	"slices"
	"strconv"
	"strings"

	"betten/internal/workbook"
)

// A splice says which rows of a sheet give way to how many others.
type splice struct {
	first, end int // the rows replaced, and the one below them
	made       int // rows that take their place
	last       int // the last row of an entry before; 0 if there was none
	heading    int // the row of the headings
}

// delta is how far the rows below the table move down.
func (s splice) delta() int { return s.made - (s.end - s.first) }

// move returns where a range of cells is after the splice. One that reached to the
// last entry reaches to the last new one. It is not ok if none of it is left.
func (s splice) move(top, bottom int) (int, int, bool) {
	reaches := s.last >= top && bottom >= s.last && s.last > 0
	switch {
	case bottom < s.first && !(reaches && bottom == s.first-1):
		return top, bottom, true
	case top >= s.end:
		return min(top+s.delta(), workbook.MaxRow), min(bottom+s.delta(), workbook.MaxRow), true
	}
	below := s.first + s.made // the row below the new ones
	switch {
	case bottom >= workbook.MaxRow:
	case bottom >= s.end-1:
		bottom = min(bottom+s.delta(), workbook.MaxRow)
	case reaches:
		bottom = below - 1
	default:
		bottom = min(bottom, below-1)
	}
	return top, bottom, top <= bottom
}

// cut returns what of a range is outside the rows: above them, and below.
func (s splice) cut(r workbook.Range) (rest []workbook.Range) {
	if above := r; r.Top < s.first {
		above.Bottom = min(r.Bottom, s.first-1)
		rest = append(rest, above)
	}
	if r.Bottom >= s.end {
		below := r
		below.Top, below.Bottom, _ = s.move(max(r.Top, s.end), r.Bottom)
		rest = append(rest, below)
	}
	return rest
}

// inside reports whether a range holds rows that are replaced.
func (s splice) inside(top, bottom int) bool { return top < s.end && bottom >= s.first }

// disturbs reports whether the splice changes or moves cells of a range.
func (s splice) disturbs(top, bottom int) bool {
	return bottom >= s.first && (s.inside(top, bottom) || s.delta() != 0)
}

// covers reports whether a range holds all entries, as far as they are replaced.
func (s splice) covers(top, bottom int) bool {
	return top <= s.first && bottom >= min(s.last, s.end-1)
}

// A use says what a formula has to do with the rows.
type use int

const (
	apart    use = iota // nothing
	affected            // it uses all of them: its value is no longer known
	torn                // it uses some of them: which it should use now can't be known
)

// formula returns a formula after the splice. Only references that ours picks are to the
// sheet. With grows, a range that reaches into the rows is one of the table, and goes to
// its end: a print area, a filter.
func (s splice) formula(formula string, ours func(*workbook.Reference) bool, grows bool) (string, use) {
	var edits []workbook.Edit
	found := apart
	for _, r := range workbook.References(formula) {
		if r.External || !ours(&r) {
			continue
		}
		if r.Top == 0 { // whole columns
			found = max(found, affected)
			continue
		}
		if r.Top == r.Bottom && r.Bottom < s.first {
			continue // the last entry alone
		}
		top, bottom, left := s.move(r.Top, r.Bottom)
		inside := s.inside(r.Top, r.Bottom) || bottom-top > r.Bottom-r.Top
		switch {
		case grows && r.Top < s.end && r.Bottom >= s.heading:
			bottom = max(bottom, s.first+s.made-1)
		case inside && (!left || !s.covers(r.Top, r.Bottom)), r.Top == r.Bottom && top != bottom:
			return formula, torn
		}
		if inside {
			found = max(found, affected)
		}
		if top != r.Top || bottom != r.Bottom {
			if strings.Contains(r.Sheet, ":") {
				return formula, torn // rows of other sheets are meant as well
			}
			edits = append(edits, r.Moved(top, bottom)...)
		}
	}
	return string(workbook.Apply([]byte(formula), edits)), found
}

// sheetEdits returns the edits of the sheet's part. Obstacles must have been looked for
// before.
func (o *original) sheetEdits(s splice, rows []newRow) *sheetEditor {
	e := &sheetEditor{original: o, splice: s}
	e.table(rows)
	e.below()
	e.merged()
	e.ranges()
	e.breaks()
	e.dimension()
	return e
}

// table replaces the old rows with the new ones.
func (e *sheetEditor) table(rows []newRow) {
	data := e.root.Kid("sheetData")
	from, to := data.Inner, data.Inner
	for _, r := range e.rows {
		switch {
		case r.Number < e.first:
			from, to = r.Node.End, r.Node.End
		case r.Number < e.end:
			if to == from {
				from = r.Node.Start
			}
			to = r.Node.End
		}
	}
	e.add(workbook.Edit{From: from, To: to, Text: e.rowsXML(e.first, rows)})
}

// below moves the rows below the table, and what formulas outside it refer to. Rows
// without content fall off the end of the sheet, as they do in Excel.
func (e *sheetEditor) below() {
	for _, r := range e.rows {
		number := r.Number
		if r.Number >= e.first && r.Number < e.end {
			continue
		}
		if r.Number >= e.end {
			number += e.delta()
		}
		if number > workbook.MaxRow {
			e.add(r.Node.Remove())
			continue
		}
		if number != r.Number {
			e.add(r.Node.SetAttr(e.xml, "r", strconv.Itoa(number)))
		}
		for column, c := range r.Cells() {
			if number != r.Number && c.Attr("r") != "" {
				e.add(c.SetAttr(e.xml, "r", workbook.CellName(column, number)))
			}
			e.cellFormula(workbook.CellName(column, r.Number), c)
		}
	}
}

// cellFormula moves what the formula of a cell refers to. A value that is no longer known
// is left for Excel to compute.
func (e *sheetEditor) cellFormula(name string, c *workbook.Node) {
	f := c.Kid("f")
	if f.Tag == "" {
		return
	}
	text := f.Text(e.xml)
	moved, use := e.formula(text, e.own, false)
	if use == torn {
		e.refuseFormula(name, "="+text)
		return
	}
	if moved != text {
		e.add(f.SetText(moved))
	}
	if use == affected {
		e.computes = true
		if v := c.Kid("v"); v.Tag != "" {
			e.add(v.Remove())
		}
	}
}

// own reports whether a reference in a formula of the sheet is to the sheet itself.
func (o *original) own(r *workbook.Reference) bool {
	return r.Sheet == "" || o.named(r)
}

// named reports whether a reference names the sheet, alone or among others.
func (o *original) named(r *workbook.Reference) bool {
	return strings.EqualFold(r.Sheet, o.Sheet) || strings.Contains(r.Sheet, ":")
}

// breaks moves the page breaks below the table, and takes out those between rows
// that are gone.
func (e *sheetEditor) breaks() {
	list := e.root.Kid("rowBreaks")
	count, manual := len(list.Kids), 0
	for _, b := range list.Kids {
		id, err := strconv.Atoi(b.Attr("id")) // the row above the break
		switch {
		case err == nil && id >= e.end-1: // below the table
			if e.delta() != 0 {
				e.add(b.SetAttr(e.xml, "id", strconv.Itoa(id+e.delta())))
			}
		case err == nil && id >= e.first:
			e.add(b.Remove())
			count--
			continue
		}
		if b.Is("man") {
			manual++
		}
	}
	switch {
	case count == len(list.Kids):
	case count == 0:
		e.remove(list)
	default:
		e.add(list.SetAttr(e.xml, "count", strconv.Itoa(count)))
		if list.Attr("manualBreakCount") != "" {
			e.add(list.SetAttr(e.xml, "manualBreakCount", strconv.Itoa(manual)))
		}
	}
}

// dimension updates the range of cells that hold something.
func (e *sheetEditor) dimension() {
	n := e.root.Kid("dimension")
	r, ok := workbook.ParseRange(n.Attr("ref"))
	if !ok {
		return
	}
	bottom := e.first + e.made - 1
	if r.Bottom >= e.end {
		bottom = min(r.Bottom+e.delta(), workbook.MaxRow)
	}
	if cells := e.look.cells; len(cells) > 0 {
		r.Left, r.Right = min(r.Left, cells[0].at), max(r.Right, cells[len(cells)-1].at)
	}
	if r.Bottom = max(r.Top, bottom); r.String() != n.Attr("ref") {
		e.add(n.SetAttr(e.xml, "ref", r.String()))
	}
}

// fits reports whether no row with content is moved beyond the end of the sheet.
func (o *original) fits(s splice) bool {
	if s.first+s.made-1 > workbook.MaxRow {
		return false
	}
	for _, r := range slices.Backward(o.rows) {
		if r.Number+s.delta() <= workbook.MaxRow || r.Number < s.end {
			break
		}
		for _, c := range r.Cells() {
			if len(c.Kids) > 0 {
				return false
			}
		}
	}
	return true
}
