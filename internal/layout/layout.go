package layout

import (
	"runtime"
	"strconv"
	"strings"
	"unicode/utf16"

	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/form"
	"betten/internal/parallel"
	"betten/internal/text"
)

// maxCell is the most UTF-16 units that a cell of Excel holds.
const maxCell = 32767

// LayOut lays out a table in the workbook's type, measured by the given ruler: every
// line, every cut, every height. All outputs of the table use the same cuts.
//
// The problems are those of the table: an item that is too long for a row, a word that
// is too wide for its column, a cell that Excel can't hold, a form whose marks leave no
// line for the text.
func LayOut(t *change.Table, f *form.Form, ruler *text.Ruler) (*Sheet, []change.Problem) {
	return layOut(t, f, ruler, setters(f, ruler, true), nil)
}

// LayOutIn lays out a table as LayOut does, but with a type for each column, as in
// another maker's sheet. It also takes into account a viewer that needs more room than
// Excel, if one is given.
func LayOutIn(t *change.Table, f *form.Form, rulers *[change.Columns]*text.Ruler, viewer *Viewer) (*Sheet, []change.Problem) {
	set := new([change.Columns]setter)
	for i, ruler := range rulers {
		set[i] = setters(f, ruler, true)[i]
	}
	return layOut(t, f, rulers[change.BeforeColumn], set, viewer)
}

func layOut(t *change.Table, f *form.Form, ruler *text.Ruler, set *[change.Columns]setter, viewer *Viewer) (*Sheet, []change.Problem) {
	var seen *[change.Columns]setter
	if viewer != nil {
		seen = viewer.setters(set)
	}
	s := newSheet(f, t, ruler, set)
	s.Head.Height = max(s.Head.lines()*f.Book.Pitch, f.Print.Heading)

	problems := roundedSizes(set)
	if s.Head.Height > form.HighestRow {
		problems = append(problems, change.Problem{
			Severity: change.Error, Kind: change.HighHeading, Values: []string{points(s.Head.Height), points(form.HighestRow)},
		})
	}
	type part struct {
		rows     []Row
		problems []change.Problem
	}
	inParts(len(t.Entries), func(from, to int) (p part) {
		set, seen := fresh(set), fresh(seen)
		for i := from; i < to; i++ {
			first, pairs := len(p.rows), new(pairsOf)
			for most := f.Book.Lines; ; most-- {
				room := room{first: most, most: most, full: lastQuarter}
				p.rows = appendEntry(p.rows[:first], f, i, &t.Entries[i], set, room, pairs)
				for j := first; j < len(p.rows); j++ {
					p.rows[j].Height = p.rows[j].lines() * f.Book.Pitch
				}
				if viewer == nil || viewer.raise(p.rows[first:], seen) || most <= fewestLines {
					break
				}
			}
			p.problems = append(p.problems, check(t, f, p.rows[first:], set)...)
		}
		return p
	}, func(p part) {
		s.Rows = append(s.Rows, p.rows...)
		problems = append(problems, p.problems...)
	})
	return s, problems
}

// roundedSizes returns a warning for each type size of the two sides in which Excel for
// Mac needs more lines than are counted here, because it rounds advances to whole points.
// Of long cells a third gain a line at 9 points and a seventh at 10.5. At 10 none do.
func roundedSizes(set *[change.Columns]setter) []change.Problem {
	var problems []change.Problem
	var last text.Length
	for _, column := range []change.Column{change.BeforeColumn, change.AfterColumn} {
		size := set[column].ruler.Size()
		if size != last && (size == 9*text.Point || size == text.Points(10.5)) {
			problems = append(problems, change.Problem{
				Severity: change.Warning, Kind: change.RoundedSize, Values: []string{strconv.FormatFloat(size.Points(), 'f', -1, 64)},
			})
		}
		last = size
	}
	return problems
}

// inParts does a job for n things, a few of them at a time, in parallel, and delivers
// the answers in order.
func inParts[T any](n int, do func(from, to int) T, done func(T)) {
	const few = 8 // so that even a small table keeps all processors busy
	parallel.Each((n+few-1)/few, runtime.GOMAXPROCS(0), func(i int) T {
		return do(i*few, min(n, (i+1)*few))
	}, func(_ int, answer T) { done(answer) })
}

// fewestLines is the lower limit for the rows of an entry that are cut for a viewer. With
// fewer lines there is no room for marks and text.
const fewestLines = 8

// A room says how many lines the rows of an entry may hold.
type room struct {
	first int // the first row
	most  int // any other
	least int // of text: what a side that is cut should show at least, above and below
	full  int // in hundredths: how full a row is from which on it may end at a better place
	dear  int // how many lines less than that are as bad as to part a pair; 0 if none are
}

// lastQuarter is how full a row of a workbook must be before it may end early at a better
// place. The published attachment is cut this way.
const lastQuarter = 75

// appendEntry appends the rows of an entry. A finished cell stays empty in the rows that
// follow, but the date and the timing are repeated and the item says 同上.
func appendEntry(rows []Row, f *form.Form, index int, e *change.Entry, set *[change.Columns]setter, room room, pairs *pairsOf) []Row {
	pieces := cut(f, e, set, room, pairs)
	n := 1
	for i := range pieces {
		n = max(n, len(pieces[i]))
	}
	for piece := range n {
		r := Row{Entry: index, Piece: piece, Pieces: n}
		for i := range pieces {
			column := change.Column(i)
			switch {
			case piece < len(pieces[i]):
				r.Cells[i] = pieces[i][piece]
			case column == change.ItemColumn:
				r.Cells[i] = set[i].mark(f.Marks.Ditto)
			case len(pieces[i]) == 1 && (column == change.DateColumn || column == change.TimingColumn):
				r.Cells[i] = pieces[i][0]
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// cut returns the cells of each column of an entry, row by row: one of each if all fit a
// row. Otherwise the two sides are cut together, and every other column by itself.
func cut(f *form.Form, e *change.Entry, set *[change.Columns]setter, room room, pairs *pairsOf) (pieces [change.Columns][]Cell) {
	var scripts [change.Columns]*script
	rows := 1
	all := texts(f, e)
	for i, s := range all {
		whole := set[i].cell(s)
		if whole.Room <= room.first {
			pieces[i] = []Cell{whole}
			continue
		}
		scripts[i] = newScript(newCutter(f, &set[i], room), s, set[i].blocks)
		rows = max(rows, scripts[i].need(0))
	}
	if rows > 1 {
		if pairs := pairs.of(e); len(pairs) > 0 {
			sides := [2]*script{scripts[change.BeforeColumn], scripts[change.AfterColumn]}
			for i, column := range [2]change.Column{change.BeforeColumn, change.AfterColumn} {
				if set := &set[column]; sides[i] == nil {
					set.cell(all[column])
					sides[i] = newScript(newCutter(f, set, room), all[column], set.blocks)
				}
			}
			cuts := cutTogether(sides, pairs, rows)
			pieces[change.BeforeColumn], pieces[change.AfterColumn] = sides[0].cells(cuts[0]), sides[1].cells(cuts[1])
		}
	}
	for i, s := range scripts {
		if s != nil && pieces[i] == nil {
			pieces[i] = s.cells(s.cutAlone())
		}
	}
	return pieces
}

// pairsOf finds the pairs of paragraphs of an entry, once.
type pairsOf struct {
	found bool
	pairs []compare.Pair
}

func (p *pairsOf) of(e *change.Entry) []compare.Pair {
	if !p.found {
		p.found, p.pairs = true, compare.Pairs(e.Before, e.After)
	}
	return p.pairs
}

// check returns what is wrong with the rows of one entry.
func check(t *change.Table, f *form.Form, rows []Row, set *[change.Columns]setter) []change.Problem {
	var problems []change.Problem
	entry := rows[0].Entry
	report := func(severity change.Severity, kind change.Kind, column, offset int, values ...string) {
		problems = append(problems, change.Problem{
			Severity: severity, Kind: kind, Values: values,
			At: t.At(change.Place{Entry: entry, Column: change.Column(column), Offset: offset}),
		})
	}
	whole := texts(f, &t.Entries[entry])
	if rows[0].Cells[change.ItemColumn].Of.End < len(whole[change.ItemColumn]) {
		severity := change.Error
		if t.Archive {
			severity = change.Warning
		}
		lines := set[change.ItemColumn].mark(whole[change.ItemColumn]).Room
		report(severity, change.ItemTooLong, int(change.ItemColumn), 0, strconv.Itoa(lines), strconv.Itoa(f.Book.Lines))
	}
	for column, s := range whole {
		wide := false
		for i := range rows {
			c := &rows[i].Cells[column]
			if c.Room > f.Book.Lines {
				report(change.Error, change.NoRoom, column, c.Of.Start)
			}
			wide = wide || c.wide > 0
			if len(c.Text) <= maxCell {
				continue
			}
			if units := len(utf16.Encode([]rune(c.Text))); units > maxCell {
				report(change.Error, change.CellTooLong, column, c.Of.Start, strconv.Itoa(units))
			}
		}
		if !wide {
			continue
		}
		for _, word := range set[column].wideWords(s) {
			report(change.Warning, change.WideWord, column, word.Start, clip(s[word.Start:word.End]))
		}
	}
	return problems
}

// clip returns the beginning of a long word.
func clip(word string) string {
	const most = 30
	ends := text.Clusters(word)
	if len(ends) <= most {
		return word
	}
	return word[:ends[most-1]] + "…"
}

// wideWords returns the words of a text that are wider than the column.
func (t setter) wideWords(s string) []Span {
	var found []Span
	start := 0
	for p := range strings.SplitSeq(s, "\n") {
		from := 0
		for _, to := range append(text.Breaks(p), len(p)) {
			if t.ruler.Width(strings.TrimRight(p[from:to], " 　")) > t.width {
				found = append(found, Span{start + from, start + to})
			}
			from = to
		}
		start += len(p) + 1
	}
	return found
}
