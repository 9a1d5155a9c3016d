package workbook

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"betten/internal/grid"
)

// controls reads the form controls of a sheet from its drawing of the older kind
// (VML), which has its notes as well. Excel writes HTML into it that is not
// well formed.
func (b *Book) controls(part string) ([]grid.Object, error) {
	data, err := b.Part(part)
	if err != nil {
		return nil, err
	}
	x := newWalker(strings.NewReader(string(data)))
	x.Strict, x.AutoClose, x.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var all []grid.Object
	var text strings.Builder
	o, shape, box, client, anchor, checked := grid.Object{}, 0, 0, 0, 0, 0 // depths at which these began
	for {
		x.meter.taken = 0
		t, err := x.Token()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if x.depth++; x.depth > maxDepth {
				return all, ErrBroken
			}
			switch e := (element{t.Name.Local, t.Attr}); {
			case e.name == "shape":
				o, shape, client = grid.Object{}, x.depth, 0
				text.Reset()
			case e.name == "textbox":
				box = x.depth
			case e.name == "br" && box > 0:
				text.WriteByte('\n')
			case e.name == "ClientData":
				client = x.depth
				switch e.attr("ObjectType") {
				case "Note":
					client = 0
				case "Pict":
					o.Kind = grid.Embedded
				default:
					o.Kind = grid.Control
				}
			case e.name == "Anchor":
				anchor = x.depth
			case e.name == "Checked":
				checked = x.depth
			}
		case xml.EndElement:
			switch x.depth {
			case shape:
				if client > 0 {
					o.Text = strings.Join(strings.Fields(text.String()), " ")
					all = append(all, o)
				}
				shape, client = 0, 0
			case box:
				box = 0
			case anchor:
				anchor = 0
			case checked:
				checked = 0
			}
			x.depth--
		case xml.CharData:
			switch {
			case anchor > 0 && client > 0:
				o.At = vmlAnchor(string(t))
			case checked > 0 && client > 0:
				o.State = strings.TrimSpace(string(t))
			case box > 0:
				text.Write(t)
			}
		}
	}
}

// vmlAnchor returns the cells of an anchor: column, offset, row, offset of both
// corners.
func vmlAnchor(s string) grid.Range {
	var n [8]int
	for i, f := range strings.Split(s, ",") {
		if i < len(n) {
			n[i], _ = strconv.Atoi(strings.TrimSpace(f))
			n[i] = min(max(n[i], 0), MaxRow-1)
		}
	}
	r := grid.Range{Top: n[2] + 1, Left: min(n[0], maxColumn-1) + 1}
	r.Bottom, r.Right = max(r.Top, n[6]+1), max(r.Left, min(n[4], maxColumn-1)+1)
	return r
}
