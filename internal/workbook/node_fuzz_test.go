package workbook

import "testing"

// An attribute that is given a value has it, and no other changes.
func FuzzSetAttr(f *testing.F) {
	for _, part := range []string{
		`<a b="1" c='2'/>`, `<x:a  xmlns:x="u" b = '1'><b b="&quot;&gt;"/></x:a >`, "<a\n\tb\n=\n\"1\"\n/>", `<a bb="b='3'" b="4"><!-- <b> --></a>`,
	} {
		f.Add(part, "b", "<&\">'")
	}
	f.Fuzz(func(t *testing.T, part, name, value string) {
		for _, r := range name {
			if (r < 'a' || r > 'z') && r != ':' {
				return
			}
		}
		root, err := Parse([]byte(part))
		if err != nil || name == "" || name[0] == ':' || name[len(name)-1] == ':' {
			return
		}
		for _, r := range value {
			if r < ' ' || r > '~' {
				return
			}
		}
		var nodes []*Node
		root.All(func(n *Node) { nodes = append(nodes, n) })
		for i, n := range nodes {
			edited := Apply([]byte(part), []Edit{n.SetAttr([]byte(part), name, value)})
			again, err := Parse(edited)
			if err != nil {
				t.Fatalf("%s: %v", edited, err)
			}
			var after []*Node
			again.All(func(n *Node) { after = append(after, n) })
			if len(after) != len(nodes) {
				t.Fatalf("%s: %d elements, were %d", edited, len(after), len(nodes))
			}
			had, has := 0, false
			for _, a := range n.Attrs {
				if tagName(a.Name) == name {
					had++
				}
			}
			for _, a := range after[i].Attrs {
				has = has || tagName(a.Name) == name && a.Value == value
			}
			if had > 1 {
				continue // no XML, though the decoder takes it
			}
			if want := len(n.Attrs) + 1 - had; !has || len(after[i].Attrs) != want {
				t.Fatalf("%s: of %s=%q there are %d attributes, want %d", edited, name, value, len(after[i].Attrs), want)
			}
		}
	})
}

// A formula of any kind is read to its end, and the rows it names can be moved.
func FuzzReferences(f *testing.F) {
	for _, formula := range []string{"SUM('a b'!$A$1:B2,C:C)", `"A1"&[1]x!A1:A2`, "$2:$2", "表[列]", "'", `"`, "[", "A1:", "A1:!B2"} {
		f.Add(formula)
	}
	f.Fuzz(func(t *testing.T, formula string) {
		for _, r := range References(formula) {
			if r.Top > r.Bottom || r.Top < 0 {
				t.Fatalf("%q: %+v", formula, r)
			}
			if r.Top > 0 {
				Apply([]byte(formula), r.Moved(r.Top+1, r.Bottom+1))
			}
		}
	})
}
