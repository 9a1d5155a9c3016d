package into

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// A sheetEditor collects the edits of a sheet.
type sheetEditor struct {
	*original
	splice
	edits    []workbook.Edit
	computes bool             // a formula outside the rows must be recomputed
	found    []change.Problem // what keeps the rows from being written
	notes    []change.Problem
}

func (e *sheetEditor) add(edits ...workbook.Edit) { e.edits = append(e.edits, edits...) }

// remove takes a node out, with what was to be edited in it.
func (e *sheetEditor) remove(n *workbook.Node) {
	e.edits = slices.DeleteFunc(e.edits, func(d workbook.Edit) bool { return d.From >= n.Start && d.To <= n.End })
	e.add(n.Remove())
}

func (e *sheetEditor) refuseFormula(cell, formula string) {
	e.found = append(e.found, e.problem(change.Error, change.FormulaInto, cell, grid.Clip(formula)))
}

// ranges moves what the sheet says of ranges of its cells: validations (入力規則),
// conditional formats, ranges that may be edited, the filter, controls, and hyperlinks,
// which move with their cells. What is about rows that are gone goes with them,
// as in Excel.
func (e *sheetEditor) ranges() {
	for _, k := range e.root.Kids {
		switch k.Name {
		case "sheetData", "mergeCells", "sheetViews", "rowBreaks", "hyperlinks", "customSheetViews":
			continue // each has its own rule, or is not part of the document
		}
		if e.place(k) {
			e.remove(k)
		}
	}
	links := e.root.Kid("hyperlinks")
	if count := e.shift(links); links.Tag != "" && count == 0 {
		e.remove(links)
	}
}

// place moves an element and all in it. It reports whether nothing is left of it.
func (e *sheetEditor) place(n *workbook.Node) (gone bool) {
	switch n.Name {
	case "conditionalFormatting", "dataValidation", "protectedRange", "ignoredError", "sparkline":
		list, kid := n.Attr("sqref"), n.Kid("sqref") // a kid in what Excel 2010 added
		if list == "" {
			list = kid.Text(e.xml)
		}
		if list == "" {
			return false
		}
		moved, cut := e.list(list, n.Name == "conditionalFormatting" && e.tells(n))
		if cut {
			first, _, _ := strings.Cut(list, " ")
			cell, _, _ := strings.Cut(first, ":")
			e.notes = append(e.notes, e.problem(change.Warning, change.FormatNotStretched, cell, list))
		}
		if moved == "" {
			return true
		}
		e.rules(n, list)
		switch {
		case moved == list:
		case kid.Tag != "":
			e.add(kid.SetText(moved))
		default:
			e.add(n.SetAttr(e.xml, "sqref", moved))
		}
		return false
	case "autoFilter", "sortState", "sortCondition":
		if ref := n.Attr("ref"); ref != "" {
			if moved, _ := e.formula(ref, e.own, true); moved != ref {
				e.add(n.SetAttr(e.xml, "ref", moved))
			}
		}
	case "from", "to": // a corner of a control
		row := n.Kid("row")
		if at, err := strconv.Atoi(strings.TrimSpace(row.Text(e.xml))); err == nil && at+1 >= e.end && e.delta() != 0 {
			e.add(row.SetText(strconv.Itoa(at + e.delta())))
		}
		return false
	}
	var left int
	for _, k := range n.Kids {
		if e.place(k) {
			e.remove(k)
		} else {
			left++
		}
	}
	if left < len(n.Kids) && left > 0 && n.Attr("count") != "" {
		e.add(n.SetAttr(e.xml, "count", strconv.Itoa(left)))
	}
	return len(n.Kids) > 0 && left == 0
}

// list moves the ranges of a list, and returns "" if nothing is left of them. With keep,
// none reaches into the rows that are written, and it reports whether one would have.
func (e *sheetEditor) list(list string, keep bool) (moved string, cut bool) {
	var kept []string
	for _, ref := range strings.Fields(list) {
		r, ok := workbook.ParseRange(ref)
		switch {
		case !ok:
			kept = append(kept, ref)
			continue
		case keep && (e.inside(r.Top, r.Bottom) || e.grows(r)):
			cut = true
			for _, rest := range e.cut(r) {
				kept = append(kept, rest.String())
			}
			continue
		}
		was := r
		var left bool
		if r.Top, r.Bottom, left = e.move(r.Top, r.Bottom); !left {
			continue
		}
		if r != was {
			ref = r.String()
		}
		kept = append(kept, ref)
	}
	return strings.Join(kept, " "), cut
}

// grows reports whether a range would take in rows that are written.
func (e *sheetEditor) grows(r workbook.Range) bool {
	top, bottom, _ := e.move(r.Top, r.Bottom)
	return top < e.first && bottom >= e.first && r.Bottom < e.first
}

// tells reports whether a conditional format makes a text say more than it does, or
// hides it. Over rows that are written it is not stretched, and that is named.
func (e *sheetEditor) tells(n *workbook.Node) bool {
	tells := false
	n.All(func(k *workbook.Node) {
		if k.Name == "cfRule" {
			tells = tells || e.style.Tells(k)
		}
	})
	return tells
}

// rules moves what the formulas of a validation or a conditional format refer to. Their
// rows are counted from the first cell they are for: where that stays, those without $
// stay too.
func (e *sheetEditor) rules(n *workbook.Node, list string) {
	moves := true
	for _, ref := range strings.Fields(list) {
		if r, ok := workbook.ParseRange(ref); ok && r.Top < e.end {
			moves = false
		}
	}
	ours := func(r *workbook.Reference) bool { return e.own(r) && (moves || r.Fixed || r.Sheet != "") }
	n.All(func(f *workbook.Node) {
		switch f.Name {
		case "formula", "formula1", "formula2", "f":
			text := f.Text(e.xml)
			moved, use := e.formula(text, ours, false)
			if use == torn {
				first, _, _ := strings.Cut(list, " ")
				cell, _, _ := strings.Cut(first, ":")
				e.refuseFormula(cell, text)
			} else if moved != text {
				e.add(f.SetText(moved))
			}
		}
	})
}

// shift moves what a list has for cells below the table, and takes out what it has for
// cells that are replaced. It returns how much is left.
func (e *sheetEditor) shift(list *workbook.Node) (count int) {
	count = len(list.Kids)
	for _, n := range list.Kids {
		r, ok := workbook.ParseRange(n.Attr("ref"))
		switch {
		case !ok || r.Bottom < e.first:
		case r.Top >= e.end:
			if e.delta() != 0 {
				r.Top, r.Bottom = r.Top+e.delta(), r.Bottom+e.delta()
				e.add(n.SetAttr(e.xml, "ref", r.String()))
			}
		default:
			e.add(n.Remove())
			count--
		}
	}
	return count
}

// merged moves the merged cells, and merges the cells of new rows where a heading covers
// several columns.
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
		e.remove(list)
	case list.Tag != "":
		if count != len(list.Kids) {
			e.add(list.SetAttr(e.xml, "count", strconv.Itoa(count)))
		}
		e.add(workbook.Edit{From: list.Outer, To: list.Outer, Text: b.String()})
	case count > 0:
		at := e.endOf("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
			"sortState", "dataConsolidate", "customSheetViews")
		tag := e.root.Prefix() + "mergeCells"
		e.add(workbook.Edit{From: at, To: at, Text: fmt.Sprintf(`<%s count="%d">%s</%s>`, tag, count, b.String(), tag)})
	}
}

// endOf returns the offset after the last of some children of the sheet.
func (e *sheetEditor) endOf(names ...string) int {
	at := 0
	for _, k := range e.root.Kids {
		if slices.Contains(names, k.Name) {
			at = k.End
		}
	}
	return at
}
