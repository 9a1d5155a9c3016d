package into

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/verify"
	"betten/internal/workbook"
	"betten/internal/xlsx"
)

// A Fill is a workbook whose change table was filled in.
type Fill struct {
	Data     []byte
	Rows     int // that were written
	splice   splice
	expected []newRow
}

// Fill writes the rows of a sheet in the place of those of the table, or, if adding,
// below them. The sheet must have been laid out in the target's form and rulers. The fill
// is nil if there is an error among the problems; an error says that the workbook is
// broken where nothing was read before, or that what came out is not what was meant.
//
// What is written was read back and compared with the original, part by part.
func (o *original) Fill(s *layout.Sheet, adding bool) (*Fill, []change.Problem, error) {
	rows := make([]newRow, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		rows[i].height = strconv.FormatFloat(r.Height.Points(), 'f', -1, 64)
		for c := range r.Cells {
			rows[i].texts[c] = strings.ToValidUTF8(r.Cells[c].Text, "\uFFFD")
			if r.Cells[c].Text != "" && o.area.Columns[c] == nil {
				return nil, o.fail(change.LacksColumn, workbook.CellName(1, o.area.Heading), change.Column(c).Title()), nil
			}
		}
	}
	f, problems, err := o.fill(rows, adding)
	if errors.Is(err, workbook.ErrTooLarge) {
		return nil, []change.Problem{xlsx.Fault(o.file, err)}, nil
	}
	if f == nil {
		return nil, problems, err
	}
	if damage := verify.Compare(o.data, f.Data, f.change(o)); len(damage) > 0 {
		return nil, nil, fmt.Errorf("%w: %s", ErrDamaged, strings.Join(damage, "; "))
	}
	return f, problems, nil
}

// change returns what the filling is said to have done.
func (f *Fill) change(o *original) verify.Change {
	c := verify.Change{Sheet: o.Sheet, First: f.splice.first, End: f.splice.end}
	for _, r := range f.expected {
		texts := make(map[int]string)
		for column, text := range r.texts {
			if text != "" {
				texts[o.area.Columns[column][0]] = text
			}
		}
		c.Rows = append(c.Rows, verify.Row{Height: r.height, Texts: texts})
	}
	return c
}

// ErrDamaged says that a filled workbook differs from the original where it must not. It
// is never written.
var ErrDamaged = errors.New("the filled workbook is damaged")

// span returns the splice of so many rows.
func (o *original) span(rows int, adding bool) splice {
	s := splice{first: o.area.First, end: o.endRow, made: rows, last: o.lastRow, heading: o.area.Heading}
	if adding {
		s.first = max(s.first, o.lastRow+1)
	}
	return s
}

// fill fills the table without looking at the outcome.
func (o *original) fill(rows []newRow, adding bool) (*Fill, []change.Problem, error) {
	s := o.span(len(rows), adding)
	if len(rows) == 0 && adding {
		s.end = s.first
		return &Fill{Data: o.data, splice: s}, nil, nil
	}
	if !o.fits(s) {
		return nil, o.fail(change.TooManyRows, ""), nil
	}
	way, err := o.obstacles(s)
	if err != nil {
		return nil, nil, err
	}
	if len(way.found) > 0 {
		return nil, way.found, nil
	}
	return o.write(s, rows, way.computes)
}

// write makes the workbook in which rows have taken the place of others. With computes,
// Excel is asked to recompute all formulas.
func (o *original) write(s splice, rows []newRow, computes bool) (*Fill, []change.Problem, error) {
	o.style.Forget()
	sheet := o.sheetEdits(s, rows)
	main, err := o.book.Part(o.book.Main())
	if err != nil {
		return nil, nil, err
	}
	bookEdits, found, err := o.bookEdits(s, main, computes || sheet.computes)
	if err != nil {
		return nil, nil, err
	}
	if found = append(sheet.found, found...); len(found) > 0 {
		return nil, found, nil
	}
	changed := map[string][]byte{
		o.part:        workbook.Apply(o.xml, sheet.edits),
		o.book.Main(): workbook.Apply(main, bookEdits),
	}
	for _, change := range []func(splice, map[string][]byte) error{o.changeStyles, o.changeObjects, o.changeChain} {
		if err := change(s, changed); err != nil {
			return nil, nil, err
		}
	}
	data, err := o.book.Rewrite(o.data, changed)
	if err != nil {
		return nil, nil, err
	}
	return &Fill{Data: data, Rows: len(rows), splice: s, expected: rows}, sheet.notes, nil
}

// Missing returns the table without the entries that the workbook already has: those
// with the same date, item and texts. White space is not compared, since the seams of cut
// cells may hide it.
func (o *original) Missing(t *change.Table) *change.Table {
	there := make(map[[4]string]bool)
	sheets, _ := xlsx.Read(o.file, o.data, o.Sheet)
	for _, s := range sheets {
		for i := range s.Table.Entries {
			there[entryKey(&s.Table.Entries[i])] = true
		}
	}
	rest := *t
	rest.Entries = nil
	from := &partLocator{of: t}
	for i := range t.Entries {
		if !there[entryKey(&t.Entries[i])] {
			rest.Entries = append(rest.Entries, t.Entries[i])
			from.entries = append(from.entries, i)
		}
	}
	rest.Locator = from
	return &rest
}

// entryKey is what makes an entry the same as another.
func entryKey(e *change.Entry) [4]string {
	day := e.Date.Text
	if !e.Date.Day.IsZero() {
		day = change.EraDate(e.Date.Day)
	}
	return [4]string{withoutSpace(day), withoutSpace(e.Item), withoutSpace(e.Before), withoutSpace(e.After)}
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// A partLocator finds places of a table that has only some entries of another.
type partLocator struct {
	of      *change.Table
	entries []int // in the other
}

// Locate implements change.Locator.
func (l *partLocator) Locate(p change.Place) change.Position {
	if p.Entry >= 0 && p.Entry < len(l.entries) {
		p.Entry = l.entries[p.Entry]
	}
	return l.of.At(p)
}

// Made reports whether a file is what filling this very workbook made, with no change
// since: its rows, written into the workbook once more, give the same file. So a document
// that is submitted needs no mark of ours.
func (o *original) Made(data []byte) bool {
	made, _ := open(o.file, data, o.Sheet)
	if made == nil {
		return false
	}
	for _, adding := range []bool{false, true} {
		first := o.span(0, adding).first
		if f, _, err := o.fill(made.written(first), adding); err == nil && f != nil && bytes.Equal(f.Data, data) {
			return true
		}
	}
	return false
}

// written returns the rows of the table from a number on, as the part has them.
func (o *original) written(first int) []newRow {
	var rows []newRow
	for _, r := range o.rows {
		if r.Number < first || r.Number > o.lastRow {
			continue
		}
		row := newRow{height: r.Node.Attr("ht")}
		for c, columns := range o.area.Columns {
			if columns != nil {
				row.texts[c] = o.grid.Row(r.Number).Cell(columns[0]).Text
			}
		}
		rows = append(rows, row)
	}
	return rows
}
