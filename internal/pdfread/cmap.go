package pdfread

import (
	"slices"
	"unicode/utf16"
)

// A cmap gives the lengths of codes, and the CID or the text of each.
type cmap struct {
	spaces   []codeSpace
	cids     map[string]int
	ranges   []cidRange
	texts    map[string]string
	mapped   int  // codes mapped so far; a code mapped twice counts twice
	identity bool // codes are CIDs
	vertical bool
}

// A codeSpace is a range of codes of one length: each byte is between those of the first and
// the last code.
type codeSpace struct{ low, high string }

// A cidRange is a range of codes with consecutive CIDs.
type cidRange struct {
	low, high uint32
	length    int
	cid       int
}

var identityCMap = &cmap{identity: true, spaces: []codeSpace{{"\x00\x00", "\xFF\xFF"}}}

// use adds the mappings of another CMap.
func (c *cmap) use(o *cmap) {
	if o == nil {
		return
	}
	c.identity = c.identity || o.identity
	c.spaces = append(c.spaces, o.spaces...)
	c.ranges = append(slices.Clone(o.ranges), c.ranges...)
	for code, cid := range o.cids {
		if _, ok := c.cids[code]; !ok {
			c.cids[code] = cid
		}
	}
}

// maxMappings is how many codes a CMap may map.
const maxMappings = 1 << 17

// parseCMap reads a CMap as far as it is valid.
func parseCMap(src []byte) *cmap {
	c := &cmap{cids: make(map[string]int), texts: make(map[string]string)}
	l := &lexer{src: src}
	var before any
	for {
		t, ok := l.next()
		if !ok {
			return c
		}
		switch t {
		case operator("usecmap"):
			if n, ok := before.(name); ok {
				c.use(predefined(string(n)))
			}
		case operator("begincodespacerange"):
			c.read(l, 2, func(a []any) { c.space(a) })
		case operator("begincidchar"):
			c.read(l, 2, func(a []any) {
				if n, ok := a[1].(float64); ok {
					c.cids[a[0].(string)] = int(n)
				}
			})
		case operator("begincidrange"):
			c.read(l, 3, func(a []any) { c.cidRange(a) })
		case operator("beginbfchar"):
			c.read(l, 2, func(a []any) {
				if s, ok := a[1].(string); ok {
					c.texts[a[0].(string)] = utf16Text(s)
				}
			})
		case operator("beginbfrange"):
			c.read(l, 3, func(a []any) { c.textRange(a) })
		}
		if n, ok := t.(float64); ok && before == name("WMode") {
			c.vertical = n == 1
		}
		before = t
	}
}

// read calls do with groups of operands, the first of which is a string, up to the next
// operator.
func (c *cmap) read(l *lexer, count int, do func([]any)) {
	var operands []any
	for {
		t, ok := l.next()
		if !ok {
			return
		}
		if _, ends := t.(operator); ends {
			return
		}
		if operands = append(operands, t); len(operands) < count {
			continue
		}
		if c.mapped++; c.mapped > maxMappings {
			return
		}
		if _, ok := operands[0].(string); ok {
			do(operands)
		}
		operands = operands[:0]
	}
}

func (c *cmap) space(a []any) {
	low, _ := a[0].(string)
	high, _ := a[1].(string)
	if len(low) == len(high) && len(low) > 0 && len(low) <= 4 && len(c.spaces) < 100 {
		c.spaces = append(c.spaces, codeSpace{low, high})
	}
}

func (c *cmap) cidRange(a []any) {
	low, _ := a[0].(string)
	high, _ := a[1].(string)
	cid, _ := a[2].(float64)
	if len(low) == len(high) && len(low) <= 4 {
		c.ranges = append(c.ranges, cidRange{bigEndian(low), bigEndian(high), len(low), int(cid)})
	}
}

// textRange reads a range whose texts are a list or are consecutive.
func (c *cmap) textRange(a []any) {
	low, _ := a[0].(string)
	high, _ := a[1].(string)
	if len(low) > 4 || len(high) > 4 {
		return
	}
	from, to := bigEndian(low), bigEndian(high)
	if to < from || to-from > 1<<16 {
		return
	}
	c.mapped += int(to - from)
	switch texts := a[2].(type) {
	case []any:
		for i, t := range texts {
			if s, ok := t.(string); ok && uint32(i) <= to-from {
				c.texts[code(from+uint32(i), len(low))] = utf16Text(s)
			}
		}
	case string:
		last := []byte(texts)
		for n := from; n <= to; n++ {
			c.texts[code(n, len(low))] = utf16Text(string(last))
			for i := len(last) - 1; i >= 0; i-- {
				if last[i]++; last[i] != 0 {
					break
				}
			}
			if n == 1<<32-1 {
				return
			}
		}
	}
}

// next returns how many bytes the first code of a string has.
func (c *cmap) next(s string) int {
	shortest := 0
	for n := 1; n <= 4 && n <= len(s); n++ {
		for _, sp := range c.spaces {
			if len(sp.low) != n {
				continue
			}
			if shortest == 0 {
				shortest = n
			}
			inside := true
			for i := range n {
				inside = inside && s[i] >= sp.low[i] && s[i] <= sp.high[i]
			}
			if inside {
				return n
			}
		}
	}
	if shortest == 0 {
		shortest = 2
	}
	return min(shortest, len(s))
}

// cid returns the CID of a code, or 0 if it has none.
func (c *cmap) cid(code string) int {
	if n, ok := c.cids[code]; ok {
		return n
	}
	n := bigEndian(code)
	for i := len(c.ranges) - 1; i >= 0; i-- {
		if r := c.ranges[i]; r.length == len(code) && n >= r.low && n <= r.high {
			return r.cid + int(n-r.low)
		}
	}
	if c.identity {
		return int(n)
	}
	return 0
}

func bigEndian(s string) (n uint32) {
	for i := range len(s) {
		n = n<<8 | uint32(s[i])
	}
	return n
}

func code(n uint32, length int) string {
	b := make([]byte, length)
	for i := length - 1; i >= 0; i-- {
		b[i] = byte(n)
		n >>= 8
	}
	return string(b)
}

// utf16Text decodes UTF-16BE, the encoding of the texts of ToUnicode.
func utf16Text(s string) string {
	if len(s) == 1 { // not allowed by the standard, but it occurs
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
