package compare

import "betten/internal/text"

// labelEnd returns where the number of an item (１．, （２）, ③, ア　) that a paragraph
// begins with ends, behind what it is indented by; else 0.
func labelEnd(s string) int {
	if label := text.LabelOf(s); label.Level > text.PointLevel {
		return label.End
	}
	return 0
}

// indent takes what a paragraph is indented by and its number.
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
