package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/disk"
	"betten/internal/into"
	"betten/internal/layout"
	"betten/internal/replace"
	"betten/internal/text"
)

// An intoJob holds the flags for filling a table into an existing workbook (評価書).
type intoJob struct {
	*job
	host    string // the workbook
	append  bool   // after the existing rows
	inPlace bool   // the workbook itself is replaced
	out     string // the file to write; or a folder

	filled *attachment // the attachment that run reported on; nil if it did not get that far
}

// addIntoFlags adds the flags for filling a workbook.
func (i *intoJob) addIntoFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&i.host, "into", "", say.intoFlag)
	flags.BoolVar(&i.append, "append", false, say.appendFlag)
	flags.BoolVar(&i.inPlace, "in-place", false, say.inPlaceFlag)
}

// checkInto refuses flags that conflict.
func (i *intoJob) checkInto(cmd *cobra.Command, args []string) error {
	if i.host == "" {
		if i.append || i.inPlace {
			return intoMissing()
		}
		return nil
	}
	for _, flag := range []string{"format", "review", "font-name", "pdf-font"} {
		if cmd.Flags().Changed(flag) {
			return notWithInto(flag)
		}
	}
	switch {
	case len(args) > 1:
		return tooManyArgs(cmd)
	case i.inPlace && i.out != "":
		return inPlaceAndOut()
	}
	return nil
}

// target returns the file to write.
func (i *intoJob) target() (string, error) {
	if i.inPlace {
		return i.host, nil
	}
	ext := filepath.Ext(i.host)
	name := strings.TrimSuffix(filepath.Base(i.host), ext) + filledName + ext
	switch {
	case i.out == "":
		return filepath.Join(filepath.Dir(i.host), name), nil
	case isFolder(i.out):
		return filepath.Join(i.out, name), nil
	case !strings.EqualFold(filepath.Ext(i.out), ext) && slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(ext)): // others are named for what they are
		return "", otherEnding(i.out, ext)
	case sameFile(i.out, i.host):
		return "", overHost(i.host)
	}
	return i.out, nil
}

// run fills the table of a file into the workbook.
func (i *intoJob) run(cmd *cobra.Command, file string) error {
	out, err := i.target()
	if err != nil {
		return err
	}
	if sameFile(out, file) {
		return overEntryFile(file)
	}
	f, err := await(cmd.Context(), func() intoResult { return i.fill(file) })
	if err = cmp.Or(err, f.err); err != nil {
		return err
	}
	a, fill, host := f.attachment, f.fill, f.host
	i.filled = a
	tellProblems(cmd, cmd.ErrOrStderr(), a.problems)
	if fill == nil {
		printTotal(cmd.ErrOrStderr(), file, a.problems, nothingMade)
		return errFailed
	}
	there, err := readFile(out)
	if errors.Is(err, disk.ErrTooLarge) { // no file of ours is this large
		there, err = nil, nil
	}
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) && !isFolder(out):
		return notWritten(cmd, err, out)
	case err == nil && bytes.Equal(there, fill.Data):
	case err == nil && !i.inPlace && !i.force && !host.Made(there):
		return notWritten(cmd, foreignError{out}, out)
	default:
		if err := os.MkdirAll(filepath.Dir(out), 0o777); err != nil {
			return notWritten(cmd, err, filepath.Dir(out))
		}
		if err := replace.Checked(cmd.Context(), replace.File{Path: out, Data: fill.Data}); err != nil {
			return notWritten(cmd, err, out)
		}
	}
	fmt.Fprint(cmd.OutOrStdout(), filledLine(out, host.Sheet, len(a.table.Entries), fill.Rows, i.append))
	return nil
}

// An intoResult is the result of filling a table into a workbook. The fill is nil if the
// attachment's problems include an error.
type intoResult struct {
	*attachment
	fill *into.Fill
	host *into.Target
	err  error
}

// fill lays the table out for the workbook and writes it there, in memory.
func (i *intoJob) fill(file string) intoResult {
	a := i.entries(file)
	data, err := readFile(i.host)
	if err != nil {
		a.problems = append(a.problems, fileProblem(i.host, err))
	}
	var host *into.Target
	if err == nil {
		var problems []change.Problem
		if isWorkbook(data) {
			host, problems = into.Open(i.host, data, i.sheet, i.face)
		} else {
			problems = notWorkbook(i.host, data).problems
		}
		a.problems = append(a.problems, problems...)
	}
	if a.table != nil && host != nil {
		i.layOutFor(host, a)
	}
	i.judge(a)
	if a.failed() {
		return intoResult{attachment: a}
	}
	fill, problems, err := host.Fill(a.sheet, i.append)
	if err != nil {
		return intoResult{err: intoError{i.host, err}}
	}
	a.problems = append(a.problems, problems...)
	i.judge(a)
	return intoResult{a, fill, host, nil}
}

// entries reads the only table of a file. The sheet flag refers to the workbook that is
// filled, not to this file.
func (i *intoJob) entries(file string) *attachment {
	return onlyTable(file, (&job{strict: i.strict}).read(file))
}

// layOutFor lays a table out for the columns and the font size of a workbook.
func (i *intoJob) layOutFor(host *into.Target, a *attachment) {
	f := i.formOf(a)
	if f == nil {
		return
	}
	a.problems = append(a.problems, host.CheckForm(f)...)
	if i.append {
		a.table = host.Missing(a.table)
	}
	sheet, problems := layout.LayOutIn(a.table, host.Form(f), host.Rulers(), host.Viewer())
	a.sheet, a.problems = sheet, append(a.problems, host.Explain(problems, f)...)
}

// face returns the face of a family. If its widths are not known, it returns the face of
// the file that the flag names, or nil without the flag.
func (i *intoJob) face(family string) *text.Face {
	face, _ := fonts.Named(family)
	return cmp.Or(face, i.faces.book)
}
