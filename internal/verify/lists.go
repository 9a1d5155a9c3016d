package verify

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"betten/internal/workbook"
)

// stylesGrow: the lists of fonts, borders and cells' styles may have more at their end, and
// lists that were missing may have come.
func stylesGrow(was, is tree) error {
	at := 0
	for _, k := range is.Kids {
		a := is.of(k)
		grows := slices.Contains([]string{"fonts", "fills", "borders", "cellStyleXfs", "cellXfs"}, a.Name)
		if at == len(was.Kids) || was.Kids[at].Name != a.Name {
			if !grows || was.Kid(a.Name).Tag != "" {
				return fmt.Errorf("%s came", a.Name)
			}
			continue
		}
		b := was.of(was.Kids[at])
		at++
		switch count, ok := number(a.Attr("count")); {
		case b.same(a):
			continue
		case !grows:
			return fmt.Errorf("%s differs", b.Name)
		case len(b.Kids) > 0 && b.head("count") != a.head("count") || len(a.Kids) < len(b.Kids):
			return fmt.Errorf("%s is another list", b.Name)
		case ok && count != len(a.Kids):
			return fmt.Errorf("%s counts %d of %d", b.Name, count, len(a.Kids))
		}
		for j := range b.Kids {
			if !b.of(b.Kids[j]).same(a.of(a.Kids[j])) {
				return fmt.Errorf("%s: number %d differs", b.Name, j)
			}
		}
	}
	if at < len(was.Kids) {
		return fmt.Errorf("%s is gone", was.Kids[at].Name)
	}
	return nil
}

// book: defined names go with their rows, and Excel may be asked to recompute.
func (p *comparison) book(was, is tree) error {
	kids := is.Kids
	if was.Kid("calcPr").Tag == "" {
		kids = slices.DeleteFunc(slices.Clone(kids), func(n *workbook.Node) bool {
			return n.Name == "calcPr" && is.of(n).head() == n.Tag+` :fullCalcOnLoad="1"`
		})
	}
	if len(was.Kids) != len(kids) {
		return fmt.Errorf("%d elements, were %d", len(kids), len(was.Kids))
	}
	for i := range was.Kids {
		b, a := was.of(was.Kids[i]), is.of(kids[i])
		switch {
		case b.Name == "definedNames" && a.Name == b.Name && len(a.Kids) == len(b.Kids):
			for j := range b.Kids {
				name, now := b.of(b.Kids[j]), a.of(a.Kids[j])
				if name.head() != now.head() {
					return fmt.Errorf("the name %s is another", name.Attr("name"))
				}
				grows := name.Attr("name") == "_xlnm.Print_Area" || name.Attr("name") == "_xlnm._FilterDatabase" || name.Is("hidden")
				if err := p.formula(name.text(), now.text(), false, grows); err != nil {
					return fmt.Errorf("the name %s: %w", name.Attr("name"), err)
				}
			}
		case b.Name == "calcPr" && b.head("fullCalcOnLoad") == a.head("fullCalcOnLoad") && (a.Is("fullCalcOnLoad") || b.same(a)):
		case !b.same(a):
			return fmt.Errorf("%s differs", b.Name)
		}
	}
	return nil
}

// chain: of the list of formulas, those of rows that gave way are gone, and those below
// are where they are now.
func (p *comparison) chain(was, is tree) error {
	id := ""
	p.trees(p.was.Main(), func(book, _ tree) error {
		for _, s := range book.Kid("sheets").Kids {
			if s.Attr("name") == p.Sheet {
				id = s.Attr("sheetId")
			}
		}
		return nil
	})
	type formula struct {
		sheet, head string
		cell
	}
	list := func(t tree) (all []formula) {
		sheet := ""
		for _, c := range t.Kids {
			if i := c.Attr("i"); i != "" {
				sheet = i
			}
			column, row, _ := workbook.ParseCell(c.Attr("r"))
			all = append(all, formula{sheet, t.of(c).head("i", "r"), cell{row, column}})
		}
		return all
	}
	var want []formula
	for _, f := range list(was) {
		stays := true
		if f.sheet == id {
			f.row, stays = p.moved(f.row)
		}
		if stays {
			want = append(want, f)
		}
	}
	if got := list(is); len(want) == 0 || !slices.Equal(got, want) {
		return fmt.Errorf("%d cells, want %d, or others", len(got), len(want))
	}
	return nil
}

// listsChange: in the lists of the workbook's parts, the list of formulas is gone, or the
// styles have come, and nothing else.
func listsChange(was, is tree, chainGone, stylesCome bool) error {
	names := func(n *workbook.Node, kind string) bool {
		return strings.HasSuffix(n.Attr("Type"), "/"+kind) || strings.HasSuffix(strings.ToLower(n.Attr("PartName")), "/"+strings.ToLower(kind)+".xml")
	}
	kept := slices.DeleteFunc(slices.Clone(was.Kids), func(n *workbook.Node) bool { return chainGone && names(n, "calcChain") })
	is.Node = &workbook.Node{Kids: slices.DeleteFunc(slices.Clone(is.Kids), func(n *workbook.Node) bool { return stylesCome && names(n, "styles") })}
	if !slices.EqualFunc(kept, is.Kids, func(b, a *workbook.Node) bool { return bytes.Equal(was.of(b).bytes(), is.of(a).bytes()) }) {
		return fmt.Errorf("it lists other parts")
	}
	return nil
}
