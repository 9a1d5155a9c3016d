package workbook

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Columns are the widths of a sheet's columns.
type Columns struct {
	Digit int // width of a digit of the Normal font, in pixels

	standard int // pixels of a column that says nothing of its own
	set      map[int]columnLook
}

// A columnLook is what a column says of its own.
type columnLook struct{ pixels, style int }

// ReadColumns reads the widths of a sheet's columns from its tree. A width in a
// workbook counts digits of the Normal font, whose width in pixels is given.
func ReadColumns(sheet *Node, digit int) *Columns {
	c := &Columns{Digit: digit, set: make(map[int]columnLook)}
	format := sheet.Kid("sheetFormatPr")
	if w, err := strconv.ParseFloat(format.Attr("defaultColWidth"), 64); err == nil {
		c.standard = c.pixels(w)
	} else {
		base := 8
		if n, err := strconv.Atoi(format.Attr("baseColWidth")); err == nil {
			base = n
		}
		// Excel makes it a multiple of 8 pixels.
		c.standard = (base*digit + c.Padding() + 7) / 8 * 8
	}
	spans := slices.Clone(sheet.Kid("cols").Kids)
	left := func(n *Node) int { left, _ := strconv.Atoi(n.Attr("min")); return left }
	slices.SortStableFunc(spans, func(a, b *Node) int { return cmp.Compare(left(a), left(b)) })
	end := 0
	for _, n := range spans {
		right, _ := strconv.Atoi(n.Attr("max"))
		style, _ := strconv.Atoi(n.Attr("style"))
		look := columnLook{c.standard, style}
		if w, err := strconv.ParseFloat(n.Attr("width"), 64); err == nil {
			look.pixels = c.pixels(w)
		}
		if n.Is("hidden") {
			look.pixels = 0
		}
		for column := max(left(n), end+1); column <= min(right, maxColumn); column++ {
			c.set[column] = look
			end = column
		}
	}
	return c
}

// pixels returns a width in pixels (ECMA-376 part 1, 18.3.1.13).
func (c *Columns) pixels(width float64) int {
	digit := float64(c.Digit)
	return int((256*width + math.Trunc(128/digit)) / 256 * digit)
}

// Padding is how many pixels of a column are not text: a quarter of a digit on
// either side, and the line between two columns.
func (c *Columns) Padding() int { return 2*((c.Digit+3)/4) + 1 }

// Pixels returns the width of a column, 0 if it is hidden.
func (c *Columns) Pixels(column int) int {
	if own, ok := c.set[column]; ok {
		return own.pixels
	}
	return c.standard
}

// Style returns the style of a column's cells that have none of their own.
func (c *Columns) Style(column int) int { return c.set[column].style }
