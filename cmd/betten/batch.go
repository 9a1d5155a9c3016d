package main

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"betten/internal/archive"
	"betten/internal/change"
	"betten/internal/parallel"
	"betten/internal/replace"
)

// A batch converts many files to every kind of output wanted, in one output folder.
type batch struct {
	*job
	kinds  []string // xlsx, pdf, toml
	jobs   int
	report string // path; empty for none
	dir    string // where the outputs go
	store  *replace.Store
	shelf  shelf // the store's
}

func newBatch() *cobra.Command {
	b, kinds := &batch{job: new(job)}, ""
	cmd := &cobra.Command{
		Use: useBatch, Short: say.batch, Long: say.batchLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case b.dir == "":
				return missingStore(cmd)
			case b.jobs < 0:
				return badJobs(b.jobs)
			case b.report != "" && reports[strings.ToLower(filepath.Ext(b.report))] == nil:
				return badReport(b.report)
			}
			var err error
			if b.kinds, err = splitFormats("--to", kinds, formatsOf["batch"]...); err != nil {
				return err
			}
			if b.jobs == 0 {
				b.jobs = runtime.GOMAXPROCS(0)
			}
			if err := b.prepare(); err != nil {
				return err
			}
			return b.run(cmd, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&b.dir, "out", "o", "", say.storeFlag)
	flags.StringVar(&kinds, "to", "xlsx,pdf", say.kindsFlag)
	flags.IntVar(&b.jobs, "jobs", 0, say.jobsFlag)
	flags.StringVar(&b.report, "report", "", say.reportFlag)
	flags.BoolVar(&b.force, "force", false, say.batchForceFlag)
	b.addFlags(cmd)
	return cmd
}

// wanted reports by its name whether a file is to be converted. An .xls is included, so
// that the user learns that it cannot be read.
func wanted(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".toml", ".xlsx", ".xlsm", ".xls", ".xlsb", ".pdf":
		return true
	}
	return false
}

// run converts the files that the arguments name, and reports each of them in order.
func (b *batch) run(cmd *cobra.Command, args []string) error {
	sources, refused, done := archive.Find(args, wanted, b.dir)
	defer done()
	all := candidates(sources)
	ctx := cmd.Context()
	var err error
	if b.store, err = replace.OpenStore(b.dir); err != nil {
		return storeError{b.dir, err}
	}
	defer b.store.Close()
	b.shelf = shelf{func(path string) ([]byte, error) { return b.store.Read(path, mostBytes) }, b.store.Replace}

	t := newTally(cmd, len(refused)+len(all))
	t.reported = b.report != ""
	for _, r := range refused {
		t.add(outcome{name: r.Name, err: r.Err})
	}
	err = parallel.Until(ctx, len(all), b.jobs, func(i int) outcome {
		return b.convert(ctx, all[i])
	}, func(_ int, o outcome) { t.add(o) })
	interrupted := t.end(err != nil)
	if b.report != "" {
		if err := t.write(context.WithoutCancel(ctx), b.report); err != nil {
			return notWritten(cmd, err, b.report)
		}
	}
	if err := b.store.Close(); err != nil && !interrupted {
		return storeError{b.dir, err}
	}
	if interrupted || t.failed > 0 {
		return errFailed
	}
	return nil
}

// convert makes the outputs of a source that are missing or older than the source.
func (b *batch) convert(ctx context.Context, c *candidate) (o outcome) {
	start := time.Now()
	o.name = c.Name
	defer func() { o.took = time.Since(start) }()
	if from := c.madeOf(); from != nil {
		o.leftOut, o.printed = from.Name, c.isPrint() && !c.built
		return o
	}
	if o.err = b.mayConvert(c); o.err != nil {
		return o
	}
	b.convertTables(ctx, c, &o)
	if o.err != nil && o.target != "" {
		o.target = filepath.Join(b.dir, o.target)
	}
	change.SortProblems(o.problems)
	if o.err == nil {
		made := make([]string, len(o.made))
		for i, path := range o.made {
			made[i] = filepath.Join(b.dir, path)
		}
		o.stale = b.job.stale(filepath.Join(b.dir, filepath.FromSlash(c.stem)), filepath.Dir(c.Name), c.Time, made)
	}
	return o
}

// mayConvert returns why a source must not be converted, or nil.
func (b *batch) mayConvert(c *candidate) error {
	if err := c.clash(); err != nil {
		return err
	}
	for _, kind := range b.kinds {
		if target := filepath.Join(b.dir, filepath.FromSlash(c.stem)+"."+kind); sameFile(target, c.Name) {
			return overSourceError{c.Name}
		}
	}
	return nil
}

// convertTables reads a source, and lays out and writes each of its tables.
func (b *batch) convertTables(ctx context.Context, c *candidate, o *outcome) {
	if b.takes(o, c.stem, c.Name); o.err != nil {
		return
	}
	if o.current = len(b.missing(c.stem, c.Time)) == 0; o.current {
		return
	}
	o.current = true // until a table is found that is not: each table of a workbook has output names of its own
	data, err := c.Read(mostBytes)
	if err != nil {
		o.err = err
		return
	}
	for _, a := range b.readData(c.Name, data) {
		if b.takes(o, c.stem+a.part, a.origin()); o.err != nil {
			return
		}
		kinds := b.missing(c.stem+a.part, c.Time)
		if len(kinds) == 0 {
			continue
		}
		b.layOut(a, kinds...)
		b.judge(a)
		b.write(ctx, a, kinds, b.shelf, c.stem+a.part)
		if o.add(a); o.err != nil {
			return
		}
	}
}

// takes reserves the output names of a stem for their source. This includes outputs that
// already exist.
func (b *batch) takes(o *outcome, stem, by string) {
	var paths []string
	for _, kind := range b.kinds {
		paths = append(paths, stem+"."+kind)
	}
	o.target, o.err = b.take(paths, by)
}

// missing returns the kinds of outputs of a stem that do not exist or are older than their
// source.
func (b *batch) missing(stem string, since time.Time) []string {
	return slices.DeleteFunc(slices.Clone(b.kinds), func(kind string) bool {
		return !b.force && b.store.Has(stem+"."+kind, since)
	})
}

// A storeError says that the folder for the outputs can't be used.
type storeError struct {
	dir string
	err error
}

func (e storeError) Error() string { return e.dir + ": " + e.err.Error() }
func (e storeError) Unwrap() error { return e.err }
