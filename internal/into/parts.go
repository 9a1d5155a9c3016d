package into

import (
	"strings"

	"betten/internal/workbook"
)

// changeChain takes the formulas that are gone from the list that Excel keeps of
// them. The list may not be empty: then the part goes, and what leads to it.
func (h *Host) changeChain(s splice, changed map[string][]byte) error {
	key := h.book.CalcChain()
	data, err := h.book.Part(key)
	if err != nil || data == nil {
		return err
	}
	chain, err := h.chain(s, data)
	if err != nil {
		return err
	}
	changed[key] = chain
	if chain != nil {
		return nil
	}
	for _, part := range []string{workbook.RelationsOf(h.book.Main()), strings.ToLower(workbook.ContentTypes)} {
		data, err := h.book.Part(part)
		if err != nil {
			return err
		}
		root, err := workbook.Parse(data)
		if err != nil {
			return err
		}
		var edits []workbook.Edit
		for _, n := range root.Kids {
			if strings.HasSuffix(n.Attr("Type"), "/calcChain") || strings.EqualFold(n.Attr("PartName"), "/"+key) {
				edits = append(edits, n.Remove())
			}
		}
		changed[part] = workbook.Apply(data, edits)
	}
	return nil
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
