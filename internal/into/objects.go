package into

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// objects looks for what is anchored to the rows, or can't move: drawings, controls,
// comments over them, tables, pivot tables.
func (o *obstacles) objects() error {
	related, err := o.book.Related(o.part)
	if err != nil {
		return err
	}
	for _, k := range o.root.Kids {
		if k.Name != "sheetData" {
			o.anchors(k, o.xml, "shape")
		}
	}
	for _, r := range related {
		data, err := o.book.Part(r.Part)
		if err != nil || data == nil {
			continue
		}
		switch r.Kind {
		case "vmlDrawing":
			o.vml(data)
			continue
		case "drawing", "comments", "threadedComment", "table", "pivotTable", "ctrlProp":
		default:
			continue
		}
		root, err := workbook.Parse(data)
		if err != nil {
			return err
		}
		switch r.Kind {
		case "ctrlProp":
			if formula := link(root); o.uses(formula, o.own) {
				o.refuse(change.FormulaInto, "", grid.Clip("="+formula))
			}
		case "drawing":
			o.anchors(root, data, "drawing")
		case "table":
			if reach, ok := workbook.ParseRange(root.Attr("ref")); ok && o.disturbs(reach.Top, reach.Bottom) {
				o.refuse(change.ListObject, "", root.Attr("ref"))
			}
		case "pivotTable":
			if reach, ok := workbook.ParseRange(root.Kid("location").Attr("ref")); ok && o.disturbs(reach.Top, reach.Bottom) {
				o.refuse(change.ObjectInWay, "", "pivot-table")
			}
		default:
			root.All(func(n *workbook.Node) {
				if _, row, ok := workbook.ParseCell(n.Attr("ref")); ok && o.inside(row, row) {
					o.refuse(change.ObjectInWay, n.Attr("ref"), "comment")
				}
			})
		}
	}
	return nil
}

// anchors looks for objects that are anchored to a row that changes, or on both sides of
// the end of the table. It names the first.
func (o *obstacles) anchors(root *workbook.Node, data []byte, kind string) {
	told := false
	root.All(func(n *workbook.Node) {
		from, err := strconv.Atoi(strings.TrimSpace(n.Kid("from").Kid("row").Text(data)))
		if err != nil || told {
			return
		}
		to, err := strconv.Atoi(strings.TrimSpace(n.Kid("to").Kid("row").Text(data)))
		if err != nil {
			to = from
		}
		if told = o.inside(from+1, to+1); told {
			o.refuse(change.ObjectInWay, workbook.CellName(1, from+1), kind)
		}
	})
}

var (
	vmlShape  = regexp.MustCompile(`(?s)<x:ClientData.*?</x:ClientData>`)
	vmlCell   = regexp.MustCompile(`<x:Row>\s*(\d+)\s*</x:Row>`)
	vmlAnchor = regexp.MustCompile(`<x:Anchor>\s*\d+\s*,\s*\d+\s*,\s*(\d+)\s*,\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*(\d+)\s*,`)
)

// A vmlObject is an object in a drawing of the old kind (VML).
type vmlObject struct {
	from, to int      // its rows, from 1; for the box of a comment, the row of its cell
	rows     [][2]int // the offsets of its row numbers in the part; they count from 0
}

// vmlObjects returns the objects of a drawing of the old kind. Those without a place in
// the cells are left out.
func vmlObjects(data []byte) (all []vmlObject) {
	for _, at := range vmlShape.FindAllIndex(data, -1) {
		shape := data[at[0]:at[1]]
		var v vmlObject
		number := func(m []int, group int) int {
			from, to := at[0]+m[2*group], at[0]+m[2*group+1]
			v.rows = append(v.rows, [2]int{from, to})
			n, _ := strconv.Atoi(string(data[from:to]))
			return n + 1
		}
		if m := vmlAnchor.FindSubmatchIndex(shape); m != nil {
			v.from, v.to = number(m, 1), number(m, 2)
		}
		if m := vmlCell.FindSubmatchIndex(shape); m != nil && bytes.Contains(shape, []byte(`"Note"`)) {
			v.from = number(m, 1)
			v.to = v.from
		}
		if v.from > 0 {
			all = append(all, v)
		}
	}
	return all
}

// vml looks for controls of the old kind. The boxes of comments go with their cells, for
// which objects looks.
func (o *obstacles) vml(data []byte) {
	for _, v := range vmlObjects(data) {
		if o.inside(v.from, v.to) {
			if len(v.rows) < 3 {
				o.refuse(change.ObjectInWay, workbook.CellName(1, v.from), "control")
			}
			return
		}
	}
}

// changeObjects moves what is anchored to cells below the table: drawings, comments,
// controls. Those of the sheet's own part are moved with its ranges.
func (o *original) changeObjects(s splice, changed map[string][]byte) error {
	related, err := o.book.Related(o.part)
	if err != nil || s.delta() == 0 {
		return err
	}
	for _, r := range related {
		data, err := o.book.Part(r.Part)
		if err != nil {
			return err
		}
		var edits []workbook.Edit
		switch {
		case data == nil:
			continue
		case r.Kind == "vmlDrawing":
			edits = s.moveVML(data)
		case r.Kind == "drawing", r.Kind == "comments", r.Kind == "threadedComment":
			root, err := workbook.Parse(data)
			if err != nil {
				return err
			}
			edits = s.moveObjects(root, data)
		}
		if len(edits) > 0 {
			changed[r.Part] = workbook.Apply(data, edits)
		}
	}
	return nil
}

// moveObjects moves the corners of drawings and the cells of comments.
func (s splice) moveObjects(root *workbook.Node, data []byte) (edits []workbook.Edit) {
	root.All(func(n *workbook.Node) {
		switch n.Name {
		case "from", "to":
			row := n.Kid("row")
			if at, err := strconv.Atoi(strings.TrimSpace(row.Text(data))); err == nil && at+1 >= s.end {
				edits = append(edits, row.SetText(strconv.Itoa(at+s.delta())))
			}
		case "comment", "threadedComment":
			if column, row, ok := workbook.ParseCell(n.Attr("ref")); ok && row >= s.end {
				edits = append(edits, n.SetAttr(data, "ref", workbook.CellName(column, row+s.delta())))
			}
		}
	})
	return edits
}

func (s splice) moveVML(data []byte) (edits []workbook.Edit) {
	for _, v := range vmlObjects(data) {
		if v.from < s.end {
			continue
		}
		for _, at := range v.rows {
			n, _ := strconv.Atoi(string(data[at[0]:at[1]]))
			edits = append(edits, workbook.Edit{From: at[0], To: at[1], Text: strconv.Itoa(n + s.delta())})
		}
	}
	return edits
}
