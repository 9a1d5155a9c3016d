package pdfread

import (
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A graphics state: what q saves and Q restores.
type state struct {
	matrix matrix
	clip   int // index in interpreter.clips; -1 if none

	font                 *font
	size                 float64
	character, word      float64 // spacing
	scale, rise, leading float64
	mode                 int // text rendering
}

// An interpreter draws a page.
type interpreter struct {
	file *file
	page *source
	tags *tags

	state
	saved     []state
	text      matrix // text matrix
	line      matrix // text line matrix
	resources types.Dict
	depth     int
	operands  []any

	paths  []path // subpaths of the current path
	toClip bool   // the path becomes the clip when it is painted

	marks []mark // open marked content

	glyphs   []drawn
	rules    []Rule // in the page's own coordinates, Y up
	clips    []Box
	images   int
	unseen   int
	vertical int
	broken   bool
}

// page draws a page.
func (f *file) page(s *source, t *tags) (Page, error) {
	content, broken, err := f.content(s)
	if err != nil {
		return Page{}, err
	}
	in := &interpreter{file: f, page: s, tags: t, resources: s.resources, broken: broken}
	in.state = state{matrix: identity, clip: -1, scale: 1}
	if err := in.run(content); err != nil {
		return Page{}, err
	}
	in.closeMarks()
	return in.finish(), nil
}

// maxSaved is the maximum number of saved graphics states. maxOperands is the maximum number
// of operands that are kept for one operator.
const (
	maxSaved    = 1_000
	maxOperands = 64
)

// run interprets a content stream.
func (in *interpreter) run(content []byte) error {
	l := &lexer{src: content}
	in.operands = in.operands[:0]
	for {
		t, ok := l.next()
		if !ok {
			return nil
		}
		op, is := t.(operator)
		if !is {
			if len(in.operands) < maxOperands {
				in.operands = append(in.operands, t)
			}
			continue
		}
		if in.file.operators++; in.file.operators > maxOperators {
			return fmt.Errorf("%w: more than %d operators", ErrTooLarge, maxOperators)
		}
		if op == "BI" {
			l.image()
			in.images++
		} else if err := in.operate(op); err != nil {
			return err
		}
		in.operands = in.operands[:0]
		if in.file.glyphs > maxGlyphs || in.file.rules > maxRules {
			return fmt.Errorf("%w: more than %d characters or %d rules", ErrTooLarge, maxGlyphs, maxRules)
		}
	}
}

// number returns an operand as a number, or 0 if it is not one.
func (in *interpreter) number(i int) float64 {
	if i < len(in.operands) {
		n, _ := in.operands[i].(float64)
		return n
	}
	return 0
}

// name returns an operand as a name, or "" if it is not one.
func (in *interpreter) name(i int) name {
	if i < len(in.operands) {
		n, _ := in.operands[i].(name)
		return n
	}
	return ""
}

// matrixOf returns the six operands of a matrix.
func (in *interpreter) matrixOf() matrix {
	return matrix{in.number(0), in.number(1), in.number(2), in.number(3), in.number(4), in.number(5)}
}

func (in *interpreter) operate(op operator) error {
	switch op {
	case "q":
		if len(in.saved) < maxSaved {
			in.saved = append(in.saved, in.state)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			in.state, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		in.matrix = in.matrixOf().then(in.matrix)
	case "Do":
		return in.object(in.name(0))
	case "gs":
		in.graphicsState(in.name(0))
	case "BMC", "BDC":
		in.begin()
	case "EMC":
		in.end()
	default:
		if !in.operateText(op) {
			in.operatePath(op)
		}
	}
	return nil
}

// resource returns a resource of the content that is being drawn.
func (in *interpreter) resource(kind string, n name) types.Object {
	return in.file.dict(in.resources[kind])[string(n)]
}

// graphicsState sets the font of an ExtGState.
func (in *interpreter) graphicsState(n name) {
	d := in.file.dict(in.resource("ExtGState", n))
	if a := in.file.array(d["Font"]); len(a) == 2 {
		in.font, in.size = in.file.font(a[0]), in.file.number(a[1])
	}
}

// object draws an image or a form.
func (in *interpreter) object(n name) error {
	f := in.file
	o := in.resource("XObject", n)
	d := f.dict(o)
	switch {
	case d == nil:
		return nil
	case f.name(d["Subtype"]) == "Image":
		in.images++
		return nil
	}
	if f.forms++; f.forms > maxForms {
		return fmt.Errorf("%w: more than %d forms", ErrTooLarge, maxForms)
	}
	if in.depth >= maxDepth {
		return fmt.Errorf("%w: forms within forms, more than %d deep", ErrTooLarge, maxDepth)
	}
	content, err := f.stream(o)
	if err != nil {
		if errors.Is(err, ErrTooLarge) {
			return err
		}
		in.broken = true
		return nil
	}
	outer, saved, text, line, resources, marks := in.state, in.saved, in.text, in.line, in.resources, len(in.marks)
	operands := in.operands
	in.saved, in.operands, in.paths, in.toClip = nil, nil, nil, false
	in.matrix = f.matrix(d["Matrix"]).then(in.matrix)
	if n := f.numbers(d["BBox"], 4); n != nil {
		in.paths = []path{rectangle(in.matrix, n[0], n[1], n[2]-n[0], n[3]-n[1])}
		in.toClip = true
		in.paint(false, false)
	}
	if own := f.dict(d["Resources"]); own != nil {
		in.resources = own
	}
	in.depth++
	err = in.run(content)
	in.depth--
	for len(in.marks) > marks {
		in.end()
	}
	in.state, in.saved, in.text, in.line, in.resources, in.operands = outer, saved, text, line, resources, operands
	in.paths = nil
	return err
}
