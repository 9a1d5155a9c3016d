package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"betten/internal/html"
	"betten/internal/replace"
)

// newDrop returns the command for files without a command: the Explorer passes files that
// are dropped on the program in this way. It is hidden, since users never type its name.
func newDrop(from launch) *cobra.Command {
	d := newDropOf(from)
	return &cobra.Command{
		Use: useDrop, Hidden: true, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			d.quiet = from.open == nil && atTerminal(cmd)
			if err := d.prepare(); err != nil {
				return err
			}
			return d.run(cmd, args)
		},
	}
}

func newDropOf(from launch) *drop {
	return &drop{job: new(job), from: from, pages: make(map[string]string)}
}

// A launch is how the program was started.
type launch struct {
	open func(path string) error // shows a page in the browser; nil unless the Explorer started the program
}

// atTerminal reports whether a person types commands. If so, no page is written unless it
// was asked for.
func atTerminal(cmd *cobra.Command) bool {
	in, ok := cmd.InOrStdin().(*os.File)
	return columns(cmd.OutOrStdout()) > 0 || ok && term.IsTerminal(int(in.Fd()))
}

// A drop decides by the content of files what to do with them, and does it.
type drop struct {
	*job
	from  launch
	quiet bool // no page of problems is written

	mu    sync.Mutex
	pages map[string]string // the page of problems of each file
}

// A step is one action on one or several of the files.
type step struct {
	taken []string // for each file, what it was recognised as
	do    func() error
	next  string // what to do next with the result
}

// run reports what each file was recognised as, performs the steps, and says what to do
// next.
func (d *drop) run(cmd *cobra.Command, files []string) error {
	all, err := await(cmd.Context(), func() []droppedFile {
		all := make([]droppedFile, len(files))
		for i, file := range files {
			all[i] = look(file)
		}
		return all
	})
	if err != nil {
		return err
	}
	steps := d.plan(cmd, all)
	for _, s := range steps {
		for _, line := range s.taken {
			fmt.Fprintln(cmd.OutOrStdout(), line)
		}
	}
	failed, done := false, 0
	for _, s := range steps {
		if s.do == nil {
			continue
		}
		err := s.do()
		if err != nil && !errors.Is(err, errFailed) {
			return err
		}
		failed = failed || err != nil
		if done++; err == nil && s.next != "" {
			fmt.Fprintln(cmd.OutOrStdout(), s.next)
		}
	}
	d.show(cmd, files)
	if failed || done == 0 {
		return errFailed
	}
	return nil
}

// plan returns the steps for files.
func (d *drop) plan(cmd *cobra.Command, files []droppedFile) []step {
	by := make(map[taken][]string)
	for _, f := range files {
		by[f.as] = append(by[f.as], f.path)
	}
	var steps []step
	tables, assessments := by[asTable], by[asAssessment]
	switch {
	case len(assessments) == 1 && len(tables) == 1:
		steps = append(steps, d.fill(cmd, tables[0], assessments[0]))
	case len(assessments) == 2 && len(tables) == 0:
		steps = append(steps, d.compare(cmd, assessments))
	case len(assessments) > 1 && len(tables) > 0:
		steps = append(steps, step{taken: takenLines(asAmbiguous, append(tables, assessments...))})
	default:
		if len(tables) > 0 {
			steps = append(steps, d.build(cmd, asTable, tables))
		}
		if len(assessments) > 0 {
			steps = append(steps, d.build(cmd, asAssessment, assessments))
		}
	}
	if pdfs := by[asPDF]; len(pdfs) > 0 {
		steps = append(steps, d.importPDFs(cmd, pdfs))
	}
	for _, folder := range append(by[asFolder], by[asZip]...) {
		steps = append(steps, d.batch(cmd, folder))
	}
	for _, as := range []taken{asEdited, asUnread, asOther} {
		if len(by[as]) > 0 {
			steps = append(steps, d.build(cmd, as, by[as]))
		}
	}
	for _, as := range []taken{asEmpty, asOwn} {
		steps = append(steps, step{taken: takenLines(as, by[as])})
	}
	return steps
}

// build makes the outputs of each table separately. If a file is of no kind that can be
// dropped, the reader reports what it is.
func (d *drop) build(cmd *cobra.Command, as taken, files []string) step {
	return step{takenLines(as, files), func() error {
		err := makeAll(cmd, files, "", func(file string) []*attachment {
			all := d.read(file)
			for _, a := range all {
				kinds := []string{"xlsx", "pdf"}
				d.layOut(a, kinds...)
				d.judge(a)
				stem := a.stem("")
				if as == asEdited {
					stem = remadeStem(a, stem)
				}
				d.write(cmd.Context(), a, kinds, folders, stem)
			}
			if as != asOther && as != asUnread {
				d.page(cmd.Context(), file, all)
			}
			return all
		})
		if err != nil && as == asOther {
			fmt.Fprintln(cmd.ErrOrStderr(), whatCanBeDropped)
		}
		return err
	}, nextAfterBuild}
}

// check reports the problems of a file and shows the page with them.
func (d *drop) check(cmd *cobra.Command, file string) error {
	all, err := await(cmd.Context(), func() []*attachment {
		all := d.read(file)
		for _, a := range all {
			d.layOut(a, "xlsx", "pdf")
			d.judge(a)
		}
		return all
	})
	if err != nil {
		return err
	}
	for _, a := range all {
		tellProblems(cmd, cmd.OutOrStdout(), a.problems)
		printTotal(cmd.OutOrStdout(), a.origin(), a.problems, "")
	}
	d.page(cmd.Context(), file, all)
	d.show(cmd, []string{file})
	return nil
}

// remadeStem returns the path for the outputs of an edited output of ours: the output's own
// name, not 別添２.別添２.
func remadeStem(a *attachment, stem string) string {
	if a.sheet == nil {
		return stem
	}
	ending := "." + titleName(a.sheet.Form.Title)
	return strings.TrimSuffix(strings.TrimSuffix(stem, ending), ending) + remadeName
}

// fill fills a table into a finished assessment.
func (d *drop) fill(cmd *cobra.Command, table, assessment string) step {
	return step{
		append(takenLines(asEntries, []string{table}), takenLines(asHost, []string{assessment})...),
		func() error {
			i := &intoJob{job: d.job, host: assessment}
			err := i.run(cmd, table)
			if i.filled != nil {
				d.page(cmd.Context(), table, []*attachment{i.filled})
			}
			return err
		}, nextAfterFill,
	}
}

// importPDFs reads tables back from PDFs.
func (d *drop) importPDFs(cmd *cobra.Command, files []string) step {
	return step{takenLines(asPDF, files), func() error {
		return makeAll(cmd, files, "", func(file string) []*attachment {
			all := d.importTables(cmd.Context(), file, "")
			d.page(cmd.Context(), file, all)
			return all
		})
	}, nextAfterImport}
}

// batch converts a folder or a zip; the outputs go beside it.
func (d *drop) batch(cmd *cobra.Command, source string) step {
	dir := filepath.Clean(source)
	if isZipName(dir) {
		dir = strings.TrimSuffix(dir, filepath.Ext(dir))
	}
	dir += convertedName
	return step{[]string{batchLine(source, dir)}, func() error {
		b := &batch{job: d.job, kinds: []string{"xlsx", "pdf"}, jobs: runtime.GOMAXPROCS(0), dir: dir}
		return b.run(cmd, []string{source})
	}, nextAfterBatch(dir)}
}

func isZipName(path string) bool { return strings.EqualFold(filepath.Ext(path), ".zip") }

// page writes the page of a file's problems, if there are any. A page from an earlier run
// is rewritten when the problems have been fixed.
func (d *drop) page(ctx context.Context, file string, all []*attachment) {
	if d.quiet {
		return
	}
	path := strings.TrimSuffix(file, filepath.Ext(file)) + pageName
	there, err := readFile(path)
	ours, some := err == nil && html.Untouched(there), false
	check := &html.Check{Title: checkTitle}
	for _, a := range all {
		some = some || len(a.problems) > 0
		check.Files = append(check.Files, checkedFile(a))
	}
	var b bytes.Buffer
	switch {
	case !some && !ours, err == nil && !ours, ctx.Err() != nil, html.WriteCheck(&b, check) != nil:
		return
	}
	if _, err := replace.Files(ctx, replace.File{Path: path, Data: b.Bytes()}); err != nil || !some {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pages[file] = path
}

// mostOpened is how many pages are opened in the browser at once.
const mostOpened = 3

// show lists the pages of problems and opens them in the browser.
func (d *drop) show(cmd *cobra.Command, files []string) {
	opened := 0
	for _, file := range files {
		path := d.pages[file]
		if path == "" {
			continue
		}
		fmt.Fprintln(cmd.OutOrStdout(), pageLine(printable(path)))
		if opened++; d.from.open != nil && opened <= mostOpened {
			_ = d.from.open(path) // ignored: the line above gives the path
		}
	}
}

// A taken is what a dropped file was recognised as.
type taken int

const (
	asTable      taken = iota // an entry file, an entry workbook, or a workbook with a change table
	asAssessment              // a finished assessment (評価書)
	asOwn                     // an output of this program
	asEdited                  // an attachment of this program that was edited later
	asPDF
	asFolder
	asZip
	asEmpty  // a folder or a zip without a file to convert
	asUnread // a file that cannot be opened: the reader says why
	asOther

	asEntries   // the table to fill in
	asHost      // the assessment to fill
	asAmbiguous // a table and several assessments
	asOlder     // the earlier of two assessments that are compared
	asNewer
)

type droppedFile struct {
	path string
	as   taken
}

// look looks at a file and says what it is.
func look(path string) droppedFile {
	f := droppedFile{path, asOther}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		f.as = asUnread
		return f
	case info.IsDir():
		f.as = asFolder
		return ownFolder(f)
	}
	data, err := readFile(path)
	if err != nil {
		f.as = asUnread
		return f
	}
	f.as = kindOf(path, data)
	if f.as == asZip {
		return ownFolder(f)
	}
	return f
}
