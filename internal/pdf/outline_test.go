package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"

	"betten/internal/layout"
	"betten/internal/specimen"
)

// readOutline returns the bookmarks of a document, indented by level, and checks that their
// links and counts agree.
func readOutline(t tester, v pdf.Value) (lines []string, count int) {
	t.Helper()
	var before pdf.Value
	for item := v.Key("First"); !item.IsNull(); item = item.Key("Next") {
		if item.Key("Prev").String() != before.String() || item.Key("Parent").String() != v.String() {
			t.Errorf("%v is linked wrongly", item)
		}
		below, n := readOutline(t, item)
		lines = append(lines, textString(item.Key("Title")))
		for _, l := range below {
			lines = append(lines, "  "+l)
		}
		count += 1 + n
		before = item
	}
	if v.Key("Last").String() != before.String() || int(v.Key("Count").Int64()) != count {
		t.Errorf("the last of %v is another, or its count is not %d", v, count)
	}
	return lines, count
}

func TestTheOutlineIsAsTheLayoutSays(t *testing.T) {
	p := reviewed(t, specimen.City(1), newRuler())
	r := open(t, written(t, p))
	root := r.Trailer().Key("Root")
	lines, _ := readOutline(t, root.Key("Outlines"))
	want := []string{"表紙", `Ⅰ　𠮷野市 (A) \`, "  ①葛\U000E0100城", "    plain", "Ⅱ"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if root.Key("PageMode").Name() != "UseOutlines" {
		t.Error("the outline is not shown")
	}
	first := root.Key("Outlines").Key("First")
	if page, y := led(t, r, first.Key("Dest")); page != 1 || !near(y, p.Height.Points()) {
		t.Errorf("the cover is at %.2f on page %d", y, page)
	}
	page, y := led(t, r, first.Key("Next").Key("First").Key("First").Key("Dest"))
	if wantPage, wantY := rowAt(p, len(p.Rows)-1); page != wantPage || !near(y, wantY) {
		t.Errorf("led to %.2f on page %d, want %.2f on %d", y, page, wantY, wantPage)
	}
}

func TestALevelThatIsLeftOutIsMadeGood(t *testing.T) {
	p := laidOut(t, oddTable("本文"), newRuler())
	for _, level := range []int{2, 3, 1, 0, 5, 0} {
		p.Outline = append(p.Outline, layout.Bookmark{Level: level, Title: strings.Repeat("x", level+1)})
	}
	lines, _ := readOutline(t, open(t, written(t, p)).Trailer().Key("Root").Key("Outlines"))
	if diff := cmp.Diff([]string{"xxx", "  xxxx", "  xx", "x", "  xxxxxx", "x"}, lines); diff != "" {
		t.Error(diff)
	}
}

func TestWithoutBookmarksThereIsNoOutline(t *testing.T) {
	root := open(t, written(t, laidOut(t, oddTable("本文"), newRuler()))).Trailer().Key("Root")
	if !root.Key("Outlines").IsNull() || !root.Key("PageMode").IsNull() {
		t.Errorf("the catalog is %v", root)
	}
}
