package xlsx

import (
	"strings"

	"betten/internal/change"
	"betten/internal/workbook"
)

// restore returns the entries of a sheet that its record still is true of; nil if
// there is no record or it is not.
func (r *record) restore(g *workbook.Grid, l *locator) []change.Entry {
	if r == nil || r.Kind != attachmentKind || r.Rows < 1 || r.Rows > workbook.MaxRow {
		return nil
	}
	cells := newDigester()
	byRow := make(map[int]*workbook.Row, len(g.Rows))
	for i := range g.Rows {
		row := &g.Rows[i]
		if row.Number < firstRow {
			continue
		}
		byRow[row.Number] = row
		for _, c := range row.Cells {
			cells.cell(row.Number, c.Column, c.Text)
		}
	}
	if cells.digest() != r.Cells {
		return nil
	}
	cuts := make(map[[2]int]*cut, len(r.Cuts))
	for i := range r.Cuts {
		cuts[[2]int{r.Cuts[i].Row, r.Cuts[i].Column}] = &r.Cuts[i]
	}
	below := make(map[int]bool, len(r.Continued))
	for _, number := range r.Continued {
		below[number] = true
	}
	var entries []change.Entry
	var built draft
	for number := firstRow; number < firstRow+r.Rows; number++ {
		row := byRow[number]
		if row == nil {
			row = &workbook.Row{Number: number}
		}
		continued := below[number]
		if continued && number == firstRow {
			return nil
		}
		if !continued && number > firstRow {
			entries = append(entries, built.entry(l))
			built = draft{}
		}
		for column := range built.texts {
			text := row.Cell(column + 1).Text
			c := cuts[[2]int{number, column}]
			switch {
			case c != nil && (c.At < 0 || c.Length < 0 || c.Length > len(text)-c.At || c.Gap < 0 || c.Gap > 2):
				return nil
			case c != nil:
				built.texts[column] += strings.Repeat("\n", c.Gap)
				built.append(column, text[c.At:c.At+c.Length], span{row: number, column: column + 1, text: text, skip: c.At})
			case !continued:
				built.append(column, text, span{row: number, column: column + 1, text: text})
			}
		}
	}
	return append(entries, built.entry(l))
}
