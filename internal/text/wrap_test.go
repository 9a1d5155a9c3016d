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
