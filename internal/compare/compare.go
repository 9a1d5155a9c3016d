// Package compare finds what differs between the text before a change and the text
// after it, as a person would underline it in a comparison (新旧対照表).
//
// It works from coarse to fine: paragraphs that stand unchanged, paragraphs that
// moved, paragraphs that were reworded, and in these the words. What is not marked
// is the same on both sides, up to line feeds. No step looks at a clock, and what
// would cost more than its share of work is compared by larger units instead.
package compare

import "strings"

// A Mark is a part of a text that differs from the other one, in bytes.
type Mark struct {
	Start, End int
	Moved      bool // whole paragraphs that stand elsewhere in the other text, unchanged
}

// Texts returns what is gone from the text before and what has come into the text
// after. Marks stand in order and do not touch; one ends where its paragraph does,
// none is empty, and none cuts what a reader takes for one character. Exchanging
// the texts exchanges the marks.
func Texts(before, after string) (gone, come []Mark) {
	if before == after {
		return nil, nil
	}
	// Where two answers are equally good the first found is taken. So that it is
	// the same one from both directions, the texts are compared in one order.
	if len(before) > len(after) || len(before) == len(after) && before > after {
		come, gone = ordered(after, before)
		return gone, come
	}
	return ordered(before, after)
}

func ordered(before, after string) (gone, come []Mark) {
	a, b := paragraphs(before), paragraphs(after)
	if says(before) || says(after) {
		return whole(a), whole(b)
	}
	c := paired(a, b)
	for _, g := range c.groups {
		c.compareWords(g)
	}
	return c.marks()
}

// paired returns the comparison of two texts whose paragraphs were paired.
func paired(a, b []paragraph) *comparison {
	c := newComparison(a, b)
	c.pairEqual()
	c.findMoved()
	c.pairSimilar()
	return c
}

// says reports whether a text describes nothing, but says what became of the other
// one, if anything.
func says(s string) bool { return strings.TrimSpace(s) == "" || tells(s) }

// tells reports whether a text tells in a word what became of the other one.
func tells(s string) bool {
	switch strings.Trim(s, " 　\r\n\t()（）[]［］〔〕【】") {
	case "削除", "削る", "新設", "新規", "追加", "廃止":
		return true
	}
	return false
}
