package pdf

import (
	"slices"
	"strings"

	"betten/internal/layout"
	"betten/internal/pdf/object"
)

// leaf draws a page before the table.
func (d *drawing) leaf(l *layout.Leaf) {
	d.newPage(slices.ContainsFunc(l.Blocks, func(b layout.Block) bool { return b.Kind == layout.TitleBlock }))
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if b.Kind == layout.ContentsBlock {
			d.contentsBlock(b)
		} else {
			d.contents = none
			d.content(d.blockKind(b.Kind), document, wordsOf(b), func() { d.block(b, false) })
		}
		if slices.ContainsFunc(b.Lines, func(l layout.Placed) bool { return l.Leader }) {
			d.artifact(ruling, "", func() { d.block(b, true) })
		}
	}
	d.footer()
}

// blockKind returns the structure type of a block.
func (d *drawing) blockKind(kind layout.BlockKind) object.Name {
	switch kind {
	case layout.TitleBlock:
		return d.titleKind()
	case layout.HeadingBlock:
		return "H2"
	}
	return "P"
}

// block draws the lines of a block, either the leaders or the rest.
func (d *drawing) block(b *layout.Block, leaders bool) {
	for _, line := range b.Lines {
		if line.Leader == leaders {
			d.line(line.X.Points(), line.Y.Points(), line.Size.Points(), line.Text)
		}
	}
}

// wordsOf returns the text of a block, without leaders.
func wordsOf(b *layout.Block) string {
	var all []string
	for _, line := range b.Lines {
		if !line.Leader {
			all = append(all, line.Text)
		}
	}
	return strings.Join(all, "")
}

// contentsBlock draws a line of the table of contents, which continues from page to page until
// another block ends it.
func (d *drawing) contentsBlock(b *layout.Block) {
	draw := func() { d.block(b, false) }
	if d.contents == none {
		d.contents = d.tree.add("TOC", document)
	}
	item := d.tree.add("TOCI", d.contents)
	if b.Row < 0 {
		d.content("P", item, wordsOf(b), draw)
		return
	}
	e := d.content("Link", d.tree.add("Reference", item), wordsOf(b), draw)
	d.links = append(d.links, d.newLink(e, b))
}
