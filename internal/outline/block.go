package outline

// What speaks for two blocks being one.
const (
	sameNumber = .12
	bothEmpty  = .60
	oneEmpty   = .25 // and the number is the same
	blockLimit = .36 // less likeness than this is none
)

// alignBlocks pairs the blocks of one stem by what they hold. Their order stays, their
// numbers may not: a block that is taken out is one deletion, and not a change of all
// that follow.
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
	// A block that went and one that came under the same number are one place of the
	// form.
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
