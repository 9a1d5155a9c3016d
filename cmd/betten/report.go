package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"betten/internal/change"
	"betten/internal/replace"
)

// reports write the results of a batch, by the extension of the report.
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

// csvReport writes a report that opens in Excel. It begins with the byte order mark by which
// Excel recognises UTF-8, and has CRLF line ends. Each message of a file has a line. Only
// the first one has the file's numbers, so that sums are right.
func csvReport(b *bytes.Buffer, all []outcome) error {
	b.WriteString("\uFEFF")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	w.Write(reportHeadings)
	for i := range all {
		o := &all[i]
		errors, warnings := o.count()
		numbers := []string{
			plain(strings.Join(o.made, listComma)), strconv.Itoa(o.entries), strconv.Itoa(o.rows), strconv.Itoa(o.pages),
			strconv.Itoa(warnings), strconv.Itoa(errors), fmt.Sprintf("%.3f", o.took.Seconds()),
		}
		for _, m := range messages(o) {
			line := append([]string{plain(printable(o.name)), resultWord(o)}, numbers...)
			w.Write(append(line, m.severity, plain(printable(m.place)), plain(printable(m.message)), plain(printable(m.hint))))
			clear(numbers)
		}
	}
	w.Flush()
	return w.Error()
}

// A message is one statement of the report about a file.
type message struct{ severity, place, message, hint string }

// messages returns all messages about a file, or one empty message.
func messages(o *outcome) (all []message) {
	if o.err != nil {
		m := message{severity: severityWords[change.Error]}
		m.message, m.hint = describeOutcome(o)
		all = append(all, m)
	}
	for _, p := range o.problems {
		m := message{severity: severityWords[p.Severity], place: placeName(p.At)}
		m.message, m.hint = describe(p)
		all = append(all, m)
	}
	if o.leftOut != "" {
		all = append(all, message{message: notUsedLine(o)})
	}
	for _, path := range o.stale {
		all = append(all, message{message: staleLine(path, o.name)})
	}
	if len(all) == 0 {
		all = []message{{}}
	}
	return all
}

// plain returns a text that Excel does not take for a formula.
func plain(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// A jsonOutcome is a file in the report as JSON.
type jsonOutcome struct {
	File     string        `json:"file"`
	Result   string        `json:"result"` // made, current, left out or failed
	Made     []string      `json:"made"`
	Entries  int           `json:"entries"`
	Rows     int           `json:"rows"`
	Pages    int           `json:"pages"`
	Warnings int           `json:"warnings"`
	Errors   int           `json:"errors"`
	Seconds  float64       `json:"seconds"`
	LeftOut  string        `json:"left_out,omitempty"` // the source that this program made it from
	Stale    []string      `json:"stale,omitempty"`    // outdated outputs of an earlier run
	Message  string        `json:"message,omitempty"`  // about a file that could not be read or written
	Problems []jsonProblem `json:"problems"`
}

func jsonReport(b *bytes.Buffer, all []outcome) error {
	made := make([]jsonOutcome, len(all))
	for i := range all {
		o := &all[i]
		j := jsonOutcome{
			File: o.name, Result: "made", Made: append([]string{}, o.made...), Entries: o.entries, Rows: o.rows, Pages: o.pages,
			Seconds: float64(o.took.Milliseconds()) / 1000, Stale: o.stale, Problems: []jsonProblem{},
		}
		j.Errors, j.Warnings = o.count()
		switch {
		case o.failed():
			j.Result = "failed"
		case o.leftOut != "":
			j.Result, j.LeftOut = "left out", o.leftOut
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
