package pdf

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// words returns 16-bit numbers in the encoding of a font file.
func words(numbers ...int) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	return b
}

// composedFace returns a face with these outlines. The faces of the program have no composite
// glyphs, but a user's may.
func composedFace(t *testing.T, outlines ...[]byte) *face {
	t.Helper()
	var glyf, loca, hmtx []byte
	for i, outline := range outlines {
		loca = append(loca, words(len(glyf)/2)...)
		hmtx = append(hmtx, words(500+i, i)...)
		glyf = append(glyf, outline...)
	}
	head, hhea := make([]byte, 54), make([]byte, 36)
	copy(head[18:], words(1000))
	copy(hhea[34:], words(len(outlines)))
	f, err := openFace(assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": words(1, 0, len(outlines)),
		"glyf": glyf, "loca": append(loca, words(len(glyf)/2)...), "hmtx": hmtx,
	}))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var (
	simple   = func(mark int) []byte { return words(1, 0, 0, 0, 0, mark) }
	composed = func(parts ...int) []byte { return words(append([]int{-1, 0, 0, 0, 0}, parts...)...) }
)

// numbers returns the numbers of the components of a composite glyph.
func numbers(t *testing.T, f *face, id uint16) []uint16 {
	t.Helper()
	outline, err := f.outline(id)
	if err != nil {
		t.Fatal(err)
	}
	var found []uint16
	if err := components(slices.Clone(outline), func(id uint16) (uint16, error) {
		found = append(found, id)
		return id, nil
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestComponentsAreFoundBehindArgumentsOfAnyLength(t *testing.T) {
	for flags, arguments := range map[int]int{ // how many words
		0: 1, wordArguments: 2, oneScale: 2, wordArguments | oneScale: 3,
		twoScales: 3, wordArguments | twoScales: 4, fourScales: 5, wordArguments | fourScales: 6,
	} {
		parts := append([]int{flags | moreComponents, 1}, make([]int, arguments)...)
		f := composedFace(t, nil, simple(1), simple(2), composed(append(parts, 0, 2, 0)...))
		if diff := cmp.Diff([]uint16{1, 2}, numbers(t, f, 3)); diff != "" {
			t.Errorf("flags %#x: %s", flags, diff)
		}
	}
}

func TestComponentsAreTakenAlongOnce(t *testing.T) {
	const more = moreComponents
	f := composedFace(t, nil, simple(1), simple(2), simple(3),
		composed(more, 1, 0, 0, 2, 0), // 4, of 1 and 2
		composed(more, 4, 0, 0, 3, 0), // 5, of 4 and 3
		composed(0, 6, 0),             // 6, broken: of itself
	)
	for _, c := range []struct {
		take, of []uint16 // of: the numbers in f of the glyphs taken and added
	}{
		{[]uint16{0, 1}, []uint16{0, 1}},
		{[]uint16{0, 4}, []uint16{0, 4, 1, 2}},
		{[]uint16{0, 2, 4}, []uint16{0, 2, 4, 1}},
		{[]uint16{0, 4, 2, 1}, []uint16{0, 4, 2, 1}},
		{[]uint16{0, 5}, []uint16{0, 5, 4, 3, 1, 2}},
		{[]uint16{0, 4, 4}, []uint16{0, 4, 4, 1, 2}}, // as two codes may share a glyph
		{[]uint16{0, 6}, []uint16{0, 6}},
	} {
		var glyphs []glyph
		for _, id := range c.take {
			glyphs = append(glyphs, glyph{id: id, advance: 700})
		}
		data, err := f.subset(glyphs)
		if err != nil {
			t.Fatal(err)
		}
		cut, err := openFace(data)
		if err != nil {
			t.Fatal(err)
		}
		if cut.glyphs != len(c.of) {
			t.Fatalf("%v: cut to %d glyphs, want %v", c.take, cut.glyphs, c.of)
		}
		for i, id := range c.of {
			advance := 700
			if i >= len(c.take) {
				advance = 500 + int(id)
			}
			if got := cut.u16("hmtx", 4*i); got != advance || cut.bearing(uint16(i)) != int(id) {
				t.Errorf("%v: glyph %d moves the pen by %d, want %d", c.take, i, got, advance)
			}
			if id != 6 && !bytes.Equal(shape(t, cut, uint16(i), 0), shape(t, f, id, 0)) {
				t.Errorf("%v: glyph %d has not the shape of %d", c.take, i, id)
			}
		}
	}
}

func TestACutOffListOfComponentsIsAnError(t *testing.T) {
	for _, outline := range [][]byte{composed(moreComponents, 1, 0), composed(moreComponents), composed()} {
		f := composedFace(t, nil, simple(1), outline)
		if _, err := f.subset([]glyph{{}, {id: 2}}); err == nil {
			t.Errorf("no error for % x", outline)
		}
	}
	f := composedFace(t, nil, composed(0, 99, 0))
	if _, err := f.subset([]glyph{{}, {id: 1}}); err == nil {
		t.Error("no error for a component that is not in the face")
	}
}
