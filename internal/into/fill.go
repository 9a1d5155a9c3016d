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
	expected []hostText
}

// Fill writes the rows of a sheet in the place of those that stand in the table, or
// behind them. The sheet must have been laid out in the host's form and rulers. It is
// nil if there is an error among the problems; an error tells that the workbook is
// broken where nobody looked before, or that what came out is not what was meant.
//
// What is written was read back and compared with the host, part by part.
func (h *Host) Fill(s *layout.Sheet, behind bool) (*Fill, []change.Problem, error) {
	rows := make([]hostText, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		rows[i].height = strconv.FormatFloat(r.Height.Points(), 'f', -1, 64)
		for c := range r.Cells {
			rows[i].texts[c] = strings.ToValidUTF8(r.Cells[c].Text, "\uFFFD")
			if r.Cells[c].Text != "" && h.area.Columns[c] == nil {
				return nil, h.fail(change.LacksColumn, workbook.CellName(1, h.area.Heading), change.Column(c).Title()), nil
			}
		}
	}
	f, problems, err := h.fill(rows, behind)
	if errors.Is(err, workbook.ErrTooLarge) {
		return nil, h.fail(xlsx.Fault(err), "", xlsx.FaultyCell(err)...), nil
	}
	if f == nil {
		return nil, problems, err
	}
	if damage := verify.Compare(h.data, f.Data, f.change(h)); len(damage) > 0 {
		return nil, nil, fmt.Errorf("%w: %s", ErrDamaged, strings.Join(damage, "; "))
	}
	return f, problems, nil
}

// change returns what the filling is said to have done.
func (f *Fill) change(h *Host) verify.Change {
	c := verify.Change{Sheet: h.Sheet, First: f.splice.first, End: f.splice.end}
	for _, r := range f.expected {
		texts := make(map[int]string)
		for column, text := range r.texts {
			if text != "" {
				texts[h.area.Columns[column][0]] = text
			}
		}
		c.Rows = append(c.Rows, verify.Row{Height: r.height, Texts: texts})
	}
	return c
}

// ErrDamaged tells that a filled workbook differs from its host where it must not. It
// is never written.
var ErrDamaged = errors.New("the filled workbook is damaged")

// span returns the splice of so many rows.
func (h *Host) span(rows int, behind bool) splice {
	s := splice{first: h.area.First, end: h.endRow, made: rows, last: h.lastRow}
	if behind {
		s.first = max(s.first, h.lastRow+1)
	}
	return s
}

// fill fills the table without looking at the outcome.
func (h *Host) fill(rows []hostText, behind bool) (*Fill, []change.Problem, error) {
	s := h.span(len(rows), behind)
	if len(rows) == 0 && behind {
		s.end = s.first
		return &Fill{Data: h.data, splice: s}, nil, nil
	}
	if bottom := s.first + s.made - 1; bottom > workbook.MaxRow || h.rows[len(h.rows)-1].number+max(0, s.delta()) > workbook.MaxRow {
		return nil, h.fail(change.TooManyRows, ""), nil
	}
	if problems, err := h.obstacles(s); err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	return h.write(s, rows)
}

// write makes the workbook in which rows have taken the place of others.
func (h *Host) write(s splice, rows []hostText) (*Fill, []change.Problem, error) {
	h.style.Forget()
	edits, problems := h.sheetEdits(s, rows)
	main, err := h.book.Part(h.book.Main())
	if err != nil {
		return nil, nil, err
	}
	bookEdits, more, err := h.bookEdits(s, main)
	if err != nil {
		return nil, nil, err
	}
	if problems = append(problems, more...); len(problems) > 0 {
		return nil, problems, nil
	}
	changed := map[string][]byte{
		h.of.PartOf():       workbook.Apply(h.part, edits),
		h.book.Main():       workbook.Apply(main, bookEdits),
		h.book.StylesPart(): h.style.Bytes(),
	}
	if err := h.changeChain(s, changed); err != nil {
		return nil, nil, err
	}
	data, err := h.book.Rewrite(h.data, changed)
	return &Fill{Data: data, Rows: len(rows), splice: s, expected: rows}, nil, err
}

// Missing returns the table without the entries that the workbook has already: those
// of the same date, item and texts, but for white space, which the seams of cut cells
// may hide.
func (h *Host) Missing(t *change.Table) *change.Table {
	there := make(map[[4]string]bool)
	sheets, _ := xlsx.Read(h.file, h.data, h.Sheet)
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

// Made reports whether a file is what filling this very host made, and nobody has
// saved since: its rows, written into the host once more, give the same file. So no
// mark of ours need stand in a document that is submitted.
func (h *Host) Made(data []byte) bool {
	made := &Host{file: h.file, data: data}
	book, err := workbook.Open(data)
	if err != nil {
		return false
	}
	made.book = book
	if kind, _, err := made.find(h.Sheet); err != nil || kind != "" || made.read() != nil {
		return false
	}
	for _, behind := range []bool{false, true} {
		first := h.span(0, behind).first
		if f, _, err := h.fill(made.written(first), behind); err == nil && f != nil && bytes.Equal(f.Data, data) {
			return true
		}
	}
	return false
}

// written returns the rows of the table from one on, as they stand in the part.
func (h *Host) written(first int) []hostText {
	var rows []hostText
	for _, r := range h.rows {
		if r.number < first || r.number > h.lastRow {
			continue
		}
		row := hostText{height: r.node.Attr("ht")}
		if i, ok := h.holds(r.number); ok {
			for c, columns := range h.area.Columns {
				if columns != nil {
					row.texts[c] = h.grid.Rows[i].Cell(columns[0]).Text
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}
