package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"betten/internal/change"
)

// told returns the printed problems, without hints.
func told(all bool, problems ...change.Problem) string {
	cmd := &cobra.Command{}
	addAll(cmd)
	if all {
		cmd.Flags().Set("all", "true")
	}
	var b bytes.Buffer
	tellProblems(cmd, &b, problems)
	var lines []string
	for line := range strings.Lines(b.String()) {
		if !strings.HasPrefix(line, " ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return strings.Join(lines, "\n")
}

func problemAt(line int, s change.Severity, k change.Kind, values ...string) change.Problem {
	return change.Problem{Severity: s, Kind: k, At: change.Position{File: "a.toml", Line: line}, Values: values}
}

// The terminal shows twenty different problems of a file: all errors before any warning, in the
// order of their places.
func TestTheTerminalShowsTwentyKindsOfProblems(t *testing.T) {
	var problems []change.Problem
	for i := range 30 {
		problems = append(problems, problemAt(i+1, change.Warning, change.WideWord, fmt.Sprint("語", i)))
	}
	for i := range 15 {
		problems = append(problems, problemAt(i+31, change.Error, change.UnknownKey, fmt.Sprint("k", i)))
	}
	problems = append(problems, problemAt(46, change.Warning, change.WideWord, "語29"))
	lines := strings.Split(told(false, problems...), "\n")
	if len(lines) != mostKinds+1 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	for i, line := range lines[:mostKinds] {
		want, word := i+1, "警告"
		if i >= 5 {
			want, word = i-5+31, "エラー"
		}
		if !strings.HasPrefix(line, fmt.Sprintf("a.toml:%d: %s: ", want, word)) {
			t.Errorf("line %d is %q", i, line)
		}
	}
	if want := "ほかに25種類の指摘が、26か所にあります。すべて表示するには --all を付けてください。"; lines[mostKinds] != want {
		t.Errorf("%q, want %q", lines[mostKinds], want)
	}
	if lines := strings.Split(told(true, problems...), "\n"); len(lines) != len(problems) {
		t.Errorf("with --all, %d lines for %d problems", len(lines), len(problems))
	}
}

func TestProblemsAreEqualOnlyInAllButTheirPlaces(t *testing.T) {
	warning := problemAt(1, change.Warning, change.WideWord, "語")
	inCell := warning
	inCell.At.Cell = "変更箇所!C5"
	for _, c := range []struct {
		name  string
		other change.Problem
		equal bool
	}{
		{"another place", problemAt(9, change.Warning, change.WideWord, "語"), true},
		{"an error", problemAt(9, change.Error, change.WideWord, "語"), false},
		{"another kind", problemAt(9, change.Warning, change.Ditto, "語"), false},
		{"another value", problemAt(9, change.Warning, change.WideWord, "誤"), false},
		{"another hint, for a cell", inCell, false},
	} {
		if got := told(false, warning, c.other); strings.Contains(got, "（ほか1か所）") != c.equal || strings.Count(got, "\n") != map[bool]int{true: 0, false: 1}[c.equal] {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
