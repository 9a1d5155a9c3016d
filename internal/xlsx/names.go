package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/xlsx/workbook"
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
		case area && r.Top < s.end && r.Bottom >= h.area.heading:
			bottom = max(bottom, s.first+s.made-1)
		case !s.disturbs(r.Top, r.Bottom) && top == r.Top && bottom == r.Bottom:
			continue
		case !list || !left || s.inside(r.Top, r.Bottom) && !(r.Top <= h.area.first && r.Bottom >= min(s.last, s.end-1)):
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

// chain returns the part that lists the cells with formulas, without those that
// are gone, those that moved where they are now. Nil says that none is left.
func (h *Host) chain(s splice, data []byte) ([]byte, error) {
	root, err := workbook.Parse(data)
	if err != nil {
		return nil, err
	}
	id := ""
	main, err := h.book.Part(h.book.Main())
	if err != nil {
		return nil, err
	}
	top, err := workbook.Parse(main)
	if err != nil {
		return nil, err
	}
	for _, n := range top.Kid("sheets").Kids {
		if n.Attr("name") == h.Sheet {
			id = n.Attr("sheetId")
		}
	}
	var edits []workbook.Edit
	sheet, told, left := "", "", 0 // told: what a reader takes for the sheet of the next cell
	for _, c := range root.Kids {
		said := c.Attr("i")
		if said != "" {
			sheet = said
		}
		column, row, ok := workbook.ParseCell(c.Attr("r"))
		if ok && sheet == id && row >= s.first {
			if row < s.end {
				edits = append(edits, c.Remove())
				continue
			}
			if s.delta() != 0 {
				edits = append(edits, c.SetAttr(data, "r", workbook.CellName(column, row+s.delta())))
			}
		}
		if said == "" && told != sheet {
			edits = append(edits, c.SetAttr(data, "i", sheet))
		}
		told = sheet
		left++
	}
	if left == 0 {
		return nil, nil
	}
	return workbook.Apply(data, edits), nil
}
