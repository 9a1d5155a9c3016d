package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Styles are the styles of a book's cells, to which more can be added.
type Styles struct {
	data         []byte
	root         *Node
	fonts        []*Node
	borders      []*Node
	fills        []*Node
	xfs, named   []*Node  // of cells, and of the named styles they are based on
	made, letter []string // styles and fonts that are added
}

// Styles reads the book's styles.
func (b *Book) Styles() (*Styles, error) {
	data, err := b.Part(b.StylesPart())
	if err != nil {
		return nil, err
	}
	root, err := Parse(data)
	if err != nil {
		return nil, err
	}
	s := &Styles{
		data: data, root: root, fonts: root.Kid("fonts").Kids, borders: root.Kid("borders").Kids, fills: root.Kid("fills").Kids,
		xfs: root.Kid("cellXfs").Kids, named: root.Kid("cellStyleXfs").Kids,
	}
	if len(s.fonts) == 0 || len(s.xfs) == 0 {
		return nil, fmt.Errorf("%w: no styles", ErrBroken)
	}
	return s, nil
}

// A Font is what is known of a face in a style.
type Font struct {
	Face string
	Size float64 // points
	Bold bool
}

// A Look is how a cell's text stands in it.
type Look struct {
	Font
	Wraps    bool
	Vertical string // "" for the bottom
	Indent   int
	Turned   bool // by an angle
	Framed   bool // has a border on any side
	Quoted   bool // stays a text when it is typed again
	Filled   bool // has a colour or a pattern behind the text; white is none
	Open     bool // can be changed where the sheet is protected
}

// Look returns how a style looks.
func (s *Styles) Look(style int) Look {
	xf := s.xf(style)
	a := xf.Kid("alignment")
	look := Look{
		Font: s.font(xf.Attr("fontId")), Wraps: a.Is("wrapText"), Vertical: a.Attr("vertical"),
		Turned: a.Attr("textRotation") != "" && a.Attr("textRotation") != "0", Quoted: xf.Is("quotePrefix"),
	}
	if look.Vertical == "bottom" {
		look.Vertical = ""
	}
	look.Filled = s.filled(xf.Attr("fillId"))
	if locked := xf.Kid("protection").Attr("locked"); locked != "" {
		look.Open = !truth(locked)
	}
	look.Indent, _ = strconv.Atoi(a.Attr("indent"))
	if i, err := strconv.Atoi(xf.Attr("borderId")); err == nil && i >= 0 && i < len(s.borders) {
		for _, side := range s.borders[i].Kids {
			style := side.Attr("style")
			look.Framed = look.Framed || style != "" && style != "none"
		}
	}
	return look
}

func (s *Styles) xf(style int) *Node {
	if style < 0 || style >= len(s.xfs) {
		style = 0
	}
	return s.xfs[style]
}

func (s *Styles) font(id string) Font {
	i, err := strconv.Atoi(id)
	if err != nil || i < 0 || i >= len(s.fonts) {
		i = 0
	}
	n := s.fonts[i]
	f := Font{Face: n.Kid("name").Attr("val"), Bold: n.Kid("b").Tag != "" && n.Kid("b").Attr("val") != "0" && n.Kid("b").Attr("val") != "false"}
	f.Size, _ = strconv.ParseFloat(n.Kid("sz").Attr("val"), 64)
	if f.Size <= 0 {
		f.Size = 11
	}
	return f
}

// filled reports whether a fill can be seen.
func (s *Styles) filled(id string) bool {
	i, err := strconv.Atoi(id)
	if err != nil || i < 0 || i >= len(s.fills) {
		return false
	}
	pattern := s.fills[i].Kid("patternFill")
	switch kind := pattern.Attr("patternType"); {
	case s.fills[i].Kid("gradientFill").Tag != "":
		return true
	case kind == "" || kind == "none":
		return false
	case kind != "solid":
		return true
	}
	return !isWhite(pattern.Kid("fgColor"))
}

// isWhite reports whether a colour is white: as it is written, by the colours of old
// (9), or by the theme, whose first is that of the paper.
func isWhite(colour *Node) bool {
	rgb := strings.ToUpper(colour.Attr("rgb"))
	tint := colour.Attr("tint")
	return len(rgb) >= 6 && rgb[len(rgb)-6:] == "FFFFFF" || colour.Attr("indexed") == "9" || colour.Attr("indexed") == "1" ||
		colour.Attr("theme") == "0" && (tint == "" || tint == "0")
}

// Normal returns the font of the style Normal (標準), by which Excel measures
// columns.
func (s *Styles) Normal() Font {
	for _, c := range s.root.Kid("cellStyles").Kids {
		if c.Attr("builtinId") != "0" {
			continue
		}
		if i, err := strconv.Atoi(c.Attr("xfId")); err == nil && i >= 0 && i < len(s.named) {
			return s.font(s.named[i].Attr("fontId"))
		}
	}
	return s.font("0")
}

// textFormat is the number format @, in which what is typed stays a text.
const textFormat = "49"

// Fit returns the style that a cell of long text takes after another: one that
// wraps and does not stand at the bottom. With quoted, a text that begins as a
// formula does stays a text. With plain, the other is a heading's: its ground, its
// bold face and its place in the middle are left behind.
//
// No style of the book is changed. One that is there already is taken, so that the
// same wish made twice gives the same style.
func (s *Styles) Fit(style int, quoted, plain bool) int {
	look := s.Look(style)
	if look.Wraps && look.Vertical != "" && !plain && (!quoted || look.Quoted) {
		return style
	}
	set := map[string]string{"applyAlignment": "1"}
	if quoted {
		set["quotePrefix"], set["numFmtId"], set["applyNumberFormat"] = "1", textFormat, "1"
	}
	align := map[string]string{"wrapText": "1"}
	if look.Vertical == "" || plain {
		align["vertical"] = "top"
	}
	xf := s.xf(style)
	if plain {
		set["fillId"], set["fontId"] = "0", s.light(xf.Attr("fontId"))
		align["horizontal"] = "left"
	}
	made := s.write(xf, set, align)
	for i := range s.xfs {
		if string(s.data[s.xfs[i].Start:s.xfs[i].End]) == made {
			return i
		}
	}
	i := slices.Index(s.made, made)
	if i < 0 {
		i = len(s.made)
		s.made = append(s.made, made)
	}
	return len(s.xfs) + i
}

// Forget drops the styles that were added.
func (s *Styles) Forget() { s.made, s.letter = nil, nil }

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

// writeAttrs writes a node's attributes, some of them anew; those it lacks follow in
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

// light returns the font that is another without its bold strokes.
func (s *Styles) light(id string) string {
	if !s.font(id).Bold {
		return id
	}
	i, _ := strconv.Atoi(id)
	n := s.fonts[i]
	var b strings.Builder
	b.Write(s.data[n.Start:n.Inner])
	for _, k := range n.Kids {
		if k.Name != "b" {
			b.Write(s.data[k.Start:k.End])
		}
	}
	b.WriteString("</" + n.Tag + ">")
	for i, f := range s.fonts {
		if string(s.data[f.Start:f.End]) == b.String() {
			return strconv.Itoa(i)
		}
	}
	at := slices.Index(s.letter, b.String())
	if at < 0 {
		at = len(s.letter)
		s.letter = append(s.letter, b.String())
	}
	return strconv.Itoa(len(s.fonts) + at)
}

// Bytes returns the part, with what was added at the end of its lists.
func (s *Styles) Bytes() []byte {
	var edits []Edit
	for _, list := range []struct {
		name  string
		added []string
	}{{"fonts", s.letter}, {"cellXfs", s.made}} {
		if len(list.added) == 0 {
			continue
		}
		n := s.root.Kid(list.name)
		edits = append(edits,
			n.SetAttr(s.data, "count", strconv.Itoa(len(n.Kids)+len(list.added))),
			Edit{n.Outer, n.Outer, strings.Join(list.added, "")})
	}
	return Apply(s.data, edits)
}
