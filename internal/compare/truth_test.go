package compare

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// A pair is a case of testdata/truth.txt.
type pair struct {
	name          string
	before, after string
	gone, come    []Mark
}

// readTruth reads the pairs of testdata/truth.txt.
func readTruth(t testing.TB) []pair {
	t.Helper()
	data, err := os.ReadFile("testdata/truth.txt")
	if err != nil {
		t.Fatal(err)
	}
	var pairs []pair
	for _, c := range strings.Split("\n"+string(data), "\n== ")[1:] {
		name, body, _ := strings.Cut(c, "\n")
		body = "\n" + strings.TrimSuffix(body, "\n") + "\n"
		before, after, ok := strings.Cut(body, "\n→\n")
		if !ok {
			t.Fatalf("%s: no →", name)
		}
		p := pair{name: name}
		p.before, p.gone = unmark(t, strings.Trim(before, "\n"))
		p.after, p.come = unmark(t, strings.Trim(after, "\n"))
		if rest(p.before, p.gone) != rest(p.after, p.come) {
			t.Fatalf("%s: what is left differs", name)
		}
		pairs = append(pairs, p)
	}
	return pairs
}

// unmark reads the brackets out of a text.
func unmark(t testing.TB, s string) (string, []Mark) {
	var b strings.Builder
	var marks []Mark
	start := -1
	for _, r := range s {
		switch r {
		case '⟦', '⟪':
			start = b.Len()
		case '⟧', '⟫':
			if start < 0 {
				t.Fatalf("no opening bracket: %s", s)
			}
			marks = append(marks, Mark{start, b.Len(), r == '⟫'})
			start = -1
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), marks
}

// marked writes the brackets into a text.
func marked(s string, marks []Mark) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		brackets := "⟦⟧"
		if m.Moved {
			brackets = "⟪⟫"
		}
		b.WriteString(s[at:m.Start] + brackets[:3] + s[m.Start:m.End] + brackets[3:])
		at = m.End
	}
	return b.String() + s[at:]
}

// wrong returns the lines of a text on which the marks are not those wanted.
func wrong(text string, got, want []Mark) string {
	var lines []string
	truth := strings.Split(marked(text, want), "\n")
	for i, line := range strings.Split(marked(text, got), "\n") {
		if line != truth[i] {
			lines = append(lines, line+"    want "+truth[i])
		}
	}
	return strings.Join(lines, "\n")
}

// A score counts characters: marked rightly, marked by us, marked by an official.
type score struct{ right, ours, theirs int }

func (s *score) add(text string, got, want []Mark) {
	kinds := func(marks []Mark) []byte {
		k := make([]byte, len(text))
		for _, m := range marks {
			for i := m.Start; i < m.End; i++ {
				k[i] = 1
				if m.Moved {
					k[i] = 2
				}
			}
		}
		return k
	}
	g, w := kinds(got), kinds(want)
	for i := range text { // the first byte of each character
		if g[i] != 0 {
			s.ours++
		}
		if w[i] != 0 {
			s.theirs++
		}
		if g[i] != 0 && g[i] == w[i] {
			s.right++
		}
	}
}

func (s score) precision() float64 { return ratio(s.right, s.ours) }
func (s score) recall() float64    { return ratio(s.right, s.theirs) }
func (s score) f1() float64        { return ratio(2*s.right, s.ours+s.theirs) }

func ratio(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

func TestAgreesWithAnOfficial(t *testing.T) {
	type graded struct {
		f1  float64
		say string
	}
	var all score
	var worst []graded
	pairs := readTruth(t)
	if len(pairs) < 48 {
		t.Errorf("%d pairs", len(pairs))
	}
	for _, p := range pairs {
		gone, come := Texts(p.before, p.after)
		var s score
		s.add(p.before, gone, p.gone)
		s.add(p.after, come, p.come)
		all.right, all.ours, all.theirs = all.right+s.right, all.ours+s.ours, all.theirs+s.theirs
		if s.f1() < 1 {
			worst = append(worst, graded{s.f1(), fmt.Sprintf("%s: F1 %.3f\n%s\n→\n%s\n", p.name, s.f1(), wrong(p.before, gone, p.gone), wrong(p.after, come, p.come))})
		}
		if s.f1() < 0.8 {
			t.Errorf("%s: F1 %.3f, want 0.8", p.name, s.f1())
		}
	}
	slices.SortFunc(worst, func(x, y graded) int { return int(1000*x.f1) - int(1000*y.f1) })
	t.Logf("%d pairs, %d exact; precision %.4f, recall %.4f", len(pairs), len(pairs)-len(worst), all.precision(), all.recall())
	if all.precision() < 0.95 || all.recall() < 0.95 {
		t.Errorf("precision %.4f and recall %.4f, want 0.95", all.precision(), all.recall())
	}
	if t.Failed() || testing.Verbose() {
		for _, w := range worst {
			t.Log(w.say)
		}
	}
}
