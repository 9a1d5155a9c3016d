package main

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"betten/internal/archive"
	"betten/internal/change"
	"betten/internal/parallel"
	"betten/internal/source"
)

func newImport() *cobra.Command {
	j, dir := new(job), ""
	cmd := &cobra.Command{
		Use: "import ファイル.xlsx…", Short: say.imports, Long: say.importLong,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return missingArgs(cmd)
			}
			if err := sameTarget(args, dir); err != nil {
				return err
			}
			return imports(cmd, j, args, dir)
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

// imports writes the change tables of workbooks as entry files.
func imports(cmd *cobra.Command, j *job, files []string, dir string) error {
	defer stopCleanly(cmd)()
	failed := false
	parallel.Each(len(files), runtime.GOMAXPROCS(0), func(i int) []made {
		var all []made
		for _, a := range j.importTables(files[i]) {
			m := made{attachment: a}
			if a.table != nil && !change.Failed(a.problems) {
				m.paths = []string{a.stem(dir) + ".toml"}
				if m.target, m.err = j.take(m.paths, a.origin()); m.err == nil {
					m.target, m.err = j.mayReplace(m.paths, readFile)
				}
				if m.err == nil {
					m.target, m.err = a.writeEntries(m.paths[0])
				}
			}
			all = append(all, m)
		}
		return all
	}, func(_ int, all []made) {
		for i := range all {
			failed = !all[i].tell(cmd) || failed
		}
	})
	if failed {
		return errFailed
	}
	return nil
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

// writeEntries writes a table as an entry file.
func (a *attachment) writeEntries(path string) (target string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return filepath.Dir(path), err
	}
	return archive.Replace(archive.File{Path: path, Data: source.Imported(a.table, filepath.Base(a.file))})
}
