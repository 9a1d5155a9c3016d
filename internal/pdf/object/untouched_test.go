package object

import (
	"bytes"
	"testing"
)

func TestAFileIsUntouchedUntilSomethingOfItChanges(t *testing.T) {
	f, err := Parse(drawn(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	if !Untouched(data) {
		t.Error("what was just written is said to be touched")
	}
	for name, other := range map[string][]byte{
		"empty":       nil,
		"another's":   drawn(t),
		"cut off":     data[:len(data)-10],
		"appended to": append(bytes.Clone(data), "1 0 obj\nnull\nendobj\nstartxref\n0\n%%EOF\n"...),
		"changed":     bytes.Replace(data, []byte(" 0 obj"), []byte("  0obj"), 1),
	} {
		if Untouched(other) {
			t.Errorf("%s: it is said to be untouched", name)
		}
	}
}
