package workbook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"betten/internal/grid"
)

// A face is how a text looks, as far as it changes what the text means.
type face struct {
	struck bool
	height int // 1 raised, -1 lowered
	ink    string
	tiny   bool
}

// A cellStyle is a style of cells.
type cellStyle struct {
	format int
	face
	ground string
	marks  []grid.Mark // of a whole cell; shared, not to be changed
}

// styles are what is known of a book's styles.
type styles struct {
	codes  map[int]string // of the number formats that the book defines
	xfs    []cellStyle
	dxfs   []cellStyle // what conditional formats change
	parsed map[string]*format
}

// How colours are written here: #RRGGBB, or a theme's number and its tint; "" for what
// is not known, or automatic.
const (
	white = "#FFFFFF"
	black = "#000000"
)

// readStyles reads the styles of cells.
func (b *Book) readStyles(part string) error {
	if part == "" {
		return nil
	}
	st := &b.styles
	st.codes = make(map[int]string)
	var fonts []face
	var fills []string
	var at [8]string // the elements that are open, by their depth
	return b.walk(part, func(x *walker, e element) error {
		if x.depth < 2 || x.depth >= len(at) {
			return nil
		}
		at[x.depth] = e.name
		within := func(names ...string) bool { return slices.Equal(at[2:x.depth], names) }
		switch {
		case e.name == "numFmt" && within("numFmts"):
			id, err := strconv.Atoi(e.attr("numFmtId"))
			if code := e.attr("formatCode"); err == nil && len(code) <= maxCode {
				st.codes[id] = code
			}
		case e.name == "font" && within("fonts"):
			fonts = append(fonts, face{})
		case within("fonts", "font"):
			fonts[len(fonts)-1].set(e)
		case e.name == "fill" && within("fills"):
			fills = append(fills, white)
		case within("fills", "fill"), within("fills", "fill", "patternFill"):
			fills[len(fills)-1] = ground(fills[len(fills)-1], e)
		case e.name == "xf" && within("cellXfs"):
			st.xfs = append(st.xfs, newStyle(e, fonts, fills))
		case e.name == "dxf" && within("dxfs"):
			st.dxfs = append(st.dxfs, cellStyle{ground: white})
		case within("dxfs", "dxf", "font"):
			d := &st.dxfs[len(st.dxfs)-1]
			d.set(e)
			d.marks = d.marksOn(d.ground)
		case within("dxfs", "dxf", "fill"), within("dxfs", "dxf", "fill", "patternFill"):
			d := &st.dxfs[len(st.dxfs)-1]
			if e.name == "bgColor" { // what a cell's fill calls its foreground
				d.ground = colourOf(e)
			}
			d.marks = d.marksOn(d.ground)
		case e.name == "numFmt" && within("dxfs", "dxf"):
			d := &st.dxfs[len(st.dxfs)-1]
			if strings.Trim(e.attr("formatCode"), "; ") == "" && strings.Contains(e.attr("formatCode"), ";;") {
				d.marks = append(slices.Clone(d.marks), grid.Mark{Kind: grid.Faint, To: math.MaxInt})
			}
		}
		if most := max(len(st.codes), len(st.xfs), len(st.dxfs), len(fonts), len(fills)); most > maxList {
			return fmt.Errorf("%w: more than %d styles or formats", ErrTooLarge, maxList)
		}
		return nil
	})
}

// set takes a property of a font.
func (f *face) set(e element) {
	switch e.name {
	case "strike":
		f.struck = e.attr("val") == "" || truth(e.attr("val"))
	case "vertAlign":
		f.height = map[string]int{"superscript": 1, "subscript": -1}[e.attr("val")]
	case "color":
		f.ink = colourOf(e)
	case "sz":
		size, err := strconv.ParseFloat(e.attr("val"), 64)
		f.tiny = err == nil && size < 3
	}
}

// ground returns the colour of a fill after one of its elements.
func ground(now string, e element) string {
	switch e.name {
	case "gradientFill":
		return ""
	case "patternFill":
		switch e.attr("patternType") {
		case "", "none":
			return white
		case "solid":
			return black // of a fill that names no colour
		}
		return ""
	case "fgColor":
		if now == black {
			return colourOf(e)
		}
	}
	return now
}

// The first colours of the palette; the eight are there twice.
var palette = []string{black, white, "#FF0000", "#00FF00", "#0000FF", "#FFFF00", "#FF00FF", "#00FFFF"}

func colourOf(e element) string {
	tint := e.attr("tint")
	switch {
	case len(e.attr("rgb")) >= 6:
		rgb := e.attr("rgb")
		return "#" + strings.ToUpper(rgb[len(rgb)-6:])
	case e.attr("indexed") != "":
		switch i, _ := strconv.Atoi(e.attr("indexed")); {
		case i < 16:
			return palette[i%8]
		case i == 64:
			return black
		case i == 65:
			return white
		}
		return "indexed " + e.attr("indexed")
	case e.attr("theme") == "0" && (tint == "" || tint == "0"):
		return white
	case e.attr("theme") == "1" && (tint == "" || tint == "0"):
		return black
	case e.attr("theme") != "":
		return "theme " + e.attr("theme") + " " + tint
	}
	return ""
}

// alike reports whether one colour can't be seen on another.
func alike(ink, ground string) bool {
	if ink == "" || ground == "" {
		return false
	}
	a, b := channels(ink), channels(ground)
	if a == nil || b == nil {
		return ink == ground
	}
	const least = 12 // of 255, of which a difference is seen
	for i := range a {
		if max(a[i]-b[i], b[i]-a[i]) > least {
			return false
		}
	}
	return true
}

func channels(colour string) []int {
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		return nil
	}
	return []int{int(n >> 16), int(n >> 8 & 255), int(n & 255)}
}

// marksOn returns what a text in the face is marked with on a ground.
func (f face) marksOn(ground string) []grid.Mark {
	var all []grid.Mark
	add := func(k grid.MarkKind) { all = append(all, grid.Mark{Kind: k, To: math.MaxInt}) }
	if f.struck {
		add(grid.Struck)
	}
	switch f.height {
	case 1:
		add(grid.Raised)
	case -1:
		add(grid.Lowered)
	}
	if f.tiny || alike(f.ink, ground) {
		add(grid.Faint)
	}
	return all
}

func newStyle(e element, fonts []face, fills []string) cellStyle {
	number := func(name string) int { n, _ := strconv.Atoi(e.attr(name)); return n }
	s := cellStyle{format: number("numFmtId"), ground: white}
	if i := number("fontId"); i >= 0 && i < len(fonts) {
		s.face = fonts[i]
	}
	if i := number("fillId"); i >= 0 && i < len(fills) {
		s.ground = fills[i]
	}
	s.marks = s.marksOn(s.ground)
	return s
}

func (st *styles) style(i int) *cellStyle {
	if i < 0 || i >= len(st.xfs) {
		return &cellStyle{ground: white}
	}
	return &st.xfs[i]
}

// A rich text (si, is) is a text of runs.
type rich struct {
	text string
	runs []run // nil for one that looks as its cell does
}

// A run is a part of a rich text that looks one way.
type run struct {
	end  int  // in bytes of the text
	own  bool // it has a face of its own, and not that of the cell
	face face
}

// look sets a cell's text and its marks.
func look(c *grid.Cell, r *rich, s *cellStyle) {
	c.Text = r.text
	if r.runs == nil {
		c.Marks = s.marks
		if s.height != 0 {
			if text, ok := shift(r.text, s.height); ok {
				c.Text = text
				c.Marks = face{struck: s.struck, ink: s.ink, tiny: s.tiny}.marksOn(s.ground)
			}
		}
		return
	}
	c.Marks = nil
	var b strings.Builder
	from := 0
	for _, run := range r.runs {
		f, part := s.face, r.text[from:run.end]
		if run.own {
			f = run.face
		}
		from = run.end
		if f.height != 0 {
			if text, ok := shift(part, f.height); ok {
				part, f.height = text, 0
			}
		}
		at := b.Len()
		b.WriteString(part)
		if strings.TrimSpace(part) == "" {
			continue
		}
		for _, m := range f.marksOn(s.ground) {
			m.From, m.To = at, b.Len()
			if i := slices.IndexFunc(c.Marks, func(o grid.Mark) bool { return o.Kind == m.Kind && o.To == at }); i >= 0 {
				c.Marks[i].To = m.To // one in two runs
			} else {
				c.Marks = append(c.Marks, m)
			}
		}
	}
	c.Text = b.String()
}

// shift returns a text in characters that are raised or lowered by themselves, and
// whether there is one for each: a digit. There are others, as ⁽ and ₊, but hardly a
// face has them.
func shift(text string, height int) (string, bool) {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	if height < 0 {
		digits = []rune("₀₁₂₃₄₅₆₇₈₉")
	}
	all := true
	shifted := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return digits[r-'0']
		case r >= '０' && r <= '９':
			return digits[r-'０']
		}
		all = all && unicode.IsSpace(r)
		return r
	}, text)
	return shifted, all
}
