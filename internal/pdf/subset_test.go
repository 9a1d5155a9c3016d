package pdf

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"betten/fonts"
	"betten/internal/pdf/object"
	"betten/internal/text"
)

// shape returns a glyph's outline with its components' outlines instead of their numbers: this is
// the same in a face and in its subset.
func shape(t *testing.T, f *face, id uint16, depth int) []byte {
	t.Helper()
	outline, err := f.outline(id)
	if err != nil || depth > 9 {
		t.Fatalf("glyph %d: %v", id, err)
	}
	outline = slices.Clone(outline)
	var parts []byte
	err = components(outline, func(component uint16) (uint16, error) {
		parts = append(parts, shape(t, f, component, depth+1)...)
		return 0, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return append(bytes.TrimRight(outline, "\x00"), parts...)
}

func openAll(t *testing.T) []*face {
	t.Helper()
	var all []*face
	for _, known := range []*text.Face{fonts.BIZUDPGothic(), fonts.NotoSansJP()} {
		f, err := openFace(known.Data)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

func TestACutFaceHasTheSameGlyphs(t *testing.T) {
	faces := openAll(t)
	rapid.Check(t, func(rt *rapid.T) {
		f := rapid.SampledFrom(faces).Draw(rt, "face")
		ids := rapid.SliceOfN(rapid.IntRange(0, f.glyphs-1), 1, 50).Draw(rt, "glyphs")
		glyphs := []glyph{{}}
		for i, id := range ids {
			glyphs = append(glyphs, glyph{id: uint16(id), advance: uint16(1000 + i)})
		}
		data, err := f.subset(glyphs)
		if err != nil {
			rt.Fatal(err)
		}
		cut, err := openFace(data)
		if err != nil {
			rt.Fatal(err)
		}
		if checksum(data) != 0xB1B0AFBA {
			rt.Errorf("the file's checksum is %#x", checksum(data))
		}
		for i, g := range glyphs {
			if !bytes.Equal(shape(t, cut, uint16(i), 0), shape(t, f, g.id, 0)) {
				rt.Errorf("glyph %d is not glyph %d of the face", i, g.id)
			}
			if got := cut.u16("hmtx", 4*i); got != int(g.advance) || cut.bearing(uint16(i)) != f.bearing(g.id) {
				rt.Errorf("glyph %d moves the pen by %d, begins at %d", i, got, cut.bearing(uint16(i)))
			}
		}
	})
}

// A face that was opened is not broken as a whole, but its glyphs may be.
func TestABrokenFaceIsAnErrorAndNoPanic(t *testing.T) {
	whole := openAll(t)[0]
	var glyphs []glyph
	for id := range 400 {
		glyphs = append(glyphs, glyph{id: uint16(id * 32)})
	}
	small, err := whole.subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]glyph, 400)
	for i := range all {
		all[i].id = uint16(i)
	}
	rapid.Check(t, func(t *rapid.T) {
		data := slices.Clone(small)
		for range rapid.IntRange(1, 200).Draw(t, "changes") {
			data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		data = data[:rapid.IntRange(0, len(data)).Draw(t, "length")]
		if f, err := openFace(data); err == nil {
			f.descriptor()
			f.postScriptName("family")
			f.subset(all)
		}
	})
}

func TestAFaceIsNamedAsItNamesItself(t *testing.T) {
	all := openAll(t)
	for i, want := range []string{"BIZUDPGothic-Regular", "NotoSansJP-Regular"} {
		if got := all[i].postScriptName("x"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	nameless := &face{}
	for family, want := range map[string]string{"BIZ UDPGothic": "BIZUDPGothic", "明朝": "Face", "A/B(c)#": "ABc"} {
		if got := nameless.postScriptName(family); got != want {
			t.Errorf("%s is %s, want %s", family, got, want)
		}
	}
}

func TestWidthsLeaveOutTheDefault(t *testing.T) {
	w := widths([]glyph{{advance: 2048}, {advance: 1024}, {advance: 1025}, {advance: 2048}, {advance: 0}}, 2048)
	want := object.Array{1, object.Array{500.0, 500.488}, 4, object.Array{0.0}}
	if diff := cmp.Diff(want, w); diff != "" {
		t.Error(diff)
	}
}
