package object

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// Parse reads the objects of a file. It does not copy the data of streams, so data must not be
// changed afterwards.
func Parse(data []byte) (*File, error) {
	p := &parser{data: data}
	f, err := p.file()
	if err != nil {
		return nil, fmt.Errorf("object: at byte %d: %w", p.at, err)
	}
	return f, nil
}

type parser struct {
	data  []byte
	at    int
	depth int
}

var (
	errSyntax = errors.New("not what fpdf writes")
	errDepth  = errors.New("nested too deeply")
)

// maxDepth is far more than fpdf nests. It prevents a stack overflow on a broken file.
const maxDepth = 100

func (p *parser) file() (*File, error) {
	if !bytes.HasPrefix(p.data, []byte("%PDF-")) {
		return nil, errors.New("no PDF file")
	}
	p.at = bytes.LastIndex(p.data, []byte("startxref"))
	if p.at < 0 {
		return nil, errors.New("no startxref")
	}
	p.at += len("startxref")
	table, err := p.integer()
	if err != nil {
		return nil, err
	}
	offsets, err := p.offsets(table)
	if err != nil {
		return nil, err
	}
	f := &File{Objects: make([]any, len(offsets))}
	trailer, err := p.value()
	if err != nil {
		return nil, err
	}
	var ok bool
	if f.Trailer, ok = trailer.(Dict); !ok {
		return nil, errSyntax
	}
	for number, offset := range offsets {
		if number == 0 {
			continue
		}
		if f.Objects[number], err = p.object(number, offset); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// offsets reads the cross-reference table, up to the trailer's dictionary.
func (p *parser) offsets(table int) ([]int, error) {
	if table < 0 || table > len(p.data) {
		return nil, errSyntax
	}
	p.at = table
	if err := p.word("xref"); err != nil {
		return nil, err
	}
	first, err := p.integer()
	if err != nil || first != 0 {
		return nil, errSyntax
	}
	n, err := p.integer()
	if err != nil || n < 1 || n > len(p.data)/20 {
		return nil, errSyntax
	}
	offsets := make([]int, n)
	for i := range offsets {
		if offsets[i], err = p.integer(); err != nil {
			return nil, err
		}
		if _, err = p.integer(); err != nil {
			return nil, err
		}
		kind := "n"
		if i == 0 {
			kind = "f"
		}
		if err = p.word(kind); err != nil {
			return nil, err
		}
	}
	return offsets, p.word("trailer")
}

// object reads the object with a number at an offset.
func (p *parser) object(number, offset int) (any, error) {
	if offset < 0 || offset > len(p.data) {
		return nil, errSyntax
	}
	p.at = offset
	n, err := p.integer()
	if err != nil {
		return nil, err
	}
	if generation, err := p.integer(); err != nil || n != number || generation != 0 {
		return nil, fmt.Errorf("object %d is not where the table says", number)
	}
	if err = p.word("obj"); err != nil {
		return nil, err
	}
	value, err := p.value()
	if err != nil {
		return nil, err
	}
	if d, ok := value.(Dict); ok && p.next("stream") {
		if value, err = p.stream(d); err != nil {
			return nil, err
		}
	}
	return value, p.word("endobj")
}

// stream reads the data after a stream's dictionary.
func (p *parser) stream(d Dict) (*Stream, error) {
	p.skipSpace()
	p.at += len("stream")
	length, ok := d["Length"].(int)
	if !ok || length < 0 || p.at >= len(p.data) || p.data[p.at] != '\n' || length > len(p.data)-p.at-1 {
		return nil, errSyntax
	}
	p.at++
	s := &Stream{Dict: d, Data: p.data[p.at : p.at+length]}
	delete(d, "Length")
	p.at += length
	return s, p.word("endstream")
}

// value reads a value. If a number begins a reference, it reads the whole reference.
func (p *parser) value() (any, error) {
	p.skipSpace()
	if p.depth++; p.depth > maxDepth {
		return nil, errDepth
	}
	defer func() { p.depth-- }()
	switch rest := p.data[p.at:]; {
	case len(rest) == 0:
		return nil, errSyntax
	case bytes.HasPrefix(rest, []byte("<<")):
		return p.dict()
	case rest[0] == '[':
		return p.array()
	case rest[0] == '/':
		return p.name()
	case rest[0] == '(':
		return p.literal()
	case rest[0] == '<':
		return p.hex()
	}
	switch word := p.regular(); word {
	case "true", "false":
		return word == "true", nil
	case "null":
		return nil, nil
	default:
		return p.number(word)
	}
}

func (p *parser) number(word string) (any, error) {
	n, err := strconv.Atoi(word)
	if err != nil {
		r, err := strconv.ParseFloat(word, 64)
		if err != nil || r-r != 0 { // not NaN, nor infinite
			return nil, errSyntax
		}
		return r, nil
	}
	after := p.at
	if generation, err := p.integer(); err == nil && generation == 0 && n > 0 && p.word("R") == nil {
		return Ref(n), nil
	}
	p.at = after
	return n, nil
}

func (p *parser) dict() (Dict, error) {
	p.at += 2
	d := make(Dict)
	for !p.next(">>") {
		if !p.next("/") {
			return nil, errSyntax
		}
		p.skipSpace()
		key, err := p.name()
		if err != nil {
			return nil, err
		}
		if d[key], err = p.value(); err != nil {
			return nil, err
		}
	}
	p.skipSpace()
	p.at += 2
	return d, nil
}

func (p *parser) array() (Array, error) {
	p.at++
	a := Array{}
	for !p.next("]") {
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
	p.skipSpace()
	p.at++
	return a, nil
}
