package pdfread

// A drawn glyph is one whose position is not yet turned with its page.
type drawn struct {
	r       rune
	matrix  matrix // text space to the page, at the glyph's origin
	advance float64
	size    float64
	clip    int
	cell    Cell
	bad     bool
}

// operateText shows text. It reports whether the operator is a text operator.
func (in *interpreter) operateText(op operator) bool {
	n := in.number
	switch op {
	case "BT":
		in.text, in.line = identity, identity
	case "ET":
	case "Tf":
		in.font, in.size = in.file.font(in.resource("Font", in.name(0))), n(1)
	case "Tc":
		in.character = n(0)
	case "Tw":
		in.word = n(0)
	case "Tz":
		in.scale = n(0) / 100
	case "TL":
		in.leading = n(0)
	case "Ts":
		in.rise = n(0)
	case "Tr":
		in.mode = int(n(0))
	case "Td":
		in.newLine(n(0), n(1))
	case "TD":
		in.leading = -n(1)
		in.newLine(n(0), n(1))
	case "Tm":
		in.line = in.matrixOf()
		in.text = in.line
	case "T*":
		in.newLine(0, -in.leading)
	case "'":
		in.newLine(0, -in.leading)
		in.showOperand(0)
	case "\"":
		in.word, in.character = n(0), n(1)
		in.newLine(0, -in.leading)
		in.showOperand(2)
	case "Tj", "TJ":
		in.showOperand(0)
	default:
		return false
	}
	return true
}

func (in *interpreter) newLine(x, y float64) {
	in.line = in.line.moved(x, y)
	in.text = in.line
}

// showOperand shows a string, or an array of strings and the offsets between them, in
// thousandths of the type's size.
func (in *interpreter) showOperand(i int) {
	if i >= len(in.operands) {
		return
	}
	switch o := in.operands[i].(type) {
	case string:
		in.show(o)
	case []any:
		for _, part := range o {
			switch part := part.(type) {
			case string:
				in.show(part)
			case float64:
				d := -part / 1000 * in.size
				if in.font != nil && in.font.vertical {
					in.text = in.text.moved(0, d)
				} else {
					in.text = in.text.moved(d*in.scale, 0)
				}
			}
		}
	}
}

// show draws the glyphs of a string.
func (in *interpreter) show(s string) {
	f := in.font
	if f == nil {
		f = unknownFont()
	}
	for len(s) > 0 {
		n := f.next(s)
		code := s[:n]
		s = s[n:]
		shows := f.look(code, !in.file.exact)
		width := shows.width * in.size
		advance := width + in.character
		if code == " " {
			advance += in.word
		}
		at := matrix{in.scale, 0, 0, 1, 0, in.rise}.then(in.text).then(in.matrix)
		in.draw(shows.text, at, width, shows.bad)
		if f.vertical {
			in.vertical++
			in.text = in.text.moved(0, -in.size-in.character)
		} else {
			in.text = in.text.moved(advance*in.scale, 0)
		}
	}
}

// The text rendering modes that draw nothing.
const (
	invisible     = 3
	invisibleClip = 7
)

// draw draws the characters of one code side by side.
func (in *interpreter) draw(text []rune, at matrix, width float64, bad bool) {
	if in.mode == invisible || in.mode == invisibleClip {
		in.unseen += len(text)
		in.file.glyphs += len(text)
		return
	}
	cell := in.cell()
	part := width / float64(max(1, len(text)))
	for i, r := range text {
		in.file.glyphs++
		in.glyphs = append(in.glyphs, drawn{
			r: r, matrix: at.moved(part*float64(i), 0), advance: part, size: in.size, clip: in.clip, cell: cell, bad: bad,
		})
	}
}
