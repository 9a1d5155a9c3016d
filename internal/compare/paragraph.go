package compare

import (
	"strings"
	"unicode/utf8"
)

// A paragraph is a line of a text that is not empty: text[start:start+len(text)].
type paragraph struct {
	start int
	text  string
	size  int    // in characters
	fate  fate   //
	marks []span // in bytes of the paragraph, if it was compared word by word
}

// A fate is what happened to a paragraph.
type fate uint8

const (
	alone  fate = iota // has no counterpart: marked whole
	same               // stands unchanged in its order
	moved              // stands unchanged elsewhere
	worded             // has a counterpart in other words
)

// A span is a part of a string, in bytes.
type span struct{ start, end int }

// paragraphs returns the lines of a text without the empty ones. Empty lines are not
// marked, and a line left empty for its looks is not paired with anything.
func paragraphs(s string) []paragraph {
	var ps []paragraph
	start := 0
	for line := range strings.SplitSeq(s, "\n") {
		if text := strings.TrimSuffix(line, "\r"); text != "" {
			ps = append(ps, paragraph{start: start, text: text, size: utf8.RuneCountInString(text)})
		}
		start += len(line) + 1
	}
	return ps
}

// whole marks all paragraphs.
func whole(ps []paragraph) []Mark {
	var marks []Mark
	for _, p := range ps {
		marks = append(marks, Mark{Start: p.start, End: p.start + len(p.text)})
	}
	return marks
}

// marksOf returns the marks of one side according to the fates of its paragraphs.
func marksOf(ps []paragraph) []Mark {
	var marks []Mark
	for _, p := range ps {
		switch p.fate {
		case alone, moved:
			marks = append(marks, Mark{p.start, p.start + len(p.text), p.fate == moved})
		case worded:
			for _, s := range p.marks {
				marks = append(marks, Mark{Start: p.start + s.start, End: p.start + s.end})
			}
		}
	}
	return marks
}
