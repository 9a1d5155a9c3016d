package grid

// A Display says how a cell shows what it holds.
type Display int

const (
	AsHeld    Display = iota // as it is
	Formatted                // by its format: Text is what Excel shows
	Nothing                  // its format shows nothing (;;;): Text is what the cell holds
	Unclear                  // by a format that is not known here: Text is what the cell holds
)

// A Mark says that part of a cell's text looks such that it means something else, or
// can't be seen.
type Mark struct {
	Kind     MarkKind
	From, To int // bytes of the cell's text; To is math.MaxInt for its end
}

// Of returns the part of a text that is marked.
func (m Mark) Of(text string) string {
	to := min(m.To, len(text))
	return text[min(m.From, to):to]
}

// A MarkKind is what a mark says.
type MarkKind int

const (
	Struck  MarkKind = iota // struck out (取消線)
	Raised                  // superscript (上付き), where no character stands for it
	Lowered                 // subscript (下付き), likewise
	Faint                   // in the colour of its ground, or too small to be read
)

// A Rule is a conditional format that may strike out or hide what it is for, by a
// condition that is not judged here.
type Rule struct{ Areas []Range }
