package xlsx_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/source"
	"betten/internal/specimen"
	"betten/internal/witness"
	"betten/internal/xlsx"
)

func TestAWorkbookThatLibreOfficeSavedAnewIsReadBackToTheCharacter(t *testing.T) {
	witness.Need(t)
	data, err := os.ReadFile("../../examples/mihon.toml")
	if err != nil {
		t.Fatal(err)
	}
	example, _ := source.Entries("mihon.toml", data)
	for name, table := range map[string]*change.Table{"the example": example, "mihon": specimen.City(1)} {
		f := specimen.Juten()
		again := witness.Resave(t, write(t, lay(t, f, table)))
		got := read(t, again)
		if diff := cmp.Diff(cells(f, table), cells(f, got.Table)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if got.Table.Organization != table.Organization || got.Table.Assessment != table.Assessment || got.Table.Form != "juten" {
			t.Errorf("%s: %q %q %q", name, got.Table.Organization, got.Table.Assessment, got.Table.Form)
		}
		if xlsx.Untouched(again) {
			t.Errorf("%s is said to be untouched", name)
		}
		// It keeps the record as it is: nothing was guessed.
		for _, p := range got.Problems {
			if strings.HasPrefix(string(p.Kind), "seam") {
				t.Errorf("%s: %s %s", name, p.At.Cell, p.Kind)
			}
		}
	}
}

func TestLibreOfficeShowsTheWorkbookToFillInAndKeepsItsSamples(t *testing.T) {
	witness.Need(t)
	own, written := filledIn(t)
	pages := witness.PrintOut(t, written)
	if len(pages) == 0 {
		t.Fatal("no pages")
	}
	whole := strings.ReplaceAll(pages[0].Text(), "\n", "")
	for _, want := range []string{"（別添２）変更箇所", "評価実施機関名", "評価書名", "一行に一件を書きます。", "変更日", "提出時期に係る説明", "令和6年11月19日", "情報システム課", "デジタル推進課", "事後", "組織の改正"} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %s in %s", want, whole)
		}
	}
	checkFilledIn(t, own, witness.Resave(t, written))
}

func TestOpenpyxlKeepsTheWorkbookToFillIn(t *testing.T) {
	if os.Getenv("BETTEN_E2E") != "1" {
		t.Skip("BETTEN_E2E=1 is not set")
	}
	own, written := filledIn(t)
	file := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(file, written, 0o666); err != nil {
		t.Fatal(err)
	}
	const save = "import openpyxl, sys; b = openpyxl.load_workbook(sys.argv[1]); b.save(sys.argv[1])"
	if out, err := exec.Command("/usr/bin/python3", "-c", save, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s (.ci/run installs it)", err, out)
	}
	again, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	checkFilledIn(t, own, again)
}
