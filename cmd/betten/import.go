package main

import (
	"github.com/spf13/cobra"

	"betten/internal/change"
)

func newImport() *cobra.Command {
	j, dir := new(job), ""
	cmd := &cobra.Command{
		Use: "import ファイル.xlsx…", Short: say.imports, Long: say.importLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return j.makeAll(cmd, args, dir, []string{"toml"}, j.importTables)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&dir, "out", "o", "", say.dirFlag)
	flags.StringVar(&j.sheet, "sheet", "", say.sheetFlag)
	flags.BoolVar(&j.strict, "strict", false, say.strictFlag)
	flags.BoolVar(&j.force, "force", false, say.forceFlag)
	return cmd
}

// importTables reads the tables of a workbook. What is wrong with their values does
// not keep them from being written: it is for the user to mend in the entry file.
func (j *job) importTables(file string) []*attachment {
	data, err := readFile(file)
	if err != nil {
		return []*attachment{{file: file, problems: []change.Problem{fileProblem(file, err)}}}
	}
	if !isWorkbook(data) {
		return []*attachment{notWorkbook(file)}
	}
	all := j.read(file, data)
	for _, a := range all {
		for i := range a.problems {
			if p := &a.problems[i]; p.At.Cell != "" && p.Kind != change.EmptyTable {
				p.Severity = change.Warning
			}
		}
	}
	return j.finish(all)
}
