package into

import (
	"fmt"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
)

// A splice says which rows of a sheet give way to how many others.
type splice struct {
	first, end int // the rows replaced, and the one behind them
	made       int // rows that take their place
	last       int // the last row of an entry before; 0 if there was none
}

// delta is how far the rows behind the table move down.
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
	below := s.first + s.made // the row behind the new ones
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

// inside reports whether a range holds rows that are replaced.
func (s splice) inside(top, bottom int) bool { return top < s.end && bottom >= s.first }

// disturbs reports whether the splice changes or moves cells of a range.
func (s splice) disturbs(top, bottom int) bool {
	return bottom >= s.first && (s.inside(top, bottom) || s.delta() != 0)
}

// sheetEdits returns the edits of the sheet's part. What stands in their way must
// have been looked for before.
func (h *Host) sheetEdits(s splice, rows []hostText) ([]workbook.Edit, []change.Problem) {
	e := sheetEditor{Host: h, splice: s}
	e.table(rows)
	e.below()
	e.merged()
	e.ranges()
	e.breaks()
	e.dimension()
	return e.edits, e.found
}

// A sheetEditor collects the edits of a sheet.
type sheetEditor struct {
	*Host
	splice
	edits []workbook.Edit
	found []change.Problem
}

func (e *sheetEditor) add(edits ...workbook.Edit) { e.edits = append(e.edits, edits...) }

// table puts the new rows in the place of the old ones.
func (e *sheetEditor) table(rows []hostText) {
	data := e.root.Kid("sheetData")
	from, to := data.Inner, data.Inner
	for _, r := range e.rows {
		switch {
		case r.number < e.first:
			from, to = r.node.End, r.node.End
		case r.number < e.end:
			if to == from {
				from = r.node.Start
			}
			to = r.node.End
		}
	}
	e.add(workbook.Edit{From: from, To: to, Text: e.rowsXML(e.first, rows)})
}

// below moves the rows that stand below the table.
func (e *sheetEditor) below() {
	if e.delta() == 0 {
		return
	}
	for _, r := range e.rows {
		if r.number < e.end {
			continue
		}
		number := r.number + e.delta()
		e.add(r.node.SetAttr(e.part, "r", strconv.Itoa(number)))
		for _, c := range r.node.Kids {
			if column, _, ok := workbook.ParseCell(c.Attr("r")); ok {
				e.add(c.SetAttr(e.part, "r", workbook.CellName(column, number)))
			}
		}
	}
}

// merged moves the merged cells, and merges those of the columns that the heading
// stands over several of.
func (e *sheetEditor) merged() {
	list := e.root.Kid("mergeCells")
	count := e.shift(list)
	var b strings.Builder
	for i := range e.made {
		for _, columns := range e.area.Columns {
			if len(columns) < 2 {
				continue
			}
			r := workbook.Range{Top: e.first + i, Left: columns[0], Bottom: e.first + i, Right: columns[len(columns)-1]}
			fmt.Fprintf(&b, `<%smergeCell ref="%s"/>`, e.root.Prefix(), r)
			count++
		}
	}
	switch {
	case list.Tag != "" && count == 0:
		e.edits = withoutEditsIn(e.edits, list)
		e.add(list.Remove())
	case list.Tag != "":
		if count != len(list.Kids) {
			e.add(list.SetAttr(e.part, "count", strconv.Itoa(count)))
		}
		e.add(workbook.Edit{From: list.Outer, To: list.Outer, Text: b.String()})
	case count > 0:
		at := e.behind("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
			"sortState", "dataConsolidate", "customSheetViews")
		tag := e.root.Prefix() + "mergeCells"
		e.add(workbook.Edit{From: at, To: at, Text: fmt.Sprintf(`<%s count="%d">%s</%s>`, tag, count, b.String(), tag)})
	}
}

// withoutEditsIn returns edits but for those within a node.
func withoutEditsIn(edits []workbook.Edit, n *workbook.Node) []workbook.Edit {
	var kept []workbook.Edit
	for _, e := range edits {
		if e.From < n.Start || e.To > n.End {
			kept = append(kept, e)
		}
	}
	return kept
}

// behind returns the place behind the last of some children of the sheet.
func (e *sheetEditor) behind(names ...string) int {
	at := 0
	for _, k := range e.root.Kids {
		for _, name := range names {
			if k.Name == name {
				at = k.End
			}
		}
	}
	return at
}

// breaks moves the page breaks below the table, and takes out those between rows
// that are gone.
func (e *sheetEditor) breaks() {
	list := e.root.Kid("rowBreaks")
	count, manual := len(list.Kids), 0
	changed := false
	for _, b := range list.Kids {
		id, err := strconv.Atoi(b.Attr("id")) // the row above the break
		switch {
		case err != nil || id < e.first:
		case id < e.end-1:
			e.add(b.Remove())
			count, changed = count-1, true
			continue
		case e.delta() != 0:
			e.add(b.SetAttr(e.part, "id", strconv.Itoa(id+e.delta())))
		}
		if b.Is("man") {
			manual++
		}
	}
	switch {
	case changed && count == 0:
		e.edits = withoutEditsIn(e.edits, list)
		e.add(list.Remove())
	case changed:
		e.add(list.SetAttr(e.part, "count", strconv.Itoa(count)))
		if list.Attr("manualBreakCount") != "" {
			e.add(list.SetAttr(e.part, "manualBreakCount", strconv.Itoa(manual)))
		}
	}
}

// dimension says anew which cells hold something.
func (e *sheetEditor) dimension() {
	n := e.root.Kid("dimension")
	r, ok := workbook.ParseRange(n.Attr("ref"))
	if !ok {
		return
	}
	bottom := e.first + e.made - 1
	if r.Bottom >= e.end {
		bottom = r.Bottom + e.delta()
	}
	if cells := e.cells(); len(cells) > 0 {
		r.Left, r.Right = min(r.Left, cells[0].at), max(r.Right, cells[len(cells)-1].at)
	}
	if r.Bottom = max(r.Top, bottom); r.String() != n.Attr("ref") {
		e.add(n.SetAttr(e.part, "ref", r.String()))
	}
}
