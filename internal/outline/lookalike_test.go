package outline_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"betten/internal/lookalike"
	"betten/internal/outline"
	"betten/templates"
)

// compare compares two workbooks.
func compare(t testing.TB, v *outline.Vocabulary, before, after []byte) *outline.Comparison {
	t.Helper()
	a, err := outline.Open("old.xlsx", before)
	if err != nil {
		t.Fatal(err)
	}
	b, err := outline.Open("new.xlsx", after)
	if err != nil {
		t.Fatal(err)
	}
	outline.Read(outline.Options{Vocabulary: v}, a, b)
	return outline.Compare(a, b)
}

// entry formats a change independently of how the item's blanks are drawn and whether a choice
// has brackets.
func entry(item, before, after string) string {
	blank := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r != '\n' && unicode.IsSpace(r) {
				return -1
			}
			return r
		}, norm.NFKC.String(s))
	}
	bare := func(s string) string {
		if head, rest, _ := strings.Cut(s, "\n"); strings.HasPrefix(head, "[") && strings.HasSuffix(head, "]") && !strings.ContainsAny(head[1:], "[") {
			s = head[1 : len(head)-1]
			if rest != "" {
				s += "\n" + rest
			}
		}
		return s
	}
	return blank(item) + " | " + bare(before) + " | " + bare(after)
}

// missing returns the lines of a that b lacks.
func missing(a, b []string) []string {
	b = slices.Clone(b)
	var all []string
	for _, line := range a {
		if i := slices.Index(b, line); i >= 0 {
			b = slices.Delete(b, i, i+1)
		} else {
			all = append(all, line)
		}
	}
	return all
}

// A pair is two drawn forms with the changes between them.
type drawnPair struct {
	before, after []byte
	truth         []string
	a, b          lookalike.Layout
}

func drawPair(seed uint64, a, b lookalike.Layout, reworded float64, o lookalike.Operation) drawnPair {
	rng := rand.New(rand.NewPCG(seed, 1))
	old := lookalike.Fill(rng, reworded)
	new := lookalike.Edit(old, rng, 10, o)
	p := drawnPair{lookalike.Draw(old, a, "令和6年4月1日"), lookalike.Draw(new, b, "令和7年4月1日"), nil, a, b}
	for _, c := range lookalike.Truth(old, new) {
		p.truth = append(p.truth, entry(c.Item, c.Before, c.After))
	}
	return p
}

func found(c *outline.Comparison) []string {
	var all []string
	for _, x := range c.Changes {
		all = append(all, entry(x.Item, x.Before, x.After))
	}
	return all
}

// A score is how many of the changes were found, over many pairs.
type score struct{ truth, missing, extra int }

// add compares a pair. Every cell must be accounted for.
func (s *score) add(t *testing.T, v *outline.Vocabulary, p drawnPair) {
	t.Helper()
	c := compare(t, v, p.before, p.after)
	for _, u := range c.Unaccounted() {
		t.Errorf("unaccounted: %s %q in\n%+v\n%+v", u.Name, u.Text, p.a, p.b)
	}
	got := found(c)
	less, more := missing(p.truth, got), missing(got, p.truth)
	s.truth, s.missing, s.extra = s.truth+len(p.truth), s.missing+len(less), s.extra+len(more)
	if len(less)+len(more) > 0 {
		t.Logf("layouts\n%+v\n%+v\nmissing:\n%s\ntoo many:\n%s", p.a, p.b, strings.Join(less, "\n"), strings.Join(more, "\n"))
	} else if !slices.Equal(got, p.truth) {
		t.Errorf("another order:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(p.truth, "\n"))
	}
}

// atLeast checks recall and precision against a limit.
func (s *score) atLeast(t *testing.T, limit float64) {
	t.Helper()
	recall := 1 - float64(s.missing)/float64(s.truth)
	precision := 1 - float64(s.extra)/float64(s.truth-s.missing+s.extra)
	if t.Logf("%d changes: recall %.3f, precision %.3f", s.truth, recall, precision); recall < limit || precision < limit {
		t.Errorf("recall %.3f, precision %.3f, want %.3f", recall, precision, limit)
	}
}

func TestTheChangesAreFoundHoweverTheFormsAreDrawn(t *testing.T) {
	known, none := outline.NewVocabulary(templates.Headings), outline.NewVocabulary()
	for name, c := range map[string]struct {
		vocabulary *outline.Vocabulary
		reworded   float64
		marked     bool // headings are filled
		anew       bool // the newer form is drawn in another layout
		limit      float64
	}{
		"known labels":                           {known, 0, false, false, 1},
		"known labels, drawn anew":               {known, 0, false, true, 1},
		"30 % reworded, filled":                  {known, .3, true, false, .97},
		"30 % reworded, filled, drawn anew":      {known, .3, true, true, .95},
		"without vocabulary, filled":             {none, 0, true, false, .97},
		"without vocabulary, filled, drawn anew": {none, 0, true, true, .95},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pairs := 30
			if testing.Short() {
				pairs = 8
			}
			var s score
			for i := range pairs {
				rng := rand.New(rand.NewPCG(uint64(i), 99))
				a := lookalike.Random(rng, c.marked)
				b := a
				if c.anew {
					b = lookalike.Random(rng, c.marked)
				}
				s.add(t, c.vocabulary, drawPair(uint64(i), a, b, c.reworded, lookalike.Operations[i%len(lookalike.Operations)]))
			}
			s.atLeast(t, c.limit)
		})
	}
}
