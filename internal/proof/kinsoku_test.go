package proof

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"betten/internal/text"
)

// Kinsoku (禁則), JIS X 4051 with the strict set of characters that may not begin a line. It is
// written anew and shares nothing with the package under test.
const (
	neverFirst = "」』）］｝】〉》〕〗〙〛〟’”" + "、。，．・：；？！" + "々ゝゞヽヾー゛゜" +
		"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ" +
		"｣､｡･ｰﾞﾟｧｨｩｪｫｬｭｮｯ" + "%％℃°′″‰¢￠" + ")]},.:;?!"
	neverLast = "「『（［｛【〈《〔〖〘〚〝‘“｢" + "￥＄￡¥$£" + "([{"
	hard      = "\u00A0\u202F\u2060" // the spaces and the joiner that keep two characters together
)

var first, last = setOf(neverFirst), setOf(neverLast)

func setOf(s string) map[rune]bool {
	set := make(map[rune]bool)
	for _, r := range s {
		set[r] = true
	}
	return set
}

func isSpace(r rune) bool { return r == ' ' || r == '　' }
func isASCII(r rune) bool { return r > ' ' && r < 0x7F }
func isHard(r rune) bool  { return strings.ContainsRune(hard, r) }

func formless(r rune) bool {
	if r < 0xAD || r > 0x3164 && r < 0xFE00 {
		return false // most characters
	}
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r) // these are visible
}

// An atom is a part of a text that no line may end within: a grapheme cluster and the invisible
// characters after it.
type atom struct {
	end         int
	first, last rune // the visible ones
	blank       bool // it is invisible
	width       text.Length
}

// A measure sets text in one font. It caches the words of each paragraph, which are needed
// repeatedly.
type measure struct {
	advance func(rune) text.Length // how far a character moves the pen
	print   bool                   // the type of a PDF, with rules of its own
	words   map[string][]word
}

func newMeasure(advance func(rune) text.Length) *measure {
	return &measure{advance, false, make(map[string][]word)}
}

// newPrintMeasure returns the measure of a PDF's type.
func newPrintMeasure(advance func(rune) text.Length) *measure {
	return &measure{advance, true, make(map[string][]word)}
}

func atomsOf(s string, advance func(rune) text.Length) []atom {
	var all []atom
	leading := false // everything so far is invisible
	for clusters := graphemes.FromString(s); clusters.Next(); {
		c := atom{end: clusters.End(), first: -1, blank: true}
		invisible := false
		for i, r := range clusters.Value() {
			if i == 0 {
				c.first, c.last, invisible = r, r, formless(r)
			} else if !formless(r) && !unicode.In(r, unicode.M) {
				c.last = r
			}
			c.blank = c.blank && (isSpace(r) || formless(r))
			c.width += advance(r)
		}
		switch n := len(all); {
		case n > 0 && (invisible || leading):
			before := &all[n-1]
			before.end, before.width, before.blank = c.end, before.width+c.width, before.blank && c.blank
			if leading {
				before.first, before.last = c.first, c.last
			}
			leading = leading && invisible
		default:
			leading = invisible
			all = append(all, c)
		}
	}
	for i := range all {
		all[i].blank = all[i].blank && isSpace(all[i].first)
	}
	return all
}

// These stay together in a PDF: two equal dashes or leaders, a sign and its number, and 〻 and
// the character before it.
var (
	figures    = setOf("0123456789０１２３４５６７８９")
	withNumber = setOf("▲△▼▽№℡☎〒±∓−＋－")
	doubled    = setOf("―—…‥")
)

// parts reports whether a line may end between two atoms.
func (m *measure) parts(a, b atom) bool {
	if m.print && (doubled[a.last] && a.last == b.first || withNumber[a.last] && figures[b.first] || b.first == '〻') {
		return false
	}
	switch {
	case first[b.first] && !isSpace(b.first), isSpace(b.first), isHard(a.last), isHard(b.first), last[a.last]:
		return false
	case isASCII(a.last) && isASCII(b.first):
		return false
	}
	return true
}

// A word is a run of atoms within which no line may end: s[start:end].
type word struct {
	start, end int
	ink, width text.Length // without and with the spaces at its end
	atoms      []atom
}

// wordsOf returns the words of a paragraph.
func (m *measure) wordsOf(s string) []word {
	all, ok := m.words[s]
	if ok {
		return all
	}
	atoms := atomsOf(s, m.advance)
	begun := 0 // the first atom of the word
	for i := range atoms {
		if i == 0 || m.parts(atoms[i-1], atoms[i]) {
			w := word{}
			if begun = i; i > 0 {
				w.start = atoms[i-1].end
			}
			all = append(all, w)
		}
		w := &all[len(all)-1]
		w.end = atoms[i].end
		w.width += atoms[i].width
		w.atoms = atoms[begun : i+1]
		if !atoms[i].blank {
			w.ink = w.width
		}
	}
	m.words[s] = all
	return all
}

// paragraphsOf returns the words of each paragraph of a text.
func (m *measure) paragraphsOf(s string) [][]word {
	var all [][]word
	for p := range strings.SplitSeq(s, "\n") {
		all = append(all, m.wordsOf(p))
	}
	return all
}

// firstFit returns where the lines of a paragraph end in a given width. Words that are wider are
// reported. They are broken at any atom, which takes the fewest lines possible.
func firstFit(words []word, width text.Length) (ends []int, wide []word) {
	var x text.Length
	end, begun := 0, false
	set := func(start, to int, ink, advance text.Length) {
		if begun && ink > 0 && x+ink > width {
			ends = append(ends, start)
			x = 0
		}
		x, begun, end = x+advance, true, to
	}
	for i := range words {
		w := &words[i]
		if w.ink <= width {
			set(w.start, w.end, w.ink, w.width)
			continue
		}
		wide = append(wide, *w)
		start := w.start
		for _, a := range w.atoms {
			ink := a.width
			if a.blank {
				ink = 0
			}
			set(start, a.end, ink, a.width)
			start = a.end
		}
	}
	return append(ends, end), wide
}

// need returns the minimum number of lines of paragraphs in a given width.
func need(paragraphs [][]word, width text.Length) int {
	n := 0
	for _, words := range paragraphs {
		ends, _ := firstFit(words, width)
		n += len(ends)
	}
	return n
}

// checkLines checks that lines are the whole text in order, and that each ends where first fit
// ends it.
func (m *measure) checkLines(s string, lines []text.Line, width text.Length, paragraphs [][]word) error {
	if s == "" {
		if len(lines) > 0 {
			return fmt.Errorf("an empty cell has %d lines", len(lines))
		}
		return nil
	}
	start := 0
	for i, p := range strings.Split(s, "\n") {
		n := 0
		for n < len(lines) && lines[n].Start >= start && lines[n].End <= start+len(p) && (n == 0 || lines[n].Start > lines[n-1].Start) {
			n++
		}
		if err := m.checkParagraph(p, start, lines[:n], width, paragraphs[i]); err != nil {
			return err
		}
		lines = lines[n:]
		start += len(p) + 1
	}
	if len(lines) > 0 {
		return fmt.Errorf("%d lines are too many", len(lines))
	}
	return nil
}

func (m *measure) checkParagraph(p string, start int, lines []text.Line, width text.Length, words []word) error {
	at := 0
	for i, l := range lines {
		if l.Start-start != at || l.End < l.Start {
			return fmt.Errorf("line %d is %d to %d, want from %d on: %q", i, l.Start-start, l.End-start, at, p)
		}
		at = l.End - start
	}
	if at != len(p) || len(lines) == 0 {
		return fmt.Errorf("%d lines end at %d of %d: %q", len(lines), at, len(p), p)
	}
	ends, wide := firstFit(words, width)
	var atoms []atom
	for _, w := range words {
		atoms = append(atoms, w.atoms...)
	}
	next := 0
	for i, l := range lines {
		end := l.End - start
		shown := p[l.Start-start : end]
		var ink, x text.Length
		inked := 0
		for ; next < len(atoms) && atoms[next].end <= end; next++ {
			x += atoms[next].width
			if !atoms[next].blank {
				ink = x
				inked++
			}
		}
		if end > 0 && atoms[next-1].end != end {
			return fmt.Errorf("line %d ends within a character: %q", i, shown)
		}
		if ink > width && inked > 1 {
			return fmt.Errorf("line %d is %d wide of %d: %q", i, ink, width, shown)
		}
		if i == len(lines)-1 || within(wide, end) {
			continue
		}
		if before, after := atoms[next-1], atoms[next]; !m.parts(before, after) {
			return fmt.Errorf("line %d ends between %q and %q: %q", i, before.last, after.first, p)
		}
	}
	switch {
	case len(lines) < len(ends):
		return fmt.Errorf("%d lines, and first fit takes %d: %q", len(lines), len(ends), p)
	case len(wide) > 0:
		return nil
	}
	for i, l := range lines {
		if l.End-start != ends[i] {
			return fmt.Errorf("line %d ends at %d, want %d: %q", i, l.End-start, ends[i], p)
		}
	}
	return nil
}

func within(words []word, at int) bool {
	for _, w := range words {
		if at > w.start && at < w.end {
			return true
		}
	}
	return false
}
