package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"betten/internal/grid"
)

// A Range is a rectangle of cells, all four sides within, from 1.
type Range struct{ Top, Left, Bottom, Right int }

// Read reads a sheet.
func (b *Book) Read(s Sheet) (*grid.Grid, error) {
	if err := b.readStrings(); err != nil {
		return nil, err
	}
	g := &grid.Grid{
		CellName:   func(row, column int) string { return s.Name + "!" + CellName(column, row) },
		ColumnName: ColumnName,
	}
	row, cells, noZeros := 0, 0, false
	var styled []columnStyle
	var areas []grid.Range
	var rules []*rule
	later := 0 // rules whose areas follow
	err := b.walk(s.part, func(x *walker, e element) error {
		switch e.name {
		case "sheetView":
			noZeros = noZeros || e.attr("showZeros") != "" && !truth(e.attr("showZeros"))
		case "col":
			left, _ := strconv.Atoi(e.attr("min"))
			right, _ := strconv.Atoi(e.attr("max"))
			if truth(e.attr("hidden")) || isZero(e.attr("width")) {
				g.Columns = append(g.Columns, grid.Range{Left: left, Right: right})
			}
			if style, err := strconv.Atoi(e.attr("style")); err == nil {
				styled = append(styled, columnStyle{left, right, style})
			}
			if max(len(styled), len(g.Columns)) > maxColumn {
				return fmt.Errorf("%w: more than %d columns", ErrTooLarge, maxColumn)
			}
		case "conditionalFormatting":
			areas, later = ranges(e.attr("sqref")), len(rules)
		case "sqref":
			list, err := x.text()
			areas = ranges(list)
			for ; later < len(rules); later++ {
				rules[later].areas = areas
			}
			return err
		case "cfRule":
			r, err := b.rule(x, e, areas)
			if len(areas) == 0 && err == nil {
				r, err = b.laterRule(x, e)
			}
			if r != nil {
				rules = append(rules, r)
			}
			if len(rules) > maxList {
				return fmt.Errorf("%w: more than %d conditional formats", ErrTooLarge, maxList)
			}
			return err
		case "mergeCell":
			if r, ok := parseRange(e.attr("ref")); ok {
				g.Merged = append(g.Merged, grid.Range(r))
			}
			if len(g.Merged) > maxMerge {
				return fmt.Errorf("%w: more than %d merged ranges", ErrTooLarge, maxMerge)
			}
		case "row":
			row++
			if name := e.attr("r"); name != "" {
				row, _ = strconv.Atoi(name)
			}
			r := grid.Row{Number: row, Hidden: truth(e.attr("hidden")) || isZero(e.attr("ht"))}
			style := -1
			if truth(e.attr("customFormat")) {
				style, _ = strconv.Atoi(e.attr("s"))
			}
			if err := b.row(x, &r, style, styled); err != nil {
				return err
			}
			if noZeros {
				hideZeros(&r)
			}
			if len(r.Cells) > 0 && (row < 1 || row > MaxRow) {
				return fmt.Errorf("%w: row %q", ErrBroken, e.attr("r"))
			}
			if cells += len(r.Cells); cells > maxCells {
				return fmt.Errorf("%w: more than %d cells", ErrTooLarge, maxCells)
			}
			if len(r.Cells) > 0 {
				g.Rows = append(g.Rows, r)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// Files have their rows in order, but no rule says that they must.
	if !slices.IsSortedFunc(g.Rows, byNumber) {
		slices.SortStableFunc(g.Rows, byNumber)
	}
	for i := range g.Rows {
		if i > 0 && g.Rows[i].Number == g.Rows[i-1].Number {
			return nil, fmt.Errorf("%w: two rows %d", ErrBroken, g.Rows[i].Number)
		}
	}
	judge(g, slices.DeleteFunc(rules, func(r *rule) bool { return len(r.areas) == 0 }))
	return g, nil
}

func byNumber(a, b grid.Row) int { return cmp.Compare(a.Number, b.Number) }

// isZero reports whether a width or a height is none.
func isZero(size string) bool {
	n, err := strconv.ParseFloat(size, 64)
	return err == nil && n == 0
}

// A columnStyle is the style of the cells of some columns that have none of their own.
type columnStyle struct{ left, right, style int }

// hideZeros notes which numbers a sheet that shows no zeros does not show.
func hideZeros(r *grid.Row) {
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Kind == grid.Number && strings.Trim(c.Text, "0.") == "" {
			c.Display = grid.Nothing
		}
	}
}

// row reads the cells of a row. A cell that names no style has the row's, or else its
// column's, as LibreOffice shows it.
func (b *Book) row(x *walker, r *grid.Row, style int, columns []columnStyle) error {
	column := 0
	for depth := x.depth; ; {
		e, ok, err := x.next(depth)
		if err != nil || !ok {
			byColumn := func(a, b grid.Cell) int { return cmp.Compare(a.Column, b.Column) }
			if !slices.IsSortedFunc(r.Cells, byColumn) {
				slices.SortStableFunc(r.Cells, byColumn)
			}
			for i := range r.Cells {
				if i > 0 && r.Cells[i].Column == r.Cells[i-1].Column {
					return fmt.Errorf("%w: two cells %s", ErrBroken, CellName(r.Cells[i].Column, r.Number))
				}
			}
			return err
		}
		if e.name != "c" {
			continue
		}
		column++
		if name := e.attr("r"); name != "" {
			column, _, _ = ParseCell(name)
		}
		if column < 1 || column > maxColumn {
			return fmt.Errorf("%w: cell %q", ErrBroken, e.attr("r"))
		}
		c := grid.Cell{Column: column}
		c.Style = style
		if s := e.attr("s"); s != "" {
			c.Style, _ = strconv.Atoi(s)
		} else if c.Style < 0 {
			c.Style = 0
			if i := slices.IndexFunc(columns, func(s columnStyle) bool { return s.left <= column && column <= s.right }); i >= 0 {
				c.Style = columns[i].style
			}
		}
		if err := b.cell(x, e, &c); err != nil {
			return err
		}
		// No text has more units than bytes.
		if b.shown += len(c.Text); len(c.Text) > MaxUnits && units(c.Text) > MaxUnits {
			return LongCell(CellName(column, r.Number))
		}
		if b.marks += len(c.Marks); b.marks > maxMarks {
			return fmt.Errorf("%w: more than %d looks of texts", ErrTooLarge, maxMarks)
		}
		if b.shown > maxText {
			return fmt.Errorf("%w: more than %d bytes", ErrLongText, maxText)
		}
		if c.Text != "" || c.Kind != grid.Text {
			r.Cells = append(r.Cells, c)
		}
	}
}

// cell reads what a cell holds.
func (b *Book) cell(x *walker, c element, cell *grid.Cell) error {
	formula, value, inline := false, "", rich{}
	for depth := x.depth; ; {
		e, ok, err := x.next(depth)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		switch own := x.depth == depth+1; {
		case own && e.name == "f":
			formula = true
		case own && e.name == "v":
			value, err = x.text()
		case own && e.name == "is":
			inline, err = x.richText()
		}
		if err != nil {
			return err
		}
	}
	own := b.styles.style(cell.Style)
	cell.Marks = own.marks
	switch kind := c.attr("t"); {
	case inline.text != "": // whatever the type says
		look(cell, &inline, own)
	case value == "":
		if formula && kind != "str" && kind != "inlineStr" {
			cell.Kind = grid.Pending
		}
	case kind == "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(b.strings) {
			return fmt.Errorf("%w: no string %s", ErrBroken, value)
		}
		look(cell, &b.strings[i], own)
	case kind == "str", kind == "inlineStr":
		look(cell, &rich{text: unescape(value)}, own)
	case kind == "b":
		if cell.Text = "FALSE"; truth(value) {
			cell.Text = "TRUE"
		}
	case kind == "e":
		cell.Text, cell.Kind = value, grid.Fault
	case kind == "d":
		day, err := time.Parse(time.DateOnly, value[:min(len(value), len(time.DateOnly))])
		if cell.Text = value; err == nil {
			cell.Day = day
		}
	default:
		b.number(cell, strings.TrimSpace(value), cell.Style)
	}
	if cell.Kind == grid.Text {
		b.styles.word(cell, cell.Style)
	}
	return nil
}

// MaxUnits is how many UTF-16 units the text of a cell of Excel has at most.
const MaxUnits = 32_767

// units returns how many UTF-16 units a text has.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// readStrings reads the strings that the cells share.
func (b *Book) readStrings() error {
	part := b.targets.first("sharedStrings")
	if b.strings != nil || part == "" {
		return nil
	}
	b.strings = []rich{}
	return b.walk(part, func(x *walker, e element) error {
		if e.name != "si" {
			return nil
		}
		s, err := x.richText()
		if b.strings = append(b.strings, s); len(b.strings) > maxCells {
			return fmt.Errorf("%w: more than %d strings", ErrTooLarge, maxCells)
		}
		return err
	})
}

// ParseCell takes a cell's name, as in C5, apart.
func ParseCell(name string) (column, row int, ok bool) {
	digits := strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := name[:len(name)-len(digits)]
	if letters == "" || len(letters) > 3 {
		return 0, 0, false
	}
	for _, c := range letters {
		column = column*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(digits)
	if err != nil || row < 1 || row > MaxRow || column > maxColumn {
		return 0, 0, false
	}
	return column, row, true
}

// CellName names a cell as Excel does: C5.
func CellName(column, row int) string {
	return ColumnName(column) + strconv.Itoa(row)
}

// ColumnName names a column as Excel does: C.
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// parseRange takes a range, as in A1:C5, apart.
func parseRange(ref string) (r Range, ok bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	var ok1, ok2 bool
	r.Left, r.Top, ok1 = ParseCell(from)
	r.Right, r.Bottom, ok2 = ParseCell(to)
	return r, ok1 && ok2 && r.Left <= r.Right && r.Top <= r.Bottom
}
