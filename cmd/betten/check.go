package main

import (
	"bytes"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/html"
	"betten/internal/parallel"
	"betten/internal/replace"
)

func newCheck() *cobra.Command {
	c := &checker{job: new(job)}
	cmd := &cobra.Command{
		Use: useCheck, Short: say.check, Long: say.checkLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case !slices.Contains(formatsOf["check"], c.format):
				return unknownFormat("--format", c.format, formatsOf["check"]...)
			case c.out != "" && (c.format != "html" || !strings.EqualFold(filepath.Ext(c.out), ".html")):
				return badPage(c.out)
			}
			if err := c.prepare(); err != nil {
				return err
			}
			return c.run(cmd, args)
		},
	}
	c.addFlags(cmd)
	cmd.Flags().StringVar(&c.format, "format", "text", say.checkFormatFlag)
	cmd.Flags().StringVarP(&c.out, "out", "o", "", say.checkOutFlag)
	cmd.Flags().BoolVar(&c.force, "force", false, say.forceFlag)
	return cmd
}

// A checker reports all problems of files.
type checker struct {
	*job
	format string // text, json or html
	out    string // the path of the page; empty for standard output
}

// run reports the problems in the order of the files.
func (c *checker) run(cmd *cobra.Command, files []string) error {
	list := &problemList{w: cmd.OutOrStdout()}
	page := &html.Check{Title: checkTitle}
	failed := false
	err := parallel.Until(cmd.Context(), len(files), runtime.GOMAXPROCS(0), func(i int) []*attachment {
		all := c.read(files[i])
		for _, a := range all {
			c.layOut(a, "xlsx", "pdf")
			c.judge(a)
		}
		return all
	}, func(i int, loaded []*attachment) {
		var problems []change.Problem
		for _, a := range loaded {
			failed = failed || a.failed()
			problems = append(problems, a.problems...)
			if c.format == "html" {
				page.Files = append(page.Files, checkedFile(a))
			}
		}
		switch c.format {
		case "json":
			for _, p := range problems {
				list.add(p)
			}
		case "text":
			tellProblems(cmd, cmd.OutOrStdout(), problems)
			printTotal(cmd.OutOrStdout(), files[i], problems, "")
		}
	})
	switch {
	case err != nil:
	case c.format == "json":
		err = list.end()
	case c.format == "html":
		err = c.writePage(cmd, page)
	}
	if err == nil && failed {
		err = errFailed
	}
	return err
}

// writePage writes a page of problems to standard output, or to a file. It replaces a file
// only if that is allowed.
func (c *checker) writePage(cmd *cobra.Command, page *html.Check) error {
	if c.out == "" {
		return html.WriteCheck(cmd.OutOrStdout(), page)
	}
	var b bytes.Buffer
	if err := html.WriteCheck(&b, page); err != nil {
		return err
	}
	target, err := c.mayReplace([]string{c.out}, readFile)
	if err == nil {
		target, err = replace.Files(cmd.Context(), replace.File{Path: c.out, Data: b.Bytes()})
	}
	if err != nil {
		return notWritten(cmd, err, target)
	}
	return nil
}
