package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/parallel"
)

func newCheck() *cobra.Command {
	j, format := new(job), ""
	cmd := &cobra.Command{
		Use: "check ファイル…", Short: say.check, Long: say.checkLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
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
	list := &problemList{w: cmd.OutOrStdout()}
	failed := false
	err := parallel.Until(cmd.Context(), len(files), runtime.GOMAXPROCS(0), func(i int) []*attachment {
		all := j.read(files[i])
		for _, a := range all {
			j.layOut(a, "xlsx", "pdf")
			j.judge(a)
		}
		return all
	}, func(i int, loaded []*attachment) {
		var problems []change.Problem
		for _, a := range loaded {
			failed = failed || a.failed()
			problems = append(problems, a.problems...)
		}
		for _, p := range problems {
			if asJSON {
				list.add(p)
			} else {
				printProblem(cmd.OutOrStdout(), p)
			}
		}
		if !asJSON {
			printTotal(cmd.OutOrStdout(), files[i], problems, "")
		}
	})
	if err != nil {
		return err
	}
	if asJSON {
		if err := list.end(); err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}
