package workbook

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// An element is the start of an XML element. Name spaces are left out: those of
// the strict and the transitional form differ, and a name alone is clear enough.
type element struct {
	name  string
	attrs []xml.Attr
}

// attr returns an attribute, "" if there is none.
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func truth(s string) bool { return s == "1" || s == "true" || s == "on" }

// A walker walks through the elements of a part, from start to start.
type walker struct {
	*xml.Decoder
	meter    *meter
	depth    int // of the element last begun
	elements int // that were begun since the book counted them
}

func newWalker(r io.Reader) *walker {
	m := &meter{Reader: bufio.NewReader(r)}
	return &walker{Decoder: xml.NewDecoder(m), meter: m}
}

// A meter hands a part to the decoder, which would hold a tag or a text of any length
// before anybody could ask how long it is: an attribute takes ten times the room that
// it takes in the part.
type meter struct {
	*bufio.Reader
	taken int // bytes of the token that is being read
}

// ReadByte is all that the decoder asks for.
func (m *meter) ReadByte() (byte, error) {
	if m.taken++; m.taken > maxToken {
		return 0, fmt.Errorf("%w: a tag or a text of more than %d bytes", ErrTooLarge, maxToken)
	}
	return m.Reader.ReadByte()
}

// walk visits the start of every element of a part, to its end: XML that breaks
// off anywhere is an error, before its first element too.
func (b *Book) walk(part string, visit func(*walker, element) error) error {
	r, err := b.openPart(part)
	if err != nil {
		return err
	}
	defer r.Close()
	x := newWalker(r)
	for begun := false; ; begun = true {
		e, ok, err := x.next(0)
		if err == nil && ok {
			err = visit(x, e)
		}
		if b.elements += x.elements; b.elements > maxElements && err == nil {
			err = fmt.Errorf("%w: more than %d elements", ErrTooLarge, maxElements)
		}
		x.elements = 0
		switch {
		case err != nil:
			return err
		case !ok && !begun:
			return fmt.Errorf("%w: nothing in %s", ErrBroken, part)
		case !ok:
			return nil
		}
	}
}

// next returns the next element inside of the one at a depth: ok is false when
// that has ended.
func (x *walker) next(depth int) (e element, ok bool, err error) {
	for {
		token, err := x.token()
		if err != nil || token == nil {
			return element{}, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			return element{t.Name.Local, t.Attr}, true, nil
		case xml.EndElement:
			if x.depth < depth {
				return element{}, false, nil
			}
		}
	}
}

// token returns the next token, nil at the end.
func (x *walker) token() (xml.Token, error) {
	x.meter.taken = 0
	t, err := x.Token()
	switch {
	case errors.Is(err, ErrTooLarge):
		return nil, err
	case err == io.EOF && x.depth == 0:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	switch t.(type) {
	case xml.StartElement:
		x.elements++
		if x.depth++; x.depth > maxDepth {
			return nil, fmt.Errorf("%w: elements too deep", ErrBroken)
		}
	case xml.EndElement:
		x.depth--
	}
	return t, nil
}

// text returns the characters of the element last begun, to its end.
func (x *walker) text() (string, error) {
	var b strings.Builder
	for depth := x.depth; ; {
		t, err := x.token()
		if err != nil || t == nil {
			return "", err
		}
		if c, ok := t.(xml.CharData); ok && x.depth == depth {
			b.Write(c)
		}
		if b.Len() > maxToken { // in pieces, with comments between them
			return "", fmt.Errorf("%w: a text of more than %d bytes", ErrTooLarge, maxToken)
		}
		if x.depth < depth {
			return b.String(), nil
		}
	}
}

// richText returns the text of a string item (si, is), to its end: that of
// all its runs, but not how it is read (rPh, ふりがな).
func (x *walker) richText() (rich, error) {
	var b strings.Builder
	var runs []run
	var now run
	depth, reading, look := x.depth, 0, 0
	for {
		e, ok, err := x.next(depth)
		if err != nil || !ok {
			if len(runs) == 1 && !runs[0].own {
				runs = nil
			}
			return rich{b.String(), runs}, err
		}
		if reading >= x.depth {
			reading = 0
		}
		switch {
		case e.name == "rPh":
			reading = x.depth
		case e.name == "r":
			now = run{}
		case e.name == "rPr":
			now.own, look = true, x.depth
		case now.own && x.depth == look+1 && e.name != "t":
			now.face.set(e)
		case e.name == "t" && reading == 0:
			s, err := x.text()
			if err != nil {
				return rich{}, err
			}
			b.WriteString(unescape(s)) // no escape is parted by runs
			if b.Len() > maxToken {
				return rich{}, fmt.Errorf("%w: a text of more than %d bytes", ErrTooLarge, maxToken)
			}
			if last := len(runs) - 1; last >= 0 && runs[last].own == now.own && runs[last].face == now.face {
				runs[last].end = b.Len()
			} else {
				now.end = b.Len()
				runs = append(runs, now)
			}
		}
	}
}

// Escaped is how a workbook writes the _ that IsEscape asks about.
const Escaped = "_x005F_"

// IsEscape reports whether a text begins with _xHHHH_, by which a workbook writes the
// UTF-16 unit HHHH.
func IsEscape(s string) bool {
	_, ok := escape(s)
	return ok
}

func escape(s string) (unit rune, ok bool) {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	for _, c := range s[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		default:
			return 0, false
		}
		unit = unit<<4 | c
	}
	return unit, true
}

// unescape returns a text with its escapes resolved. Half a surrogate pair is no
// character: it stays as it is written.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for s != "" {
		unit, ok := escape(s)
		if !ok {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		written := s[:7]
		s = s[7:]
		if utf16.IsSurrogate(unit) {
			if low, ok := escape(s); ok && utf16.DecodeRune(unit, low) != '\uFFFD' {
				b.WriteRune(utf16.DecodeRune(unit, low))
				s = s[7:]
			} else {
				b.WriteString(written)
			}
			continue
		}
		b.WriteRune(unit)
	}
	return b.String()
}
