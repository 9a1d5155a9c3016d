package text

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// reference is a published attachment, row by row and line by line. It is not
// part of the project: the example's own rows stand in for it elsewhere.
const reference = "../../../shared/reference/kumagaya-2024.rows.json"

type publishedRow struct {
	Entry, Piece        int
	Item, Before, After []string
}

func published(t *testing.T) []publishedRow {
	data, err := os.ReadFile(reference)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published attachment is not at hand")
	}
	var doc struct{ Rows []publishedRow }
	if err == nil {
		err = json.Unmarshal(data, &doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	return doc.Rows
}

// All paragraphs of the published attachment break as published. A paragraph is
// known from its lines: they are joined and wrapped again, paragraph ends being
// where the document says so in its entries.
func TestPublishedLinesBreakAsPublished(t *testing.T) {
	rows := published(t)
	source, err := os.ReadFile(strings.Replace(reference, ".rows.json", ".toml", 1))
	if err != nil {
		t.Fatal(err)
	}
	paragraphs := make(map[string]bool)
	for line := range strings.Lines(string(source)) {
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
	for _, row := range rows {
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
