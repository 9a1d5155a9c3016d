// Package object takes a PDF file that fpdf wrote apart into its objects and writes it
// again. In between, a caller changes, replaces and adds objects: that is how a file
// gets what fpdf offers no way to set, such as subset fonts, structure and metadata.
//
// Parse is not a reader of any PDF. It expects what fpdf writes: one cross-reference table,
// generation 0, lengths of streams in place, no encryption. WriteTo writes object streams and a
// cross-reference stream, which fpdf does not. The same objects give the same bytes.
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

	Encoded []byte // a value as it is written, for the many that are not needed again
)

// Encode returns a value as the file has it.
func Encode(value any) Encoded { return appendValue(nil, value) }

// A Stream is a dictionary with data. WriteTo sets Length.
type Stream struct {
	Dict  Dict
	Data  []byte // as Dict's Filter left it; plain if there is none
	Plain bool   // it is written without compression
}

// A File is the objects of a PDF file.
type File struct {
	Objects []any // by number; the first is unused
	Trailer Dict  // Root, Info; WriteTo sets Size and ID
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
	return nil, fmt.Errorf("object: %v is not a dictionary", value)
}

// Root returns the document's catalog.
func (f *File) Root() (Dict, error) { return f.Dict(f.Trailer["Root"]) }
