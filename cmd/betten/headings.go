package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/outline"
)

func newHeadings() *cobra.Command {
	list := ""
	cmd := &cobra.Command{
		Use: useHeadings, Short: sayDiff.headings, Long: sayDiff.headingsLong, Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			d, problems := readOutline(args[0], list, true)
			for _, p := range problems {
				printProblem(cmd.ErrOrStderr(), p, 1)
			}
			if d == nil {
				return errFailed
			}
			printOutline(cmd, d)
			return nil
		},
	}
	cmd.Flags().StringVar(&list, "headings", "", sayDiff.headingsFlag)
	return cmd
}

// readOutline reads the headings and fields of one assessment. The document is nil if
// there is an error among the problems.
func readOutline(file, list string, all bool) (*outline.Document, []change.Problem) {
	v, problems := readVocabulary(list)
	if v == nil {
		return nil, problems
	}
	d, p := openBook(file)
	if d == nil {
		return nil, append(problems, p)
	}
	outline.Read(outline.Options{All: all, Vocabulary: v}, d)
	if len(d.Headings()) == 0 {
		return nil, append(problems, change.Problem{Severity: change.Error, Kind: change.NoOutline, At: change.Position{File: file}})
	}
	return d, problems
}

// printOutline prints the headings with their cells and the values under them.
func printOutline(cmd *cobra.Command, d *outline.Document) {
	var b strings.Builder
	for _, h := range d.Headings() {
		depth := -1
		for p := h.Parent; p != nil; p = p.Parent {
			depth++
		}
		b.WriteString(headingLine(h, depth))
	}
	for _, c := range d.Loose {
		b.WriteString(looseLine(c.Name, c.Text))
	}
	for _, s := range d.Sheets {
		if s.Left != outline.Compared {
			b.WriteString(leftOutLine(s))
		}
	}
	fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// entryBookFrom returns the workbook to start from, with the items of an assessment to
// choose from.
func (j *job) entryBookFrom(name, from string) ([]byte, []change.Problem) {
	d, problems := readOutline(from, "", false)
	if d == nil {
		return nil, problems
	}
	data, more := j.starterBook(name, d.Table(), d.Items()...)
	return data, append(problems, more...)
}
