package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"betten/internal/replace"
)

// reports write what became of the files of a batch, by the ending of the report.
var reports = map[string]func(*bytes.Buffer, []outcome) error{
	".csv":  csvReport,
	".json": jsonReport,
}

// write writes the report.
func (t *tally) write(ctx context.Context, path string) error {
	var b bytes.Buffer
	if err := reports[strings.ToLower(filepath.Ext(path))](&b, t.outcomes); err != nil {
		return err
	}
	_, err := replace.Files(ctx, replace.File{Path: path, Data: b.Bytes()})
	return err
}

// csvReport writes a report that opens in Excel: with the mark by which it knows
// UTF-8, and its line ends.
func csvReport(b *bytes.Buffer, all []outcome) error {
	b.WriteString("\uFEFF")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	w.Write(reportHeadings)
	for i := range all {
		o := &all[i]
		errors, warnings := o.count()
		message := ""
		switch {
		case o.err != nil:
			message, _ = describeOutcome(o)
		case len(o.problems) > 0:
			worst := o.problems[0]
			for _, p := range o.problems {
				if p.Severity > worst.Severity {
					worst = p
				}
			}
			words, _ := describe(worst)
			message = printable(placeName(worst.At) + ": " + words)
		}
		w.Write([]string{
			plain(printable(o.name)), resultWord(o), plain(strings.Join(o.made, "、")), strconv.Itoa(o.entries), strconv.Itoa(o.rows),
			strconv.Itoa(o.pages), strconv.Itoa(warnings), strconv.Itoa(errors), fmt.Sprintf("%.3f", o.took.Seconds()), plain(message),
		})
	}
	w.Flush()
	return w.Error()
}

// plain returns a text that Excel takes for no formula.
func plain(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// A jsonOutcome is a file in the report as JSON.
type jsonOutcome struct {
	File     string        `json:"file"`
	Result   string        `json:"result"` // made, current or failed
	Made     []string      `json:"made"`
	Entries  int           `json:"entries"`
	Rows     int           `json:"rows"`
	Pages    int           `json:"pages"`
	Warnings int           `json:"warnings"`
	Errors   int           `json:"errors"`
	Seconds  float64       `json:"seconds"`
	Message  string        `json:"message,omitempty"` // of a file that could not be read or written
	Problems []jsonProblem `json:"problems"`
}

func jsonReport(b *bytes.Buffer, all []outcome) error {
	made := make([]jsonOutcome, len(all))
	for i := range all {
		o := &all[i]
		j := jsonOutcome{
			File: o.name, Result: "made", Made: append([]string{}, o.made...), Entries: o.entries, Rows: o.rows, Pages: o.pages,
			Seconds: float64(o.took.Milliseconds()) / 1000, Problems: []jsonProblem{},
		}
		j.Errors, j.Warnings = o.count()
		switch {
		case o.failed():
			j.Result = "failed"
		case o.current:
			j.Result = "current"
		}
		if o.err != nil {
			j.Message, _ = describeOutcome(o)
		}
		for _, p := range o.problems {
			j.Problems = append(j.Problems, newJSONProblem(p))
		}
		made[i] = j
	}
	return printJSON(b, map[string]any{"files": made})
}
