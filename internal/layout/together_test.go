package layout

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/text"
)

// smallScript returns a text of short paragraphs for rows of so many lines, each mark
// two of them: a column of 10 em.
func smallScript(paragraphs []string, most int) *script {
	ruler := text.NewRuler(text.Point, text.MSPGothic())
	set := &setter{ruler: ruler, width: 10 * text.Point, narrow: 9850}
	whole := set.cell(strings.Join(paragraphs, "\n"))
	return newScript(cutter{set, room{first: most, most: most, full: lastQuarter}, "（下段に続く）", "（上段からの続き）"}, whole.Text, set.blocks)
}

// plain is the slow search: it tries every cut of two lists of paragraphs of one line.
type plain struct {
	most  int
	sides [2][]string
	pairs [][2]int // paragraphs that belong together
}

// A plainCut is the first paragraph of each row of a side; -1 from the row on in which it
// has nothing left.
type plainCut [2][]int

// worth is what a cut is worth: each number is better the higher it is, the first
// matters most.
func (p *plain) worth(c plainCut) [3]int {
	rows := len(c[0])
	rowOf := func(side, paragraph int) int {
		row := 0
		for i, first := range c[side] {
			if first >= 0 && first <= paragraph {
				row = i
			}
		}
		return row
	}
	var w [3]int
	for _, pair := range p.pairs {
		if rowOf(0, pair[0]) == rowOf(1, pair[1]) {
			w[0]++
		}
	}
	for row := range rows {
		height, full, more := 1, false, false
		for side, ps := range p.sides {
			first := c[side][row]
			if first < 0 {
				continue
			}
			room, marks := p.most, 0
			if first > 0 {
				room, marks = room-2, marks+2
			}
			next := len(ps)
			if row+1 < rows && c[side][row+1] >= 0 {
				next = c[side][row+1]
				room, marks, more = room-2, marks+2, true
				w[1] += p.value(side, next)
			}
			lines := p.shown(side, first, next)
			full = full || lines*4 >= room*3
			height = max(height, lines+marks)
		}
		if more && !full {
			w[1] -= 1 << 14
		}
		w[2] -= height
	}
	return w
}

// shown returns how many lines a piece shows: an empty one before a cut is swallowed.
func (p *plain) shown(side, first, next int) int {
	if ps := p.sides[side]; next < len(ps) && ps[next-1] == "" {
		next--
	}
	return next - first
}

// value returns how good it is to cut before a paragraph.
func (p *plain) value(side, at int) int {
	ps := p.sides[side]
	levels := map[string]int{"①": int(text.CircledLevel), "（": int(text.BracketLevel), "１": int(text.NumberLevel), "＜": int(text.BracketLevel)}
	value := 128
	for sign, level := range levels {
		if strings.HasPrefix(ps[at], sign) {
			value = 256 + level
			if sign == "＜" {
				if value = 512 + level; at == len(ps)-1 {
					value = 128 // it heads nothing
				}
			}
		}
	}
	if isChoice(ps[at]) {
		value = 256 + int(text.ChoiceLevel)
	}
	if ps[at-1] == "" {
		value += 768 - 128
	}
	return value
}

// may reports whether a side may be cut before a paragraph.
func (p *plain) may(side, at int) bool {
	ps := p.sides[side]
	above := at - 1
	for above > 0 && ps[above] == "" {
		above--
	}
	return ps[at] != "" && ps[above] != "" && !strings.HasPrefix(ps[above], "＜") &&
		!(isChoice(ps[at]) && ps[at][0] != '1' && isChoice(ps[at-1]))
}

func isChoice(s string) bool { return len(s) > 1 && s[1] == ')' }

// ways calls yield for every cut of a side into so many rows or fewer.
func (p *plain) ways(side, rows int, yield func([]int)) {
	ps := p.sides[side]
	var cut []int
	var from func(first int)
	from = func(first int) {
		if len(cut) == rows {
			return
		}
		cut = append(cut, first)
		defer func() { cut = cut[:len(cut)-1] }()
		room := p.most
		if first > 0 {
			room -= 2
		}
		if len(ps)-first <= room {
			padded := slices.Clone(cut)
			for len(padded) < rows {
				padded = append(padded, -1)
			}
			yield(padded)
		}
		for next := first + 1; next < len(ps); next++ {
			if p.may(side, next) && p.shown(side, first, next) <= room-2 {
				from(next)
			}
		}
	}
	from(0)
}

// best returns the fewest rows that both sides fit, and the greatest worth of a cut into
// so many.
func (p *plain) best() (rows int, worth [3]int) {
	for rows = 1; ; rows++ {
		var all [2][][]int
		for side := range all {
			p.ways(side, rows, func(cut []int) { all[side] = append(all[side], cut) })
		}
		if rows > 9 {
			return 0, worth // a list that can't be cut by the rules
		}
		if len(all[0]) == 0 || len(all[1]) == 0 {
			continue
		}
		worth = [3]int{math.MinInt, 0, 0}
		for _, before := range all[0] {
			for _, after := range all[1] {
				if w := p.worth(plainCut{before, after}); slices.Compare(w[:], worth[:]) > 0 {
					worth = w
				}
			}
		}
		return rows, worth
	}
}

// drawPlain draws two lists of short paragraphs that have some in common.
func drawPlain(t *rapid.T) *plain {
	p := &plain{most: rapid.IntRange(9, 14).Draw(t, "most")}
	n := rapid.IntRange(6, 16).Draw(t, "paragraphs")
	for i := range n {
		kind := rapid.SampledFrom([]string{"・%d", "・%d", "・%d", "・%d", "①%d", "（１）%d", "１．第%d", "＜%d＞", "choice"}).Draw(t, "kind")
		s := fmt.Sprintf(kind, i) + ""
		if kind == "choice" {
			s = fmt.Sprintf("%d) %d", 1+i%3, i)
		}
		if strings.HasPrefix(kind, "①") || strings.HasPrefix(kind, "（") || strings.HasPrefix(kind, "１") {
			s += "である。" // else it heads what follows
		}
		where := rapid.SampledFrom([]string{"both", "both", "both", "before", "after"}).Draw(t, "where")
		empty := rapid.IntRange(0, 4).Draw(t, "empty") == 0
		for side, only := range []string{"before", "after"} {
			if where == "both" || where == only {
				if ps := p.sides[side]; empty && len(ps) > 0 && ps[len(ps)-1] != "" {
					p.sides[side] = append(ps, "")
				}
				p.sides[side] = append(p.sides[side], s)
			}
		}
		if where == "both" {
			p.pairs = append(p.pairs, [2]int{len(p.sides[0]) - 1, len(p.sides[1]) - 1})
		}
	}
	return p
}

func TestASlowSearchFindsNoBetterCut(t *testing.T) {
	tried, cut := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		if len(p.pairs) == 0 || len(p.sides[0]) == 0 || len(p.sides[1]) == 0 {
			return
		}
		rows, want := p.best()
		if rows == 0 {
			return
		}
		tried++
		if rows > 1 {
			cut++
		}
		sides := [2]*script{smallScript(p.sides[0], p.most), smallScript(p.sides[1], p.most)}
		if got := max(sides[0].need(0), sides[1].need(0)); got != rows {
			t.Fatalf("%d rows, want %d: %q", got, rows, p.sides)
		}
		starts := [2][]int{}
		for side, ps := range p.sides {
			at := 0
			for _, s := range ps {
				starts[side] = append(starts[side], at)
				at += len(s) + 1
			}
		}
		var pairs []compare.Pair
		for _, pair := range p.pairs {
			pairs = append(pairs, compare.Pair{Before: starts[0][pair[0]], After: starts[1][pair[1]]})
		}
		cuts := cutTogether(sides, pairs, rows)
		var c plainCut
		for side := range c {
			at := 0
			for range rows {
				c[side] = append(c[side], -1)
			}
			for row, stop := range cuts[side] {
				c[side][row] = slices.Index(starts[side], at)
				at = stop.next
			}
			if last := cuts[side][len(cuts[side])-1]; last.end != len(sides[side].text) {
				t.Fatalf("the pieces end at %d of %d: %q", last.end, len(sides[side].text), p.sides[side])
			}
		}
		if got := p.worth(c); got != want {
			t.Fatalf("%v is worth %v, want %v: %q", c, got, want, p.sides)
		}
	})
	if tried > 0 && cut*4 < tried {
		t.Errorf("%d of %d tables are cut", cut, tried)
	}
}

func TestBothSidesTogetherTakeNoMoreRowsThanEachAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := cellTexts().Draw(t, "before")
		after := cellTexts().Draw(t, "after")
		if rapid.Bool().Draw(t, "share") {
			after = before[:strings.LastIndexByte(before, '\n')+1] + after
		}
		want := 1
		for _, s := range []string{before, after} {
			set := setters(official, bookRuler, true)
			c := newCutter(official, &set[change.BeforeColumn], room{first: official.Book.Lines, most: official.Book.Lines, full: lastQuarter})
			if c.cell(s).Room > c.most {
				want = max(want, len(newScript(c, s, c.blocks).cutAlone()))
			}
		}
		e := change.Entry{Item: "項目", Timing: change.After, Before: before, After: after}
		if sheet, _ := LayOut(&change.Table{Entries: []change.Entry{e}}, official, bookRuler); len(sheet.Rows) != want {
			t.Fatalf("%d rows, want %d", len(sheet.Rows), want)
		}
	})
}

// A cell of 60,000 characters on each side, which no official has written yet.
func BenchmarkCutTogether(b *testing.B) {
	var before, after strings.Builder
	for i := range 1000 {
		s := fmt.Sprintf("（%d）特定個人情報の取扱いは、担当する事務に要る範囲に限って与え、その記録を５年間保管する。%s\n", i, strings.Repeat("点検する。", i%7))
		before.WriteString(s)
		if i%9 > 0 {
			after.WriteString(s)
		}
	}
	table := &change.Table{Entries: []change.Entry{{Item: "項目", Before: before.String(), After: after.String()}}}
	for b.Loop() {
		LayOut(table, official, bookRuler)
	}
}
