package into_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/into"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/xlsx"
)

// face returns a face that the program knows.
func face(family string) *text.Face {
	f, _ := fonts.Named(family)
	return f
}

// A filled workbook, and what it was made of.
type filled struct {
	host  *into.Target
	sheet *layout.Sheet
	fill  *into.Fill
}

// tryFill fills a table into a workbook; the problems say why it does not.
func tryFill(t testing.TB, book []byte, only string, table *change.Table, behind bool) (filled, []change.Problem) {
	t.Helper()
	host, problems := into.Open("評価書.xlsx", book, only, face)
	if host == nil {
		return filled{}, problems
	}
	if behind {
		table = host.Missing(table)
	}
	sheet, _ := layout.LayOutIn(table, host.Form(specimen.Juten()), host.Rulers(), host.Viewer())
	fill, more, err := host.Fill(sheet, behind)
	if err != nil {
		t.Fatal(err)
	}
	return filled{host, sheet, fill}, append(problems, more...)
}

// fillIn fills a table into a workbook that takes it.
func fillIn(t testing.TB, book []byte, only string, table *change.Table, behind bool) filled {
	t.Helper()
	f, problems := tryFill(t, book, only, table, behind)
	if f.fill == nil {
		t.Fatal(problems)
	}
	return f
}

// A hostBook is a workbook of the test data that can be filled in.
type hostBook struct {
	name, sheet string
	data        []byte
	awkward     bool
}

// lookalike returns a workbook of testdata/lookalike.
func lookalike(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "lookalike", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// refusing are the awkward workbooks that are not filled in, and why.
var refusing = map[string]change.Kind{
	"ditto-without-marks.xlsx":         change.ObjectInWay,  // a comment in a row
	"headings-from-c7.xlsx":            change.BesideRows,   // ﾁｪｯｸ
	"hidden-rows-and-columns.xlsx":     change.HiddenTarget, // the explanations
	"repeated-headings-and-notes.xlsx": change.BesideRows,   // numbers of the entries
}

// readable are the workbooks by which the reading of tables is tested.
const readable = "../xlsx/testdata/awkward"

// hostBooks returns all workbooks of the test data, those that refuse apart.
func hostBooks(t testing.TB) (takes, refuses []hostBook) {
	t.Helper()
	awkward, err1 := filepath.Glob(filepath.Join(readable, "*.xls?"))
	own, err2 := filepath.Glob(filepath.Join("testdata", "*", "*.xls?"))
	paths := append(awkward, own...)
	if err1 != nil || err2 != nil || len(paths) < 25 {
		t.Fatalf("%d workbooks, %v, %v", len(paths), err1, err2)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b := hostBook{name: filepath.Base(path), data: data, awkward: strings.Contains(path, "awkward")}
		if b.name == "two-sheets.xlsx" {
			b.sheet = "令和6年度"
		}
		if _, ok := refusing[b.name]; ok {
			refuses = append(refuses, b)
		} else {
			takes = append(takes, b)
		}
	}
	return append(takes, ourBooks(t)...), refuses
}

// ourBooks returns workbooks of ours: an attachment, and one to be filled in.
func ourBooks(t testing.TB) []hostBook {
	t.Helper()
	example := &change.Table{Entries: specimen.City(1).Entries[:1]}
	var blank bytes.Buffer
	if err := xlsx.WriteBlank(&blank, lay(t, specimen.Juten(), example), xlsx.Guide{Text: "書き方"}, xlsx.Items{}); err != nil {
		t.Fatal(err)
	}
	return []hostBook{
		{name: "ours.xlsx", data: write(t, lay(t, specimen.Juten(), specimen.City(1)))},
		{name: "blank.xlsx", data: blank.Bytes()},
	}
}

// The parts that filling a table in may change.
func mayChange(name, sheet string) bool {
	return name == sheet || name == "xl/styles.xml" || name == "xl/workbook.xml" || name == "xl/calcChain.xml"
}

func TestOnlyThePartsOfTheChangeTableDiffer(t *testing.T) {
	takes, _ := hostBooks(t)
	for _, b := range takes {
		t.Run(b.name, func(t *testing.T) {
			for _, behind := range []bool{false, true} {
				f := fillIn(t, b.data, b.sheet, specimen.City(1), behind) // which compares part by part
				before, after := parts(t, b.data), parts(t, f.fill.Data)
				var changed []string
				for name := range before {
					if before[name] != after[name] {
						changed = append(changed, name)
					}
				}
				slices.Sort(changed)
				sheets := 0
				for _, name := range changed {
					if strings.HasPrefix(name, "xl/worksheets/") {
						sheets++
					} else if !mayChange(name, "") && !(b.name == "formulas.xlsx" && after["xl/calcChain.xml"] == "") {
						t.Errorf("%s differs", name)
					}
				}
				if sheets != 1 && f.fill.Rows > 0 || len(after) > len(before) {
					t.Errorf("%v differ", changed)
				}
				t.Log(changed)
			}
		})
	}
}

func TestTheWorkbooksThatWouldBeDamagedAreRefused(t *testing.T) {
	_, refuses := hostBooks(t)
	if len(refuses) != len(refusing) {
		t.Fatalf("%d workbooks", len(refuses))
	}
	for _, b := range refuses {
		f, problems := tryFill(t, b.data, b.sheet, specimen.City(1), false)
		if f.fill != nil || !slices.ContainsFunc(problems, func(p change.Problem) bool { return p.Kind == refusing[b.name] }) {
			t.Errorf("%s: %v", b.name, problems)
		}
	}
}

// Filling the same twice gives the same bytes, and so does filling what was filled.
func TestFillingTwiceGivesTheSameFile(t *testing.T) {
	takes, _ := hostBooks(t)
	odd := specimen.OddTable()
	for n, b := range takes {
		for _, table := range []*change.Table{specimen.City(1), odd} {
			for _, behind := range []bool{false, true} {
				if b.awkward && behind != (n%2 == 0) {
					continue // either of the two
				}
				if table == odd && (behind || !slices.Contains([]string{"headings-only.xlsx", "notes-below.xlsx", "prefixed.xlsx"}, b.name)) {
					continue // once is enough; and what is read back lacks white space
				}
				once := fillIn(t, b.data, b.sheet, table, behind)
				if again := fillIn(t, b.data, b.sheet, table, behind); !bytes.Equal(once.fill.Data, again.fill.Data) {
					t.Errorf("%s: another file the second time", b.name)
				}
				if again := fillIn(t, once.fill.Data, b.sheet, table, behind); !bytes.Equal(once.fill.Data, again.fill.Data) {
					t.Errorf("%s (behind: %v): filling what was filled gives another file", b.name, behind)
				}
			}
		}
	}
}

func TestWhatWasFilledInIsReadBack(t *testing.T) {
	takes, _ := hostBooks(t)
	table := specimen.City(1)
	for _, b := range takes {
		f := fillIn(t, b.data, b.sheet, table, false)
		sheets, problems := xlsx.Read(b.name, f.fill.Data, f.host.Sheet)
		if len(sheets) != 1 {
			t.Fatalf("%s: %v", b.name, problems)
		}
		var got, want []string
		for _, e := range sheets[0].Table.Entries {
			got = append(got, withoutSpace(fmt.Sprint(e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation)))
		}
		for _, e := range table.Entries {
			want = append(want, withoutSpace(fmt.Sprint(specimen.Juten().DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation)))
		}
		// Below the table may stand what is read as an entry.
		if len(got) < len(want) {
			t.Fatalf("%s: %d entries", b.name, len(got))
		}
		if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
			t.Errorf("%s:\n%s", b.name, diff)
		}
	}
}

func withoutSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// To what stands there, what is new is added, once.
func TestEntriesThatStandThereAreNotAddedTwice(t *testing.T) {
	book := lookalike(t, "assessment-12.xlsm")
	there, _ := xlsx.Read("", book, "")
	table := specimen.City(1)
	n := len(table.Entries)
	table.Entries = append(slices.Clone(there[0].Table.Entries[:2]), table.Entries...)
	f := fillIn(t, book, "", table, true)
	if len(f.sheet.Table.Entries) != n {
		t.Errorf("%d entries added, want %d", len(f.sheet.Table.Entries), n)
	}
	after, before := parts(t, f.fill.Data)["xl/worksheets/sheet12.xml"], parts(t, book)["xl/worksheets/sheet12.xml"]
	upTo := strings.Index(before, `<row r="6"`)
	if from := strings.Index(before, `<sheetData>`); !strings.Contains(after, before[from:upTo]) {
		t.Error("the rows that stood there differ")
	}
	again := fillIn(t, f.fill.Data, "", table, true)
	if again.fill.Rows != 0 || !bytes.Equal(again.fill.Data, f.fill.Data) {
		t.Errorf("%d rows added once more", again.fill.Rows)
	}
}

// A date that a past table has as a day is that of an entry that words it.
func TestADateIsTheSameHoweverItIsWritten(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(readable, "dates-1900.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	there, _ := xlsx.Read("", data, "")
	table := *there[0].Table
	table.Entries = slices.Clone(table.Entries)
	for i := range table.Entries {
		e := &table.Entries[i]
		if !e.Date.Day.IsZero() {
			e.Date = change.TextDate(change.EraDate(e.Date.Day))
		}
	}
	if f := fillIn(t, data, "", &table, true); f.fill.Rows != 0 {
		t.Errorf("%d rows added: %v", f.fill.Rows, f.sheet.Table.Entries)
	}
}

// The form of a sheet is measured in its own columns and type.
func TestTheFormIsTheSheetsOwn(t *testing.T) {
	for _, c := range []struct {
		book         string
		pitch        float64 // points
		lines        int
		date, before float64 // em
	}{
		// Columns of 16 and 33.875 digits of 8 pixels: 128 and 271, 5 of them not
		// text; an em is 10 points.
		{"assessment-12.xlsm", 12, 34, 123 * .75 / 10, 266 * .75 / 10},
		{"headings-only.xlsx", 12, 34, 123 * .75 / 10, 266 * .75 / 10},
		// Of 7 pixels: 112 and 237.
		{"blank-rows.xlsx", 12, 34, 107 * .75 / 10, 232 * .75 / 10},
		// 游ゴシック 11: lines of 19.5 points, 20 to a row.
		{"yu-gothic.xlsx", 19.5, 20, 123 * .75 / 11, 266 * .75 / 11},
		// 9, 10.5 and ＭＳ 明朝: each column in ems of its own.
		{"prefixed.xlsx", 12.75, 32, 123 * .75 / 10.5, 266 * .75 / 10.5},
	} {
		host, problems := into.Open(c.book, lookalike(t, c.book), "", face)
		if host == nil {
			t.Fatal(problems)
		}
		f := host.Form(specimen.Juten())
		floor := func(em float64) float64 { return float64(int(em*1000+1e-6)) / 1000 }
		if f.Book.Pitch.Points() != c.pitch || f.Book.Lines != c.lines || f.Columns[0].Width != floor(c.date) || f.Columns[2].Width != floor(c.before) {
			t.Errorf("%s: pitch %v, %d lines, widths %v and %v, want %v and %v", c.book, f.Book.Pitch.Points(), f.Book.Lines,
				f.Columns[0].Width, f.Columns[2].Width, floor(c.date), floor(c.before))
		}
	}
}

// What filling this very workbook made is known again, without a mark in it; what
// was touched since is not.
func TestWhatWasMadeIsKnownAgain(t *testing.T) {
	for _, name := range []string{"assessment-12.xlsm", "notes-below.xlsx", "headings-only.xlsx", "prefixed.xlsx"} {
		book := lookalike(t, name)
		for _, behind := range []bool{false, true} {
			f := fillIn(t, book, "", specimen.City(1), behind)
			other := fillIn(t, book, "", specimen.City(2), behind)
			if !other.host.Made(f.fill.Data) {
				t.Errorf("%s (behind: %v): not known", name, behind)
			}
			g := open(t, f.fill.Data)
			if err := g.SetCellStr(f.host.Sheet, "C5", "手直し"); err != nil {
				t.Fatal(err)
			}
			saved, err := g.WriteToBuffer()
			if err != nil {
				t.Fatal(err)
			}
			if f.host.Made(saved.Bytes()) {
				t.Errorf("%s: an edited file is taken for ours", name)
			}
		}
	}
}

func TestTheReferenceIsFilledIn(t *testing.T) {
	table := specimen.Reference(t, 1)
	// With the published columns and type, the rows are the published ones.
	book := lookalike(t, "assessment-12.xlsm")
	if f := fillIn(t, book, "", table, false); len(f.sheet.Rows) != 38 {
		t.Errorf("%d rows, want 38", len(f.sheet.Rows))
	}
}

// A table of the size of a published one, into a workbook of twelve sheets.
func BenchmarkFill(b *testing.B) {
	book, table := lookalike(b, "assessment-12.xlsm"), specimen.City(1)
	b.ReportAllocs()
	for b.Loop() {
		fillIn(b, book, "", table, false)
	}
}
