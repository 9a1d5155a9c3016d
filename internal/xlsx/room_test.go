package xlsx_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/source"
	"betten/internal/specimen"
	"betten/internal/witness"
)

// A measured is how many rows have room for less than the witness needs, and for two
// lines or more that it does not.
type measured struct{ rows, low, spare int }

// measure has the witness print a table and compares its lines to the rows'.
func measure(t *testing.T, table *change.Table) (m measured) {
	t.Helper()
	s := lay(t, specimen.Juten(), table)
	workbook := write(t, s)
	rows := readRows(t, s, workbook, witness.PrintOut(t, workbook))
	if len(rows) != len(s.Rows) {
		t.Fatalf("%d rows in print, want %d", len(rows), len(s.Rows))
	}
	m.rows = len(rows)
	for i := range s.Rows {
		room, needed := int(s.Rows[i].Height/s.Form.Book.Pitch), 1
		for c := range change.Columns {
			cell := &s.Rows[i].Cells[c]
			counts, err := rows[i][c].Fit(cell.Text)
			if err != nil {
				t.Errorf("row %d, %v: %v", i+1, change.Column(c), err)
			}
			needed = max(needed, rows[i][c].Need(cell.Text, counts))
		}
		switch {
		case needed > room:
			m.low++
			t.Logf("row %d needs %d lines and has %d: %s; %s", i+1, needed, room, show(s, i), strings.Join(rows[i][change.BeforeColumn].Texts(), "÷"))
		case needed < room-1:
			m.spare++
			t.Logf("row %d needs %d lines and has %d: %s", i+1, needed, room, show(s, i))
		}
	}
	return m
}

func show(s *layout.Sheet, row int) string {
	return strings.Join(s.Rows[row].Cells[change.BeforeColumn].Strings(), "÷") + " | " + strings.Join(s.Rows[row].Cells[change.AfterColumn].Strings(), "÷")
}

// Of a hundred rows the witness finds at most one too low, and at most five with two
// lines to spare.
func TestRowsHaveRoomForTheWitnessAndLittleMore(t *testing.T) {
	witness.Need(t)
	data, err := os.ReadFile("../../examples/mihon.toml")
	if err != nil {
		t.Fatal(err)
	}
	example, _ := source.Entries("mihon.toml", data)
	r := rand.New(rand.NewPCG(12, 34))
	random := &change.Table{}
	for i := range 300 {
		random.Entries = append(random.Entries, change.Entry{
			Date: change.TextDate("令和8年4月1日"), Item: fmt.Sprintf("段落%d", i+1), Before: witness.Paragraph(r), Timing: change.After,
		})
	}
	var all measured
	for name, table := range map[string]func(*testing.T) *change.Table{
		"the example":              func(*testing.T) *change.Table { return example },
		"300 paragraphs":           func(*testing.T) *change.Table { return random },
		"the published attachment": func(t *testing.T) *change.Table { return specimen.Reference(t, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			m := measure(t, table(t))
			t.Logf("%+v", m)
			all.rows, all.low, all.spare = all.rows+m.rows, all.low+m.low, all.spare+m.spare
		})
	}
	if all.rows < 300 || all.low*100 > all.rows || all.spare*20 > all.rows {
		t.Errorf("%+v", all)
	}
}
