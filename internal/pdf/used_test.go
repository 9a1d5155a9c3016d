package pdf

import (
	"io"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
)

// usedCodes returns the codes that a PDF draws, by the font's name on its pages.
func usedCodes(r *pdf.Reader) map[string]map[int]bool {
	used := make(map[string]map[int]bool)
	for i := range r.NumPage() {
		font := ""
		pdf.Interpret(r.Page(i+1).V.Key("Contents"), func(stk *pdf.Stack, op string) {
			args := make([]pdf.Value, stk.Len())
			for i := len(args) - 1; i >= 0; i-- {
				args[i] = stk.Pop()
			}
			switch op {
			case "Tf":
				if font = args[0].Name(); used[font] == nil {
					used[font] = make(map[int]bool)
				}
			case "Tj":
				for raw := args[0].RawString(); len(raw) >= 2; raw = raw[2:] {
					used[font][int(raw[0])<<8|int(raw[1])] = true
				}
			}
		})
	}
	return used
}

func TestAFontHasTheCodesThatAreDrawnAndNoOthers(t *testing.T) {
	table := specimen.City(1)
	table.Entries = append(table.Entries, oddTable(oddText).Entries...)
	r := open(t, written(t, laidOut(t, table, newRuler())))
	used := usedCodes(r)
	if len(used) != 2 {
		t.Fatalf("%d fonts, want two", len(used))
	}
	for name, codes := range used {
		v := r.Page(1).Font(name).V
		font := newReadFont(t, v)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(codes)), slices.Sorted(maps.Keys(font.texts))); diff != "" {
			t.Errorf("%s: drawn and in ToUnicode: %s", name, diff)
		}
		data, err := io.ReadAll(v.Key("DescendantFonts").Index(0).Key("FontDescriptor").Key("FontFile2").Reader())
		if err != nil {
			t.Fatal(err)
		}
		face, err := openFace(data)
		if err != nil {
			t.Fatal(err)
		}
		em := float64(face.u16("head", 18))
		for code := range codes {
			if code >= face.glyphs {
				t.Fatalf("%s: code %d of %d glyphs", name, code, face.glyphs)
			}
			if got := float64(face.u16("hmtx", 4*code)) * 1000 / em; math.Abs(got-font.width(code)) > 0.001 {
				t.Errorf("%s: code %d is %g wide in W, %g in the face", name, code, font.width(code), got)
			}
		}
	}
}

// Codes are our own, so that they cannot be mistaken for a user's characters.
func TestAPrivateCharacterThatNoFaceHasIsAProblemAndIsNotDrawn(t *testing.T) {
	const private = "市の外字\uE000と\uF8FFと\U000F0000"
	sheet, _ := layout.LayOut(oddTable(private), specimen.Juten(), text.NewRuler(text.Points(10), text.MSPGothic()))
	p, problems := layout.Paginate(sheet, newRuler())
	var missing []string
	for _, problem := range problems {
		if problem.Kind == change.NoGlyph {
			missing = append(missing, problem.Values[0])
		}
	}
	if diff := cmp.Diff([]string{"\uE000", "\uF8FF", "\U000F0000", "\uE000", "\uF8FF", "\U000F0000"}, missing); diff != "" {
		t.Error(diff)
	}
	if err := Write(io.Discard, p); err == nil {
		t.Error("no error")
	}
}
