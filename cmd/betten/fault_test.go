package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestATargetThatCannotBeWrittenIsNamedAndNothingIsTouched(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"a.toml": entries, "file": "a file", "folder.pdf/in": "", "folder.toml/in": "",
		"folder.csv/in": "", "out/a.xlsx/in": "", "out/b.toml/in": "", "store/a.pdf/in": "",
	})
	ends(t, dir, nil, "build", "a.toml").succeeds(t)
	if err := os.Rename(filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b.xlsx")); err != nil {
		t.Fatal(err)
	}
	rewritten(t, dir, "a.toml")
	before := tree(t, dir)
	for _, test := range []struct{ args, words string }{
		{"build a.toml -o out", "「out/a.xlsx」という名前のフォルダがあるので"},
		{"build a.toml -o file", "「file」を書けませんでした。フォルダの名前のところに、ファイルがあります。"},
		{"build a.toml -o file/sub", "「file/sub」を書けませんでした。フォルダの名前のところに"},
		{"build --force a.toml -o file/sub/deep", "を書けませんでした。フォルダの名前のところに"},
		{"import b.xlsx -o out", "「out/b.toml」という名前のフォルダがあるので"},
		{"import b.xlsx -o file", "「file」を書けませんでした。フォルダの名前のところに"},
		{"import b.xlsx -o file/sub", "「file/sub」を書けませんでした。フォルダの名前のところに"},
		{"init file/new.toml", "「file/new.toml」を書けませんでした。フォルダの名前のところに"},
		{"init nowhere/new.toml", "「nowhere/new.toml」を書けませんでした。そのフォルダがありません。"},
		{"init folder.toml", "「folder.toml」はもうあります"},
		{"show a.toml -o folder.pdf", "「folder.pdf」という名前のフォルダがあるので"},
		{"show a.toml -o file/shown", "「file/shown」を書けませんでした。フォルダの名前のところに"},
		{"show a.toml -o nowhere/shown", "「nowhere/shown」を書けませんでした。そのフォルダがありません。"},
		{"batch a.toml -o file", "「file」を書けませんでした。フォルダの名前のところに"},
		{"batch a.toml -o file/sub", "「file/sub」を書けませんでした。フォルダの名前のところに"},
		{"batch a.toml -o store", "「store/a.pdf」という名前のフォルダがあるので"},
		{"check a.toml/in", "このファイルはありません。"},
		{"build nowhere.toml", "このファイルはありません。"},
		{"build file/nowhere.toml", "このファイルはありません。"},
		{"build folder.toml", "これはフォルダです。"},
		{"import folder.toml", "これはフォルダです。"},
		{"build a.toml --form folder.toml", "これはフォルダです。"},
		{"build a.toml --pdf-font folder.toml", "「folder.toml」"},
	} {
		t.Run(test.args, func(t *testing.T) {
			r := ends(t, dir, nil, strings.Fields(test.args)...)
			r.stderr = strings.ReplaceAll(r.stderr, `\`, "/")
			r.fails(t, exitFailed, test.words)
			checkTree(t, dir, before)
		})
	}
	for _, report := range []string{"folder.csv", "file/r.csv", "nowhere/r.csv"} {
		t.Run("report to "+report, func(t *testing.T) {
			out := t.TempDir()
			ends(t, dir, nil, "batch", "a.toml", "-o", out, "--report", report).fails(t, exitFailed, "「"+report+"」")
			checkTree(t, dir, before)
			checkTree(t, out, nil, "a.pdf", "a.xlsx")
		})
	}
}

// Windows does not replace a read-only file. On other systems, the user who made it read-only
// wants that too.
func TestAReadOnlyFileIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries, "shown": ""})
	ends(t, dir, nil, "build", "a.toml").succeeds(t)
	ends(t, dir, nil, "import", "a.xlsx", "-o", "in").succeeds(t)
	ends(t, dir, nil, "batch", "a.toml", "-o", "store", "--report", "r.csv").succeeds(t)
	rewritten(t, dir, "a.toml")
	for _, name := range []string{"a.pdf", "in/a.toml", "shown", "store/a.pdf", "r.csv"} {
		path := filepath.Join(dir, name)
		old := time.Now().Add(-time.Hour)
		if err := errors.Join(os.Chtimes(path, old, old), os.Chmod(path, 0o444)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(path, 0o666) }) // otherwise Windows cannot remove it
	}
	before := tree(t, dir)
	for _, args := range []string{
		"build a.toml", "build --force a.toml", "import a.xlsx -o in", "show a.toml -o shown",
		"batch a.toml -o store --to pdf,xlsx", "batch a.toml -o store2 --report r.csv",
	} {
		t.Run(args, func(t *testing.T) {
			ends(t, dir, nil, strings.Fields(args)...).fails(t, exitFailed, "を書く権限がありません。")
			if err := os.RemoveAll(filepath.Join(dir, "store2")); err != nil {
				t.Error(err)
			}
			checkTree(t, dir, before)
		})
	}
}

// Another program repeatedly writes, replaces and removes the file.
func TestAFileThatChangesWhileItIsReadMakesWholeOutputsOrNone(t *testing.T) {
	dir := t.TempDir()
	data := string(example(t))
	path := filepath.Join(dir, "a.toml")
	stop, stopped := make(chan struct{}), make(chan struct{})
	defer func() {
		close(stop)
		<-stopped
	}()
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
			}
			switch i % 3 {
			case 0:
				os.WriteFile(path, []byte(data), 0o666)
			case 1:
				os.WriteFile(path, []byte(data[:len(data)/2]), 0o666)
			case 2:
				os.Remove(path)
			}
		}
	}()
	for range 20 {
		r := ends(t, dir, nil, "build", "a.toml")
		if r.status != exitDone && r.status != exitFailed {
			t.Errorf("exit status %d: %s", r.status, r.stderr)
		}
		if found := regexp.MustCompile(`panic|goroutine|no such file`).FindString(r.stderr); found != "" {
			t.Error(r.stderr)
		}
		checkWhole(t, dir, "a.toml")
	}
}

// checkWhole asserts that a folder contains a file, complete outputs, and nothing else.
func checkWhole(t *testing.T, dir, source string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == source {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if whole := untouched[filepath.Ext(e.Name())]; err != nil || whole == nil || !whole(data) {
			t.Errorf("%s is left, or not whole: %v", e.Name(), err)
		}
	}
}

func TestTheSurroundingsDoNotMatter(t *testing.T) {
	none := filepath.Join(t.TempDir(), "nonexistent")
	for _, env := range [][]string{
		{"TMPDIR=" + none, "TEMP=" + none, "TMP=" + none},
		{"HOME=", "USERPROFILE=", "XDG_CONFIG_HOME=", "XDG_CACHE_HOME="},
		{"HOME=" + none},
		{"TERM="}, {"TERM=dumb"},
		{"LANG=C", "LC_ALL=C"},
		{"PATH="},
		{"TZ=nowhere"},
	} {
		t.Run(strings.Split(env[0], string(filepath.Separator))[0], func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{"a.toml": entries})
			before := tree(t, dir)
			ends(t, dir, env, "build", "a.toml").succeeds(t)
			ends(t, dir, env, "import", "a.xlsx", "-o", "in").succeeds(t)
			ends(t, dir, env, "batch", "a.toml", "-o", "out").succeeds(t)
			ends(t, dir, env, "init", "start.xlsx").succeeds(t)
			if r := ends(t, dir, env, "show", "a.toml"); r.status != 0 || !strings.Contains(r.stdout, "新しい秘密の文") {
				t.Errorf("%+v", r)
			}
			checkTree(t, dir, before, "a.xlsx", "a.pdf", "in", "in/a.toml", "out", "out/a.xlsx", "out/a.pdf", "start.xlsx")
		})
	}
}

func TestAPathThatIsTooLongIsAMessage(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries})
	ends(t, dir, nil, "build", "a.toml", "--format", "xlsx").succeeds(t)
	before := tree(t, dir)
	for name, long := range map[string]string{
		"a long name": strings.Repeat("長", 300),
		"a long path": strings.Repeat("long/", 1300) + "name",
	} {
		t.Run(name, func(t *testing.T) {
			if len(long) > 5000 && runtime.GOOS == "windows" {
				t.Skip("Windows takes a path as long as a command line can be")
			}
			for _, args := range [][]string{
				{"build", "a.toml", "-o", long}, {"import", "a.xlsx", "-o", long}, {"batch", "a.toml", "-o", long},
				{"init", long + ".toml"}, {"show", "a.toml", "-o", long}, {"build", "a.toml", "--form", long},
				{"build", long + ".toml"}, {"check", long}, {"import", long + ".xlsx"}, {"build", "a.toml", "--pdf-font", long},
			} {
				ends(t, dir, nil, args...).fails(t, exitFailed, "")
				checkTree(t, dir, before)
			}
		})
	}
	t.Run("more than the 260 of old Windows", func(t *testing.T) {
		deep := filepath.Join(strings.Repeat("深い", 30), strings.Repeat("深い", 30), strings.Repeat("深い", 30))
		ends(t, dir, nil, "build", "a.toml", "-o", deep).succeeds(t)
		ends(t, dir, nil, "check", filepath.Join(deep, "a.xlsx")).succeeds(t)
	})
}

func TestThousandsOfFilesAreTakenInOneRun(t *testing.T) {
	dir := t.TempDir()
	args := []string{"check"}
	n := 3000
	if runtime.GOOS == "windows" {
		n = 1500 // otherwise the command line is too long
	}
	for i := range n {
		name := fmt.Sprintf("%04d.toml", i)
		put(t, dir, map[string]string{name: entries})
		args = append(args, name)
	}
	r := ends(t, dir, nil, args...)
	r.succeeds(t)
	if got := strings.Count(r.stdout, "問題はありません。"); got != n {
		t.Errorf("%d of %d files are checked", got, n)
	}
	args = []string{"build", "0000.toml"}
	for i := range n {
		args = append(args, fmt.Sprintf("nowhere%d.toml", i))
	}
	r = ends(t, dir, nil, args...)
	if got := strings.Count(r.stderr, "このファイルはありません。"); r.status != exitFailed || got != n {
		t.Errorf("exit status %d, %d messages", r.status, got)
	}
	if !strings.HasPrefix(r.stdout, "作成しました: 0000.xlsx") {
		t.Error(r.stdout)
	}
}

func TestTheSameFileTwiceIsRefusedBeforeAnythingIsMade(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries})
	before := tree(t, dir)
	for _, args := range [][]string{
		{"build", "a.toml", "a.toml"}, {"build", "a.toml", "./a.toml"}, {"build", "a.toml", filepath.Join(dir, "a.toml"), "-o", "out"},
		{"import", "a.xlsx", "a.xlsx"},
	} {
		ends(t, dir, nil, args...).fails(t, exitUsage, "から、同じ")
		checkTree(t, dir, before)
	}
	// A batch finds its sources: one that is found twice is made once.
	ends(t, dir, nil, "batch", "a.toml", "./a.toml", "-o", "out").succeeds(t)
	checkTree(t, dir, before, "out", "out/a.pdf", "out/a.xlsx")
	if r := ends(t, dir, nil, "check", "a.toml", "a.toml"); r.status != 0 || strings.Count(r.stdout, "a.toml: 問題はありません。") != 2 {
		t.Errorf("%+v", r)
	}
}

// Reading follows a link. Outputs are named after the link and are written beside it. A link in
// place of an output is replaced, as a file would be. Its target stays unchanged.
func TestALinkIsReadThroughAndReplacedItself(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"real/a.toml": entries})
	ends(t, dir, nil, "build", "real/a.toml").succeeds(t)
	for link, to := range map[string]string{
		"link.toml": "real/a.toml", "link.pdf": "real/a.pdf", "link.xlsx": "real/missing.xlsx",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	rewritten(t, dir, "real/a.toml")
	before := tree(t, dir)
	ends(t, dir, nil, "build", "link.toml").succeeds(t)
	for _, name := range []string{"link.pdf", "link.xlsx"} {
		if info, err := os.Lstat(filepath.Join(dir, name)); err != nil || !info.Mode().IsRegular() {
			t.Errorf("%s: %v", name, err)
		}
		delete(before, name)
	}
	checkTree(t, dir, before, "link.pdf", "link.xlsx")
	files(t, dir)
}

func TestALinkToItselfIsAMessage(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("loop.toml", filepath.Join(dir, "loop.toml")); err != nil {
		t.Skip("no links here: ", err)
	}
	for _, args := range []string{"build loop.toml", "check loop.toml", "import loop.toml", "batch loop.toml -o out", "init loop.toml"} {
		ends(t, dir, nil, strings.Fields(args)...).fails(t, exitFailed, "loop.toml")
	}
}

// The target of a link is checked for being ours.
func TestALinkToWhatOthersWroteIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries, "mine": "mine"})
	if err := os.Symlink("mine", filepath.Join(dir, "a.pdf")); err != nil {
		t.Skip("no links here: ", err)
	}
	before := tree(t, dir)
	ends(t, dir, nil, "build", "a.toml").fails(t, exitFailed, "「a.pdf」は、ほかのソフトで作られたか")
	checkTree(t, dir, before)
}

// A bug is reported in one line with its place in the code, without any text of the document.
func TestAPanicInAWorkerIsTheMessageOfABug(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries, "b.toml": entries})
	ends(t, dir, nil, "build", "a.toml").succeeds(t)
	rewritten(t, dir, "a.toml")
	before := tree(t, dir)
	for _, args := range [][]string{
		{"build", "a.toml", "b.toml"}, {"build", "--review", "b.toml"}, {"batch", "a.toml", "b.toml", "-o", "out", "--to", "pdf"},
	} {
		r := ends(t, dir, []string{breaksDown + "=pdf"}, args...)
		if r.status != exitFailed || !strings.Contains(r.stderr, bugMessage) || !strings.Contains(r.stderr, "\n    string fault_kit_test.go:") {
			t.Errorf("%q: %+v", args, r)
		}
		if strings.Contains(r.stderr, "秘密") || strings.Contains(r.stderr, "goroutine") || strings.Count(r.stderr, "\n") != 3 {
			t.Errorf("%q: %s", args, r.stderr)
		}
		checkTree(t, dir, before)
	}
}

func TestAZipThatLiesOfItsSizeIsAMessage(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	w.Write(bytes.Repeat([]byte("x"), 10_000))
	z.Close()
	put(t, dir, map[string]string{"a.xlsx": b.String()[:b.Len()/2], "b.xlsx": b.String()})
	before := tree(t, dir)
	for _, name := range []string{"a.xlsx", "b.xlsx"} {
		ends(t, dir, nil, "import", name).fails(t, exitFailed, "")
		checkTree(t, dir, before)
	}
}

func TestAFileLargerThanAnyIsNotRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "large.toml")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(f.Truncate(mostBytes+1), f.Close()) // takes no room on a disk with sparse files
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("no files with holes: ", err)
	}
	for _, args := range []string{"build large.toml", "import large.toml", "batch large.toml -o out", "check large.toml"} {
		ends(t, dir, nil, strings.Fields(args)...).fails(t, exitFailed, "大きすぎる")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Error(entries)
	}
}
