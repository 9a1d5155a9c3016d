package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
)

// linesOf returns the text of each page in reading order.
func linesOf(p *layout.Print) []string {
	var pages []string
	for i, page := range p.Pages {
		var s string
		if i == 0 {
			s += p.Form.Title
		}
		for _, r := range append([]layout.Row{p.Head}, page.Rows...) {
			for j := range r.Cells {
				s += strings.Join(r.Cells[j].Strings(), "")
			}
		}
		pages = append(pages, s+p.Table.Organization+pageNumber(i+1, p))
	}
	return pages
}

func pageNumber(n int, p *layout.Print) string {
	return fmt.Sprintf("%d / %d", n, len(p.Leaves)+len(p.Pages))
}

func textOf(pages []drawnPage) []string {
	var s []string
	for i := range pages {
		s = append(s, pages[i].text())
	}
	return s
}

func TestEveryCharacterComesBackInReadingOrder(t *testing.T) {
	for name, table := range map[string]*change.Table{
		"mihon city": specimen.City(2),
		"odd text":   oddTable(oddText),
		"no entries": {},
	} {
		t.Run(name, func(t *testing.T) {
			p := laidOut(t, table, newRuler())
			if diff := cmp.Diff(linesOf(p), textOf(readPages(t, written(t, p)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// This reader extracts the text independently, including the font.
func TestAnotherReaderFindsTheSameText(t *testing.T) {
	p := laidOut(t, oddTable(oddText), newRuler())
	data := written(t, p)
	var s strings.Builder
	for _, c := range open(t, data).Page(1).Content().Text {
		s.WriteString(c.S)
	}
	if diff := cmp.Diff(linesOf(p)[0], s.String()); diff != "" {
		t.Error(diff)
	}
}

func TestAnyTextThatTheFacesHaveComesBack(t *testing.T) {
	ruler := newRuler()
	// settable returns the units of s that have a glyph, and whether these are all units.
	settable := func(s string) (kept string, all bool) {
		for u := range ruler.Units(s) {
			if u.Glyph != 0 && u.Text >= " " && extracted.Replace(u.Text) == u.Text {
				kept += u.Text
			}
		}
		return kept, kept == s
	}
	character := rapid.OneOf(
		rapid.RuneFrom([]rune("あいうがぱアガｶﾞﾊﾟ亜唖漢字ー、。（）「」①②㈱～〜＜＞()\\<>[]{}/%# 　𠮷𩸽𠮟葛辻")),
		rapid.RuneFrom([]rune{0x3099, 0x309A, 0x301, 0xE0100, 0xE0101, 0xFE00, 0x200B, 0x200D, 0xAD, 0x2060}),
		rapid.RuneFrom(nil, unicode.Han, unicode.Latin, unicode.Katakana, unicode.Sm, unicode.So),
		rapid.Rune(),
	)
	rapid.Check(t, func(t *rapid.T) {
		s, _ := settable("始" + rapid.StringOfN(character, 1, 60, -1).Draw(t, "text"))
		if again, all := settable(s); !all {
			t.Skip("another cluster has come about", again)
		}
		p := laidOut(t, oddTable(s), ruler)
		if diff := cmp.Diff(linesOf(p), textOf(readPages(t, written(t, p)))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAZeroWidthSpaceOfOldComesBackAsTheOneOfToday(t *testing.T) {
	page := readPages(t, written(t, laidOut(t, oddTable("変\uFEFF更"), newRuler())))[0]
	if got := page.text(); strings.Contains(got, "\uFEFF") || !strings.Contains(got, "変\u2060更") {
		t.Errorf("%q", got)
	}
}

func TestWhatIsWrittenIsUntouched(t *testing.T) {
	data := written(t, reviewed(t, specimen.City(1), newRuler()))
	if !Untouched(data) || Untouched(bytes.Replace(data, []byte("betten"), []byte("bitten"), 1)) {
		t.Error("it is not known whether the file was touched")
	}
}

func TestTheWidthsOfAFontAreThoseTheLayoutMeasured(t *testing.T) {
	for _, table := range []*change.Table{specimen.City(1), oddTable(oddText)} {
		p := laidOut(t, table, newRuler())
		for _, page := range readPages(t, written(t, p)) {
			for _, r := range page.records {
				want := p.Ruler.Width(r.text).Points() * r.size / p.Ruler.Size().Points()
				if !near(r.width, want) {
					t.Errorf("%q is %.3f pt wide, want %.3f", r.text, r.width, want)
				}
			}
		}
	}
}

func TestNothingTouchesARule(t *testing.T) {
	p := laidOut(t, specimen.City(1), newRuler())
	const ascent, descent, least = 0.88, 0.12, 0.5 // em, em, points
	for i, page := range readPages(t, written(t, p)) {
		for _, r := range page.records {
			shown := strings.TrimRight(r.text, " 　")
			width := r.width * float64(p.Ruler.Width(shown)) / float64(max(1, p.Ruler.Width(r.text)))
			left, right := r.x, r.x+width
			bottom, top := r.y-descent*r.size, r.y+ascent*r.size
			for _, l := range page.rules {
				half := l.thickness/2 + least
				if right > min(l.x1, l.x2)-half && left < max(l.x1, l.x2)+half &&
					top > min(l.y1, l.y2)-half && bottom < max(l.y1, l.y2)+half {
					t.Errorf("page %d: %q at %.1f,%.1f touches the rule %v", i+1, r.text, r.x, r.y, l)
				}
			}
		}
	}
}

func TestLinesStandInTheirRowsAtAnEvenPitch(t *testing.T) {
	p := laidOut(t, specimen.City(1), newRuler())
	f := p.Form.Print
	scaled := func(l text.Length) float64 { return l.Points() * p.Scale }
	for i, page := range readPages(t, written(t, p)) {
		records := page.records[change.Columns:]
		if i == 0 {
			records = records[1:]
		}
		top := (p.Height - p.Form.Paper.Margin - p.Pages[i].Title).Points() - scaled(p.Head.Height)
		for _, r := range p.Pages[i].Rows {
			left := p.Form.Paper.Margin.Points() + scaled(f.Padding)
			for c := range r.Cells {
				y := top - scaled(f.Padding+p.Baseline)
				for _, line := range r.Cells[c].Strings() {
					if line == "" {
						y -= scaled(f.Pitch)
						continue
					}
					if got := records[0]; !near(got.x, left) || !near(got.y, y) || got.text != line {
						t.Fatalf("page %d: %q at %.2f,%.2f, want %q at %.2f,%.2f", i+1, got.text, got.x, got.y, line, left, y)
					}
					records = records[1:]
					y -= scaled(f.Pitch)
				}
				left += scaled(p.Widths[c] + 2*f.Padding)
			}
			top -= scaled(r.Height)
		}
		if len(records) != 2 {
			t.Fatalf("page %d: %d records below the table, want the organization and the page's number", i+1, len(records))
		}
	}
}

func TestEachPageHasItsHeadingFrameAndNumber(t *testing.T) {
	p := laidOut(t, specimen.City(1), newRuler())
	pages := readPages(t, written(t, p))
	for i, page := range pages {
		records := page.records
		if i == 0 {
			if records[0].text != "（別添２）変更箇所" || records[0].size != 12 {
				t.Errorf("the title is %v", records[0])
			}
			records = records[1:]
		}
		for c, r := range records[:change.Columns] {
			if r.text != p.Form.Columns[c].Heading {
				t.Errorf("page %d: heading %q", i+1, r.text)
			}
			if middle := r.x + r.width/2; c > 0 && c < change.Columns-1 {
				before, after := page.rules[len(p.Pages[i].Rows)+c-1].x1, page.rules[len(p.Pages[i].Rows)+c].x1
				if d := middle - (before+after)/2; d > 0.02 || d < -0.02 {
					t.Errorf("page %d: the heading %q is %.3f pt off its middle", i+1, r.text, d)
				}
			}
		}
		number := records[len(records)-1]
		if number.text != fmt.Sprintf("%d / %d", i+1, len(pages)) || !near(number.x+number.width/2, p.Width.Points()/2) {
			t.Errorf("page %d has the number %v", i+1, number)
		}
		// One line for each edge between rows and columns, and four for the frame.
		if want := len(p.Pages[i].Rows) + change.Columns - 1 + 4; len(page.rules) != want || page.shades != 1 {
			t.Errorf("page %d has %d rules and %d shades, want %d and 1", i+1, len(page.rules), page.shades, want)
		}
	}
}

func TestALongNameLeavesRoomForThePageNumber(t *testing.T) {
	table := specimen.City(1)
	table.Organization = strings.Repeat("みほん県後期高齢者医療広域連合", 4)
	for _, page := range readPages(t, written(t, laidOut(t, table, newRuler()))) {
		name, number := page.records[len(page.records)-2], page.records[len(page.records)-1]
		if name.text != table.Organization || name.x+name.width > number.x-4 {
			t.Errorf("%q ends at %.1f, the number begins at %.1f", name.text, name.x+name.width, number.x)
		}
	}
}

func TestTheSameTableGivesTheSameBytes(t *testing.T) {
	ruler := newRuler()
	want := written(t, laidOut(t, specimen.City(2), newRuler()))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 3 {
				if !bytes.Equal(want, written(t, laidOut(t, specimen.City(2), ruler))) {
					t.Error("other bytes")
				}
			}
		})
	}
	group.Wait()
}

func TestWhatNoFaceHasIsAnError(t *testing.T) {
	table := oddTable("\U0001F600")
	sheet, _ := layout.LayOut(table, specimen.Juten(), text.NewRuler(text.Points(10), text.MSPGothic()))
	p, problems := layout.Paginate(sheet, newRuler())
	if !change.Failed(problems) {
		t.Skip("the faces have it")
	}
	var b bytes.Buffer
	if err := Write(&b, p); err == nil || b.Len() > 0 {
		t.Errorf("error %v, %d bytes written", err, b.Len())
	}
}

func TestAnErrorOfTheWriterIsReturned(t *testing.T) {
	full := errors.New("disk full")
	if err := Write(failingWriter{full}, laidOut(t, specimen.City(1), newRuler())); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func benchmark(b *testing.B, table *change.Table) { benchmarkPrint(b, laidOut(b, table, newRuler())) }

func benchmarkPrint(b *testing.B, p *layout.Print) {
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite(b *testing.B)        { benchmark(b, specimen.City(1)) }
func BenchmarkWrite100(b *testing.B)     { benchmark(b, specimen.City(100)) }
func BenchmarkReference(b *testing.B)    { benchmark(b, specimen.Reference(b, 1)) }
func BenchmarkReference100(b *testing.B) { benchmark(b, specimen.Reference(b, 100)) }
func BenchmarkReview(b *testing.B)       { benchmarkPrint(b, reviewed(b, specimen.City(1), newRuler())) }
