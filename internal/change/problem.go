package change

import (
	"cmp"
	"slices"
	"strings"
)

// A Kind names what is wrong, as in "unknown-key". It is the stable name of a
// problem in JSON; the words a person reads are chosen by the command.
type Kind string

// A Severity says whether a problem stops the work.
type Severity int

const (
	Warning Severity = iota // the work goes on
	Error                   // nothing is written
)

// A Problem is something wrong, or odd, in what the user wrote.
type Problem struct {
	Severity Severity
	Kind     Kind
	At       Position
	Values   []string // what the message quotes, in the order it names them
}

// List joins values that a message names one by one: together they are one of its
// Values.
func List(values ...string) string { return strings.Join(values, ListSeparator) }

// ListSeparator separates the values of a list. It is a control character, which none of
// them contains.
const ListSeparator = "\x1f"

// Failed reports whether one of problems is an error.
func Failed(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}

// SortProblems sorts problems by their places, those of one place in the order they
// were found. The command does so once, with the problems of all stages.
func SortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.At.File, b.At.File),
			cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(len(a.At.Cell), len(b.At.Cell)),
			cmp.Compare(a.At.Cell, b.At.Cell),
			cmp.Compare(a.At.Column, b.At.Column),
		)
	})
}
