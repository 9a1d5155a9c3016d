package compare

// A match says that a[a] and b[b] are the same.
type match struct{ a, b int }

// A budget limits the work on two texts by counting steps, so that the same texts give
// the same marks on every machine.
type budget struct{ cells int }

const (
	wholeBudget = 24_000_000 // for a comparison
	tableBudget = 1_500_000  // for one table
	mostEdits   = 1200       // for one search by edits
)

// spend reports whether n more steps are allowed.
func (w *budget) spend(n int) bool {
	if n > w.cells {
		return false
	}
	w.cells -= n
	return true
}

// An aligner finds what two sequences have in common, in order.
type aligner struct {
	weight func(id int32) int32 // what it is worth that both have it
	grams  []int                // lengths of the runs that may be anchors, longest first
	work   *budget
}

// align returns the matches in order. Short sequences are compared by a table, which
// gives the heaviest matches. Long ones are first cut at what occurs once in both.
func (l *aligner) align(a, b []int32) []match {
	return l.between(nil, a, b, 0, 0, l.grams)
}

// between appends the matches of a and b, which begin at the given places.
func (l *aligner) between(ms []match, a, b []int32, atA, atB int, grams []int) []match {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		ms = append(ms, match{atA + n, atB + n})
		n++
	}
	a, b, atA, atB = a[n:], b[n:], atA+n, atB+n
	n = 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	ms = l.core(ms, a[:len(a)-n], b[:len(b)-n], atA, atB, grams)
	for k := n; k > 0; k-- {
		ms = append(ms, match{atA + len(a) - k, atB + len(b) - k})
	}
	return ms
}

// core appends the matches of sequences that differ at both ends.
func (l *aligner) core(ms []match, a, b []int32, atA, atB int, grams []int) []match {
	if len(a) == 0 || len(b) == 0 {
		return ms
	}
	if cells := len(a) * len(b); cells <= tableBudget && l.work.spend(cells) {
		return l.table(ms, a, b, atA, atB)
	}
	for k, n := range grams {
		anchors := unique(a, b, n)
		if len(anchors) == 0 {
			continue
		}
		i, j := 0, 0
		for _, m := range anchors {
			if m.a < i || m.b < j {
				continue // reached already by what stands before
			}
			ms = l.between(ms, a[i:m.a], b[j:m.b], atA+i, atB+j, grams[k:])
			i, j = m.a, m.b
			for i < len(a) && j < len(b) && a[i] == b[j] {
				ms = append(ms, match{atA + i, atB + j})
				i, j = i+1, j+1
			}
		}
		return l.between(ms, a[i:], b[j:], atA+i, atB+j, grams[k:])
	}
	return l.edits(ms, a, b, atA, atB)
}
