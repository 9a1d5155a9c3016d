package grid

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"betten/internal/change"
	"betten/internal/specimen"
)

const officialHeadings = "変更日|項目|変更前の記載|変更後の記載|提出時期|提出時期に係る説明"

// gridOf returns a grid whose rows are given, their cells parted by |. A cell 「#n」 is
// the day n after the end of 1899, as a sheet shows it.
func gridOf(rows ...string) *Grid {
	g := &Grid{
		File:       "book.xlsx",
		CellName:   func(row, column int) string { return fmt.Sprintf("表!%c%d", 'A'+column-1, row) },
		ColumnName: func(column int) string { return string(rune('A' + column - 1)) },
	}
	for i, cells := range rows {
		r := Row{Number: i + 1}
		for j, cell := range strings.Split(cells, "|") {
			c := Cell{Column: j + 1, Text: cell}
			if n, err := strconv.Atoi(strings.TrimPrefix(cell, "#")); err == nil && cell[0] == '#' {
				c.Day = time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)
				c.Text, c.Kind = change.EraDate(c.Day), Number
			}
			if cell != "" {
				r.Cells = append(r.Cells, c)
			}
		}
		if len(r.Cells) > 0 {
			g.Rows = append(g.Rows, r)
		}
	}
	return g
}

// readOf reads the table of a grid, and checks it.
func readOf(t testing.TB, g *Grid) Reading {
	t.Helper()
	a, ok := Find(g)
	if !ok {
		t.Fatal("no table")
	}
	r := a.Read(Source{})
	r.Problems = append(r.Problems, change.Check(r.Table)...)
	change.SortProblems(r.Problems)
	return r
}

func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// checkTexts looks for the text of every cell below the heading, but for its marks: in
// the table, or in a warning.
func checkTexts(t *testing.T, g *Grid, s *Reading) {
	t.Helper()
	a, _ := Find(g)
	var all, squeezed [change.Columns]string
	for i := range s.Table.Entries {
		for c, text := range specimen.Texts(&s.Table.Entries[i]) {
			all[c] += dense(text) + "÷"
			squeezed[c] += change.Squeeze(text) + "÷"
		}
	}
	named := make(map[string]string) // what is quoted of a cell
	for _, p := range s.Problems {
		named[p.At.Cell] += strings.Join(p.Values, "÷") + "÷"
	}
	beside := make(map[int]bool)
	for i := range g.Rows {
		r := &g.Rows[i]
		if r.Number < a.First || a.Repeats(r) {
			continue
		}
		for _, c := range r.Cells {
			cell := g.CellName(r.Number, c.Column)
			column, own := a.Owner(c.Column)
			text := split(lineEnds.Replace(c.Text)).text
			switch {
			case own && column == change.DateColumn && !c.Day.IsZero(), own && change.IsDitto(c.Text):
			case own && (strings.Contains(all[column], dense(text)) || strings.Contains(squeezed[column], change.Squeeze(text))):
			case strings.Contains(named[cell], Clip(lineEnds.Replace(c.Text))), strings.Contains(named[cell], Clip(c.Text)):
				beside[c.Column] = true
			case !own && beside[c.Column]:
			default:
				t.Errorf("%s is lost: %q; table %q, warnings %v", cell, c.Text, all, s.Problems)
			}
		}
	}
}
