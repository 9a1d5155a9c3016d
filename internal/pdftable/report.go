package pdftable

import (
	"fmt"

	"betten/internal/change"
)

// warn reports something about a page; 0 is the whole document.
func (d *document) warn(page int, k change.Kind, values ...string) {
	d.problems = append(d.problems, change.Problem{Kind: k, At: d.onPage(page), Values: values})
}

// onPage returns the position of a page.
func (d *document) onPage(page int) change.Position {
	at := change.Position{File: d.file}
	if page > 0 {
		at.Cell = d.name(page, 0, "")
	}
	return at
}

// refuse reports why there is no table, as a fault of the whole file. It returns false.
func (d *document) refuse(k change.Kind, values ...string) bool {
	d.problems = append(d.problems, change.Problem{Severity: change.Error, Kind: k, At: d.onPage(0), Values: values})
	return false
}

// counts are the numbers reported at the end.
type counts struct{ joined, kept, forced int }

// quoted is how many characters a note quotes on each side of a line end.
const quoted = 8

// note reports the guesses in a cell.
func (d *document) note(number, column int, j *joiner, made *composed, cell *cell) {
	d.counts.joined += made.joined
	d.counts.kept += made.kept
	d.counts.forced += made.forced
	at := change.Position{File: d.file, Line: number, Cell: d.name(d.places[number][0], d.places[number][1], d.columnName(column+1))}
	add := func(k change.Kind, values ...string) {
		d.problems = append(d.problems, change.Problem{Kind: k, At: at, Values: values})
	}
	for _, n := range made.notes {
		seam := tail(j.lines[n.line].text()) + "｜" + head(j.lines[n.line+1].text())
		switch n.how {
		case softEnds, softShort:
			add(change.LineJoined, seam)
		case hardBelow, hardHead:
			add(change.LineKept, seam)
		case hardItem:
			if j.kind != change.ItemColumn { // in items, each level is on a line of its own
				add(change.LineKept, seam)
			}
		}
	}
	if made.blanks > 0 {
		add(change.BlanksRestored, fmt.Sprint(made.blanks))
	}
	if made.empty > 0 {
		add(change.EmptyLineRestored)
	}
	if cell.cut {
		add(change.CutInPrint)
	}
}

func tail(s string) string {
	r := []rune(trimRight(s))
	return string(r[max(0, len(r)-quoted):])
}

func head(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), quoted)])
}

// summary reports how the table was read.
func (d *document) summary(rows, entries int) {
	hidden := 0
	for _, p := range d.pages {
		hidden += p.Hidden
	}
	if hidden > 0 {
		d.warn(0, change.HiddenCharacters, fmt.Sprint(hidden))
	}
	d.warn(0, change.ReadFromPDF, fmt.Sprint(rows), fmt.Sprint(entries), fmt.Sprint(d.counts.joined), fmt.Sprint(d.counts.kept))
}
