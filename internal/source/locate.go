package source

import (
	"sort"
	"sync"
	"unicode/utf8"

	"betten/internal/change"
)

// cells are the places of an entry file.
type cells struct {
	head    map[string]*value
	entries []cellValues
}

type cellValues struct {
	header int // where the entry begins
	values [change.Columns]*value
}

// A locator finds a byte of a cell's text in the file in which it was written. It works
// this out when a place is asked for, and keeps the result for the last cell.
type locator struct {
	lines *lines
	cells cells

	mu       sync.Mutex // of what follows
	last     *value
	segments []segment
}

// Locate implements change.Locator. The place of a missing cell is the beginning of
// its entry; a place beyond the end of a text is that end.
func (l *locator) Locate(p change.Place) change.Position {
	if p.Entry < 0 || p.Entry >= len(l.cells.entries) || p.Column < 0 || p.Column >= change.Columns {
		return change.Position{File: l.lines.file}
	}
	e := &l.cells.entries[p.Entry]
	v := e.values[p.Column]
	switch {
	case v == nil:
		return l.lines.position(e.header)
	case v.kind != words && v.kind != list:
		return l.lines.position(v.at.start)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last != v {
		l.last, l.segments = v, l.lines.segments(v)
	}
	return l.lines.position(fileOffset(l.segments, p.Offset, v.at.end))
}

// A segment is a stretch of a text that is written in the file as it is or, if it is
// an escape, as something else. It ends where the next one begins.
type segment struct {
	text   int // offset in the text
	file   int // where that stands in the file
	escape bool
}

// fileOffset returns the offset in the file of a byte of a text. For an empty text
// this is where its quotes open.
func fileOffset(segments []segment, offset, end int) int {
	n := sort.Search(len(segments), func(i int) bool { return segments[i].text > offset })
	if n == 0 {
		if len(segments) == 0 {
			return end
		}
		return segments[0].file
	}
	s := segments[n-1]
	if s.escape {
		return s.file
	}
	return min(s.file+offset-s.text, end)
}

// segments splits the text of a cell into segments.
func (l *lines) segments(v *value) []segment {
	if v.kind == words {
		s, _ := l.stringSegments(nil, v.at, 0)
		return s
	}
	var all []segment
	at := 0
	for _, e := range v.list {
		if e.kind == words {
			all, at = l.stringSegments(all, e.at, at)
			at++ // the line feed between two levels
		}
	}
	return all
}

// stringSegments adds the segments of one string, whose text begins at an offset, and
// returns the offset after it.
func (l *lines) stringSegments(all []segment, at span, offset int) ([]segment, int) {
	raw := l.text[:at.end]
	quote, i, end := raw[at.start], at.start+1, at.end-1
	if many := end-i >= 5 && raw[i] == quote && raw[i+1] == quote; many {
		i, end = i+2, end-2
		if i < end && raw[i] == '\r' {
			i++
		}
		if i < end && raw[i] == '\n' {
			i++
		}
	}
	if i >= end {
		return append(all, segment{offset, at.start, true}), offset
	}
	all = append(all, segment{offset, i, false})
	add := func(file, length, skipped int, escape bool) {
		if escape {
			all = append(all, segment{offset, file, true})
		}
		offset += length
		all = append(all, segment{offset, file + skipped, false})
	}
	for from := i; i < end; {
		switch {
		case raw[i] == '\r':
			offset += i - from
			add(i, 0, 1, false)
			i++
			from = i
		case raw[i] == '\\' && quote == '"':
			offset += i - from
			length, skipped := escape(raw[i:end])
			add(i, length, skipped, true)
			i += skipped
			from = i
		default:
			i++
			if i == end {
				offset += i - from
			}
		}
	}
	if l.closingBreak(at) {
		offset-- // not part of the text
	}
	return all, offset
}

// closingBreak reports whether the closing quotes of a multi-line text are on a line
// of their own. The line break before them does not count if it is the one after the
// opening quotes, or one that a backslash swallows.
func (l *lines) closingBreak(at span) bool {
	n := at.end - 4
	if n <= at.start+3 || l.text[n] != '\n' {
		return false
	}
	if l.text[n-1] == '\r' {
		n--
	}
	slashes := 0
	for l.text[at.start] == '"' && l.text[n-1-slashes] == '\\' {
		slashes++
	}
	return n > at.start+3 && slashes%2 == 0
}

// escape returns how many bytes an escape represents, and how many it takes. A backslash
// before a line break swallows all blanks after it.
func escape(raw []byte) (length, skipped int) {
	if len(raw) < 2 {
		return 0, len(raw)
	}
	digits := 0
	switch raw[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case ' ', '\t', '\r', '\n':
		n := 1
		for n < len(raw) && (raw[n] == ' ' || raw[n] == '\t' || raw[n] == '\r' || raw[n] == '\n') {
			n++
		}
		return 0, n
	default:
		return 1, 2
	}
	r := rune(0)
	for _, c := range raw[2:min(2+digits, len(raw))] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		default:
			r = r<<4 | rune(c|0x20-'a'+10)
		}
	}
	return max(1, utf8.RuneLen(r)), min(2+digits, len(raw))
}
