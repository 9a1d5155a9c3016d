package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/source"
	"betten/internal/specimen"
	"betten/internal/xlsx"
)

// The workbooks were made with other programs (testdata/awkward/make.py), each
// with the entry file that was written by hand beside it, and the warnings that
// were looked at.
func TestAwkwardWorkbooksAreReadAsTheEntryFilesBesideThem(t *testing.T) {
	dir := filepath.Join("testdata", "awkward")
	books, err := filepath.Glob(filepath.Join(dir, "*.xls?"))
	if err != nil || len(books) < 12 {
		t.Fatalf("%d workbooks, %v", len(books), err)
	}
	for _, book := range books {
		name := filepath.Base(book)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(book)
			if err != nil {
				t.Fatal(err)
			}
			sheets, problems := xlsx.Read(name, data, "")
			if len(sheets) == 0 {
				t.Fatal(problems)
			}
			for _, s := range sheets {
				stem := strings.TrimSuffix(book, filepath.Ext(book))
				if len(sheets) > 1 {
					stem += "." + s.Name
				}
				want, err := os.ReadFile(stem + ".toml")
				if err != nil {
					t.Fatal(err)
				}
				table, problems := source.Entries(stem, want)
				if change.Failed(problems) {
					t.Fatal(problems)
				}
				table.Locator = nil
				got := *s.Table
				got.Locator = nil
				if diff := cmp.Diff(*table, got); diff != "" {
					t.Errorf("%s:\n%s", s.Name, diff)
				}
				change.SortProblems(s.Problems)
				checkWarnings(t, stem+".warnings", s.Problems)
			}
		})
	}
}

// checkWarnings holds the problems of a table to those of a file: place and kind, a
// line each. With -update the file is written anew, to be looked at.
func checkWarnings(t *testing.T, path string, problems []change.Problem) {
	t.Helper()
	var b strings.Builder
	for _, p := range problems {
		if p.Severity == change.Error {
			t.Errorf("%s: an error: %s", p.At.Cell, p.Kind)
		}
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%s %s %q", p.At.Cell, p.Kind, p.Values)))
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("warnings:\n%s", diff)
	}
}

func TestWhatIsNoWorkbookWithATableIsRefusedByItsName(t *testing.T) {
	for name, want := range map[string]change.Kind{
		"no-table.xlsx": change.NoTable, "empty.xlsx": change.NoTable, "password.xlsx": change.Password, "old.xls": change.OldWorkbook,
		"broken-xml.xlsx": change.BrokenWorkbook, "truncated.xlsx": change.BrokenWorkbook,
		"not-a-zip.xlsx": change.NotWorkbook, "word.docx": change.NotWorkbook,
	} {
		data, err := os.ReadFile(filepath.Join("testdata", "awkward", "bad", name))
		if err != nil {
			t.Fatal(err)
		}
		sheets, problems := xlsx.Read(name, data, "")
		if len(sheets) != 0 || len(problems) != 1 || problems[0].Kind != want || problems[0].At.File != name {
			t.Errorf("%s: %d sheets, %v, want %s", name, len(sheets), problems, want)
		}
	}
}

// A part that inflates without end is refused before it is inflated, and so is
// one whose size is a lie.
func TestAPartThatInflatesWithoutEndIsRefused(t *testing.T) {
	workbook := write(t, lay(t, specimen.Juten(), specimen.City(1)))
	all := parts(t, workbook)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range all {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, content)
		if name != sheetPart {
			continue
		}
		blank := bytes.Repeat([]byte(" "), 1<<20)
		for range 200 {
			w.Write(blank)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, problems := xlsx.Read("bomb.xlsx", b.Bytes(), "")
	if len(problems) != 1 || problems[0].Kind != change.TooLarge {
		t.Errorf("%v", problems)
	}
}
