package text

import (
	"encoding/json"
	"strings"
	"testing"

	"betten/internal/published"
)

type publishedRow struct {
	Entry, Piece        int
	Item, Before, After []string
}

// All paragraphs of the published attachment break as published. A paragraph is
// known from its lines: they are joined and wrapped again, paragraph ends being
// where the document says so in its entries.
func TestPublishedLinesBreakAsPublished(t *testing.T) {
	var doc struct{ Rows []publishedRow }
	if err := json.Unmarshal(published.File(t, ".rows.json"), &doc); err != nil {
		t.Fatal(err)
	}
	paragraphs := make(map[string]bool)
	for line := range strings.Lines(string(published.File(t, ".toml"))) {
		line = strings.TrimSpace(strings.TrimRight(line, "\n"))
		for _, key := range []string{"before = '", "after = '"} {
			line = strings.TrimPrefix(line, key)
		}
		paragraphs[strings.Trim(line, `",'`)] = true
		paragraphs[strings.TrimRight(strings.TrimLeft(line, `"`), `",'`)] = true
	}
	ruler := NewRuler(10*Point, MSPGothic())
	total, good := 0, 0
	check := func(lines []string, width Length) {
		var want []string
		for _, line := range lines {
			if line == "" || line == "（下段に続く）" || line == "（上段からの続き）" {
				continue
			}
			want = append(want, line)
			joined := strings.Join(want, "")
			if !paragraphs[strings.TrimSpace(joined)] {
				continue
			}
			got, _ := ruler.Wrap(nil, joined, width, 0)
			total += len(want)
			for i, l := range got {
				if i < len(want) && joined[l.Start:l.End] == want[i] {
					good++
				} else {
					t.Errorf("%q: line %d is %q", joined, i+1, joined[l.Start:l.End])
				}
			}
			want = nil
		}
		if want != nil {
			t.Errorf("no paragraph of the entries: %q", want)
		}
	}
	for _, row := range doc.Rows {
		if row.Piece == 1 {
			check(row.Item, Points(126.79))
		}
		check(row.Before, Points(198.96))
		check(row.After, Points(198.96))
	}
	if good != 836 || total != 836 {
		t.Errorf("%d of %d lines break as published, want 836 of 836", good, total)
	}
}

// Where lines end by the rules of other programs, in a column of six ideographs.
func TestLinesByTheRulesOfOtherPrograms(t *testing.T) {
	latin := Rule{Latin: true}
	for _, c := range []struct {
		name string
		rule Rule
		want string
	}{
		{"a bracket may begin a line", Rule{}, "漢字の漢字A÷（甲乙）"},
		{"LibreOffice takes the letter along", latin, "漢字の漢字÷A（甲乙）"},
		{"and the word", latin, "漢字の漢÷web（甲乙）"},
		{"but not a kanji", latin, "漢字の漢字字÷（甲乙）"},
		{"after a comma a figure begins a line", Rule{}, "漢字の漢字、÷13、14"},
		{"LibreOffice takes the comma along", latin, "漢字の漢÷字、13、14"},
		{"a full-width space hangs", Rule{}, "漢字漢字漢字　÷漢字"},
		{"or wraps", Rule{Solid: true}, "漢字漢字漢字÷　漢字"},
		{"a wide word goes to the next line, and is broken after a slash", Rule{}, "漢字÷abcdefg/÷hijklmnopqr"},
		{"or where that is full", Rule{Wide: WideWhole}, "漢字÷abcdefg/hijk÷lmnopqr"},
		{"or stays, and is broken after a sign", Rule{Wide: WideAtSign}, "漢字abcdefg/÷hijk-÷lmnopqrstuvw"},
		{"or where the line is full", Rule{Wide: WideFull}, "漢字abcdefg/÷hijk-lmnopqr÷stuvw"},
	} {
		m := NewRuler(1000, Fixed())
		s := strings.ReplaceAll(c.want, "÷", "")
		var lines []string
		for _, l := range m.WrapBy(c.rule, nil, s, 6000, 0) {
			lines = append(lines, s[l.Start:l.End])
		}
		if got := strings.Join(lines, "÷"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
