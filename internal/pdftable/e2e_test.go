package pdftable

import (
	"bytes"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/witness"
	"betten/internal/xlsx"
)

func TestAWorkbookThatLibreOfficePrintsIsReadBack(t *testing.T) {
	witness.Need(t)
	want := specimen.City(24)
	want.Entries = append(want.Entries, sample()...)
	f := specimen.Juten()
	sheet, problems := layout.LayOut(want, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	if change.Failed(problems) {
		t.Fatal(problems)
	}
	var book bytes.Buffer
	if err := xlsx.Write(&book, sheet); err != nil {
		t.Fatal(err)
	}
	got, _ := read(t, witness.PrintPDF(t, book.Bytes()))
	if len(got.Entries) != len(want.Entries) {
		t.Fatalf("%d entries, want %d", len(got.Entries), len(want.Entries))
	}
	// At a cut, print does not show whether an empty line was swallowed.
	cut := make(map[int]bool)
	for _, r := range sheet.Rows {
		cut[r.Entry] = cut[r.Entry] || r.Pieces > 1
	}
	ends, wrong := 0, 0
	for i := range want.Entries {
		w, g := plain(want.Entries[i : i+1])[0], plain(got.Entries[i : i+1])[0]
		for c := range w {
			if c == int(change.DateColumn) {
				continue
			}
			if noBlanks(w[c]) != noBlanks(g[c]) {
				t.Errorf("entry %d, %v: %q, want %q", i, change.Column(c), g[c], w[c])
			}
			if cut[i] {
				continue
			}
			right := lineEnds(w[c])
			ends += len(right)
			for at := range lineEnds(g[c]) {
				if !right[at] {
					wrong++
				}
				delete(right, at)
			}
			wrong += len(right)
		}
	}
	t.Logf("%d of %d line ends are wrong", wrong, ends)
	if wrong*200 > ends {
		t.Errorf("%d of %d line ends are wrong", wrong, ends)
	}
}

// lineEnds returns the line ends of a text, as numbers of characters that are not blank.
func lineEnds(s string) map[int]bool {
	ends, n := make(map[int]bool), 0
	for line := range strings.SplitSeq(s, "\n") {
		n += len([]rune(noBlanks(line)))
		ends[n] = true
	}
	delete(ends, n)
	return ends
}
