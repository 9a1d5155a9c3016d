// Package proof asks of random tables, from their entries to the files that are
// made of them, what may never be lost: every character, in order, once, where
// Japanese text may break, in rows high enough to show it.
package proof

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf"
	"betten/internal/text"
	"betten/internal/xlsx"
)

var (
	tables = flag.Int("tables", 0, "random tables to try; 300 if 0, 1,000 under BETTEN_E2E")
	seed   = flag.Uint64("seed", 1, "of the random tables")
	faces  = flag.Int("faces", 300, "spoilt font files to try")
	from   = flag.Int("from", 0, "the first table to try")
)

// draw draws table n.
func draw(n int) (*change.Table, setting) {
	r := rand.New(rand.NewPCG(*seed, uint64(n)))
	s := anySetting(r)
	return writer{Rand: r, archive: r.IntN(3) == 0, plain: r.IntN(2) == 0}.table(s.form.Name), s
}

// A tally counts what became of the tables, so that a property that holds of
// nothing is seen.
type tally struct{ books, cut, unset, tooHigh, pdfs, reviews, refused, failed atomic.Int64 }

func TestNothingIsLostFromTheEntriesToTheFiles(t *testing.T) {
	n := *tables
	switch {
	case n > 0:
	case testing.Short():
		n = 50
	case os.Getenv("BETTEN_E2E") != "":
		n = 1000
	default:
		n = 300
	}
	const most = 5 // failures to tell
	var count tally
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := *from; i < *from+n; i++ {
		group.Go(func() error {
			table, s := draw(i)
			s.review = i%4 == 0
			err := try(table, s, &count)
			if err == nil {
				return nil
			}
			if count.failed.Add(1) <= most {
				table, err = smallest(table, s, err)
				t.Errorf("-seed %d -from %d -tables 1: %v\nform %+v\n%s", *seed, i, err, *s.form, show(table))
			}
			return nil
		})
	}
	group.Wait()
	if failed := count.failed.Load(); failed > 0 {
		t.Errorf("%d tables fail", failed)
	}
	t.Logf("%d tables: %d books, %d with cut entries, %d with characters no face has, %d with a row higher than a page, %d PDFs, %d reviews, %d refused",
		n, count.books.Load(), count.cut.Load(), count.unset.Load(), count.tooHigh.Load(), count.pdfs.Load(), count.reviews.Load(), count.refused.Load())
	if n >= 300 && (count.cut.Load() < int64(n)/10 || count.unset.Load() < int64(n)/10 || count.pdfs.Load() < int64(n)*8/10 || count.refused.Load() > int64(n)/20) {
		t.Error("too few of some kind were tried")
	}
}

// try follows a table through all stages. A panic is an error like others.
func try(t *change.Table, s setting, count *tally) (err error) {
	defer func() {
		if p := recover(); p != nil {
			stack := make([]byte, 4<<10)
			err = fmt.Errorf("panic: %v\n%s", p, stack[:runtime.Stack(stack, false)])
		}
	}()
	if problems := change.Check(t); change.Failed(problems) {
		return fmt.Errorf("the table is not to be built: %v", problems)
	}
	sheet, problems := layout.Book(t, s.form, s.book)
	if change.Failed(problems) {
		for _, p := range problems {
			if p.Severity == change.Error && p.Kind != change.ItemTooLong && p.Kind != change.NoRoom {
				return fmt.Errorf("%s %q", p.Kind, p.Values)
			}
		}
		count.refused.Add(1)
		return nil
	}
	count.books.Add(1)
	if len(sheet.Rows) > len(t.Entries) {
		count.cut.Add(1)
	}
	if err := checkSheet(sheet, s); err != nil {
		return fmt.Errorf("the rows: %w", err)
	}
	if err := checkWorkbook(sheet); err != nil {
		return fmt.Errorf("the workbook: %w", err)
	}
	return checkPrints(t, s, sheet, count)
}

// checkWorkbook asks that a workbook is read back to the character.
func checkWorkbook(sheet *layout.Sheet) error {
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheet); err != nil {
		return err
	}
	if !xlsx.Untouched(b.Bytes()) {
		return errors.New("it is said to be touched")
	}
	read, problems := xlsx.Read("table.xlsx", b.Bytes(), "")
	if len(read) != 1 || len(problems) > 0 {
		return fmt.Errorf("%d tables, %v", len(read), problems)
	}
	want, got := sheet.Table, read[0].Table
	if len(got.Entries) != len(want.Entries) {
		return fmt.Errorf("%d entries, want %d", len(got.Entries), len(want.Entries))
	}
	for i := range want.Entries {
		w, g := textsOf(sheet, &want.Entries[i]), textsOf(sheet, &got.Entries[i])
		for c := range w {
			if w[c] != g[c] {
				return fmt.Errorf("entry %d, %v: %q, want %q", i, change.Column(c), g[c], w[c])
			}
		}
	}
	if got.Organization != want.Organization || got.Assessment != want.Assessment {
		return fmt.Errorf("%q %q, want %q %q", got.Organization, got.Assessment, want.Organization, want.Assessment)
	}
	return nil
}

func textsOf(s *layout.Sheet, e *change.Entry) [change.Columns]string {
	return [change.Columns]string{s.Form.DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation}
}

// checkPrints sets a table as a PDF and as a review. Characters that no face has
// must be told, each with its place; they are then left out.
func checkPrints(t *change.Table, s setting, sheet *layout.Sheet, count *tally) error {
	p, problems := layout.Paginate(sheet, s.print)
	if err := checkUnset(sheet, s.print, problems); err != nil {
		return err
	}
	if hasUnset(problems) {
		count.unset.Add(1)
		var b bytes.Buffer
		if err := pdf.Write(&b, p); err == nil || b.Len() > 0 {
			return fmt.Errorf("a PDF of characters that no face has: error %v, %d bytes", err, b.Len())
		}
		t = without(t, problems)
		for range 8 { // what is left may make other clusters
			sheet, _ = layout.Book(t, s.form, s.book)
			if p, problems = layout.Paginate(sheet, s.print); !hasUnset(problems) {
				break
			}
			t = without(t, problems)
		}
	}
	if hasUnset(problems) {
		return fmt.Errorf("still %v", problems)
	}
	if change.Failed(problems) {
		count.tooHigh.Add(1)
	}
	if err := checkPrint(p, sheet, change.Failed(problems)); err != nil {
		return fmt.Errorf("the pages: %w", err)
	}
	if err := checkPDF(p); err != nil {
		return fmt.Errorf("the PDF: %w", err)
	}
	count.pdfs.Add(1)
	if !s.review {
		return nil
	}

	review, problems := layout.Review(t, s.form, reviewRuler())
	for _, p := range problems {
		// Its cover names the assessment, which no place leads to, and what an item
		// begins with stands behind the entry's number. A form of wide margins leaves
		// a page across few lines, and narrow columns, whose marks take most of them.
		if p.Kind == change.RowTooHigh && review.Form.Book.Lines < 16 {
			return nil
		}
		if r := []rune(p.Values[0]); p.Kind != change.NoGlyph || !strings.Contains(t.Assessment, p.Values[0]) && !isMark(r[0]) {
			return fmt.Errorf("the review: %s %q", p.Kind, p.Values)
		}
	}
	if len(problems) > 0 {
		t = without(t, problems)
		if review, problems = layout.Review(t, s.form, reviewRuler()); len(problems) > 0 {
			return fmt.Errorf("the review: %v", problems)
		}
	}
	if err := checkReview(review, t); err != nil {
		return fmt.Errorf("the review: %w", err)
	}
	if err := checkPDF(review); err != nil {
		return fmt.Errorf("the review's PDF: %w", err)
	}
	count.reviews.Add(1)
	return nil
}

func hasUnset(problems []change.Problem) bool {
	return slices.ContainsFunc(problems, func(p change.Problem) bool { return p.Kind == change.NoGlyph })
}

// checkUnset asks that the characters told to be unset are those that the faces do
// not have, at their places.
func checkUnset(sheet *layout.Sheet, ruler *text.Ruler, problems []change.Problem) error {
	told := make(map[string]string)
	for _, p := range problems {
		if p.Kind != change.NoGlyph {
			continue
		}
		told[fmt.Sprintf("%d %s", p.At.Line, p.At.Cell)] += p.Values[0]
		if p.At.Line == 0 {
			if !strings.Contains(sheet.Table.Organization, p.Values[0]) {
				return fmt.Errorf("%q is told without a place", p.Values[0])
			}
			continue
		}
		texts := textsOf(sheet, &sheet.Table.Entries[p.At.Line-1])
		column := slices.IndexFunc(texts[:], func(s string) bool { return len(s) >= p.At.Column && strings.HasPrefix(s[p.At.Column-1:], p.Values[0]) })
		if p.Severity != change.Error || column < 0 {
			return fmt.Errorf("%q is not at %+v", p.Values[0], p.At)
		}
	}
	for i := range sheet.Table.Entries {
		for c, s := range textsOf(sheet, &sheet.Table.Entries[i]) {
			for _, r := range s {
				if r == '\n' || r == '\t' || formless(r) || hasGlyph(ruler, r) || isMark(r) {
					continue
				}
				if !strings.ContainsRune(told[fmt.Sprintf("%d %v", i+1, change.Column(c))], r) {
					return fmt.Errorf("entry %d, %v: %q U+%04X is in no face, and not told", i, change.Column(c), r, r)
				}
			}
		}
	}
	return nil
}

func hasGlyph(ruler *text.Ruler, r rune) bool {
	for _, f := range ruler.Faces() {
		if _, ok := f.Glyph(r); ok {
			return true
		}
	}
	return false
}

// without returns a table without the units that are told to be unset.
func without(t *change.Table, problems []change.Problem) *change.Table {
	var pairs []string
	for _, p := range problems {
		if p.Kind == change.NoGlyph {
			pairs = append(pairs, p.Values[0], "〓")
		}
	}
	replace := strings.NewReplacer(pairs...).Replace
	clean := *t
	clean.Organization, clean.Assessment = replace(t.Organization), replace(t.Assessment)
	clean.Entries = slices.Clone(t.Entries)
	for i := range clean.Entries {
		e := &clean.Entries[i]
		e.Date.Text, e.Item, e.Before = replace(e.Date.Text), replace(e.Item), replace(e.Before)
		e.After, e.Timing, e.Explanation = replace(e.After), replace(e.Timing), replace(e.Explanation)
	}
	return &clean
}

// smallest leaves out of a table what it fails without.
func smallest(t *change.Table, s setting, err error) (*change.Table, error) {
	fails := func(c *change.Table) bool {
		found := try(c, s, new(tally))
		if found == nil || kindOf(found) != kindOf(err) {
			return false
		}
		t, err = c, found
		return true
	}
	tries := 0
	for again := true; again; {
		again = false
		for i := len(t.Entries) - 1; i >= 0 && len(t.Entries) > 1; i-- {
			c := *t
			c.Entries = slices.Delete(slices.Clone(t.Entries), i, i+1)
			again = fails(&c) || again
		}
		for i := range t.Entries {
			for _, field := range fields {
				for size := len([]rune(*field(&t.Entries[i]))); size > 0; size /= 2 {
					for start := 0; start < len([]rune(*field(&t.Entries[i]))); {
						if tries++; tries > 500 {
							return t, err
						}
						c := *t
						c.Entries = slices.Clone(t.Entries)
						s := field(&c.Entries[i])
						all := []rune(*s)
						*s = string(slices.Delete(all, start, min(start+size, len(all))))
						if fails(&c) {
							again = true
						} else {
							start += size
						}
					}
				}
			}
		}
	}
	return t, err
}

// kindOf is what an error says before it quotes anything.
func kindOf(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\"")
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}

// fields are the texts of an entry that may be shortened.
var fields = []func(*change.Entry) *string{
	func(e *change.Entry) *string { return &e.Before }, func(e *change.Entry) *string { return &e.After },
	func(e *change.Entry) *string { return &e.Explanation }, func(e *change.Entry) *string { return &e.Item },
}
