package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"betten/internal/grid"
)

// Objects returns what lies over the cells of a sheet, in the order of their cells.
// Objects that Excel hides are left out. A part that can't be read does not make
// the sheet unreadable: it is one object, of the kind Unread.
func (b *Book) Objects(s Sheet) ([]grid.Object, error) {
	related, err := b.relations(s.part)
	if err != nil {
		return nil, err
	}
	var all []grid.Object
	threads := make(map[[2]int]bool) // cells whose note only repeats a thread
	add := func(found []grid.Object, err error) error {
		switch {
		case errors.Is(err, ErrTooLarge), errors.Is(err, ErrPassword):
			return err
		case err != nil:
			found = append(found, grid.Object{Kind: grid.Unread})
		}
		if all = append(all, found...); len(all) > maxOver {
			return fmt.Errorf("%w: more than %d objects", ErrTooLarge, maxOver)
		}
		return nil
	}
	for _, r := range related {
		if strings.HasSuffix(r.kind, "/threadedComment") && b.Has(r.target) {
			found, err := b.threads(r.target)
			for _, o := range found {
				threads[[2]int{o.At.Left, o.At.Top}] = true
			}
			if err := add(found, err); err != nil {
				return nil, err
			}
		}
	}
	for _, r := range related {
		var found []grid.Object
		var err error
		switch {
		case !b.Has(r.target):
		case strings.HasSuffix(r.kind, "/comments"):
			found, err = b.notes(r.target)
			found = slices.DeleteFunc(found, func(o grid.Object) bool { return threads[[2]int{o.At.Left, o.At.Top}] })
		case strings.HasSuffix(r.kind, "/drawing"):
			found, err = b.drawing(r.target)
		case strings.HasSuffix(r.kind, "/vmlDrawing"):
			found, err = b.controls(r.target)
		}
		if err := add(found, err); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b grid.Object) int {
		if a.At.Top != b.At.Top {
			return a.At.Top - b.At.Top
		}
		return a.At.Left - b.At.Left
	})
	return all, nil
}

// notes reads the comments of a sheet. Excel begins one with its author's name on
// a line of its own, which is left out.
func (b *Book) notes(part string) ([]grid.Object, error) {
	var all []grid.Object
	var authors []string
	err := b.walk(part, func(x *walker, e element) error {
		switch e.name {
		case "author":
			name, err := x.text()
			authors = append(authors, name)
			return err
		case "comment":
			at, author := cellAt(e.attr("ref")), e.attr("authorId")
			said, err := x.richText()
			text := said.text
			if i, bad := strconv.Atoi(author); bad == nil && i >= 0 && i < len(authors) && authors[i] != "" {
				rest := strings.TrimPrefix(text, authors[i])
				if body := strings.TrimLeft(rest, ":："); body != rest {
					text = body
				}
			}
			if all = append(all, grid.Object{Kind: grid.Note, At: at, Text: strings.TrimSpace(text)}); len(all) > maxOver {
				return fmt.Errorf("%w: more than %d comments", ErrTooLarge, maxOver)
			}
			return err
		}
		return nil
	})
	return all, err
}

// threads reads the comments with answers: one object a cell, its messages a
// paragraph each.
func (b *Book) threads(part string) ([]grid.Object, error) {
	var all []grid.Object
	err := b.walk(part, func(x *walker, e element) error {
		switch e.name {
		case "threadedComment":
			at := cellAt(e.attr("ref"))
			if len(all) == 0 || all[len(all)-1].At != at {
				all = append(all, grid.Object{Kind: grid.Thread, At: at})
			}
		case "text":
			text, err := x.text()
			if len(all) == 0 {
				return err
			}
			last := &all[len(all)-1]
			last.Text = strings.TrimPrefix(last.Text+"\n"+strings.TrimSpace(text), "\n")
			return err
		}
		return nil
	})
	return all, err
}

func cellAt(ref string) grid.Range {
	r, _ := parseRange(ref)
	return grid.Range(r)
}

// drawing reads the shapes, pictures and charts of a sheet.
func (b *Book) drawing(part string) ([]grid.Object, error) {
	data, err := b.Part(part)
	if err != nil {
		return nil, err
	}
	root, err := Parse(data)
	if err != nil {
		return nil, err
	}
	related, err := b.relations(part)
	if err != nil {
		return nil, err
	}
	d := drawing{book: b, data: data, related: related}
	for _, anchor := range root.Kids {
		d.at = grid.Range{}
		if from := anchor.Kid("from"); from.Tag != "" {
			d.at.Left, d.at.Top = d.corner(from, 0)
			d.at.Right, d.at.Bottom = d.at.Left, d.at.Top
		}
		if to := anchor.Kid("to"); to.Tag != "" {
			right, bottom := d.corner(to, 1)
			d.at.Right, d.at.Bottom = max(d.at.Left, right), max(d.at.Top, bottom)
		}
		for _, n := range anchor.Kids {
			d.node(n)
		}
	}
	return d.all, d.fault
}

// A drawing is one that is read.
type drawing struct {
	book    *Book
	data    []byte
	related relations
	at      grid.Range
	all     []grid.Object
	fault   error // the first one, of a chart or a diagram
}

// corner returns the column and the row of an anchor, which ends before a cell
// that it does not reach into.
func (d *drawing) corner(n *Node, end int) (column, row int) {
	number := func(name string) int {
		v, _ := strconv.Atoi(strings.TrimSpace(n.Kid(name).Text(d.data)))
		return v
	}
	column, row = number("col")+1, number("row")+1
	if end > 0 && number("colOff") == 0 {
		column--
	}
	if end > 0 && number("rowOff") == 0 {
		row--
	}
	return min(max(column, 1), maxColumn), min(max(row, 1), MaxRow)
}

// node adds what an element of an anchor shows.
func (d *drawing) node(n *Node) {
	add := func(kind grid.ObjectKind, text string) {
		if !hiddenNode(n) {
			d.all = append(d.all, grid.Object{Kind: kind, At: d.at, Text: text})
		}
	}
	switch n.Name {
	case "AlternateContent": // the same object, for newer and for older programs
		way := n.Kid("Choice")
		if len(way.Kids) == 0 {
			way = n.Kid("Fallback")
		}
		for _, k := range way.Kids {
			d.node(k)
		}
	case "grpSp":
		before := len(d.all)
		for _, k := range n.Kids {
			d.node(k)
		}
		d.all = append(d.all[:before], withoutMute(d.all[before:])...)
	case "sp":
		add(grid.Shape, d.text(n))
	case "cxnSp":
		add(grid.Line, "")
	case "pic":
		before := len(d.all)
		if add(grid.Picture, ""); len(d.all) > before {
			n.All(func(k *Node) {
				if k.Name == "blip" {
					d.all[before].State = d.digest(k.Attr("embed"))
				}
			})
		}
	case "contentPart":
		add(grid.Shape, "") // ink
	case "graphicFrame":
		before := len(d.all)
		if add(d.frame(n)); len(d.all) > before {
			n.All(func(k *Node) {
				if k.Name == "chart" {
					d.all[before].State = d.digest(k.Attr("id"))
				}
			})
		}
	}
}

// digest returns a digest of a part that the drawing leads to, "" if there is none.
func (d *drawing) digest(id string) string {
	target, _ := d.related.byID(id)
	if part := d.book.parts[target]; part != nil {
		return strconv.FormatUint(uint64(part.CRC32), 16)
	}
	return ""
}

// withoutMute returns the members of a group: those with a text, or one of the
// others if there is none.
func withoutMute(members []grid.Object) []grid.Object {
	var kept []grid.Object
	for _, o := range members {
		if o.Text != "" {
			kept = append(kept, o)
		}
	}
	if len(kept) == 0 && len(members) > 0 {
		return members[:1]
	}
	return kept
}

// hiddenNode reports whether an object is not shown. A form control is in a
// drawing hidden, and as it is shown among the controls.
func hiddenNode(n *Node) bool {
	for _, k := range n.Kids {
		if p := k.Kid("cNvPr"); p.Tag != "" {
			return p.Is("hidden")
		}
	}
	return false
}

// frame returns what a frame holds, and its text: a chart's title, or that of
// SmartArt.
func (d *drawing) frame(n *Node) (grid.ObjectKind, string) {
	kind, text := grid.Shape, ""
	n.All(func(k *Node) {
		switch k.Name {
		case "chart":
			kind, text = grid.Chart, d.textOf(k.Attr("id"), "title")
		case "relIds":
			kind, text = grid.Diagram, d.textOf(k.Attr("dm"), "pt")
		}
	})
	return kind, text
}

// textOf returns the text in elements of a name in a part that the
// drawing leads to.
func (d *drawing) textOf(id, within string) string {
	target, _ := d.related.byID(id)
	if !d.book.Has(target) {
		return ""
	}
	var texts []string
	depth := 0
	err := d.book.walk(target, func(x *walker, e element) error {
		if x.depth <= depth {
			depth = 0
		}
		switch {
		case e.name == within && depth == 0:
			depth = x.depth
		case e.name == "t" && depth > 0:
			text, err := x.text()
			texts = append(texts, text)
			return err
		}
		return nil
	})
	if err != nil && d.fault == nil {
		d.fault = err
	}
	if within == "title" {
		return strings.Join(texts, "")
	}
	return strings.Join(texts, "\n")
}

// text returns the text of a shape.
func (d *drawing) text(n *Node) string {
	var paragraphs []string
	for _, p := range n.Kid("txBody").Kids {
		if p.Name != "p" {
			continue
		}
		var b strings.Builder
		p.All(func(k *Node) {
			switch k.Name {
			case "t":
				b.WriteString(k.Text(d.data))
			case "br":
				b.WriteByte('\n')
			}
		})
		paragraphs = append(paragraphs, b.String())
	}
	return strings.TrimSpace(strings.Join(paragraphs, "\n"))
}
