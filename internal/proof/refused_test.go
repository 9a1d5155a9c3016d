package proof

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"betten/internal/change"
)

// A character that no output can hold is an error with the character's place, also in a table
// of a past document. It is neither left out nor replaced.
func TestWhatNoTableMayHoldIsRefusedWithItsPlace(t *testing.T) {
	const tables = 400
	met := newCensus(refused)
	for i := range tables {
		r := rand.New(rand.NewPCG(*seed, uint64(i)))
		w := newWriter(r)
		table := &change.Table{Form: "juten", Archive: w.archive, Locator: finder{}, Entries: []change.Entry{w.entry(), w.entry()}}
		place, bad := w.spoil(table)
		met.add(table)
		at := finder{}.Locate(place)
		if !slices.ContainsFunc(change.Check(table), func(p change.Problem) bool {
			return p.Severity == change.Error && (p.Kind == change.ControlCharacter || p.Kind == change.LineSeparator || p.Kind == change.InvalidUTF8) && p.At == at
		}) {
			t.Errorf("table %d: %q is not refused at %+v: %v\n%s", i, bad, at, change.Check(table), show(table))
		}
		if utf8.ValidString(bad) {
			if err := checkEntryFile(table); err != nil {
				t.Errorf("table %d: %q: %v", i, bad, err)
			}
		}
	}
	if rare := met.lacks(5); len(rare) > 0 {
		t.Errorf("too few tables hold some of these classes:\n%s", strings.Join(rare, "\n"))
	}
}

// Each character is allowed in a table, or it is refused.
func TestEachCharacterIsTakenOrRefused(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		may := r == '\n' || !unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point)
		failed := slices.ContainsFunc(change.Characters("漢"+string(r)+"字"), func(f change.Finding) bool { return f.Severity == change.Error })
		if failed == may {
			t.Errorf("%U: refused %v", r, failed)
		}
	}
}

// A sweep over the characters of Unicode, some hundred to a cell: everything is read back, and
// every character without a glyph is reported. Under BETTEN_E2E it includes code points that
// Unicode has not assigned yet, and all private use characters.
func TestEveryCharacterGoesThroughTheFiles(t *testing.T) {
	var all []rune
	for r := rune(' '); r <= unicode.MaxRune; r++ {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point):
		case thorough() || isAssigned(r) && (r < 0xF0100 || r > 0x10FFF0):
			all = append(all, r)
		}
	}
	const perCell, perTable = 200, 60 * 200
	var count tally
	count.held = newCensus(nil)
	inParallel(slices.Collect(slices.Chunk(all, perTable)), func(runes []rune) {
		table := &change.Table{Form: "juten", Locator: finder{}}
		for cells := range slices.Chunk(runes, 3*perCell) {
			e := change.Entry{Date: change.TextDate("令和6年11月19日"), Item: fmt.Sprintf("%X", cells[0]), Timing: change.After}
			for i, field := range []*string{&e.Before, &e.After, &e.Explanation} {
				from, to := min(i*perCell, len(cells)), min((i+1)*perCell, len(cells))
				*field = inCell(cells[from:to])
			}
			table.Entries = append(table.Entries, e)
		}
		if err := try(table, official()[0], &count); err != nil {
			t.Errorf("%U to %U: %v", runes[0], runes[len(runes)-1], err)
		}
	})
	if count.books.Load() != count.pdfs.Load() || count.refused.Load() > 0 {
		t.Errorf("%d books, %d PDFs, %d refused", count.books.Load(), count.pdfs.Load(), count.refused.Load())
	}
	t.Logf("%d characters", len(all))
}

// inCell returns characters as the text of a cell. Each mark gets a base character.
func inCell(runes []rune) string {
	var b strings.Builder
	b.WriteByte('-') // it is neither a mark nor invisible
	for _, r := range runes {
		if unicode.Is(unicode.M, r) {
			b.WriteString("漢")
		}
		b.WriteRune(r)
	}
	return b.String()
}
