package source

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"betten/internal/change"
)

// parse builds the tree. At a fault it reports what is wrong, marks the key as
// unread, and resumes at the next line that can only be a key or a header. Only
// an unclosed text hides everything that follows it.
func (d *document) parse() {
	var p unstable.Parser
	for at := 0; at < len(d.text); {
		p.Reset(d.text[at:])
		end := at
		for p.NextExpression() {
			n := p.Expression()
			d.expression(n, at)
			end = at + d.expressionEnd(n)
		}
		var e *unstable.ParserError
		if !errors.As(p.Error(), &e) {
			return
		}
		f := failure{
			start:   d.nextLine(end, end > at),
			offset:  at + int(p.Range(e.Highlight).Offset),
			message: e.Message,
		}
		f.line = span{f.start, d.lineEnd(f.start)}
		instead := d.diagnose(f)
		switch {
		case d.stopped:
			at = len(d.text)
		case !bytes.HasPrefix(d.text[f.line.start:], []byte("＃")):
			at = f.line.end
			if f.says("expected newline") { // its value was read to its end
				at = d.lineEnd(f.offset)
			}
			at = d.resume(at)
		default: // only this line was meant as a comment
			at = f.line.end
		}
		d.patch(span{d.lineStart(f.start), at}, instead+"\n")
	}
}

// expressionEnd is the offset of the last byte known to belong to an expression.
// Only a comment may follow on its line.
func (d *document) expressionEnd(n *unstable.Node) int {
	if n.Kind == unstable.KeyValue {
		return int(n.Raw.Offset + n.Raw.Length)
	}
	end := 0
	for it := n.Key(); it.Next(); {
		end = int(it.Node().Raw.Offset + it.Node().Raw.Length)
	}
	return end
}

// nextLine finds the first line with an expression: at offset, or below it if an
// expression ends there. It returns the offset of the line's first word.
func (d *document) nextLine(offset int, below bool) int {
	if below {
		offset = d.lineEnd(offset) + 1
	}
	for offset < len(d.text) {
		line := d.text[offset:d.lineEnd(offset)]
		if s := bytes.TrimLeft(line, " \t"); len(s) > 0 && s[0] != '\r' && s[0] != '#' {
			return offset + len(line) - len(s)
		}
		offset += len(line) + 1
	}
	return len(d.text)
}

// resume finds the next line at which reading can continue. The lines it skips
// may have held a key.
func (d *document) resume(offset int) int {
	for offset < len(d.text) {
		offset = min(offset+1, len(d.text))
		end := d.lineEnd(offset)
		line := d.text[offset:end]
		if d.structural(line) || d.almostKey(line) || bytes.HasPrefix(line, []byte("＃")) {
			return offset
		}
		d.current.faulty = d.current.faulty || len(bytes.TrimSpace(line)) > 0 && line[0] != '#'
		offset = end
	}
	return len(d.text)
}

var (
	headerLine = regexp.MustCompile(`^[ \t]*(\[\[?|［［?)[ \t]*[A-Za-z_.-]+[ \t]*(\]\]?|］］?)[ \t\r　]*(#.*)?$`)
	keyLine    = regexp.MustCompile(`^[ \t　]*["']?([A-Za-z_.-]+|[^\x00-\x7F]+)["']?[ \t　]*(=|＝)`)
	almostLine = regexp.MustCompile(`^[ \t]*([A-Za-z_.-]+)[ \t　]*[:："'＂“”「]`)
)

// structural reports whether a line begins a key or a table rather than text.
func (d *document) structural(line []byte) bool {
	line = line[:min(len(line), 200)]
	if m := keyLine.FindSubmatch(line); m != nil {
		return d.keys.knows(string(m[1]))
	}
	return headerLine.Match(line)
}

// almostKey reports whether a line looks like a key without its =.
func (d *document) almostKey(line []byte) bool {
	m := almostLine.FindSubmatch(line[:min(len(line), 200)])
	return m != nil && d.keys.knows(string(m[1]))
}

// A failure is a place at which the parser could not continue.
type failure struct {
	start   int    // the first byte of the expression
	line    span   // the expression's first line
	offset  int    // what the parser did not expect
	message string // why, in its own words
}

func (f *failure) says(words ...string) bool {
	for _, w := range words {
		if strings.Contains(f.message, w) {
			return true
		}
	}
	return false
}

// diagnose reports what is wrong with an expression, and returns what the decoder
// reads in its place.
func (d *document) diagnose(f failure) (instead string) {
	line := string(d.text[f.line.start:f.line.end])
	switch {
	case strings.HasPrefix(line, "[") || strings.HasPrefix(line, "［"):
		return d.badHeader(f, line)
	case f.says("nested"):
		d.fail(f.start, change.TooDeep)
		d.current.faulty = true
	case strings.HasPrefix(line, "＃"):
		d.fail(f.start, change.FullWidthSign, "＃", "#")
	case f.says("start of key", "expected key") && !f.says("keyword"): // such as true
		d.badKey(f, line)
	case f.says("'=' after key"):
		d.missingEquals(f, line)
	default:
		d.badValue(f)
	}
	return ""
}

// badHeader reports a line such as [[change] and opens the table that was meant.
func (d *document) badHeader(f failure, line string) (instead string) {
	d.fail(f.start, change.BadHeader, clip(line))
	name := strings.Trim(strings.Trim(line, "[]［］ \t\r"), " \t")
	if name != d.keys.list {
		d.current, d.detached = &table{at: f.start, faulty: true}, true
		return ""
	}
	d.header([]string{name}, true, f.line)
	return "[[" + name + "]]"
}

// badKey reports a line that does not begin with a key: usually text that belongs
// in quotes, or the Japanese name of a key.
func (d *document) badKey(f failure, line string) {
	if v := d.last; v != nil && v.kind == words && d.swallows(v.at) {
		d.unclosed(v.at.start)
		v.kind = unread
		return
	}
	if rest := strings.TrimLeft(line, " \t　"); strings.HasPrefix(line, "　") && (strings.TrimSpace(rest) == "" || d.structural([]byte(rest))) {
		d.fullWidth(f.start)
		if m := keyLine.FindStringSubmatch(rest); m != nil {
			d.unread(m[1], f.start)
		}
		return
	}
	d.current.faulty = true
	if m := keyLine.FindStringSubmatch(line); m != nil {
		d.unread(m[1], f.start)
		return
	}
	d.fail(f.start, change.StrayText, clip(line))
}

// swallows reports whether a text of many lines seems to hold the keys that
// follow it: its closing quotes are missing, and the next text's opening ones
// were taken for them.
func (d *document) swallows(v span) bool {
	raw := d.text[v.start:v.end]
	if !bytes.HasPrefix(raw, []byte("'''")) && !bytes.HasPrefix(raw, []byte(`"""`)) {
		return false
	}
	for line := range bytes.Lines(raw[3:]) {
		if d.structural(bytes.TrimRight(line, "\r\n")) {
			return true
		}
	}
	return false
}

// unclosed reports a multi-line text that does not end. What follows cannot be
// distinguished from it.
func (d *document) unclosed(open int) {
	d.fail(open, change.UnclosedText, string(d.text[open:min(open+3, len(d.text))]))
	d.stopped = true
}

// missingEquals reports a key that is followed by something else.
func (d *document) missingEquals(f failure, line string) {
	f.offset = min(f.offset, f.line.end)
	word := strings.TrimRight(line[:max(0, f.offset-f.start)], " \t")
	switch rest := d.text[f.offset:f.line.end]; {
	case !d.keys.knows(strings.Trim(word, `"'`)) && !bytes.HasPrefix(rest, []byte("＝")):
		d.badKey(f, line)
		return
	case bytes.HasPrefix(rest, []byte("＝")), bytes.HasPrefix(rest, []byte("　")):
		d.fullWidth(f.offset)
	default:
		d.fail(f.offset, change.MissingEquals, word)
	}
	d.unread(word, f.start)
}

// unread adds a key whose value could not be read to the current table.
func (d *document) unread(word string, at int) {
	word = strings.Trim(word, `"'`)
	if d.current.values[word] == nil {
		d.current.set(word, &value{kind: unread, key: at, at: span{at, d.lineEnd(at)}})
	}
	d.last = nil
}

func clip(s string) string { return clipTo(s, 20) }

// clipTo shortens a text to n characters, for quoting in a message.
func clipTo(s string, n int) string {
	s = strings.TrimSpace(s)
	i := 0
	for j := range s {
		if i == n {
			return s[:j] + "…"
		}
		i++
	}
	return s
}
