package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/replace"
	"betten/internal/xlsx"
	"betten/templates"
)

func newInit() *cobra.Command {
	j, from := new(job), ""
	cmd := &cobra.Command{
		Use: useInit, Short: say.init, Long: say.initLong, Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := j.prepare(); err != nil {
				return err
			}
			start := starters[strings.ToLower(filepath.Ext(args[0]))]
			if start == nil {
				return noStarter(args[0])
			}
			if from != "" {
				if !strings.EqualFold(filepath.Ext(args[0]), ".xlsx") {
					return fromNeedsBook(args[0])
				}
				return writeStarter(cmd, args[0], func() ([]byte, []change.Problem) { return j.entryBookFrom(filepath.Base(args[0]), from) })
			}
			return writeStarter(cmd, args[0], func() ([]byte, []change.Problem) { return start(j, filepath.Base(args[0])) })
		},
	}
	cmd.Flags().StringVar(&j.formName, "form", "", say.formFlag)
	cmd.Flags().StringVar(&from, "from", "", sayDiff.fromFlag)
	return cmd
}

// starters make the starter files, by extension.
var starters = map[string]func(j *job, name string) ([]byte, []change.Problem){
	".toml": (*job).entryFile,
	".xlsx": (*job).entryBook,
}

// entryFile returns the starter entry file for the form that the flag names.
func (j *job) entryFile(string) ([]byte, []change.Problem) {
	if j.formName == "" {
		return templates.Starter, nil
	}
	if _, problems := j.form(new(change.Table), ""); change.Failed(problems) {
		return nil, problems
	}
	const line = `form = "juten" `
	return bytes.Replace(templates.Starter, []byte(line), fmt.Appendf(nil, "form = %q ", filepath.ToSlash(j.formName)), 1), nil
}

// entryBook returns the starter workbook. Its example is that of the entry file.
func (j *job) entryBook(name string) ([]byte, []change.Problem) {
	return j.starterBook(name, &change.Table{})
}

// starterBook returns the starter workbook for an assessment, with a list of items to
// choose from if there are any.
func (j *job) starterBook(name string, of *change.Table, items ...string) ([]byte, []change.Problem) {
	a := &attachment{file: name}
	a.table = &change.Table{
		Form: cmp.Or(of.Form, defaultForm), Organization: of.Organization, Assessment: of.Assessment, Entries: change.Samples(),
	}
	if j.layOut(a, "xlsx"); a.failed() {
		return nil, a.problems
	}
	var b bytes.Buffer
	if err := xlsx.WriteBlank(&b, a.sheet, bookGuide(bookHelp(name)), xlsx.Items{Sheet: itemSheet, All: items}); err != nil {
		panic(err) // only built-in data is read here
	}
	return b.Bytes(), nil
}

// writeStarter writes a starter file. It never replaces an existing file.
func writeStarter(cmd *cobra.Command, path string, make func() ([]byte, []change.Problem)) error {
	if _, err := os.Lstat(path); err == nil {
		message, hint := fileStands(path)
		printError(cmd.ErrOrStderr(), message, hint)
		return errFailed
	}
	var problems []change.Problem
	data, err := await(cmd.Context(), func() (data []byte) {
		data, problems = make()
		return data
	})
	if err != nil {
		return err
	}
	for _, p := range problems {
		p.At.File = cmp.Or(p.At.File, path)
		printProblem(cmd.ErrOrStderr(), p, 1)
	}
	if data == nil {
		return errFailed
	}
	if target, err := replace.Files(cmd.Context(), replace.File{Path: path, Data: data}); err != nil {
		return notWritten(cmd, err, target)
	}
	fmt.Fprint(cmd.OutOrStdout(), starterWritten(path))
	return nil
}
