package standards

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
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

// A parser reads values one by one.
type parser struct {
	data   []byte
	at     int
	report func(clause, format string, args ...any)
	holes  [][2]int // the positions of stream data
	depth  int
}

// skeleton returns the file without the data of its streams.
func (p *parser) skeleton() []byte {
	b := bytes.Clone(p.data)
	for _, h := range p.holes {
		clear(b[h[0]:h[1]])
	}
	return b
}

// object reads an object that is not in an object stream.
func (p *parser) object(at int) (int, any, error) {
	if at < 0 || at >= len(p.data) {
		return 0, nil, errSyntax
	}
	head := opening.FindSubmatch(p.data[at:min(len(p.data), at+40)])
	if head == nil {
		p.report("6.1.9", "object at %d begins with %q", at, p.data[at:min(len(p.data), at+20)])
		return 0, nil, errSyntax
	}
	number, _ := strconv.Atoi(string(head[1]))
	p.at = at + len(head[0])
	v, err := p.value()
	if err != nil {
		return 0, nil, err
	}
	if d, ok := v.(dict); ok && bytes.HasPrefix(p.data[p.at:], []byte("\nstream")) {
		if v, err = p.stream(d); err != nil {
			return 0, nil, fmt.Errorf("object %d: %w", number, err)
		}
	}
	if !bytes.HasPrefix(p.data[p.at:], []byte("\nendobj\n")) {
		p.report("6.1.9", "object %d ends with %q", number, p.data[p.at:min(len(p.data), p.at+10)])
	}
	return number, v, nil
}

func (p *parser) stream(d dict) (*stream, error) {
	length, ok := d["Length"].(int)
	p.at += len("\nstream")
	if !ok || p.data[p.at] != '\n' || p.at+1+length > len(p.data) {
		p.report("6.1.7", "Length %v", d["Length"])
		return nil, errSyntax
	}
	p.at++
	raw := p.data[p.at : p.at+length]
	p.holes = append(p.holes, [2]int{p.at, p.at + length})
	p.at += length
	if !bytes.HasPrefix(p.data[p.at:], []byte("\nendstream")) {
		p.report("6.1.7", "a stream of Length %d ends with %q", length, p.data[p.at:min(len(p.data), p.at+12)])
		return nil, errSyntax
	}
	p.at += len("\nendstream")
	for _, key := range []name{"F", "FFilter", "FDecodeParms"} {
		if d[key] != nil {
			p.report("6.1.7", "a stream has %s", key)
		}
	}
	s := &stream{d, raw}
	switch d["Filter"] {
	case nil:
		return s, nil
	case name("FlateDecode"):
		z, err := zlib.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		s.data, err = io.ReadAll(z)
		return s, err
	}
	p.report("6.1.7", "the filter is %v", d["Filter"])
	return s, nil
}

func isSpace(c byte) bool     { return bytes.IndexByte([]byte("\x00\t\n\f\r "), c) >= 0 }
func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (p *parser) skip() {
	for p.at < len(p.data) && isSpace(p.data[p.at]) {
		p.at++
	}
}

func (p *parser) regular() string {
	from := p.at
	for p.at < len(p.data) && !isSpace(p.data[p.at]) && !isDelimiter(p.data[p.at]) {
		p.at++
	}
	return string(p.data[from:p.at])
}

var reference = regexp.MustCompile(`^\s+0\s+R\b`)

// value reads a value, or a word.
func (p *parser) value() (any, error) {
	p.skip()
	if p.depth++; p.depth > 50 {
		return nil, errSyntax
	}
	defer func() { p.depth-- }()
	if p.at >= len(p.data) {
		return nil, io.EOF
	}
	switch rest := p.data[p.at:]; {
	case bytes.HasPrefix(rest, []byte("<<")):
		p.at += 2
		d := make(dict)
		for {
			if p.skip(); bytes.HasPrefix(p.data[p.at:], []byte(">>")) {
				p.at += 2
				return d, nil
			}
			key, err := p.value()
			if err != nil {
				return nil, err
			}
			k, ok := key.(name)
			if _, twice := d[k]; !ok || twice {
				return nil, fmt.Errorf("key %v: %w", key, errSyntax)
			}
			if d[k], err = p.value(); err != nil {
				return nil, err
			}
		}
	case rest[0] == '[':
		p.at++
		a := array{}
		for {
			if p.skip(); p.at < len(p.data) && p.data[p.at] == ']' {
				p.at++
				return a, nil
			}
			v, err := p.value()
			if err != nil {
				return nil, err
			}
			a = append(a, v)
		}
	case rest[0] == '/':
		p.at++
		return p.name()
	case rest[0] == '(':
		return p.literal()
	case rest[0] == '<':
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			return nil, errSyntax
		}
		s, err := hex.DecodeString(string(rest[1:end]))
		if err != nil {
			p.report("6.1.6", "%q", rest[:end+1])
		}
		p.at += end + 1
		p.limit(len(s))
		return str(s), nil
	}
	w := p.regular()
	switch w {
	case "":
		return nil, errSyntax
	case "true", "false":
		return w == "true", nil
	case "null":
		return nil, nil
	}
	if n, err := strconv.Atoi(w); err == nil {
		if r := reference.Find(p.data[p.at:min(len(p.data), p.at+12)]); r != nil {
			p.at += len(r)
			return ref(n), nil
		}
		if n > math.MaxInt32 || n < math.MinInt32 {
			p.report("6.1.13", "the number %d", n)
		}
		return n, nil
	}
	if x, err := strconv.ParseFloat(w, 64); err == nil && !bytes.ContainsAny([]byte(w), "eEnN") {
		if math.Abs(x) > math.MaxFloat32 {
			p.report("6.1.13", "the number %g", x)
		}
		return x, nil
	}
	return word(w), nil
}

func (p *parser) limit(n int) {
	if n > 32767 {
		p.report("6.1.13", "a string of %d bytes", n)
	}
}

func (p *parser) name() (name, error) {
	raw := p.regular()
	var n []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] != '#' {
			n = append(n, raw[i])
			continue
		}
		if i+3 > len(raw) {
			return "", errSyntax
		}
		c, err := hex.DecodeString(raw[i+1 : i+3])
		if err != nil {
			return "", err
		}
		n = append(n, c...)
		i += 2
	}
	if !utf8.Valid(n) {
		p.report("6.1.8", "%q", n)
	}
	if len(n) > 127 {
		p.report("6.1.13", "a name of %d bytes", len(n))
	}
	return name(n), nil
}

func (p *parser) literal() (str, error) {
	var s []byte
	depth := 0
	for ; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; c {
		case '(':
			if depth++; depth > 1 {
				s = append(s, c)
			}
		case ')':
			if depth--; depth == 0 {
				p.at++
				p.limit(len(s))
				return str(s), nil
			}
			s = append(s, c)
		case '\\':
			p.at++
			if p.at >= len(p.data) {
				return "", errSyntax
			}
			switch e := p.data[p.at]; e {
			case 'n':
				s = append(s, '\n')
			case 'r':
				s = append(s, '\r')
			case '(', ')', '\\':
				s = append(s, e)
			default:
				return "", fmt.Errorf("\\%c: %w", e, errSyntax)
			}
		default:
			s = append(s, c)
		}
	}
	return "", errSyntax
}
