package object

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"betten/internal/parallel"
)

// A panic while streams are compressed in parallel is raised again by the goroutine that writes
// the file, and the place is reported.
func TestWriteToPanicsWhereACompressorDoes(t *testing.T) {
	made := compressors.New
	compressors.New = func() any { panic("broken") }
	for range 2 { // what is kept is given up
		runtime.GC()
	}
	defer func() {
		compressors.New = made
		p, ok := recover().(*parallel.Panic)
		if !ok || p.Value != "broken" {
			t.Fatalf("%v", p)
		}
		if f, _ := runtime.CallersFrames(p.Callers).Next(); !strings.HasPrefix(f.Function, "betten/internal/pdf/object.") && !strings.HasPrefix(f.Function, "runtime.") {
			t.Errorf("it is said to have happened in %s", f.Function)
		}
	}()
	f := &File{Objects: []any{nil, &Stream{Data: []byte("a")}, &Stream{Data: []byte("b")}}, Trailer: Dict{}}
	f.WriteTo(new(bytes.Buffer))
	t.Error("it did not panic")
}
