package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/disk"
	"betten/internal/parallel"
	"betten/internal/pdf"
	"betten/internal/replace"
	"betten/internal/source"
	"betten/internal/xlsx"
)

// renderers make the outputs, each by its name, which is also its file's ending.
var renderers = map[string]func(io.Writer, *attachment) error{
	"xlsx": func(w io.Writer, a *attachment) error { return xlsx.Write(w, a.sheet) },
	"pdf":  func(w io.Writer, a *attachment) error { return pdf.Write(w, a.print) },
	"toml": func(w io.Writer, a *attachment) error {
		_, err := w.Write(source.Imported(a.table, path.Base(filepath.ToSlash(a.file))))
		return err
	},
}

// splitFormats takes a list of outputs apart: in the order given, each once.
func splitFormats(flag, list string, known ...string) ([]string, error) {
	var kinds []string
	for kind := range strings.SplitSeq(list, ",") {
		kind = strings.ToLower(strings.TrimSpace(kind))
		if !slices.Contains(known, kind) {
			return nil, unknownFormat(flag, kind, known...)
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds, nil
}

// sameTarget refuses two files that would be made into one: of one name but for
// the folder or the ending.
func sameTarget(files []string, dir string) error {
	from := make(map[string]string)
	for _, file := range files {
		ext := strings.ToLower(filepath.Ext(file))
		stem := filepath.Base(file)
		if ext == ".toml" || ext == ".xlsx" || ext == ".xlsm" {
			stem = strings.TrimSuffix(stem, filepath.Ext(file))
		}
		if dir == "" {
			stem = absolute(filepath.Join(filepath.Dir(file), stem))
		}
		// Those of a workbook have the form in their name.
		key := disk.SameNames(fmt.Sprint(filepath.Clean(stem), strings.HasPrefix(ext, ".xls")))
		if other, ok := from[key]; ok {
			return sameName(other, file)
		}
		from[key] = file
	}
	return nil
}

// A made file is one output, or why there is none.
type made struct {
	*attachment
	paths  []string
	target string // that err is about
	err    error
}

// tell tells what was made, and what is wrong, and reports whether it was made.
func (m *made) tell(cmd *cobra.Command) bool {
	out, errs := cmd.OutOrStdout(), cmd.ErrOrStderr()
	for _, p := range m.problems {
		printProblem(errs, p)
	}
	switch {
	case m.err != nil:
		message, hint := describeWriteError(m.err, m.target)
		printError(errs, message, hint)
		return false
	case m.paths == nil:
		printTotal(errs, m.file, m.problems, nothingMade)
		return false
	}
	for _, path := range m.paths {
		fmt.Fprint(out, outputLine(printable(path), m.attachment))
	}
	return true
}

// makeAll makes the outputs of the tables that load finds in files, and tells of each
// in the order given.
func (j *job) makeAll(cmd *cobra.Command, files []string, dir string, kinds []string, load func(file string) []*attachment) error {
	if err := sameTarget(files, dir); err != nil {
		return err
	}
	failed, stopped := false, false
	err := parallel.Until(cmd.Context(), len(files), runtime.GOMAXPROCS(0), func(i int) []made {
		var all []made
		for _, a := range load(files[i]) {
			m := made{attachment: a}
			if a.ready(kinds) {
				m.make(cmd.Context(), j, dir, kinds)
			}
			all = append(all, m)
		}
		return all
	}, func(_ int, all []made) {
		for i := range all {
			if stopped = stopped || errors.Is(all[i].err, context.Canceled); !stopped {
				failed = !all[i].tell(cmd) || failed
			}
		}
	})
	if stopped {
		return context.Canceled
	}
	if err == nil && failed {
		err = errFailed
	}
	return err
}

// make writes the outputs, all or none, where they may be.
func (m *made) make(ctx context.Context, j *job, dir string, kinds []string) {
	stem := m.stem(dir)
	for _, kind := range kinds {
		m.paths = append(m.paths, stem+"."+kind)
	}
	if m.target, m.err = j.take(m.paths, m.origin()); m.err == nil {
		m.target, m.err = j.mayReplace(m.paths, readFile)
	}
	if m.err == nil {
		m.target, m.err = m.write(ctx, m.paths, kinds)
	}
}

// render makes the outputs of an attachment, side by side.
func (a *attachment) render(kinds []string) ([][]byte, error) {
	all, errs := make([][]byte, len(kinds)), make([]error, len(kinds))
	parallel.Each(len(kinds), len(kinds), func(i int) []byte {
		var out bytes.Buffer
		errs[i] = renderers[kinds[i]](&out, a)
		return out.Bytes()
	}, func(i int, data []byte) { all[i] = data })
	return all, errors.Join(errs...)
}

// write renders an attachment and writes all its outputs, or none, in a folder
// that is made if it is missing. Of an error it names the target.
func (a *attachment) write(ctx context.Context, paths, kinds []string) (target string, err error) {
	all, err := a.render(kinds)
	if err != nil {
		return paths[0], err
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err := os.MkdirAll(filepath.Dir(paths[0]), 0o777); err != nil {
		return filepath.Dir(paths[0]), err
	}
	files := make([]replace.File, len(kinds))
	for i := range files {
		files[i] = replace.File{Path: paths[i], Data: all[i]}
	}
	return replace.Files(ctx, files...)
}

// notWritten tells why a file could not be written, and ends the command.
func notWritten(cmd *cobra.Command, err error, target string) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	message, hint := describeWriteError(err, target)
	printError(cmd.ErrOrStderr(), message, hint)
	return errFailed
}

// pages returns how many pages the PDF has.
func (a *attachment) pages() int { return len(a.print.Leaves) + len(a.print.Pages) }
