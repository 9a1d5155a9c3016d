package object

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
)

// unpack reads a file as WriteTo writes it: Parse reads only what fpdf writes.
func unpack(data []byte) (*File, error) {
	p := &parser{data: data, at: bytes.LastIndex(data, []byte("startxref")) + len("startxref")}
	at, err := p.integer()
	if err != nil {
		return nil, err
	}
	value, err := p.objectAt(at)
	if err != nil {
		return nil, err
	}
	table := value.(*Stream)
	entries, err := inflated(table)
	if err != nil {
		return nil, err
	}
	for key, want := range map[Name]any{"Type": Name("XRef"), "Filter": Name("FlateDecode"), "Size": len(entries) / 7} {
		if table.Dict[key] != want {
			return nil, errors.New("not a table: " + string(key))
		}
		delete(table.Dict, key)
	}
	delete(table.Dict, "W")
	f := &File{Trailer: table.Dict, Objects: make([]any, len(entries)/7)}
	for number := range f.Objects {
		e := entries[7*number:]
		place, index := int(binary.BigEndian.Uint32(e[1:])), int(binary.BigEndian.Uint16(e[5:]))
		switch {
		case e[0] == 0 && number == 0 && place == 0 && index == 0xFFFF:
		case e[0] == 1:
			if f.Objects[number], err = p.objectAt(place); err != nil {
				return nil, err
			}
		case e[0] == 2 && index < perStream:
			stream, err := p.objectAt(int(binary.BigEndian.Uint32(entries[7*place+1:])))
			if err != nil {
				return nil, err
			}
			if f.Objects[number], err = packedObject(stream.(*Stream), number, index); err != nil {
				return nil, err
			}
		default:
			return nil, errors.New("an entry of the table is of no kind")
		}
	}
	// Objects that only contain the others are left out.
	for n := len(f.Objects) - 1; n > 0; n-- {
		if s, ok := f.Objects[n].(*Stream); !ok || s.Dict["Type"] != Name("ObjStm") && s.Dict["Type"] != Name("XRef") {
			break
		}
		f.Objects = f.Objects[:n]
	}
	return f, nil
}

func (p *parser) objectAt(at int) (any, error) {
	number := &parser{data: p.data, at: at}
	n, err := number.integer()
	if err != nil {
		return nil, err
	}
	return p.object(n, at)
}

// packedObject returns the object at an index of an object stream.
func packedObject(s *Stream, number, index int) (any, error) {
	data, err := inflated(s)
	if err != nil {
		return nil, err
	}
	p := &parser{data: data}
	for i := range s.Dict["N"].(int) {
		n, err := p.integer()
		if err != nil {
			return nil, err
		}
		at, err := p.integer()
		if err != nil {
			return nil, err
		}
		if i == index {
			if n != number {
				return nil, errors.New("another object is there")
			}
			p.at = s.Dict["First"].(int) + at
			return p.value()
		}
	}
	return nil, errors.New("no such index")
}

func inflated(s *Stream) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
