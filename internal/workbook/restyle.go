package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// An Aspect is what makes a cell say more than its text does, or hides it.
type Aspect string

const (
	Strike    Aspect = "strike"
	Height    Aspect = "height" // superscript or subscript
	Ink       Aspect = "ink"    // a colour other than black or grey
	Underline Aspect = "underline"
	Fill      Aspect = "fill"
	Slash     Aspect = "slash"  // a diagonal line
	Hiding    Aspect = "format" // a number format that does not show a text as it is
	Shrink    Aspect = "shrink" // to fit
)

// Aspects returns what a style has of these, in their order.
func (s *Styles) Aspects(style int) []Aspect {
	xf := s.xf(style)
	font := s.fontNode(xf.Attr("fontId"))
	border := s.border(xf.Attr("borderId"))
	var all []Aspect
	for _, a := range []struct {
		aspect Aspect
		has    bool
	}{
		{Strike, on(font.Kid("strike"))},
		{Height, font.Kid("vertAlign").Attr("val") == "superscript" || font.Kid("vertAlign").Attr("val") == "subscript"},
		{Ink, !quietInk(font.Kid("color"))},
		{Underline, font.Kid("u").Tag != "" && font.Kid("u").Attr("val") != "none"},
		{Fill, s.filled(xf.Attr("fillId"))},
		{Slash, (border.Is("diagonalUp") || border.Is("diagonalDown")) && border.Kid("diagonal").Attr("style") != ""},
		{Hiding, !s.showsText(xf.Attr("numFmtId"))},
		{Shrink, xf.Kid("alignment").Is("shrinkToFit")},
	} {
		if a.has {
			all = append(all, a.aspect)
		}
	}
	return all
}

// on reports whether a property of a font that is a mere yes is set.
func on(n *Node) bool { return n.Tag != "" && (n.Attr("val") == "" || n.Is("val")) }

// quietInk reports whether a colour of a text is the usual one: automatic, black, or a
// dark grey.
func quietInk(n *Node) bool {
	if n.Tag == "" || n.Is("auto") || n.Attr("theme") == "1" {
		return true
	}
	switch n.Attr("indexed") {
	case "0", "8", "64":
		return true
	}
	rgb := n.Attr("rgb")
	if len(rgb) < 6 {
		return false
	}
	v, err := strconv.ParseUint(rgb[len(rgb)-6:], 16, 32)
	r, g, b := v>>16, v>>8&255, v&255
	const darkest, apart = 0x80, 24
	return err == nil && max(r, g, b) <= darkest && max(r, g, b)-min(r, g, b) <= apart
}

// Tells reports whether a rule of a conditional format (cfRule) makes a text say more
// than it does, or hides it: by its strokes, its colour, a number format, a dark fill.
func (s *Styles) Tells(rule *Node) bool {
	dxf := rule.Kid("dxf")
	if i, err := strconv.Atoi(rule.Attr("dxfId")); err == nil && dxf.Tag == "" {
		if all := s.root.Kid("dxfs").Kids; i >= 0 && i < len(all) {
			dxf = all[i]
		}
	}
	font, fill := dxf.Kid("font"), dxf.Kid("fill").Kid("patternFill").Kid("bgColor")
	return on(font.Kid("strike")) || font.Kid("vertAlign").Tag != "" || font.Kid("u").Tag != "" && font.Kid("u").Attr("val") != "none" ||
		!quietInk(font.Kid("color")) || dxf.Kid("numFmt").Tag != "" || fill.Tag != "" && quietInk(fill)
}

// showsText reports whether a number format shows a text as it is.
func (s *Styles) showsText(id string) bool {
	for _, n := range s.root.Kid("numFmts").Kids {
		if code := n.Attr("formatCode"); n.Attr("numFmtId") == id && len(code) <= maxCode {
			shown := newFormat(code).text
			sections := splitSections(code)
			coloured := strings.Contains(sections[len(sections)-1], "[")
			return shown == nil || len(shown) == 1 && shown[0].kind == atToken && !coloured
		}
	}
	return true
}

// fontNode returns a font by its number, the first one for a number that there is not.
func (s *Styles) fontNode(id string) *Node {
	i, err := strconv.Atoi(id)
	if err != nil || i < 0 || i >= len(s.fonts) {
		i = 0
	}
	return s.fonts[i]
}

// border returns a border by its number, an empty one for a number that there is not.
func (s *Styles) border(id string) *Node {
	if i, err := strconv.Atoi(id); err == nil && i >= 0 && i < len(s.borders) {
		return s.borders[i]
	}
	return &Node{}
}

// textFormat is the number format @, in which what is typed stays a text.
const textFormat = "49"

// A Purpose is what a style is wanted for.
type Purpose struct {
	Text    bool // a long text: it wraps and is not at the bottom
	Quoted  bool // a text that begins as a formula does stays a text
	Heading bool // the style it is taken from is a heading's: its bold face and its place in the middle are left behind
}

// Restyle returns the style that a cell takes after another: its face, size, borders and
// alignment, and none of its Aspects.
//
// No style of the book is changed. One that is there already is taken, so that the
// same wish made twice gives the same style.
func (s *Styles) Restyle(style int, p Purpose) int {
	xf, look, aspects := s.xf(style), s.Look(style), s.Aspects(style)
	align := make(map[string]string)
	switch xf.Kid("alignment").Attr("horizontal") {
	case "fill", "centerContinuous": // would repeat the text, or run it over its neighbours
		align["horizontal"] = "left"
	}
	if len(aspects) == 0 && len(align) == 0 && !p.Heading && (!p.Text || look.Wraps && look.Vertical != "") && (!p.Quoted || look.Quoted) {
		return style
	}
	set := map[string]string{"applyAlignment": "1"}
	if p.Quoted || slices.Contains(aspects, Hiding) {
		set["numFmtId"], set["applyNumberFormat"] = textFormat, "1"
	}
	if p.Quoted {
		set["quotePrefix"] = "1"
	}
	if p.Text {
		align["wrapText"] = "1"
		if look.Vertical == "" || p.Heading {
			align["vertical"] = "top"
		}
	}
	if p.Heading {
		align["horizontal"] = "left"
	}
	if p.Heading || slices.Contains(aspects, Fill) {
		set["fillId"] = "0"
	}
	if slices.Contains(aspects, Shrink) {
		align["shrinkToFit"] = "0"
	}
	if slices.Contains(aspects, Slash) {
		border := s.border(xf.Attr("borderId"))
		set["borderId"] = s.added("borders", s.borders, s.without(border, map[string]string{"diagonalUp": "0", "diagonalDown": "0"}))
	}
	if id := xf.Attr("fontId"); p.Heading && s.font(id).Bold || slices.ContainsFunc(aspects, func(a Aspect) bool { return a == Strike || a == Height || a == Ink || a == Underline }) {
		drop := []string{"strike", "vertAlign", "color", "u", "outline", "shadow", "condense", "extend"}
		if p.Heading {
			drop = append(drop, "b")
		}
		set["fontId"] = s.added("fonts", s.fonts, s.without(s.fontNode(id), nil, drop...))
	}
	i, _ := strconv.Atoi(s.added("cellXfs", s.xfs, s.write(xf, set, align)))
	return i
}

// added returns the number of an element in one of the lists, at whose end it is added if
// it is not there.
func (s *Styles) added(list string, there []*Node, element string) string {
	for i, n := range there {
		if string(s.data[n.Start:n.End]) == element {
			return strconv.Itoa(i)
		}
	}
	at := slices.Index(s.made[list], element)
	if at < 0 {
		at = len(s.made[list])
		s.made[list] = append(s.made[list], element)
	}
	return strconv.Itoa(len(there) + at)
}

// Forget drops the styles that were added.
func (s *Styles) Forget() { s.made = make(map[string][]string) }

// without writes an element with some attributes of its own, and without some children.
func (s *Styles) without(n *Node, set map[string]string, kids ...string) string {
	var b strings.Builder
	b.WriteString("<" + n.Tag)
	writeAttrs(&b, n, set)
	b.WriteString(">")
	for _, k := range n.Kids {
		if !slices.Contains(kids, k.Name) {
			b.Write(s.data[k.Start:k.End])
		}
	}
	b.WriteString("</" + n.Tag + ">")
	return b.String()
}

// write writes a style after another: with some attributes of its own, and of its
// alignment.
func (s *Styles) write(xf *Node, set, align map[string]string) string {
	var b strings.Builder
	b.WriteString("<" + xf.Tag)
	writeAttrs(&b, xf, set)
	b.WriteString("><" + xf.Prefix() + "alignment")
	writeAttrs(&b, xf.Kid("alignment"), align)
	b.WriteString("/>")
	for _, k := range xf.Kids {
		if k.Name != "alignment" {
			b.Write(s.data[k.Start:k.End])
		}
	}
	b.WriteString("</" + xf.Tag + ">")
	return b.String()
}

// writeAttrs writes a node's attributes, some with new values; those it lacks follow in
// the order of their names.
func writeAttrs(b *strings.Builder, n *Node, set map[string]string) {
	var names []string
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, a := range n.Attrs {
		value := a.Value
		if i := slices.Index(names, a.Name.Local); i >= 0 && a.Name.Space == "" {
			value = set[a.Name.Local]
			names = slices.Delete(names, i, i+1)
		}
		fmt.Fprintf(b, ` %s="%s"`, tagName(a.Name), Escape(value))
	}
	for _, name := range names {
		fmt.Fprintf(b, ` %s="%s"`, name, Escape(set[name]))
	}
}

// Bytes returns the part, with what was added at the end of its lists.
func (s *Styles) Bytes() []byte {
	var edits []Edit
	for _, list := range []string{"fonts", "borders", "cellXfs"} {
		added := s.made[list]
		if len(added) == 0 {
			continue
		}
		n := s.root.Kid(list)
		edits = append(edits,
			n.SetAttr(s.data, "count", strconv.Itoa(len(n.Kids)+len(added))),
			Edit{n.Outer, n.Outer, strings.Join(added, "")})
	}
	return Apply(s.data, edits)
}
