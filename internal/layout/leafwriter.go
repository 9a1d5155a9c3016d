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

// A leafWriter writes the leaves of a review: a summary of the changes, and the table of
// contents.
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

// write writes the leaves and the outline. The contents give page numbers, so the leaves
// before them are written twice, the first time to count them.
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
	w.need(3 * leafPitch) // never the heading alone
	w.line(HeadingBlock, leafHeading, "目次")
	page := func(i int) string { return strconv.Itoa(first + pages[i] + 1) }
	contents := pairs{kind: ContentsBlock, indent: leafIndent}
	for i := range w.table.Entries {
		contents.number = max(contents.number, w.width(numberOf(i)+"　", leafSize))
	}
	// The room for a page number is the same in both passes: that of the highest possible one.
	most := strconv.Itoa(len(w.p.Pages) + len(w.table.Entries) + 2)
	contents.right = w.width(" "+strings.Repeat("0", len(most)), leafSize)
	section := ""
	for i := range w.table.Entries {
		item := itemOf(&w.table.Entries[i])
		if title := sectionOf(&w.table.Entries[i]); change.Squeeze(title) != change.Squeeze(section) {
			section = title
			w.need(text.Length(1+len(w.left(contents, item))) * leafPitch) // never alone at the foot
			w.pair(pairs{kind: ContentsBlock}, "", section, "", rows[i])
		}
		if w.needs(contents, item) {
			w.newLeaf()
			w.pair(pairs{kind: ContentsBlock}, "", section+"（続き）", "", rows[i])
		}
		w.pair(contents, numberOf(i)+"　", item, page(i), rows[i])
	}
}

// summary writes what the table is about, and how many changes it holds.
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
	counts := pairs{kind: TextBlock, indent: leafIndent}
	for _, s := range append(sections, all) {
		counts.right = max(counts.right, w.width(" "+countsOf(&s), leafSize))
	}
	for _, s := range sections {
		w.pair(counts, "", s.title, countsOf(&s), -1)
	}
	w.pair(counts, "", "合計", countsOf(&all), -1)
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

// countsOf words the numbers of a section.
func countsOf(s *section) string {
	numbers := fmt.Sprintf("%d件（事前 %d件、事後 %d件", s.count, s.timings[0], s.timings[1])
	if s.timings[2] > 0 {
		numbers += fmt.Sprintf("、その他 %d件", s.timings[2])
	}
	return numbers + "）"
}

// pairs are lines with a number and a text at the left, dots, and a text at the right, all
// aligned.
type pairs struct {
	kind   BlockKind
	indent text.Length
	number text.Length // the width of the widest number
	right  text.Length // the width of the widest text at the right
}

// left returns the lines of the text at the left of a pair.
func (w *leafWriter) left(p pairs, s string) []text.Line {
	width := w.p.Width - 2*w.p.Form.Paper.Margin - p.indent - p.number
	if p.right > 0 {
		width -= p.right + 2*leafSize
	}
	lines, _ := w.p.Ruler.Wrap(nil, s, width*w.p.Ruler.Size()/leafSize, 0)
	return lines
}

// needs reports whether a pair needs a new leaf.
func (w *leafWriter) needs(p pairs, left string) bool {
	return w.y+text.Length(len(w.left(p, left)))*leafPitch > w.bottom()
}

// pair writes a pair on as many lines as the left text takes. The right text is on the
// last of them.
func (w *leafWriter) pair(p pairs, number, left, right string, row int) {
	left = strings.ReplaceAll(left, "\n", " ")
	lines := w.left(p, left)
	most := max(1, int((w.bottom()-w.p.Form.Paper.Margin)/leafPitch)-1) // what a leaf holds
	if len(lines) > most {
		lines = lines[:most]
		left = w.clipped(left[:lines[most-1].End], "…", lines[most-1].Start)
		lines[most-1].End = len(left)
	}
	w.need(text.Length(len(lines)) * leafPitch)
	margin := w.p.Form.Paper.Margin
	x, edge := margin+p.indent+p.number, w.p.Width-margin
	b := Block{Kind: p.kind, Row: row}
	place := func(x text.Length, s string, leader bool) {
		b.Lines = append(b.Lines, Placed{X: x, Y: w.y + leafSize, Size: leafSize, Text: s, Leader: leader})
	}
	if number != "" {
		place(margin+p.indent, number, false)
	}
	for i, l := range lines {
		s := left[l.Start:l.End]
		place(x, s, false)
		if i == len(lines)-1 && right != "" {
			right = " " + right // or the two run together when they are read aloud
			from, to := x+w.width(s, leafSize)+leafSize/2, edge-p.right-leafSize/2
			dot := w.width("…", leafSize)
			if n := int((to - from) / dot); n > 0 {
				place(to-text.Length(n)*dot, strings.Repeat("…", n), true)
			}
			place(edge-w.width(right, leafSize), right, false)
		}
		w.y += leafPitch
	}
	w.add(b, number+"\n"+left+"\n"+right)
}

// line writes a title or a heading on as many lines as it takes.
func (w *leafWriter) line(kind BlockKind, size text.Length, s string) {
	w.paragraph(kind, size, size*8/5, 0, strings.ReplaceAll(s, "\n", " "))
}

// wrapped writes a paragraph on as many lines as it takes.
func (w *leafWriter) wrapped(s string) { w.paragraph(TextBlock, leafSize, leafPitch, leafIndent, s) }

func (w *leafWriter) paragraph(kind BlockKind, size, pitch, indent text.Length, s string) {
	margin, ruler := w.p.Form.Paper.Margin, w.p.Ruler
	lines, _ := ruler.Wrap(nil, s, (w.p.Width-2*margin-indent)*ruler.Size()/size, 0)
	w.need(text.Length(len(lines)) * pitch)
	b := Block{Kind: kind, Row: -1}
	for _, l := range lines {
		b.Lines = append(b.Lines, Placed{X: margin + indent, Y: w.y + size, Size: size, Text: s[l.Start:l.End]})
		w.y += pitch
	}
	w.add(b, s)
}

// add adds a block. Its words are kept separate from others. Otherwise a mark at the head
// of one would combine with the character before it.
func (w *leafWriter) add(b Block, words string) {
	leaf := &w.p.Leaves[len(w.p.Leaves)-1]
	leaf.Blocks = append(leaf.Blocks, b)
	w.words.WriteString(words + "\n")
}

// need begins a new leaf if a height exceeds what is left of this one.
func (w *leafWriter) need(height text.Length) {
	if w.y+height > w.bottom() {
		w.newLeaf()
	}
}

// bottom returns where a leaf's last line must end.
func (w *leafWriter) bottom() text.Length { return w.p.Height - w.p.Form.Paper.Margin }

func (w *leafWriter) newLeaf() {
	w.p.Leaves = append(w.p.Leaves, Leaf{})
	w.y = w.p.Form.Paper.Margin
}

// width returns the width of a text in a size.
func (w *leafWriter) width(s string, size text.Length) text.Length {
	return w.p.Ruler.Width(s) * size / w.p.Ruler.Size()
}

// clipped returns a text whose last characters are replaced by a sign as wide as two of
// them. Its last line starts at the given offset.
func (w *leafWriter) clipped(s, sign string, start int) string {
	ends := text.Clusters(s[start:])
	if len(ends) < 3 {
		return s[:start] + sign
	}
	return s[:start+ends[len(ends)-3]] + sign
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
	return w.p.missingIn(nil, w.words.String()+w.p.Running, nowhere)
}

// sectionsOf counts the changes of a table, in total and by section. Sections are in the
// order of their first entry.
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
