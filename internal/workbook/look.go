package workbook

import (
	"fmt"
	"strconv"
	"strings"
)

// Styles are the styles of a book's cells, to which more can be added.
type Styles struct {
	Bare bool // the book had no styles of cells

	data       []byte
	root       *Node
	fonts      []*Node
	borders    []*Node
	fills      []*Node
	xfs, named []*Node             // of cells, and of the named styles they are based on
	made       map[string][]string // what is added to the lists
}

// Styles reads the book's styles. A book that lacks some is given what Excel takes then.
func (b *Book) Styles() (*Styles, error) {
	data, err := b.Part(b.StylesPart())
	if err != nil {
		return nil, err
	}
	if data == nil {
		data = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
			`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>`)
	}
	root, err := Parse(data)
	if err != nil {
		return nil, err
	}
	s := &Styles{Bare: len(root.Kid("cellXfs").Kids) == 0}
	if s.data = completed(root, data); len(s.data) > len(data) {
		if root, err = Parse(s.data); err != nil {
			return nil, err
		}
	}
	s.root, s.fonts, s.borders, s.fills = root, root.Kid("fonts").Kids, root.Kid("borders").Kids, root.Kid("fills").Kids
	s.xfs, s.named = root.Kid("cellXfs").Kids, root.Kid("cellStyleXfs").Kids
	s.Forget()
	return s, nil
}

// BareStyle is the style of texts in a book that had none (Styles.Bare).
const BareStyle = 1

// completed returns the part of the styles with the lists that it lacks. Of the two
// styles of cells, the first is what Excel takes for cells without one.
func completed(root *Node, data []byte) []byte {
	p := root.Prefix()
	empty := "<" + p + "xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
	at := root.Inner
	if k := root.Kid("numFmts"); k.Tag != "" {
		at = k.End
	}
	var edits []Edit
	if root.End == root.Inner { // <styleSheet/>
		at = root.Inner - len("/>")
		edits = append(edits, Edit{at, at, ">"})
	}
	for _, list := range []struct{ name, items string }{
		{"fonts", "<font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font><font><sz val=\"11\"/><name val=\"ＭＳ Ｐゴシック\"/><family val=\"3\"/><charset val=\"128\"/></font>"},
		{"fills", "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"},
		{"borders", "<border><left/><right/><top/><bottom/><diagonal/></border>"},
		{"cellStyleXfs", empty},
		{"cellXfs", empty + strings.Replace(empty, `fontId="0"`, `fontId="1"`, 1)},
	} {
		k := root.Kid(list.name)
		if len(k.Kids) > 0 {
			at = k.End
			continue
		}
		items := list.items
		if !strings.HasPrefix(items, "<"+p+"xf") {
			items = strings.NewReplacer("</", "</"+p, "<", "<"+p).Replace(items)
		}
		written := fmt.Sprintf("<%[1]s%[2]s>%[3]s</%[1]s%[2]s>", p, list.name, items)
		if k.Tag != "" {
			edits = append(edits, Edit{k.Start, k.End, written})
			at = k.End
		} else {
			edits = append(edits, Edit{at, at, written})
		}
	}
	if root.End == root.Inner {
		edits = append(edits, Edit{at, root.Inner, "</" + root.Tag + ">"})
	}
	return Apply(data, edits)
}

// A Font is what is known of a face in a style.
type Font struct {
	Face         string
	Size         float64 // points
	Bold, Italic bool
}

// A Look is how a cell and its text look.
type Look struct {
	Font
	Wraps              bool
	Border, Horizontal string // as the styles write them
	Vertical           string // "" for the bottom
	Indent             int
	Turned             bool // by an angle
	Framed             bool // has a border on any side
	Quoted             bool // stays a text when it is typed again
	Filled             bool // has a colour or a pattern behind the text; white is none
	Open               bool // can be changed where the sheet is protected
}

// Look returns how a style looks.
func (s *Styles) Look(style int) Look {
	xf := s.xf(style)
	a := xf.Kid("alignment")
	look := Look{
		Font: s.font(xf.Attr("fontId")), Border: xf.Attr("borderId"), Horizontal: a.Attr("horizontal"), Wraps: a.Is("wrapText"), Vertical: a.Attr("vertical"),
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
	n := s.fontNode(id)
	f := Font{Face: n.Kid("name").Attr("val"), Bold: on(n.Kid("b")), Italic: on(n.Kid("i"))}
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
