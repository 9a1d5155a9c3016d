package source

import (
	"reflect"
	"testing"
)

func TestAFileOfHeadingsIsRead(t *testing.T) {
	got, problems := Headings("h.toml", []byte("label = \"甲\"\nnot-label = [\"乙\", \"丙\"]\nat = [\"Ⅱ!B14\"]\nnot-at = \"Ⅱ!C14\"\nskip-sheet = [\"覚え書き\"]\n"))
	want := &HeadingList{Labels: []string{"甲"}, NotLabels: []string{"乙", "丙"}, At: []string{"Ⅱ!B14"}, NotAt: []string{"Ⅱ!C14"}, SkipSheets: []string{"覚え書き"}}
	if !reflect.DeepEqual(got, want) || len(problems) > 0 {
		t.Errorf("%+v, %v", got, problems)
	}
}

func TestWhatIsWrongInAFileOfHeadingsIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"notLabel = [\"甲\"]\n":    "misspelt-key",
		"label = 1\n":             "wrong-type",
		"label = [\"甲\", 2]\n":    "wrong-type",
		"何か = \"甲\"\n":            "unknown-key",
		"label = [\"甲\"\n":        "unclosed-list",
		"[label]\ntext = \"甲\"\n": "wrong-type",
	} {
		got, problems := Headings("h.toml", []byte(text))
		if got != nil || len(problems) == 0 || string(problems[0].Kind) != want || problems[0].At.Line == 0 {
			t.Errorf("%q: %+v, %+v, want %s", text, got, problems, want)
		}
	}
}
