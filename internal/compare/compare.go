// Package compare finds what differs between the text before a change and the text
// after it, as a person would underline it in a comparison (新旧対照表).
package compare

// A Mark is a part of a text that differs from the other one, in bytes.
type Mark struct {
	Start, End int
	Moved      bool // whole paragraphs that stand elsewhere in the other text, unchanged
}
