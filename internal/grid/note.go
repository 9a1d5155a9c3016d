package grid

import (
	"regexp"
	"slices"
	"strings"

	"betten/internal/change"
)

// note is how a note below a table begins, squeezed: ※, （注１）, 注：, 備考. Not so
// 注意喚起を行う.
var note = regexp.MustCompile(`^[(\[]?(※|\*|注([0-9:)\].]|記|$)|備考([0-9:)\].]|$))`)

// isApart reports whether a row below others is not part of the table, because an empty
// row is between them and it has neither a date nor a timing nor the mark of a row that
// continues another: the office in charge, a legend, a box for stamps. The filling of
// workbooks goes by the same rule. In a workbook to fill in, a forgotten date is likelier.
func (s *scanner) isApart(made *TableRow, above []TableRow) bool {
	if s.blank || len(above) == 0 {
		return false
	}
	for _, c := range []change.Column{change.DateColumn, change.TimingColumn} {
		if made.Cells[c].Text != "" || !made.Cells[c].Day.IsZero() {
			return false
		}
	}
	for c := range made.Cells {
		if p := split(made.Cells[c].Text); p.continued || p.tail != "" {
			return false
		}
	}
	last := above[len(above)-1].Number
	for _, m := range s.grid.Merged {
		if m.Top <= last && last < m.Bottom {
			last = m.Bottom // the row is as high as what is merged with it
		}
	}
	return made.Number > last+1
}

// isNote reports whether a row below the heading is none of the table: a note, a
// band, the title of the next page.
func (s *scanner) isNote(r *Row, made *TableRow, own int) bool {
	for c := range made.Cells {
		if p := split(made.Cells[c].Text); p.continued || p.tail != "" {
			return false
		}
	}
	has := func(c change.Column) bool { return made.Cells[c].Text != "" || !made.Cells[c].Day.IsZero() }
	if !has(change.ItemColumn) && !has(change.BeforeColumn) && !has(change.AfterColumn) {
		// Nothing is said to have changed: then there must be a day at least.
		date := &made.Cells[change.DateColumn]
		_, reading := change.ReadDate(date.Text)
		return date.Day.IsZero() && reading == change.NoDate && !change.IsDitto(date.Text)
	}
	if own > 1 {
		return false
	}
	c := 0
	for made.Cells[c].Merged || !has(change.Column(c)) {
		c++
	}
	only := &made.Cells[c]
	if note.MatchString(change.Squeeze(only.Text)) || isClosing(only.Text) {
		return true
	}
	// A cell that is merged over other columns of the table.
	m, ok := s.corners[[2]int{r.Number, only.column}]
	return ok && m.Right > m.Left && !slices.Contains(s.Columns[c], m.Right)
}

// isClosing reports whether a text says that the table ends: 以上.
func isClosing(text string) bool {
	const most = 40 // bytes
	if len(text) > most {
		return false
	}
	switch strings.Trim(change.Squeeze(text), "-ー―—()。.") {
	case "以上", "以下余白", "以上余白", "余白", "おわり", "終わり":
		return true
	}
	return false
}
