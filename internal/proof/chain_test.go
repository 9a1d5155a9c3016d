// Package proof tests with random tables, from their entries to the output files, what must
// never be lost: every character, in order, once, broken only where Japanese text may be
// broken, in rows high enough to show it.
//
// A long run: go test ./internal/proof -run Nothing -tables 100000 -seed 2 -timeout 0
package proof

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"betten/internal/change"
	"betten/internal/layout"
)

var (
	tables = flag.Int("tables", 0, "random tables to try; 1,000 if 0, 1,500 under BETTEN_E2E")
	seed   = flag.Uint64("seed", 1, "of the random tables")
	faces  = flag.Int("faces", 300, "spoilt font files to try")
	from   = flag.Int("from", 0, "the first table to try")
)

// draw draws table n.
func draw(n int) (*change.Table, setting) {
	r := rand.New(rand.NewPCG(*seed, uint64(n)))
	s := anySetting(r)
	return newWriter(r).table(s.form.Name), s
}

// A tally counts the results of the tables, so that a property that never applies is noticed.
type tally struct {
	books, huge, cut, unrecorded, unset, tooHigh, pdfs, reviews, refused, failed atomic.Int64

	held *census // counts over the tables of which workbooks were made
}

// thorough reports whether tests that take long are run.
func thorough() bool { return os.Getenv("BETTEN_E2E") != "" }

// inParallel does something with each value, on all cores. Little memory stays in use, so the
// garbage collector can run rarely.
func inParallel[T any](all []T, do func(T)) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range all {
		group.Go(func() error {
			do(one)
			return nil
		})
	}
	group.Wait()
}

func TestNothingIsLostFromTheEntriesToTheFiles(t *testing.T) {
	n := *tables
	switch {
	case n > 0:
	case testing.Short():
		n = 50
	case thorough():
		n = 1500
	default:
		n = 1000
	}
	const most = 5 // failures to report
	count := tally{held: newCensus(classes)}
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = *from + i
	}
	inParallel(numbers, func(i int) {
		table, s := draw(i)
		s.review = i%4 == 0
		err := try(table, s, &count)
		if err != nil && count.failed.Add(1) <= most {
			table, err = smallest(table, s, err)
			t.Errorf("-seed %d -from %d -tables 1: %v\nform %+v\n%s", *seed, i, err, *s.form, show(table))
		}
	})
	if failed := count.failed.Load(); failed > 0 {
		t.Errorf("%d tables fail", failed)
	}
	t.Logf("%d tables: %d books, %d with a text of more than 32,767 characters, %d with cut entries, %d read without the record, %d with characters no face has, %d with a row higher than a page, %d PDFs, %d reviews, %d refused",
		n, count.books.Load(), count.huge.Load(), count.cut.Load(), count.unrecorded.Load(), count.unset.Load(), count.tooHigh.Load(), count.pdfs.Load(), count.reviews.Load(), count.refused.Load())
	if rare := count.held.lacks(3); n >= 1000 && len(rare) > 0 {
		t.Errorf("too few tables hold some of these classes:\n%s", strings.Join(rare, "\n"))
	}
	if n >= 1000 && count.huge.Load() == 0 {
		t.Error("no table has a huge text")
	}
	if n >= 300 && (count.cut.Load() < int64(n)/10 || count.unrecorded.Load() < int64(n)/4 || count.unset.Load() < int64(n)/10 || count.pdfs.Load() < int64(n)*8/10 || count.refused.Load() > int64(n)/20) {
		t.Error("too few of some kind were tried")
	}
}

// overfull reports whether a cell has more text than Excel can hold.
func overfull(s *layout.Sheet) bool {
	for i := range s.Rows {
		for c := range s.Rows[i].Cells {
			if len(utf16.Encode([]rune(s.Rows[i].Cells[c].Text))) > 32767 {
				return true
			}
		}
	}
	return false
}

// try runs a table through all stages. A panic counts as an error.
func try(t *change.Table, s setting, count *tally) (err error) {
	defer func() {
		if p := recover(); p != nil {
			stack := make([]byte, 4<<10)
			err = fmt.Errorf("panic: %v\n%s", p, stack[:runtime.Stack(stack, false)])
		}
	}()
	if err := checkEntryFile(t); err != nil {
		return fmt.Errorf("the entry file: %w", err)
	}
	if problems := change.Check(t); change.Failed(problems) {
		return fmt.Errorf("the table is not to be built: %v", problems)
	}
	sheet, problems := layout.LayOut(t, s.form, s.book)
	if change.Failed(problems) {
		for _, p := range problems {
			if p.Severity == change.Error && p.Kind != change.ItemTooLong && p.Kind != change.NoRoom && (p.Kind != change.CellTooLong || !overfull(sheet)) {
				return fmt.Errorf("%s %q", p.Kind, p.Values)
			}
		}
		count.refused.Add(1)
		return nil
	}
	count.books.Add(1)
	count.held.add(t)
	if slices.ContainsFunc(sheet.Table.Entries, func(e change.Entry) bool {
		return slices.ContainsFunc(cells[:], func(cell func(*change.Entry) *string) bool { return utf8.RuneCountInString(*cell(&e)) > 32767 })
	}) {
		count.huge.Add(1)
	}
	if len(sheet.Rows) > len(t.Entries) {
		count.cut.Add(1)
	}
	if err := checkSheet(sheet, s); err != nil {
		return fmt.Errorf("the rows: %w", err)
	}
	if err := checkWorkbook(sheet, count); err != nil {
		return fmt.Errorf("the workbook: %w", err)
	}
	return checkPrints(t, s, sheet, count)
}
