package main

import (
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

// mostOfLine is how many bytes of a line are told with each of its problems.
const mostOfLine = 2_000

func newJSONProblem(p change.Problem) jsonProblem {
	severity := "warning"
	if p.Severity == change.Error {
		severity = "error"
	}
	message, hint := describe(p)
	return jsonProblem{p.At.File, p.At.Line, p.At.Column, p.At.Cell, severity, string(p.Kind), message, hint, upTo(p.At.Text, mostOfLine)}
}

// printJSON prints a value on a line of its own, Japanese as it is.
func printJSON(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}
