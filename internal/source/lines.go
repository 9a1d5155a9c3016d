package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"

	"betten/internal/change"
)

// A span is a stretch of a file, in bytes.
type span struct{ start, end int }

// block is the distance between the known character counts of a file.
const block = 1024

// lines finds the line and column of any byte of a file. It counts once, when a place is
// first asked for, because most files have no problem.
type lines struct {
	file string
	text []byte // valid UTF-8
	raw  []byte // as the user wrote it, byte for byte in the same place

	once   sync.Once
	starts []int // where each line begins
	counts []int // characters before each block

	mu   sync.Mutex // of what follows: the line that was shown last, since
	last int        // a thousand problems of one long line share its text
	show string
}

func (l *lines) count() {
	l.starts = append(make([]int, 0, bytes.Count(l.text, []byte("\n"))+1), 0)
	for i := 0; ; {
		n := bytes.IndexByte(l.text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		l.starts = append(l.starts, i)
	}
	l.counts = make([]int, 0, len(l.text)/block+1)
	n := 0
	for i := 0; i <= len(l.text); i += block {
		l.counts = append(l.counts, n)
		n += characters(l.text[i:min(i+block, len(l.text))])
	}
}

// characters counts the characters that begin in b.
func characters(b []byte) (n int) {
	for _, c := range b {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// before counts the characters before offset in constant time.
func (l *lines) before(offset int) int {
	b := offset / block
	return l.counts[b] + characters(l.text[b*block:offset])
}

// line returns the number of the line that offset stands on, from 1, and the
// line without its end.
func (l *lines) line(offset int) (int, span) {
	l.once.Do(l.count)
	n := sort.SearchInts(l.starts, offset+1)
	s := span{l.starts[n-1], len(l.text)}
	if n < len(l.starts) {
		s.end = l.starts[n] - 1
	}
	if s.end > s.start && l.text[s.end-1] == '\r' {
		s.end--
	}
	return n, s
}

// position returns the place of a byte as a person counts.
func (l *lines) position(offset int) change.Position {
	offset = max(0, min(offset, len(l.text)))
	n, s := l.line(offset)
	offset = min(offset, s.end)
	for offset > s.start && offset < len(l.text) && l.text[offset]&0xC0 == 0x80 {
		offset--
	}
	return change.Position{
		File:   l.file,
		Line:   n,
		Column: l.before(offset) - l.before(s.start) + 1,
		Text:   l.shown(n, s),
	}
}

// shown returns a line as the user wrote it, with U+FFFD for each invalid byte, so that
// it has as many characters as columns.
func (l *lines) shown(n int, s span) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last != n {
		line := string(l.raw[s.start:s.end])
		if !utf8.ValidString(line) {
			line = string([]rune(line))
		}
		l.last, l.show = n, line
	}
	return l.show
}
