package pdf

import (
	"slices"
	"strconv"

	"betten/internal/pdf/object"
)

// A tree is the logical structure of a document (ISO 32000-1, 14.7): the parts of the document
// in reading order, as a screen reader uses them. The first element is the document, and each
// element comes after its parent.
type tree struct {
	elements []element
	contents [][]int // the elements with content on a page, by page and number
}

// An element is a part of the document: a heading, a table, a cell.
type element struct {
	kind    object.Name // one of the standard types of ISO 32000-1, 14.8.4
	parent  int         // index in the tree
	page    int         // the page with its content
	content int         // its number on that page (MCID); none for an element without content
	link    object.Ref  // the annotation of a link; 0 for other elements
}

const (
	document = 0 // the element that contains all others
	none     = -1
)

// newTree returns a tree with room for about n elements.
func newTree(n int) *tree {
	elements := make([]element, 0, n+1)
	return &tree{elements: append(elements, element{kind: "Document", parent: none, content: none})}
}

// add adds an element as the last child of its parent.
func (t *tree) add(kind object.Name, parent int) int {
	t.elements = append(t.elements, element{kind: kind, parent: parent, content: none})
	return len(t.elements) - 1
}

// addPage adds a page. Content added next belongs to it.
func (t *tree) addPage() { t.contents = append(t.contents, nil) }

// addContent gives an element content on the last page, and returns the number of the content.
func (t *tree) addContent(e int) int {
	page := len(t.contents) - 1
	number := len(t.contents[page])
	t.contents[page] = append(t.contents[page], e)
	t.elements[e].page, t.elements[e].content = page, number
	return number
}

// attributes are those of the elements of a kind, as the file has them. The head of a
// column says that it is one (ISO 14289-1, 7.5), and what is underlined says so
// (ISO 32000-1, 14.8.5.4).
var attributes = map[object.Name]object.Encoded{
	"TH":    object.Encode(object.Dict{"O": object.Name("Table"), "Scope": object.Name("Column")}),
	changed: underline,
	moved:   underline,
}

// underline are the attributes of what is underlined.
var underline = object.Encode(object.Dict{"O": object.Name("Layout"), "TextDecorationType": object.Name("Underline")})

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
	t.putElements(file, top, pages)
	parents, next, err := t.parents(file, pages, first)
	if err != nil {
		return err
	}
	structure := object.Dict{
		"Type": object.Name("StructTreeRoot"), "K": object.Array{first},
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

// putElements adds the elements to a file, next to the root of the structure. There are so
// many that each is written at once as the file has it, a dictionary in the order of its keys.
func (t *tree) putElements(file *object.File, top object.Ref, pages []object.Ref) {
	first := top + 1
	child, sibling := t.kids()
	file.Objects = slices.Grow(file.Objects, len(t.elements))
	var b []byte // has several elements, so that they share memory
	for i := range t.elements {
		e := &t.elements[i]
		if cap(b)-len(b) < 1<<10 {
			b = make([]byte, 0, 1<<16)
		}
		start := len(b)
		b = append(b, "<<"...)
		if a, ok := attributes[e.kind]; ok {
			b = append(append(append(b, "/A "...), a...), '\n')
		}
		if e.content != none || e.link != 0 || child[i] != none {
			b = append(t.appendKids(append(b, "/K ["...), i, first, pages, child, sibling), "]\n"...)
		}
		parent := top
		if e.parent != none {
			parent = first + object.Ref(e.parent)
		}
		b = append(object.AppendRef(append(b, "/P "...), parent), '\n')
		if e.content != none {
			b = append(object.AppendRef(append(b, "/Pg "...), pages[e.page]), '\n')
		}
		b = append(object.AppendName(append(b, "/S "...), e.kind), "\n/Type /StructElem\n>>"...)
		file.Add(object.Encoded(b[start:len(b):len(b)]))
	}
}

// kids returns the first child of each element and the next sibling of each.
func (t *tree) kids() (child, sibling []int) {
	child, sibling = make([]int, len(t.elements)), make([]int, len(t.elements))
	for i := range child {
		child[i] = none
	}
	for i := len(t.elements) - 1; i >= 0; i-- {
		sibling[i] = none
		if parent := t.elements[i].parent; parent != none {
			sibling[i], child[parent] = child[parent], i
		}
	}
	return child, sibling
}

// appendKids appends what an element holds: its content, its link, other elements.
func (t *tree) appendKids(b []byte, i int, first object.Ref, pages []object.Ref, child, sibling []int) []byte {
	e := &t.elements[i]
	start := len(b)
	if e.content != none {
		b = append(strconv.AppendInt(b, int64(e.content), 10), ' ')
	}
	if e.link != 0 {
		b = append(object.AppendRef(append(b, "<</Obj "...), e.link), "\n/Pg "...)
		b = append(object.AppendRef(b, pages[e.page]), "\n/Type /OBJR\n>> "...)
	}
	for kid := child[i]; kid != none; kid = sibling[kid] {
		b = append(object.AppendRef(b, first+object.Ref(kid)), ' ')
	}
	return b[:max(start, len(b)-1)] // without the last space
}

// parents adds the tree by which a reader gets from a page's content, and from an
// annotation, to its element (ISO 32000-1, 14.7.4.4), and gives each page and each
// annotation its key in it. First is the number of the first element's object. It returns
// the next free key too.
func (t *tree) parents(file *object.File, pages []object.Ref, first object.Ref) (object.Ref, int, error) {
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
		elements := append(make([]byte, 0, 2+10*len(contents)), '[')
		for number, e := range contents {
			if number > 0 {
				elements = append(elements, ' ')
			}
			elements = object.AppendRef(elements, first+object.Ref(e))
		}
		page["StructParents"] = enter(file.Add(object.Encoded(append(elements, ']'))))
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
		annotation["StructParent"] = enter(first + object.Ref(i))
	}
	return file.Add(object.Dict{"Nums": numbers}), next, nil
}
