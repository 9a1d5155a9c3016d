package change

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// What the first difference settles is what both sides, taken whole, say.
func TestSidesThatPlainlyDifferDifferAsAWhole(t *testing.T) {
	var settled int
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.StringOfN(rapid.SampledFrom([]rune("かがカｶﾞ力日⽇用⽤神\uFA19\u3099\u309A\u0301\u200B\uFE00\U000E0100eé=≠≠1１ー－ -〜～Ⅰ I①\u3000\u00A0\n\n。゛○〇\u302A뀀가\u11A8")), 0, 6, -1)
		head := some.Draw(t, "head")
		before, after := head+some.Draw(t, "before"), head+some.Draw(t, "after")
		if !plainlyDiffer(before, after) {
			return
		}
		settled++
		if paper(before) == paper(after) || width.Fold.String(norm.NFC.String(before)) == width.Fold.String(norm.NFC.String(after)) {
			t.Fatalf("%+q and %+q are alike", before, after)
		}
	})
	if settled == 0 {
		t.Fatal("no two sides differ plainly")
	}
}
