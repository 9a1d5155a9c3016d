//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// asNobody runs the real program as a user other than root, because root may do everything.
const asNobody = "BETTEN_TEST_AS_NOBODY"

func init() {
	if os.Getenv(asNobody) != "" && os.Getuid() == 0 {
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			panic(err)
		}
	}
}

func TestWithoutTheRightToItNothingIsReadOrWritten(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries, "secret.toml": entries, "closed/a.toml": entries})
	ends(t, dir, nil, "build", "a.toml").succeeds(t)
	ends(t, dir, nil, "import", "a.xlsx", "-o", "in").succeeds(t)
	ends(t, dir, nil, "batch", "a.toml", "-o", "store").succeeds(t)
	put(t, dir, map[string]string{"unreadable/a.pdf": "what nobody may read"})
	rewritten(t, dir, "a.toml")
	before := tree(t, dir)
	// If other users may only pass through a folder, this user cannot write to it.
	for path, mode := range map[string]os.FileMode{
		".": 0o755, "in": 0o555, "store": 0o555, "secret.toml": 0, "closed": 0, "unreadable": 0o777, "unreadable/a.pdf": 0,
	} {
		path := filepath.Join(dir, path)
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(path, 0o755) })
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	const mayNotWrite, mayNotRead = "を書く権限がありません。", "読む権限があるか"
	for _, test := range []struct{ args, words string }{
		{"build a.toml", "「a.xlsx」" + mayNotWrite},
		{"build a.toml -o new", "「new」" + mayNotWrite},
		{"build a.toml -o unreadable", "「unreadable/a.pdf」" + mayNotWrite},
		{"import a.xlsx", "「a.toml」"},
		{"import a.xlsx -o in", "「in/a.toml」" + mayNotWrite},
		{"init new.toml", "「new.toml」" + mayNotWrite},
		{"init closed/new.toml", "「closed/new.toml」" + mayNotWrite},
		{"show a.toml -o shown", "「shown」" + mayNotWrite},
		{"batch a.toml -o store", "「store」" + mayNotWrite},
		{"batch a.toml -o new", "「new」" + mayNotWrite},
		{"build secret.toml", mayNotRead},
		{"build closed/a.toml", mayNotRead},
		{"check secret.toml", mayNotRead},
		{"import secret.toml", mayNotRead},
		{"build --form secret.toml a.toml", mayNotRead},
		{"build --pdf-font secret.toml a.toml", mayNotRead},
		{"batch secret.toml -o unreadable/store", mayNotRead},
	} {
		t.Run(test.args, func(t *testing.T) {
			ends(t, dir, []string{asNobody + "=1"}, strings.Fields(test.args)...).fails(t, exitFailed, test.words)
			if os.Getuid() == 0 {
				checkTree(t, dir, before)
			}
		})
	}
	t.Run("the home folder is not written to", func(t *testing.T) {
		r := ends(t, dir, []string{asNobody + "=1", "HOME=" + dir}, "build", "a.toml", "--format", "xlsx", "-o", "unreadable")
		r.succeeds(t)
	})
}

// Reading a pipe blocks until there is a writer, and one device never ends.
func TestWhatIsNoFileIsNeitherReadNorReplaced(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries, "b.toml": entries, "out/.keep": ""})
	ends(t, dir, nil, "build", "b.toml").succeeds(t)
	for _, pipe := range []string{"pipe.toml", "a.pdf", "in.toml", "out/a.pdf"} {
		if err := syscall.Mkfifo(filepath.Join(dir, pipe), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, map[string]string{"book/x": ""})
	if err := os.Rename(filepath.Join(dir, "b.xlsx"), filepath.Join(dir, "in.xlsx")); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	const noFile = "ふつうのファイルではないので"
	for _, test := range []struct{ args, words string }{
		{"build pipe.toml", noFile}, {"check pipe.toml", noFile}, {"show pipe.toml", noFile}, {"import pipe.toml", noFile},
		{"build a.toml --form pipe.toml", noFile}, {"build a.toml --font pipe.toml", noFile}, {"batch pipe.toml -o new", "ファイルでもフォルダでもない"},
		{"build /dev/null", noFile}, {"build /dev/zero", noFile}, {"check /dev/zero", noFile}, {"show /dev/zero", noFile},
		{"import /dev/zero", noFile}, {"build a.toml --form /dev/zero", noFile}, {"build a.toml --pdf-font /dev/zero", noFile},
		{"batch /dev/zero -o new", "ファイルでもフォルダでもない"},
		{"build a.toml", "「a.pdf」は" + noFile}, {"build --force a.toml", "「a.pdf」は" + noFile},
		{"import in.xlsx", "「in.toml」は" + noFile}, {"show b.toml -o a.pdf", "「a.pdf」は" + noFile},
		{"batch a.toml -o out", "「out/a.pdf」は" + noFile}, {"batch --force a.toml -o out", "「out/a.pdf」は" + noFile},
		{"show b.toml -o /dev/null", "「/dev/null」は" + noFile}, {"show b.toml -o /dev/stdout", noFile},
	} {
		t.Run(test.args, func(t *testing.T) {
			r := ends(t, dir, nil, strings.Fields(test.args)...)
			r.fails(t, exitFailed, test.words)
			checkTree(t, dir, before)
		})
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Errorf("the null device is gone: %v", err)
	}
}

// long is an entry file whose attachment has hundreds of pages.
func long(t *testing.T) string {
	table := bytes.SplitAfterN(example(t), []byte("[[change]]"), 2)
	return string(slices.Concat(table[0], bytes.Repeat(append(table[1], "\n[[change]]"...), 99), table[1]))
}

// shell runs a shell command line in which $betten is the real program.
func shell(t *testing.T, dir, line string) ran {
	t.Helper()
	self := programPath(t)
	cmd := exec.Command("/bin/sh", "-c", line)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram+"=1", "betten="+self)
	return finish(t, cmd)
}

func TestAClosedInputOrOutputDoesNotMatter(t *testing.T) {
	for _, closed := range []string{"<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null >/dev/null 2>&1"} {
		dir := t.TempDir()
		put(t, dir, map[string]string{"a.toml": entries})
		before := tree(t, dir)
		for _, command := range []string{
			"build a.toml", "check a.toml", "show a.toml", "import a.xlsx -o in", "init b.toml", "batch a.toml -o out", "help", "form juten",
		} {
			if r := shell(t, dir, `"$betten" `+command+" "+closed); r.status != 0 || r.stderr != "" {
				t.Errorf("%s %s: %+v", command, closed, r)
			}
		}
		checkTree(t, dir, before, "a.xlsx", "a.pdf", "in", "in/a.toml", "b.toml", "out", "out/a.xlsx", "out/a.pdf")
		if r := shell(t, dir, `"$betten" build nowhere.toml `+closed); r.status != exitFailed {
			t.Errorf("%s: %+v", closed, r)
		}
	}
}

// When its reader goes away, a command ends without a word, and all its files are made.
func TestAReaderThatGoesAwayLosesNoFile(t *testing.T) {
	for _, test := range []struct {
		args   string
		status int
		made   []string
	}{
		{"show a.toml", exitFailed, nil},
		{"check --format json a.toml", exitFailed, nil},
		{"licenses", exitFailed, nil},
		{"help", exitFailed, nil},
		{"build a.toml b.toml", exitFailed, []string{"a.pdf", "a.xlsx", "b.pdf", "b.xlsx"}},
		{"init c.toml", exitFailed, []string{"c.toml"}},
		{"batch a.toml b.toml -o out", exitFailed, []string{"out", "out/a.pdf", "out/a.xlsx", "out/b.pdf", "out/b.xlsx"}},
	} {
		t.Run(test.args, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{"a.toml": entries, "b.toml": entries})
			before := tree(t, dir)
			cmd := program(t, strings.Fields(test.args)...)
			cmd.Dir = dir
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			reader.Close()
			cmd.Stdout = writer
			r := finish(t, cmd)
			writer.Close()
			if r.status != test.status || r.stderr != "" {
				t.Errorf("%+v", r)
			}
			checkTree(t, dir, before, test.made...)
		})
	}
	t.Run("head", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, map[string]string{"a.toml": string(example(t))})
		if r := shell(t, dir, `"$betten" show a.toml 2>&1 | head -1`); r.stderr != "" || strings.Count(r.stdout, "\n") != 1 {
			t.Errorf("%+v", r)
		}
		if r := shell(t, dir, `"$betten" check --format json a.toml | head -c1`); r.stderr != "" || r.stdout != "{" {
			t.Errorf("%+v", r)
		}
	})
}

func TestANameThatWouldSteerTheTerminalIsShownHarmlessly(t *testing.T) {
	const evil = "a\nb\x1b[31m\r\x07\x9b\xff\u202e"
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.toml": entries})
	if err := os.WriteFile(filepath.Join(dir, evil+".toml"), []byte(entries), 0o666); err != nil {
		t.Skip("no such names here: ", err)
	}
	bad := strings.ReplaceAll(entries, "事後", "いつか")
	put(t, dir, map[string]string{"bad" + evil + ".toml": bad, "z/" + evil + ".toml": bad})
	before := tree(t, dir)
	for _, args := range [][]string{
		{"build", "no" + evil}, {"check", "no" + evil}, {"show", "no" + evil}, {"import", "no" + evil + ".xlsx"},
		{"import", evil + ".toml"}, {"build", "bad" + evil + ".toml"}, {"check", "bad" + evil + ".toml"},
		{"build", "a.toml", "-o", "a.toml/" + evil}, {"show", "a.toml", "-o", "no/" + evil}, {"init", "no/" + evil + ".toml"},
		{"init", evil + ".toml"}, {"build", "a.toml", "--form", evil}, {"build", "a.toml", "--font", evil},
		{"build", "a.toml", "--font-name", evil}, {"batch", "a.toml", "-o", "a.toml/" + evil}, {"batch", "no" + evil, "-o", "out"},
		{"batch", "z", "-o", "out"},
	} {
		ends(t, dir, nil, args...).fails(t, exitFailed, "")
		checkTree(t, dir, before)
	}
	for _, args := range [][]string{
		{"no" + evil}, {"build", "a.toml", "--format", evil}, {"build", "a.toml", "--no" + evil}, {"help", evil},
		{"init", evil}, {"form", evil}, {"check", "a.toml", "--format", evil}, {"batch", "a.toml", "-o", "out", "--to", evil},
		{"batch", "a.toml", "-o", "out", "--report", evil}, {"batch", "a.toml", "-o", "out", "--jobs", evil},
		{"build", evil + ".toml", evil + ".toml"}, {"build", "-" + evil},
	} {
		ends(t, dir, nil, args...).fails(t, exitUsage, "")
		checkTree(t, dir, before)
	}
	for _, args := range [][]string{
		{"build", evil + ".toml"}, {"check", evil + ".toml"}, {"import", evil + ".xlsx", "-o", "in"}, {"batch", evil + ".toml", "-o", "out"},
		{"init", "new" + evil + ".xlsx"},
	} {
		ends(t, dir, nil, args...).succeeds(t)
	}
}
