package grid

import (
	"strings"
	"time"

	"betten/internal/change"
	"betten/internal/record"
)

// A draft is an entry while its rows are joined.
type draft struct {
	texts [change.Columns]string
	spans [change.Columns][]span
	day   time.Time

	last [change.Columns]part // what the row joined last added
}

// append adds a text to a column.
func (d *draft) append(column int, text string, from ...span) {
	for _, s := range from {
		s.at += len(d.texts[column])
		d.spans[column] = append(d.spans[column], s)
	}
	d.texts[column] += text
}

// entry returns the entry of the draft, and gives the locator the cells that its
// texts come from.
func (d *draft) entry(l *locator) change.Entry {
	l.entries = append(l.entries, d.spans)
	date := change.TextDate(d.texts[change.DateColumn])
	if !d.day.IsZero() {
		date = change.Date{Day: d.day}
	}
	return change.Entry{
		Date: date, Item: d.texts[change.ItemColumn],
		Before: d.texts[change.BeforeColumn], After: d.texts[change.AfterColumn],
		Timing: d.texts[change.TimingColumn], Explanation: d.texts[change.ExplanationColumn],
	}
}

// A joiner makes entries of the rows of a table, joining those that continue
// another (継続行).
type joiner struct {
	*scanner
	record  *record.Record // of seams that may still be as they were; or nil
	entries []change.Entry
	current *draft    // nil before the first row
	above   *TableRow // the row joined last
}

// A part is the text of a cell, its marks taken off, and the empty lines that keep
// them apart.
type part struct {
	text      string
	at        int    // where it begins, in bytes of the cell's text
	continued bool   // a mark stood at its head
	tail      string // what followed it, if a mark did

	// Our own marks are set apart from the text by one empty line. These are those
	// beyond it, which may be of the text.
	before, behind string
}

// split takes the marks off a cell's text.
func split(text string) part {
	p := part{text: text}
	if rest, _, ok := change.CutContinued(text); ok {
		p.continued = true
		p.text = dropBlankHead(rest)
		p.before = strings.TrimPrefix(rest[:len(rest)-len(p.text)], ownGap)
		p.at = len(text) - len(p.text)
	}
	if rest, _, ok := change.CutContinues(p.text); ok {
		whole := p.text
		p.text = dropBlankEnd(rest)
		p.behind = strings.TrimSuffix(rest[len(p.text):], ownGap)
		p.tail = whole[len(p.text):]
	}
	return p
}

// ownGap separates a text from a mark of ours.
const ownGap = "\n\n"

// dropBlankHead returns a text without the empty lines it begins with.
func dropBlankHead(s string) string {
	for {
		line, rest, more := strings.Cut(s, "\n")
		if !more || strings.TrimSpace(line) != "" {
			return s
		}
		s = rest
	}
}

// dropBlankEnd returns a text without the empty lines it ends with.
func dropBlankEnd(s string) string {
	for {
		i := strings.LastIndexByte(s, '\n')
		if i < 0 || strings.TrimSpace(s[i+1:]) != "" {
			return s
		}
		s = s[:i]
	}
}

// add joins a row.
func (j *joiner) add(r *TableRow) {
	var parts [change.Columns]part
	for c := range parts {
		if !r.Cells[c].Merged {
			parts[c] = split(r.Cells[c].Text)
		}
	}
	if j.current != nil && j.continues(r, &parts) {
		j.extend(r, &parts)
	} else {
		j.begin(r, &parts)
	}
	j.above = r
}

// continues reports whether a row continues the one above: there is a mark at
// either side of the seam. A mark at the upper side alone is a slip if another
// item begins below it.
func (j *joiner) continues(r *TableRow, parts *[change.Columns]part) bool {
	goesOn := false
	for c := range parts {
		if parts[c].continued {
			return true
		}
		goesOn = goesOn || j.current.last[c].tail != ""
	}
	item := r.Cells[change.ItemColumn].Text
	return goesOn && (item == "" || change.IsDitto(item) || j.current.last[change.ItemColumn].tail != "" ||
		change.Squeeze(item) == change.Squeeze(j.current.texts[change.ItemColumn]))
}

// begin begins a new entry.
func (j *joiner) begin(r *TableRow, parts *[change.Columns]part) {
	previous := j.current
	j.finish()
	d := &draft{}
	for c := range parts {
		cell := &r.Cells[c]
		// A mark at the head that continues nothing stays: it is warned of later.
		d.append(c, strings.TrimSuffix(cell.Text, parts[c].tail), cell.spans...)
		d.last[c] = parts[c]
	}
	d.day = r.Cells[change.DateColumn].Day
	if previous != nil {
		j.repeat(d, previous, r)
	}
	for c := range d.spans {
		if len(d.spans[c]) == 0 { // of a column that the table lacks
			d.spans[c] = []span{{row: r.Number, column: j.leftmost()}}
		}
	}
	j.current = d
}

// repeat fills what a row says by 同上, or, for the item, by saying nothing.
func (j *joiner) repeat(d, previous *draft, r *TableRow) {
	for _, c := range []change.Column{change.DateColumn, change.ItemColumn, change.TimingColumn} {
		cell := &r.Cells[c]
		ditto := change.IsDitto(cell.Text) || c == change.ItemColumn && strings.TrimSpace(cell.Text) == ""
		if !ditto || cell.Merged || j.Columns[c] == nil || previous.texts[c] == "" && previous.day.IsZero() {
			continue
		}
		j.warn(r.Number, cell.column, change.RepeatedAbove, c.Title(), Clip(shown(previous.texts[c], previous.spans[c])))
		d.texts[c], d.spans[c], d.last[c] = "", nil, part{}
		d.append(int(c), previous.texts[c], span{row: r.Number, column: cell.column, text: cell.Text})
		if c == change.DateColumn {
			d.day = previous.day
		}
	}
}

// skip returns the spans of a cell's text from a place on.
func skip(spans []span, at int) []span {
	if at == 0 {
		return spans
	}
	var rest []span
	for i, s := range spans {
		switch {
		case s.at >= at:
			s.at -= at
		case i+1 == len(spans) || spans[i+1].at > at:
			s.skip, s.at = s.skip+at-s.at, 0
		default:
			continue
		}
		rest = append(rest, s)
	}
	return rest
}

// extend joins a row to the entry.
func (j *joiner) extend(r *TableRow, parts *[change.Columns]part) {
	d := j.current
	for i := range parts {
		c, cell, p := change.Column(i), &r.Cells[i], &parts[i]
		switch {
		case cell.Merged, cell.Text == "" && cell.Day.IsZero():
			// The side was finished above, or goes on further below.
			continue
		case p.continued || d.last[i].tail != "":
			j.join(r, c, p)
		case d.texts[i] == "" && (c != change.DateColumn || d.day.IsZero()):
			d.append(i, p.text, skip(cell.spans, p.at)...)
			if c == change.DateColumn {
				d.day = cell.Day
			}
		case change.IsDitto(cell.Text),
			change.Squeeze(cell.Text) == change.Squeeze(d.texts[i]) && (c != change.DateColumn || cell.Day.Equal(d.day)),
			j.above.Cells[i].Text == cell.Text && j.above.Cells[i].Day.Equal(cell.Day):
			continue
		case c == change.BeforeColumn || c == change.AfterColumn || c == change.ExplanationColumn:
			j.join(r, c, p)
		default:
			j.warn(r.Number, cell.column, change.DifferentAbove, c.Title(), Clip(shown(cell.Text, cell.spans)))
			continue
		}
		d.last[i] = *p
	}
}

// join joins a cell to the text above it.
func (j *joiner) join(r *TableRow, c change.Column, p *part) {
	d, cell := j.current, &r.Cells[c]
	if c == change.DateColumn { // a day that is part of a text is one
		if !d.day.IsZero() {
			d.texts[c], d.day = shown("", d.spans[c]), time.Time{}
		}
		if !cell.Day.IsZero() {
			p.text = shown("", cell.spans)
		}
	}
	if d.texts[c] == "" {
		d.append(int(c), p.text, skip(cell.spans, p.at)...)
		return
	}
	last := &d.last[c]
	if gap, ok := j.record.Gap(last.before+last.text+last.behind, p.before+p.text+p.behind); ok {
		d.texts[c] += last.behind + strings.Repeat("\n", gap) + p.before
		d.append(int(c), p.text, skip(cell.spans, p.at)...)
		return
	}
	glue, kind := glue(d.texts[c], p.text, d.texts[change.BeforeColumn], d.texts[change.AfterColumn])
	j.warnAt(r.Number, cell.column, p.at, kind)
	d.texts[c] += glue
	d.append(int(c), p.text, skip(cell.spans, p.at)...)
}

// finish ends the entry. A mark that nothing continues stays in the text.
func (j *joiner) finish() {
	if j.current == nil {
		return
	}
	for c := range j.current.last {
		j.current.texts[c] += j.current.last[c].tail
	}
	j.entries = append(j.entries, j.current.entry(j.locator))
}

// end ends the last entry.
func (j *joiner) end() {
	j.finish()
	j.current = nil
}
