package into_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/into"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/xlsx"
)

// A part is one of a workbook that is put together anew.
type part struct {
	name string
	data []byte
}

// partsOf takes a workbook apart.
func partsOf(t testing.TB, book []byte) (all []part) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, part{f.Name, data})
	}
	return all
}

// bound puts parts together.
func bound(all []part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range all {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err != nil {
			continue // a name that is too long
		}
		w.Write(p.data)
	}
	z.Close()
	return b.Bytes()
}

// spoilt changes one part of a workbook: its bytes, its name, or its place.
func spoilt(all []part, how, which uint8, at uint32, length uint16, with []byte) []part {
	all = slices.Clone(all)
	i := int(which) % len(all)
	p := &all[i]
	from := int(at) % (len(p.data) + 1)
	to := min(len(p.data), from+int(length))
	splice := func(with []byte) { p.data = slices.Concat(p.data[:from], with, p.data[to:]) }
	switch other := all[int(at)%len(all)]; how % 9 {
	case 0: // a stretch becomes another
		splice(with)
	case 1: // bytes are overwritten
		p.data = slices.Clone(p.data)
		copy(p.data[from:], with)
	case 2: // a stretch is said again
		splice(slices.Concat(p.data[from:to], with, p.data[from:to]))
	case 3: // an element is moved to another place, and may be cut
		cut := slices.Clone(p.data[from:to])
		splice(nil)
		at := len(with) * 7 % (len(p.data) + 1)
		p.data = slices.Insert(p.data, at, cut...)
	case 4:
		all = slices.Delete(all, i, i+1)
	case 5:
		all = append(all, part{p.name, other.data})
	case 6:
		p.name = string(with)
	case 7: // each holds what the other did
		all[int(at)%len(all)].data, p.data = p.data, other.data
	case 8: // what is quoted becomes something else, from a place on
		open := bytes.IndexByte(p.data[from:], '"')
		if open < 0 {
			break
		}
		from += open + 1
		shut := bytes.IndexByte(p.data[from:], '"')
		if shut < 0 {
			break
		}
		to = from + shut
		splice(with)
	}
	return all
}

// spoiltBooks are the workbooks of which parts are spoilt: one of ours, those of
// strangers, and 評価書.
func spoiltBooks(t testing.TB) (books [][]part) {
	t.Helper()
	books = append(books, partsOf(t, write(t, lay(t, specimen.Juten(), someEntries()))))
	for _, name := range []string{
		"../xlsx/testdata/awkward/two-rows-high.xlsx", "../xlsx/testdata/awkward/formulas.xlsx", "../xlsx/testdata/awkward/libreoffice-born.xlsx",
		"testdata/lookalike/prefixed.xlsx", "testdata/lookalike/notes-below.xlsx", "testdata/lookalike/blank-rows.xlsx",
	} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		books = append(books, partsOf(t, data))
	}
	return books
}

func someEntries() *change.Table {
	table := specimen.City(1)
	table.Entries = table.Entries[:2]
	return table
}

// spoils are what a stretch of a part becomes.
var spoils = []string{
	"", "-1", "0", "99999999999", "1048577", "A1", "A1:XFD1048576", "C3:C2", "1e308", "NaN", "&#0;", "&#xD;", "<c/>", "</row>", "<row r=\"3\">", "\"", "xl/worksheets/sheet1.xml",
	"&amp;", "1 2 3", "\xff", "<!-- ", "]]>", "<?x?>", "<f>A3</f>", "=", "あ", "_x000D_", "true", "s", "inlineStr", "hidden=\"1\"", "変更日", "（下段に続く）",
}

// FuzzParts spoils one part of a workbook. It is read, and a table is filled in, or the
// reason why not is one of those there are.
func FuzzParts(f *testing.F) {
	books := spoiltBooks(f)
	for i := range books {
		for how := range uint8(9) {
			f.Add(uint8(i), how, how*3, uint32(how)*131, uint16(9*int(how)), []byte(spoils[int(how)+i]))
		}
	}
	table := someEntries()
	f.Fuzz(func(t *testing.T, book, how, which uint8, at uint32, length uint16, with []byte) {
		if len(with) > 1000 {
			t.Skip()
		}
		checkSpoilt(t, bound(spoilt(books[int(book)%len(books)], how, which, at, length, with)), table, at%2 == 0)
	})
}

// Most parts are spoilt at the places that count: the sheet, the book, the styles.
func TestAWorkbookWithASpoiltPartIsReadOrRefusedInWords(t *testing.T) {
	books, table := spoiltBooks(t), someEntries()
	r := rand.New(rand.NewPCG(1, 2))
	rounds := 150
	if os.Getenv("BETTEN_E2E") == "1" {
		rounds = 5000
	}
	damaged := 0
	for i := range rounds {
		all := books[r.IntN(len(books))]
		which := r.IntN(len(all))
		if at := slices.IndexFunc(all, func(p part) bool { return strings.HasPrefix(p.name, "xl/worksheets/sheet") }); at >= 0 && r.IntN(3) > 0 {
			which = at
		}
		for range 1 + r.IntN(2) {
			how := []uint8{0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8}[r.IntN(13)]
			all = spoilt(all, how, uint8(which), r.Uint32()>>1, uint16(r.IntN(200)), []byte(spoils[r.IntN(len(spoils))]))
			which = min(which, len(all)-1)
		}
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("round %d: %v\n%s", i, p, debug.Stack())
				}
			}()
			if checkSpoilt(t, bound(all), table, r.IntN(2) == 0) {
				damaged++
			}
		}()
		if t.Failed() {
			t.Fatalf("round %d", i)
		}
	}
	t.Logf("%d of %d were filled in and refused by the proof", damaged, rounds)
}

// checkSpoilt reads a workbook of any kind, and fills a table in. It reports whether the
// outcome was refused by its own proof.
func checkSpoilt(t *testing.T, data []byte, table *change.Table, behind bool) (damaged bool) {
	t.Helper()
	sheets, problems := xlsx.Read("評価書.xlsx", data, "")
	checkProblems(t, problems)
	if len(sheets) == 0 && !change.Failed(problems) {
		t.Error("neither a table nor an error")
	}
	for _, s := range sheets {
		checkProblems(t, s.Problems)
	}
	xlsx.Untouched(data)
	return fillAny(t, data, table, behind)
}

// fillAny fills a table into a workbook of any kind. What is filled in is a workbook
// that has the table. It reports whether the outcome was refused by its own proof.
func fillAny(t *testing.T, data []byte, table *change.Table, behind bool) (damaged bool) {
	t.Helper()
	host, problems := into.Open("評価書.xlsx", data, "", face)
	checkProblems(t, problems)
	if host == nil {
		if !change.Failed(problems) {
			t.Error("neither a host nor an error")
		}
		return false
	}
	if behind {
		table = host.Missing(table)
	}
	sheet, problems := layout.LayOutIn(table, host.Form(specimen.Juten()), host.Rulers(), host.Viewer())
	checkProblems(t, problems)
	if change.Failed(problems) {
		return false
	}
	fill, problems, err := host.Fill(sheet, behind)
	checkProblems(t, problems)
	switch {
	case errors.Is(err, into.ErrDamaged):
		t.Logf("refused by the proof: %v", err)
		return true
	case err != nil && fill != nil, err == nil && (fill == nil) != change.Failed(problems):
		t.Errorf("fill %v, %v, %v", fill != nil, problems, err)
	case fill != nil:
		if len(table.Entries) == 0 {
			break
		}
		again, problems := xlsx.Read("評価書.xlsx", fill.Data, host.Sheet)
		if len(again) != 1 || len(again[0].Table.Entries) < len(table.Entries) {
			t.Errorf("%d sheets, %v", len(again), problems)
		}
	}
	return false
}

// checkProblems holds problems to the kinds there are, to texts, and to a number that
// goes with the size of the workbook.
func checkProblems(t *testing.T, problems []change.Problem) {
	t.Helper()
	if len(problems) > 10_000 {
		t.Errorf("%d problems", len(problems))
	}
	for _, p := range problems {
		if !slices.Contains(specimen.Kinds(t), p.Kind) || !utf8.ValidString(strings.Join(p.Values, "")) || !utf8.ValidString(p.At.Cell) {
			t.Errorf("%+v", p)
		}
	}
}
