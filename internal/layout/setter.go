package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
)

// tolerance is the part of a column's width, in 1/1000, by which it is narrowed for a
// second count of lines. Viewers differ by a little, and the larger count governs.
const tolerance = 985

// A setter sets text in one column. It reuses its lines, so only one goroutine may use
// it. fresh makes others of its kind.
type setter struct {
	ruler  *text.Ruler
	width  text.Length
	narrow text.Length // the width at which lines are counted once more; 0 for a renderer that sets them as they are here

	lines   []text.Line              // of the last paragraph set
	counted [len(counts)][]text.Line // by each way of counting
	blocks  []block                  // of the last cell set
}

// counts are the ways in which lines are counted, at the narrow width, in addition to the
// lines shown. Viewers differ, and the largest count governs.
var counts = [...]text.Rule{
	{},                         // Excel
	{Solid: true, Latin: true}, // LibreOffice
	// A word wider than the column is set by each program in its own way.
	{Solid: true, Latin: true, Wide: text.WideWhole},
	{Solid: true, Latin: true, Wide: text.WideAtSign},
	{Solid: true, Latin: true, Wide: text.WideFull},
}

// setters returns the setter of each column of a form, in the type of a ruler. With
// tolerant, lines are also counted at the tolerance, and a column that must fit a text
// fits it at that width too.
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
		own[i].lines, own[i].counted, own[i].blocks = nil, [len(counts)][]text.Line{}, nil
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

// A paragraph is a wrapped paragraph of a text: text[start:end]. Its lines are valid
// until the setter sets another.
type paragraph struct {
	start, end int
	lines      []text.Line              // in the text
	counted    [len(counts)][]text.Line // those of each way of counting; none if they are the same
	wide       int                      // words wider than the column
	whole      bool                     // the lines reach the paragraph's end
}

// set wraps the paragraph that starts at an offset of s. If limit is not 0, it makes at
// most limit lines.
func (t *setter) set(s string, start, limit int) paragraph {
	p := paragraph{start: start, end: len(s)}
	if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
		p.end = start + i
	}
	p.lines, p.wide = t.ruler.Wrap(t.lines[:0], s[start:p.end], t.width, limit)
	shift(p.lines, start)
	p.whole = p.lines[len(p.lines)-1].End == p.end
	t.lines = p.lines
	if t.narrow > 0 { // else the renderer sets the lines as they are here
		t.count(s, &p, limit)
	}
	return p
}

// count counts the lines of a paragraph in all the other ways.
func (t *setter) count(s string, p *paragraph, limit int) {
	if p.wide > 0 {
		for i := range counts {
			t.countFrom(s, p, i, 0, limit)
		}
		return
	}
	for i, l := range p.lines {
		// Lines that fit the narrower width including their spaces are the same there.
		narrow := l.Width > t.narrow || endsInSpace(s[l.Start:l.End]) && t.ruler.Width(s[l.Start:l.End]) > t.narrow
		if !narrow && (l.End == p.end || !endsLatin(s, l.End)) {
			continue
		}
		if narrow {
			t.countFrom(s, p, 0, i, limit)
		}
		// A space after the last of these lines does not change any of them. So a long text is
		// not scanned once for each of its rows.
		last := p.lines[len(p.lines)-1].End
		if narrow {
			last = p.counted[0][len(p.counted[0])-1].End
		}
		if text.Differs(s[l.Start:min(last+len("　"), p.end)]) {
			t.countFrom(s, p, 1, i, limit)
		}
		return
	}
}

// countFrom counts the lines of a paragraph in one way, starting at one of them.
func (t *setter) countFrom(s string, p *paragraph, way, line, limit int) {
	start := p.lines[line].Start
	lines := append(t.counted[way][:0], p.lines[:line]...)
	lines = t.ruler.WrapBy(counts[way], lines, s[start:p.end], t.narrow, max(0, limit-line))
	shift(lines[line:], start)
	t.counted[way], p.counted[way] = lines, lines
}

// endsLatin reports whether LibreOffice does not end a line at an offset of s.
func endsLatin(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return text.KeepsLatin(before, after)
}

// shift moves lines by the offset of their paragraph.
func shift(lines []text.Line, by int) {
	for i := range lines {
		lines[i].Start += by
		lines[i].End += by
	}
}

func endsInSpace(line string) bool {
	return strings.HasSuffix(line, " ") || strings.HasSuffix(line, "　")
}

// A tally is how many lines a text takes: those shown, and by each way of counting.
type tally [1 + len(counts)]int

func (n tally) add(more tally) tally {
	for i := range n {
		n[i] += more[i]
	}
	return n
}

// most is the number of lines that governs.
func (n tally) most() int { return slices.Max(n[:]) }

// least is the number of lines by the way that takes the fewest.
func (n tally) least() int { return slices.Min(n[:]) }

// tally returns how many lines the paragraph takes up to a place in it.
func (p *paragraph) tally(at int) (n tally) {
	n[0] = linesTo(p.lines, at)
	for i, lines := range p.counted {
		if n[i+1] = linesTo(lines, at); lines == nil {
			n[i+1] = n[min(i, 2)] // as in Excel, or without wide words in LibreOffice
		}
	}
	return n
}

// linesTo returns how many lines it takes to reach a place.
func linesTo(lines []text.Line, at int) int {
	n := len(lines)
	for n > 1 && lines[n-1].Start >= at {
		n--
	}
	return n
}

// cell sets a whole text. The setter keeps its blocks until it sets another.
func (t *setter) cell(s string) Cell {
	c := Cell{Text: s, Of: Span{0, len(s)}}
	t.blocks = t.blocks[:0]
	if s == "" {
		return c
	}
	var used tally
	for start := 0; start <= len(s); {
		p := t.set(s, start, 0)
		b := block{start: p.start, end: p.end, lines: p.tally(p.end), single: len(p.lines) == 1}
		t.blocks = append(t.blocks, b)
		used = used.add(b.lines)
		c.wide += p.wide
		c.Lines = append(c.Lines, p.lines...)
		start = p.end + 1
	}
	c.Room = used.most()
	return c
}

// mark sets a text that is not part of the entry.
func (t *setter) mark(s string) Cell {
	c := t.cell(s)
	c.Of = Span{}
	return c
}
