package outline

import (
	"errors"
	"fmt"
	"strings"

	"betten/internal/grid"
	"betten/internal/workbook"
)

// The maximum size of an assessment: some ten times that of a large one.
const (
	mostCells = 100_000
	mostText  = 16 << 20 // bytes
)

// Open reads the cells of a workbook and the objects over them.
func Open(file string, data []byte) (*Document, error) {
	book, err := workbook.Open(data)
	if err != nil {
		return nil, err
	}
	styles, err := book.Styles()
	if errors.Is(err, workbook.ErrTooLarge) || errors.Is(err, workbook.ErrPassword) {
		return nil, err
	}
	known := err == nil // a book without styles is treated as one without looks
	d := &Document{File: file}
	looks := make(map[int]workbook.Look)
	cells, bytes := 0, 0
	for i, sheet := range book.Sheets {
		s := &Sheet{Name: sheet.Name, index: i, file: file}
		g, err := book.Read(sheet)
		if err != nil {
			return nil, err
		}
		s.take(g, func(style int) workbook.Look {
			look, ok := looks[style]
			if !ok && known {
				look = styles.Look(style)
				looks[style] = look
			}
			return look
		})
		for _, c := range s.Cells {
			cells, bytes = cells+1, bytes+len(c.Text)
		}
		if cells > mostCells || bytes > mostText {
			return nil, fmt.Errorf("%w: more than %d cells or %d bytes of text", workbook.ErrTooLarge, mostCells, mostText)
		}
		objects, err := book.Objects(sheet)
		if err != nil {
			return nil, err
		}
		for _, o := range objects {
			name := s.Name
			if o.At.Top > 0 {
				name += "!" + workbook.CellName(o.At.Left, o.At.Top)
			}
			s.Objects = append(s.Objects, Object{Kind: ObjectKind(o.Kind), Text: o.Text, Name: name, Mark: o.State})
		}
		if sheet.Hidden {
			s.Left = HiddenSheet
		}
		d.Sheets = append(d.Sheets, s)
	}
	return d, nil
}

// take takes the visible cells of a grid.
func (s *Sheet) take(g *grid.Grid, look func(style int) workbook.Look) {
	merged := make(map[[2]int]box, len(g.Merged))
	for _, r := range g.Merged {
		merged[[2]int{r.Top, r.Left}] = box{r.Top, r.Left, r.Bottom, r.Right}
	}
	for i := range g.Rows {
		row := &g.Rows[i]
		for _, c := range row.Cells {
			name := s.Name + "!" + workbook.CellName(c.Column, row.Number)
			if c.Kind == grid.Pending {
				s.Pending = append(s.Pending, name)
			}
			if c.Text == "" {
				continue
			}
			b, ok := merged[[2]int{row.Number, c.Column}]
			if !ok {
				b = box{row.Number, c.Column, row.Number, c.Column}
			} else {
				delete(merged, [2]int{row.Number, c.Column})
			}
			l := look(c.Style)
			struck := ""
			for _, m := range c.Marks {
				if m.Kind == grid.Struck {
					struck += m.Of(c.Text)
				}
			}
			s.Cells = append(s.Cells, &Cell{
				Sheet: s, Text: strings.ReplaceAll(strings.ReplaceAll(c.Text, "\r\n", "\n"), "\r", "\n"), Day: c.Day,
				Hidden: row.Hidden || g.HiddenColumn(c.Column), Name: name, Struck: struck, Fault: c.Kind == grid.Fault,
				box: b, filled: l.Filled, locked: !l.Open,
			})
		}
	}
	for _, b := range merged {
		s.slots = append(s.slots, b)
	}
}
