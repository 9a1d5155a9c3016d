package pdfread

import (
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A mark is an open marked content.
type mark struct {
	cell   Cell
	actual *string // the text of the glyphs within it, whatever they look like
	from   int     // the first glyph within it
}

// begin begins a marked content.
func (in *interpreter) begin() {
	m := mark{from: len(in.glyphs), cell: in.cell()}
	if in.name(0) == "Artifact" {
		m.cell = Cell{}
	}
	if len(in.operands) > 1 {
		id, actual := -1, (*string)(nil)
		switch p := in.operands[1].(type) {
		case dict:
			if n, ok := p["MCID"].(float64); ok {
				id = int(n)
			}
			if s, ok := p["ActualText"].(string); ok {
				t := textString(s)
				actual = &t
			}
		case name:
			d := in.file.dict(in.resource("Properties", p))
			if o, ok := d["MCID"]; ok {
				id = in.file.integer(o)
			}
			if o, ok := d["ActualText"]; ok {
				t := in.file.text(o)
				actual = &t
			}
		}
		if id >= 0 && in.depth == 0 {
			m.cell = in.tags.cells[content{in.page.number, id}]
		}
		m.actual = actual
	}
	in.marks = append(in.marks, m)
}

// textString decodes the bytes of a text string.
func textString(s string) string {
	t, err := model.Text(types.NewHexLiteral([]byte(s)))
	if err != nil {
		return ""
	}
	return t
}

// cell returns the cell of the marked content that is open.
func (in *interpreter) cell() Cell {
	if n := len(in.marks); n > 0 {
		return in.marks[n-1].cell
	}
	return Cell{}
}

// end ends a marked content.
func (in *interpreter) end() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.actual != nil && m.from <= len(in.glyphs) {
		in.say(m.from, *m.actual)
	}
}

func (in *interpreter) closeMarks() {
	for len(in.marks) > 0 {
		in.end()
	}
}

// say replaces the text of the glyphs from an index on, and spreads it over their advances. An
// empty text means that they are decoration, such as a hyphen at the end of a line. Then they
// stay visible.
func (in *interpreter) say(from int, actual string) {
	glyphs := in.glyphs[from:]
	text := []rune(strings.Map(func(r rune) rune {
		if r == 0xAD || r == 0xFEFF || r < ' ' {
			return -1
		}
		return r
	}, actual))
	if len(text) == 0 || len(glyphs) == 0 {
		return
	}
	if len(text) == len(glyphs) {
		for i := range glyphs {
			glyphs[i].r, glyphs[i].bad = text[i], false
		}
		return
	}
	// Each begins within a glyph, at a part of its advance, and ends where the next begins.
	made := make([]drawn, len(text))
	for i, r := range text {
		at := float64(i) * float64(len(glyphs)) / float64(len(text))
		whole := int(at)
		made[i] = glyphs[whole]
		made[i].r, made[i].bad = r, false
		made[i].matrix = made[i].matrix.moved(made[i].advance*(at-float64(whole)), 0)
		made[i].advance *= float64(whole+1) - at
	}
	for i := range made {
		to := glyphs[len(glyphs)-1].matrix.moved(glyphs[len(glyphs)-1].advance, 0)
		if i+1 < len(made) {
			to = made[i+1].matrix
		}
		m := made[i].matrix
		if d := (to.e - m.e) / m.a; to.f == m.f && m.b == 0 && d > 0 {
			made[i].advance = d
		}
	}
	in.file.glyphs += len(text)
	in.glyphs = append(in.glyphs[:from], made...)
}
