package source

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"betten/internal/change"
)

// TOML writes a table as an entry file, the way a person would: texts of many
// lines between triple quotes, items as lists of their levels. Entries reads
// the same table from it.
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

// textValue writes a text. The line break before the closing quotes is no part
// of it.
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
