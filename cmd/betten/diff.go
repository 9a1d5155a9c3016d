package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/outline"
	"betten/internal/parallel"
	"betten/internal/replace"
	"betten/internal/source"
	"betten/internal/xlsx"
	"betten/templates"
)

// A diffJob holds the flags of a comparison of two assessments.
type diffJob struct {
	*job
	out      string // the file to write
	date     string // of every entry
	timing   string // of every entry
	headings string // a file with more about headings
	all      bool   // includes the cover
}

func newDiff() *cobra.Command {
	d := &diffJob{job: new(job)}
	cmd := &cobra.Command{
		Use: useDiff, Short: sayDiff.diff, Long: sayDiff.diffLong, Args: twoFiles,
		RunE: func(cmd *cobra.Command, args []string) error { return d.run(cmd, args[0], args[1]) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&d.out, "out", "o", "", sayDiff.outFlag)
	flags.StringVar(&d.date, "date", "", sayDiff.dateFlag)
	flags.StringVar(&d.timing, "timing", "", sayDiff.timingFlag)
	flags.BoolVar(&d.all, "all", false, sayDiff.allFlag)
	flags.StringVar(&d.headings, "headings", "", sayDiff.headingsFlag)
	flags.StringVar(&d.formName, "form", "", say.formFlag)
	flags.BoolVar(&d.force, "force", false, sayDiff.forceFlag)
	return cmd
}

// twoFiles requires exactly two files.
func twoFiles(cmd *cobra.Command, args []string) error {
	if len(args) != 2 {
		return needsTwo(cmd)
	}
	return nil
}

// run compares two assessments and writes what changed as entries to be completed.
func (d *diffJob) run(cmd *cobra.Command, before, after string) error {
	date, err := d.check(before, after)
	if err != nil {
		return err
	}
	if err := d.prepare(); err != nil {
		return err
	}
	vocabulary, problems := readVocabulary(d.headings)
	var c *outline.Comparison
	if !change.Failed(problems) {
		found, err := await(cmd.Context(), func() (c struct {
			*outline.Comparison
			problems []change.Problem
		}) {
			c.Comparison, c.problems = compareBooks(before, after, outline.Options{All: d.all, Vocabulary: vocabulary})
			return c
		})
		if err != nil {
			return err
		}
		c, problems = found.Comparison, append(problems, found.problems...)
	}
	if c != nil {
		problems = append(problems, d.account(c)...)
	}
	if change.Failed(problems) {
		for _, p := range problems {
			printProblem(cmd.ErrOrStderr(), p, 1)
		}
		printTotal(cmd.ErrOrStderr(), after, problems, nothingMade)
		return errFailed
	}
	tellChanges(cmd, c)
	for _, p := range problems {
		printProblem(cmd.ErrOrStderr(), p, 1)
	}
	fmt.Fprint(cmd.OutOrStdout(), notCompared(c.LeftOut()))
	if len(c.Changes) == 0 {
		fmt.Fprint(cmd.OutOrStdout(), changesLine(c, problems))
		return nil
	}
	path, err := d.write(cmd, c, date)
	if err != nil {
		return err
	}
	fmt.Fprint(cmd.OutOrStdout(), changesLine(c, problems), changesWritten(path, after, date == (change.Date{}) || d.timing == ""))
	return nil
}

// check refuses flags that conflict, and returns the date of the entries.
func (d *diffJob) check(before, after string) (date change.Date, err error) {
	switch ext := strings.ToLower(filepath.Ext(d.out)); {
	case d.out != "" && ext != ".xlsx" && ext != ".toml":
		return date, noStarter(d.out)
	case sameFile(d.out, before) || sameFile(d.out, after):
		return date, overAssessment(d.out)
	case d.timing != "" && d.timing != change.Before && d.timing != change.After:
		return date, unknownFormat("--timing", d.timing, change.Before, change.After)
	case d.date == "":
		return date, nil
	}
	if day, err := time.Parse(time.DateOnly, d.date); err == nil {
		return change.Date{Day: day}, nil
	}
	if _, reading := change.ReadDate(d.date); reading != change.GoodDate {
		return date, badDate(d.date)
	}
	return change.TextDate(d.date), nil
}

// compareBooks reads two assessments and compares them. The comparison is nil if one
// cannot be read.
func compareBooks(before, after string, o outline.Options) (*outline.Comparison, []change.Problem) {
	files := []string{before, after}
	documents := make([]*outline.Document, 2)
	var problems []change.Problem
	type book struct {
		*outline.Document
		problem change.Problem
	}
	parallel.Each(len(files), len(files), func(i int) book {
		d, p := openBook(files[i])
		return book{d, p}
	}, func(i int, b book) {
		if documents[i] = b.Document; b.Document == nil {
			problems = append(problems, b.problem)
		}
	})
	if len(problems) > 0 {
		return nil, problems
	}
	outline.Read(o, documents...)
	for _, d := range documents {
		if len(d.Headings()) == 0 {
			problems = append(problems, change.Problem{Severity: change.Error, Kind: change.NoOutline, At: change.Position{File: d.File}})
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return outline.Compare(documents[0], documents[1]), nil
}

// openBook reads the cells of an assessment; the document is nil if there is a problem.
func openBook(file string) (*outline.Document, change.Problem) {
	data, err := readFile(file)
	switch {
	case err != nil:
		return nil, fileProblem(file, err)
	case !isWorkbook(data):
		return nil, notWorkbook(file, data).problems[0]
	}
	d, err := outline.Open(file, data)
	if err != nil {
		return nil, xlsx.Fault(file, err)
	}
	return d, change.Problem{}
}

// account returns what a person should check. A cell that is not accounted for prevents
// the entries from being written, unless the user asks for them anyway.
func (d *diffJob) account(c *outline.Comparison) []change.Problem {
	problems := c.Problems()
	for i := range problems {
		if d.force && problems[i].Kind == change.Unaccounted {
			problems[i].Severity = change.Warning
		}
	}
	for i := range c.Changes {
		x := &c.Changes[i]
		for _, text := range []string{x.Item, x.Before, x.After} {
			if n := len(utf16.Encode([]rune(text))); n > mostOfCell && !strings.EqualFold(filepath.Ext(d.out), ".toml") {
				problems = append(problems, change.Problem{
					Severity: change.Error, Kind: change.CellTooLong, At: c.Position(x.Cell()), Values: []string{strconv.Itoa(n)},
				})
			}
		}
	}
	return problems
}

// mostOfCell is the maximum length of an Excel cell in UTF-16 units.
const mostOfCell = 32_767

// write writes the entries and returns the path.
func (d *diffJob) write(cmd *cobra.Command, c *outline.Comparison, date change.Date) (path string, err error) {
	path = d.out
	if path == "" {
		path = strings.TrimSuffix(c.After.File, filepath.Ext(c.After.File)) + entriesName
	}
	a := &attachment{file: path, table: c.Table(date, d.timing)}
	var data []byte
	if strings.EqualFold(filepath.Ext(path), ".toml") {
		data = source.Imported(a.table, filepath.Base(c.After.File))
	} else {
		d.layOut(a, "xlsx")
		if a.sheet == nil {
			for _, p := range a.problems {
				printProblem(cmd.ErrOrStderr(), p, 1)
			}
			return "", errFailed
		}
		var b bytes.Buffer
		if err := xlsx.WriteBlank(&b, a.sheet, bookGuide(entriesHelp(filepath.Base(path), filepath.Base(c.After.File))), xlsx.Items{}); err != nil {
			return "", notWritten(cmd, err, path)
		}
		data = b.Bytes()
	}
	if target, err := d.mayReplace([]string{path}, readFile); err != nil {
		return "", notWritten(cmd, err, target)
	}
	if target, err := folders.replace(cmd.Context(), replace.File{Path: path, Data: data}); err != nil {
		return "", notWritten(cmd, err, target)
	}
	return path, nil
}

// isAssessment reports whether a workbook is a finished assessment: it has titles and
// sections.
func isAssessment(file string, data []byte) bool {
	d, err := outline.Open(file, data)
	if err != nil {
		return false
	}
	outline.Read(outline.Options{Vocabulary: outline.NewVocabulary(templates.Headings)}, d)
	return d.IsAssessment()
}

// compare compares two assessments: the one published earlier and the later one.
func (d *drop) compare(cmd *cobra.Command, files []string) step {
	var days []time.Time
	for _, file := range files {
		if b, _ := openBook(file); b != nil {
			days = append(days, b.Published())
		}
	}
	older, newer := files[0], files[1]
	switch {
	case len(days) < 2 || days[0].IsZero() || days[1].IsZero() || days[0].Equal(days[1]):
		return step{nil, func() error {
			for _, file := range files {
				printProblem(cmd.ErrOrStderr(), change.Problem{Severity: change.Error, Kind: change.NoPublishedDay, At: change.Position{File: file}}, 1)
			}
			return errFailed
		}, ""}
	case days[1].Before(days[0]):
		older, newer = newer, older
	}
	return step{append(takenLines(asOlder, []string{older}), takenLines(asNewer, []string{newer})...), func() error {
		return (&diffJob{job: d.job}).run(cmd, older, newer)
	}, nextAfterDiff}
}

// readVocabulary returns the known headings, with those of the user's file if there is one.
func readVocabulary(file string) (*outline.Vocabulary, []change.Problem) {
	v := outline.NewVocabulary(templates.Headings)
	if file == "" {
		return v, nil
	}
	data, err := readFile(file)
	if err != nil {
		return nil, []change.Problem{fileProblem(file, err)}
	}
	list, problems := source.Headings(file, data)
	if list == nil {
		return nil, problems
	}
	for _, text := range list.Labels {
		v.AddLabel(text)
	}
	for _, text := range list.NotLabels {
		v.AddValue(text)
	}
	for _, cell := range list.At {
		v.SetCell(cell, true)
	}
	for _, cell := range list.NotAt {
		v.SetCell(cell, false)
	}
	for _, sheet := range list.SkipSheets {
		v.SkipSheet(sheet)
	}
	return v, problems
}
