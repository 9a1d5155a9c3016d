package into_test

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/witness"
)

// checkHost holds the rows that were filled into a workbook against what the witness
// needs for them. Its lines stand 9.695 points apart at 10 points, and its columns are
// not as wide as Excel's unless the Normal font is ＭＳ Ｐゴシック 12: what counts is that
// no row needs more than its height has room for: low are the cells that do. It returns
// by how many lines the witness needs more, and fewer, than the layout counts, at most.
func checkHost(t *testing.T, f filled, pages []witness.Page) (more, fewer, low int) {
	t.Helper()
	s := *f.sheet
	form := *s.Form
	form.Paper.Margin = 50 * text.Point // of the look-alikes: the footer is not the table's
	s.Form = &form
	var pixels [change.Columns]float64
	for c := range pixels {
		pixels[c] = s.Widths[c].Points()/.75 + 5
	}
	rows := witness.ReadColumns(t, &s, pixels, ownPages(&s, pages))
	if len(rows) < len(s.Rows) {
		t.Fatalf("%d rows in print, want %d", len(rows), len(s.Rows))
	}
	for i := range s.Rows {
		for c := range change.Columns {
			cell := &s.Rows[i].Cells[c]
			counts, err := rows[i][c].Fit(cell.Text)
			if err != nil {
				t.Errorf("row %d, %v: %v", i+1, change.Column(c), err)
				continue
			}
			size := f.host.Rulers()[c].Size().Points()
			room := int(s.Rows[i].Height.Points() / (witness.Pitch * size / 10))
			n := rows[i][c].Need(cell.Text, counts)
			if n > room {
				low++
				t.Logf("row %d, %v: the witness needs %d lines, the row has room for %d\n%s",
					i+1, change.Column(c), n, room, strings.Join(rows[i][c].Texts(), "\n"))
			}
			more, fewer = max(more, n-cell.Room), max(fewer, cell.Room-n)
		}
	}
	return more, fewer, low
}

// ownPages returns the pages of the change table, without what stands below it.
func ownPages(s *layout.Sheet, pages []witness.Page) []witness.Page {
	var own []witness.Page
	for _, p := range pages {
		heading := slices.IndexFunc(p.Words, func(w witness.Word) bool { return w.Text == s.Form.Columns[0].Heading })
		if heading < 0 || !strings.Contains(p.Text(), "変更前の記載") {
			continue
		}
		end := math.Inf(1)
		for _, w := range p.Words {
			if strings.HasPrefix(w.Text, "※") && w.X0 < p.Words[heading].X1 {
				end = w.Y0
			}
		}
		p.Words = slices.DeleteFunc(slices.Clone(p.Words), func(w witness.Word) bool { return w.Y0 >= end })
		own = append(own, p)
	}
	return own
}

func TestTheWitnessFindsRoomInWorkbooksThatWereFilledIn(t *testing.T) {
	witness.Need(t)
	tables := map[string]func(*testing.T) *change.Table{
		"mihon":         func(*testing.T) *change.Table { return specimen.City(1) },
		"the reference": func(t *testing.T) *change.Table { return specimen.Reference(t, 1) },
	}
	for _, book := range []string{"assessment-12.xlsm", "assessment-libreoffice.xlsx", "blank-rows.xlsx", "headings-only.xlsx", "notes-below.xlsx"} {
		for name, table := range tables {
			t.Run(book+" "+name, func(t *testing.T) {
				f := fillIn(t, lookalike(t, book), "", table(t), false)
				pages := witness.PrintOut(t, f.fill.Data)
				more, fewer, low := checkHost(t, f, pages)
				if low > 0 {
					t.Errorf("%d cells have too little room", low)
				}
				t.Logf("%d rows on %d pages; at most %d lines more there, %d fewer", len(f.sheet.Rows), len(pages), more, fewer)
				// Where its columns are as wide as Excel's, it needs no more lines.
				if (book == "headings-only.xlsx" || book == "notes-below.xlsx") && more > 0 {
					t.Errorf("it needs %d lines more", more)
				}
			})
		}
	}
}

// resized returns a workbook whose text of 10 points has another size.
func resized(t *testing.T, book []byte, size string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "xl/styles.xml" {
			data = bytes.ReplaceAll(data, []byte(`<sz val="10"/>`), []byte(`<sz val="`+size+`"/>`))
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTheWitnessFindsRoomInTypeOfOtherSizes(t *testing.T) {
	witness.Need(t)
	r := rand.New(rand.NewPCG(9, 11))
	table := &change.Table{}
	for range 80 {
		table.Entries = append(table.Entries, change.Entry{
			Date: change.TextDate("令和8年4月1日"), Item: "（別添１）記録項目", Before: witness.Paragraph(r), After: witness.Paragraph(r), Timing: change.After,
		})
	}
	rows, low := 0, 0
	for _, book := range []string{"assessment-12.xlsm", "headings-only.xlsx"} {
		for _, size := range []string{"9", "10.5", "11"} {
			t.Run(book+" "+size, func(t *testing.T) {
				f := fillIn(t, resized(t, lookalike(t, book), size), "", table, false)
				more, fewer, n := checkHost(t, f, witness.PrintOut(t, f.fill.Data))
				t.Logf("at most %d lines more there, %d fewer", more, fewer)
				rows, low = rows+len(f.sheet.Rows), low+n
			})
		}
	}
	if rows < 480 || low*100 > rows {
		t.Errorf("%d of %d rows have too little room", low, rows)
	}
}

// In faces that are not here its lines are none to count, but it opens what was made
// and shows every entry.
func TestTheWitnessOpensWhatWasFilledIn(t *testing.T) {
	witness.Need(t)
	for _, book := range []string{"yu-gothic.xlsx", "prefixed.xlsx"} {
		f := fillIn(t, lookalike(t, book), "", specimen.City(1), false)
		var shown strings.Builder
		for _, p := range witness.PrintOut(t, f.fill.Data) {
			shown.WriteString(witness.Visible(p.Text()))
		}
		for i := range f.sheet.Rows {
			for c := range f.sheet.Rows[i].Cells {
				for _, line := range f.sheet.Rows[i].Cells[c].Strings() {
					if beginning := []rune(witness.Visible(line)); len(beginning) > 4 && !strings.Contains(shown.String(), string(beginning[:4])) {
						t.Errorf("%s, row %d: %s is not shown", book, i+1, line)
					}
				}
			}
		}
	}
}

// It opens what was made of every workbook of the test data, and shows the last entry.
func TestTheWitnessOpensEveryResult(t *testing.T) {
	witness.Need(t)
	dir := t.TempDir()
	table := specimen.City(1)
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"}
	sheets := make(map[string]string)
	takes, _ := hostBooks(t)
	for _, b := range takes {
		f := fillIn(t, b.data, b.sheet, table, false)
		if err := os.WriteFile(filepath.Join(dir, b.name), f.fill.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, b.name)
		sheets[b.name] = f.host.Sheet
	}
	cmd := exec.CommandContext(t.Context(), "soffice", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	last := table.Entries[len(table.Entries)-1]
	for name, sheet := range sheets {
		stem := strings.TrimSuffix(name, filepath.Ext(name))
		data, err := os.ReadFile(filepath.Join(dir, stem+"-"+sheet+".csv"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, text := range []string{table.Entries[0].Before, last.After, last.Item} {
			if !strings.Contains(string(data), text) {
				t.Errorf("%s does not show %q", name, text)
			}
		}
	}
}
