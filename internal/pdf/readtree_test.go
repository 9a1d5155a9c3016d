package pdf

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// A node is an element of a document's structure, as found by an independent reader.
type node struct {
	kind  string
	scope string // of a heading cell
	text  string // its content
	links int    // annotations that are part of it
	kids  []*node
	value pdf.Value
}

// String returns a node and everything below it on one line: kinds, and texts in 「」.
func (n *node) String() string {
	s := n.kind
	if n.text != "" {
		s += "「" + n.text + "」"
	}
	if n.links > 0 {
		s += strings.Repeat("→", n.links)
	}
	if len(n.kids) > 0 {
		var kids []string
		for _, k := range n.kids {
			kids = append(kids, k.String())
		}
		s += "(" + strings.Join(kids, " ") + ")"
	}
	return s
}

// find returns the nodes of a kind in reading order.
func (n *node) find(kind string) (found []*node) {
	if n.kind == kind {
		found = append(found, n)
	}
	for _, k := range n.kids {
		found = append(found, k.find(kind)...)
	}
	return found
}

// whole returns the content of a node and of everything below it.
func (n *node) whole() string {
	s := n.text
	for _, k := range n.kids {
		s += k.whole()
	}
	return s
}

// paragraphs returns the text of a cell: its paragraphs with line feeds between them.
func (n *node) paragraphs() string {
	if n.kids == nil {
		return n.text
	}
	var all []string
	for _, p := range n.kids {
		if p.kind != "P" {
			return "not paragraphs: " + p.kind
		}
		all = append(all, p.whole())
	}
	return n.text + strings.Join(all, "\n")
}

// readTree reads the structure of a document and checks it against the marks on the pages: all
// content has one element, which the parent tree finds.
func readTree(t tester, data []byte) *node {
	t.Helper()
	r, pages := open(t, data), readPages(t, data)
	root := r.Trailer().Key("Root")
	if !root.Key("MarkInfo").Key("Marked").Bool() {
		t.Errorf("the document is not said to be tagged")
	}
	structure := root.Key("StructTreeRoot")
	w := &treeReader{t: t, used: make(map[[2]int]bool), parents: make(map[int]pdf.Value)}
	numbers := structure.Key("ParentTree").Key("Nums")
	for i := 0; i+1 < numbers.Len(); i += 2 {
		if key := int(numbers.Index(i).Int64()); key != i/2 {
			t.Errorf("key %d of the parent tree is number %d", key, i/2)
		}
		w.parents[i/2] = numbers.Index(i + 1)
	}
	if next := int(structure.Key("ParentTreeNextKey").Int64()); next != len(w.parents) {
		t.Errorf("the next key is %d of %d", next, len(w.parents))
	}
	contents := 0
	for i := range pages {
		page := r.Page(i + 1).V
		if key := page.Key("StructParents"); key.Kind() != pdf.Integer || int(key.Int64()) != i || page.Key("Tabs").Name() != "S" {
			t.Errorf("page %d has the key %v", i+1, key)
		}
		w.pages = append(w.pages, pages[i].contents(t))
		if n := w.parents[i].Len(); n != len(w.pages[i]) {
			t.Errorf("page %d has %d contents, the parent tree %d", i+1, len(w.pages[i]), n)
		}
		contents += len(w.pages[i])
	}
	if structure.Key("K").Len() != 1 {
		t.Fatalf("%d roots", structure.Key("K").Len())
	}
	n := w.read(structure.Key("K").Index(0), structure)
	if len(w.used) != contents {
		t.Errorf("%d of %d contents have an element", len(w.used), contents)
	}
	return n
}

// A piece is marked content: its tag and its text.
type piece struct{ tag, text string }

// contents returns the marked content of a page, by number.
func (p *drawnPage) contents(t tester) []piece {
	t.Helper()
	var found []piece
	for _, m := range p.marks {
		if m.content < 0 {
			if m.tag != "Artifact" {
				t.Errorf("%v is neither content nor an artifact", m)
			}
			continue
		}
		if m.content != len(found) {
			t.Errorf("content %d is number %d", m.content, len(found))
		}
		found = append(found, piece{tag: m.tag})
	}
	for _, r := range p.records {
		if r.mark.content >= 0 {
			found[r.mark.content].text += r.text
		}
	}
	return found
}

type treeReader struct {
	t       tester
	pages   [][]piece
	parents map[int]pdf.Value
	used    map[[2]int]bool // page and content
}

func (w *treeReader) read(v, parent pdf.Value) *node {
	w.t.Helper()
	n := &node{kind: v.Key("S").Name(), scope: v.Key("A").Key("Scope").Name(), value: v}
	if v.Key("Type").Name() != "StructElem" || !same(v.Key("P"), parent) {
		w.t.Errorf("%s has another parent", n.kind)
	}
	for i := range v.Key("K").Len() {
		switch kid := v.Key("K").Index(i); {
		case kid.Kind() == pdf.Integer:
			page, content := int(v.Key("Pg").Key("StructParents").Int64()), int(kid.Int64())
			at := [2]int{page, content}
			if w.used[at] || content >= len(w.pages[page]) {
				w.t.Fatalf("content %d of page %d is used twice, or is not there", content, page+1)
			}
			w.used[at] = true
			if tag := w.pages[page][content].tag; tag != n.kind {
				w.t.Errorf("content of %s is marked as %s", n.kind, tag)
			}
			if !same(w.parents[page].Index(content), v) {
				w.t.Errorf("content %d of page %d has another parent", content, page+1)
			}
			n.text += w.pages[page][content].text
		case kid.Key("Type").Name() == "OBJR":
			if !same(w.parents[int(kid.Key("Obj").Key("StructParent").Int64())], v) {
				w.t.Errorf("an annotation of %s has another parent", n.kind)
			}
			n.links++
		default:
			n.kids = append(n.kids, w.read(kid, v))
		}
	}
	return n
}

// same reports whether two values are the same object, judging by content: no two elements have
// the same content and the same parent.
func same(a, b pdf.Value) bool { return a.String() == b.String() }
