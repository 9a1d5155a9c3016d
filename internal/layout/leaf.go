package layout

import "betten/internal/text"

// A Leaf is a page before the table: blocks from top to bottom.
type Leaf struct{ Blocks []Block }

// A Block is a paragraph of a leaf.
type Block struct {
	Kind  BlockKind
	Lines []Placed // at least one
	Row   int      // in Print.Rows, that a line of the contents leads to; else -1
}

// A BlockKind is the role of a block, for readers who use a screen reader.
type BlockKind int

const (
	TitleBlock    BlockKind = iota // the document's title
	HeadingBlock                   // heads the blocks below it
	TextBlock                      // a paragraph
	ContentsBlock                  // a line of the table of contents; successive ones are one table of contents
)

// Placed is a line of text with its position. Lengths are those on paper, from the upper
// left corner of the page.
type Placed struct {
	X    text.Length // where the text begins
	Y    text.Length // of the baseline
	Size text.Length
	Text string // what no face has is a problem of the layout

	Leader bool // dots that lead the eye, not to be read aloud
}

// A Bookmark is an entry of the outline that a viewer shows beside the pages.
type Bookmark struct {
	Level int // from 0; at most one more than that of the bookmark before
	Title string
	Row   int // in Print.Rows, that it leads to; -1 for the first leaf
}
