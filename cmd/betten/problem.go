package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"github.com/mattn/go-runewidth"

	"betten/internal/change"
)

// terminal measures how wide the terminal shows characters. Its East Asian width, by which
// ① and … are wide, comes from the user's locale and, on Windows, from the console's code
// page.
var terminal = runewidth.DefaultCondition

// window is how much of a long line is shown around a problem, in columns; on a
// narrow terminal it is less, so that the caret is below its character.
const window = 100

// printProblem prints a problem with its place, its line, a caret below the character, and
// a hint. Places is how many places have the same problem.
//
//	entries.toml:12:10: エラー: …
//	  12 | timing = "事　前"
//	     |           ^
//	  → …
//
// In a workbook the place is that of a cell: 変更箇所.xlsx:変更箇所!E5.
func printProblem(w io.Writer, p change.Problem, places int) {
	message, hint := describe(p)
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s\n", printable(placeName(p.At)), severityWords[p.Severity], printable(message)+morePlaces(places-1))
	if p.At.Line > 0 && (p.At.Cell == "" || p.At.Text != "") {
		gutter := fmt.Sprintf("%4d | ", p.At.Line)
		if _, cell, ok := cutSheet(p.At.Cell); ok {
			gutter = fmt.Sprintf("%4s | ", cell)
		} else if p.At.Cell != "" { // of a PDF
			gutter = fmt.Sprintf("%4s | ", "")
		}
		room := window
		if wide := columns(w); wide > 0 {
			room = max(10, min(room, wide-terminal.StringWidth(gutter)-12)) // room for the text around the problem, and for its last characters
		}
		text, caret := excerpt(p.At.Text, p.At.Column, room)
		b.WriteString(gutter + text + "\n")
		if p.At.Column > 0 {
			b.WriteString(strings.Repeat(" ", len(gutter)-2) + "| " + caret + "^\n")
		}
	}
	if hint != "" {
		b.WriteString("  → " + printable(hint) + "\n")
	}
	io.WriteString(w, b.String())
}

// printTotal ends the problems of a file with their number.
func printTotal(w io.Writer, file string, problems []change.Problem, then string) {
	errors, warnings := count(problems)
	fmt.Fprintln(w, totalLine(printable(file), errors, warnings, then))
}

// count returns how many problems are errors, and how many are warnings.
func count(problems []change.Problem) (errors, warnings int) {
	for _, p := range problems {
		if p.Severity == change.Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// placeName formats a place so that editors can jump to it.
func placeName(at change.Position) string {
	switch {
	case at.Cell != "":
		return at.File + ":" + at.Cell
	case at.Line == 0:
		return at.File
	case at.Column == 0:
		return fmt.Sprintf("%s:%d", at.File, at.Line)
	}
	return fmt.Sprintf("%s:%d:%d", at.File, at.Line, at.Column)
}

// cutSheet splits a place in a workbook. The name of the sheet may contain a ! too.
func cutSheet(place string) (sheet, cell string, ok bool) {
	i := strings.LastIndexByte(place, '!')
	if i < 0 {
		return "", place, false
	}
	return place[:i], place[i+1:], true
}

// A lastLine caches the line that was shown last, split into characters, so that a thousand
// problems on one line split it only once.
type lastLine struct {
	mu    sync.Mutex
	line  string
	runes []rune
}

var lineShown lastLine

func (l *lastLine) cells(line string) []rune {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.runes == nil || l.line != line {
		l.line, l.runes = line, []rune(line)
	}
	return l.runes
}

// excerpt returns a line as it can be shown, and the blanks that put a caret below a
// column. A line that is too long is cut around that column, and may exceed the room by 8
// columns at most. The blanks are as wide as the text above them in any font, since
// Japanese is padded with Japanese blanks.
func excerpt(line string, column, room int) (text, blanks string) {
	cells := lineShown.cells(line)
	at := max(0, min(column-1, len(cells)))
	from, to := at, at
	for room > 0 && (from > 0 || to < len(cells)) {
		// Two characters before for each one after keep the caret on the right, as in a line that
		// is not cut.
		for range 2 {
			if from > 0 {
				from--
				room -= terminal.StringWidth(visible(cells[from]))
			}
		}
		if to < len(cells) {
			room -= terminal.StringWidth(visible(cells[to]))
			to++
		}
	}
	var b, pad strings.Builder
	if from > 0 {
		b.WriteString("…")
		pad.WriteString(blank("…"))
	}
	for i := from; i < to; i++ {
		s := visible(cells[i])
		b.WriteString(s)
		if i < at {
			pad.WriteString(blank(s))
		}
	}
	if to < len(cells) {
		b.WriteString("…")
	}
	return b.String(), pad.String()
}

// blank returns white space as wide as s; a tab stays a tab.
func blank(s string) string {
	if s == "\t" {
		return s
	}
	if n := terminal.StringWidth(s); len([]rune(s)) > 1 || n < 2 {
		return strings.Repeat(" ", n)
	}
	return "\u3000"
}

// visible returns a character as a terminal may show it. An invisible character, or one
// that would control the terminal, is replaced by its code.
func visible(r rune) string {
	switch {
	case r == '\t', unicode.Is(unicode.Variation_Selector, r):
		return string(r)
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp):
		return fmt.Sprintf("<U+%04X>", r)
	}
	return string(r)
}

func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\n' {
			b.WriteString("⏎")
			continue
		}
		b.WriteString(visible(r))
	}
	return b.String()
}
