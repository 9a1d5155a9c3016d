package workbook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"betten/internal/grid"
)

// A rule is a conditional format that strikes out or hides a text.
type rule struct {
	areas    []grid.Range // shared by the rules of one list; not to be changed
	marks    []grid.Mark
	kind     string // expression, cellIs, containsText …
	operator string
	text     string
	formulas []string
}

// rule reads a rule of some areas, nil for one that changes nothing that matters here.
func (b *Book) rule(x *walker, e element, areas []grid.Range) (*rule, error) {
	id, err := strconv.Atoi(e.attr("dxfId"))
	if err != nil || id < 0 || id >= len(b.styles.dxfs) || b.styles.dxfs[id].marks == nil || len(areas) == 0 {
		return nil, nil
	}
	r := &rule{areas: areas, marks: b.styles.dxfs[id].marks, kind: e.attr("type"), operator: e.attr("operator"), text: e.attr("text")}
	for depth := x.depth; ; {
		e, ok, err := x.next(depth)
		if err != nil || !ok {
			return r, err
		}
		if e.name == "formula" {
			f, err := x.text()
			if err != nil {
				return nil, err
			}
			r.formulas = append(r.formulas, f)
		}
	}
}

// laterRule reads a rule of the list that newer programs add to a sheet, for conditions
// that look at other sheets: it has its look in itself, and its areas follow. It is nil
// for one that changes nothing that matters here.
func (b *Book) laterRule(x *walker, e element) (*rule, error) {
	r := &rule{kind: e.attr("type"), operator: e.attr("operator"), text: e.attr("text")}
	look := cellStyle{ground: white}
	font := 0
	for depth := x.depth; ; {
		e, ok, err := x.next(depth)
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		switch {
		case e.name == "f" && x.depth == depth+1:
			f, err := x.text()
			if err != nil {
				return nil, err
			}
			r.formulas = append(r.formulas, f)
		case e.name == "font":
			font = x.depth
		case font > 0 && x.depth == font+1:
			look.set(e)
		case e.name == "bgColor":
			look.ground = colourOf(e)
		}
	}
	if r.marks = look.marksOn(look.ground); r.marks == nil {
		return nil, nil
	}
	return r, nil
}

// ranges takes a list of ranges apart, parted by blanks.
func ranges(sqref string) []grid.Range {
	var all []grid.Range
	for ref := range strings.FieldsSeq(sqref) {
		if r, ok := parseRange(ref); ok {
			all = append(all, grid.Range(r))
		}
	}
	return all
}

// judge marks the cells whose rules are met, and hands on the rules that can't be judged
// here.
func judge(g *grid.Grid, rules []*rule) {
	looked := 0
	for _, r := range rules {
		meets, known := r.condition(g)
		const most = 5_000_000 // cells looked at: areas may be made to overlap
		if !known || looked > most {
			if n := len(g.Rules); n == 0 || &g.Rules[n-1].Areas[0] != &r.areas[0] {
				g.Rules = append(g.Rules, grid.Rule{Areas: r.areas}) // one for all of a list
			}
			continue
		}
		for _, a := range r.areas {
			i, _ := slices.BinarySearchFunc(g.Rows, a.Top, func(r grid.Row, n int) int { return r.Number - n })
			looked++
			for ; i < len(g.Rows) && g.Rows[i].Number <= a.Bottom && looked <= most; i++ {
				row := &g.Rows[i]
				looked++
				for j := range row.Cells {
					c := &row.Cells[j]
					if looked++; c.Column < a.Left || c.Column > a.Right || c.Text == "" || !meets(row.Number, c) {
						continue
					}
					c.Marks = append(slices.Clone(r.marks), slices.DeleteFunc(slices.Clone(c.Marks), func(m grid.Mark) bool {
						return slices.ContainsFunc(r.marks, func(o grid.Mark) bool { return o.Kind == m.Kind })
					})...)
				}
			}
		}
	}
}

// Conditions that are judged here, of which a table marks what is withdrawn.
var (
	constant   = regexp.MustCompile(`(?i)^\s*(TRUE|FALSE|TRUE\(\)|FALSE\(\)|[01])\s*$`)
	comparison = regexp.MustCompile(`^\s*(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})\s*(=|<>)\s*("(?:[^"]|"")*"|-?[0-9.]+)\s*$`)
)

// condition returns what asks whether a cell meets a rule, and whether it can be asked.
func (r *rule) condition(g *grid.Grid) (meets func(row int, c *grid.Cell) bool, known bool) {
	formula := strings.TrimPrefix(strings.Join(r.formulas, "\x00"), "=")
	text := func(c *grid.Cell) string { return strings.ToLower(c.Text) }
	wanted := strings.ToLower(r.text)
	switch r.kind {
	case "containsText":
		return func(_ int, c *grid.Cell) bool { return strings.Contains(text(c), wanted) }, wanted != ""
	case "notContainsText":
		return func(_ int, c *grid.Cell) bool { return !strings.Contains(text(c), wanted) }, wanted != ""
	case "beginsWith":
		return func(_ int, c *grid.Cell) bool { return strings.HasPrefix(text(c), wanted) }, wanted != ""
	case "endsWith":
		return func(_ int, c *grid.Cell) bool { return strings.HasSuffix(text(c), wanted) }, wanted != ""
	case "notContainsBlanks":
		return func(int, *grid.Cell) bool { return true }, true
	case "containsBlanks":
		return func(int, *grid.Cell) bool { return false }, true
	case "cellIs":
		value, ok := literal(formula)
		switch r.operator {
		case "equal":
			return func(_ int, c *grid.Cell) bool { return text(c) == value }, ok
		case "notEqual":
			return func(_ int, c *grid.Cell) bool { return text(c) != value }, ok
		}
	case "expression":
		if m := constant.FindStringSubmatch(formula); m != nil {
			yes := m[1] == "1" || strings.HasPrefix(strings.ToUpper(m[1]), "TRUE")
			return func(int, *grid.Cell) bool { return yes }, true
		}
		m := comparison.FindStringSubmatch(formula)
		if m == nil {
			break
		}
		column, row, ok := ParseCell(m[2] + m[4])
		value, literal := literal(m[6])
		first := r.areas[0]
		return func(at int, c *grid.Cell) bool {
			row, column := row, column
			if m[3] == "" {
				row += at - first.Top
			}
			if m[1] == "" {
				column += c.Column - first.Left
			}
			return (text(g.Row(row).Cell(column)) == value) == (m[5] == "=")
		}, ok && literal
	}
	return nil, false
}

// literal returns the value of a text in quotes or a number, in small letters.
func literal(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return strings.ToLower(strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)), true
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return "", false
	}
	return plain(n), true
}
