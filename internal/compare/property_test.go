package compare

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"betten/internal/text"
)

// wantMarks fails if the marks of two texts break a rule that Texts promises.
func wantMarks(t interface {
	Helper()
	Fatalf(format string, args ...any)
}, before, after string) {
	t.Helper()
	gone, come := Texts(before, after)
	wantForm(t, before, gone)
	wantForm(t, after, come)
	if x, y := rest(before, gone), rest(after, come); x != y {
		t.Fatalf("what is left differs: %q, %q\nof %q\nand %q", x, y, marked(before, gone), marked(after, come))
	}
	if before == after && len(gone)+len(come) > 0 {
		t.Fatalf("equal texts have marks: %v, %v", gone, come)
	}
	come2, gone2 := Texts(after, before)
	if !slices.Equal(gone, gone2) || !slices.Equal(come, come2) {
		t.Fatalf("exchanged, %q and %q have other marks", before, after)
	}
	if x, y := movedParts(before, gone), movedParts(after, come); !slices.Equal(x, y) {
		t.Fatalf("moved are %q and %q", x, y)
	}
}

// wantForm fails if the marks of one text are not in order, touch, are empty, reach
// over a paragraph or cut a character.
func wantForm(t interface {
	Helper()
	Fatalf(format string, args ...any)
}, s string, marks []Mark) {
	t.Helper()
	last := -1
	ends := clusterEnds(s)
	for _, m := range marks {
		if m.Start <= last || m.End <= m.Start || m.End > len(s) {
			t.Fatalf("marks %v of %q", marks, s)
		}
		if strings.Contains(s[m.Start:m.End], "\n") {
			t.Fatalf("a mark covers a line feed: %q", s[m.Start:m.End])
		}
		if !ends[m.Start] || !ends[m.End] {
			t.Fatalf("mark %v cuts a character of %q", m, s)
		}
		last = m.End
	}
}

// clusterEnds returns the places at which a text may be cut.
func clusterEnds(s string) map[int]bool {
	ends := make(map[int]bool)
	start := 0
	for line := range strings.SplitSeq(s, "\n") {
		ends[start], ends[start+len(strings.TrimSuffix(line, "\r"))] = true, true
		for _, end := range text.Clusters(line) {
			ends[start+end] = true
		}
		start += len(line) + 1
	}
	return ends
}

// rest returns what is not marked, without the ends of paragraphs.
func rest(s string, marks []Mark) string {
	var b strings.Builder
	next := 0
	for line := range strings.Lines(s) {
		at, end := next, next+len(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"))
		next += len(line)
		for _, m := range marks {
			if m.Start >= at && m.Start < end {
				b.WriteString(s[at:m.Start])
				at = m.End
			}
		}
		b.WriteString(s[min(at, end):end])
	}
	return b.String()
}

func movedParts(s string, marks []Mark) []string {
	var parts []string
	for _, m := range marks {
		if m.Moved {
			parts = append(parts, s[m.Start:m.End])
		}
	}
	slices.Sort(parts)
	return parts
}

// phrases are what the texts of the property test are made of.
var phrases = strings.Fields(`特定個人情報 情報政策課 情報推進課 システム を に の 、 。 。 行う 行った する しない 令和５年４月１日 令和6年10月1日
	１． ２． （１） ① ・ （ ） [　] [〇] 及び 又は 第19条第7号 株式会社みほん 葛󠄀城 葛城 が か゛ が LGWAN https://example.jp/a （削除） 　 ＜措置＞ ﾃｽﾄ`)

func drawText(t *rapid.T, label string) string {
	ps := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(append(phrases, "\n", "\n\n", "\r\n", "\u200b", "👨‍👩‍👧", "\xff")), 0, 12), 0, 8).Draw(t, label)
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Join(p, ""))
	}
	return b.String()
}

func TestWhatIsNotMarkedIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := drawText(t, "before")
		after := drawText(t, "after")
		wantMarks(t, before, after)
		lines := strings.SplitAfter(before, "\n") // a text of nearly the same paragraphs
		other := slices.Clone(lines)
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			i := rapid.IntRange(0, len(other)-1).Draw(t, "at")
			j := rapid.IntRange(0, len(other)-1).Draw(t, "to")
			other[i], other[j] = other[j], other[i]
			if k := rapid.IntRange(0, len(other)-1).Draw(t, "in"); rapid.Bool().Draw(t, "more") {
				other[k] = rapid.SampledFrom(phrases).Draw(t, "phrase") + other[k]
			}
		}
		wantMarks(t, before, strings.Join(other, ""))
	})
}

func FuzzTexts(f *testing.F) {
	for _, p := range readTruth(f) {
		f.Add(p.before, p.after)
	}
	f.Add("a\r\nb", "a\nb")
	f.Add("\xff\xfe葛󠄀", "葛\u200d")
	f.Fuzz(func(t *testing.T, before, after string) {
		wantMarks(t, before, after)
	})
}

func TestEqualTextsHaveNoMarks(t *testing.T) {
	for _, p := range readTruth(t) {
		wantMarks(t, p.before, p.before)
		wantMarks(t, p.before, p.after)
	}
}
