package into

import (
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
)

// printArea is the name that Excel keeps for what is printed of a sheet.
const printArea = "_xlnm.Print_Area"

// bookEdits returns the edits of the workbook's own part: names of ranges go with
// their rows, and the print area follows the table to its new end.
func (h *Host) bookEdits(s splice, data []byte) ([]workbook.Edit, []change.Problem, error) {
	root, err := workbook.Parse(data)
	if err != nil {
		return nil, nil, err
	}
	own := slices.IndexFunc(root.Kid("sheets").Kids, func(n *workbook.Node) bool { return n.Attr("name") == h.Sheet })
	var edits []workbook.Edit
	var found []change.Problem
	for _, n := range root.Kid("definedNames").Kids {
		name, formula := n.Attr("name"), n.Text(data)
		local := n.Attr("localSheetId") == strconv.Itoa(own)
		moved, ok := h.movedName(s, formula, local && name == printArea)
		switch {
		case !ok:
			found = append(found, h.problem(change.Error, change.NameInto, "", name))
		case moved != formula:
			edits = append(edits, n.SetText(moved))
		}
	}
	return edits, found, nil
}

// movedName returns what a name stands for after the splice. It is not ok if a part
// of the rows that are replaced is meant, or a formula that uses them.
func (h *Host) movedName(s splice, formula string, area bool) (string, bool) {
	var edits []workbook.Edit
	list := isList(formula)
	for _, r := range workbook.References(formula) {
		if r.External || r.Top == 0 || !strings.EqualFold(r.Sheet, h.Sheet) {
			continue
		}
		top, bottom, left := s.move(r.Top, r.Bottom)
		switch {
		case area && r.Top < s.end && r.Bottom >= h.area.Heading:
			bottom = max(bottom, s.first+s.made-1)
		case !s.disturbs(r.Top, r.Bottom) && top == r.Top && bottom == r.Bottom:
			continue
		case !list || !left || s.inside(r.Top, r.Bottom) && !(r.Top <= h.area.First && r.Bottom >= min(s.last, s.end-1)):
			return formula, false
		}
		if top != r.Top || bottom != r.Bottom {
			if r.Top == r.Bottom && top != bottom {
				return formula, false // one cell can't become a range
			}
			edits = append(edits, r.Moved(top, bottom)...)
		}
	}
	return string(workbook.Apply([]byte(formula), edits)), true
}

// isList reports whether a formula is nothing but a list of ranges.
func isList(formula string) bool {
	quoted := false
	for _, r := range formula {
		switch {
		case r == '\'':
			quoted = !quoted
		case !quoted && strings.ContainsRune("(){}+-*/&<>=\" ", r):
			return false
		}
	}
	return true
}
