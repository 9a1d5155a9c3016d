package pdf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/pdf/object"
)

// twoPages returns a file with a catalog and two empty pages.
func twoPages() (*object.File, []object.Ref) {
	f := &object.File{Objects: []any{nil}, Trailer: object.Dict{}}
	f.Trailer["Root"] = f.Add(object.Dict{})
	return f, []object.Ref{f.Add(object.Dict{}), f.Add(object.Dict{})}
}

// plain returns a file without streams, as read by object.Parse.
func plain(f *object.File) []byte {
	b := []byte("%PDF-1.3\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(f.Objects))
	for i, o := range f.Objects[1:] {
		table += fmt.Sprintf("%010d 00000 n \n", len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, object.Encode(o))
	}
	return fmt.Appendf(b, "%strailer\n%s\nstartxref\n%d\n%%%%EOF\n", table, object.Encode(f.Trailer), len(b))
}

func TestATreeIsPutIntoAFile(t *testing.T) {
	type (
		dict  = object.Dict
		array = object.Array
		name  = object.Name
	)
	f, pages := twoPages()
	annotation := f.Add(dict{})
	tree := newTree(0)
	tree.addPage()
	tree.addContent(tree.add("H1", document))
	link := tree.add("Link", document)
	tree.addContent(link)
	tree.elements[link].link = annotation
	tree.addPage()
	row := tree.add("TR", document)
	tree.addContent(tree.add("TH", row))
	tree.add("TD", row)
	if err := tree.put(f, pages); err != nil {
		t.Fatal(err)
	}
	elem := name("StructElem")
	want := []any{nil,
		1: dict{"StructTreeRoot": object.Ref(5), "MarkInfo": dict{"Marked": true}},
		2: dict{"StructParents": 0, "Tabs": name("S")},
		3: dict{"StructParents": 1, "Tabs": name("S")},
		4: dict{"StructParent": 2},
		5: dict{"Type": name("StructTreeRoot"), "K": array{object.Ref(6)}, "ParentTree": object.Ref(14), "ParentTreeNextKey": 3},
		6: dict{"Type": elem, "S": name("Document"), "P": object.Ref(5), "K": array{object.Ref(7), object.Ref(8), object.Ref(9)}},
		7: dict{"Type": elem, "S": name("H1"), "P": object.Ref(6), "Pg": object.Ref(2), "K": array{0}},
		8: dict{"Type": elem, "S": name("Link"), "P": object.Ref(6), "Pg": object.Ref(2),
			"K": array{1, dict{"Type": name("OBJR"), "Obj": object.Ref(4), "Pg": object.Ref(2)}}},
		9: dict{"Type": elem, "S": name("TR"), "P": object.Ref(6), "K": array{object.Ref(10), object.Ref(11)}},
		10: dict{"Type": elem, "S": name("TH"), "P": object.Ref(9), "Pg": object.Ref(3), "K": array{0},
			"A": dict{"O": name("Table"), "Scope": name("Column")}},
		11: dict{"Type": elem, "S": name("TD"), "P": object.Ref(9)},
		12: array{object.Ref(7), object.Ref(8)},
		13: array{object.Ref(10)},
		14: dict{"Nums": array{0, object.Ref(12), 1, object.Ref(13), 2, object.Ref(8)}},
	}
	again, err := object.Parse(plain(f))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, again.Objects); diff != "" {
		t.Error(diff)
	}
}
