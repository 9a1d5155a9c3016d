package layout

import (
	"math"
	"strings"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
)

// tolerance is the part of a column's width, in 1/1000, at which lines are counted
// once more: viewers differ by a little, and the larger count governs.
const tolerance = 985

// A setter sets text in one column. It keeps its lines to use them again, so it
// serves one goroutine; fresh makes others of its kind.
type setter struct {
	ruler  *text.Ruler
	width  text.Length
	narrow text.Length // the width at which lines are counted once more; 0 for a renderer that sets them as they are here

	lines, narrower, solid []text.Line // of the last paragraph set
}

// setters returns the setter of each column of a form, in the type of a ruler.
// With tolerant, lines are counted at the tolerance too, and a column that must
// fit a text fits it even then.
func setters(f *form.Form, ruler *text.Ruler, tolerant bool) *[change.Columns]setter {
	s := new([change.Columns]setter)
	for i, c := range f.Columns {
		t := setter{ruler: ruler, width: text.Length(c.Width*float64(ruler.Size()) + 0.5)}
		if c.Fits != "" {
			t.width = ruler.Width(c.Fits)
			if tolerant {
				t.width = (t.width*1000 + tolerance - 1) / tolerance
			}
		}
		if tolerant {
			t.narrow = t.width * tolerance / 1000
		}
		s[i] = t
	}
	return s
}

// fresh returns setters of the same columns for another goroutine.
func fresh(set *[change.Columns]setter) *[change.Columns]setter {
	if set == nil {
		return nil
	}
	own := *set
	for i := range own {
		own[i].lines, own[i].narrower, own[i].solid = nil, nil, nil
	}
	return &own
}

// newSheet returns a sheet without rows, its heading set.
func newSheet(f *form.Form, t *change.Table, ruler *text.Ruler, set *[change.Columns]setter) *Sheet {
	s := &Sheet{Form: f, Table: t, Ruler: ruler, Rows: make([]Row, 0, len(t.Entries))}
	for i, c := range f.Columns {
		s.Widths[i] = set[i].width
		s.Head.Cells[i] = set[i].mark(c.Heading)
	}
	return s
}

// A paragraph is a paragraph of a text, wrapped: text[start:end]. Its lines hold
// until the setter sets another.
type paragraph struct {
	start, end int
	lines      []text.Line // in the text
	narrow     []text.Line // those at the narrower width; none if they are the same
	solid      []text.Line // those there where spaces take room; none if they are no other
	wide       int         // words wider than the column, each of which may take a line more
	whole      bool        // the lines reach the paragraph's end
}

// set wraps the paragraph that starts at a place of s. At most limit lines of it
// are made, if limit is not 0.
func (t *setter) set(s string, start, limit int) paragraph {
	p := paragraph{start: start, end: len(s)}
	if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
		p.end = start + i
	}
	p.lines, p.wide = t.ruler.Wrap(t.lines[:0], s[start:p.end], t.width, limit)
	shift(p.lines, start)
	p.whole = p.lines[len(p.lines)-1].End == p.end
	t.lines = p.lines
	if t.narrow == 0 {
		p.wide = 0 // the renderer breaks words where we do
		return p
	}
	// Lines that fit the narrower width with their spaces are the same there.
	for i, l := range p.lines {
		if l.Width > t.narrow || endsInSpace(s[l.Start:l.End]) && t.ruler.Width(s[l.Start:l.End]) > t.narrow {
			rest := s[l.Start:p.end]
			t.narrower, _ = t.ruler.Wrap(append(t.narrower[:0], p.lines[:i]...), rest, t.narrow, max(0, limit-i))
			shift(t.narrower[i:], l.Start)
			p.narrow = t.narrower
			// A space behind the last of these lines changes none of them: a long text
			// is not looked through once for each of its rows.
			looked := min(t.narrower[len(t.narrower)-1].End-l.Start+len("　"), len(rest))
			if strings.ContainsAny(rest[:looked], " 　") {
				t.solid = t.ruler.WrapSolid(append(t.solid[:0], p.lines[:i]...), rest, t.narrow, max(0, limit-i))
				shift(t.solid[i:], l.Start)
				p.solid = t.solid
			}
			break
		}
	}
	return p
}

// shift moves lines by the place where their paragraph starts.
func shift(lines []text.Line, by int) {
	for i := range lines {
		lines[i].Start += by
		lines[i].End += by
	}
}

func endsInSpace(line string) bool {
	return strings.HasSuffix(line, " ") || strings.HasSuffix(line, "　")
}

// room returns how many lines the paragraph needs up to a place in it.
func (p *paragraph) room(at int) int {
	return max(linesTo(p.lines, at), linesTo(p.narrow, at), linesTo(p.solid, at)) + p.wide
}

// linesTo returns how many lines it takes to reach a place.
func linesTo(lines []text.Line, at int) int {
	n := len(lines)
	for n > 1 && lines[n-1].Start >= at {
		n--
	}
	return n
}

// cell sets a whole text.
func (t *setter) cell(s string) Cell {
	c, _ := t.fit(s, math.MaxInt32)
	return c
}

// fit sets a whole text, if it needs no more lines than room.
func (t *setter) fit(s string, room int) (Cell, bool) {
	c := Cell{Text: s, Of: Span{0, len(s)}}
	if s == "" {
		return c, true
	}
	for start := 0; start <= len(s); {
		p := t.set(s, start, room-c.Room+1)
		c.Room += p.room(p.end)
		c.wide += p.wide
		if c.Room > room || !p.whole {
			return Cell{}, false
		}
		c.Lines = append(c.Lines, p.lines...)
		start = p.end + 1
	}
	return c, true
}

// mark sets a text that is none of the entry's.
func (t *setter) mark(s string) Cell {
	c := t.cell(s)
	c.Of = Span{}
	return c
}
