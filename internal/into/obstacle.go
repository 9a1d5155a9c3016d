package into

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// obstacles returns what would be damaged by a splice: what can't be moved with its
// cells, and what uses cells that change. Each is named, so that an official can
// take it out of the way.
func (h *Host) obstacles(s splice) ([]change.Problem, error) {
	o := obstacles{Host: h, splice: s}
	o.texts()
	o.merges()
	o.filter()
	o.formulas()
	if err := o.objects(); err != nil {
		return nil, err
	}
	err := o.elsewhere()
	return o.found, err
}

type obstacles struct {
	*Host
	splice
	found []change.Problem
}

func (o *obstacles) refuse(k change.Kind, cell string, values ...string) {
	o.found = append(o.found, o.problem(change.Error, k, cell, values...))
}

// texts looks for texts that would go with the rows but are not of the table: notes
// between its rows, and what stands beside it.
func (o *obstacles) texts() {
	for i := range o.grid.Rows {
		r := &o.grid.Rows[i]
		if r.Number < o.first || r.Number >= o.end || o.area.Repeats(r) || o.repeatsTitle(r) {
			continue
		}
		for j := range r.Cells {
			c := &r.Cells[j]
			_, own := o.area.Owner(c.Column)
			switch name := workbook.CellName(c.Column, r.Number); {
			case !o.entries[r.Number]:
				o.refuse(change.WithinRows, name, grid.Clip(c.Text))
			case !own:
				o.refuse(change.BesideRows, name, grid.Clip(c.Text))
			default:
				continue
			}
			break
		}
	}
}

// merges looks for merged cells of which only a part would go or move.
func (o *obstacles) merges() {
	for _, m := range o.grid.Merged {
		if m.Top < o.first && m.Bottom >= o.first || m.Top < o.end && m.Top >= o.first && m.Bottom >= o.end {
			o.refuse(change.MergedEdge, workbook.CellName(m.Left, m.Top), workbook.Range(m).String())
		}
	}
}

// filter looks for a filter that hides rows.
func (o *obstacles) filter() {
	f := o.root.Kid("autoFilter")
	if r, ok := workbook.ParseRange(f.Attr("ref")); ok && len(f.Kids) > 0 && o.disturbs(r.Top, r.Bottom) {
		o.refuse(change.Filtered, workbook.CellName(r.Left, r.Top))
	}
}

// formulas looks for formulas of the sheet that use cells that change or move, and
// for those that can't move themselves.
func (o *obstacles) formulas() {
	for _, r := range o.rows {
		for _, c := range r.node.Kids {
			f := c.Kid("f")
			if f.Tag == "" {
				continue
			}
			kind, formula := f.Attr("t"), f.Text(o.part)
			reach, ok := workbook.ParseRange(f.Attr("ref"))
			joint := kind == "shared" || kind == "array" || kind == "dataTable"
			switch {
			case r.number >= o.first && r.number < o.end:
				if ok && (reach.Top < o.first || reach.Bottom >= o.end) {
					o.refuse(change.SharedFormula, c.Attr("r"))
				}
			case joint && (r.number >= o.end && o.delta() != 0 || ok && o.inside(reach.Top, reach.Bottom)):
				o.refuse(change.SharedFormula, c.Attr("r"))
			case o.uses(formula, true, false):
				o.refuse(change.FormulaInto, c.Attr("r"), grid.Clip("="+formula))
			}
		}
	}
	for _, k := range o.root.Kids {
		if k.Name != "sheetData" {
			o.rules(k)
		}
	}
}

// rules looks into the formulas of validations and conditional formats. Their rows
// are counted from the first cell they are for: where that stays, those without $
// stay too.
func (o *obstacles) rules(k *workbook.Node) {
	k.All(func(n *workbook.Node) {
		list := n.Attr("sqref")
		if list == "" {
			list = n.Kid("sqref").Text(o.part)
		}
		if list == "" || n.Name == "selection" || n.Name == "pane" {
			return
		}
		stays := true
		for _, ref := range strings.Fields(list) {
			if r, ok := workbook.ParseRange(ref); ok && r.Top >= o.end && o.delta() != 0 {
				stays = false
			}
		}
		n.All(func(f *workbook.Node) {
			switch f.Name {
			case "formula", "formula1", "formula2", "f":
				if formula := f.Text(o.part); o.uses(formula, true, stays) {
					first, _, _ := strings.Cut(list, " ")
					cell, _, _ := strings.Cut(first, ":")
					o.refuse(change.FormulaInto, cell, grid.Clip(formula))
				}
			}
		})
	})
}

// uses reports whether a formula uses cells of the sheet that change or move: a
// formula of the sheet itself, or of another. With fixed, only rows written with $
// count.
func (o *obstacles) uses(formula string, own, fixed bool) bool {
	for _, r := range workbook.References(formula) {
		switch {
		case r.External || r.Top == 0 || r.Sheet == "" && !own:
		case r.Sheet != "" && !strings.EqualFold(r.Sheet, o.Sheet) && !strings.Contains(r.Sheet, ":"):
		case fixed && !r.Fixed && r.Sheet == "":
		case o.disturbs(r.Top, r.Bottom):
			return true
		}
	}
	return false
}

// objects looks for what is anchored to the rows: drawings, controls, comments,
// tables.
func (o *obstacles) objects() error {
	related, err := o.book.Related(o.of.PartOf())
	if err != nil {
		return err
	}
	o.anchors()
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
			if formula := link(root); o.uses(formula, true, false) {
				o.refuse(change.FormulaInto, "", grid.Clip("="+formula))
			}
		case "drawing":
			o.drawing(root, data)
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
				if _, row, ok := workbook.ParseCell(n.Attr("ref")); ok && o.disturbs(row, row) {
					o.refuse(change.ObjectInWay, n.Attr("ref"), "comment")
				}
			})
		}
	}
	return nil
}

// drawing looks for drawings whose anchor is to a row that changes or moves.
func (o *obstacles) drawing(root *workbook.Node, data []byte) {
	for _, a := range root.Kids {
		from, err := strconv.Atoi(strings.TrimSpace(a.Kid("from").Kid("row").Text(data)))
		if err != nil {
			continue // at a place of the sheet, not of its rows
		}
		to, err := strconv.Atoi(strings.TrimSpace(a.Kid("to").Kid("row").Text(data)))
		if err != nil {
			to = from
		}
		if o.disturbs(from+1, to+1) {
			o.refuse(change.ObjectInWay, workbook.CellName(1, from+1), "drawing")
			return
		}
	}
}

// anchors looks for controls and embedded objects that the sheet itself anchors.
func (o *obstacles) anchors() {
	told := false
	for _, k := range o.root.Kids {
		if k.Name == "sheetData" {
			continue
		}
		k.All(func(n *workbook.Node) {
			from, err1 := strconv.Atoi(strings.TrimSpace(n.Kid("from").Kid("row").Text(o.part)))
			to, err2 := strconv.Atoi(strings.TrimSpace(n.Kid("to").Kid("row").Text(o.part)))
			if err1 == nil && err2 == nil && o.disturbs(from+1, to+1) && !told {
				o.refuse(change.ObjectInWay, workbook.CellName(1, from+1), "shape")
				told = true
			}
		})
	}
}

var (
	vmlShape  = regexp.MustCompile(`(?s)<x:ClientData.*?</x:ClientData>`)
	vmlAnchor = regexp.MustCompile(`<x:Anchor>\s*\d+\s*,\s*\d+\s*,\s*(\d+)\s*,\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*(\d+)\s*,`)
)

// vml looks for controls of the old kind. The boxes of comments are theirs to place:
// what counts is the cell that the comment is about.
func (o *obstacles) vml(data []byte) {
	for _, shape := range vmlShape.FindAll(data, -1) {
		m := vmlAnchor.FindSubmatch(shape)
		if m == nil || bytes.Contains(shape, []byte(`"Note"`)) {
			continue
		}
		from, _ := strconv.Atoi(string(m[1]))
		to, _ := strconv.Atoi(string(m[2]))
		if o.disturbs(from+1, to+1) {
			o.refuse(change.ObjectInWay, workbook.CellName(1, from+1), "control")
			return
		}
	}
}

// elsewhere looks for what uses cells of the sheet from elsewhere in the book.
func (o *obstacles) elsewhere() error {
	name := []byte(workbook.Escape(o.Sheet))
	bare := []byte(strings.ReplaceAll(string(name), "'", ""))
	for _, key := range o.book.Keys() {
		if key == o.of.PartOf() || key == o.book.Main() || !strings.HasPrefix(key, "xl/") || !strings.HasSuffix(key, ".xml") ||
			strings.HasPrefix(key, "xl/sharedstrings") {
			continue
		}
		data, err := o.book.Part(key)
		if err != nil {
			return err
		}
		plain := bytes.ReplaceAll(data, []byte("&apos;"), nil)
		if !bytes.Contains(data, name) && !bytes.Contains(bytes.ReplaceAll(plain, []byte("'"), nil), bare) && !bytes.Contains(data, []byte("&#")) {
			continue
		}
		root, err := workbook.Parse(data)
		if errors.Is(err, workbook.ErrTooLarge) {
			return err
		}
		if err != nil {
			continue // no part that Excel reads as XML
		}
		o.foreign(key, root, data)
	}
	return nil
}

// link returns the cell that a control or a shape shows or fills in, "" if it has
// none.
func link(n *workbook.Node) string {
	return strings.TrimSpace(n.Attr("fmlaLink") + " " + n.Attr("fmlaRange") + " " + n.Attr("textlink"))
}

// foreign looks into the formulas of another part.
func (o *obstacles) foreign(key string, root *workbook.Node, data []byte) {
	where := ""
	for _, s := range o.book.Sheets {
		if s.PartOf() == key {
			where = s.Name
		}
	}
	cell := ""
	root.All(func(n *workbook.Node) {
		if formula := link(n); o.uses(formula, false, false) {
			o.refuse(change.FormulaInto, "", grid.Clip("="+formula))
		}
		if n.Name == "c" && n.Attr("r") != "" {
			cell = n.Attr("r")
		}
		switch n.Name {
		case "f", "formula", "formula1", "formula2", "calculatedColumnFormula":
			formula := n.Text(data)
			if formula == "" || !o.uses(formula, false, false) {
				return
			}
			p := o.problem(change.Error, change.FormulaInto, "", grid.Clip("="+formula))
			if where != "" {
				p.At.Cell = where + "!" + cell
			}
			o.found = append(o.found, p)
		case "worksheetSource":
			if r, ok := workbook.ParseRange(n.Attr("ref")); n.Attr("sheet") == o.Sheet && (!ok || o.disturbs(r.Top, r.Bottom)) {
				o.refuse(change.ObjectInWay, "", "pivot-source", n.Attr("ref"))
			}
		}
	})
}
