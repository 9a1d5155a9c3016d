package into

import (
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
)

// ranges moves what the sheet says of ranges of its cells: validations (入力規則),
// conditional formats, ranges that may be edited, the filter, and hyperlinks, which
// go with the cells they stand in.
func (e *sheetEditor) ranges() {
	for _, k := range e.root.Kids {
		switch k.Name {
		case "sheetData", "mergeCells", "sheetViews", "rowBreaks", "hyperlinks", "customSheetViews":
			continue // each has its own rule, or is none of the document's
		}
		k.All(func(n *workbook.Node) {
			switch n.Name {
			case "conditionalFormatting", "dataValidation", "protectedRange", "ignoredError":
				if list := n.Attr("sqref"); list != "" {
					if moved := e.list(list); moved != list {
						e.add(n.SetAttr(e.part, "sqref", moved))
					}
				}
			case "sqref": // of what Excel 2010 added
				if list := n.Text(e.part); n.Outer > n.Inner {
					if moved := e.list(list); moved != list {
						e.add(n.SetText(moved))
					}
				}
			case "autoFilter", "sortState", "sortCondition":
				if list := n.Attr("ref"); list != "" {
					if moved := e.list(list); moved != list {
						e.add(n.SetAttr(e.part, "ref", moved))
					}
				}
			}
		})
	}
	e.links()
}

// list moves the ranges of a list. One of which nothing is left is a problem if no
// other of the list stays.
func (e *sheetEditor) list(list string) string {
	var kept []string
	for _, ref := range strings.Fields(list) {
		r, ok := workbook.ParseRange(ref)
		if !ok {
			kept = append(kept, ref)
			continue
		}
		var left bool
		was := r
		if r.Top, r.Bottom, left = e.move(r.Top, r.Bottom); !left {
			continue
		}
		if r != was {
			ref = r.String()
		}
		kept = append(kept, ref)
	}
	if len(kept) == 0 {
		e.found = append(e.found, e.problem(change.Error, change.RangeLost, "", list))
		return list
	}
	return strings.Join(kept, " ")
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
				e.add(n.SetAttr(e.part, "ref", r.String()))
			}
		default:
			e.add(n.Remove())
			count--
		}
	}
	return count
}

// links moves the hyperlinks of cells below the table, and takes out those of cells
// that are replaced.
func (e *sheetEditor) links() {
	list := e.root.Kid("hyperlinks")
	if count := e.shift(list); list.Tag != "" && count == 0 {
		e.edits = withoutEditsIn(e.edits, list)
		e.add(list.Remove())
	}
}
