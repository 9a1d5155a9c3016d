// Package verify compares a workbook whose change table was filled in with the workbook
// as it was before: nothing may differ but the rows of the table.
//
// It knows nothing of how the rows were written. It reads both workbooks by itself and
// decides by rules of its own which rows may go, what had to move, and where to. Its caller
// says only which rows of the sheet gave way to which others.
package verify

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"betten/internal/workbook"
)

// A Change is what is said to have been done to a workbook.
type Change struct {
	Sheet      string
	First, End int   // rows First to End-1 of the sheet gave way
	Rows       []Row // the rows that took their place, from First on
}

// A Row is a row that was written.
type Row struct {
	Height string         // in points, as the part says it
	Texts  map[int]string // by column, from 1; cells without a text are left out
}

// Compare returns what differs between two workbooks that must not, in English, for a
// developer. It returns nothing if the change was made and nothing else.
func Compare(before, after []byte, c Change) []string {
	p := &comparison{Change: c}
	p.compare(before, after)
	return p.found
}

// A comparison collects what differs.
type comparison struct {
	Change
	was, is  *workbook.Book
	part     string        // of the sheet
	computed map[cell]bool // cells of the workbook after whose values Excel must recompute
	found    []string
}

// A cell is a place in a sheet.
type cell struct{ row, column int }

func (p *comparison) note(format string, values ...any) {
	p.found = append(p.found, fmt.Sprintf(format, values...))
}

// delta is how far the rows below the table moved down.
func (p *comparison) delta() int { return len(p.Rows) - (p.End - p.First) }

// after returns the row below those that were written.
func (p *comparison) after() int { return p.First + len(p.Rows) }

func (p *comparison) compare(before, after []byte) {
	var err1, err2 error
	if p.was, err1 = workbook.Open(before); err1 == nil {
		p.is, err2 = workbook.Open(after)
	}
	if err1 != nil || err2 != nil {
		p.note("it can't be opened: %v, %v", err1, err2)
		return
	}
	named := func(s workbook.Sheet) bool { return s.Name == p.Sheet }
	i, j := slices.IndexFunc(p.was.Sheets, named), slices.IndexFunc(p.is.Sheets, named)
	if i < 0 || i != j || len(p.was.Sheets) != len(p.is.Sheets) || p.was.Sheets[i].PartOf() != p.is.Sheets[j].PartOf() {
		p.note("the sheets are others")
		return
	}
	p.part = p.was.Sheets[i].PartOf()
	p.parts(before, after)
	p.sheet()
	if len(p.found) > 0 {
		return
	}
	was, err1 := p.was.Read(p.was.Sheets[i])
	is, err2 := p.is.Read(p.is.Sheets[j])
	if err1 != nil || err2 != nil {
		p.note("the sheet can't be read: %v, %v", err1, err2)
		return
	}
	p.cells(was, is)
	p.gaveWay(was)
}

// parts holds all parts to what they were, except those that have a rule of their own.
func (p *comparison) parts(before, after []byte) {
	was, err1 := workbook.Parts(before)
	is, err2 := workbook.Parts(after)
	if err1 != nil || err2 != nil {
		p.note("parts: %v, %v", err1, err2)
		return
	}
	main, styles, chain := p.was.Main(), p.was.StylesPart(), p.was.CalcChain()
	chainGone := p.was.Has(chain) && !p.is.Has(chain)
	stylesCome := !p.was.Has(styles) && p.is.Has(p.is.StylesPart())
	if chainGone {
		was = slices.DeleteFunc(was, func(b workbook.Part) bool { return b.Key() == chain })
	}
	if stylesCome {
		is = slices.DeleteFunc(is, func(a workbook.Part) bool { return a.Key() == p.is.StylesPart() })
	}
	if len(was) != len(is) {
		p.note("%d parts, were %d", len(is), len(was))
		return
	}
	rules := map[string]func(was, is tree) error{styles: stylesGrow, main: p.book, chain: p.chain}
	if chainGone || stylesCome {
		lists := func(was, is tree) error { return listsChange(was, is, chainGone, stylesCome) }
		rules[workbook.RelationsOf(main)], rules[strings.ToLower(workbook.ContentTypes)] = lists, lists
	}
	anchored := p.anchored()
	for i := range was {
		b, a := &was[i], &is[i]
		if a.Name != b.Name {
			p.note("part %s in the place of %s", a.Name, b.Name)
			continue
		}
		if strings.HasSuffix(b.Name, "/") && b.Header.UncompressedSize64 == 0 && a.Header.UncompressedSize64 == 0 {
			continue // a folder holds nothing, however that is written
		}
		rule := rules[b.Key()]
		switch kind := anchored[b.Key()]; {
		case b.Key() == p.part: // has a comparison of its own
		case kind == "vmlDrawing":
			p.vml(b.Key())
		case kind != "":
			p.trees(b.Key(), p.element)
		case rule != nil:
			p.trees(b.Key(), rule)
		case !bytes.Equal(a.Packed, b.Packed):
			p.note("%s differs", b.Name)
		case !sameHeader(a, b):
			p.note("%s has another header", b.Name)
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

// anchored returns the parts whose objects are placed by rows of the sheet, and their kinds.
func (p *comparison) anchored() map[string]string {
	related, err := p.was.Related(p.part)
	if err != nil {
		p.note("%v", err)
	}
	parts := make(map[string]string)
	for _, r := range related {
		switch r.Kind {
		case "drawing", "comments", "threadedComment", "vmlDrawing":
			parts[r.Part] = r.Kind
		}
	}
	return parts
}

// A tree is a part, or an element of one, with the bytes it was read from.
type tree struct {
	*workbook.Node
	data []byte
}

func (t tree) bytes() []byte            { return t.data[t.Start:t.End] }
func (t tree) of(n *workbook.Node) tree { return tree{n, t.data} }
func (t tree) text() string             { return t.Text(t.data) }
func (t tree) same(other tree) bool     { return bytes.Equal(t.bytes(), other.bytes()) }

// head returns a node's start tag with its attributes in order, except some.
func (t tree) head(but ...string) string {
	var b strings.Builder
	b.WriteString(t.Tag)
	for _, a := range t.Attrs {
		if !slices.Contains(but, a.Name.Local) {
			fmt.Fprintf(&b, " %s:%s=%q", a.Name.Space, a.Name.Local, a.Value)
		}
	}
	return b.String()
}

// trees holds a part to a rule.
func (p *comparison) trees(key string, rule func(was, is tree) error) {
	read := func(b *workbook.Book) (t tree, err error) {
		if t.data, err = b.Part(key); err == nil {
			t.Node, err = workbook.Parse(t.data)
		}
		return t, err
	}
	was, err := read(p.was)
	if err != nil {
		p.note("%s: %v", key, err)
		return
	}
	is, err := read(p.is)
	if err == nil {
		if err = around(was, is); err == nil {
			err = rule(was, is)
		}
	}
	if err != nil {
		p.note("%s: %v", key, err)
	}
}

// around holds all of a part that is in none of its root's children to what it was.
func around(was, is tree) error {
	if was.End == was.Inner && is.Outer > is.Inner { // an empty root that was given children
		is.Inner, was.Inner = is.Start, was.Start
		is.Outer, was.Outer = is.End, was.End
	}
	if was.head() != is.head() || !bytes.Equal(was.data[:was.Inner], is.data[:is.Inner]) || !bytes.Equal(was.data[was.Outer:], is.data[is.Outer:]) {
		return fmt.Errorf("another root")
	}
	return nil
}
