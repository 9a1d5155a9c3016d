package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"betten/internal/disk"

	"github.com/xuri/excelize/v2"
)

// sheets turns a workbook of ours into one with several sheets.
func sheets(t *testing.T, path string, names ...string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.SetSheetName(f.GetSheetName(0), names[0]); err != nil {
		t.Fatal(err)
	}
	for _, name := range names[1:] {
		i, err := f.NewSheet(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.CopySheet(0, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// In Excel, a sheet's name may contain < > " and |, which a file name may not.
func TestSheetsWhoseFilesWouldHaveOneNameDoNotReplaceEachOther(t *testing.T) {
	for _, names := range [][]string{{"変更<１>", "変更>１>"}, {`"a"`, "|a|"}, {"が", "か\u3099"}} {
		t.Run(names[0], func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{"a.toml": entries})
			ends(t, dir, nil, "build", "a.toml", "--format", "xlsx").succeeds(t)
			if err := os.Rename(filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "x.xlsx")); err != nil {
				t.Fatal(err)
			}
			sheets(t, filepath.Join(dir, "x.xlsx"), append(names, "別のシート")...)
			part := fileName(names[0])
			for _, args := range [][]string{
				{"build", "x.xlsx", "--format", "xlsx"}, {"build", "x.xlsx", "--format", "xlsx", "--force"},
				{"import", "x.xlsx"}, {"batch", "x.xlsx", "-o", "out"}, {"batch", "x.xlsx", "-o", "out"}, {"batch", "x.xlsx", "-o", "out", "--force"},
			} {
				r := ends(t, dir, nil, args...)
				if r.status != exitFailed || !strings.Contains(r.stderr, "「x.xlsx:"+names[0]+"」からできるものと同じ名前なので、作りませんでした。") ||
					!strings.Contains(r.stderr, "x."+fileName(names[1])) || strings.Count(r.stderr, "エラー: 「") != 1 {
					t.Errorf("%q: %d\n%s%s", args, r.status, r.stdout, r.stderr)
				}
				r.harmless(t)
			}
			for _, name := range []string{"x." + part + ".別添２.xlsx", "x." + part + ".toml", "x.別のシート.toml", "out/x." + part + ".pdf"} {
				if !isRegular(filepath.Join(dir, filepath.FromSlash(name))) {
					t.Errorf("%s was not made", name)
				}
			}
		})
	}
}

func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// The name of a sheet or a title becomes part of a file name that Windows accepts.
func TestANameMadeOfASheetsNameIsOneThatWindowsTakes(t *testing.T) {
	for _, name := range []string{
		"CON", "NUL", "COM¹", "lpt1", "a.", "a. ", " a", "..", ".", "", `<>:"/\|?*`, "a\tb\x1f", "C:\\x", "\\\\host\\x", "../../x", "a\x7f", "\u0085", "令和６年度　第１回",
	} {
		for _, name := range []string{fileName(name), titleName(name), titleName("（" + name + "）変更箇所")} {
			if file := "表." + name + ".xlsx"; !disk.WindowsTakes(file) || filepath.Base(file) != file || strings.ContainsRune(file, '\\') {
				t.Errorf("%q", file)
			}
		}
	}
}

func TestNamesThatDifferOnlyInCaseAreOneName(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries, "sub/A.toml": entries, "sub/が.toml": entries, "か\u3099.toml": entries})
	before := tree(t, dir)
	for _, args := range [][]string{
		{"build", "a.toml", "sub/A.toml", "-o", "out"},
		{"build", "sub/が.toml", "か\u3099.toml", "-o", "out"},
		{"build", "a.toml", filepath.Join(dir, "a.toml")},
		{"build", "a.toml", filepath.Join("sub", "..", "A.toml")},
	} {
		ends(t, dir, nil, args...).fails(t, exitUsage, "から、同じ")
		checkTree(t, dir, before)
	}
	// In a batch, only those of one name fail.
	for _, test := range []struct{ one, other, made string }{
		{"a.toml", "sub/A.toml", "が"},
		{"か\u3099.toml", "sub/が.toml", "A"},
	} {
		r := ends(t, dir, nil, "batch", test.one, "sub", "-o", "out")
		if r.status != exitFailed || strings.Count(r.stderr, "も同じ名前のファイルができてしまう") != 2 ||
			!strings.Contains(r.stderr, "「"+test.one+"」は") || !strings.Contains(r.stderr, "「"+test.other+"」は") {
			t.Errorf("%+v", r)
		}
		checkTree(t, dir, before, "out", "out/"+test.made+".pdf", "out/"+test.made+".xlsx")
		if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
			t.Fatal(err)
		}
	}
}
