package proof

import (
	"slices"
	"strings"

	"betten/internal/change"
)

// smallest removes everything from a table that is not needed to make the test fail.
func smallest(t *change.Table, s setting, err error) (*change.Table, error) {
	fails := func(c *change.Table) bool {
		found := try(c, s, &tally{held: newCensus(nil)})
		if found == nil || kindOf(found) != kindOf(err) {
			return false
		}
		t, err = c, found
		return true
	}
	tries := 0
	for again := true; again; {
		again = false
		for i := len(t.Entries) - 1; i >= 0 && len(t.Entries) > 1; i-- {
			c := *t
			c.Entries = slices.Delete(slices.Clone(t.Entries), i, i+1)
			again = fails(&c) || again
		}
		for i := range t.Entries {
			for _, field := range fields {
				for size := len([]rune(*field(&t.Entries[i]))); size > 0; size /= 2 {
					for start := 0; start < len([]rune(*field(&t.Entries[i]))); {
						if tries++; tries > 500 {
							return t, err
						}
						c := *t
						c.Entries = slices.Clone(t.Entries)
						s := field(&c.Entries[i])
						all := []rune(*s)
						*s = string(slices.Delete(all, start, min(start+size, len(all))))
						if fails(&c) {
							again = true
						} else {
							start += size
						}
					}
				}
			}
		}
	}
	return t, err
}

// kindOf is the part of an error before the first quotation.
func kindOf(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\"")
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}
