package layout

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/text"
)

// The type of leaves, on paper.
const (
	leafTitle   = 18 * text.Point
	leafHeading = 12 * text.Point
	leafSize    = 10 * text.Point
	leafPitch   = 16 * text.Point
	leafIndent  = 12 * text.Point
)

// A leafWriter writes the leaves of a review: what changes, summed up, and the
// table of contents.
type leafWriter struct {
	p     *Print
	table *change.Table
	y     text.Length // of the next line's top
	words strings.Builder
}

// A section is the entries below one heading of the assessment (Ⅰ　基本情報).
type section struct {
	title   string
	timings [3]int // 事前, 事後, others
	count   int
}

// write writes the leaves and the outline. The contents say pages, so that what
// stands before them is written twice: first to count the leaves.
func (w *leafWriter) write() {
	rows := make([]int, len(w.table.Entries)) // the first of each entry
	pages := make([]int, len(w.table.Entries))
	row := 0
	for n, page := range w.p.Pages {
		for i := range page.Rows {
			if r := &page.Rows[i]; r.Piece == 0 {
				rows[r.Entry], pages[r.Entry] = row, n
			}
			row++
		}
	}
	w.leaves(rows, pages, 0)
	first := len(w.p.Leaves)
	w.p.Leaves, w.y = nil, 0
	w.words.Reset()
	w.leaves(rows, pages, first)
	w.outline(rows)
}

// leaves writes all leaves; first is how many pages they take.
func (w *leafWriter) leaves(rows, pages []int, first int) {
	w.newLeaf()
	w.line(TitleBlock, leafTitle, w.p.Form.Title)
	w.y += leafPitch / 2
	w.summary()
	w.y += leafPitch / 2
	w.line(HeadingBlock, leafHeading, "目次")
	last := ""
	for i := range w.table.Entries {
		if title := sectionOf(&w.table.Entries[i]); change.Squeeze(title) != last {
			w.contents(0, title, "", rows[i])
			last = change.Squeeze(title)
		}
		w.contents(leafIndent, numberOf(i)+"　"+itemOf(&w.table.Entries[i]), strconv.Itoa(first+pages[i]+1), rows[i])
	}
}

// summary writes what the table is of, and how many changes it holds.
func (w *leafWriter) summary() {
	t := w.table
	for _, fact := range [][2]string{{"評価実施機関名", t.Organization}, {"評価書名", t.Assessment}, {"変更日", w.days()}} {
		if fact[1] != "" {
			w.wrapped(fact[0] + "　" + strings.ReplaceAll(fact[1], "\n", " "))
		}
	}
	all, sections := sectionsOf(t)
	w.y += leafPitch / 2
	w.line(HeadingBlock, leafHeading, "変更の件数")
	for _, s := range sections {
		w.count(leafIndent, s.title, &s)
	}
	w.count(leafIndent, "合計", &all)
	w.y += leafPitch / 2
	w.wrapped("実線の下線は、変わった部分です。破線の下線は、文は変わらず、場所だけが変わった段落です。")
}

// days words the days of the changes: one, or the first and the last.
func (w *leafWriter) days() string {
	var days []change.Date
	for i := range w.table.Entries {
		if d := w.table.Entries[i].Date; !d.Day.IsZero() {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		return ""
	}
	byDay := func(a, b change.Date) int { return a.Day.Compare(b.Day) }
	first, last := slices.MinFunc(days, byDay), slices.MaxFunc(days, byDay)
	if first.Day.Equal(last.Day) {
		return w.p.Form.DateText(first)
	}
	return w.p.Form.DateText(first) + "から" + w.p.Form.DateText(last) + "まで"
}

// count writes the numbers of a section.
func (w *leafWriter) count(indent text.Length, title string, s *section) {
	numbers := fmt.Sprintf("%d件（事前 %d件、事後 %d件", s.count, s.timings[0], s.timings[1])
	if s.timings[2] > 0 {
		numbers += fmt.Sprintf("、その他 %d件", s.timings[2])
	}
	w.pair(TextBlock, indent, title, numbers+"）", -1)
}

// contents writes a line of the table of contents.
func (w *leafWriter) contents(indent text.Length, title, page string, row int) {
	w.pair(ContentsBlock, indent, title, page, row)
}

// pair writes a line with a text at its left and one at its right, dots between
// them. What is too long at the left is cut short.
func (w *leafWriter) pair(kind BlockKind, indent text.Length, left, right string, row int) {
	w.need(leafPitch)
	if right != "" {
		right = " " + right // or the two run together when they are read aloud
	}
	margin := w.p.Form.Paper.Margin
	edge := w.p.Width - margin
	rightWidth := w.width(right, leafSize)
	room := edge - margin - indent - rightWidth - 2*leafSize
	left = w.clipped(left, leafSize, room)
	y := w.y + leafSize
	b := Block{Kind: kind, Row: row, Lines: []Placed{{X: margin + indent, Y: y, Size: leafSize, Text: left}}}
	if right != "" {
		from := margin + indent + w.width(left, leafSize) + leafSize/2
		to := edge - rightWidth - leafSize/2
		dot := w.width("…", leafSize)
		if n := int((to - from) / dot); n > 0 {
			b.Lines = append(b.Lines, Placed{X: to - text.Length(n)*dot, Y: y, Size: leafSize, Text: strings.Repeat("…", n), Leader: true})
		}
		b.Lines = append(b.Lines, Placed{X: edge - rightWidth, Y: y, Size: leafSize, Text: right})
	}
	w.add(b, left+"\n"+right)
	w.y += leafPitch
}

// line writes one line, cut short if it is too long.
func (w *leafWriter) line(kind BlockKind, size text.Length, s string) {
	w.need(size * 8 / 5)
	margin := w.p.Form.Paper.Margin
	s = w.clipped(s, size, w.p.Width-2*margin)
	w.add(Block{Kind: kind, Row: -1, Lines: []Placed{{X: margin, Y: w.y + size, Size: size, Text: s}}}, s)
	w.y += size * 8 / 5
}

// wrapped writes a paragraph of as many lines as it takes.
func (w *leafWriter) wrapped(s string) {
	margin, ruler := w.p.Form.Paper.Margin, w.p.Ruler
	width := (w.p.Width - 2*margin - leafIndent) * ruler.Size() / leafSize
	lines, _ := ruler.Wrap(nil, s, width, 0)
	w.need(text.Length(len(lines)) * leafPitch)
	b := Block{Kind: TextBlock, Row: -1}
	for _, l := range lines {
		b.Lines = append(b.Lines, Placed{X: margin + leafIndent, Y: w.y + leafSize, Size: leafSize, Text: s[l.Start:l.End]})
		w.y += leafPitch
	}
	w.add(b, s)
}

// add adds a block. Its words are kept apart from others, or a mark at the head of
// one would be taken for one on the character before it.
func (w *leafWriter) add(b Block, words string) {
	leaf := &w.p.Leaves[len(w.p.Leaves)-1]
	leaf.Blocks = append(leaf.Blocks, b)
	w.words.WriteString(words + "\n")
}

// need begins a new leaf if a height is more than what is left of this one.
func (w *leafWriter) need(height text.Length) {
	if w.y+height > w.p.Height-w.p.Form.Paper.Margin {
		w.newLeaf()
	}
}

func (w *leafWriter) newLeaf() {
	w.p.Leaves = append(w.p.Leaves, Leaf{})
	w.y = w.p.Form.Paper.Margin
}

// width returns the width of a text in a size.
func (w *leafWriter) width(s string, size text.Length) text.Length {
	return w.p.Ruler.Width(s) * size / w.p.Ruler.Size()
}

// clipped returns a text that fits a width on one line in a size, with … for what it
// leaves out.
func (w *leafWriter) clipped(s string, size, width text.Length) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if w.width(s, size) <= width {
		return s
	}
	ends := text.Clusters(s)
	n, _ := slices.BinarySearchFunc(ends, width, func(end int, width text.Length) int {
		return cmp.Compare(w.width(s[:end]+"…", size), width)
	})
	if n == 0 {
		return "…"
	}
	return s[:ends[n-1]] + "…"
}

// outline makes the bookmarks: the contents, then each section with its entries.
func (w *leafWriter) outline(rows []int) {
	w.p.Outline = append(w.p.Outline, Bookmark{Title: "目次", Row: -1})
	last := ""
	for i := range w.table.Entries {
		e := &w.table.Entries[i]
		if title := sectionOf(e); change.Squeeze(title) != last {
			w.p.Outline = append(w.p.Outline, Bookmark{Title: title, Row: rows[i]})
			last = change.Squeeze(title)
		}
		w.p.Outline = append(w.p.Outline, Bookmark{Level: 1, Title: numberOf(i) + "　" + itemOf(e), Row: rows[i]})
	}
}

// problems returns the characters of the leaves that no face has.
func (w *leafWriter) problems() []change.Problem {
	return w.p.unsetIn(nil, w.words.String()+w.p.Running, nowhere)
}

// sectionsOf counts the changes of a table, all and by section, in the order in
// which sections first stand in it.
func sectionsOf(t *change.Table) (all section, sections []section) {
	index := make(map[string]int)
	for i := range t.Entries {
		e := &t.Entries[i]
		title := sectionOf(e)
		key := change.Squeeze(title)
		at, ok := index[key]
		if !ok {
			at = len(sections)
			index[key] = at
			sections = append(sections, section{title: title})
		}
		timing := 2
		switch e.Timing {
		case change.Before:
			timing = 0
		case change.After:
			timing = 1
		}
		for _, s := range []*section{&all, &sections[at]} {
			s.count++
			s.timings[timing]++
		}
	}
	return all, sections
}

// sectionOf returns the section of an entry: the first level of its item.
func sectionOf(e *change.Entry) string {
	first, _, _ := strings.Cut(e.Item, "\n")
	return cmp.Or(strings.TrimSpace(first), "（項目なし）")
}

// itemOf returns the levels of an entry's item below its section, on one line.
func itemOf(e *change.Entry) string {
	_, rest, more := strings.Cut(e.Item, "\n")
	if !more {
		return sectionOf(e)
	}
	return strings.Join(strings.Split(rest, "\n"), "　")
}
