package layout

import (
	"betten/internal/change"
	"betten/internal/text"
)

// leastPart is the least number of lines of a side in each part of an entry that a
// review splits between pages.
const leastPart = 6

// lastTenth is how full a page of a review must be before a row may end early at a
// better place.
const lastTenth = 90

// dearLines is a number of lines of a page. Leaving them empty is as bad as splitting a
// pair of paragraphs.
const dearLines = 4

// fillPages sets the entries of a table as the rows of a review. An entry that does not
// fit the rest of its page is split there if otherwise a tenth of the page or more would
// be left empty. No row is higher than a page.
func (p *Print) fillPages(set *[change.Columns]setter) {
	whole := make([]Row, 0, len(p.Table.Entries))
	inParts(len(p.Table.Entries), func(from, to int) (rows []Row) {
		set := fresh(set)
		for i := from; i < to; i++ {
			r := Row{Entry: i, Pieces: 1}
			for c, s := range texts(p.Form, &p.Table.Entries[i]) {
				r.Cells[c] = set[c].cell(s)
			}
			r.Height = p.heightOf(&r)
			rows = append(rows, r)
		}
		return rows
	}, func(rows []Row) { whole = append(whole, rows...) })

	body := p.body(Page{})
	left := p.body(Page{Title: p.Form.Print.TitleSize * 3 / 2})
	for i := range whole {
		r := &whole[i]
		if r.Height > left && len(p.Rows) > 0 && !p.mayPart(r, left, body, set) {
			left = body
		}
		if r.Height <= left {
			p.Rows = append(p.Rows, *r)
			left -= r.Height
			continue
		}
		first := len(p.Rows)
		room := room{first: p.linesIn(left), most: p.linesIn(body), least: leastPart, full: lastTenth, dear: dearLines}
		p.Rows = appendEntry(p.Rows, p.Form, i, &p.Table.Entries[i], set, room, new(pairsOf))
		for k := first; k < len(p.Rows); k++ {
			r := &p.Rows[k]
			if r.Height = p.heightOf(r); r.Height > left {
				left = body
			}
			left -= r.Height
		}
	}
}

// linesIn returns how many lines fit a row of a given height.
func (p *Print) linesIn(height text.Length) int {
	return int((height - 2*p.Form.Print.Padding) / p.Form.Print.Pitch)
}

// mayPart reports whether an entry can be split well at the end of a page with a given
// height left, and whether this is worth it.
func (p *Print) mayPart(r *Row, left, body text.Length, set *[change.Columns]setter) bool {
	if left*10 < body {
		return false
	}
	room := room{first: p.linesIn(left), most: p.linesIn(body), least: leastPart, full: lastTenth, dear: dearLines}
	for c := range r.Cells {
		if r.Cells[c].Room <= room.first {
			continue
		}
		switch column := change.Column(c); column {
		case change.BeforeColumn, change.AfterColumn, change.ExplanationColumn:
			set[c].cell(r.Cells[c].Text)
			t := newScript(newCutter(p.Form, &set[c], room), r.Cells[c].Text, set[c].blocks)
			if !t.partsWell() {
				return false
			}
		default:
			return false // these are not parted
		}
	}
	return true
}

// partsWell reports whether a text that does not fit its first row can be cut there
// without separating what should be kept together.
func (t *script) partsWell() bool {
	return len(t.between(0, 0, t.blocks[0].lines, t.roomAt(0)-t.tail, keepAll)) > 0
}
