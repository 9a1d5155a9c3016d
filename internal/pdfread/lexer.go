package pdfread

import "bytes"

// The operands and operators of a page's content. A string is a Go string of bytes,
// a number a float64, an array a []any; null, true and false are nil.
type (
	operator string
	name     string
	dict     map[name]any
)

// A lexer reads the content of a page. It terminates for any input: each call of next consumes
// at least one byte.
type lexer struct {
	src []byte
	at  int
}

// space and delimiter are the characters that end a word.
func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool {
	return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0
}

// next returns the next operand or operator. ok is false at the end.
func (l *lexer) next() (token any, ok bool) { return l.token(0) }

// end closes an array or a dictionary.
type end byte

func (l *lexer) token(depth int) (any, bool) {
	for l.at < len(l.src) {
		c := l.src[l.at]
		second := byte(0)
		if l.at+1 < len(l.src) {
			second = l.src[l.at+1]
		}
		switch {
		case space(c):
			l.at++
		case c == '%':
			for l.at < len(l.src) && l.src[l.at] != '\n' && l.src[l.at] != '\r' {
				l.at++
			}
		case c == '(':
			return l.literal(), true
		case c == '<' && second == '<':
			l.at += 2
			return l.dict(depth + 1), true
		case c == '>' && second == '>':
			l.at += 2
			return end('>'), true
		case c == '<':
			return l.hex(), true
		case c == '[':
			l.at++
			return l.array(depth + 1), true
		case c == ']':
			l.at++
			return end(']'), true
		case c == '/':
			l.at++
			return name(l.name()), true
		case delimiter(c):
			l.at++
		default:
			return l.word(), true
		}
	}
	return nil, false
}

// array reads an array to its end. An array that is nested too deep is read as empty.
func (l *lexer) array(depth int) []any {
	var a []any
	for {
		if depth > maxDepth {
			return a
		}
		t, ok := l.token(depth)
		if !ok || t == end(']') {
			return a
		}
		if _, stray := t.(operator); !stray {
			a = append(a, t)
		}
	}
}

// dict reads a dictionary to its end.
func (l *lexer) dict(depth int) dict {
	d := dict{}
	var key name
	hasKey := false
	for {
		if depth > maxDepth {
			return d
		}
		t, ok := l.token(depth)
		if !ok || t == end('>') {
			return d
		}
		switch k, isName := t.(name); {
		case hasKey:
			d[key] = t
			hasKey = false
		case isName:
			key, hasKey = k, true
		}
	}
}

// name reads a name without its slash. #20 is the byte with that hexadecimal number.
func (l *lexer) name() string {
	from := l.at
	for l.at < len(l.src) && !space(l.src[l.at]) && !delimiter(l.src[l.at]) {
		l.at++
	}
	s := l.src[from:l.at]
	if bytes.IndexByte(s, '#') < 0 {
		return string(s)
	}
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) && digit(s[i+1]) >= 0 && digit(s[i+2]) >= 0 {
			out = append(out, byte(digit(s[i+1])<<4|digit(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

// word reads a number or an operator.
func (l *lexer) word() any {
	from := l.at
	for l.at < len(l.src) && !space(l.src[l.at]) && !delimiter(l.src[l.at]) {
		l.at++
	}
	w := l.src[from:l.at]
	if n, ok := number(w); ok {
		return n
	}
	switch string(w) {
	case "null", "true", "false":
		return nil
	}
	return operator(w)
}

// number reads a number as other readers do: it ignores extra signs and a second dot.
func number(w []byte) (float64, bool) {
	if c := w[0]; c != '+' && c != '-' && c != '.' && (c < '0' || c > '9') {
		return 0, false
	}
	whole, scale, negative, dot, digits := 0.0, 1.0, false, false, false
	for _, c := range w {
		switch {
		case c >= '0' && c <= '9':
			digits = true
			if scale >= 1e9 || whole >= 1e12 { // more than any position needs, or can have
				continue
			}
			if whole = whole*10 + float64(c-'0'); dot {
				scale *= 10
			}
		case c == '.' && !dot:
			dot = true
		case c == '-' && !digits:
			negative = true
		case c == '-', c == '.', c == '+':
		default:
			return 0, false
		}
	}
	if negative {
		whole = -whole
	}
	return finite(whole / scale), true
}

// digit returns the value of a hexadecimal digit, or -1 for any other byte.
func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// hex reads a string in angle brackets.
func (l *lexer) hex() string {
	var out []byte
	half := -1
	for l.at++; l.at < len(l.src) && l.src[l.at] != '>'; l.at++ {
		d := digit(l.src[l.at])
		switch {
		case d < 0:
		case half < 0:
			half = d
		default:
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	l.at++
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return string(out)
}

// escapes are the characters that a backslash and a letter represent.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// literal reads a string in parentheses.
func (l *lexer) literal() string {
	var out []byte
	depth := 1
	for l.at++; l.at < len(l.src); l.at++ {
		c := l.src[l.at]
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return string(out)
			}
		case '\r':
			if l.at+1 < len(l.src) && l.src[l.at+1] == '\n' {
				l.at++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads the rest of an escape after its backslash, and stays on its last byte.
func (l *lexer) escape(out []byte) []byte {
	if l.at++; l.at >= len(l.src) {
		return out
	}
	c := l.src[l.at]
	switch {
	case escapes[c] != 0:
		return append(out, escapes[c])
	case c == '\r':
		if l.at+1 < len(l.src) && l.src[l.at+1] == '\n' {
			l.at++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := 0
	for i := 0; i < 3 && l.at < len(l.src) && l.src[l.at] >= '0' && l.src[l.at] <= '7'; i++ {
		n = n*8 + int(l.src[l.at]-'0')
		l.at++
	}
	l.at--
	return append(out, byte(n))
}

// image skips an inline image after BI. Its data may contain anything, including EI.
func (l *lexer) image() {
	for {
		t, ok := l.next()
		if !ok {
			return
		}
		if t == operator("ID") {
			break
		}
	}
	for at := l.at; at+2 < len(l.src); at++ {
		if space(l.src[at]) && l.src[at+1] == 'E' && l.src[at+2] == 'I' && endsImage(l.src[at+3:]) {
			l.at = at + 3
			return
		}
		if at > l.at && l.src[at] == '>' && l.src[at+1] == 'E' && l.src[at+2] == 'I' && endsImage(l.src[at+3:]) {
			l.at = at + 3
			return
		}
	}
	l.at = len(l.src)
}

// endsImage reports whether the bytes after EI are content, and not still the data of an image.
func endsImage(rest []byte) bool {
	if len(rest) > 0 && !space(rest[0]) {
		return false
	}
	for _, c := range rest[:min(len(rest), 12)] {
		if c >= 0x7F || c < ' ' && !space(c) {
			return false
		}
	}
	return true
}
