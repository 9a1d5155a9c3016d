package layout

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/form"
	"betten/internal/specimen"
	"betten/internal/text"
)

func reviewRuler() *text.Ruler {
	return text.NewPrintRuler(ReviewSize, fonts.BIZUDPGothic(), fonts.NotoSansJP())
}

// entries returns a table of n entries, of several sections and lengths.
func entries(n int) *change.Table {
	t := &change.Table{Organization: "みほん市", Assessment: "みほん市 予防接種に関する事務 重点項目評価書"}
	for i := range n {
		e := change.Entry{
			Date: change.TextDate(fmt.Sprintf("令和%d年4月1日", 5+i%2)), Item: fmt.Sprintf("%s\n%d．入手方法\n②", []string{"Ⅰ　基本情報", "Ⅱ　ファイルの概要", "Ⅲ　リスク対策"}[i*3/n], i),
			Before: strings.Repeat("権限は、担当する事務に要る範囲に限って与えている。\n", i*7%90+1), Timing: change.After,
		}
		e.After = strings.Replace(e.Before, "担当", "所管", 1)
		if i%3 == 0 {
			e.Timing = change.Before
		}
		t.Entries = append(t.Entries, e)
	}
	return t
}

func TestTheContentsNameThePageOfEachEntry(t *testing.T) {
	for _, n := range []int{1, 2, 9, 60, 300} {
		table := entries(n)
		p, problems := Review(table, specimen.Juten(), reviewRuler(), Compare(table))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if first := len(p.Leaves); n == 300 && first < 8 || n == 1 && first != 1 {
			t.Errorf("%d entries: %d leaves", n, first)
		}
		// Where each row is.
		var pages []int
		for i, page := range p.Pages {
			for range page.Rows {
				pages = append(pages, len(p.Leaves)+i+1)
			}
		}
		named := make(map[int]bool)
		for _, leaf := range p.Leaves {
			for _, b := range leaf.Blocks {
				if b.Kind != ContentsBlock || !strings.HasPrefix(b.Lines[0].Text, "No. ") {
					continue
				}
				entry := p.Rows[b.Row].Entry
				page := strings.TrimSpace(b.Lines[len(b.Lines)-1].Text)
				if page != strconv.Itoa(pages[b.Row]) || p.Rows[b.Row].Piece != 0 {
					t.Errorf("%d entries: entry %d is said to stand on page %s, and does on %d", n, entry+1, page, pages[b.Row])
				}
				if want := numberOf(entry) + "　"; !strings.HasPrefix(b.Lines[0].Text, want) || !strings.HasPrefix(p.Rows[b.Row].Cells[change.DateColumn].Text, numberOf(entry)+"\n") {
					t.Errorf("%q does not name entry %d", b.Lines[0].Text, entry+1)
				}
				named[entry] = true
			}
		}
		if len(named) != n {
			t.Errorf("%d of %d entries stand in the contents", len(named), n)
		}
	}
}

func TestTheContentsAreWholeAndLineUp(t *testing.T) {
	table := entries(60)
	for i := range table.Entries {
		table.Entries[i].Item = []string{"Ⅰ　基本情報", "Ⅱ　特定個人情報ファイルの概要"}[i/40] + "\n" + strings.Repeat("４．特定個人情報ファイルの取扱いの委託", 1+i%7) + "\n①委託内容"
	}
	p, problems := Review(table, specimen.Juten(), reviewRuler(), Compare(table))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var texts string
	begin, end := make(map[text.Length]int), make(map[text.Length]int)
	for n, leaf := range p.Leaves {
		for i, b := range leaf.Blocks {
			if b.Kind != ContentsBlock {
				continue
			}
			first, second := b.Lines[0].Text, ""
			if len(b.Lines) > 1 {
				second = b.Lines[1].Text
				begin[b.Lines[1].X]++
			}
			if i == 0 != strings.HasSuffix(first, "（続き）") || i == len(leaf.Blocks)-1 && second == "" {
				t.Errorf("leaf %d: line %d is %q", n+1, i, first)
			}
			for _, l := range b.Lines {
				if l.Leader {
					end[l.X+p.Ruler.Width(l.Text)*l.Size/p.Ruler.Size()]++
				} else if texts += l.Text; strings.Contains(l.Text, "…") {
					t.Errorf("leaf %d: %q is cut short", n+1, l.Text)
				}
			}
		}
	}
	for _, e := range table.Entries {
		if !strings.Contains(texts, strings.ReplaceAll(e.Item[strings.Index(e.Item, "\n")+1:], "\n", "　")) {
			t.Errorf("%q is not in the contents", e.Item)
		}
	}
	if len(p.Leaves) < 3 || len(begin) != 1 || len(end) != 1 {
		t.Errorf("%d leaves; texts begin at %v, dots end at %v", len(p.Leaves), begin, end)
	}
}

func TestAReviewCanBeReadAndKeepsToItsPaper(t *testing.T) {
	wide := specimen.Juten()
	wide.Columns[change.BeforeColumn].Width, wide.Columns[change.AfterColumn].Width = 60, 60
	narrow := specimen.Juten()
	narrow.Columns[change.ItemColumn].Width = 4
	a3 := specimen.Juten()
	a3.Paper.Size = "A3"
	for name, f := range map[string]*form.Form{"juten": specimen.Juten(), "wide": wide, "narrow": narrow, "A3": a3} {
		p, problems := Review(entries(40), f, reviewRuler(), Compare(entries(40)))
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if size := p.Form.Print.Size.Points() * p.Scale; size < 8.999 {
			t.Errorf("%s: the type is of %.2f points", name, size)
		}
		if p.Width != text.Points(841.890) || p.Height != text.Points(595.276) {
			t.Errorf("%s: the paper is not A4 landscape", name)
		}
		margin := f.Paper.Margin
		for i, leaf := range p.Leaves {
			for _, b := range leaf.Blocks {
				for _, l := range b.Lines {
					right := l.X + p.Ruler.Width(l.Text)*l.Size/p.Ruler.Size()
					if l.X < margin || right > p.Width-margin+text.Point/2 || l.Y-l.Size < margin-text.Point || l.Y > p.Height-margin {
						t.Errorf("%s: leaf %d: %q stands beyond the margins", name, i+1, l.Text)
					}
				}
			}
		}
	}
}

func TestTheSummaryCountsEveryEntryOnce(t *testing.T) {
	all, sections := sectionsOf(entries(31))
	sum := section{}
	for _, s := range sections {
		sum.count += s.count
		for i := range s.timings {
			sum.timings[i] += s.timings[i]
		}
	}
	if len(sections) != 3 || all.count != 31 || sum.count != 31 || all.timings != sum.timings || all.timings != [3]int{11, 20, 0} {
		t.Errorf("%+v %+v", all, sections)
	}
}

// bare returns a text without what cuts add and swallow.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// What is underlined in the pieces of a cell is what differs in the whole text.
func TestThePiecesOfACellShareItsUnderlines(t *testing.T) {
	f, ruler := specimen.Juten(), bookRuler
	rapid.Check(t, func(r *rapid.T) {
		e := change.Entry{Before: cellTexts().Draw(r, "before"), After: cellTexts().Draw(r, "after")}
		s, _ := LayOut(&change.Table{Entries: []change.Entry{e}}, f, ruler)
		s.Underline(Compare(s.Table))
		before, after := compare.Texts(e.Before, e.After)
		for _, side := range []struct {
			column change.Column
			whole  string
			marks  []compare.Mark
		}{{change.BeforeColumn, e.Before, before}, {change.AfterColumn, e.After, after}} {
			want, got := "", ""
			for _, m := range side.marks {
				want += side.whole[m.Start:m.End]
			}
			for i := range s.Rows {
				c := &s.Rows[i].Cells[side.column]
				for _, m := range c.Marks {
					if m.Start < c.At || m.End > c.At+c.Of.End-c.Of.Start {
						r.Fatalf("row %d: a mark of the form is underlined", i)
					}
					got += c.Text[m.Start:m.End]
				}
			}
			if bare(got) != bare(want) {
				r.Fatalf("%s: %q is underlined, want %q", side.column, got, want)
			}
		}
	})
}

func BenchmarkReview(b *testing.B) {
	table, f, ruler := entries(32), specimen.Juten(), reviewRuler()
	b.ReportAllocs()
	for b.Loop() {
		Review(table, f, ruler, Compare(table))
	}
}

// Margins are the form's, unless they leave a page so few lines that a row with its
// marks is higher.
func TestAFormOfWideMarginsHasAReviewAllTheSame(t *testing.T) {
	f := specimen.Juten()
	f.Paper.Margin, f.Print.Heading, f.Print.Padding = 150*text.Point, 200*text.Point, 30*text.Point
	f.Columns[change.AfterColumn].Width = 1
	p, problems := Review(entries(9), f, reviewRuler(), Compare(entries(9)))
	if len(problems) > 0 {
		t.Error(problems)
	}
	if p.Form.Book.Lines < enoughLines || p.Form.Paper.Margin >= f.Paper.Margin {
		t.Errorf("%d lines, margins of %v", p.Form.Book.Lines, p.Form.Paper.Margin.Points())
	}
	f = specimen.Juten()
	if f.Paper.Margin = 60 * text.Point; reviewForm(f, reviewRuler()).Paper.Margin != f.Paper.Margin {
		t.Error("other margins than the form's")
	}
}

// pagesFilled returns how full the pages of a print are on average, the last one not
// counted, in hundredths.
func pagesFilled(p *Print) int {
	var used, of text.Length
	for _, page := range p.Pages[:len(p.Pages)-1] {
		for i := range page.Rows {
			used += page.Rows[i].Height
		}
		of += p.body(page)
	}
	return int(100 * used / max(1, of))
}

// officialEntries draws entries as officials write them: sections of several paragraphs,
// of which some are reworded.
func officialEntries(seed uint64, n int) *change.Table {
	r := rand.New(rand.NewPCG(seed, 7))
	sentences := []string{
		"みほん市では、窓口で受け付けた届出書の内容を担当課の職員が確認し、審査の結果を住民記録システムに登録する。",
		"入退室の記録を五年間保管する。", "操作の記録は、毎月、所管課長が点検し、業務に関わりのない照会がないことを確かめている。",
		"委託先の監督は、契約書に定めた報告と年に一度の実地検査により行う。", "端末は、離席時に五分で画面を閉じる。",
	}
	t := &change.Table{Organization: "みほん市", Assessment: "住民基本台帳に関する事務 全項目評価書"}
	for i := range n {
		var before, after []string
		for k := range 1 + r.IntN(14)*r.IntN(3) {
			if r.IntN(4) == 0 {
				head := fmt.Sprintf("＜措置その%d＞", k+1)
				before, after = append(before, head), append(after, head)
			}
			s := "・"
			for range 1 + r.IntN(3) {
				s += sentences[r.IntN(len(sentences))]
			}
			switch r.IntN(6) {
			case 0:
				before = append(before, s)
			case 1:
				after = append(after, s)
			case 2:
				before, after = append(before, s), append(after, strings.ReplaceAll(s, "担当課", "市民課"))
			default:
				before, after = append(before, s), append(after, s)
			}
		}
		t.Entries = append(t.Entries, change.Entry{
			Date: change.TextDate("令和8年4月1日"), Item: fmt.Sprintf("Ⅲ　リスク対策\n%d．特定個人情報の使用\nリスクに対する措置の内容", i+1),
			Before: strings.Join(before, "\n"), After: strings.Join(after, "\n"), Timing: change.After,
		})
	}
	return t
}

func TestThePagesOfAReviewAreFull(t *testing.T) {
	for seed := range uint64(5) {
		table := officialEntries(seed, 60)
		p, problems := Review(table, specimen.Juten(), reviewRuler(), Compare(table))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		n := pagesFilled(p)
		t.Logf("%d pages, %d %% full", len(p.Pages), n)
		if n < 90 {
			t.Errorf("the pages are %d %% full", n)
		}
		together, all := 0, 0
		for from := 0; from < len(p.Rows); {
			to := from + p.Rows[from].Pieces
			n, of := pairsTogether(&table.Entries[p.Rows[from].Entry], p.Rows[from:to])
			together, all, from = together+n, all+of, to
		}
		if together*100 < all*98 {
			t.Errorf("%d of %d pairs stand together", together, all)
		}
	}
}
