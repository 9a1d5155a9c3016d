package pdf

import (
	"slices"

	"betten/internal/pdf/object"
)

// A tree is the logical structure of a document (ISO 32000-1, 14.7): what its
// parts are to a reader who hears it, in the order they are read. The first
// element is the document, and each comes after its parent.
type tree struct {
	elements []element
	contents [][]int // the elements whose content a page has, by page and number
}

// An element is a part of the document: a heading, a table, a cell.
type element struct {
	kind    object.Name // one of the standard types of ISO 32000-1, 14.8.4
	parent  int         // index in the tree
	page    int         // that has its content
	content int         // its number on that page (MCID); none for an element without
	link    object.Ref  // the annotation of a link; 0 for all else
}

const (
	document = 0 // the element that holds all others
	none     = -1
)

func newTree() *tree {
	return &tree{elements: []element{{kind: "Document", parent: none, content: none}}}
}

// add adds an element as the last child of its parent.
func (t *tree) add(kind object.Name, parent int) int {
	t.elements = append(t.elements, element{kind: kind, parent: parent, content: none})
	return len(t.elements) - 1
}

// addPage adds a page, to which the contents belong that come next.
func (t *tree) addPage() { t.contents = append(t.contents, nil) }

// addContent gives an element its content, on the last page, and returns the
// number of that.
func (t *tree) addContent(e int) int {
	page := len(t.contents) - 1
	number := len(t.contents[page])
	t.contents[page] = append(t.contents[page], e)
	t.elements[e].page, t.elements[e].content = page, number
	return number
}

// attributes are those of the elements of a kind. The head of a column says that it
// is one (ISO 14289-1, 7.5), and what is underlined says so (ISO 32000-1, 14.8.5.4).
var attributes = map[object.Name]object.Dict{
	"TH":    {"O": object.Name("Table"), "Scope": object.Name("Column")},
	changed: {"O": object.Name("Layout"), "TextDecorationType": object.Name("Underline")},
	moved:   {"O": object.Name("Layout"), "TextDecorationType": object.Name("Underline")},
}

// roles are the types of our own and the standard types that they are to a reader.
var roles = object.Dict{changed: object.Name("Span"), moved: object.Name("Span")}

// put adds the tree to a file, whose pages are given.
func (t *tree) put(file *object.File, pages []object.Ref) error {
	root, err := file.Root()
	if err != nil {
		return err
	}
	top := file.Add(nil)
	first := top + 1 // elements are numbered through, so that each knows its parent's
	refs := make([]any, len(t.elements))
	for i := range refs {
		refs[i] = first + object.Ref(i)
	}
	kids := t.kids(refs, pages)
	d := make(object.Dict)
	for i := range t.elements {
		e := &t.elements[i]
		clear(d)
		d["Type"], d["S"], d["P"] = object.Name("StructElem"), e.kind, top
		if e.parent != none {
			d["P"] = refs[e.parent]
		}
		if e.content != none {
			d["Pg"] = pages[e.page]
		}
		if a, ok := attributes[e.kind]; ok {
			d["A"] = a
		}
		if len(kids[i]) > 0 {
			d["K"] = kids[i]
		}
		file.Add(object.Encode(d))
	}
	parents, next, err := t.parents(file, pages, refs)
	if err != nil {
		return err
	}
	structure := object.Dict{
		"Type": object.Name("StructTreeRoot"), "K": object.Array{refs[document]},
		"ParentTree": parents, "ParentTreeNextKey": next,
	}
	if slices.ContainsFunc(t.elements, func(e element) bool { return roles[e.kind] != nil }) {
		structure["RoleMap"] = roles
	}
	file.Objects[top] = structure
	root["StructTreeRoot"] = top
	root["MarkInfo"] = object.Dict{"Marked": true} // ISO 14289-1, 7.1
	return nil
}

// kids returns what each element holds: its content, or other elements.
func (t *tree) kids(refs []any, pages []object.Ref) []object.Array {
	kids := make([]object.Array, len(t.elements))
	for i := range t.elements {
		e := &t.elements[i]
		if e.parent != none {
			kids[e.parent] = append(kids[e.parent], refs[i])
		}
		if e.content != none {
			kids[i] = append(kids[i], e.content)
		}
		if e.link != 0 {
			kids[i] = append(kids[i], object.Dict{"Type": object.Name("OBJR"), "Obj": e.link, "Pg": pages[e.page]})
		}
	}
	return kids
}

// parents adds the tree by which a reader gets from a page's content, and from an
// annotation, to its element (ISO 32000-1, 14.7.4.4), and gives each page and each
// annotation its key in it. It returns the next free key too.
func (t *tree) parents(file *object.File, pages []object.Ref, refs []any) (object.Ref, int, error) {
	var numbers object.Array
	next := 0
	enter := func(value any) int {
		numbers = append(numbers, next, value)
		next++
		return next - 1
	}
	for i, contents := range t.contents {
		page, err := file.Dict(pages[i])
		if err != nil {
			return 0, 0, err
		}
		elements := make(object.Array, len(contents))
		for number, e := range contents {
			elements[number] = refs[e]
		}
		page["StructParents"] = enter(file.Add(elements))
		page["Tabs"] = object.Name("S") // from link to link as they are read: ISO 14289-1, 7.18.3
	}
	for i := range t.elements {
		e := &t.elements[i]
		if e.link == 0 {
			continue
		}
		annotation, err := file.Dict(e.link)
		if err != nil {
			return 0, 0, err
		}
		annotation["StructParent"] = enter(refs[i])
	}
	return file.Add(object.Dict{"Nums": numbers}), next, nil
}
