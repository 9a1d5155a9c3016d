// Package object splits a PDF file that fpdf wrote into its objects and writes it again. In
// between, a caller changes, replaces and adds objects. This adds what fpdf cannot write, such
// as subset fonts, structure and metadata.
//
// Parse does not read every PDF. It expects the output of fpdf: one cross-reference table,
// generation 0, direct stream lengths, no encryption. WriteTo writes object streams and a
// cross-reference stream, which fpdf does not. The same objects give the same bytes.
package object

import "fmt"

// The value of an object is one of nil, bool, int, float64, Name, String, Array, Dict, Ref,
// Encoded and *Stream. A *Stream must be an object of its own.
type (
	Name   string       // without its slash, #xx resolved
	String string       // bytes without escapes
	Array  []any        //
	Dict   map[Name]any //
	Ref    int          // number of an object

	Encoded []byte // a value as written, for the many values that are not needed again
)

// Encode returns a value in the syntax of the file.
func Encode(value any) Encoded { return appendValue(nil, value) }

// A Stream is a dictionary with data. WriteTo sets Length.
type Stream struct {
	Dict  Dict
	Data  []byte // as encoded by Dict's Filter; plain if there is no filter
	Plain bool   // written without compression
}

// A File contains the objects of a PDF file.
type File struct {
	Objects []any // by number; the first is unused
	Trailer Dict  // Root, Info; WriteTo sets Size and ID
}

// Add adds an object and returns its number.
func (f *File) Add(value any) Ref {
	f.Objects = append(f.Objects, value)
	return Ref(len(f.Objects) - 1)
}

// resolve returns a value, or for a reference the object it refers to. A reference to a missing
// object is nil, as the standard requires.
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

// Dict returns a dictionary, given as a value or as a reference.
func (f *File) Dict(value any) (Dict, error) {
	if d, ok := f.resolve(value).(Dict); ok {
		return d, nil
	}
	return nil, fmt.Errorf("object: %v is not a dictionary", value)
}

// Root returns the document's catalog.
func (f *File) Root() (Dict, error) { return f.Dict(f.Trailer["Root"]) }
