// Package compare finds what differs between the text before a change and the text
// after it, as a person would underline it in a comparison (新旧対照表).
//
// It works from coarse to fine: paragraphs that are unchanged, paragraphs that moved,
// paragraphs that were reworded, and the words within these. Everything not marked is
// the same on both sides, apart from line feeds. No step looks at a clock. Where a
// comparison would cost more than its share of work, larger units are compared.
package compare

import "strings"

// A Mark is a part of a text that differs from the other text, in bytes.
type Mark struct {
	Start, End int
	Moved      bool // whole paragraphs that stand elsewhere in the other text, unchanged
}

// Texts returns what was removed from the text before and what was added in the text
// after. Marks are in order and do not touch. A mark ends where its paragraph does, is
// never empty, and never cuts a grapheme cluster. Exchanging the texts exchanges the
// marks.
func Texts(before, after string) (gone, come []Mark) {
	if before == after {
		return nil, nil
	}
	// Of two equally good answers the first one found is taken. The texts are always
	// compared in one order, so that both directions give the same answer.
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

// says reports whether a text has no content of its own and at most says what happened
// to the other one.
func says(s string) bool { return strings.TrimSpace(s) == "" || tells(s) }

// tells reports whether a text is a word that says what happened to the other one.
func tells(s string) bool {
	switch strings.Trim(s, " 　\r\n\t()（）[]［］〔〕【】") {
	case "削除", "削る", "新設", "新規", "追加", "廃止":
		return true
	}
	return false
}
