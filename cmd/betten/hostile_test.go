package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The expected messages for inputs that were made to do harm.
const (
	tooLarge = "大きすぎる"
	isBroken = "壊れている"
)

// A file of 1 GB is not read at all, not even where an output would replace it.
func TestAFileOfAGigabyteIsAMessage(t *testing.T) {
	const keep = "置き換えませんでした"
	for _, test := range []struct{ args, words string }{
		{"build 1G.toml|check 1G.toml|show 1G.toml|batch 1G.toml -o out", tooLarge},
		{"build 1G.xlsx|check 1G.xlsx|import 1G.xlsx|batch 1G.xlsx -o out", tooLarge},
		{"build e.toml --into 1G.xlsx|build 1G.toml --into book.xlsx", tooLarge},
		{"build e.toml --form 1G.toml|check e.toml --form 1G.toml", tooLarge},
		{"build e.toml --font 1G.ttf|check e.toml --pdf-font 1G.ttf", tooLarge},
		{"batch 1G.zip -o out", "ZIP ではありません"},
		{"build taken.toml", keep},
		{"import book.xlsx", keep},
		{"build e.toml --into book.xlsx -o 1G.xlsx", keep},
	} {
		h := hostile{args: test.args, status: exitFailed, words: test.words, most: little, make: func(t *testing.T, dir string) {
			put(t, dir, map[string]string{"e.toml": entries, "taken.toml": entries})
			bind(t, filepath.Join(dir, "book.xlsx"), parts())
			for _, name := range []string{"1G.toml", "1G.xlsx", "1G.ttf", "1G.zip", "taken.pdf", "book.toml"} {
				holes(t, filepath.Join(dir, name), 1<<30)
			}
		}}
		t.Run(test.args, h.run)
	}
	t.Run("in the folder of a batch", func(t *testing.T) {
		h := hostile{args: "batch e.toml -o out", status: exitFailed, words: keep, most: little, make: func(t *testing.T, dir string) {
			put(t, dir, map[string]string{"e.toml": entries, "out/.keep": ""})
			holes(t, filepath.Join(dir, "out", "e.pdf"), 1<<30)
			if err := os.Chtimes(filepath.Join(dir, "out", "e.pdf"), long1980, long1980); err != nil {
				t.Fatal(err)
			}
		}}
		h.run(t)
	})
}

// hostileFile is a TOML file that is read as an entry file and as a form.
func hostileFile(name string, say speech, words string, most int) hostile {
	return hostile{name: name, args: "check a.toml|build a.toml -o out|check e.toml --form a.toml", status: exitFailed, words: words, most: most,
		make: func(t *testing.T, dir string) {
			put(t, dir, map[string]string{"e.toml": entries})
			pour(t, filepath.Join(dir, "a.toml"), say)
		}}
}

func TestAHostileEntryFileIsReadOrRefusedWithinBounds(t *testing.T) {
	programPath(t) // before large inputs are made in vain
	const n, m = 100_000, 1_000_000
	digits := "01234567890123456789"
	all := []hostile{
		hostileFile("600,000 keys", counted(6*n, "a%d = 1\n"), tooLarge, little),
		hostileFile("600,000 keys on one line", joined(literal("form = {"), counted(6*n, "a%d = 1, "), literal("b = 1}")), tooLarge, little),
		hostileFile("a million entries", times(m, "[[change]]\n"), tooLarge, little),
		hostileFile("a key of five million names", joined(literal("[["), times(5*m, "a."), literal("b]]")), tooLarge, little),
		hostileFile("a list of five million", joined(literal("form = ["), times(5*m, "1,"), literal("1]")), tooLarge, little),
		hostileFile("a text of 100 MB", joined(literal("form = '''\n"), times(5*m, digits), literal("'''")), tooLarge, much),
		hostileFile("a comment of 100 MB", joined(literal("#"), times(5*m, digits)), tooLarge, much),
		hostileFile("lists in lists", joined(literal("form = "), times(n, "["), times(n, "]")), "", little),
		hostileFile("lists that stay open", joined(literal("form = "), times(n, "[")), "", little),
		hostileFile("a list on each line", joined(literal("form = "), times(n, "[\n")), "", little),
		hostileFile("tables in tables", joined(literal("form = "), times(n, "{a="), times(n, "}")), "", little),
		hostileFile("tables in tables as deep as a parser goes", joined(literal("form = "), times(9_000, "{a="), literal("1"), times(9_000, "}")), "", little),
		hostileFile("a key of many names", joined(times(n, "a."), literal("b = 1")), "", little),
		hostileFile("a header of many names", joined(literal("["), times(n, "a."), literal("b]")), "", little),
		hostileFile("lines of nothing", times(m/2, "x\n"), "", little),
		hostileFile("quotes", times(n, "'''\n\"\"\"\n"), "", little),
	}
	before, behind, _ := strings.Cut(entries, `"新しい秘密の文"`)
	entry := func(text speech) speech {
		return joined(literal(before+"'''\n"), text, literal("\n'''"+behind))
	}
	long := hostileFile("a text without an end", entry(times(500_000, "あ")), "", much)
	long.args, long.status = "check a.toml", exitDone
	all = append(all, long)
	for _, h := range []hostile{
		hostileFile("a problem in each character", entry(times(500, "\ue000\ue001")), "", little),
		hostileFile("a text of spaces", entry(times(200_000, " ")), "", much),
	} {
		h.args = "check a.toml|build --format pdf a.toml|check --format json a.toml"
		all = append(all, h)
	}
	for _, h := range []hostile{
		hostileFile("a name of 60 MB", joined(literal("form = \""), times(3*m, digits), literal("\"")), "", 1000),
		hostileFile("as many signs as are read", joined(literal("form = ["), times(m-n, "1,"), literal("1]")), "", 1000),
		hostileFile("100,000 keys", counted(n, "a%d = 1\n"), "", 1000),
		hostileFile("100,000 tables", counted(n, "[a%d]\n"), "", 1000),
	} {
		h.heavy, h.args = true, "check a.toml"
		all = append(all, h)
	}
	long = hostileFile("50,000 entries", joined(literal("form = \"juten\"\n"), counted(n/2,
		"[[change]]\ndate = 2024-11-19\nitem = \"Ⅰ%d\"\nbefore = \"\"\ntiming = \"事後\"\nafter = \"あ\"\n")), "", 1000)
	long.heavy, long.status, long.args = true, exitDone, "check a.toml"
	for _, h := range append(all, long) {
		t.Run(h.name, h.run)
	}
}

func TestAHostileFontFileIsRefused(t *testing.T) {
	for name, data := range map[string]string{
		"tables without end": "\x00\x01\x00\x00\xFF\xFF" + strings.Repeat("\xFF", 12+16*0xFFFF),
		"a header alone":     "\x00\x01\x00\x00",
		"a megabyte of ones": "true" + strings.Repeat("\xFF", 1<<20),
	} {
		h := hostile{args: "check e.toml --font a.ttf|build e.toml --pdf-font a.ttf", status: exitFailed, words: "壊れています", most: little, make: func(t *testing.T, dir string) {
			put(t, dir, map[string]string{"e.toml": entries, "a.ttf": data})
		}}
		t.Run(name, h.run)
	}
}

// A panic is reported as a bug wherever it occurs: while a file is read, while outputs are made,
// while existing outputs are checked for being ours, while the report is written.
func TestAPanicAtAnyStageIsTheMessageOfABug(t *testing.T) {
	for _, test := range []struct {
		stage, args string
		made        []string
	}{
		{"pdf", "build a.toml", nil},
		{"xlsx", "build a.toml", nil},
		{"xlsx", "batch b.toml -o new", nil},
		{"untouched", "build a.toml", nil},
		{"untouched", "import a.xlsx", nil},
		{"untouched", "batch --to pdf --force=false c.toml -o .", nil},
		{"wording", "check broken.toml", nil},
		{"wording", "build broken.toml b.toml", []string{"b.pdf", "b.xlsx"}},
		{"report", "batch b.toml -o new --report r.csv", []string{"new", "new/b.pdf", "new/b.xlsx"}},
	} {
		t.Run(test.stage+" "+test.args, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{"a.toml": entries, "b.toml": entries, "c.pdf": "秘密", "c.toml": entries, "broken.toml": "[[change]]\nitem = 秘密\n"})
			ends(t, dir, nil, "build", "a.toml").succeeds(t)
			if err := os.Chtimes(filepath.Join(dir, "c.pdf"), long1980, long1980); err != nil {
				t.Fatal(err)
			}
			before := tree(t, dir)
			r := ends(t, dir, []string{breaksDown + "=" + test.stage}, strings.Fields(test.args)...)
			if r.status != exitFailed || strings.Count(r.stderr, bugMessage) != 1 || !strings.Contains(r.stderr, "betten を配った方にお知らせください") {
				t.Errorf("%+v", r)
			}
			if strings.Contains(r.stderr, "秘密") || strings.Contains(r.stderr, "goroutine") {
				t.Errorf("%s", r.stderr)
			}
			checkTree(t, dir, before, test.made...)
		})
	}
}
