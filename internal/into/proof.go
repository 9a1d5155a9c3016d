package into

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"betten/internal/workbook"
)

// damage compares a filled workbook with its host, part by part, and returns what
// differs that must not: each a few words for whoever looks for the fault. It reads
// both anew and knows nothing of how the one was made of the other.
func (h *Host) damage(f *Fill) []string {
	p := proof{Host: h, Fill: f}
	p.check()
	return p.found
}

// A proof collects what differs.
type proof struct {
	*Host
	*Fill
	after *workbook.Book
	found []string
}

func (p *proof) note(format string, values ...any) {
	p.found = append(p.found, fmt.Sprintf(format, values...))
}

func (p *proof) check() {
	var err error
	if p.after, err = workbook.Open(p.Fill.Data); err != nil {
		p.note("it can't be opened: %v", err)
		return
	}
	before, err1 := workbook.Parts(p.Host.data)
	after, err2 := workbook.Parts(p.Fill.Data)
	if err1 != nil || err2 != nil {
		p.note("parts: %v, %v", err1, err2)
		return
	}
	p.parts(before, after)
	p.sheet()
	if len(p.found) == 0 {
		p.cells()
	}
}

// parts holds all parts to what they were but those that have a rule of their own.
func (p *proof) parts(before, after []workbook.Part) {
	main, styles, chain := p.book.Main(), p.book.StylesPart(), p.book.CalcChain()
	dropped := chain != "" && !p.after.Has(chain)
	if dropped {
		before = slices.DeleteFunc(before, func(b workbook.Part) bool { return b.Key() == chain })
	}
	if len(before) != len(after) {
		p.note("%d parts, were %d", len(after), len(before))
		return
	}
	for i, b := range before {
		a := after[i]
		if a.Name != b.Name {
			p.note("part %s in the place of %s", a.Name, b.Name)
			continue
		}
		switch key := b.Key(); {
		case key == p.of.PartOf():
		case key == styles:
			p.compare(key, stylesGrow)
		case key == main:
			p.compare(key, namesMove)
		case key == chain:
			p.compare(key, chainShrinks)
		case dropped && (key == workbook.RelationsOf(main) || key == strings.ToLower(workbook.ContentTypes)):
			p.compare(key, chainGoes)
		default:
			if !bytes.Equal(a.Packed, b.Packed) {
				p.note("%s differs", b.Name)
			}
			if !sameHeader(&a, &b) {
				p.note("%s has another header", b.Name)
			}
		}
		if !a.Header.Modified.Equal(b.Header.Modified) || a.Header.ExternalAttrs != b.Header.ExternalAttrs ||
			a.Header.Method != b.Header.Method {
			p.note("%s has another time or kind", b.Name)
		}
	}
}

func sameHeader(a, b *workbook.Part) bool {
	return a.Header.Flags == b.Header.Flags && a.Header.CRC32 == b.Header.CRC32 && a.Header.Comment == b.Header.Comment &&
		a.Header.CreatorVersion == b.Header.CreatorVersion && bytes.Equal(a.Header.Extra, b.Header.Extra)
}

// A tree is a part as it was or as it is.
type tree struct {
	*workbook.Node
	data []byte
}

func (t tree) bytes(n *workbook.Node) []byte { return t.data[n.Start:n.End] }

// head returns a node's start tag, its attributes in order, but for some.
func (t tree) head(n *workbook.Node, but ...string) string {
	var b strings.Builder
	b.WriteString(n.Tag)
	for _, a := range n.Attrs {
		if !slices.Contains(but, a.Name.Local) {
			fmt.Fprintf(&b, " %s:%s=%q", a.Name.Space, a.Name.Local, a.Value)
		}
	}
	return b.String()
}

// compare holds a part to a rule.
func (p *proof) compare(key string, rule func(before, after tree) error) {
	before, after, err := p.trees(key)
	if err == nil {
		err = rule(before, after)
	}
	if err != nil {
		p.note("%s: %v", key, err)
	}
}

func (p *proof) trees(key string) (before, after tree, err error) {
	if before.data, err = p.book.Part(key); err != nil {
		return
	}
	if after.data, err = p.after.Part(key); err != nil {
		return
	}
	if before.Node, err = workbook.Parse(before.data); err != nil {
		return
	}
	after.Node, err = workbook.Parse(after.data)
	return
}

// around holds all of a part that is in none of its root's children to what it was.
func around(before, after tree) error {
	if before.head(before.Node) != after.head(after.Node) || !bytes.Equal(before.data[:before.Inner], after.data[:after.Inner]) ||
		!bytes.Equal(before.data[before.Outer:], after.data[after.Outer:]) {
		return fmt.Errorf("another root")
	}
	return nil
}

// stylesGrow: lists of fonts and of cells' styles may have more at their end.
func stylesGrow(before, after tree) error {
	if err := around(before, after); err != nil {
		return err
	}
	if len(before.Kids) != len(after.Kids) {
		return fmt.Errorf("%d lists, were %d", len(after.Kids), len(before.Kids))
	}
	for i, b := range before.Kids {
		a := after.Kids[i]
		if b.Name != "fonts" && b.Name != "cellXfs" {
			if !bytes.Equal(before.bytes(b), after.bytes(a)) {
				return fmt.Errorf("%s differs", b.Name)
			}
			continue
		}
		if before.head(b, "count") != after.head(a, "count") || len(a.Kids) < len(b.Kids) {
			return fmt.Errorf("%s is another list", b.Name)
		}
		if count, err := strconv.Atoi(a.Attr("count")); err == nil && count != len(a.Kids) && !bytes.Equal(before.bytes(b), after.bytes(a)) {
			return fmt.Errorf("%s counts %d of %d", b.Name, count, len(a.Kids))
		}
		for j := range b.Kids {
			if !bytes.Equal(before.bytes(b.Kids[j]), after.bytes(a.Kids[j])) {
				return fmt.Errorf("%s: number %d differs", b.Name, j)
			}
		}
	}
	return nil
}

// namesMove: what defined names stand for may differ, in nothing but its digits.
func namesMove(before, after tree) error {
	if err := around(before, after); err != nil {
		return err
	}
	if len(before.Kids) != len(after.Kids) {
		return fmt.Errorf("%d elements, were %d", len(after.Kids), len(before.Kids))
	}
	digits := func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}
	for i, b := range before.Kids {
		a := after.Kids[i]
		if bytes.Equal(before.bytes(b), after.bytes(a)) {
			continue
		}
		if b.Name != "definedNames" || len(a.Kids) != len(b.Kids) {
			return fmt.Errorf("%s differs", b.Name)
		}
		for j := range b.Kids {
			is, was := a.Kids[j].Text(after.data), b.Kids[j].Text(before.data)
			if before.head(b.Kids[j]) != after.head(a.Kids[j]) || strings.Map(digits, is) != strings.Map(digits, was) {
				return fmt.Errorf("the name %s is %q, was %q", b.Kids[j].Attr("name"), is, was)
			}
		}
	}
	return nil
}

// chainShrinks: of the list of formulas, cells may be gone.
func chainShrinks(before, after tree) error {
	if len(after.Kids) > len(before.Kids) || len(after.Kids) == 0 {
		return fmt.Errorf("%d cells, were %d", len(after.Kids), len(before.Kids))
	}
	return around(before, after)
}

// chainGoes: what led to the list of formulas is gone, and nothing else.
func chainGoes(before, after tree) error {
	kept := slices.DeleteFunc(slices.Clone(before.Kids), func(n *workbook.Node) bool {
		return strings.HasSuffix(n.Attr("Type"), "/calcChain") || strings.HasSuffix(strings.ToLower(n.Attr("PartName")), "/calcchain.xml")
	})
	same := func(b, a *workbook.Node) bool { return bytes.Equal(before.bytes(b), after.bytes(a)) }
	if !slices.EqualFunc(kept, after.Kids, same) {
		return fmt.Errorf("more than the list of formulas is gone")
	}
	return around(before, after)
}

// sheet holds the sheet's own part to what it was, but for the rows.
func (p *proof) sheet() {
	before, after, err := p.trees(p.of.PartOf())
	if err == nil {
		err = around(before, after)
	}
	if err != nil {
		p.note("the sheet: %v", err)
		return
	}
	comes := []string{"mergeCells", "rowBreaks", "hyperlinks"}
	rest := func(t tree) []*workbook.Node {
		return slices.DeleteFunc(slices.Clone(t.Kids), func(n *workbook.Node) bool { return slices.Contains(comes, n.Name) })
	}
	was, is := rest(before), rest(after)
	if len(was) != len(is) {
		p.note("the sheet: %d elements, were %d", len(is), len(was))
		return
	}
	for i, b := range was {
		a := is[i]
		switch {
		case b.Name == "sheetData" && a.Name == b.Name:
			p.rowsStay(before, after, b, a)
		case bytes.Equal(before.bytes(b), after.bytes(a)):
		case b.Name == "dimension" && before.head(b, "ref") == after.head(a, "ref"):
			// It says where cells are, and programs write what they like.
		case !p.rangesMove(before, after, b, a):
			p.note("the sheet: %s differs", b.Name)
		}
	}
	p.mergesStay(before, after)
}

// rangesMove reports whether two elements differ in nothing but their ranges, and
// those only where they reach the rows.
func (p *proof) rangesMove(before, after tree, b, a *workbook.Node) bool {
	if before.head(b, "sqref", "ref") != after.head(a, "sqref", "ref") || len(b.Kids) != len(a.Kids) {
		return false
	}
	for _, name := range []string{"sqref", "ref"} {
		if !p.rangesStay(b.Attr(name), a.Attr(name)) {
			return false
		}
	}
	if len(b.Kids) == 0 {
		was, is := b.Text(before.data), a.Text(after.data)
		return was == is || b.Name == "sqref" && p.rangesStay(was, is)
	}
	for i := range b.Kids {
		if !p.rangesMove(before, after, b.Kids[i], a.Kids[i]) {
			return false
		}
	}
	return true
}

// rangesStay reports whether ranges of a list keep their columns, and those above the
// rows all of it.
func (p *proof) rangesStay(was, is string) bool {
	columns := make(map[[2]int]bool)
	for _, ref := range strings.Fields(was) {
		if r, ok := workbook.ParseRange(ref); ok {
			columns[[2]int{r.Left, r.Right}] = true
			if r.Bottom < p.splice.first-1 && !slices.Contains(strings.Fields(is), ref) {
				return false
			}
		}
	}
	for _, ref := range strings.Fields(is) {
		if r, ok := workbook.ParseRange(ref); ok && !columns[[2]int{r.Left, r.Right}] {
			return false
		}
	}
	return (was == "") == (is == "")
}

// rowsStay holds the rows above the new ones and below them to what they were.
func (p *proof) rowsStay(before, after tree, b, a *workbook.Node) {
	var above, below [2][]string
	var made []*workbook.Node
	for i, of := range []struct {
		tree
		rows *workbook.Node
		end  int
	}{{before, b, p.splice.end}, {after, a, p.splice.first + p.splice.made}} {
		number := 0
		for _, n := range of.rows.Kids {
			number++
			if r, err := strconv.Atoi(n.Attr("r")); err == nil {
				number = r
			}
			switch {
			case number < p.splice.first:
				above[i] = append(above[i], string(of.bytes(n)))
			case number >= of.end:
				below[i] = append(below[i], of.withoutPlace(n, number-of.end))
			case i == 1:
				made = append(made, n)
			}
		}
	}
	if !slices.Equal(above[0], above[1]) {
		p.note("the sheet: rows above the table differ")
	}
	if !slices.Equal(below[0], below[1]) {
		p.note("the sheet: rows below the table differ")
	}
	if len(made) != p.splice.made {
		p.note("the sheet: %d rows of the table, want %d", len(made), p.splice.made)
		return
	}
	for i, n := range made {
		if n.Attr("ht") != p.expected[i].height || !n.Is("customHeight") || n.Is("hidden") {
			p.note("row %s is not %s high", n.Attr("r"), p.expected[i].height)
		}
	}
}

// withoutPlace writes a row without its number, but for how far it is from the table,
// and its cells by their columns.
func (t tree) withoutPlace(row *workbook.Node, distance int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s", distance, t.head(row, "r"))
	for _, c := range row.Kids {
		column, _, _ := workbook.ParseCell(c.Attr("r"))
		fmt.Fprintf(&b, "\n%d %s %s", column, t.head(c, "r"), t.data[c.Inner:c.Outer])
	}
	return b.String()
}

// mergesStay holds merged cells, page breaks and hyperlinks that are not of the new
// rows to what they were.
func (p *proof) mergesStay(before, after tree) {
	places := func(t tree, end, moved int) map[string]string {
		all := make(map[string]string)
		for _, list := range []string{"mergeCells", "hyperlinks", "rowBreaks"} {
			for _, n := range t.Kid(list).Kids {
				r, ok := workbook.ParseRange(n.Attr("ref"))
				if id, err := strconv.Atoi(n.Attr("id")); !ok && err == nil {
					r = workbook.Range{Top: id + 1, Left: 1, Bottom: id + 1, Right: 1}
				}
				switch {
				case r.Top >= end:
					r.Top, r.Bottom = r.Top-moved, r.Bottom-moved
				case r.Bottom >= p.splice.first:
					continue
				}
				all[list+r.String()] = t.head(n, "ref", "id")
			}
		}
		return all
	}
	was := places(before, p.splice.end, 0)
	is := places(after, p.splice.first+p.splice.made, p.splice.delta())
	if !maps.Equal(was, is) {
		p.note("the sheet: merged cells, hyperlinks or page breaks outside of the rows differ")
	}
}
