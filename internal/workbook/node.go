package workbook

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Node is an element of a part, with the offsets of its bytes, so that what is not
// edited stays as it was written, to the byte.
type Node struct {
	Name  string     // without its prefix
	Tag   string     // as written
	Attrs []xml.Attr // their names as written: the prefix is the space
	Kids  []*Node

	Start, Inner int // offsets of the start tag and of its end
	Outer, End   int // of the end tag and of its end; both as Inner if there is no end tag
}

// Parse reads a part as a tree. The decoder has seen the part whole before it was
// taken for one of a workbook, so all that is asked here is that tags match.
func Parse(data []byte) (*Node, error) {
	m := &meter{Reader: bufio.NewReader(bytes.NewReader(data))}
	d := xml.NewDecoder(m)
	top := &Node{}
	open := []*Node{top}
	for nodes := 0; ; {
		start := int(d.InputOffset())
		m.taken = 0
		t, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if errors.Is(err, ErrTooLarge) {
			return nil, err
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		above := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &Node{Name: t.Name.Local, Tag: tagName(t.Name), Attrs: slices.Clone(t.Attr), Start: start, Inner: int(d.InputOffset())}
			above.Kids = append(above.Kids, n)
			if open = append(open, n); len(open) > maxDepth || len(n.Tag) > maxName {
				return nil, fmt.Errorf("%w: elements too deep, or a name too long", ErrBroken)
			}
			if nodes += 1 + len(t.Attr)/10; nodes > maxNodes {
				return nil, fmt.Errorf("%w: more than %d elements", ErrTooLarge, maxNodes)
			}
		case xml.EndElement:
			if len(open) == 1 || above.Tag != tagName(t.Name) {
				return nil, fmt.Errorf("%w: </%s>", ErrBroken, tagName(t.Name))
			}
			above.Outer, above.End = start, int(d.InputOffset())
			open = open[:len(open)-1]
		}
	}
	if len(open) > 1 || len(top.Kids) != 1 {
		return nil, fmt.Errorf("%w: no root", ErrBroken)
	}
	return top.Kids[0], nil
}

func tagName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// Attr returns an attribute by its name without a prefix, "" if there is none.
func (n *Node) Attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Is reports whether an attribute says yes.
func (n *Node) Is(name string) bool { return truth(n.Attr(name)) }

// Kid returns the first child of a name, an empty one if there is none.
func (n *Node) Kid(name string) *Node {
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
	}
	return &Node{}
}

// All visits the node and all below it, in the order of the part.
func (n *Node) All(visit func(*Node)) {
	visit(n)
	for _, k := range n.Kids {
		k.All(visit)
	}
}

// Prefix returns the prefix of the node's name: "x:" or nothing.
func (n *Node) Prefix() string { return n.Tag[:len(n.Tag)-len(n.Name)] }

// Text returns the characters of a node that has no children.
func (n *Node) Text(data []byte) string {
	if n.Outer <= n.Inner {
		return ""
	}
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data[n.Inner:n.Outer]))
	for {
		t, err := d.RawToken()
		if err != nil {
			return b.String()
		}
		if c, ok := t.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

// An Edit replaces bytes of a part with a text.
type Edit struct {
	From, To int
	Text     string
}

// Remove returns the edit that takes a node out.
func (n *Node) Remove() Edit { return Edit{n.Start, n.End, ""} }

// SetText returns the edit of a node's characters.
func (n *Node) SetText(text string) Edit { return Edit{n.Inner, n.Outer, Escape(text)} }

// SetAttr returns the edit that gives an attribute a value.
func (n *Node) SetAttr(data []byte, name, value string) Edit {
	value = strings.ReplaceAll(Escape(value), "'", "&apos;") // the quotes around it may be of either kind
	if from, to, ok := n.attrValue(data, name); ok {
		return Edit{from, to, value}
	}
	at := n.Start + 1 + len(n.Tag)
	return Edit{at, at, ` ` + name + `="` + value + `"`}
}

// attrValue returns the offsets of the value of an attribute.
func (n *Node) attrValue(data []byte, name string) (from, to int, ok bool) {
	const blank = " \t\r\n"
	at := n.Start + 1 + len(n.Tag)
	for at < n.Inner {
		tag := data[at:n.Inner]
		rest := bytes.TrimLeft(tag, blank)
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return 0, 0, false
		}
		key := string(bytes.TrimRight(rest[:equals], blank))
		value := bytes.TrimLeft(rest[equals+1:], blank)
		if len(value) == 0 {
			return 0, 0, false
		}
		from = n.Inner - len(value) + 1
		length := bytes.IndexByte(data[from:n.Inner], value[0])
		if length < 0 {
			return 0, 0, false
		}
		if key == name {
			return from, from + length, true
		}
		at = from + length + 1
	}
	return 0, 0, false
}

// Apply returns a part with its edits made, which must not overlap. Those of one
// place are made in the order given.
func Apply(data []byte, edits []Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return cmp.Compare(a.From, b.From) })
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.From < at {
			panic(fmt.Sprintf("workbook: two edits at byte %d", e.From))
		}
		b.Write(data[at:e.From])
		b.WriteString(e.Text)
		at = e.To
	}
	b.Write(data[at:])
	return b.Bytes()
}

// Escape returns a text as XML writes it, in an element or in an attribute.
func Escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
