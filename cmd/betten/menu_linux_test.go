package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A keyboard drives the menu on a terminal: it waits for a text and then presses a key.
type keyboard struct {
	t      *testing.T
	master *os.File
	shown  strings.Builder
}

// press waits until the menu asks, and presses keys. It returns the output since the last call.
func (k *keyboard) press(keys string) string {
	k.t.Helper()
	k.shown.Reset()
	b := make([]byte, 1)
	for !strings.HasSuffix(k.shown.String(), menuWords.ask) {
		if _, err := k.master.Read(b); err != nil {
			k.t.Fatalf("the menu ended: %v\n%s", err, k.shown.String())
		}
		k.shown.Write(b)
	}
	if _, err := k.master.WriteString(keys); err != nil {
		k.t.Fatal(err)
	}
	return strings.ReplaceAll(k.shown.String(), "\r\n", "\n")
}

// openMenu opens the menu in a folder; leave waits for its end.
func openMenu(t *testing.T, dir string) (k *keyboard, leave func() ran) {
	t.Helper()
	master, slave := openTerminal(t, 100)
	cmd := program(t, "menu")
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, slave, slave, slave
	ended := make(chan ran, 1)
	go func() {
		ended <- finish(t, cmd)
		slave.Close()
	}()
	return &keyboard{t: t, master: master}, func() ran {
		go io.Copy(io.Discard, master)
		return <-ended
	}
}

func TestEveryChoiceOfTheMenuIsOneKey(t *testing.T) {
	for _, test := range []struct {
		key   string
		files map[string]string
		said  string   // before the menu is shown again
		made  []string // in the folder, then
	}{
		{"1", nil, "作成しました: 変更箇所.xlsx", []string{"変更箇所.xlsx"}},
		{"2", nil, "作成しました: 変更箇所.xlsx", []string{"変更箇所.xlsx"}},
		{"３", nil, "作成しました: 変更箇所.xlsx", []string{"変更箇所.xlsx"}}, // an input method is on
		{"1", map[string]string{"変更箇所.xlsx": "x"}, "「変更箇所.xlsx」はもうあります。書き換えませんでした。", []string{"変更箇所.xlsx"}},
		{"4", nil, "このフォルダに、変更を書き込んだ Excel ブックや記載ファイル（.toml）がありません。", nil},
		{"4", map[string]string{"a.toml": warned}, "作成しました: a.review.pdf", []string{"a.review.pdf", "a.toml"}},
		{"5", map[string]string{"a.toml": warned, "notes.txt": "メモ"}, "a.toml: エラーはありません。警告が1件あります。", []string{"a.toml", "a.確認.html", "notes.txt"}},
		{"6", nil, "そのファイルを betten.exe にドロップすると", nil},
		{"x9", nil, "", nil},
	} {
		dir := t.TempDir()
		put(t, dir, test.files)
		k, leave := openMenu(t, dir)
		if said := k.press(test.key); !strings.Contains(said, "  6  使い方を見る") {
			t.Errorf("the menu shows\n%s", said)
		}
		if test.key == "x9" { // not a key of the menu: it keeps waiting
			k.master.WriteString("\r")
		} else if said := k.press("\r"); !strings.Contains(said, test.said) {
			t.Errorf("%s: no %q in\n%s", test.key, test.said, said)
		}
		if r := leave(); r.status != exitDone {
			t.Errorf("%s: exit status %d", test.key, r.status)
		}
		var names []string
		for name := range tree(t, dir) {
			names = append(names, name)
		}
		if slices.Sort(names); !slices.Equal(names, test.made) {
			t.Errorf("%s made %q, want %q", test.key, names, test.made)
		}
	}
}

func TestTheMenuAsksWhichOfSeveralTables(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": warned, "b.toml": warned, "x.txt": "メモ"})
	k, leave := openMenu(t, dir)
	k.press("4")
	if said := k.press("2"); !strings.Contains(said, "どれにしますか。\n  1  a.toml\n  2  b.toml\n") {
		t.Errorf("it asks\n%s", said)
	}
	if said := k.press("4"); !strings.Contains(said, "作成しました: b.review.pdf") {
		t.Errorf("it says\n%s", said)
	}
	k.press("\x1b") // no table after all
	k.press("q")
	if r := leave(); r.status != exitDone {
		t.Errorf("exit status %d", r.status)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.review.pdf")); err == nil {
		t.Error("a.review.pdf was made")
	}
}

func TestTheMenuEndsWithItsInput(t *testing.T) {
	cmd := program(t, "menu")
	cmd.Stdin = strings.NewReader("6７ｘ\x00")
	r := finish(t, cmd)
	if r.status != exitDone || strings.Count(r.stdout, "  6  使い方を見る") != 2 {
		t.Errorf("exit status %d\n%s", r.status, r.stdout)
	}
}

func TestNoPageIsWrittenForAPersonAtATerminal(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": warned})
	if said := onTerminal(t, 100, dir, "a.toml"); strings.Contains(said, "確認.html") || !strings.Contains(said, "作成しました: a.pdf") {
		t.Errorf("it says\n%s", said)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.確認.html")); err == nil {
		t.Error("a page was written")
	}
}
