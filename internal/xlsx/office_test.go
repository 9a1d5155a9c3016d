package xlsx_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

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

func TestLibreOfficeShowsTheWorkbookToFillInAndSavesItsDay(t *testing.T) {
	witness.Need(t)
	f := specimen.Juten()
	day := time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)
	example := change.Entry{Date: change.Date{Day: day}, Item: "Ⅰ　基本情報\n①部署", Before: "情報システム課", After: "デジタル推進課", Timing: change.After, Explanation: "組織の改正"}
	var b bytes.Buffer
	if err := xlsx.WriteBlank(&b, lay(t, f, &change.Table{Form: "juten", Entries: []change.Entry{example}}), "一行に一件を書きます。", xlsx.Items{}); err != nil {
		t.Fatal(err)
	}
	pages := witness.PrintOut(t, b.Bytes())
	if len(pages) == 0 {
		t.Fatal("no pages")
	}
	whole := strings.ReplaceAll(pages[0].Text(), "\n", "")
	for _, want := range []string{"（別添２）変更箇所", "評価実施機関名", "評価書名", "一行に一件を書きます。", "変更日", "提出時期に係る説明", "令和6年11月19日", "情報システム課", "デジタル推進課", "事後", "組織の改正"} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %s in %s", want, whole)
		}
	}
	got := read(t, witness.Resave(t, b.Bytes()))
	if len(got.Table.Entries) != 1 || got.Table.Entries[0] != example || got.Table.Archive {
		t.Errorf("%+v, want %+v", got.Table, example)
	}
	if kinds := kindsOf(got.Problems); !slices.Equal(kinds, []change.Kind{change.Example}) {
		t.Errorf("%v", kinds)
	}
}

func kindsOf(problems []change.Problem) []change.Kind {
	var kinds []change.Kind
	for _, p := range problems {
		kinds = append(kinds, p.Kind)
	}
	return kinds
}
