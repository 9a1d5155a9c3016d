package pdf

import (
	"fmt"

	"betten/internal/layout"
	"betten/internal/pdf/object"
)

// A link is an area of a page that leads to a row of the table.
type link struct {
	page    int        // from 0
	area    [4]float64 // left, top, right, bottom
	element int        // index in the tree
	text    string     // the text under the link
	row     int        // in layout.Print.Rows
}

// newLink returns the link over all lines of a block.
func (d *drawing) newLink(e int, b *layout.Block) link {
	l := link{page: d.pages() - 1, element: e, text: wordsOf(b), row: b.Row}
	for i, line := range b.Lines {
		x, y, size := line.X.Points(), line.Y.Points(), line.Size.Points()
		area := [4]float64{x, y - size*bodyAscent, x + d.width(size, line.Text), y + size*(1-bodyAscent)}
		if i == 0 {
			l.area = area
		}
		l.area = [4]float64{
			min(l.area[0], area[0]), min(l.area[1], area[1]), max(l.area[2], area[2]), max(l.area[3], area[3]),
		}
	}
	return l
}

// pagesOf returns the pages of a file.
func pagesOf(file *object.File) ([]object.Ref, error) {
	root, err := file.Root()
	if err != nil {
		return nil, err
	}
	tree, err := file.Dict(root["Pages"])
	if err != nil {
		return nil, err
	}
	kids, _ := tree["Kids"].(object.Array)
	pages := make([]object.Ref, len(kids))
	for i, kid := range kids {
		var ok bool
		if pages[i], ok = kid.(object.Ref); !ok {
			return nil, fmt.Errorf("page %d is not an object", i+1)
		}
	}
	return pages, nil
}

// link adds the annotations of the links to a file, and connects each with its element.
func (d *drawing) link(file *object.File, pages []object.Ref) error {
	height := d.p.Height.Points()
	for i := range d.links {
		l := &d.links[i]
		page, err := file.Dict(pages[l.page])
		if err != nil {
			return err
		}
		dest, err := d.destination(l.row, pages)
		if err != nil {
			return err
		}
		annotation := file.Add(object.Dict{
			"Type": object.Name("Annot"), "Subtype": object.Name("Link"), "P": pages[l.page],
			"Rect":   object.Array{hundredths(l.area[0]), hundredths(height - l.area[3]), hundredths(l.area[2]), hundredths(height - l.area[1])},
			"Border": object.Array{0, 0, 0}, "F": printed,
			"Contents": object.Text(l.text), // ISO 14289-1, 7.18.5
			"Dest":     dest,
		})
		annotations, _ := page["Annots"].(object.Array)
		page["Annots"] = append(annotations, annotation)
		d.tree.elements[l.element].link = annotation
	}
	return nil
}

// printed is the annotation flag that includes it in print.
const printed = 1 << 2

// destination returns the destination of a link to a row, or for a negative number to the
// document's first page.
func (d *drawing) destination(row int, pages []object.Ref) (object.Array, error) {
	at := place{}
	if row >= 0 {
		if row >= len(d.places) {
			return nil, fmt.Errorf("row %d of %d is not there", row+1, len(d.places))
		}
		at = d.places[row]
	}
	return object.Array{pages[at.page], object.Name("XYZ"), 0, hundredths(d.p.Height.Points() - at.top), nil}, nil
}
