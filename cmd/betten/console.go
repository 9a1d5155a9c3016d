package main

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strings"

	"golang.org/x/term"

	"betten/internal/text"
)

// columns returns how many columns the terminal behind w has, or 0 if w is not a terminal.
func columns(w io.Writer) int {
	if o, ok := w.(*output); ok {
		w = o.Writer
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	wide, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return wide
}

// listed matches the start of a line of a list: the term and the blanks after it.
var listed = regexp.MustCompile(`^ *(\S+( \S+)* {2,})?`)

// fit breaks the lines of a text that are wider than a terminal, at places where Japanese
// may be broken. The next line has the same indent; in a list, it begins below the
// explanation.
func fit(s string, wide int) string {
	if wide <= 0 {
		return s
	}
	wide-- // a Windows console moves to the next line as soon as the last column is filled
	var out []byte
	for line := range strings.SplitAfterSeq(s, "\n") {
		start := listed.FindString(line)
		indent := terminal.StringWidth(start)
		at, from := 0, 0 // the column, and the start of what is not written yet
		if indent > wide/2 {
			out = append(append(out, strings.TrimRight(start, " ")...), "\n        "...)
			indent, at, from = 8, 8, len(start)
		}
		for _, to := range append(text.Breaks(strings.TrimSuffix(line, "\n")), len(line)) {
			if to <= from {
				continue
			}
			piece := line[from:to]
			if at+terminal.StringWidth(strings.TrimRight(piece, " \n")) > wide && at > indent {
				out = append(append(bytes.TrimRight(out, " "), '\n'), strings.Repeat(" ", indent)...)
				piece, at = strings.TrimLeft(piece, " "), indent
			}
			out = append(out, piece...)
			at, from = at+terminal.StringWidth(piece), to
		}
	}
	return string(out)
}
