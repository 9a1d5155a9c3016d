package outline

// Points for two blocks being the same one.
const (
	sameNumber = .12
	bothEmpty  = .60
	oneEmpty   = .25 // and the number is the same
	blockLimit = .36 // a lower likeness does not count
)

// alignBlocks pairs the blocks of one stem by their contents. Their order must be kept, but
// their numbers may change. Removing a block is then one deletion, and not a change of all
// blocks after it.
func (m *matcher) alignBlocks(a, b []*Heading) {
	var pairs [][2]*Heading
	if len(a)*len(b) <= mostLikened {
		pairs = aligned(a, b, func(x, y *Heading) float64 {
			s := -blockLimit
			if x.number == y.number {
				s += sameNumber
			}
			switch p, q := x.bodyGrams(), y.bodyGrams(); {
			case len(p) == 0 && len(q) == 0:
				s += bothEmpty
			case len(p) == 0 || len(q) == 0:
				if x.number == y.number {
					s += oneEmpty
				}
			default:
				s += likeness(p, q)
			}
			return s
		})
	}
	partner := make(map[*Heading]*Heading)
	for _, p := range pairs {
		partner[p[0]], partner[p[1]] = p[1], p[0]
	}
	// A removed block and an added one with the same number are the same place of the form.
	free := make(map[int]*Heading)
	for _, y := range b {
		if partner[y] == nil && free[y.number] == nil {
			free[y.number] = y
		}
	}
	for _, x := range a {
		if y := free[x.number]; partner[x] == nil && y != nil {
			partner[x], partner[y] = y, x
			delete(free, x.number)
		}
	}
	for _, x := range a {
		y := partner[x]
		switch {
		case y == nil:
			m.drop(x, &m.gone, true)
		case x.number != y.number:
			m.pair(x, y, ByBlock)
		default:
			m.pair(x, y, ByPath)
		}
	}
	for _, y := range b {
		if partner[y] == nil {
			m.drop(y, &m.new, true)
		}
	}
}
