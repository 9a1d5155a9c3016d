package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/disk"
	"betten/internal/parallel"
)

func newBuild() *cobra.Command {
	j, dir, formats := new(job), "", ""
	into := &intoJob{job: j}
	cmd := &cobra.Command{
		Use: useBuild, Short: say.build, Long: say.buildLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			into.out = dir
			if err := into.checkInto(cmd, args); err != nil {
				return err
			}
			if j.review && !cmd.Flags().Changed("format") {
				formats = "pdf"
			}
			kinds, err := splitFormats("--format", formats, formatsOf["build"]...)
			if err != nil {
				return err
			}
			if j.review && !slices.Contains(kinds, "pdf") {
				kinds = append(kinds, "pdf") // the committee reads the PDF, so it is always made
			}
			if err := j.prepare(); err != nil {
				return err
			}
			if into.host != "" {
				return into.run(cmd, args[0])
			}
			return makeAll(cmd, args, dir, func(file string) []*attachment {
				return j.build(cmd.Context(), file, dir, kinds)
			})
		},
	}
	j.addFlags(cmd)
	cmd.Flags().Lookup("sheet").Usage = say.buildSheetFlag
	cmd.Flags().StringVarP(&dir, "out", "o", "", say.buildOutFlag)
	cmd.Flags().StringVar(&formats, "format", "xlsx,pdf", say.fileFormatFlag)
	cmd.Flags().BoolVar(&j.review, "review", false, say.reviewFlag)
	cmd.Flags().BoolVar(&j.force, "force", false, say.forceFlag)
	into.addIntoFlags(cmd)
	return cmd
}

// build makes the outputs of a file.
func (j *job) build(ctx context.Context, file, dir string, kinds []string) []*attachment {
	all := j.read(file)
	for _, a := range all {
		j.layOut(a, kinds...)
		j.judge(a)
		j.write(ctx, a, kinds, folders, a.stem(dir))
	}
	j.noteStale(all, dir)
	return all
}

// makeAll makes the outputs of files in parallel, and reports the result of each in the
// order given.
func makeAll(cmd *cobra.Command, files []string, dir string, make func(file string) []*attachment) error {
	if namesFile(dir) {
		return outIsFolder(dir)
	}
	if err := sameTarget(files, dir); err != nil {
		return err
	}
	failed, stopped := false, false
	err := parallel.Until(cmd.Context(), len(files), runtime.GOMAXPROCS(0), func(i int) []*attachment {
		return make(files[i])
	}, func(_ int, all []*attachment) {
		for _, a := range all {
			if stopped = stopped || errors.Is(a.err, context.Canceled); !stopped {
				failed = !a.tell(cmd) || failed
			}
		}
	})
	switch {
	case err != nil:
		return err
	case stopped:
		return context.Canceled
	case failed:
		return errFailed
	}
	return nil
}

// namesFile reports whether a folder that is to be made has the name of an output: then the
// name of a file was meant.
func namesFile(dir string) bool {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(dir), "."))
	_, err := os.Lstat(dir)
	return renderers[ext] != nil && err != nil
}

// tell prints the problems of an attachment and the outputs that were made of it. It
// reports whether any were made.
func (a *attachment) tell(cmd *cobra.Command) bool {
	out, errs := cmd.OutOrStdout(), cmd.ErrOrStderr()
	tellProblems(cmd, errs, a.problems)
	switch {
	case a.err != nil:
		message, hint := describeWriteError(a.err, a.target)
		printError(errs, message, hint)
	case a.made == nil:
		printTotal(errs, a.file, a.problems, nothingMade)
	case change.Failed(a.problems):
		printTotal(errs, a.file, a.problems, noPDFMade)
	}
	for _, path := range a.made {
		fmt.Fprint(out, outputLine(printable(path), a))
	}
	for _, path := range a.stale {
		fmt.Fprintln(errs, staleLine(printable(path), printable(a.file)))
	}
	return a.made != nil && !change.Failed(a.problems)
}

// notWritten prints why a file could not be written, and ends the command.
func notWritten(cmd *cobra.Command, err error, target string) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	message, hint := describeWriteError(err, target)
	printError(cmd.ErrOrStderr(), message, hint)
	return errFailed
}

// sameTarget refuses two files that would have the same output: their names differ only in
// the folder or the extension.
func sameTarget(files []string, dir string) error {
	from := make(map[string]string)
	for _, file := range files {
		ext := strings.ToLower(filepath.Ext(file))
		stem := filepath.Base(file)
		if ext == ".toml" || isSource(file) {
			stem = strings.TrimSuffix(stem, filepath.Ext(file))
		}
		if dir == "" {
			stem = absolute(filepath.Join(filepath.Dir(file), stem))
		}
		// The names of the outputs of a workbook or a PDF contain the form.
		key := disk.SameNames(fmt.Sprint(filepath.Clean(stem), isSource(file)))
		if other, ok := from[key]; ok {
			return sameName(other, file)
		}
		from[key] = file
	}
	return nil
}
