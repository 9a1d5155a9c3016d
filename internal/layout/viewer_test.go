package layout

import (
	"strconv"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/text"
)

// A form whose columns are 10 em wide, of 20 lines of 12 points.
func plainForm() *form.Form {
	f := &form.Form{
		Marks: form.Marks{Ditto: "同上", Continues: "（下段に続く）", Continued: "（上段からの続き）"},
		Book:  form.Book{Face: "ＭＳ Ｐゴシック", Size: 10 * text.Point, Pitch: 12 * text.Point, Lines: 20},
	}
	for c := range f.Columns {
		f.Columns[c] = form.Column{Heading: "見出し", Width: 10.2} // 10 at the tolerance too
	}
	return f
}

// A viewer's lines are 8 em wide and 10 points apart, and so 10 characters need two
// lines in it: 20 points instead of 12.
func TestARowHasRoomForAViewerWithNarrowerColumns(t *testing.T) {
	viewer := &Viewer{Margin: 3 * text.Point}
	rulers := new([change.Columns]*text.Ruler)
	for c := range rulers {
		rulers[c] = text.NewRuler(10*text.Point, text.MSPGothic())
		viewer.Widths[c], viewer.Pitch[c] = 82*text.Point, 10*text.Point
	}
	for _, c := range []struct {
		paragraphs int // of ten characters
		want       string
	}{
		{1, "23.25"},   // 2 lines and the margin, in whole pixels
		{19, "383.25"}, // 38 lines: one more paragraph fits
		{20, "403.5"},
		// 21 paragraphs are more than 20 lines: cut, of Excel's 20 each.
		{21, "383.25 83.25"},
	} {
		paragraph := strings.Repeat("字", 10) + "\n"
		table := &change.Table{Entries: []change.Entry{{
			Item: "項目", Before: strings.TrimSuffix(strings.Repeat(paragraph, c.paragraphs), "\n"), After: "新", Timing: "事後",
		}}}
		s, problems := LayOutIn(table, plainForm(), rulers, viewer)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for i := range s.Rows {
			if s.Rows[i].Height > form.HighestRow {
				t.Errorf("a row of %v points", s.Rows[i].Height.Points())
			}
		}
		var all []string
		for i := range s.Rows {
			all = append(all, number(s.Rows[i].Height.Points()))
		}
		if got := strings.Join(all, " "); got != c.want {
			t.Errorf("%d paragraphs: %s, want %s", c.paragraphs, got, c.want)
		}
	}
	// At half the width, 20 lines of Excel's are 40 and too many: the entry is cut
	// where both have room.
	for c := range viewer.Widths {
		viewer.Widths[c] = 36 * text.Point
	}
	table := &change.Table{Entries: []change.Entry{{Item: "項目", Before: strings.TrimSuffix(strings.Repeat("字字字字字字字字字字\n", 20), "\n"), Timing: "事後"}}}
	s, _ := LayOutIn(table, plainForm(), rulers, viewer)
	if len(s.Rows) < 2 {
		t.Fatalf("%d rows", len(s.Rows))
	}
	for i := range s.Rows {
		text := s.Rows[i].Cells[change.BeforeColumn].Text
		lines := 4*strings.Count(text, "字字字字字字字字字字") + 2
		if room := int(s.Rows[i].Height-viewer.Margin) / int(10000); lines > room {
			t.Errorf("row %d: %d lines there, room for %d", i+1, lines, room)
		}
	}
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
