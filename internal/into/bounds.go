package into

import (
	"slices"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// bounds finds the entries of the table and the row below it. What stands apart from the
// entries is none of them: it stays, whatever it looks like.
func (o *original) bounds() {
	title, rows := o.area.Rows()
	o.Title, o.entries = title, make(map[int]bool)
	for i := range rows {
		number := rows[i].Number
		gap := o.interrupted(number)
		apart := gap || o.frameless(rows[0].Number, number)
		trailing := o.lastRow > 0 && !o.framed(rows[0].Number) && !isTimed(&rows[i])
		lacksTiming := gap && o.area.Columns[change.TimingColumn] != nil && !isTimed(&rows[i])
		if (apart || trailing) && !isEntry(&rows[i]) || lacksTiming {
			if !apart || isEntry(&rows[i]) {
				o.below = number // it may be one
			}
			break
		}
		o.entries[number] = true
		o.lastRow = number
	}
	for _, m := range o.grid.Merged { // an entry's cells may be several rows high
		if _, own := o.area.Owner(m.Left); own && m.Top <= o.lastRow && m.Top >= o.area.First {
			o.lastRow = max(o.lastRow, m.Bottom)
		}
	}
	o.endRow = max(o.area.First, o.lastRow+1)
	for o.framed(o.endRow) && !o.holds(o.endRow) {
		o.endRow++
	}
}

// interrupted reports whether something other than entries, their framed rows and
// repeated headings is between a row and the entry above it.
func (o *original) interrupted(number int) bool {
	for n := o.lastRow + 1; n < number && o.lastRow > 0; n++ {
		if o.holds(n) {
			if r := o.grid.Row(n); !o.area.Repeats(r) && !o.repeatsTitle(r) {
				return true
			}
		} else if !o.framed(n) {
			return true
		}
	}
	return false
}

// repeatsTitle reports whether a row has nothing but the title of the table once more, as
// above the headings of the next page.
func (o *original) repeatsTitle(r *grid.Row) bool {
	return o.Title != "" && len(r.Cells) == 1 && change.Squeeze(grid.Clip(r.Cells[0].Text)) == change.Squeeze(grid.Clip(o.Title))
}

// frameless reports whether a cell of a row has no border where the first entry has one.
func (o *original) frameless(first, number int) bool {
	a, _ := o.row(first)
	b, _ := o.row(number)
	return slices.ContainsFunc(o.area.Columns[:], func(columns []int) bool {
		return columns != nil && o.style.Look(a.Style(columns[0], o.width)).Framed && !o.style.Look(b.Style(columns[0], o.width)).Framed
	})
}

// framed reports whether all cells of a row have borders.
func (o *original) framed(number int) bool {
	r, ok := o.row(number)
	return ok && !slices.ContainsFunc(o.area.Columns[:], func(columns []int) bool {
		return columns != nil && !o.style.Look(r.Style(columns[0], o.width)).Framed
	})
}

// isTimed reports whether a row has a timing, or goes on with the row above.
func isTimed(r *grid.TableRow) bool {
	timing := change.Squeeze(r.Cells[change.TimingColumn].Text)
	return goesOn(r) || timing == change.Before || timing == change.After || change.IsDitto(timing)
}

// goesOn reports whether a mark says that a row goes on with the one above.
func goesOn(r *grid.TableRow) bool {
	return slices.ContainsFunc(r.Cells[:], func(c grid.TableCell) bool {
		_, _, ok := change.CutContinued(c.Text)
		return ok
	})
}

// dated reports whether a row has a date: its own, or that of the row above.
func dated(r *grid.TableRow) bool {
	date := &r.Cells[change.DateColumn]
	_, reading := change.ReadDate(date.Text)
	return !date.Day.IsZero() || date.Merged || change.IsDitto(date.Text) || reading != change.NoDate
}

// isEntry reports whether a row is part of the table wherever it is: it has a date
// and a text before or after the change, or goes on with the row above. A note below
// the table may fill several cells too, but none of them is a date.
func isEntry(r *grid.TableRow) bool {
	return goesOn(r) || dated(r) && (r.Cells[change.BeforeColumn].Text != "" || r.Cells[change.AfterColumn].Text != "")
}

// A look is how the rows to be written look.
type look struct {
	row     workbook.PartRow    // whose attributes and cells beside the table they take
	heading bool                // that is the heading, for want of an entry
	base    [change.Columns]int // the style that the cells of each column are taken after
	left    []leftBehind        // what they do not take over
	cells   []writtenCell       // of each row
}

// leftBehind is something that a cell of the rows looks like, and new rows do not.
type leftBehind struct {
	aspect workbook.Aspect
	cell   string
}

// A setting is what a written cell takes after others.
type setting struct {
	workbook.Font
	border, horizontal, vertical string
	indent                       int
	wraps, turned, open          bool
}

// readLook finds how most rows of the table look. What a cell means by its look (struck
// out, red) is its own, and no example.
func (o *original) readLook() look {
	l := look{heading: true}
	l.row, _ = o.row(o.area.Heading)
	var rows []workbook.PartRow
	for _, r := range o.rows {
		if r.Number >= o.area.First && r.Number < o.endRow && (o.entries[r.Number] || o.lastRow == 0) {
			rows = append(rows, r)
		}
	}
	if len(rows) > 0 {
		l.row, l.heading = rows[0], false
	}
	told := make(map[workbook.Aspect]bool)
	for c, columns := range o.area.Columns {
		if columns == nil {
			continue
		}
		if l.heading {
			l.base[c] = l.row.Style(columns[0], o.width)
			if own := o.width.Style(columns[0]); own > 0 {
				l.base[c] = own
			}
		} else {
			l.base[c] = o.most(rows, columns[0])
			if c == int(change.BeforeColumn) {
				l.row = rows[slices.IndexFunc(rows, func(r workbook.PartRow) bool { return r.Style(columns[0], o.width) == l.base[c] })]
			}
			for _, r := range rows {
				style := r.Style(columns[0], o.width)
				if r.Number != rows[0].Number && style != l.base[c] {
					continue
				}
				for _, a := range o.style.Aspects(style) {
					if !told[a] {
						l.left = append(l.left, leftBehind{a, workbook.CellName(columns[0], r.Number)})
					}
					told[a] = true
				}
			}
		}
		if o.style.Bare {
			l.base[c] = workbook.BareStyle
		}
	}
	l.cells = o.writtenCells(&l)
	return l
}

// most returns the style of the first row that looks as most rows do in a column. Rows
// whose text is quoted, or means something by its look, are the last choice.
func (o *original) most(rows []workbook.PartRow, column int) int {
	var styles []int
	count := make(map[setting]int)
	for _, r := range rows {
		styles = append(styles, r.Style(column, o.width))
		count[o.setting(styles[len(styles)-1])]++
	}
	cost := func(style int) int {
		n := -1000 * count[o.setting(style)]
		if o.style.Look(style).Quoted {
			n += 100
		}
		return n + len(o.style.Aspects(style))
	}
	return slices.MinFunc(styles, func(a, b int) int { return cost(a) - cost(b) })
}

func (o *original) setting(style int) setting {
	s := o.style.Look(style)
	return setting{s.Font, s.Border, s.Horizontal, s.Vertical, s.Indent, s.Wraps, s.Turned, s.Open}
}
