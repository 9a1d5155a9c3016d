package outline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"betten/internal/change"
)

// A Comparison is the result of comparing two assessments.
type Comparison struct {
	Before, After *Document
	Pairs         []Pair
	Gone, New     []*Heading // without a partner, in the order of the form
	Changes       []Change   // in the order of the form
}

// A Change is a field whose content differs, or that only one assessment has.
type Change struct {
	Item          string // of the newer assessment, one heading per line
	Before, After string // as in the change table
	Old, New      *Field // nil if the field does not exist
	Guess         bool   // the two fields were paired by likeness
	Doubt         bool   // a heading above them was barely recognised as one
	WidthOnly     bool   // they differ only in the width of characters and in blanks
	Hidden        bool   // one of their cells is hidden
	Double        bool   // another field has the same item
}

// Doubtful reports whether a person should check a change.
func (x *Change) Doubtful() bool {
	return x.Guess || x.Doubt || x.WidthOnly || x.Hidden || x.Double
}

// Compare compares two documents that were read together.
func Compare(before, after *Document) *Comparison {
	m := match(before, after)
	c := &Comparison{Before: before, After: after, Pairs: m.pairs, Gone: m.gone, New: m.new}
	c.findChanges()
	return c
}

// findChanges lists the fields that differ, in the order of the newer form. A deleted field
// follows the field that was before it.
func (c *Comparison) findChanges() {
	type ranked struct {
		at, after int
		change    Change
	}
	var all []ranked
	partner := make(map[*Heading]Pair)
	for _, p := range c.Pairs {
		partner[p.Before] = p
		partner[p.After] = p
	}
	at, after := 0, 0
	for _, h := range c.Before.Headings() {
		p, paired := partner[h]
		if paired {
			at, after = p.After.order, 0
			if x, ok := c.changeOf(p); ok {
				all = append(all, ranked{at, after, x})
			}
			continue
		}
		after++
		if !h.Field.Empty() {
			all = append(all, ranked{at, after, Change{Item: c.Before.Item(h), Before: h.Field.Text, After: change.Deleted, Old: h.Field}})
		}
	}
	for _, h := range c.After.Headings() {
		if _, paired := partner[h]; !paired && !h.Field.Empty() {
			all = append(all, ranked{h.order, 0, Change{Item: c.After.Item(h), After: h.Field.Text, New: h.Field}})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.after, b.after)) })
	items := make(map[string]int)
	for _, r := range all {
		items[r.change.Item]++
	}
	for _, r := range all {
		r.change.Double = items[r.change.Item] > 1
		for _, f := range []*Field{r.change.Old, r.change.New} {
			if f == nil {
				continue
			}
			r.change.Hidden = r.change.Hidden || slices.ContainsFunc(f.Cells, func(c *Cell) bool { return c.Hidden })
			for h := f.Under; h != nil && h.Level != Top; h = h.Parent {
				r.change.Doubt = r.change.Doubt || !h.Sure && h.Score < isSure
			}
		}
		c.Changes = append(c.Changes, r.change)
	}
}

// changeOf returns the change of a pair, and whether the pair changed.
func (c *Comparison) changeOf(p Pair) (Change, bool) {
	a, b := p.Before.Field, p.After.Field
	sameness := compareFields(a, b)
	if sameness == same {
		return Change{}, false
	}
	x := Change{Item: c.After.Item(p.After), Old: a, New: b, Guess: p.How == ByWords, WidthOnly: sameness == widthOnly}
	if !a.Empty() {
		x.Before = a.Text
	}
	if x.After = change.Deleted; !b.Empty() {
		x.After = b.Text
	}
	if a != nil && b != nil && !a.Empty() && !b.Empty() {
		// If one of the two choices is drawn without brackets, it is written like the other.
		_, _, old := a.asChoice()
		_, _, new := b.asChoice()
		switch {
		case a.Kind == Choice && b.Kind == Prose && new:
			x.After = b.bracketed()
		case b.Kind == Choice && a.Kind == Prose && old:
			x.Before = a.bracketed()
		}
	}
	return x, true
}

// Item returns a heading and those above it in the notation of officials: one per line, with
// a group joined to the heading below it (再委託④再委託の有無).
func (d *Document) Item(h *Heading) string {
	var path []*Heading
	for p := h; p != nil && p.Level != Top; p = p.Parent {
		path = append(path, p)
	}
	slices.Reverse(path)
	var b strings.Builder
	if path[0].Level == Label { // as on the cover, which has no title
		b.WriteString(path[0].sheet.Name + "\n")
	}
	for i, p := range path {
		if i > 0 && !path[i-1].Group {
			b.WriteByte('\n')
		}
		b.WriteString(itemText(p.Text))
		if p.Level == Title {
			if name := d.fileName(p); name != "" {
				b.WriteString("（" + name + "）")
			}
		}
	}
	return b.String()
}

// itemText returns a heading as it is written in an item: without ※ and the remark after it
// (（７．リスク１⑨を除く。）).
func itemText(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndex(s, "※"); i > 0 {
		rest := strings.TrimSpace(s[i+len("※"):])
		if rest == "" || strings.HasPrefix(rest, "（") && strings.HasSuffix(rest, "を除く。）") && !strings.Contains(rest[len("（"):], "（") {
			s = s[:i]
		}
	}
	return strings.TrimRightFunc(s, unicode.IsSpace)
}

// fileName returns the name of the file that a title is about, if the document has several
// titles of that kind.
func (d *Document) fileName(title *Heading) string {
	if d.titles == nil {
		d.titles = make(map[string]int)
		for _, k := range d.Top.Kids {
			d.titles[k.key]++
		}
	}
	if d.titles[title.key] < 2 {
		return ""
	}
	for _, k := range title.Kids {
		if strings.Contains(k.bare, "ファイル名") {
			return strings.TrimSpace(strings.ReplaceAll(k.firstText(), "\n", ""))
		}
	}
	return ""
}

// Table returns the changes as a change table. Every entry gets the given date and timing,
// which may be empty.
func (c *Comparison) Table(date change.Date, timing string) *change.Table {
	t := c.After.Table()
	for i := range c.Changes {
		x := &c.Changes[i]
		t.Entries = append(t.Entries, change.Entry{Date: date, Item: x.Item, Before: x.Before, After: x.After, Timing: timing})
	}
	return t
}

// Table returns the change table of a document without entries: its form and the data of the
// cover.
func (d *Document) Table() *change.Table {
	return &change.Table{Form: d.Form(), Organization: d.coverText("評価実施機関名"), Assessment: d.coverText("評価書名")}
}

// Items returns the items of all fields of a document, in the order of the form.
func (d *Document) Items() []string {
	var all []string
	for _, h := range d.Headings() {
		if h.Field == nil {
			continue
		}
		if item := d.Item(h); len(all) == 0 || all[len(all)-1] != item {
			all = append(all, item)
		}
	}
	return all
}
