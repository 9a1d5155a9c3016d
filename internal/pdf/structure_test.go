package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
)

// cellsOf returns the text of all cells of a print's rows in reading order.
func cellsOf(rows []layout.Row) [][]string {
	var all [][]string
	for i := range rows {
		var row []string
		for j := range rows[i].Cells {
			row = append(row, rows[i].Cells[j].Text)
		}
		all = append(all, row)
	}
	return all
}

// headings returns the texts of the heading row, without their line ends.
func headings(p *layout.Print) (all []string) {
	for i := range p.Head.Cells {
		all = append(all, cellText(&p.Head.Cells[i]))
	}
	return all
}

func cellText(c *layout.Cell) (s string) {
	for _, line := range c.Strings() {
		s += line
	}
	return s
}

// readCells returns the text of the cells below a node, row by row.
func readCells(n *node, kind string) [][]string {
	var all [][]string
	for _, tr := range n.find("TR") {
		var row []string
		for _, cell := range tr.find(kind) {
			row = append(row, cell.paragraphs())
		}
		if row != nil {
			all = append(all, row)
		}
	}
	return all
}

func TestATableIsReadRowByRow(t *testing.T) {
	for name, table := range map[string]*change.Table{
		"mihon city": specimen.City(2), "odd text": oddTable(oddText), "no entries": {},
	} {
		t.Run(name, func(t *testing.T) {
			p := laidOut(t, table, newRuler())
			tree := readTree(t, written(t, p))
			if diff := cmp.Diff(cellsOf(p.Rows), readCells(tree, "TD")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([][]string{headings(p)}, readCells(tree, "TH")); diff != "" {
				t.Errorf("heading: %s", diff)
			}
			for _, head := range tree.find("TH") {
				if head.scope != "Column" {
					t.Errorf("%s is no head of a column", head)
				}
			}
			if n := len(tree.find("Table")); n != 1 {
				t.Errorf("%d tables", n)
			}
		})
	}
}

func TestAShortTableInOneLine(t *testing.T) {
	got := readTree(t, written(t, laidOut(t, oddTable("本文"), newRuler()))).String()
	const want = "Document(H1「（別添２）変更箇所」 Table(" +
		"THead(TR(TH「変更日」 TH「項目」 TH「変更前の記載」 TH「変更後の記載」 TH「提出時期」 TH「提出時期に係る説明」)) " +
		"TBody(TR(TD(P「令和6年4月1日」) TD(P「項目」) TD(P「本文」) TD(P「本文」) TD(P「事前」) TD(P「(説明)」)))))"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestParagraphsAndUnderlinesAreElementsOfACell(t *testing.T) {
	const line = "一二三四五六七八九十一二三四五六七八九" // as much as fits the column
	for _, c := range []struct{ text, want string }{
		{"一\n\n二\n", "P「一」 P P「二」 P"},
		{line + "十\n　二", "P「" + line + "十」 P「　二」"},
		{"変〔更〕前", "P(Span「変」 Changed「更」 Span「前」)"},
		{"〔変更〕\n\n前", "P(Changed「変更」) P P(Span「前」)"},
		{"〔" + line + "十〕一", "P(Changed「" + line + "十」 Span「一」)"},
		{"一〔二\n三〕四", "P(Span「一」 Changed「二」) P(Changed「三」 Span「四」)"},
		{"〔一〕《二》〔三〕", "P(Changed「一」 Moved「二」 Changed「三」)"},
	} {
		data := written(t, underlined(t, c.text))
		tree := readTree(t, data)
		if got := tree.find("TD")[change.BeforeColumn].String(); got != "TD("+c.want+")" {
			t.Errorf("%q is %s, want %s", c.text, got, c.want)
		}
		for _, kind := range []string{"Changed", "Moved"} {
			for _, n := range tree.find(kind) {
				if a := n.value.Key("A"); a.Key("O").Name() != "Layout" || a.Key("TextDecorationType").Name() != "Underline" {
					t.Errorf("%s has the attributes %v", n, a)
				}
				roles := open(t, data).Trailer().Key("Root").Key("StructTreeRoot").Key("RoleMap")
				if roles.Key(kind).Name() != "Span" {
					t.Errorf("%s is a %s", kind, roles.Key(kind).Name())
				}
			}
		}
	}
}

func TestAnEmptyCellIsAnElementWithoutContent(t *testing.T) {
	table := oddTable("本文")
	table.Entries[0].Before, table.Entries[0].Explanation = "", ""
	tree := readTree(t, written(t, laidOut(t, table, newRuler())))
	var kids []int
	for _, cell := range tree.find("TD") {
		kids = append(kids, cell.value.Key("K").Len())
	}
	if diff := cmp.Diff([]int{1, 1, 0, 1, 1, 0}, kids); diff != "" {
		t.Error(diff)
	}
}

// Content that exists only because of the page is an artifact, which a reader skips.
func TestWhatIsRepeatedIsAnArtifact(t *testing.T) {
	p := reviewed(t, specimen.City(1), newRuler())
	for i, page := range readPages(t, written(t, p)) {
		got := make(map[string]string)
		for _, r := range page.records {
			if r.mark.content < 0 {
				got[r.mark.kind] += r.text
			}
		}
		want := map[string]string{"Pagination Footer": p.Table.Organization + pageNumber(i+1, p)}
		if i > 0 && i != len(p.Leaves) { // those two have a title
			want["Pagination Header"] = p.Running
		}
		if i > len(p.Leaves) {
			for j := range p.Head.Cells {
				want["Pagination"] += cellText(&p.Head.Cells[j])
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("page %d: %s", i+1, diff)
		}
	}
}

func TestAFormWithoutTitleHasNoHeading(t *testing.T) {
	p := laidOut(t, oddTable("本文"), newRuler())
	f := *p.Form
	f.Title, f.Sheet = "", ""
	p.Form = &f
	data := written(t, p)
	if tree := readTree(t, data); len(tree.find("H1")) != 0 || len(tree.find("TD")) != change.Columns {
		t.Errorf("%s", tree)
	}
	if got := open(t, data).Trailer().Key("Root").Key("ViewerPreferences").Key("DisplayDocTitle").Bool(); !got {
		t.Error("the title is not shown")
	}
	if got := open(t, data).Trailer().Key("Info").Key("Title"); textString(got) != "みほん市 "+attachment {
		t.Errorf("the title is %q", got)
	}
}
