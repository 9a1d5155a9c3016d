package into

import (
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
)

// Names that Excel keeps for itself: what is printed of a sheet, and the range of its
// filter, whose name is hidden.
const (
	printArea    = "_xlnm.Print_Area"
	filteredArea = "_xlnm._FilterDatabase"
	ownName      = "_xlnm."
)

// bookEdits returns the edits of the workbook's own part: names of ranges go with
// their rows, and the print area follows the table to its new end. With computes, Excel
// is asked to recompute all formulas.
func (o *original) bookEdits(s splice, data []byte, computes bool) ([]workbook.Edit, []change.Problem, error) {
	root, err := workbook.Parse(data)
	if err != nil {
		return nil, nil, err
	}
	own := slices.IndexFunc(root.Kid("sheets").Kids, func(n *workbook.Node) bool { return n.Attr("name") == o.Sheet })
	var edits []workbook.Edit
	var found []change.Problem
	for _, n := range root.Kid("definedNames").Kids {
		name, formula := n.Attr("name"), n.Text(data)
		local := n.Attr("localSheetId") == strconv.Itoa(own)
		// Hidden names are Excel's own: of filters, and of what custom views print.
		moved, use := s.formula(formula, o.named, local && (name == printArea || name == filteredArea) || n.Is("hidden"))
		switch {
		case use == torn:
			found = append(found, o.problem(change.Error, change.NameInto, "", strings.TrimPrefix(name, ownName)))
		case moved != formula:
			edits = append(edits, n.SetText(moved))
		}
	}
	if computes {
		edits = append(edits, computeOnLoad(root, data))
	}
	return edits, found, nil
}

// computeOnLoad returns the edit that asks Excel to compute all formulas when it opens
// the workbook.
func computeOnLoad(book *workbook.Node, data []byte) workbook.Edit {
	const name = "fullCalcOnLoad"
	if n := book.Kid("calcPr"); n.Tag != "" {
		return n.SetAttr(data, name, "1")
	}
	at := book.Inner
	for _, k := range book.Kids {
		switch k.Name {
		case "sheets", "functionGroups", "externalReferences", "definedNames":
			at = k.End
		}
	}
	return workbook.Edit{From: at, To: at, Text: "<" + book.Prefix() + "calcPr " + name + `="1"/>`}
}
