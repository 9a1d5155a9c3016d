package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"

	"betten/internal/change"
)

// A jsonProblem is a problem as `check --format json` gives it.
type jsonProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Cell     string `json:"cell,omitempty"` // of a workbook: its sheet and cell; line is then the sheet's row
	Severity string `json:"severity"`       // error or warning
	Kind     string `json:"kind"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Text     string `json:"text"` // the line, or its beginning
}

// mostOfLine is the maximum number of bytes of a line that is given with each problem.
const mostOfLine = 2_000

func newJSONProblem(p change.Problem) jsonProblem {
	severity := "warning"
	if p.Severity == change.Error {
		severity = "error"
	}
	message, hint := describe(p)
	return jsonProblem{p.At.File, p.At.Line, p.At.Column, p.At.Cell, severity, string(p.Kind), message, hint, upTo(p.At.Text, mostOfLine)}
}

// printJSON prints a value on one line, with Japanese unescaped.
func printJSON(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}

// A problemList prints problems as one JSON value. It prints each one as soon as it is
// known, since there may be very many.
type problemList struct {
	w    io.Writer
	some bool
	err  error // the first write error
}

func (l *problemList) add(p change.Problem) {
	var one bytes.Buffer
	if l.some {
		one.WriteByte(',')
	} else {
		one.WriteString(`{"problems":[`)
	}
	l.some = true
	err := printJSON(&one, newJSONProblem(p))
	if l.err = cmp.Or(l.err, err); l.err == nil {
		_, l.err = l.w.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n")))
	}
}

// end ends the list and returns the first write error.
func (l *problemList) end() error {
	rest := "]}\n"
	if !l.some {
		rest = `{"problems":[` + rest
	}
	if l.err == nil {
		_, l.err = io.WriteString(l.w, rest)
	}
	return l.err
}
