package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"betten/internal/change"
)

// An outcome is the result of one source.
type outcome struct {
	name     string
	made     []string // paths of what was written
	current  bool     // nothing had to be done
	leftOut  string   // the source beside it that this program made it from
	printed  bool     // it is left out because it has the name of its source, whichever program printed it
	stale    []string // outdated outputs of an earlier run
	entries  int
	rows     int
	pages    int
	problems []change.Problem
	target   string // the path that err is about, if writing failed
	err      error
	took     time.Duration
}

// add adds the result of a table of the source.
func (o *outcome) add(a *attachment) {
	o.current = false
	o.problems = append(o.problems, a.problems...)
	o.target, o.err = a.target, a.err
	for _, path := range a.made {
		o.made = append(o.made, filepath.FromSlash(path))
	}
	if a.made == nil {
		return
	}
	o.entries += len(a.table.Entries)
	if a.sheet != nil {
		o.rows += len(a.sheet.Rows)
	}
	if !change.Failed(a.problems) {
		o.pages += a.pages()
	}
}

// failed reports whether something was not made.
func (o *outcome) failed() bool { return o.err != nil || change.Failed(o.problems) }

// count returns how many errors and warnings there are.
func (o *outcome) count() (errors, warnings int) {
	errors, warnings = count(o.problems)
	if o.err != nil {
		errors++
	}
	return errors, warnings
}

// A tally reports the files as they are finished, and counts them.
type tally struct {
	cmd       *cobra.Command
	out, errs io.Writer
	bar       bar

	reported bool // in a report
	outcomes []outcome
	made     int // files of which something was made
	current  int
	failed   int
	leftOut  int
}

func newTally(cmd *cobra.Command, n int) *tally {
	return &tally{cmd: cmd, out: cmd.OutOrStdout(), errs: cmd.ErrOrStderr(), bar: newBar(cmd.ErrOrStderr(), n)}
}

// add reports the result of a file.
func (t *tally) add(o outcome) {
	if errors.Is(o.err, context.Canceled) {
		return
	}
	// A form among the entry files is not a source.
	if len(o.problems) == 1 && o.problems[0].Kind == change.FormFile {
		t.bar.add()
		return
	}
	t.outcomes = append(t.outcomes, o)
	t.bar.hide()
	switch {
	case o.failed():
		t.failed++
		t.tellFailure(&o)
		if len(o.made) > 0 && !t.bar.shown() {
			fmt.Fprintln(t.out, madeLine(&o))
		}
	case o.leftOut != "":
		t.leftOut++
		if !t.bar.shown() {
			fmt.Fprintln(t.out, notUsedLine(&o))
		}
	case o.current:
		t.current++
	default:
		t.made++
		if !t.bar.shown() {
			fmt.Fprintln(t.out, madeLine(&o))
		}
	}
	for _, path := range o.stale {
		fmt.Fprintln(t.errs, staleLine(printable(path), printable(o.name)))
	}
	t.bar.add()
}

// tellFailure prints the errors, but not the warnings, that kept a file from being made.
func (t *tally) tellFailure(o *outcome) {
	tellProblems(t.cmd, t.errs, slices.DeleteFunc(slices.Clone(o.problems), func(p change.Problem) bool {
		return p.Severity != change.Error
	}))
	if o.err != nil {
		message, hint := describeOutcome(o)
		printError(t.errs, message, hint)
	}
}

// end prints the totals, and reports whether the run was interrupted early.
func (t *tally) end(stopped bool) (interrupted bool) {
	t.bar.end()
	interrupted = stopped && t.made+t.current+t.failed+t.leftOut < t.bar.most
	fmt.Fprint(t.out, sumLine(t, interrupted))
	return interrupted
}
