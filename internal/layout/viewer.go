package layout

import (
	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
)

// A Viewer is a program that shows a sheet differently from Excel: its columns hold less
// text, but its lines are closer. A row must have room for both.
type Viewer struct {
	Widths [change.Columns]text.Length // of the text of each column
	Pitch  [change.Columns]text.Length // from line to line
	Margin text.Length                 // above the first line and below the last, together
}

// pixel is the unit to which Excel rounds heights.
const pixel = text.Point * 3 / 4

// setters returns the setter of each column as the viewer sees it.
func (v *Viewer) setters(set *[change.Columns]setter) *[change.Columns]setter {
	own := new([change.Columns]setter)
	for i := range own {
		width := max(v.Widths[i], set[i].ruler.Size())
		own[i] = setter{ruler: set[i].ruler, width: width, narrow: width * tolerance / 1000}
	}
	return own
}

// raise gives rows the heights that the viewer needs, where these are greater. It returns
// false if a row would be higher than the maximum.
func (v *Viewer) raise(rows []Row, set *[change.Columns]setter) bool {
	fits := true
	for i := range rows {
		for c := range rows[i].Cells {
			cell := &rows[i].Cells[c]
			if cell.Text == "" {
				continue
			}
			need := text.Length(set[c].cell(cell.Text).Room)*v.Pitch[c] + v.Margin
			need = (need + pixel - 1) / pixel * pixel
			fits = fits && need <= form.HighestRow
			rows[i].Height = max(rows[i].Height, min(need, form.HighestRow/pixel*pixel))
		}
	}
	return fits
}
