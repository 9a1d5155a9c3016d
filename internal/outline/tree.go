package outline

import (
	"slices"
	"strings"
)

// nest makes a tree of the headings of the sheets, and fields of the content under them.
func (d *Document) nest(v *Vocabulary) {
	d.Top = &Heading{Level: Top}
	n := &nester{doc: d, v: v, stack: []*Heading{d.Top}}
	for _, s := range d.Sheets {
		if s.Left != Compared {
			continue
		}
		n.sheet(s)
	}
	n.finish(d.Top)
	d.joinTitles()
	for i, h := range d.Headings() {
		h.order = i + 1
	}
}

// joinTitles joins titles that are repeated where a sheet or a page ends: the second has none
// of the sections of the first. A second sheet Ⅱ for another file is a new title.
func (d *Document) joinTitles() {
	var kept []*Heading
	for _, h := range d.Top.Kids {
		last := len(kept) - 1
		if last < 0 || kept[last].Level != Title || kept[last].key != h.key || h.Field != nil || !continuesIn(kept[last], h) {
			kept = append(kept, h)
			continue
		}
		into := kept[last]
		into.Cells = append(into.Cells, h.Cells...)
		for _, k := range h.Kids {
			k.Parent = into
			into.Kids = append(into.Kids, k)
		}
	}
	d.Top.Kids = kept
}

// continuesIn reports whether two titles have no section in common.
func continuesIn(a, b *Heading) bool {
	if len(a.Kids) > mostRecent || len(b.Kids) > mostRecent {
		return false
	}
	for _, k := range b.Kids {
		if slices.ContainsFunc(a.Kids, func(o *Heading) bool { return o.bare == k.bare }) {
			return false
		}
	}
	return true
}

// Headings returns all headings in the order of the form.
func (d *Document) Headings() []*Heading {
	var all []*Heading
	var add func(h *Heading)
	add = func(h *Heading) {
		for _, k := range h.Kids {
			all = append(all, k)
			add(k)
		}
	}
	if d.Top != nil {
		add(d.Top)
	}
	return all
}

// A nester finds the heading above each unit.
type nester struct {
	doc    *Document
	v      *Vocabulary
	stack  []*Heading // from the document down
	recent []*Heading // of the section or block, in the order of reading
	owned  map[*Heading][]*unit
	lists  map[*Heading][]*unit
}

func (n *nester) sheet(s *Sheet) {
	if n.owned == nil {
		n.owned, n.lists = make(map[*Heading][]*unit), make(map[*Heading][]*unit)
	}
	if s.hasTitle() || !s.continues() {
		n.stack, n.recent = n.stack[:1], nil
	}
	s.findEdge()
	labels := s.labelRows()
	for _, u := range s.ordered() {
		switch {
		case u.slot:
			if h := n.owner(u.unit, s); h != nil {
				h.slots++
			}
		case u.kind == labelUnit && u.left <= s.edge:
			n.label(u.unit, s, labels)
		default:
			h := n.owner(u.unit, s)
			switch {
			case h == nil || u.left > s.edge:
				n.doc.Loose = append(n.doc.Loose, u.cells...)
			case u.kind == listUnit:
				n.lists[h] = append(n.lists[h], u.unit)
			default:
				h.slots++
				n.owned[h] = append(n.owned[h], u.unit)
			}
		}
	}
}

// hasTitle reports whether a sheet begins with a title of its own.
func (s *Sheet) hasTitle() bool {
	return slices.ContainsFunc(s.units, func(u *unit) bool { return u.kind == labelUnit && u.level == Title })
}

// continues reports whether a sheet without a title continues the one before: it has
// sections.
func (s *Sheet) continues() bool {
	return slices.ContainsFunc(s.units, func(u *unit) bool { return u.kind == labelUnit && (u.level == Section || u.level == Block) })
}

// A place is a unit, or an empty place for a value.
type place struct {
	*unit
	slot bool
}

// ordered returns the units and the empty places of a sheet in reading order.
func (s *Sheet) ordered() []place {
	var all []place
	for _, u := range s.units {
		all = append(all, place{u, false})
	}
	for _, b := range s.slots {
		all = append(all, place{&unit{box: b}, true})
	}
	slices.SortStableFunc(all, func(a, b place) int { return a.compare(b.box) })
	return all
}

// findEdge finds the last column of the table: the last one in which several titles and
// sections end that are merged over columns. Without any, the table has all columns.
func (s *Sheet) findEdge() {
	ends := make(map[int]int)
	for _, u := range s.units {
		if u.kind == labelUnit && u.level < Label && slices.ContainsFunc(u.cells, func(c *Cell) bool { return c.right > c.left+2 }) {
			ends[u.right]++
		}
	}
	for column, n := range ends {
		if n >= 2 {
			s.edge = max(s.edge, column)
		}
	}
	if s.edge == 0 {
		s.edge = 1 << 20
	}
}

// labelRows returns the headings that begin in each row.
func (s *Sheet) labelRows() map[int][]*unit {
	rows := make(map[int][]*unit)
	for _, u := range s.units {
		rows[u.top] = append(rows[u.top], u)
	}
	return rows
}

// label adds a heading to the tree.
func (n *nester) label(u *unit, s *Sheet, rows map[int][]*unit) {
	h := &Heading{
		Text: headingText(u.text), Level: u.level, Cells: u.cells, Range: u.isRange, Score: u.score, Sure: u.sure,
		stem: u.stem, number: u.number, box: u.box, sheet: s, known: u.known,
	}
	h.key, h.bare = key(h.Text), bareKey(h.Text)
	if len(h.known) > 0 {
		h.bare = h.known[0].key
	}
	u.heading = h
	if h.Level < Label {
		for len(n.stack) > 1 && n.top().Level >= h.Level {
			n.stack = n.stack[:len(n.stack)-1]
		}
		n.recent = nil
	} else {
		n.popFor(h, rows)
	}
	h.Parent = n.top()
	h.Parent.Kids = append(h.Parent.Kids, h)
	if h.Range {
		return
	}
	n.stack = append(n.stack, h)
	if n.recent = append(n.recent, h); len(n.recent) > 2*mostRecent {
		n.recent = slices.Clone(n.recent[mostRecent:])
	}
}

// mostRecent is how many headings of a section are searched for the owner of a value.
const mostRecent = 500

func (n *nester) top() *Heading { return n.stack[len(n.stack)-1] }

// popFor closes the open plain labels that a new plain label is not under.
func (n *nester) popFor(h *Heading, rows map[int][]*unit) {
	if n.popByVocabulary(h) {
		return
	}
	for n.top().Level == Label && !n.top().holds(h, rows) {
		n.stack = n.stack[:len(n.stack)-1]
	}
}

// popByVocabulary puts a known heading under its parent in the form, wherever it is drawn. It
// reports whether the parent is known.
func (n *nester) popByVocabulary(h *Heading) bool {
	parents := make(map[string]bool)
	for _, w := range h.known {
		if w.parent == anyParent {
			return false
		}
		if w.level == Label {
			parents[w.parent] = true
		}
	}
	if len(parents) == 0 {
		return false
	}
	if parents[""] && len(parents) > 1 {
		return false // its position decides
	}
	for _, r := range slices.Backward(n.recent) {
		if r.Level == Label && parents[r.bare] && r.bare != "" {
			at := slices.Index(n.stack, r)
			if at < 0 { // it was closed because of its position, not because of the form
				n.unwind()
				for p := r; p != nil && p.Level == Label; p = p.Parent {
					n.stack = slices.Insert(n.stack, n.structural(), p)
				}
				return true
			}
			n.stack = n.stack[:at+1]
			return true
		}
	}
	if parents[""] {
		n.unwind()
		return true
	}
	return false
}

// structural returns how many headings of the stack are not plain labels.
func (n *nester) structural() int {
	i := len(n.stack)
	for i > 1 && n.stack[i-1].Level == Label {
		i--
	}
	return i
}

// unwind closes all plain labels.
func (n *nester) unwind() { n.stack = n.stack[:n.structural()] }

// holds reports whether a plain label is above another one by position.
func (p *Heading) holds(h *Heading, rows map[int][]*unit) bool {
	if p.sheet != h.sheet {
		return false
	}
	if kind, _ := cutNumber(p.Text); kind == circled {
		if own, _ := cutNumber(h.Text); own == circled && !(p.covers(h.top) && h.left > p.right && p.bottom > h.bottom) {
			return false
		}
	}
	switch {
	case p.covers(h.top) && h.left > p.right:
		if h.bottom < p.bottom || h.top > p.top {
			return true
		}
		between, behind := false, false
		all := rows[h.top]
		for _, u := range all[:min(len(all), mostRecent)] {
			between = between || u.left > p.right && u.right < h.left && u.kind != labelUnit
			behind = behind || u.left > h.right && u.kind != labelUnit
		}
		return !between && behind
	case h.top > p.bottom:
		return h.left > p.left && !p.heads(h)
	}
	return false
}

// heads reports whether a label is merged over rows and has its labels in these rows, so that
// a label below them is not under it.
func (p *Heading) heads(h *Heading) bool {
	return slices.ContainsFunc(p.Kids, func(k *Heading) bool { return k.top <= p.bottom && k.left > p.right })
}

// owner returns the heading above a value: the last one that begins no further right than the
// value, or has a column in common with it.
func (n *nester) owner(u *unit, s *Sheet) *Heading {
	for _, h := range slices.Backward(n.recent) {
		if h.sheet != s || h.left <= u.left || h.overlaps(u.box) {
			return h
		}
	}
	if len(n.recent) > 0 {
		return n.recent[0]
	}
	if t := n.top(); t.Level != Top {
		return t
	}
	return nil
}

// headingText returns a heading without the line breaks that fit it to its cell.
func headingText(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), "")
}

// finish makes the fields of a heading and of everything below it.
func (n *nester) finish(h *Heading) {
	for _, k := range h.Kids {
		n.finish(k)
	}
	units, lists := n.owned[h], n.lists[h]
	plain := slices.ContainsFunc(h.Kids, func(k *Heading) bool { return !k.Range })
	h.Group = h.Level == Label && len(units) == 0 && plain && h.slots == 0
	for _, w := range h.known {
		if h.Level == Label && len(units) == 0 && plain {
			h.Group = w.group
		}
	}
	if h.Level == Top || h.Range || len(units) == 0 && (plain || h.Group) && len(lists) == 0 && h.slots == 0 {
		return
	}
	h.Field = newField(h, units, lists)
}
