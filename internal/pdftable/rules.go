package pdftable

import (
	"cmp"
	"math"
	"slices"

	"betten/internal/pdfread"
)

// A bar combines the rules of one direction at one position: horizontal ones at one height, or
// vertical ones at one distance from the left.
type bar struct {
	at    float64
	spans []span // from the left, or the top
}

type span struct{ from, to float64 }

const (
	sameBar  = 1.5 // maximum distance in points of the rules of one bar
	gapInBar = 2.0 // points between two rules of a bar that count as one
)

// bars collects the rules of a page. Edges of filled areas count if a page has hardly any
// rules in a direction: its cells are coloured and have no rules.
func bars(p *pdfread.Page) (vertical, horizontal []bar) {
	for _, areas := range []bool{false, true} {
		if len(vertical) < 2 {
			vertical = gather(p.Rules, false, areas)
		}
		if len(horizontal) < 2 {
			horizontal = gather(p.Rules, true, areas)
		}
	}
	return vertical, horizontal
}

func gather(rules []pdfread.Rule, horizontal, areas bool) []bar {
	type rule struct{ at, from, to float64 }
	var all []rule
	for _, r := range rules {
		switch flat := r.Y0 == r.Y1; {
		case r.Area && !areas:
		case flat && horizontal:
			all = append(all, rule{r.Y0, r.X0, r.X1})
		case !flat && !horizontal:
			all = append(all, rule{r.X0, r.Y0, r.Y1})
		}
	}
	slices.SortFunc(all, func(a, b rule) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	var made []bar
	for _, r := range all {
		if n := len(made); n == 0 || r.at-made[n-1].at > sameBar {
			made = append(made, bar{at: r.at})
		}
		b := &made[len(made)-1]
		b.spans = append(b.spans, span{r.from, r.to})
	}
	for i := range made {
		made[i].spans = merged(made[i].spans)
	}
	return made
}

// merged joins spans that touch.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var made []span
	for _, s := range spans {
		if n := len(made); n > 0 && s.from <= made[n-1].to+gapInBar {
			made[n-1].to = math.Max(made[n-1].to, s.to)
		} else {
			made = append(made, s)
		}
	}
	return made
}

// covers reports whether a bar is drawn from one position to another.
func (b *bar) covers(from, to float64) bool {
	return slices.ContainsFunc(b.spans, func(s span) bool { return s.from <= from && s.to >= to })
}
