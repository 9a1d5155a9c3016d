package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
)

// A text of any size is drawn whole: each side of each entry is put together from its pieces in
// the rows.
func TestTextOfAnySizeIsDrawnWhole(t *testing.T) {
	sentence := "みほん市は、特定個人情報ファイルを取り扱う事務において、必要な措置を講じる。"
	numbered := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "・措置%d\n", i+1)
		}
		return strings.TrimSuffix(b.String(), "\n")
	}
	long := func(characters int) string {
		return strings.Repeat(sentence, characters/len([]rune(sentence))+1)
	}
	for name, c := range map[string]struct {
		before  string
		entries int
		pages   int // minimum
	}{
		"one row":                                 {"変更前", 1, 1},
		"a paragraph without a line break":        {long(6_000), 1, 5},
		"a cell of 60,000 characters":             {long(60_000), 1, 45},
		"60,000 characters that may not part":     {strings.Repeat("x", 60_000), 1, 20},
		"60,000 closing brackets":                 {strings.Repeat("」", 60_000), 1, 25},
		"a URL wider than its column":             {"https://www.example.lg.jp/" + strings.Repeat("mihon/", 9), 1, 1},
		"300 short lines":                         {numbered(300), 1, 5},
		"300 empty lines":                         {"初" + strings.Repeat("\n", 300) + "終", 1, 5},
		"as many rows as fill a hundred pages":    {numbered(30), 300, 100},
		"a line of spaces":                        {"初" + strings.Repeat(" 　", 300) + "終", 1, 1},
		"one character with a thousand selectors": {"か" + strings.Repeat("\U000E0100", 1000), 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			table := new(change.Table)
			for range c.entries {
				table.Entries = append(table.Entries, change.Entry{
					Date: change.Date{Text: "令和6年4月1日"}, Item: "項目", Before: c.before, After: "（削除）", Timing: "事後",
				})
			}
			p := laidOut(t, table, newRuler())
			drawn := readPages(t, written(t, p))
			if diff := cmp.Diff(linesOf(p), textOf(drawn)); diff != "" {
				t.Error("what is drawn is not what was laid out")
			}
			if len(drawn) != len(p.Pages) || len(drawn) < c.pages {
				t.Errorf("%d pages drawn, %d laid out, want %d at least", len(drawn), len(p.Pages), c.pages)
			}
			shown := make([]string, c.entries)
			for _, page := range p.Pages {
				if len(page.Rows) == 0 {
					t.Error("a page without a row")
				}
				for _, r := range page.Rows {
					cell := &r.Cells[change.BeforeColumn]
					lines := strings.Join(cell.Strings(), "")
					at := len(strings.ReplaceAll(cell.Text[:cell.At], "\n", ""))
					of := strings.ReplaceAll(c.before[cell.Of.Start:cell.Of.End], "\n", "")
					if !strings.HasPrefix(lines[at:], of) {
						t.Fatalf("the row shows %.60q, not %.60q", lines[at:], of)
					}
					shown[r.Entry] += of
				}
			}
			for i, s := range shown {
				if s != strings.ReplaceAll(c.before, "\n", "") {
					t.Fatalf("entry %d: %d of %d bytes are shown", i+1, len(s), len(c.before))
				}
			}
		})
	}
}
