package verify

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"betten/internal/workbook"
)

// placed are the elements of a sheet that say where something is. All others stay as
// they are written.
var placed = []string{
	"mergeCells", "hyperlinks", "rowBreaks", "conditionalFormatting", "dataValidations", "autoFilter", "sortState",
	"protectedRanges", "ignoredErrors", "controls", "oleObjects", "AlternateContent", "extLst",
}

// sheet holds the sheet's own part to what it was, except for the rows.
func (p *comparison) sheet() {
	p.computed = make(map[cell]bool)
	p.trees(p.part, func(was, is tree) error { return p.children(was, is, p.top) })
}

// top compares two elements of the sheet.
func (p *comparison) top(was, is tree) error {
	switch {
	case was.Name == "sheetData" && is.Name == "sheetData":
		return p.rows(was, is)
	case was.Name == "dimension" && was.head("ref") == is.head("ref"):
		return nil // it says where cells are, and programs write what they like
	case slices.Contains(placed, was.Name):
		return p.element(was, is)
	case !was.same(is):
		return fmt.Errorf("%s differs", was.Name)
	}
	return nil
}

// children compares the children of two elements, in order. One that is about nothing
// but rows that gave way may be gone, and a merged cell may come in a row that was
// written.
func (p *comparison) children(was, is tree, rule func(was, is tree) error) error {
	at := 0
	for _, b := range was.Kids {
		var err error
		if at < len(is.Kids) {
			if err = rule(was.of(b), is.of(is.Kids[at])); err == nil {
				at++
				continue
			}
		}
		// Where a list was missing, that of the merged cells may have come.
		if at+1 < len(is.Kids) && p.comes(is.Kids[at]) && rule(was.of(b), is.of(is.Kids[at+1])) == nil {
			at += 2
			continue
		}
		if !p.gone(was.of(b)) {
			if err == nil {
				err = fmt.Errorf("%s is gone", b.Name)
			}
			return err
		}
	}
	for ; at < len(is.Kids); at++ {
		if !p.comes(is.Kids[at]) {
			return fmt.Errorf("%s came", is.Kids[at].Name)
		}
	}
	return nil
}

// gone reports whether an element is about nothing but rows that gave way.
func (p *comparison) gone(was tree) bool {
	list := was.Attr("sqref") + was.Attr("ref")
	if list == "" {
		list = was.of(was.Kid("sqref")).text()
	}
	if list != "" {
		return p.goes(list, false)
	}
	if row, ok := number(was.Attr("id")); ok && was.Name == "brk" {
		_, stays := p.border(row)
		return !stays
	}
	return len(was.Kids) > 0 && !slices.ContainsFunc(was.Kids, func(n *workbook.Node) bool { return !p.gone(was.of(n)) })
}

// comes reports whether an element is about merged cells of rows that were written.
func (p *comparison) comes(n *workbook.Node) bool {
	if n.Name == "mergeCells" {
		return len(n.Kids) > 0 && !slices.ContainsFunc(n.Kids, func(k *workbook.Node) bool { return !p.comes(k) })
	}
	r, ok := workbook.ParseRange(n.Attr("ref"))
	return ok && n.Name == "mergeCell" && r.Top == r.Bottom && p.goes(n.Attr("ref"), true)
}

// element compares two elements, some of whose attributes and texts are places.
func (p *comparison) element(was, is tree) error {
	places := []string{"sqref", "ref"}
	if was.Name == "brk" {
		places = append(places, "id")
	}
	counts := []string{"count", "manualBreakCount"}
	if was.head(append(counts, places...)...) != is.head(append(counts, places...)...) {
		return fmt.Errorf("%s differs", was.Name)
	}
	for _, name := range places {
		before := was.Attr(name)
		if was.Name == "autoFilter" || was.Name == "sortState" {
			before = p.grown(before, is.Attr(name))
		}
		err := p.ranges(before, is.Attr(name))
		if name == "id" {
			b, _ := number(was.Attr("id"))
			a, _ := number(is.Attr("id"))
			if now, stays := p.border(b); stays && now == a {
				err = nil
			} else {
				err = fmt.Errorf("the page break below row %d is below row %d", b, a)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", was.Name, err)
		}
	}
	if count, ok := number(is.Attr("count")); ok && count != len(is.Kids) && was.Attr("count") != is.Attr("count") {
		return fmt.Errorf("%s counts %d of %d", was.Name, count, len(is.Kids))
	}
	if len(was.Kids) == 0 && len(is.Kids) == 0 {
		return p.leaf(was, is)
	}
	if was.Name == "from" || was.Name == "to" {
		return p.corner(was, is)
	}
	return p.children(was, is, p.element)
}

// leaf compares two elements without children.
func (p *comparison) leaf(was, is tree) error {
	switch was.Name {
	case "sqref":
		return p.ranges(was.text(), is.text())
	case "f", "formula", "formula1", "formula2":
		return p.formula(was.text(), is.text(), true, false)
	}
	if !bytes.Equal(was.data[was.Inner:was.Outer], is.data[is.Inner:is.Outer]) {
		return fmt.Errorf("%s differs", was.Name)
	}
	return nil
}

// corner compares two corners of an object, whose rows are counted from 0.
func (p *comparison) corner(was, is tree) error {
	same := func(b, a *workbook.Node) bool {
		row, ok := number(was.of(b).text())
		if b.Name != "row" || !ok {
			return was.of(b).same(is.of(a))
		}
		now, stays := p.moved(row + 1)
		is, _ := number(is.of(a).text())
		return b.Tag == a.Tag && stays && now == is+1
	}
	if !slices.EqualFunc(was.Kids, is.Kids, same) {
		return fmt.Errorf("an object stands elsewhere")
	}
	return nil
}

var (
	vmlClient = regexp.MustCompile(`(?s)<x:ClientData.*?</x:ClientData>`)
	vmlRow    = regexp.MustCompile(`(<x:Row>\s*)(\d+)`)
	vmlAnchor = regexp.MustCompile(`(<x:Anchor>\s*\d+\s*,\s*\d+\s*,\s*)(\d+)(\s*,\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*)(\d+)`)
)

// vml holds a drawing of the old kind to the places where its objects must be: the box
// of a comment goes with its cell, a control with its upper corner.
func (p *comparison) vml(key string) {
	was, err1 := p.was.Part(key)
	is, err2 := p.is.Part(key)
	if err1 != nil || err2 != nil {
		p.note("%s: %v, %v", key, err1, err2)
		return
	}
	want := vmlClient.ReplaceAllFunc(was, func(object []byte) []byte {
		at := vmlRow.FindSubmatch(object)
		if at == nil || !bytes.Contains(object, []byte(`"Note"`)) {
			at = vmlAnchor.FindSubmatch(object)
		}
		if at == nil {
			return object
		}
		row, _ := number(string(at[2]))
		now, stays := p.moved(row + 1)
		if by := now - row - 1; stays && by != 0 {
			add := func(digits []byte) string {
				n, _ := number(string(digits))
				return strconv.Itoa(n + by)
			}
			object = vmlRow.ReplaceAllFunc(object, func(s []byte) []byte {
				m := vmlRow.FindSubmatch(s)
				return []byte(string(m[1]) + add(m[2]))
			})
			object = vmlAnchor.ReplaceAllFunc(object, func(s []byte) []byte {
				m := vmlAnchor.FindSubmatch(s)
				return []byte(string(m[1]) + add(m[2]) + string(m[3]) + add(m[4]))
			})
		}
		return object
	})
	if !bytes.Equal(want, is) {
		p.note("%s differs", key)
	}
}

// rows holds the rows above the table and below it to what they were, and those of the
// table to what was to be written.
func (p *comparison) rows(was, is tree) error {
	before, err1 := workbook.PartRows(&workbook.Node{Kids: []*workbook.Node{was.Node}})
	after, err2 := workbook.PartRows(&workbook.Node{Kids: []*workbook.Node{is.Node}})
	if err1 != nil || err2 != nil {
		return fmt.Errorf("rows: %v, %v", err1, err2)
	}
	var made []workbook.PartRow
	after = slices.DeleteFunc(after, func(r workbook.PartRow) bool {
		own := r.Number >= p.First && r.Number < p.after()
		if own {
			made = append(made, r)
		}
		return own
	})
	before = slices.DeleteFunc(before, func(r workbook.PartRow) bool {
		now, stays := p.moved(r.Number)
		return !stays || now > workbook.MaxRow && empty(r)
	})
	if len(before) != len(after) {
		return fmt.Errorf("%d rows outside the table, were %d", len(after), len(before))
	}
	for i, b := range before {
		now, _ := p.moved(b.Number)
		if err := p.row(b, after[i], was, is); err != nil || after[i].Number != now {
			return fmt.Errorf("row %d is row %d: %w", b.Number, after[i].Number, err)
		}
	}
	if len(made) != len(p.Rows) {
		return fmt.Errorf("%d rows of the table, want %d", len(made), len(p.Rows))
	}
	for i, r := range made {
		if n := r.Node; r.Number != p.First+i || n.Attr("ht") != p.Rows[i].Height || !n.Is("customHeight") || n.Is("hidden") {
			return fmt.Errorf("row %d is not %s high", r.Number, p.Rows[i].Height)
		}
	}
	return nil
}

// empty reports whether a row holds nothing.
func empty(r workbook.PartRow) bool {
	for _, c := range r.Cells() {
		if len(c.Kids) > 0 {
			return false
		}
	}
	return true
}

// row compares two rows, whatever their numbers.
func (p *comparison) row(b, a workbook.PartRow, was, is tree) error {
	if was.of(b.Node).head("r") != is.of(a.Node).head("r") || len(b.Node.Kids) != len(a.Node.Kids) {
		return fmt.Errorf("it differs")
	}
	columns := make([]int, 0, len(a.Node.Kids))
	for column := range a.Cells() {
		columns = append(columns, column)
	}
	i := 0
	for column, c := range b.Cells() {
		if columns[i] != column {
			return fmt.Errorf("a cell is in another column")
		}
		if err := p.cell(was.of(c), is.of(a.Node.Kids[i]), cell{a.Number, column}); err != nil {
			return fmt.Errorf("%s: %w", workbook.CellName(column, b.Number), err)
		}
		i++
	}
	return nil
}

// cell compares two cells outside the table. The value of a formula that uses rows of the
// table is no longer known.
func (p *comparison) cell(was, is tree, at cell) error {
	if was.head("r") != is.head("r") {
		return fmt.Errorf("it differs")
	}
	formula := was.of(was.Kid("f"))
	if formula.Tag == "" {
		if !bytes.Equal(was.data[was.Inner:was.Outer], is.data[is.Inner:is.Outer]) {
			return fmt.Errorf("it holds something else")
		}
		return nil
	}
	kids := was.Kids
	if text := formula.text(); is.Kid("v").Tag == "" && was.Kid("v").Tag != "" && p.uses(text, true) {
		p.computed[at] = true
		kids = slices.DeleteFunc(slices.Clone(kids), func(n *workbook.Node) bool { return n.Name == "v" })
	}
	if len(kids) != len(is.Kids) {
		return fmt.Errorf("it holds something else")
	}
	for i, b := range kids {
		if err := p.element(was.of(b), is.of(is.Kids[i])); err != nil {
			return err
		}
	}
	return nil
}

// clip returns the beginning of a text.
func clip(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return string([]rune(line)[:min(20, len([]rune(line)))])
}
