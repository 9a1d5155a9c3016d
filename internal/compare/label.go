package compare

import "betten/internal/text"

// labelEnd returns the end of the item number (１．, （２）, ③, ア　) at the head of a
// paragraph, after any indent. It returns 0 if there is no number.
func labelEnd(s string) int {
	if label := text.LabelOf(s); label.Level > text.PointLevel {
		return label.End
	}
	return 0
}

// indent takes the indent of a paragraph and its number.
func (c *scanner) indent() {
	end := labelEnd(c.s)
	if end == 0 {
		return
	}
	for c.class(c.at) == space {
		c.take(c.at+1, space)
	}
	to := c.at
	for to < len(c.ends) && c.ends[to] <= end {
		to++
	}
	if to > c.at {
		c.take(to, label)
	}
}
