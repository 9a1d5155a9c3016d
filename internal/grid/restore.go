package grid

import (
	"strings"

	"betten/internal/change"
	"betten/internal/record"
)

// restore returns the entries of a table whose record is still true of its cells; nil if
// there is no record or it is not.
func restore(g *Grid, from Source, l *locator) []change.Entry {
	if from.Record == nil {
		return nil
	}
	text := func(row, column int) string { return g.Row(row).Cell(column + 1).Text }
	var entries []change.Entry
	for _, parts := range from.Record.Restore(from.First, digest(g, from.First), text) {
		var built draft
		for column := range parts {
			for _, p := range parts[column] {
				cell := text(p.Row, column)
				built.texts[column] += strings.Repeat("\n", p.Gap)
				built.append(column, cell[p.At:p.At+p.Length], span{row: p.Row, column: column + 1, text: cell, skip: p.At})
			}
		}
		entries = append(entries, built.entry(l))
	}
	return entries
}

// digest returns the digest of the cells of a table, from its first row on.
func digest(g *Grid, first int) record.Digest {
	d := record.NewDigester()
	for i := range g.Rows {
		row := &g.Rows[i]
		if row.Number < first {
			continue
		}
		for _, c := range row.Cells {
			d.Cell(row.Number, c.Column, c.Text)
		}
	}
	return d.Digest()
}
