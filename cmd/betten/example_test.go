package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The lines and cuts of the example were reviewed. A test of the workbook checks with LibreOffice
// that it needs no more lines than there is room for. They change only if a rule of the layout
// changes.
func TestTheExampleIsLaidOutAsItWasConfirmed(t *testing.T) {
	want, err := os.ReadFile("../../examples/mihon.rows.json")
	if err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	if status := run(t.Context(), []string{"show", "--format", "json", "../../examples/mihon.toml"}, nil, &out, &problems); status != exitDone {
		t.Fatalf("exit %d: %s", status, problems.String())
	}
	if problems.Len() > 0 {
		t.Errorf("the example is not without problems: %s", problems.String())
	}
	rows := func(s string) []string { return strings.SplitAfter(s, "},") }
	if diff := cmp.Diff(rows(string(want)), rows(out.String())); diff != "" {
		t.Error(diff)
	}
}

// exampleSources are copied for each run, and not whatever else was made in the folder.
var exampleSources = []string{"README.md", "README.ja.md", "mihon.toml", "entry.xlsx", "my.toml", "own-form.toml", "archive.xlsx",
	"assessment-2024.xlsx", "assessment-2025.xlsx", "mistakes.toml"}

// The commands are those of examples/README.md. Every file that a command makes is
// named, with texts that must be in it.
func TestEveryExampleMakesWhatItsReadmePromises(t *testing.T) {
	for _, c := range []struct {
		command string
		status  int
		made    map[string][]string
		says    []string // on either stream
	}{
		{"build mihon.toml", exitDone, map[string][]string{
			"mihon.xlsx": {"（別添２）変更箇所", "健康被害救済の申請の受付", "（下段に続く）", "（上段からの続き）"}, "mihon.pdf": {"%PDF-"}}, nil},
		{"build entry.xlsx", exitDone, map[string][]string{
			"entry.別添２.xlsx": {"令和7年4月1日", "こども健康部健康づくり課", "３．接種費用の支払い"}, "entry.別添２.pdf": {"%PDF-"}}, []string{"3件、3行"}},
		{"build own-form.toml", exitDone, map[string][]string{
			"own-form.xlsx": {"（別添２）変更箇所（みほん市）", "2025年4月1日", "変更後\t"}, "own-form.pdf": {"%PDF-"}}, nil},
		{"import archive.xlsx", exitDone, map[string][]string{
			"archive.toml": {"①予診票の作成\n②接種記録の管理\n③接種費用の支払い\n'''", "④統計の作成\n'''", `after = "健康づくり課長"`}},
			[]string{"archive.toml（2件）", "表の外の「※　字句の軽微な修正は、記載を省略した。」", "変更箇所!C5: 警告"}},
		{"build entry.xlsx --into assessment-2025.xlsx", exitDone, map[string][]string{
			"assessment-2025.記入済み.xlsx": {"[表紙]", "令和7年4月1日\tⅠ　基本情報", "こども健康部健康づくり課\t事後"}}, nil},
		{"diff assessment-2024.xlsx assessment-2025.xlsx", exitDone, map[string][]string{
			"assessment-2025.変更箇所.xlsx": {"健康福祉部健康づくり課\tこども健康部健康づくり課", "接種の記録を生涯にわたって管理するため。"}},
			[]string{"変更 3か所（うち確認が要るもの 0か所）"}},
		{"build --review mihon.toml", exitDone, map[string][]string{"mihon.review.pdf": {"%PDF-"}}, nil},
		{"check mistakes.toml --format html -o mistakes.html", exitFailed, map[string][]string{
			"mistakes.html": {"提出時期「事　後」は使えません", "令和7年2月30日", "変更前と変更後が、まったく同じです"}}, nil},
		{"build mistakes.toml", exitFailed, nil, []string{"エラーが2件、警告が1件あります。何も作りませんでした"}},
	} {
		t.Run(c.command, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range exampleSources {
				data, err := os.ReadFile(filepath.Join("..", "..", "examples", name))
				fatal(t, err)
				fatal(t, os.WriteFile(filepath.Join(dir, name), data, 0o666))
			}
			program := exec.Command(os.Args[0], strings.Fields(c.command)...)
			program.Dir, program.Env = dir, append(os.Environ(), asProgram+"=1")
			out, err := program.CombinedOutput()
			if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if status := program.ProcessState.ExitCode(); status != c.status {
				t.Errorf("exit %d, not %d: %s", status, c.status, out)
			}
			for _, text := range c.says {
				if !bytes.Contains(out, []byte(text)) {
					t.Errorf("%q is not in the output: %s", text, out)
				}
			}
			wantFiles(t, dir, c.made)
			wantInReadmes(t, c.command, c.made)
		})
	}
}

// wantFiles checks that these files, each with its texts, and no others were made.
func wantFiles(t *testing.T, dir string, made map[string][]string) {
	entries, err := os.ReadDir(dir)
	fatal(t, err)
	for _, e := range entries {
		if _, expected := made[e.Name()]; !expected && !slices.Contains(exampleSources, e.Name()) {
			t.Errorf("%s was made too", e.Name())
		}
	}
	for name, texts := range made {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		content := string(data)
		if strings.HasSuffix(name, ".xlsx") {
			content = cellTexts(t, data)
		}
		for _, text := range texts {
			if !strings.Contains(content, text) {
				t.Errorf("%s lacks %q: %s", name, text, content)
			}
		}
	}
}

func wantInReadmes(t *testing.T, command string, made map[string][]string) {
	for _, readme := range []string{"README.md", "README.ja.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "examples", readme))
		fatal(t, err)
		if !strings.Contains(string(text), "\nbetten "+command+"\n") {
			t.Errorf("%s lacks the command", readme)
		}
		for name := range made {
			if !strings.Contains(string(text), "`"+name+"`") {
				t.Errorf("%s does not name %s", readme, name)
			}
		}
	}
}
