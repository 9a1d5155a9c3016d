package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/parallel"
)

func newCheck() *cobra.Command {
	j, format := new(job), ""
	cmd := &cobra.Command{
		Use: "check ファイル…", Short: say.check, Long: say.checkLong,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return missingArgs(cmd)
			}
			if format != "text" && format != "json" {
				return unknownFormat("--format", format, "text", "json")
			}
			if err := j.prepare(); err != nil {
				return err
			}
			return check(cmd, j, args, format == "json")
		},
	}
	j.addFlags(cmd)
	cmd.Flags().StringVar(&format, "format", "text", say.checkFormatFlag)
	return cmd
}

// check tells all problems of files, in the order given.
func check(cmd *cobra.Command, j *job, files []string, asJSON bool) error {
	all := make([]jsonProblem, 0)
	failed := false
	parallel.Each(len(files), runtime.GOMAXPROCS(0), func(i int) []*attachment {
		return j.load(files[i], true)
	}, func(i int, loaded []*attachment) {
		var problems []change.Problem
		for _, a := range loaded {
			failed = failed || a.failed()
			problems = append(problems, a.problems...)
		}
		for _, p := range problems {
			if asJSON {
				all = append(all, newJSONProblem(p))
			} else {
				printProblem(cmd.OutOrStdout(), p)
			}
		}
		if !asJSON {
			printTotal(cmd.OutOrStdout(), files[i], problems, "")
		}
	})
	if asJSON {
		if err := printJSON(cmd.OutOrStdout(), map[string]any{"problems": all}); err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}

// printTotal ends the problems of a file with their number.
func printTotal(w io.Writer, file string, problems []change.Problem, then string) {
	file = printable(file)
	errors := 0
	for _, p := range problems {
		if p.Severity == change.Error {
			errors++
		}
	}
	switch warnings := len(problems) - errors; {
	case len(problems) == 0:
		fmt.Fprintf(w, "%s: 問題はありません。\n", file)
	case warnings == 0:
		fmt.Fprintf(w, "%s: エラーが%d件あります。%s\n", file, errors, then)
	case errors == 0:
		fmt.Fprintf(w, "%s: エラーはありません。警告が%d件あります。%s\n", file, warnings, then)
	default:
		fmt.Fprintf(w, "%s: エラーが%d件、警告が%d件あります。%s\n", file, errors, warnings, then)
	}
}

// A jsonProblem is a problem as `check --format json` gives it.
type jsonProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Cell     string `json:"cell,omitempty"` // of a workbook: its sheet and cell; line is then the sheet's row
	Severity string `json:"severity"`       // error or warning
	Kind     string `json:"kind"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Text     string `json:"text"` // the line, or its beginning
}

// mostOfLine is how many bytes of a line are told with each of its problems.
const mostOfLine = 2_000

func newJSONProblem(p change.Problem) jsonProblem {
	severity := "warning"
	if p.Severity == change.Error {
		severity = "error"
	}
	message, hint := describe(p)
	return jsonProblem{p.At.File, p.At.Line, p.At.Column, p.At.Cell, severity, string(p.Kind), message, hint, upTo(p.At.Text, mostOfLine)}
}

// printJSON prints a value on a line of its own, Japanese as it is.
func printJSON(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}
