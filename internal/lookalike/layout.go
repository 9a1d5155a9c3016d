package lookalike

import "math/rand/v2"

// A Layout is how a form is drawn.
type Layout struct {
	Above bool   // a label is above its value, not left of it
	Fill  string // what is coloured: "none", "labels", "values", "white"
	Lock  bool   // values are unlocked in a protected sheet
	Bold  bool   // titles and sections are bold

	Ticks   string // how boxes are drawn, see TickStyles
	PerRow  int    // boxes in a row, if each has cells of its own
	Choices string // "cells": [ | 委託する | ]; "one": [委託する]; "bare": 委託する
	List    string // the list of choices: "none", "cells", "one"

	Apart     bool   // a heading's number has a cell of its own
	Left      int    // the first column
	Label     int    // width of a label in columns
	Indent    int    // columns by which a level is indented
	Right     int    // the last column
	Plain     bool   // a few wide columns; only rows are merged
	Text      string // a long text: "cell", "merged" over rows, "rows": a row for each line
	Gap       int    // empty rows after a section
	Ranges    bool   // a row システム２～４ before the second block
	HalfWidth bool   // システム2
	OneSheet  bool   // everything on one sheet
	Broken    bool   // long labels are broken by line feeds
}

// TickStyles are the ways to draw boxes.
var TickStyles = []string{
	"cells",     // [ | ○ | ] | 紙
	"pair",      // [○] | 紙
	"mark",      // ☑ | 紙
	"line",      // ☑紙　□電子メール
	"lines",     // the same, one per line
	"bracketed", // [○]紙　[　]電子メール
	"each",      // [○]紙 | [　]電子メール
	"behind",    // 紙 | [ | ○ | ]
}

func one[T any](rng *rand.Rand, all ...T) T { return all[rng.IntN(len(all))] }

// Random returns a layout. In a marked layout, headings can be distinguished from values
// without knowing their words.
func Random(rng *rand.Rand, marked bool) Layout {
	l := Layout{
		Above: rng.IntN(2) == 0, Fill: one(rng, "none", "labels", "values", "white"), Lock: rng.IntN(2) == 0, Bold: rng.IntN(2) == 0,
		Ticks: one(rng, TickStyles...), PerRow: 1 + rng.IntN(3), Choices: one(rng, "cells", "one", "bare"), List: one(rng, "none", "cells", "one"),
		Apart: rng.IntN(3) == 0, Left: 1 + rng.IntN(3), Label: 6 + rng.IntN(6), Indent: 1 + rng.IntN(3), Right: 36 + rng.IntN(12),
		Plain: rng.IntN(4) == 0, Text: one(rng, "cell", "merged", "rows"), Gap: rng.IntN(3), Ranges: rng.IntN(2) == 0,
		HalfWidth: rng.IntN(2) == 0, OneSheet: rng.IntN(5) == 0, Broken: rng.IntN(5) == 0,
	}
	if marked {
		l.Fill = "labels"
	}
	return l
}
