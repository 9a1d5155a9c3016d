package layout

import (
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/specimen"
	"betten/internal/text"
)

// What a page has room for is less below the title: a first row that is higher would
// run into the footer.
func TestARowThatIsTooHighBelowTheTitleIsAProblem(t *testing.T) {
	f := specimen.Juten()
	f.Paper.Landscape, f.Print.Pitch = true, 16*text.Point
	high := change.Entry{
		Date: change.TextDate("令和6年4月1日"), Item: "項目", Timing: change.After,
		Before: strings.Repeat("・項目\n", 29) + "・項目", After: "（削除）",
	}
	for _, c := range []struct {
		title   text.Length
		entries []change.Entry
		want    int
	}{
		{12 * text.Point, []change.Entry{high}, 0},
		{72 * text.Point, []change.Entry{high}, 1},
		{72 * text.Point, []change.Entry{{Item: "低い"}, high, high}, 0},
	} {
		f.Print.TitleSize = c.title
		table := &change.Table{Entries: c.entries}
		sheet, _ := LayOut(table, f, bookRuler)
		p, problems := Paginate(sheet, text.NewPrintRuler(f.Print.Size, reviewRuler().Faces()...))
		if len(problems) != c.want || len(p.Pages) != len(c.entries) {
			t.Errorf("title of %v: %d pages, %v", c.title.Points(), len(p.Pages), problems)
		}
	}
}
