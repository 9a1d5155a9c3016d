package standards

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"unicode/utf8"
)

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
