package into

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"betten/internal/workbook"
)

// changeStyles adds the styles that the rows need. A workbook without any is given the
// part, and what leads to it.
func (o *original) changeStyles(_ splice, changed map[string][]byte) error {
	part := o.book.StylesPart()
	if part != "" {
		changed[part] = o.style.Bytes()
		return nil
	}
	part = strings.ToLower(path.Join(path.Dir(o.book.Main()), "styles.xml"))
	changed[part] = o.style.Bytes()
	const relation, kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	return o.changeLists(changed, func(list *workbook.Node, data []byte) []workbook.Edit {
		id := "rIdStyles"
		for slices.ContainsFunc(list.Kids, func(n *workbook.Node) bool { return n.Attr("Id") == id }) {
			id += "x"
		}
		line := fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, list.Prefix(), part, kind)
		if list.Name == "Relationships" {
			line = fmt.Sprintf(`<%sRelationship Id="%s" Type="%s" Target="styles.xml"/>`, list.Prefix(), id, relation)
		}
		return []workbook.Edit{{From: list.Outer, To: list.Outer, Text: line}}
	})
}

// changeLists edits the lists that lead to the parts of the workbook: its relations, and
// the kinds of all parts.
func (o *original) changeLists(changed map[string][]byte, edits func(list *workbook.Node, data []byte) []workbook.Edit) error {
	for _, part := range []string{workbook.RelationsOf(o.book.Main()), strings.ToLower(workbook.ContentTypes)} {
		data, edited := changed[part]
		if !edited {
			var err error
			if data, err = o.book.Part(part); err != nil {
				return err
			}
		}
		root, err := workbook.Parse(data)
		if err != nil {
			return err
		}
		changed[part] = workbook.Apply(data, edits(root, data))
	}
	return nil
}

// changeChain takes the formulas that are gone from the list that Excel keeps of
// them. An empty list is not allowed: the part goes instead, with all that leads to it.
func (o *original) changeChain(s splice, changed map[string][]byte) error {
	key := o.book.CalcChain()
	data, err := o.book.Part(key)
	if err != nil || data == nil {
		return err
	}
	chain, err := o.chain(s, data)
	if err != nil {
		return err
	}
	changed[key] = chain
	if chain != nil {
		return nil
	}
	return o.changeLists(changed, func(list *workbook.Node, _ []byte) (edits []workbook.Edit) {
		for _, n := range list.Kids {
			if strings.HasSuffix(n.Attr("Type"), "/calcChain") || strings.EqualFold(n.Attr("PartName"), "/"+key) {
				edits = append(edits, n.Remove())
			}
		}
		return edits
	})
}

// chain returns the part that lists the cells with formulas, without those that
// are gone, those that moved where they are now. Nil says that none is left.
func (o *original) chain(s splice, data []byte) ([]byte, error) {
	root, err := workbook.Parse(data)
	if err != nil {
		return nil, err
	}
	id := ""
	main, err := o.book.Part(o.book.Main())
	if err != nil {
		return nil, err
	}
	top, err := workbook.Parse(main)
	if err != nil {
		return nil, err
	}
	for _, n := range top.Kid("sheets").Kids {
		if n.Attr("name") == o.Sheet {
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
