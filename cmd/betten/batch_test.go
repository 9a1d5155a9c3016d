package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"

	"betten/internal/pdf"
	"betten/internal/xlsx"
)

// betten runs a command line in this process.
func betten(t testing.TB, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(t.Context(), args, strings.NewReader(""), &out, &errs); got != want {
		t.Fatalf("betten %s: exit status %d, want %d\n%s%s", strings.Join(args, " "), got, want, &out, &errs)
	}
	return out.String(), errs.String()
}

// example returns the example's entry file.
func example(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "examples", "mihon.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sources fills a folder with copies of the example.
func sources(t testing.TB, dir string, n int) {
	t.Helper()
	data := example(t)
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("令和%d年度", i%7), fmt.Sprintf("%04d.toml", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// files lists the files of a folder, slash-separated. It fails if a file is incomplete.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		all = append(all, filepath.ToSlash(rel))
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		whole := true
		switch filepath.Ext(path) {
		case ".xlsx":
			whole = xlsx.Untouched(data)
		case ".pdf":
			whole = pdf.Untouched(data)
		}
		if !whole {
			t.Errorf("%s is not whole", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheOrderOfABatchIsThatOfTheNamesWhateverTheWorkers(t *testing.T) {
	dir := t.TempDir()
	sources(t, filepath.Join(dir, "src"), 30)
	var first string
	for _, jobs := range []string{"1", "2", "8"} {
		out, _ := betten(t, 0, "batch", filepath.Join(dir, "src"), "-o", filepath.Join(dir, "dst"+jobs), "--jobs", jobs)
		if first == "" {
			first = out
		}
		if out != first {
			t.Errorf("with %s jobs:\n%s\nwant:\n%s", jobs, out, first)
		}
		if got := files(t, filepath.Join(dir, "dst"+jobs)); len(got) != 60 {
			t.Errorf("with %s jobs, %d files", jobs, len(got))
		}
	}
}

func TestAZipIsConvertedAndNoNameLeavesTheFolder(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	sjis, err := japanese.ShiftJIS.NewEncoder().String("令和６年度/変更箇所一覧表.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../out.toml", "/abs.toml", `..\\up.toml`, "CON.toml", "ok/a.toml", "inner.zip"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(example(t))
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: sjis, NonUTF8: true, Method: zip.Deflate})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(example(t))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "過去.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	report := filepath.Join(dir, "r.json")
	_, stderr := betten(t, 1, "batch", path, "-o", filepath.Join(dir, "x", "dst"), "--to", "pdf", "--report", report)
	want := []string{"ok/a.pdf", "令和６年度/変更箇所一覧表.pdf"}
	if got := files(t, filepath.Join(dir, "x", "dst")); !slices.Equal(got, want) {
		t.Errorf("made %q, want %q", got, want)
	}
	if n := strings.Count(stderr, "安全でない名前か、Windows で使えない名前"); n != 4 {
		t.Errorf("%d names are refused, want 4:\n%s", n, stderr)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "x")); len(entries) != 1 {
		t.Errorf("beside the folder stands %v", entries)
	}
	var told struct{ Files []jsonOutcome }
	data, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &told); err != nil || len(told.Files) != 7 {
		t.Errorf("%d files in the report (%v)", len(told.Files), err)
	}
}

// A run replaces an edited file only if it is told to.
func TestABatchKeepsWhatSomebodyEdited(t *testing.T) {
	dir := t.TempDir()
	src, dst := filepath.Join(dir, "src"), filepath.Join(dir, "dst")
	sources(t, src, 1)
	betten(t, 0, "batch", src, "-o", dst)
	book := filepath.Join(dst, "令和0年度", "0000.xlsx")
	if err := os.WriteFile(book, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(book, old, old); err != nil {
		t.Fatal(err)
	}
	_, stderr := betten(t, 1, "batch", src, "-o", dst)
	if !strings.Contains(stderr, "ほかのソフトで作られたか、書き換えられています") {
		t.Error(stderr)
	}
	if data, _ := os.ReadFile(book); string(data) != "mine" {
		t.Error("it was replaced")
	}
	betten(t, 0, "batch", src, "-o", dst, "--force")
	files(t, dst)
}

// programPath returns the path of the real program, and skips a short test.
//
// These tests start it hundreds of times, which takes minutes with the race detector. Code that
// runs in parallel is also tested in this process.
func programPath(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts the program")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return self
}

// program returns a command line of the real program.
func program(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(programPath(t), args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// A batch killed at any moment leaves only complete files. The next run makes the rest and removes
// what is left over.
func TestABatchThatIsKilledLeavesNothingHalf(t *testing.T) {
	dir := t.TempDir()
	src, dst := filepath.Join(dir, "src"), filepath.Join(dir, "dst")
	const n = 40
	sources(t, src, n)
	for range 50 {
		cmd := program(t, "batch", src, "-o", dst)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.IntN(250)) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		if _, err := os.Stat(dst); err != nil {
			continue // it had not begun
		}
		for _, name := range files(t, dst) {
			if !strings.HasPrefix(name, ".betten-work/") && filepath.Ext(name) != ".xlsx" && filepath.Ext(name) != ".pdf" {
				t.Errorf("%s is left", name)
			}
		}
		if rand.IntN(4) == 0 {
			os.RemoveAll(dst)
		}
	}
	if out, err := program(t, "batch", src, "-o", dst).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got := files(t, dst); len(got) != 2*n || slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "betten") }) {
		t.Errorf("%d files, want %d: %q", len(got), 2*n, got)
	}
}

// Ctrl-C ends a batch within a second with a message, and leaves only complete files.
func TestABatchThatIsInterruptedEndsCleanly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no process can be sent Ctrl-C there")
	}
	dir := t.TempDir()
	src, dst := filepath.Join(dir, "src"), filepath.Join(dir, "dst")
	sources(t, src, 400)
	cmd := program(t, "batch", src, "-o", dst)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if found, _ := filepath.Glob(filepath.Join(dst, "*", "*.pdf")); len(found) > 3 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	cmd.Process.Signal(os.Interrupt)
	err := cmd.Wait()
	if cmd.ProcessState.ExitCode() != exitFailed {
		t.Errorf("%v\n%s", err, &out)
	}
	if !strings.Contains(out.String(), "途中で止めました。もう一度実行すると、残りを作ります。") {
		t.Error(out.String())
	}
	made := files(t, dst)
	if len(made) == 0 || len(made) >= 800 || len(made)%2 != 0 || slices.ContainsFunc(made, func(s string) bool { return strings.Contains(s, "betten") }) {
		t.Errorf("%d files", len(made))
	}
	betten(t, 0, "batch", src, "-o", dst)
	if made = files(t, dst); len(made) != 800 {
		t.Errorf("%d files after the second run", len(made))
	}
}
