package into

import (
	"bytes"
	"errors"
	"strings"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// obstacles returns what would be damaged by a splice: what can't be moved with its
// cells, and what uses cells that change. Each is named, so that an official can
// take it out of the way.
func (o *original) obstacles(s splice) (*obstacles, error) {
	w := &obstacles{original: o, splice: s}
	w.texts()
	w.merges()
	w.filter()
	w.formulas()
	if err := w.objects(); err != nil {
		return nil, err
	}
	return w, w.elsewhere()
}

type obstacles struct {
	*original
	splice
	computes bool // a formula of another sheet uses whole columns of this one
	found    []change.Problem
}

func (o *obstacles) refuse(k change.Kind, cell string, values ...string) {
	o.found = append(o.found, o.problem(change.Error, k, cell, values...))
}

// texts looks for texts that would go with the rows but are not of the table: notes
// between its rows, and texts beside it.
func (o *obstacles) texts() {
	for i := range o.grid.Rows {
		r := &o.grid.Rows[i]
		if r.Number < o.first || r.Number >= o.end || o.repeatsTitle(r) {
			continue
		}
		if c := o.foreignText(r); c != nil {
			kind := change.BesideRows
			if !o.entries[r.Number] && !o.area.Repeats(r) {
				kind = change.WithinRows
			}
			o.refuse(kind, workbook.CellName(c.Column, r.Number), grid.Clip(c.Text))
		}
	}
}

// foreignText returns the first cell of a row whose text is not of the table.
func (o *obstacles) foreignText(r *grid.Row) *grid.Cell {
	repeats := o.area.Repeats(r)
	for i := range r.Cells {
		c := &r.Cells[i]
		_, own := o.area.Owner(c.Column)
		same := func(row int) bool {
			return change.Squeeze(o.grid.Row(row).Cell(c.Column).Text) == change.Squeeze(c.Text)
		}
		_, _, heads := change.ColumnOf(c.Text)
		switch {
		case repeats && (heads || same(o.area.Heading) || same(o.area.First-1)):
		case !own, repeats, !o.entries[r.Number]:
			return c
		}
	}
	return nil
}

// merges looks for merged cells that would go or move only in part.
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

// formulas looks for formulas of several cells that can't be moved, or of which some
// would go.
func (o *obstacles) formulas() {
	for _, r := range o.rows {
		for column, c := range r.Cells() {
			f := c.Kid("f")
			kind := f.Attr("t")
			reach, ok := workbook.ParseRange(f.Attr("ref"))
			joint := kind == "shared" || kind == "array" || kind == "dataTable"
			switch own := r.Number >= o.first && r.Number < o.end; {
			case own && ok && (reach.Top < o.first || reach.Bottom >= o.end),
				!own && joint && (r.Number >= o.end && o.delta() != 0 || ok && o.inside(reach.Top, reach.Bottom)):
				o.refuse(change.SharedFormula, workbook.CellName(column, r.Number))
			case !own && joint:
				if text := f.Text(o.xml); o.uses(text, o.own) {
					o.refuse(change.FormulaInto, workbook.CellName(column, r.Number), grid.Clip("="+text))
				}
			}
		}
	}
}

// uses reports whether a formula that stays as it is uses cells that change or move.
// Only references that ours picks are to the sheet.
func (o *obstacles) uses(formula string, ours func(*workbook.Reference) bool) bool {
	for _, r := range workbook.References(formula) {
		if r.External || !ours(&r) {
			continue
		}
		if r.Top == 0 {
			o.computes = true
		} else if o.disturbs(r.Top, r.Bottom) {
			return true
		}
	}
	return false
}

// elsewhere looks for what uses cells of the sheet from elsewhere in the book.
func (o *obstacles) elsewhere() error {
	name := []byte(workbook.Escape(o.Sheet))
	bare := []byte(strings.ReplaceAll(string(name), "'", ""))
	for _, key := range o.book.Keys() {
		if key == o.part || key == o.book.Main() || key == o.book.StringsPart() || !strings.HasSuffix(key, ".xml") {
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
		if formula := link(n); o.uses(formula, o.named) {
			o.refuse(change.FormulaInto, "", grid.Clip("="+formula))
		}
		if n.Name == "c" && n.Attr("r") != "" {
			cell = n.Attr("r")
		}
		switch n.Name {
		case "f", "formula", "formula1", "formula2", "calculatedColumnFormula":
			formula := n.Text(data)
			if formula == "" || !o.uses(formula, o.named) {
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
