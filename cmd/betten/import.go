package main

import (
	"context"

	"github.com/spf13/cobra"

	"betten/internal/change"
)

func newImport() *cobra.Command {
	j, dir := new(job), ""
	cmd := &cobra.Command{
		Use: useImport, Short: say.imports, Long: say.importLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return makeAll(cmd, args, dir, func(file string) []*attachment {
				return j.importTables(cmd.Context(), file, dir)
			})
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&dir, "out", "o", "", say.dirFlag)
	flags.StringVar(&j.sheet, "sheet", "", say.sheetFlag)
	flags.BoolVar(&j.strict, "strict", false, say.strictFlag)
	addAll(cmd)
	flags.BoolVar(&j.force, "force", false, say.forceFlag)
	return cmd
}

// importTables makes an entry file of each table of a workbook.
func (j *job) importTables(ctx context.Context, file, dir string) []*attachment {
	all := j.read(file)
	if all[0].entryFile != nil {
		all = []*attachment{notWorkbook(file, all[0].entryFile)}
	}
	for _, a := range all {
		forgive(a)
		j.judge(a)
		j.write(ctx, a, []string{"toml"}, folders, a.stem(dir))
	}
	return all
}

// forgive turns the errors in the values of a table into warnings: the user corrects the
// values in the entry file.
func forgive(a *attachment) {
	for i := range a.problems {
		if p := &a.problems[i]; p.At.Cell != "" && p.Kind != change.EmptyTable {
			p.Severity = change.Warning
		}
	}
}
