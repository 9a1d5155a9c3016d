package xlsx

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"betten/internal/change"
	"betten/internal/workbook"
)

// A row is a row of the table.
type row struct {
	number int
	cells  [change.Columns]cell
}

// A cell is a cell of the table: the text of one cell of the sheet, or of several
// beside each other, a line each.
type cell struct {
	text   string
	spans  []span
	day    time.Time // if Excel holds a date
	merged bool      // the text stands in a row above
	number int       // row of the sheet
	column int       // of the sheet
}

// A scanner takes the rows of a table from a sheet, and notes what it leaves out.
type scanner struct {
	*area
	grid     *workbook.Grid
	locator  *locator
	blank    bool // the workbook was made to be filled in: what stands above the table is ours
	problems []change.Problem
}

// warn notes something about a cell of the sheet. Column 0 is the table's first.
func (s *scanner) warn(row, column int, k change.Kind, values ...string) {
	s.warnAt(row, column, 0, k, values...)
}

// warnAt notes something about a place in a cell, in bytes of its text.
func (s *scanner) warnAt(row, column, offset int, k change.Kind, values ...string) {
	if column == 0 {
		column = s.leftmost()
	}
	text := ""
	if i, found := slices.BinarySearchFunc(s.grid.Rows, row, func(r workbook.Row, n int) int { return r.Number - n }); found {
		text = s.grid.Rows[i].Cell(column).Text
	}
	s.problems = append(s.problems, change.Problem{Kind: k, Values: values, At: s.locator.at(row, column, text, offset)})
}

func (s *scanner) leftmost() int {
	left := 0
	for _, columns := range s.columns {
		if len(columns) > 0 && (left == 0 || columns[0] < left) {
			left = columns[0]
		}
	}
	return left
}

// above notes what stands above the table, and returns its title.
func (s *scanner) above(t *change.Table) (title string) {
	for i := range s.grid.Rows {
		r := &s.grid.Rows[i]
		if r.Number >= s.heading {
			break
		}
		for j := 0; j < len(r.Cells); j++ {
			text := r.Cells[j].Text
			label := change.Squeeze(clip(text))
			switch form := formOf(text); {
			case (label == organizationLabel || label == assessmentLabel) && (j+1 < len(r.Cells) || s.blank):
				if j++; j == len(r.Cells) {
					break // not filled in
				}
				value := strings.Join(strings.Fields(lineEnds.Replace(r.Cells[j].Text)), " ")
				if label == organizationLabel {
					t.Organization = value
				} else {
					t.Assessment = value
				}
			case form != "" && (title == "" || formOf(title) == "kiso"):
				if title != "" {
					s.leaveOut(r.Number, r.Cells[j].Column, title)
				}
				title = text
			case !s.blank:
				s.leaveOut(r.Number, r.Cells[j].Column, text)
			}
		}
	}
	return title
}

// leaveOut notes a text that is no part of the table.
func (s *scanner) leaveOut(row, column int, text string) {
	s.warn(row, column, change.TextAround, clip(text))
}

// clip returns the beginning of a text, on one line.
func clip(text string) string {
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
	for c, columns := range s.columns {
		for _, column := range columns {
			if s.grid.HiddenColumn(column) {
				s.warn(s.heading, column, change.HiddenColumn, workbook.ColumnName(column))
			}
		}
		if columns == nil {
			s.warn(s.heading, 0, change.MissingColumn, change.Column(c).Title())
		}
	}
}

// rows returns the rows of the table.
func (s *scanner) rows() []row {
	var rows []row
	repeated := 0
	beside := make(map[int]int) // texts in columns that are none of the table's
	for i := range s.grid.Rows {
		r := &s.grid.Rows[i]
		switch {
		case r.Number < s.first:
			continue
		case s.repeats(r):
			if repeated++; repeated == 1 {
				s.warn(r.Number, 0, change.RepeatedHeading)
			}
			continue
		}
		made, own := s.row(r)
		if own == 0 || s.isNote(r, &made, own) {
			for j := range r.Cells {
				s.leaveOut(r.Number, r.Cells[j].Column, r.Cells[j].Text)
			}
			continue
		}
		if r.Hidden {
			s.warn(r.Number, 0, change.HiddenRow)
		}
		for j := range r.Cells {
			if _, ok := s.owner(r.Cells[j].Column); !ok {
				if beside[r.Cells[j].Column]++; beside[r.Cells[j].Column] == 1 {
					s.warn(r.Number, r.Cells[j].Column, change.ColumnBeside, workbook.ColumnName(r.Cells[j].Column), clip(r.Cells[j].Text))
				}
			}
		}
		rows = append(rows, made)
	}
	return rows
}

// row takes a row of the table, and returns in how many columns it has a text of
// its own.
func (s *scanner) row(r *workbook.Row) (made row, own int) {
	made.number = r.Number
	for c, columns := range s.columns {
		here := &made.cells[c]
		here.number, here.merged = r.Number, true
		for _, column := range columns {
			from := r
			if top := s.top(r.Number, column); top != r.Number {
				from = s.find(top)
			} else {
				here.merged = false
			}
			found := from.Cell(column)
			if here.column == 0 || here.text == "" {
				here.column = column
			}
			if found.Text == "" && found.Kind != workbook.Pending {
				continue
			}
			s.take(change.Column(c), here, from.Number, found, from == r)
		}
		if here.text == "" && here.day.IsZero() {
			here.merged = false
			if here.column > 0 {
				here.spans = []span{{row: r.Number, column: here.column}} // where something is missing
			}
		} else if !here.merged {
			own++
		}
	}
	return made, own
}

// find returns a row of the sheet.
func (s *scanner) find(number int) *workbook.Row {
	if i, found := slices.BinarySearchFunc(s.grid.Rows, number, func(r workbook.Row, n int) int { return r.Number - n }); found {
		return &s.grid.Rows[i]
	}
	return &workbook.Row{Number: number}
}

// take adds the text of a cell of the sheet to one of the table.
func (s *scanner) take(c change.Column, to *cell, row int, from *workbook.Cell, warn bool) {
	text := from.Text
	if strings.ContainsAny(text, "\r\v\u2028\u2029") {
		text = lineEnds.Replace(text)
	}
	if warn {
		switch {
		case from.Kind == workbook.Pending:
			s.warn(row, from.Column, change.NoValue)
		case from.Kind == workbook.Fault:
			s.warn(row, from.Column, change.FaultValue, text)
		case c == change.DateColumn && !from.Day.IsZero():
		case from.Kind == workbook.Number:
			s.warn(row, from.Column, change.NumberShown, text)
		}
	}
	if c == change.DateColumn && !from.Day.IsZero() && to.text == "" && to.day.IsZero() {
		to.day = from.Day
		to.spans = append(to.spans, span{0, row, from.Column, text, 0})
		return
	}
	if !to.day.IsZero() { // a day, and a text beside it
		to.text, to.day = shown("", to.spans), time.Time{}
	}
	if to.text != "" {
		to.text += "\n"
	}
	to.spans = append(to.spans, span{len(to.text), row, from.Column, text, 0})
	to.text += text
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

// note is how a note below a table begins, squeezed: ※, （注１）, 注：, 備考. Not so
// 注意喚起を行う.
var note = regexp.MustCompile(`^[(\[]?(※|\*|注([0-9:)\].]|記|$)|備考([0-9:)\].]|$))`)

// isNote reports whether a row below the heading is none of the table: a note, a
// band, the title of the next page.
func (s *scanner) isNote(r *workbook.Row, made *row, own int) bool {
	for c := range made.cells {
		if p := split(made.cells[c].text); p.continued || p.tail != "" {
			return false
		}
	}
	has := func(c change.Column) bool { return made.cells[c].text != "" || !made.cells[c].day.IsZero() }
	if !has(change.ItemColumn) && !has(change.BeforeColumn) && !has(change.AfterColumn) {
		// Nothing is said to have changed: then there must be a day at least.
		date := &made.cells[change.DateColumn]
		_, reading := change.ReadDate(date.text)
		return date.day.IsZero() && reading == change.NoDate && !change.IsDitto(date.text)
	}
	if own > 1 {
		return false
	}
	c := 0
	for made.cells[c].merged || !has(change.Column(c)) {
		c++
	}
	only := &made.cells[c]
	if note.MatchString(change.Squeeze(only.text)) {
		return true
	}
	// A cell that is merged over other columns of the table.
	m, ok := s.corners[[2]int{r.Number, only.column}]
	return ok && m.Right > m.Left && !slices.Contains(s.columns[c], m.Right)
}
