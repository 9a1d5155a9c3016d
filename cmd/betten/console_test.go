package main

import (
	"os"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
)

func TestHelpFitsTheTerminal(t *testing.T) {
	const help = `長い説明を、ここに書きます。とても長いので、折り返します。

  betten build 変更箇所.toml --into 評価書.xlsx
  -o, --out フォルダ   作ったファイルを置くフォルダ（なければ作る）。
      --force          置き換える
`
	for _, test := range []struct {
		wide int
		want string
	}{
		{0, help},
		{80, help},
		{48, `長い説明を、ここに書きます。とても長いので、折
り返します。

  betten build 変更箇所.toml --into 評価書.xlsx
  -o, --out フォルダ   作ったファイルを置くフォ
                       ルダ（なければ作る）。
      --force          置き換える
`},
		{40, `長い説明を、ここに書きます。とても長い
ので、折り返します。

  betten build 変更箇所.toml --into 評
  価書.xlsx
  -o, --out フォルダ
        作ったファイルを置くフォルダ
        （なければ作る）。
      --force
        置き換える
`},
	} {
		if got := fit(help, test.wide); got != test.want {
			t.Errorf("%d columns:\n%s\nwant\n%s", test.wide, got, test.want)
		}
	}
}

// No text is lost or goes past the edge, also if the widths of ① and … are doubled, as on the
// console of a Japanese Windows.
func TestHelpFitsAnyTerminal(t *testing.T) {
	was := terminal
	t.Cleanup(func() { terminal = was })
	solid := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, eastAsian := range []bool{false, true} {
		terminal = runewidth.NewCondition()
		terminal.EastAsianWidth = eastAsian
		for _, cmd := range newRoot(launch{}).Commands() {
			help := cmd.Long + "\n" + flagUsages(cmd.Flags())
			for _, wide := range []int{1, 2, 12, 40, 60, 80, 120} {
				got := fit(help, wide)
				if solid(got) != solid(help) {
					t.Errorf("%s, %d columns: lost\n%s", cmd.Name(), wide, got)
				}
				for line := range strings.SplitSeq(got, "\n") {
					if w := terminal.StringWidth(line); wide >= 60 && w >= wide {
						t.Errorf("%s: %d columns of %d: %s", cmd.Name(), w, wide, line)
					}
				}
			}
		}
	}
}

func TestWhatIsNoTerminalHasNoWidth(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var b strings.Builder
	if columns(file) != 0 || columns(&b) != 0 || columns(&output{Writer: file}) != 0 || newBar(file, 100).bar != nil {
		t.Error("a file is taken for a terminal")
	}
}
