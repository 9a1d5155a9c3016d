package pdf

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/record"
	"betten/internal/specimen"
)

// readRecord returns the record of a file, and the cells of its table as a reader finds
// them in the structure.
func readRecord(t tester, data []byte) (*record.Record, [][change.Columns]string) {
	t.Helper()
	piece := open(t, data).Trailer().Key("Root").Key("PieceInfo").Key("betten")
	if !strings.HasPrefix(piece.Key("LastModified").RawString(), "D:20") {
		t.Errorf("the piece is of %v", piece.Key("LastModified"))
	}
	source, err := io.ReadAll(piece.Key("Private").Reader())
	if err != nil {
		t.Fatal(err)
	}
	r, err := record.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	var cells [][change.Columns]string
	for _, row := range readCells(readTree(t, data), "TD") {
		cells = append(cells, [change.Columns]string(row))
	}
	return r, cells
}

func TestATableIsReadBackToTheCharacter(t *testing.T) {
	odd := oddTable(oddText)
	odd.Entries[0].After = "一\uFEFF\uFEFF二\n\n\u2060三\t四　 \n\uFEFF\n"
	long := specimen.City(2)
	long.Entries[0].Before = strings.Repeat("  委託先における取扱いの確認を行う。\n\n", 70)
	for name, table := range map[string]*change.Table{"mihon city": specimen.City(3), "odd": odd, "long": long} {
		t.Run(name, func(t *testing.T) {
			p := laidOut(t, table, newRuler())
			r, cells := readRecord(t, written(t, p))
			r.RestoreJoiners(cells)
			digester := record.NewDigester()
			for i := range cells {
				for column, s := range cells[i] {
					if s != "" {
						digester.Cell(i+1, column+1, s)
					}
				}
			}
			var got, want [][change.Columns]string
			for _, e := range r.Restore(1, digester.Digest(), func(row, column int) string { return cells[row-1][column] }) {
				var texts [change.Columns]string
				for column, parts := range e {
					for _, p := range parts {
						texts[column] += strings.Repeat("\n", p.Gap) + cells[p.Row-1][p.Column][p.At:p.At+p.Length]
					}
				}
				got = append(got, texts)
			}
			for _, e := range table.Entries {
				want = append(want, [change.Columns]string{p.Form.DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation})
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAReviewSaysThatItIsOne(t *testing.T) {
	if r, _ := readRecord(t, written(t, reviewed(t, specimen.City(1), newRuler()))); r.Kind != record.Review || r.Rows != 0 {
		t.Errorf("%+v", r)
	}
}
