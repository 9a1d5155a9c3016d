// Package object takes a PDF file that fpdf wrote apart into its objects and writes it
// again. In between, a caller changes, replaces and adds objects: that is how a file
// gets what fpdf offers no way to set, such as subset fonts, structure and metadata.
//
// It is not a reader of any PDF. It expects what fpdf writes: one cross-reference table,
// generation 0, lengths of streams in place, no encryption. So it is small, and what it
// does not touch stays byte for byte as fpdf wrote it.
package object

import "fmt"

// An object's value is one of nil, bool, int, float64, Name, String, Array, Dict,
// Ref, Encoded and *Stream, the last only for an object of its own.
type (
	Name   string       // without its slash, #xx resolved
	String string       // bytes, as they are without escapes
	Array  []any        //
	Dict   map[Name]any //
	Ref    int          // number of an object

	Encoded []byte // a value as the file has it: of many that nobody asks for any more
)

// Encode returns a value as the file has it.
func Encode(value any) Encoded { return appendValue(nil, value) }

// A Stream is a dictionary with data. Its Length is seen to by the writer.
type Stream struct {
	Dict  Dict
	Data  []byte // as Dict's Filter left it; plain if there is none
	Plain bool   // it is written without compression
}

// A File is the objects of a PDF file.
type File struct {
	Objects []any // by number; the first is unused
	Trailer Dict  // Root, Info; Size and ID are seen to by the writer
}

// Add adds an object and returns its number.
func (f *File) Add(value any) Ref {
	f.Objects = append(f.Objects, value)
	return Ref(len(f.Objects) - 1)
}

// resolve returns a value, or for a reference the object it names. A reference to
// an object that is not there is nil, as the standard has it.
func (f *File) resolve(value any) any {
	ref, ok := value.(Ref)
	if !ok {
		return value
	}
	if ref < 1 || int(ref) >= len(f.Objects) {
		return nil
	}
	return f.Objects[ref]
}

// Dict returns the dictionary that a value is, or names.
func (f *File) Dict(value any) (Dict, error) {
	if d, ok := f.resolve(value).(Dict); ok {
		return d, nil
	}
	return nil, fmt.Errorf("object: %v is no dictionary", value)
}

// Root returns the document's catalog.
func (f *File) Root() (Dict, error) { return f.Dict(f.Trailer["Root"]) }
