package into

import (
	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/workbook"
)

// bounds finds the last row of the table and the one behind it, and says what in
// between is none of it.
func (h *Host) bounds() {
	title, entries := h.area.Rows()
	h.Title = title
	of := make(map[int]bool)
	h.entries = of
	for i := range entries {
		if (h.interrupted(entries[i].Number) || h.unlike(entries[0].Number, entries[i].Number)) && !isEntry(&entries[i]) {
			break
		}
		of[entries[i].Number] = true
		h.lastRow = entries[i].Number
	}
	for _, m := range h.grid.Merged { // of which an entry's cells may be several rows high
		if _, own := h.area.Owner(m.Left); own && m.Top <= h.lastRow && m.Top >= h.area.First {
			h.lastRow = max(h.lastRow, m.Bottom)
		}
	}
	h.endRow = max(h.area.First, h.lastRow+1)
	for _, r := range h.rows {
		if r.number == h.endRow && h.blank(r) {
			h.endRow++
		}
	}
	h.model = h.row(h.area.Heading)
	h.plain = true
	for _, r := range h.rows {
		if r.number >= h.area.First && r.number < h.endRow && (of[r.number] || h.lastRow == 0) {
			h.model, h.plain = r.node, false
			break
		}
	}
	if h.width == nil {
		h.width = workbook.ReadColumns(h.root, 7)
	}
	for c, columns := range h.area.Columns {
		if columns == nil {
			continue
		}
		h.base[c] = h.styleOf(h.model, columns[0])
		if h.plain && h.width.Style(columns[0]) > 0 {
			h.base[c] = h.width.Style(columns[0])
		}
		// A cell whose text begins as a formula does is quoted: its row's own
		// matter, not the column's.
		for _, r := range h.rows {
			if of[r.number] && h.style.Look(h.base[c]).Quoted {
				h.base[c] = h.styleOf(r.node, columns[0])
			}
		}
	}
}

// interrupted reports whether something other than entries, their framed rows and
// headings that are repeated stands between a row and the entry above it.
func (h *Host) interrupted(number int) bool {
	if h.lastRow == 0 {
		return false
	}
	empty := number - h.lastRow - 1
	for i, _ := h.seek(h.lastRow + 1); i < len(h.rows) && h.rows[i].number < number; i++ {
		if h.blank(h.rows[i]) {
			empty--
		}
	}
	for i, _ := h.holds(h.lastRow + 1); i < len(h.grid.Rows) && h.grid.Rows[i].Number < number; i++ {
		if r := &h.grid.Rows[i]; h.area.Repeats(r) || h.repeatsTitle(r) {
			empty--
		}
	}
	return empty > 0
}

// repeatsTitle reports whether a row has nothing but the title of the table once
// more, as above the headings of the next page.
func (h *Host) repeatsTitle(r *grid.Row) bool {
	return h.Title != "" && len(r.Cells) == 1 && change.Squeeze(grid.Clip(r.Cells[0].Text)) == change.Squeeze(grid.Clip(h.Title))
}

// unlike reports whether a row has no frames, though the first entry has.
func (h *Host) unlike(first, number int) bool {
	a, b := h.row(first), h.row(number)
	column := h.area.Columns[change.BeforeColumn][0]
	return a != nil && b != nil && h.style.Look(h.styleOf(a, column)).Framed && !h.style.Look(h.styleOf(b, column)).Framed
}

// isEntry reports whether a row is one of the table wherever it stands: it has a date
// and a text before or after the change, or goes on with the row above. A note below
// the table may stand in several cells too, but in none of the dates; one that stands
// alone is taken for a note.
func isEntry(r *grid.TableRow) bool {
	own := 0
	for c := range r.Cells {
		if r.Cells[c].Text != "" || !r.Cells[c].Day.IsZero() {
			own++
		}
		if _, _, ok := change.CutContinued(r.Cells[c].Text); ok {
			return true
		}
	}
	date := &r.Cells[change.DateColumn]
	_, reading := change.ReadDate(date.Text)
	dated := !date.Day.IsZero() || date.Merged || change.IsDitto(date.Text) || date.Text == "" || reading != change.NoDate
	return own > 1 && dated && (r.Cells[change.BeforeColumn].Text != "" || r.Cells[change.AfterColumn].Text != "")
}

// blank reports whether a row holds nothing but the frames of the table's cells.
func (h *Host) blank(r hostRow) bool {
	if _, ok := h.holds(r.number); ok {
		return false
	}
	for _, columns := range h.area.Columns {
		if columns != nil && !h.style.Look(h.styleOf(r.node, columns[0])).Framed {
			return false
		}
	}
	return true
}
