package object

import (
	"bytes"
	"encoding/hex"
	"strconv"
)

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (p *parser) skipSpace() {
	for p.at < len(p.data) && isSpace(p.data[p.at]) {
		p.at++
	}
}

// next reports whether a mark comes next, without consuming it.
func (p *parser) next(mark string) bool {
	p.skipSpace()
	return bytes.HasPrefix(p.data[p.at:], []byte(mark))
}

// regular reads the characters up to a space or a delimiter.
func (p *parser) regular() string {
	start := p.at
	for p.at < len(p.data) && !isSpace(p.data[p.at]) && !isDelimiter(p.data[p.at]) {
		p.at++
	}
	return string(p.data[start:p.at])
}

// word reads a keyword.
func (p *parser) word(keyword string) error {
	p.skipSpace()
	if p.regular() != keyword {
		return errSyntax
	}
	return nil
}

func (p *parser) integer() (int, error) {
	p.skipSpace()
	return strconv.Atoi(p.regular())
}

func (p *parser) name() (Name, error) {
	p.at++
	raw := p.regular()
	if raw == "" {
		return "", errSyntax
	}
	var name []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] != '#' {
			name = append(name, raw[i])
			continue
		}
		if i+2 >= len(raw) {
			return "", errSyntax
		}
		c, err := strconv.ParseUint(raw[i+1:i+3], 16, 8)
		if err != nil {
			return "", errSyntax
		}
		name = append(name, byte(c))
		i += 2
	}
	return Name(name), nil
}

// escapes are the characters that may follow a backslash, except octal digits and line
// ends.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f', '(': '(', ')': ')', '\\': '\\'}

// literal reads a string in parentheses.
func (p *parser) literal() (String, error) {
	var s []byte
	depth := 0
	for ; p.at < len(p.data); p.at++ {
		c := p.data[p.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				p.at++
				return String(s), nil
			}
		case '\r': // any line end in a string counts as a line feed
			if p.at+1 < len(p.data) && p.data[p.at+1] == '\n' {
				p.at++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = p.escape(); !ok {
				return "", errSyntax
			}
		}
		s = append(s, c)
	}
	return "", errSyntax
}

// escape reads the escape sequence after a backslash, up to its last character.
func (p *parser) escape() (byte, bool) {
	p.at++
	if p.at == len(p.data) {
		return 0, false
	}
	if c, ok := escapes[p.data[p.at]]; ok {
		return c, true
	}
	if p.at+3 > len(p.data) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.data[p.at:p.at+3]), 8, 8)
	p.at += 2
	return byte(n), err == nil
}

// hex reads a string in angle brackets.
func (p *parser) hex() (String, error) {
	end := bytes.IndexByte(p.data[p.at:], '>')
	if end < 0 {
		return "", errSyntax
	}
	digits := bytes.Join(bytes.Fields(p.data[p.at+1:p.at+end]), nil)
	if len(digits)%2 != 0 {
		digits = append(digits, '0')
	}
	s := make([]byte, len(digits)/2)
	if _, err := hex.Decode(s, digits); err != nil {
		return "", errSyntax
	}
	p.at += end + 1
	return String(s), nil
}
