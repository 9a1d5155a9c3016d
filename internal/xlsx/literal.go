package xlsx

import (
	"bytes"
	"io"
	"strings"

	"betten/internal/workbook"
)

// A workbook writes characters that XML can't hold as _xHHHH_, and a text that
// happens to look so with its first _ as _x005F_. The library's own escape loses
// _xD800_, and the second of two that have a _ in common; so it is kept from seeing
// any: a mark takes the place of such a _ until the part is written.
const (
	mark = 0x7F // DEL: XML can hold it, a table can't, and it is not part of another character
)

// literal marks each _ of a text that begins what a workbook would take for an
// escape.
func literal(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	b := []byte(s)
	for i := range b {
		if workbook.IsEscape(s[i:]) {
			b[i] = mark
		}
	}
	return string(b)
}

// An unmarker writes what it is given, with each mark as the escape of a _.
type unmarker struct{ io.Writer }

func (w unmarker) Write(p []byte) (n int, err error) {
	for {
		i := bytes.IndexByte(p[n:], mark)
		if i < 0 {
			break
		}
		if _, err = w.Writer.Write(p[n : n+i]); err != nil {
			return n, err
		}
		if _, err = io.WriteString(w.Writer, workbook.Escaped); err != nil {
			return n + i, err
		}
		n += i + 1
	}
	rest, err := w.Writer.Write(p[n:])
	return n + rest, err
}
