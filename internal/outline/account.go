package outline

// Unaccounted returns the cells of both assessments that are not accounted for exactly once:
// in an entry, an equal pair, a heading or a list of choices, or left out by name. It should
// return none. A cell here is a fault of this package, and its text may be missing from the
// entries.
func (c *Comparison) Unaccounted() []*Cell {
	seen := make(map[*Cell]int)
	count := func(cells []*Cell) {
		for _, cell := range cells {
			seen[cell]++
		}
	}
	field := func(f *Field) {
		if f != nil {
			count(f.Cells)
			count(f.List)
		}
	}
	for _, p := range c.Pairs {
		count(p.Before.Cells)
		count(p.After.Cells)
		field(p.Before.Field)
		field(p.After.Field)
	}
	for _, side := range [][]*Heading{c.Gone, c.New} {
		for _, h := range side {
			count(h.Cells)
			field(h.Field)
		}
	}
	var missing []*Cell
	for _, d := range []*Document{c.Before, c.After} {
		count(d.Loose)
		for _, s := range d.Sheets {
			for _, cell := range s.Cells {
				if s.Left != Compared {
					seen[cell]++
				}
				if seen[cell] != 1 {
					missing = append(missing, cell)
				}
			}
		}
	}
	return missing
}
