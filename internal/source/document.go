// Package source reads and writes the files that people edit: entry files and forms
// (様式), both TOML. What is wrong in a file is not a Go error: all of it is returned as
// problems with their places, and what can be read around them is read.
//
// BurntSushi/toml decodes the values, and so decides what a file says. It stops at the
// first fault, matches keys whatever their case, and does not give the line and column
// of a value. So the parser of go-toml (package unstable) finds the place of each key
// and value first. It is started again after each fault, so that all of them are found,
// and what would stop the decoder is blanked out in the copy that the decoder gets. The
// rest is ours: which fault a person made, what was probably meant, and entry files as
// people write them, which no encoder produces.
package source

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/BurntSushi/toml"

	"betten/internal/change"
)

// A document is a parsed TOML file.
type document struct {
	lines
	keys     *vocabulary
	root     *table
	faults   []fault
	patches  []patch // for the decoder, in order
	stopped  bool    // the end of the file could not be read
	decoded  bool
	current  *table // that keys are added to
	detached bool   // current has no place in the tree
	last     *value // the last one added
}

// A fault is a problem at a byte; its position is computed when all are known.
type fault struct {
	offset int
	change.Problem
}

// A patch is what the decoder reads instead of a stretch of the file.
type patch struct {
	span
	text string
}

// read parses a file. Its root is nil if the file is not a text.
func read(file string, data []byte, keys *vocabulary) *document {
	d := &document{keys: keys}
	d.file = file
	if k, values := Unreadable(data); k != "" {
		d.faults = append(d.faults, fault{-1, change.Problem{
			Severity: change.Error, Kind: k, At: change.Position{File: file}, Values: values,
		}})
		return d
	}
	d.raw = bytes.TrimPrefix(data, byteOrderMark)
	d.text = d.clean(d.raw)
	d.root = &table{}
	d.current = d.root
	d.parse()
	d.decode()
	return d
}

// fail reports an error at a byte of the file.
func (d *document) fail(offset int, k change.Kind, values ...string) {
	d.report(change.Error, offset, k, values...)
}

func (d *document) report(s change.Severity, offset int, k change.Kind, values ...string) {
	d.faults = append(d.faults, fault{offset, change.Problem{Severity: s, Kind: k, Values: values}})
}

// problems returns all faults as problems, in the order of their places, and more.
func (d *document) problems(more ...change.Problem) []change.Problem {
	slices.SortStableFunc(d.faults, func(a, b fault) int { return cmp.Compare(a.offset, b.offset) })
	all := make([]change.Problem, 0, len(d.faults)+len(more))
	for _, f := range d.faults {
		if f.offset >= 0 {
			f.At = d.position(f.offset)
		}
		all = append(all, f.Problem)
	}
	return append(all, more...)
}

// patch has the decoder read other text in place of a stretch of the file.
func (d *document) patch(s span, text string) { d.patches = append(d.patches, patch{s, text}) }

// decode reads the values, and hangs each into the tree. A fault that the parser
// let pass, such as a dotted key into a finished table, is reported as such.
func (d *document) decode() {
	var values map[string]any
	if _, err := toml.Decode(string(d.patched()), &values); err != nil {
		d.refused(err)
		return
	}
	d.decoded = true
	d.root.fill(values)
}

// refused reports what the decoder alone finds wrong, unless a fault that was
// reported may be the reason.
func (d *document) refused(err error) {
	if len(d.faults) > 0 {
		return
	}
	offset := 0
	if e, ok := err.(toml.ParseError); ok {
		d.once.Do(d.count)
		offset = d.starts[max(0, min(e.Position.Line, len(d.starts))-1)]
	}
	d.fail(offset, change.Syntax)
}

// patched is the file as the decoder gets it, its lines ended by line feeds
// alone: a carriage return in a value is then one the user wrote as an escape.
func (d *document) patched() []byte {
	slices.SortStableFunc(d.patches, func(a, b patch) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	text := d.text
	if len(d.patches) > 0 {
		text = make([]byte, 0, len(d.text)+16)
		at := 0
		for _, p := range d.patches {
			if p.start < at {
				continue // within one before it
			}
			text = append(append(text, d.text[at:p.start]...), p.text...)
			at = p.end
		}
		text = append(text, d.text[at:]...)
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	return text
}
