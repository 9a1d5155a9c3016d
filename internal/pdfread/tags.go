package pdfread

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A content identifies a marked content of a page.
type content struct{ page, id int }

// tags are the tables of a structure tree.
type tags struct {
	tables []Table
	cells  map[content]Cell
	count  int // of the elements so far
}

// A node is the position of a walk in the structure tree.
type node struct {
	page int // the number of the page's object
	cell Cell
	head bool // within a THead
	deep int
}

// tags reads the structure tree.
func (f *file) tags(pages []source) (*tags, error) {
	t := &tags{cells: make(map[content]Cell)}
	root := f.dict(f.dictOf(f.ctx.Root)["StructTreeRoot"])
	if root == nil {
		return t, nil
	}
	roles := f.dict(root["RoleMap"])
	seen := make(map[int]bool)
	var walk func(o types.Object, n node) error
	walk = func(o types.Object, n node) error {
		if t.count++; t.count > maxElements {
			return fmt.Errorf("%w: more than %d elements of structure", ErrTooLarge, maxElements)
		}
		if r, ok := o.(types.IndirectRef); ok {
			number := r.ObjectNumber.Value()
			if seen[number] { // each element has one parent
				return nil
			}
			if _, isArray := f.get(o).(types.Array); !isArray {
				seen[number] = true
			}
		}
		switch o := f.get(o).(type) {
		case types.Integer:
			t.mark(content{n.page, int(o)}, n.cell)
		case types.Array:
			for _, k := range o {
				if n.deep > 200 {
					return nil
				}
				n.deep++
				if err := walk(k, n); err != nil {
					return err
				}
				n.deep--
			}
		case types.Dict:
			return f.element(t, o, roles, n, walk)
		}
		return nil
	}
	return t, walk(root["K"], node{})
}

// mark records the cell to which a marked content belongs.
func (t *tags) mark(c content, cell Cell) {
	if cell.Table > 0 {
		t.cells[c] = cell
	}
}

// element reads an element of the structure tree and the elements within it.
func (f *file) element(t *tags, d types.Dict, roles types.Dict, n node, walk func(types.Object, node) error) error {
	if p, ok := d["Pg"].(types.IndirectRef); ok {
		n.page = p.ObjectNumber.Value()
	}
	if o, ok := d["MCID"]; ok {
		if d["Stm"] == nil {
			t.mark(content{n.page, f.integer(o)}, n.cell)
		}
		return nil
	}
	if n.deep++; n.deep > 200 {
		return nil
	}
	kind := f.name(d["S"])
	for range 10 { // a role may be mapped to another role
		to := f.name(roles[kind])
		if to == "" || to == kind {
			break
		}
		kind = to
	}
	switch c := &n.cell; kind {
	case "Table":
		if c.Table == 0 { // a table within a cell is part of the cell's text
			t.tables = append(t.tables, Table{})
			*c = Cell{Table: int32(len(t.tables))}
		}
	case "THead":
		n.head = true
	case "TR":
		if c.Table > 0 && c.Column == 0 {
			rows := &t.tables[c.Table-1].Rows
			*rows = append(*rows, TableRow{Head: n.head})
			c.Row = int32(len(*rows))
		}
	case "TD", "TH":
		if c.Row > 0 && c.Column == 0 {
			row := &t.tables[c.Table-1].Rows[c.Row-1]
			row.Cells = append(row.Cells, 0)
			c.Column = int32(len(row.Cells))
		}
	case "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "LI":
		if c.Column > 0 {
			row := &t.tables[c.Table-1].Rows[c.Row-1]
			row.Cells[c.Column-1]++
			c.Paragraph = int32(row.Cells[c.Column-1])
		}
	}
	return walk(d["K"], n)
}
