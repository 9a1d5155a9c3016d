package change

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// What the first difference settles is what both sides, taken whole, say. The sides are
// made of pieces that look the same or nearly so, and sometimes of one that does not.
func TestSidesThatPlainlyDifferDifferAsAWhole(t *testing.T) {
	groups := []string{
		"が か\u3099 か", "ガ カ\u3099 ｶﾞ 力\u3099", "é e\u0301 e", "≠ =\u0338 =", "日 ⽇", "神 \uFA19", "ー － - 一", "１ 1", "Ⅰ I",
		"用\u200B 用 用\uFE00 用\U000E0100", "○ 〇", "가 \u1100\u1161", "。 ｡", "々\u302A 々", "\u200B\u3042 あ", "\u3042\u309B あ゛", "\u212B Å A\u030A",
	}
	blanks := []string{"", " ", "\u3000", "\u00A0", "\n", " \n", "\n\n"}
	rapid.Check(t, func(t *rapid.T) {
		var before, after strings.Builder
		for range rapid.IntRange(1, 3).Draw(t, "pieces") {
			piece := rapid.SampledFrom(strings.Fields(rapid.SampledFrom(groups).Draw(t, "group")))
			before.WriteString(piece.Draw(t, "before"))
			after.WriteString(piece.Draw(t, "after"))
		}
		before.WriteString(rapid.SampledFrom(blanks).Draw(t, "end"))
		after.WriteString(rapid.SampledFrom(blanks).Draw(t, "end"))
		after.WriteString(rapid.SampledFrom([]string{"", "", "\u3099", "後"}).Draw(t, "more"))
		b, a := before.String(), after.String()
		for range 2 {
			if plainlyDiffer(b, a) {
				if paper(b) == paper(a) || width.Fold.String(norm.NFC.String(b)) == width.Fold.String(norm.NFC.String(a)) {
					t.Fatalf("%+q and %+q are alike", b, a)
				}
			}
			b, a = a, b
		}
	})
	for _, sides := range [][2]string{{"前の文", "後の文"}, {"前", "前\n後"}, {"前 後", "前後"}, {"１０年", "３０年"}} {
		if !plainlyDiffer(sides[0], sides[1]) {
			t.Errorf("%q and %q are taken whole", sides[0], sides[1])
		}
	}
}
