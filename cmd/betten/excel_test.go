package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// filled makes a workbook to fill in, and fills it in.
func filled(t *testing.T, cells map[string]any) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "変更箇所.xlsx")
	betten(t, 0, "init", path)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for row := 6; row <= 8; row++ { // the samples
		for column := 'A'; column <= 'F'; column++ {
			if err := f.SetCellValue("変更箇所", fmt.Sprint(string(column), row), nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	for ref, value := range cells {
		if err := f.SetCellValue("変更箇所", ref, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAWorkbookFilledInBecomesTheAttachment(t *testing.T) {
	long := strings.Repeat("権限は、担当する事務に要る範囲に限って与えている。\n", 60)
	path := filled(t, map[string]any{
		"C2": "みほん市", "C3": "みほん市 予防接種に関する事務 重点項目評価書",
		"A6": 45748.0, "B6": "Ⅱ　特定個人情報ファイルの概要", "C6": long, "D6": "（削除）", "E6": "事後",
		"A7": "令和7年4月1日", "B7": "Ⅰ　基本情報", "C7": "", "D7": "=1+1 と書いた文", "E7": "事後",
	})
	out, errs := betten(t, 0, "build", path)
	if errs != "" {
		t.Error(errs)
	}
	stem := strings.TrimSuffix(path, ".xlsx")
	if want := "作成しました: " + stem + ".別添２.xlsx（2件、5行）\n"; !strings.HasPrefix(out, want) {
		t.Errorf("%q, want %q", out, want)
	}
	shown, _ := betten(t, 0, "show", path)
	for _, want := range []string{"令和7年4月1日", "（下段に続く）", "（上段からの続き）", "同上", "=1+1 と書いた文"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown", want)
		}
	}
	betten(t, 0, "import", path, "-o", filepath.Join(filepath.Dir(path), "back"))
	betten(t, 0, "build", "--format", "xlsx", filepath.Join(filepath.Dir(path), "back", "変更箇所.toml"))
}

// Every mistake is reported with its sheet and cell, in words that suit a workbook.
func TestMistakesInAWorkbookAreToldByTheirCells(t *testing.T) {
	path := filled(t, map[string]any{
		"A6": "令和6年13月1日", "B6": "Ⅰ　基本情報", "C6": "旧", "D6": "新", "E6": "事　後",
		"B7": "Ⅰ　基本情報\nシステム１", "C7": "同じ\n二行目\u0009タブ", "D7": "同じ\n二行目\u0009タブ", "E7": "",
	})
	_, errs := betten(t, 1, "build", "--all", path)
	var places []string
	for line := range strings.Lines(errs) {
		if rest, ok := strings.CutPrefix(line, path+":変更箇所!"); ok {
			place, _, _ := strings.Cut(rest, ": ")
			message, _, _ := strings.Cut(strings.TrimPrefix(rest, place+": "), "。")
			places = append(places, place+" "+message)
		}
	}
	want := []string{
		"A6 エラー: 「令和6年13月1日」という日は暦にありません",
		"E6 エラー: 提出時期「事　後」は使えません",
		"A7 エラー: 変更日が空です",
		"C7 エラー: 文の中にタブがあります",
		"C7 警告: 変更前と変更後が、まったく同じです",
		"D7 エラー: 文の中にタブがあります",
		"E7 エラー: 提出時期が空です",
	}
	slices.Sort(want)
	slices.Sort(places)
	if !slices.Equal(places, want) {
		t.Errorf("%q\nwant %q\n%s", places, want, errs)
	}
	for _, word := range []string{"date = ", "explanation", `"事後"`, ".toml"} {
		if strings.Contains(errs, word) {
			t.Errorf("%s has no place in a message about a workbook:\n%s", word, errs)
		}
	}
	holdsOnly(t, filepath.Dir(path), "変更箇所.xlsx")
}

func holdsOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, names) {
		t.Errorf("%s holds %q, want %q", dir, got, names)
	}
}

// A copy of the sheet in the same workbook, kept as a backup, is a table too. Reading it gives a
// warning, and earlier outputs are reported as outdated.
func TestACopyOfTheSheetIsNamedAndTheOldOutputsToo(t *testing.T) {
	path := filled(t, map[string]any{"A6": 45748.0, "B6": "Ⅰ", "C6": "旧", "D6": "新", "E6": "事後"})
	stem := strings.TrimSuffix(path, ".xlsx")
	betten(t, 0, "build", path)
	before := time.Now().Add(-time.Hour)
	for _, old := range []string{stem + ".別添２.xlsx", stem + ".別添２.pdf"} {
		if err := os.Chtimes(old, before, before); err != nil {
			t.Fatal(err)
		}
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	to, err := f.NewSheet("変更箇所 (2)")
	if err == nil {
		err = f.CopySheet(0, to)
	}
	if err == nil {
		err = f.Save()
	}
	if err != nil {
		t.Fatal(err)
	}
	out, errs := betten(t, 0, "build", path)
	for _, want := range []string{
		"警告: 変更箇所の表があるシートが二つあります。シート「変更箇所 (2)」は「変更箇所」の写しのようですが、どちらも読みました。",
		"→ 一つだけでよければ、--sheet で「変更箇所」のようにシートを指定するか、",
		"注意: 「" + stem + ".別添２.xlsx」は、前に作ったままで、",
		"注意: 「" + stem + ".別添２.pdf」は、前に作ったままで、",
	} {
		if strings.Count(errs, want) != 1 {
			t.Errorf("%q is not told once:\n%s", want, errs)
		}
	}
	if !strings.Contains(out, ".変更箇所 (2).別添２.xlsx") {
		t.Errorf("the copy is not built:\n%s", out)
	}
	if _, errs := betten(t, 0, "build", "--sheet", "変更箇所", path); strings.Contains(errs, "写し") {
		t.Errorf("one sheet is asked for:\n%s", errs)
	}
}
