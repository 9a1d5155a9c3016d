package grid

import (
	"slices"
	"strings"

	"betten/internal/change"
)

// account notes what a sheet shows of its table beside the texts of its cells: what is
// struck out or can't be seen, merged cells that part no columns, what lies over them.
// Struck and hidden text is read like any other, since in the columns of a change it may
// mark what changes; whether it counts is for a person to say.
func (s *scanner) account() {
	s.mergedHeading()
	last := s.Heading
	for i := range s.grid.Rows {
		r := &s.grid.Rows[i]
		if r.Number < s.First || s.Repeats(r) {
			continue
		}
		if s.marks(r) {
			last = r.Number
		}
	}
	s.mergedCells()
	s.joinedColumns()
	s.rules(last)
	s.objects()
}

// severity is that of a look that an official has to put right in a workbook to fill in.
func (s *scanner) severity() change.Severity {
	if s.blank {
		return change.Error
	}
	return change.Warning
}

// marks notes the looks of a row of the table, and reports whether it has a text.
func (s *scanner) marks(r *Row) (text bool) {
	struck, whole, first := 0, 0, ""
	for i := range r.Cells {
		c := &r.Cells[i]
		if _, own := s.Owner(c.Column); !own || c.Text == "" {
			continue
		}
		text = true
		whole++
		if first == "" || len(first) < len(c.Text) && struck < 2 {
			first = c.Text
		}
		if slices.ContainsFunc(c.Marks, func(m Mark) bool {
			return m.Kind == Struck && strings.TrimSpace(m.Of(c.Text)) == strings.TrimSpace(c.Text)
		}) {
			struck++
		}
	}
	row := struck > 1 && struck == whole
	if row {
		s.add(s.severity(), r.Number, 0, 0, change.StruckRow, Clip(first))
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		if _, own := s.Owner(c.Column); !own {
			continue
		}
		for _, m := range c.Marks {
			words := Clip(m.Of(c.Text))
			if words == "" {
				continue
			}
			switch m.Kind {
			case Struck:
				if !row {
					s.add(s.severity(), r.Number, c.Column, m.From, change.StruckText, words)
				}
			case Raised:
				s.warnAt(r.Number, c.Column, m.From, change.RaisedText, words)
			case Lowered:
				s.warnAt(r.Number, c.Column, m.From, change.LoweredText, words)
			case Faint:
				s.warnAt(r.Number, c.Column, m.From, change.FaintText, words)
			}
		}
	}
	return text
}

// cover takes out of the cells what merging covers: Excel shows the first cell of a
// merged range alone. It is named unless it is the same text.
func (s *scanner) cover() {
	const most = 5_000_000 // cells looked at: ranges may be made to overlap
	looked := 0
	for _, m := range s.grid.Merged {
		shown := s.grid.Row(m.Top).Cell(m.Left).Text
		i, _ := slices.BinarySearchFunc(s.grid.Rows, m.Top, func(r Row, n int) int { return r.Number - n })
		for ; i < len(s.grid.Rows) && s.grid.Rows[i].Number <= m.Bottom && looked < most; i++ {
			r := &s.grid.Rows[i]
			if looked++; r.Number < s.First {
				continue
			}
			j, _ := slices.BinarySearchFunc(r.Cells, m.Left, func(c Cell, n int) int { return c.Column - n })
			for ; j < len(r.Cells) && r.Cells[j].Column <= m.Right; j++ {
				c := &r.Cells[j]
				if looked++; r.Number == m.Top && c.Column == m.Left || c.Text == "" {
					continue
				}
				if c.Text != shown {
					s.warn(r.Number, c.Column, change.CoveredText, Clip(c.Text), s.rangeName(m))
				}
				*c = Cell{Column: c.Column, Style: c.Style}
			}
		}
	}
}

// mergedHeading notes a heading that is merged over the columns of others.
func (s *scanner) mergedHeading() {
	for c, columns := range s.Columns {
		if columns == nil {
			continue
		}
		for row := s.Heading; row < s.First; row++ {
			m, ok := s.corners[[2]int{row, columns[0]}]
			if own, _, heading := change.ColumnOf(s.grid.Row(row).Cell(columns[0]).Text); !ok || !heading || own != change.Column(c) {
				continue
			}
			for column := columns[len(columns)-1] + 1; column <= min(m.Right, columns[0]+widest); column++ {
				if _, other := s.Owner(column); other {
					s.warn(row, columns[0], change.MergedHeading, change.Column(c).Title(), s.rangeName(m))
					break
				}
			}
		}
	}
}

// mergedCells notes cells that are merged over several columns of the table: their text
// is that of the first one.
func (s *scanner) mergedCells() {
	for _, m := range s.grid.Merged {
		if m.Bottom < s.First || m.Left == m.Right {
			continue
		}
		var over []string
		for c := range s.Columns {
			if slices.ContainsFunc(s.Columns[c], func(at int) bool { return m.Left <= at && at <= m.Right }) {
				over = append(over, change.Column(c).Title())
			}
		}
		text := s.grid.Row(m.Top).Cell(m.Left).Text
		if len(over) < 2 || strings.TrimSpace(text) == "" {
			continue
		}
		if _, left := slices.BinarySearch(s.left, m.Top); left {
			continue // a band or a note: named as a text that was left out
		}
		s.warn(m.Top, m.Left, change.MergedCells, s.rangeName(m), change.List(over...), Clip(text))
	}
}

// joinedColumns notes columns of the sheet that are read into another since their
// heading is merged over them. An item in several columns, a level each, is as it should be.
func (s *scanner) joinedColumns() {
	for c, columns := range s.Columns {
		if len(columns) < 2 || change.Column(c) == change.ItemColumn {
			continue
		}
		for _, column := range columns[1:] {
			for i := range s.grid.Rows {
				r := &s.grid.Rows[i]
				if r.Number < s.First || s.Repeats(r) {
					continue
				}
				if text := r.Cell(column).Text; strings.TrimSpace(text) != "" {
					s.warn(r.Number, column, change.JoinedColumn, s.grid.ColumnName(column), change.Column(c).Title(), Clip(text))
					break
				}
			}
		}
	}
}

// rules notes conditional formats that may strike out or hide a text of the table.
func (s *scanner) rules(last int) {
	for _, rule := range s.grid.Rules {
		for _, area := range rule.Areas {
			if area.Bottom < s.First || area.Top > last {
				continue
			}
			column := 0
			for _, columns := range s.Columns {
				for _, at := range columns {
					if area.Left <= at && at <= area.Right && (column == 0 || at < column) {
						column = at
					}
				}
			}
			if column > 0 {
				s.warn(max(area.Top, s.First), column, change.LookByRule, s.rangeName(area))
				break
			}
		}
	}
}

// objects notes what lies over the cells, or is attached to one.
func (s *scanner) objects() {
	for _, o := range s.grid.Objects {
		at := change.Position{File: s.grid.File}
		if o.At.Top > 0 && o.At.Left > 0 {
			at = s.grid.at(o.At.Top, o.At.Left, "", 0)
		}
		p := change.Problem{Kind: change.ObjectOver, At: at, Values: []string{o.Kind.String()}}
		if text := Clip(o.Text); text != "" {
			p.Kind, p.Values = change.TextOver, append(p.Values, text)
		}
		s.problems = append(s.problems, p)
	}
}

// rangeName names a range without its sheet: C5:D7.
func (s *scanner) rangeName(r Range) string {
	name := func(row, column int) string {
		whole := s.grid.CellName(row, column)
		return whole[strings.LastIndexByte(whole, '!')+1:]
	}
	from, to := name(r.Top, r.Left), name(r.Bottom, r.Right)
	if from == to {
		return from
	}
	return from + ":" + to
}
