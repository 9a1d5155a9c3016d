package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"betten/internal/specimen"
)

// fullDisk is a disk that contains some files and is filled to its last byte when fill is called.
func fullDisk(t *testing.T) (dir string, fill func()) {
	t.Helper()
	dir = specimen.Disk(t, "1m")
	return dir, func() {
		if err := os.WriteFile(filepath.Join(dir, "filler"), make([]byte, 2<<20), 0o666); err == nil {
			t.Fatal("the disk does not get full")
		}
	}
}

func TestAFullDiskIsAMessageAndLeavesWhatWasThere(t *testing.T) {
	const full = "ディスクに空きがありません。"
	for _, args := range []string{
		"build a.toml", "build --force a.toml", "build a.toml --review", "build a.toml -o out", "import a.xlsx -o in", "import a.xlsx -o new",
		"init new.xlsx", "init new.toml", "show a.toml -o shown", "show a.toml -o new", "batch a.toml -o store", "batch a.toml -o new",
	} {
		t.Run(args, func(t *testing.T) {
			dir, fill := fullDisk(t)
			put(t, dir, map[string]string{"a.toml": entries, "shown": "what was shown before", "out/.keep": ""})
			ends(t, dir, nil, "build", "a.toml").succeeds(t)
			ends(t, dir, nil, "import", "a.xlsx", "-o", "in").succeeds(t)
			ends(t, dir, nil, "batch", "a.toml", "-o", "store").succeeds(t)
			ends(t, dir, nil, "build", "a.toml", "-o", "out").succeeds(t)
			rewritten(t, dir, "a.toml")
			fill()
			before := tree(t, dir)
			ends(t, dir, nil, strings.Fields(args)...).fails(t, exitFailed, full)
			os.Remove(filepath.Join(dir, "new")) // at most an empty folder
			checkTree(t, dir, before)
		})
	}
	t.Run("only the PDF finds no room", func(t *testing.T) {
		dir, _ := fullDisk(t)
		put(t, dir, map[string]string{"a.toml": entries})
		ends(t, dir, nil, "build", "a.toml").succeeds(t)
		rewritten(t, dir, "a.toml")
		for size := 1 << 20; ; size -= 4 << 10 { // everything except the room for a workbook
			if os.WriteFile(filepath.Join(dir, "filler"), make([]byte, size), 0o666) == nil {
				if err := os.Truncate(filepath.Join(dir, "filler"), int64(size-20<<10)); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
		before := tree(t, dir)
		ends(t, dir, nil, "build", "a.toml").fails(t, exitFailed, "「a.pdf」を書けませんでした。"+full)
		checkTree(t, dir, before)
	})
	t.Run("the report of a batch", func(t *testing.T) {
		dir, fill := fullDisk(t)
		put(t, dir, map[string]string{"r.csv": "an old report"})
		fill()
		before := tree(t, dir)
		src := t.TempDir()
		put(t, src, map[string]string{"a.toml": entries})
		for _, report := range []string{"r.csv", "new.json"} {
			r := ends(t, src, nil, "batch", "a.toml", "-o", "out", "--report", filepath.Join(dir, report))
			r.fails(t, exitFailed, report+"」を書けませんでした。"+full)
			checkTree(t, dir, before)
		}
		checkTree(t, filepath.Join(src, "out"), nil, "a.pdf", "a.xlsx")
	})
}

// The disk for standard output is full: printed output is lost, but files are not.
func TestAnOutputThatTakesNothingIsAMessage(t *testing.T) {
	for _, test := range []struct {
		args string
		made []string
	}{
		{"build a.toml", []string{"a.pdf", "a.xlsx"}},
		{"init b.xlsx", []string{"b.xlsx"}},
		{"batch a.toml -o out", []string{"out", "out/a.pdf", "out/a.xlsx"}},
		{"check a.toml", nil},
		{"check --format json a.toml", nil},
		{"show a.toml", nil},
		{"show --format json a.toml", nil},
		{"form", nil},
		{"form zen", nil},
		{"version", nil},
		{"licenses", nil},
		{"help", nil},
		{"build --help", nil},
		{"completion bash", nil},
	} {
		t.Run(test.args, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{"a.toml": entries})
			before := tree(t, dir)
			full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer full.Close()
			cmd := program(t, strings.Fields(test.args)...)
			cmd.Dir, cmd.Stdout = dir, full
			finish(t, cmd).fails(t, exitFailed, "結果を出力できませんでした。ディスクに空きがありません。")
			checkTree(t, dir, before, test.made...)
		})
	}
}
