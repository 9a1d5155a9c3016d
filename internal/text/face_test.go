package text

import (
	"errors"
	"testing"
)

// The parser would make room for the 4 GB that it is told of.
func TestAFontWhoseTablesLieOutsideTheFileIsBroken(t *testing.T) {
	head := []byte{0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}
	entry := []byte{'h', 'e', 'a', 'd', 0, 0, 0, 0, 0, 0, 0, 28, 0xFF, 0xFF, 0xFF, 0xFF}
	for _, data := range [][]byte{head[:11], head, append(head, entry...)} {
		if _, err := ParseFace("", data); !errors.Is(err, ErrBrokenFont) {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
}
