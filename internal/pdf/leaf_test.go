package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"

	"betten/internal/layout"
	"betten/internal/specimen"
)

func TestLeavesAreReadBeforeTheTable(t *testing.T) {
	p := reviewed(t, oddTable("本文"), newRuler())
	got := readTree(t, written(t, p)).String()
	const item = "TOCI(Reference(Link「1　項目 𩸽 1」→))"
	const want = "Document(H1「予防接種に関する事務重点項目評価書　変更箇所」 P「みほん市令和6年11月19日」 " +
		"H2「目次」 TOC(" + item + " " + item + ") H2「凡例」 P「下線は、変更された部分を示す。」 TOC(" + item + ") " +
		"H2「（別添２）変更箇所」 Table("
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestALineStandsWhereTheLeafSays(t *testing.T) {
	p := reviewed(t, specimen.City(1), newRuler())
	pages := readPages(t, written(t, p))
	if len(pages) != len(p.Leaves)+len(p.Pages) {
		t.Fatalf("%d pages", len(pages))
	}
	for i, leaf := range p.Leaves {
		type line struct {
			X, Y, Size float64
			Text       string
		}
		var want, got []line
		for _, b := range leaf.Blocks {
			for _, l := range b.Lines {
				want = append(want, line{l.X.Points(), (p.Height - l.Y).Points(), l.Size.Points(), l.Text})
			}
		}
		for _, r := range pages[i].records {
			switch last := len(got) - 1; {
			case r.mark.content < 0:
			case last >= 0 && near(got[last].Y, r.y) && r.x-got[last].X < 100: // in another face
				got[last].Text += r.text
			default:
				got = append(got, line{r.x, r.y, r.size, r.text})
			}
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(near)); diff != "" {
			t.Errorf("leaf %d: %s", i+1, diff)
		}
	}
}

func TestTheRunningHeadStandsInTheTopMargin(t *testing.T) {
	p := reviewed(t, specimen.City(1), newRuler())
	for _, long := range []bool{false, true} {
		if long {
			p.Running = strings.Repeat(p.Running, 9)
		}
		for i, page := range readPages(t, written(t, p)) {
			var head []glyphRun
			for _, r := range page.records {
				if r.mark.kind == "Pagination Header" {
					head = append(head, r)
				}
			}
			if titled := i == 0 || i == len(p.Leaves); titled != (len(head) == 0) {
				t.Errorf("page %d: %d runs in the head, beside a title: %v", i+1, len(head), titled)
			}
			if len(head) == 0 {
				continue
			}
			last := head[len(head)-1]
			margin, size := p.Form.Paper.Margin.Points(), p.Form.Print.FooterSize.Points()
			low, high := last.y-0.12*last.size, last.y+0.88*last.size
			if top := p.Height.Points(); low < top-margin+2 || high > top-12 || head[0].x != margin || (last.size == size) == long {
				t.Errorf("page %d: the head %q stands at %.1f, %.1f in %.1f pt", i+1, last.text, last.x, last.y, last.size)
			}
			if last.x+last.width > p.Width.Points()-margin+0.1 {
				t.Errorf("page %d: the head ends at %.1f", i+1, last.x+last.width)
			}
		}
	}
}

// led returns the page of a destination, from 1, and its height on the page.
func led(t tester, r *pdf.Reader, dest pdf.Value) (int, float64) {
	t.Helper()
	if dest.Len() != 5 || dest.Index(1).Name() != "XYZ" {
		t.Fatalf("destination %v", dest)
	}
	return int(dest.Index(0).Key("StructParents").Int64()) + 1, dest.Index(3).Float64()
}

// rowAt returns the page of a row, from 1, and the height of its top.
func rowAt(p *layout.Print, row int) (int, float64) {
	for i, page := range p.Pages {
		y := (p.Height - p.Form.Paper.Margin - page.Title).Points() - p.Head.Height.Points()*p.Scale
		for _, r := range page.Rows {
			if row == 0 {
				return len(p.Leaves) + i + 1, y
			}
			y -= r.Height.Points() * p.Scale
			row--
		}
	}
	return 0, 0
}

func TestALineOfTheContentsLeadsToItsRow(t *testing.T) {
	p := reviewed(t, specimen.City(1), newRuler())
	r := open(t, written(t, p))
	for i, leaf := range p.Leaves {
		annotations := r.Page(i + 1).V.Key("Annots")
		n := 0
		for _, b := range leaf.Blocks {
			if b.Kind != layout.ContentsBlock {
				continue
			}
			a := annotations.Index(n)
			n++
			page, y := led(t, r, a.Key("Dest"))
			if wantPage, wantY := rowAt(p, b.Row); page != wantPage || !near(y, wantY) {
				t.Errorf("row %d: led to %.2f on page %d, want %.2f on %d", b.Row, y, page, wantY, wantPage)
			}
			if got := textString(a.Key("Contents")); got != b.Lines[0].Text+b.Lines[1].Text {
				t.Errorf("the link says %q", got)
			}
			rect := a.Key("Rect")
			left, low, right, high := rect.Index(0).Float64(), rect.Index(1).Float64(), rect.Index(2).Float64(), rect.Index(3).Float64()
			x, base := b.Lines[0].X.Points(), (p.Height - b.Lines[0].Y).Points()
			if !near(left, x) || right < 535 || right > 550 || low > base || low < base-3 || high < base+8 || high > base+10 {
				t.Errorf("the link lies on %v, the text begins at %.1f, %.1f", rect, x, base)
			}
			if border := a.Key("Border"); border.Index(2).Int64() != 0 || a.Key("F").Int64() != printed {
				t.Errorf("border %v, flags %v", border, a.Key("F"))
			}
		}
		if annotations.Len() != n {
			t.Errorf("leaf %d has %d links, want %d", i+1, annotations.Len(), n)
		}
	}
	for i := range p.Pages {
		if a := r.Page(len(p.Leaves) + i + 1).V.Key("Annots"); a.Len() > 0 {
			t.Errorf("page %d of the table has links", i+1)
		}
	}
}

func TestALineOfTheContentsThatLeadsNowhereIsNoLink(t *testing.T) {
	p := reviewed(t, oddTable("本文"), newRuler())
	p.Leaves[1].Blocks[0].Row = -1
	got := readTree(t, written(t, p)).String()
	if want := "→)) TOCI(P「1　項目 𩸽 1」)) H2「凡例」"; !strings.Contains(got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestALinkToARowThatIsNotThereIsAnError(t *testing.T) {
	p := reviewed(t, oddTable("本文"), newRuler())
	p.Leaves[0].Blocks[3].Row = 7
	if err := Write(failingWriter{}, p); err == nil || !strings.Contains(err.Error(), "row 8 of 1") {
		t.Errorf("error %v", err)
	}
}
