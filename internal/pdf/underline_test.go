package pdf

import (
	"math"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/layout"
	"betten/internal/specimen"
)

// marked reads a text in which 〔…〕 encloses text marked as changed and 《…》 encloses text
// marked as moved.
func marked(s string) (plain string, marks []compare.Mark) {
	for _, r := range s {
		switch r {
		case '〔', '《':
			marks = append(marks, compare.Mark{Start: len(plain), Moved: r == '《'})
		case '〕', '》':
			marks[len(marks)-1].End = len(plain)
		default:
			plain += string(r)
		}
	}
	return plain, marks
}

// underlined returns a print of one row whose text before the change is marked.
func underlined(t tester, s string) *layout.Print {
	t.Helper()
	plain, marks := marked(s)
	p := laidOut(t, oddTable(plain), newRuler())
	p.Rows[0].Cells[change.BeforeColumn].Marks = marks
	return p
}

// strokesOf returns the underlines of a page.
func strokesOf(page drawnPage) (found []rule) {
	for _, l := range page.rules {
		if l.thickness == underlineThickness {
			found = append(found, l)
		}
	}
	return found
}

// readMarks returns the lines of the cell before the change with the marks of the underlines
// below them. It fails if an underline does not begin and end at the edges of glyphs.
func readMarks(t tester, p *layout.Print, page drawnPage) string {
	t.Helper()
	const cell = 1 + change.Columns + int(change.BeforeColumn) // after the title, the heading, the date and the item
	strokes := strokesOf(page)
	perUnit := p.Form.Print.Size.Points() * p.Scale / p.Ruler.Size().Points()
	var all strings.Builder
	ends := 0 // of strokes
	records := page.records
	for i, line := range p.Rows[0].Cells[change.BeforeColumn].Strings() {
		if i > 0 {
			all.WriteString("\n")
		}
		for line != "" && records[0].mark.content < cell {
			records = records[1:]
		}
		first, last := records[0], ""
		x := first.x
		for u := range p.Ruler.Units(line) {
			end, this := x+u.Advance.Points()*perUnit, ""
			for _, l := range strokes {
				if below := first.y - l.y1; below < 0 || below > first.size/2 || l.x2 <= l.x1 {
					continue
				}
				if near(l.x1, x) && end > x || near(l.x2, end) && end > x {
					ends++
				}
				if middle := (x + end) / 2; middle > l.x1 && middle < l.x2 && end > x {
					this = opening[l.dashes != nil]
				}
			}
			if this != last {
				all.WriteString(closing[last] + this)
			}
			all.WriteString(u.Text)
			x, last = end, this
		}
		all.WriteString(closing[last])
		for rest := line; rest != ""; records = records[1:] {
			rest = strings.TrimPrefix(rest, records[0].text)
		}
	}
	if ends < len(strokes) {
		t.Errorf("%d underlines, of which a glyph is at %d ends", len(strokes), ends)
	}
	return all.String()
}

var (
	opening = map[bool]string{false: "〔", true: "《"}
	closing = map[string]string{"〔": "〕", "《": "》"}
)

func TestUnderlinesAreBelowWhatIsMarked(t *testing.T) {
	const line = "一二三四五六七八九十一二三四五六七八九" // as much as fits the column
	for _, c := range []struct{ text, want string }{
		{"変更〔前〕の記載", "変更〔前〕の記載"},
		{"〔変更前の記載〕", "〔変更前の記載〕"},
		{"《変更前の記載》", "《変更前の記載》"},
		{"変〔更〕前《の》記〔載〕", "変〔更〕前《の》記〔載〕"},
		{"〔変更〕《前の》〔記載〕", "〔変更〕《前の》〔記載〕"},
		{"変〔更〕〔前〕の", "変〔更前〕の"},
		{"変更〔 　 〕前", "変更〔 　 〕前"},
		{"変更前〔 　〕\nの記載", "変更前〔 　〕\nの記載"},
		{"変〔更\n\n前〕の", "変〔更〕\n\n〔前〕の"},
		{line + "〔十百千〕", line + "\n〔十百千〕"},
		{"〔" + line + "〕十百千", "〔" + line + "〕\n十百千"},
		{"一〔" + line[len("一"):] + "十〕百千", "一〔" + line[len("一"):] + "〕\n〔十〕百千"},
		{"𠮷〔葛\U000E0100〕城〔ABC〕", "𠮷〔葛\U000E0100〕城〔ABC〕"},
		{"𠮷〔𠮟A𠮟〕A", "𠮷〔𠮟A𠮟〕A"},
		{"か〔\u3099〕と", "〔か\u3099〕と"}, // a part of a glyph
		{"変〔\u2060〕更", "〔変\u2060〕更"},
	} {
		p := underlined(t, c.text)
		if got := readMarks(t, p, readPages(t, written(t, p))[0]); got != c.want {
			t.Errorf("%s\n is underlined as\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// Spaces hang over the column's edge. The underline of changed spaces is visible, but does not
// reach the rule.
func TestAnUnderlineOfHangingSpacesEndsBeforeTheRule(t *testing.T) {
	const line = "一二三四五六七八九十一二三四五六七八九"
	p := underlined(t, line+"〔"+strings.Repeat("　", 30)+"〕\n終")
	page := readPages(t, written(t, p))[0]
	strokes := strokesOf(page)
	if len(strokes) != 1 {
		t.Fatalf("%d underlines", len(strokes))
	}
	edge := page.rules[1+int(change.BeforeColumn)].x1 // one rule below the heading, then those of the columns
	if l := strokes[0]; l.x2-l.x1 < 1 || edge-l.x2 < 0.8 || edge-l.x2 > 2 {
		t.Errorf("the underline reaches from %.2f to %.2f, the edge is at %.2f", l.x1, l.x2, edge)
	}
}

func TestAnUnderlineTouchesNeitherItsLineNorAnother(t *testing.T) {
	p := reviewed(t, specimen.City(1), newRuler())
	n := 0
	for i, page := range readPages(t, written(t, p)) {
		for _, l := range strokesOf(page) {
			n++
			top, bottom := l.y1+l.thickness/2, l.y1-l.thickness/2
			for _, r := range page.records {
				if r.x+r.width <= l.x1 || r.x >= l.x2 {
					continue
				}
				const above, below = 0.88, 0.12 // of the body
				if top > r.y-below*r.size-0.2 && bottom < r.y+above*r.size+0.2 {
					t.Fatalf("page %d: the underline at %.2f,%.2f touches %q at %.2f", i+1, l.x1, l.y1, r.text, r.y)
				}
			}
			for _, rule := range page.rules {
				if rule.thickness != underlineThickness && rule.y1 == rule.y2 && math.Abs(rule.y1-l.y1) < 1 {
					t.Fatalf("page %d: the underline at %.2f touches the rule at %.2f", i+1, l.y1, rule.y1)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("%d underlines", n)
	}
}

func TestADashedLineBeginsAndEndsWithADash(t *testing.T) {
	for _, length := range []float64{0.5, 2.2, 3, 4, 5.7, 6.5, 100, 123.4} {
		on, off := dashes(length)
		n := math.Round((length + off) / (on + off))
		if got := n*on + (n-1)*off; math.Abs(got-length) > 1e-9 {
			t.Errorf("%g: %g dashes of %g with gaps of %g are %g", length, n, on, off, got)
		}
		if length > 5 && (on < 0.75*dash || on > 1.25*dash) {
			t.Errorf("%g: dashes of %g", length, on)
		}
	}
}

func TestWithoutMarksNothingIsUnderlined(t *testing.T) {
	for i, page := range readPages(t, written(t, laidOut(t, specimen.City(1), newRuler()))) {
		if n := len(strokesOf(page)); n > 0 {
			t.Errorf("page %d has %d underlines", i+1, n)
		}
	}
}
