package outline

import (
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
)

// Problems returns what a person should check: every guess, every difference that is in no
// entry, and everything that was left out. A cell that is not accounted for is an error.
func (c *Comparison) Problems() []change.Problem {
	var all []change.Problem
	for _, cell := range c.Unaccounted() {
		all = append(all, c.at(cell, change.Unaccounted, change.Error, shortened(cell.Text)))
	}
	all = append(all, c.doubts()...)
	all = append(all, c.guesses()...)
	all = append(all, c.partnerless()...)
	all = append(all, c.unlisted()...)
	all = append(all, c.shown()...)
	return all
}

// at returns a problem with a cell.
func (c *Comparison) at(cell *Cell, kind change.Kind, severity change.Severity, values ...string) change.Problem {
	return change.Problem{Severity: severity, Kind: kind, At: c.Position(cell), Values: values}
}

// Position returns the position of a cell.
func (c *Comparison) Position(cell *Cell) change.Position {
	return change.Position{File: cell.Sheet.file, Cell: cell.Name}
}

// doubts reports the entries that should be checked, and why.
func (c *Comparison) doubts() []change.Problem {
	var all []change.Problem
	for i := range c.Changes {
		x := &c.Changes[i]
		cell := x.Cell()
		if cell == nil {
			continue
		}
		item := oneLine(x.Item)
		if x.WidthOnly {
			all = append(all, c.at(cell, change.WidthOnly, change.Warning, item))
		}
		if x.Doubt {
			all = append(all, c.at(cell, change.DoubtfulHeading, change.Warning, item))
		}
		if x.Hidden {
			all = append(all, c.at(cell, change.HiddenField, change.Warning, item))
		}
		if x.Double {
			all = append(all, c.at(cell, change.DoubleItem, change.Warning, item))
		}
	}
	return all
}

// Cell returns the place of a change: the first cell of the newer field, else of the older
// field, else the heading.
func (x *Change) Cell() *Cell {
	for _, f := range []*Field{x.New, x.Old} {
		if f != nil && len(f.Cells) > 0 {
			return f.Cells[0]
		}
	}
	for _, f := range []*Field{x.New, x.Old} {
		if f != nil && len(f.Under.Cells) > 0 {
			return f.Under.Cells[0]
		}
	}
	return nil
}

// guesses reports the headings that were paired although they differ.
func (c *Comparison) guesses() []change.Problem {
	var all []change.Problem
	var numbers, wordings, options []Pair
	for _, p := range c.Pairs {
		a, b := p.Before, p.After
		switch {
		case p.How == ByWords:
			all = append(all, c.at(b.Cells[0], change.LikelyField, change.Warning, itemText(a.Text), itemText(b.Text), a.Cells[0].Name))
		case p.How == ByBlock:
			all = append(all, c.at(b.Cells[0], change.RenumberedBlock, change.Warning, itemText(a.Text), itemText(b.Text)))
		case p.How == ByNumber:
			numbers = append(numbers, p)
		case strings.TrimSpace(a.Text) != strings.TrimSpace(b.Text):
			wordings = append(wordings, p)
		}
		if a.Field != nil && b.Field != nil && optionsDiffer(a.Field, b.Field) {
			options = append(options, p)
		}
	}
	for _, g := range []struct {
		kind  change.Kind
		pairs []Pair
	}{{change.OtherNumbers, numbers}, {change.OtherWording, wordings}} {
		if len(g.pairs) > 0 {
			p := g.pairs[0]
			all = append(all, c.at(p.After.Cells[0], g.kind, change.Warning, strconv.Itoa(len(g.pairs)), strings.TrimSpace(p.Before.Text), strings.TrimSpace(p.After.Text)))
		}
	}
	for _, p := range options {
		cell := p.After.Cells[0]
		if len(p.After.Field.Cells) > 0 {
			cell = p.After.Field.Cells[0]
		}
		all = append(all, c.at(cell, change.OtherOptions, change.Warning, itemText(p.After.Text)))
	}
	return all
}

// optionsDiffer reports whether two fields offer different choices.
func optionsDiffer(a, b *Field) bool {
	if a.Kind == Boxes && b.Kind == Boxes {
		return offered(a.Ticks) != offered(b.Ticks)
	}
	return len(a.List) > 0 && len(b.List) > 0 && listed(a) != listed(b)
}

func offered(ticks []Tick) string {
	var all []string
	for _, t := range ticks {
		all = append(all, key(t.Option))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

func listed(f *Field) string {
	var all []string
	for _, c := range f.List {
		for line := range strings.SplitSeq(c.Text, "\n") {
			if !isListHead(line) {
				all = append(all, key(line))
			}
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// partnerless reports the headings that only one assessment has. Each may be a value that was
// mistaken for a heading. It skips what an entry already shows, and headings of an added or
// removed block that also occur elsewhere.
func (c *Comparison) partnerless() []change.Problem {
	shown := make(map[*Heading]bool)
	for i := range c.Changes {
		for _, f := range []*Field{c.Changes[i].Old, c.Changes[i].New} {
			if f == nil || c.Changes[i].Old != nil && c.Changes[i].New != nil {
				continue
			}
			for h := f.Under; h != nil; h = h.Parent {
				shown[h] = true
			}
		}
	}
	elsewhere := make(map[string]bool)
	for _, p := range c.Pairs {
		elsewhere[p.Before.bare], elsewhere[p.After.bare] = true, true
	}
	var all []change.Problem
	for _, side := range []struct {
		headings []*Heading
		kind     change.Kind
	}{{c.Gone, change.HeadingGone}, {c.New, change.HeadingNew}} {
		for _, h := range side.headings {
			if shown[h] || h.Level == Label && h.inBlock() && elsewhere[h.bare] {
				continue
			}
			all = append(all, c.at(h.Cells[0], side.kind, change.Warning, shortened(h.Text)))
		}
	}
	return all
}

// inBlock reports whether a heading is in a repeated block.
func (h *Heading) inBlock() bool {
	for p := h.Parent; p != nil; p = p.Parent {
		if p.stem != "" {
			return true
		}
	}
	return false
}

// unlisted reports differences that are in no field: text under no heading or beside the
// table, objects over the cells, hidden sheets.
func (c *Comparison) unlisted() []change.Problem {
	var all []change.Problem
	loose := func(d *Document) (texts []string) {
		for _, cell := range d.Loose {
			texts = append(texts, trimmed(cell.Text))
		}
		return texts
	}
	gone, came := onlyIn(loose(c.Before), loose(c.After))
	for _, i := range gone {
		all = append(all, c.at(c.Before.Loose[i], change.LooseGone, change.Warning, shortened(c.Before.Loose[i].Text)))
	}
	for _, i := range came {
		all = append(all, c.at(c.After.Loose[i], change.LooseNew, change.Warning, shortened(c.After.Loose[i].Text)))
	}
	objects := func(d *Document) (all []Object, texts []string) {
		for _, s := range d.Sheets {
			if s.Left == Compared || s.Left == HiddenSheet {
				for _, o := range s.Objects {
					all, texts = append(all, o), append(texts, o.compared())
				}
			}
		}
		return all, texts
	}
	oldObjects, oldTexts := objects(c.Before)
	newObjects, newTexts := objects(c.After)
	gone, came = onlyIn(oldTexts, newTexts)
	for _, i := range gone {
		all = append(all, objectProblem(change.ObjectGone, c.Before.File, oldObjects[i]))
	}
	for _, i := range came {
		all = append(all, objectProblem(change.ObjectNew, c.After.File, newObjects[i]))
	}
	hidden := func(d *Document) (cells []*Cell, texts []string) {
		for _, s := range d.Sheets {
			if s.Left == HiddenSheet {
				for _, cell := range s.Cells {
					cells, texts = append(cells, cell), append(texts, trimmed(cell.Text))
				}
			}
		}
		return cells, texts
	}
	oldCells, oldTexts := hidden(c.Before)
	newCells, newTexts := hidden(c.After)
	gone, came = onlyIn(oldTexts, newTexts)
	for _, i := range gone {
		all = append(all, c.at(oldCells[i], change.HiddenGone, change.Warning, shortened(oldCells[i].Text)))
	}
	for _, i := range came {
		all = append(all, c.at(newCells[i], change.HiddenNew, change.Warning, shortened(newCells[i].Text)))
	}
	return all
}

// IsUnlisted reports whether a problem is about a difference that is in no entry.
func IsUnlisted(k change.Kind) bool {
	switch k {
	case change.HeadingGone, change.HeadingNew, change.LooseGone, change.LooseNew, change.ObjectGone, change.ObjectNew,
		change.HiddenGone, change.HiddenNew, change.OtherOptions, change.Unaccounted:
		return true
	}
	return false
}

// shown reports what a cell shows besides its text where it matters: text struck out in a
// field that changed, or in only one of two equal fields, and formulas without a result.
func (c *Comparison) shown() []change.Problem {
	var all []change.Problem
	struck := func(f *Field) (text string) {
		if f != nil {
			for _, cell := range f.Cells {
				text += cell.Struck
			}
		}
		return text
	}
	name := func(f *Field) {
		if f == nil {
			return
		}
		for _, cell := range f.Cells {
			if cell.Struck != "" {
				all = append(all, c.at(cell, change.StruckText, change.Warning, shortened(cell.Struck)))
			}
		}
	}
	changed := make(map[*Field]bool)
	for i := range c.Changes {
		x := &c.Changes[i]
		name(x.Old)
		name(x.New)
		changed[x.Old], changed[x.New] = true, true
	}
	for _, p := range c.Pairs {
		a, b := p.Before.Field, p.After.Field
		if !changed[a] && !changed[b] && struck(a) != struck(b) {
			name(a)
			name(b)
		}
	}
	for _, d := range []*Document{c.Before, c.After} {
		for _, s := range d.Sheets {
			if s.Left != Compared {
				continue
			}
			for _, cell := range s.Pending {
				all = append(all, change.Problem{Kind: change.NoValue, At: change.Position{File: d.File, Cell: cell}})
			}
			for _, cell := range s.Cells {
				if cell.Fault {
					all = append(all, c.at(cell, change.FaultValue, change.Warning, cell.Text))
				}
			}
		}
	}
	return all
}

func objectProblem(kind change.Kind, file string, o Object) change.Problem {
	return change.Problem{Kind: kind, At: change.Position{File: file, Cell: o.Name}, Values: []string{shortened(o.Text)}}
}

// compared returns what two objects must have in common to be equal: their content, but not
// their place.
func (o Object) compared() string {
	if o.Text == "" && o.Mark == "" {
		return strconv.Itoa(int(o.Kind))
	}
	return o.Text + "\x00" + o.Mark
}

// onlyIn returns the indices of the texts that only one of two lists has. A text that occurs
// more often in one list is returned as often as the counts differ.
func onlyIn(a, b []string) (inA, inB []int) {
	count := make(map[string]int)
	for _, t := range b {
		count[t]++
	}
	for i, t := range a {
		if count[t]--; count[t] < 0 {
			inA = append(inA, i)
		}
	}
	clear(count)
	for _, t := range a {
		count[t]++
	}
	for i, t := range b {
		if count[t]--; count[t] < 0 {
			inB = append(inB, i)
		}
	}
	return inA, inB
}

// LeftOut returns the sheets that were not compared. Sheets of one name are returned once.
func (c *Comparison) LeftOut() []*Sheet {
	var all []*Sheet
	for _, d := range []*Document{c.After, c.Before} {
		for _, s := range d.Sheets {
			if s.Left != Compared && s.Left != HiddenSheet && !slices.ContainsFunc(all, func(o *Sheet) bool { return o.Name == s.Name && o.Left == s.Left }) {
				all = append(all, s)
			}
		}
	}
	return all
}

// oneLine returns an item on one line, for the terminal.
func oneLine(item string) string { return strings.ReplaceAll(item, "\n", " ／ ") }

// shortened returns the beginning of a text, on one line.
func shortened(s string) string {
	const most = 40 // runes
	runes := []rune(strings.ReplaceAll(strings.TrimSpace(s), "\n", "⏎"))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
