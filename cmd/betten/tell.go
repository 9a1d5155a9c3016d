package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/change"
)

// mostKinds is how many different problems of a file the terminal shows, unless all are
// requested.
const mostKinds = 20

// addAll adds the flag that shows every problem.
func addAll(cmd *cobra.Command) { cmd.Flags().Bool("all", false, say.allFlag) }

// tellProblems prints the problems of a file in the order of their places. Equal problems
// are printed once, at the first place, with the number of the others. At most mostKinds
// different problems are printed, errors before warnings. With --all, each is printed by
// itself.
func tellProblems(cmd *cobra.Command, w io.Writer, problems []change.Problem) {
	if all, _ := cmd.Flags().GetBool("all"); all {
		for _, p := range problems {
			printProblem(w, p, 1)
		}
		return
	}
	groups := group(problems)
	room := mostKinds
	shown := make([]bool, len(groups))
	for _, severity := range []change.Severity{change.Error, change.Warning} {
		for i := range groups {
			if groups[i].Severity == severity && room > 0 {
				shown[i] = true
				room--
			}
		}
	}
	kinds, places := 0, 0
	for i, g := range groups {
		if shown[i] {
			printProblem(w, g.Problem, g.places)
			continue
		}
		kinds++
		places += g.places
	}
	if kinds > 0 {
		fmt.Fprintln(w, moreProblems(kinds, places))
	}
}

// A problemGroup is a problem and the number of equal ones: they differ only in their
// places.
type problemGroup struct {
	change.Problem
	places int
}

// group groups equal problems, in the order of the first of each.
func group(problems []change.Problem) []problemGroup {
	var groups []problemGroup
	at := make(map[string]int)
	for _, p := range problems {
		key := fmt.Sprintf("%d\x00%s\x00%t\x00%s", p.Severity, p.Kind, p.At.Cell == "", strings.Join(p.Values, "\x00"))
		if i, ok := at[key]; ok {
			groups[i].places++
			continue
		}
		at[key] = len(groups)
		groups = append(groups, problemGroup{p, 1})
	}
	return groups
}
