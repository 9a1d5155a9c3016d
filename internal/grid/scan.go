package grid

import (
	"strings"
	"time"

	"betten/internal/change"
)

// A TableRow is a row of the change table.
type TableRow struct {
	Number int // of the grid's row
	Cells  [change.Columns]TableCell
}

// A TableCell is a cell of the change table: the text of one cell of the grid, or of
// several beside each other, a line each.
type TableCell struct {
	Text   string
	Day    time.Time // if the cell holds a date rather than a text
	Merged bool      // the text stands in a row above

	spans  []span
	number int // row of the grid
	column int // of the grid
}

// A scanner takes the rows of a table from a sheet, and notes what it leaves out.
type scanner struct {
	*Area
	locator  *locator
	blank    bool // the workbook was made to be filled in: what stands above the table is ours
	problems []change.Problem
	left     []int // rows below the heading that are none of the table
}

// warn notes something about a cell of the sheet. Column 0 is the table's first.
func (s *scanner) warn(row, column int, k change.Kind, values ...string) {
	s.warnAt(row, column, 0, k, values...)
}

// warnAt notes something about a place in a cell, in bytes of its text.
func (s *scanner) warnAt(row, column, offset int, k change.Kind, values ...string) {
	s.add(change.Warning, row, column, offset, k, values...)
}

func (s *scanner) add(severity change.Severity, row, column, offset int, k change.Kind, values ...string) {
	if column == 0 {
		column = s.leftmost()
	}
	at := s.grid.at(row, column, s.grid.Row(row).Cell(column).Text, offset)
	s.problems = append(s.problems, change.Problem{Severity: severity, Kind: k, Values: values, At: at})
}

func (s *scanner) leftmost() int {
	left := 0
	for _, columns := range s.Columns {
		if len(columns) > 0 && (left == 0 || columns[0] < left) {
			left = columns[0]
		}
	}
	return left
}

// The labels of the values above a table, in any workbook or page.
const (
	OrganizationLabel = "評価実施機関名"
	AssessmentLabel   = "評価書名"
)

// above notes the texts above the table, and returns its title.
func (s *scanner) above(t *change.Table) (title string) {
	for i := range s.grid.Rows {
		r := &s.grid.Rows[i]
		if r.Number >= s.Heading {
			break
		}
		for j := 0; j < len(r.Cells); j++ {
			text := r.Cells[j].Text
			label := change.Squeeze(Clip(text))
			switch form := FormOf(text); {
			case (label == OrganizationLabel || label == AssessmentLabel) && (j+1 < len(r.Cells) || s.blank): // its value is beside it
				if s.blank && r.Cell(r.Cells[j].Column+1).Text == "" {
					break // not filled in
				}
				j++
				value := lineEnds.Replace(r.Cells[j].Text)
				if label == OrganizationLabel {
					t.Organization = value
				} else {
					t.Assessment = value
				}
			case form != "" && (title == "" || FormOf(title) == "kiso"):
				if title != "" {
					s.leaveOut(r.Number, r.Cells[j].Column, title)
				}
				title = text
			case strings.HasPrefix(text, Guide), s.blank && r.Number == s.Heading-1 && j == 0: // our own
			default:
				s.leaveOut(r.Number, r.Cells[j].Column, text)
			}
		}
	}
	return title
}

// leaveOut notes a text that is not part of the table.
func (s *scanner) leaveOut(row, column int, text string) {
	s.warn(row, column, change.TextAround, Clip(text))
}

// Clip returns the beginning of a text, on one line.
func Clip(text string) string {
	const most = 20 // characters
	line, _, more := strings.Cut(strings.TrimSpace(text), "\n")
	runes := []rune(line)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	if more {
		return line + "…"
	}
	return line
}

// checkColumns notes columns that are hidden or missing.
func (s *scanner) checkColumns() {
	for c, columns := range s.Columns {
		for _, column := range columns {
			if s.grid.HiddenColumn(column) {
				s.warn(s.Heading, column, change.HiddenColumn, s.grid.ColumnName(column))
			}
		}
		if columns == nil {
			s.warn(s.Heading, 0, change.MissingColumn, change.Column(c).Title())
		}
	}
}

// rows returns the rows of the table.
func (s *scanner) rows() []TableRow {
	var rows []TableRow
	repeated := 0
	beside := make(map[int]int) // texts in columns that are none of the table's
	for i := range s.grid.Rows {
		r := &s.grid.Rows[i]
		switch {
		case r.Number < s.First:
			continue
		case s.Repeats(r):
			if repeated++; repeated == 1 {
				s.warn(r.Number, 0, change.RepeatedHeading)
			}
			continue
		}
		made, own := s.row(r)
		if c, ok := s.fallen(&made); ok {
			s.left = append(s.left, r.Number)
			s.add(change.Error, r.Number, made.Cells[c].column, 0, change.FallenText, c.Title())
			continue
		}
		if own == 0 || s.isNote(r, &made, own) || s.isApart(&made, rows) {
			s.left = append(s.left, r.Number)
			for j := range r.Cells {
				s.leaveOut(r.Number, r.Cells[j].Column, r.Cells[j].Text)
			}
			continue
		}
		if r.Hidden {
			s.warn(r.Number, 0, change.HiddenRow)
		}
		for j := range r.Cells {
			if _, ok := s.Owner(r.Cells[j].Column); !ok {
				if beside[r.Cells[j].Column]++; beside[r.Cells[j].Column] == 1 {
					s.beside(r, &r.Cells[j])
				}
			}
		}
		rows = append(rows, made)
	}
	s.otherHeadings(beside)
	return rows
}

// otherHeadings names what the heading says of columns that are none of the table's, and
// hold nothing by which they were named before.
func (s *scanner) otherHeadings(named map[int]int) {
	for row := s.Heading; row < s.First; row++ {
		r := s.grid.Row(row)
		for i := range r.Cells {
			c := &r.Cells[i]
			if _, own := s.Owner(c.Column); !own && named[c.Column] == 0 {
				s.leaveOut(row, c.Column, c.Text)
			}
		}
	}
}

// fallen returns the column of the text of a row that is no change of its own: in a
// workbook to fill in, a text without a date, an item and a timing is the rest of one
// that was pasted without opening its cell, and so fell into several rows.
func (s *scanner) fallen(made *TableRow) (change.Column, bool) {
	if !s.blank {
		return 0, false
	}
	found := -1
	for c := range made.Cells {
		cell := &made.Cells[c]
		if cell.Merged || cell.Text == "" && cell.Day.IsZero() {
			continue
		}
		p := split(cell.Text)
		sides := found == int(change.BeforeColumn) && change.Column(c) == change.AfterColumn
		switch {
		case p.continued, p.tail != "", found >= 0 && !sides, isClosing(cell.Text):
			return 0, false
		case found < 0:
			found = c
		}
	}
	switch c := change.Column(found); c {
	case change.ItemColumn, change.BeforeColumn, change.AfterColumn, change.ExplanationColumn:
		return c, !note.MatchString(change.Squeeze(made.Cells[c].Text))
	}
	return 0, false
}

// beside names a column that is none of the table's, by its heading if it has one.
func (s *scanner) beside(r *Row, c *Cell) {
	for row := s.Heading; row < s.First; row++ {
		if heading := Clip(s.grid.Row(row).Cell(c.Column).Text); heading != "" {
			s.warn(r.Number, c.Column, change.ColumnHeaded, s.grid.ColumnName(c.Column), heading, Clip(c.Text))
			return
		}
	}
	s.warn(r.Number, c.Column, change.ColumnBeside, s.grid.ColumnName(c.Column), Clip(c.Text))
}

// row takes a row of the table, and returns in how many columns it has a text of
// its own.
func (s *scanner) row(r *Row) (made TableRow, own int) {
	made.Number = r.Number
	for c, columns := range s.Columns {
		here := &made.Cells[c]
		here.number, here.Merged = r.Number, true
		for _, column := range columns {
			from := r
			if top := s.top(r.Number, column); top != r.Number {
				from = s.grid.Row(top)
			} else {
				here.Merged = false
			}
			found := from.Cell(column)
			if here.column == 0 || here.Text == "" {
				here.column = column
			}
			if found.Text == "" && found.Kind != Pending {
				continue
			}
			if found.Kind == Number && found.Display == Nothing {
				if from == r {
					s.warn(from.Number, found.Column, change.NumberHidden, found.Text)
				}
				continue
			}
			s.take(change.Column(c), here, from.Number, found, from == r)
		}
		if here.Text == "" && here.Day.IsZero() {
			here.Merged = false
			if here.column > 0 {
				here.spans = []span{{row: r.Number, column: here.column}} // where something is missing
			}
		} else if !here.Merged {
			own++
		}
	}
	return made, own
}

// take adds the text of a cell of the sheet to one of the table.
func (s *scanner) take(c change.Column, to *TableCell, row int, from *Cell, warn bool) {
	text := from.Text
	if strings.ContainsAny(text, "\r\v\u2028\u2029") {
		text = lineEnds.Replace(text)
	}
	if warn {
		switch {
		case from.Kind == Pending:
			s.warn(row, from.Column, change.NoValue)
		case from.Kind == Fault:
			s.warn(row, from.Column, change.FaultValue, text)
		case c == change.DateColumn && !from.Day.IsZero():
		case from.Display == Unclear:
			s.warn(row, from.Column, change.FormatUnclear, Clip(text))
		case from.Kind == Number && c == change.DateColumn && from.Display == AsHeld:
			// A number is no date: the check of the dates says so.
		case from.Kind == Number:
			s.warn(row, from.Column, change.NumberShown, text)
		case from.Display == Nothing:
			s.warn(row, from.Column, change.TextHidden, Clip(text))
		case from.Display == Formatted:
			s.warn(row, from.Column, change.TextShown, Clip(text))
		}
	}
	if c == change.DateColumn && !from.Day.IsZero() && to.Text == "" && to.Day.IsZero() {
		to.Day = from.Day
		to.spans = append(to.spans, span{0, row, from.Column, text, 0})
		return
	}
	if !to.Day.IsZero() { // a day, and a text beside it
		to.Text, to.Day = shown("", to.spans), time.Time{}
	}
	if to.Text != "" {
		to.Text += "\n"
	}
	to.spans = append(to.spans, span{len(to.Text), row, from.Column, text, 0})
	to.Text += text
}

// shown returns what a cell shows: its text, or the day that it holds instead.
func shown(text string, spans []span) string {
	if text == "" && len(spans) > 0 {
		return spans[len(spans)-1].text
	}
	return text
}

// lineEnds makes line feeds of the other line ends that cells hold: those of
// Windows, of Word (a vertical tab), of Unicode.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n")
