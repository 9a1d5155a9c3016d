package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/replace"
)

func newShow() *cobra.Command {
	j, format, out := new(job), "", ""
	cmd := &cobra.Command{
		Use: useShow, Short: say.show, Long: say.showLong, Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case !slices.Contains(formatsOf["show"], format):
				return unknownFormat("--format", format, formatsOf["show"]...)
			case sameFile(args[0], out):
				return overEntryFile(out)
			}
			if err := j.prepare(); err != nil {
				return err
			}
			a, err := await(cmd.Context(), func() *attachment {
				a := onlyTable(args[0], j.read(args[0]))
				j.layOut(a, "xlsx")
				j.judge(a)
				return a
			})
			if err != nil {
				return err
			}
			tellProblems(cmd, cmd.ErrOrStderr(), a.problems)
			if a.failed() {
				printTotal(cmd.ErrOrStderr(), args[0], a.problems, "")
				return errFailed
			}
			return show(cmd, a.sheet, format == "json", out)
		},
	}
	j.addFlags(cmd)
	cmd.Flags().StringVar(&format, "format", "text", say.showFormatFlag)
	cmd.Flags().StringVarP(&out, "out", "o", "", say.outFlag)
	return cmd
}

// show writes a sheet to the terminal, or to a file.
func show(cmd *cobra.Command, s *layout.Sheet, asJSON bool, path string) error {
	var out bytes.Buffer
	if asJSON {
		if err := printJSON(&out, sheetJSON(s)); err != nil {
			return err
		}
	} else {
		width := 0 // 0 means no limit
		if path == "" {
			width = columns(cmd.OutOrStdout())
		}
		printSheet(&out, s, width)
	}
	if path == "" {
		_, err := out.WriteTo(cmd.OutOrStdout())
		return err
	}
	if target, err := replace.Files(cmd.Context(), replace.File{Path: path, Data: out.Bytes()}); err != nil {
		return notWritten(cmd, err, target)
	}
	return nil
}

// shown are the columns in the heading of the terminal's table. They exclude what is
// written in a row's own line.
var shown = []change.Column{change.ItemColumn, change.BeforeColumn, change.AfterColumn, change.ExplanationColumn}

// printSheet writes the rows of a sheet as a table: a line that identifies the row, and its
// cells side by side below it, line by line as in the workbook. If the terminal is too
// narrow for that, it writes the cells one below the other.
func printSheet(w io.Writer, s *layout.Sheet, width int) {
	var columns []change.Column
	widths := make(map[change.Column]int)
	total := 0
	for _, c := range shown {
		most := 0
		for i := range s.Rows {
			for _, line := range s.Rows[i].Cells[c].Strings() {
				most = max(most, terminal.StringWidth(printable(line)))
			}
		}
		if most == 0 && c == change.ExplanationColumn {
			continue
		}
		widths[c] = max(most, terminal.StringWidth(s.Form.Columns[c].Heading))
		columns = append(columns, c)
		total += widths[c] + terminal.StringWidth(between)
	}
	fmt.Fprintln(w, s.Form.Title)
	for i := range s.Rows {
		r := &s.Rows[i]
		fmt.Fprintf(w, "\n%s\n", rowName(i, r))
		if width > 0 && total > width {
			printStacked(w, s, r, columns)
		} else {
			printBeside(w, s, r, columns, widths)
		}
	}
}

// between separates the columns. It is ASCII, because every terminal agrees on its width.
const between = " | "

func printBeside(w io.Writer, s *layout.Sheet, r *layout.Row, columns []change.Column, widths map[change.Column]int) {
	line := func(text func(change.Column) string) {
		var b strings.Builder
		for i, c := range columns {
			if i > 0 {
				b.WriteString(between)
			}
			cell := text(c)
			b.WriteString(cell + strings.Repeat(" ", max(0, widths[c]-terminal.StringWidth(cell))))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	line(func(c change.Column) string { return s.Form.Columns[c].Heading })
	line(func(c change.Column) string { return strings.Repeat("-", widths[c]) })
	most := 0
	for _, c := range columns {
		most = max(most, len(r.Cells[c].Lines))
	}
	for i := range most {
		line(func(c change.Column) string {
			if i >= len(r.Cells[c].Lines) {
				return ""
			}
			return printable(r.Cells[c].Line(i))
		})
	}
}

func printStacked(w io.Writer, s *layout.Sheet, r *layout.Row, columns []change.Column) {
	for _, c := range columns {
		fmt.Fprintf(w, "[%s]\n", s.Form.Columns[c].Heading)
		for _, line := range r.Cells[c].Strings() {
			fmt.Fprintln(w, "  "+printable(line))
		}
	}
}
