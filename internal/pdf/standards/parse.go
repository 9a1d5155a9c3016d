package standards

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"unicode/utf8"
)

type (
	name  string
	str   string
	array []any
	dict  map[name]any
	ref   int

	// A stream is a stream with its data unpacked.
	stream struct {
		dict dict
		data []byte
	}
	// A word is a keyword or an operator.
	word string
)

// A file is the objects of a PDF.
type file struct {
	trailer dict
	objects map[ref]any
}

// get returns a value, or for a reference the object it refers to.
func (f *file) get(v any) any {
	if r, ok := v.(ref); ok {
		return f.objects[r]
	}
	return v
}

func (f *file) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) array(v any) array { a, _ := f.get(v).(array); return a }

func (f *file) number(v any) float64 {
	switch v := f.get(v).(type) {
	case int:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

var (
	errSyntax = errors.New("syntax")
	ending    = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\r?\n?$`)
	opening   = regexp.MustCompile(`^(\d+) 0 obj\r?\n`)
)

// parse reads a file with a cross-reference stream.
func parse(data []byte, report func(clause, format string, args ...any)) (*file, error) {
	if !regexp.MustCompile(`^%PDF-1\.[0-7]\r?\n%[\x80-\xFF]{4}`).Match(latin(data[:min(20, len(data))])) {
		report("6.1.2", "header %q", data[:min(20, len(data))])
	}
	end := ending.FindSubmatch(data)
	if end == nil {
		report("6.1.3", "the end is %q", data[max(0, len(data)-40):])
		return nil, errors.New("no end")
	}
	at, err := strconv.Atoi(string(end[1]))
	if err != nil {
		return nil, err
	}
	p := &parser{data: data, report: report}
	_, v, err := p.object(at)
	if err != nil {
		return nil, fmt.Errorf("the cross-reference: %w", err)
	}
	table, ok := v.(*stream)
	if !ok || table.dict["Type"] != name("XRef") {
		return nil, errors.New("no cross-reference stream")
	}
	f := &file{trailer: table.dict, objects: make(map[ref]any)}
	w, _ := table.dict["W"].(array)
	if len(w) != 3 {
		return nil, fmt.Errorf("a cross-reference stream with /W %v", table.dict["W"])
	}
	var width [3]int
	for i := range width {
		width[i], _ = w[i].(int)
	}
	size := width[0] + width[1] + width[2]
	if size < 1 || len(table.data)%size != 0 || len(table.data)/size != table.dict["Size"] {
		report("6.1.4", "%d bytes of entries of %d, Size %v", len(table.data), size, table.dict["Size"])
	}
	type packed struct{ stream, index int }
	inStreams := make(map[int]packed)
	covered := 0
	for number := 0; (number+1)*size <= len(table.data); number++ {
		var e [3]int
		rest := table.data[number*size:]
		for i, n := range width {
			for _, b := range rest[:n] {
				e[i] = e[i]<<8 | int(b)
			}
			rest = rest[n:]
		}
		switch e[0] {
		case 0:
			if number > 0 {
				report("6.1.4", "object %d is free", number)
			}
		case 1:
			n, v, err := p.object(e[1])
			if err != nil || n != number {
				report("6.1.4", "object %d is not at %d: %v", number, e[1], err)
				continue
			}
			f.objects[ref(number)] = v
			covered++
		case 2:
			inStreams[number] = packed{e[1], e[2]}
		}
	}
	if n := len(regexp.MustCompile(`\bobj\b`).FindAll(p.skeleton(), -1)); n < covered {
		report("6.1.9", "%d objects, of which the table has %d", n, covered)
	}
	contents := make(map[int]map[int]any)
	for number, at := range inStreams {
		if contents[at.stream] == nil {
			s, ok := f.objects[ref(at.stream)].(*stream)
			if !ok || s.dict["Type"] != name("ObjStm") {
				return nil, fmt.Errorf("object %d is in %d, which is no object stream", number, at.stream)
			}
			if contents[at.stream], err = unpack(s, report); err != nil {
				return nil, fmt.Errorf("object stream %d: %w", at.stream, err)
			}
		}
		v, ok := contents[at.stream][number]
		if !ok {
			report("6.1.4", "object %d is not in stream %d", number, at.stream)
		}
		f.objects[ref(number)] = v
	}
	return f, nil
}

// unpack returns the objects of an object stream, by number.
func unpack(s *stream, report func(clause, format string, args ...any)) (map[int]any, error) {
	found := make(map[int]any)
	first, _ := s.dict["First"].(int)
	n, _ := s.dict["N"].(int)
	index := &parser{data: s.data, report: report}
	for range n {
		number, err := index.value()
		if err != nil {
			return nil, err
		}
		at, err := index.value()
		if err != nil {
			return nil, err
		}
		p := &parser{data: s.data, at: first + at.(int), report: report}
		if found[number.(int)], err = p.value(); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// latin returns each byte as a character, so that a regular expression can match any byte.
func latin(b []byte) []byte {
	var out []byte
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}
