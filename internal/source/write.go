package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"betten/internal/change"
)

// TOML writes a table as an entry file, the way a person would: texts of many
// lines between triple quotes, items as lists of their levels. Entries reads
// the same table from it.
//
// An entry that was read from a workbook stands below the name of its cell.
func TOML(t *change.Table) []byte {
	var b bytes.Buffer
	for _, line := range []struct{ key, text string }{
		{"form", t.Form}, {"organization", t.Organization}, {"assessment", t.Assessment},
	} {
		if line.text != "" {
			fmt.Fprintf(&b, "%s = %s\n", line.key, quoted(line.text))
		}
	}
	if t.Archive {
		b.WriteString("archive = true\n")
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		if cell := t.At(change.Place{Entry: i}).Cell; cell != "" {
			fmt.Fprintf(&b, "# %s\n", comment(cell))
		}
		b.WriteString("[[change]]\n")
		fmt.Fprintf(&b, "date = %s\n", dateValue(e.Date))
		fmt.Fprintf(&b, "item = %s\n", itemValue(e.Item))
		fmt.Fprintf(&b, "before = %s\n", textValue(e.Before))
		fmt.Fprintf(&b, "after = %s\n", textValue(e.After))
		fmt.Fprintf(&b, "timing = %s\n", textValue(e.Timing))
		if e.Explanation != "" {
			fmt.Fprintf(&b, "explanation = %s\n", textValue(e.Explanation))
		}
	}
	return b.Bytes()
}

// Imported writes a table that was read from a workbook as an entry file, below a
// line that names the workbook and by which Untouched knows the file again.
func Imported(t *change.Table, workbook string) []byte {
	body := TOML(t)
	return append(fmt.Appendf(nil, importedLine, comment(workbook), digest(body)), body...)
}

// Untouched reports whether an entry file is as Imported wrote it.
func Untouched(data []byte) bool {
	line, body, _ := bytes.Cut(data, []byte("\n"))
	sign := fmt.Appendf(nil, "betten import %08x", digest(body))
	return bytes.HasPrefix(line, []byte("# ")) && bytes.Contains(line, sign)
}

// ImportedFrom returns the name of the workbook that an entry file names as its source,
// or "" unless the file is as Imported wrote it.
func ImportedFrom(data []byte) string {
	if !Untouched(data) {
		return ""
	}
	before, after, _ := strings.Cut(importedLine, "%s")
	middle, _, _ := strings.Cut(after, "%08x")
	line, _, _ := strings.Cut(string(data), "\n")
	name, _, _ := strings.Cut(strings.TrimPrefix(line, before), middle)
	return name
}

const importedLine = "# 「%s」から読み取りました（betten import %08x）。\n"

// digest returns a short SHA-256.
func digest(data []byte) uint32 {
	sum := sha256.Sum256(data)
	return binary.BigEndian.Uint32(sum[:])
}

// comment returns a text in a form that fits a comment: on one line.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, s)
}

func dateValue(d change.Date) string {
	if d.Text == "" && !d.Day.IsZero() {
		return d.Day.Format(time.DateOnly)
	}
	return textValue(d.Text)
}

// itemValue writes the levels of an item, on one line if they are short.
func itemValue(item string) string {
	if item == "" {
		return `""`
	}
	levels := strings.Split(item, "\n")
	for i, level := range levels {
		levels[i] = quoted(level)
	}
	if line := strings.Join(levels, ", "); utf8.RuneCountInString(line) <= 50 {
		return "[" + line + "]"
	}
	return "[\n  " + strings.Join(levels, ",\n  ") + ",\n]"
}

// textValue writes a text. The line break before the closing quotes is not part of it.
func textValue(s string) string {
	switch {
	case !strings.Contains(s, "\n"):
		return quoted(s)
	case strings.Contains(s, "'''") || strings.ContainsFunc(s, escaped):
		return "\"\"\"\n" + escapes(s, true) + "\n\"\"\""
	}
	return "'''\n" + s + "\n'''"
}

// quoted writes a text on one line, without escapes if that can be.
func quoted(s string) string {
	switch {
	case !strings.ContainsAny(s, "\"\\\n") && !strings.ContainsFunc(s, escaped):
		return `"` + s + `"`
	case !strings.ContainsAny(s, "'\n") && !strings.ContainsFunc(s, escaped):
		return "'" + s + "'"
	}
	return `"` + escapes(s, false) + `"`
}

// escaped reports whether a character can be written as an escape only, or had
// better be: a tab cannot be told from spaces.
func escaped(r rune) bool {
	return r != '\n' && (r < ' ' || r == 0x7F || r == utf8.RuneError)
}

// escapes writes a text for double quotes; one of many lines keeps its line
// breaks, and those quotes that do not close it.
func escapes(s string, many bool) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\n' && many:
			b.WriteByte('\n')
		case r == '"' && many && !strings.HasPrefix(s[i:], `""`):
			b.WriteByte('"')
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case escaped(r) && r != utf8.RuneError:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
