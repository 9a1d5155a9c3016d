package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A class says on which sides of a character a line may end.
type class uint8

const (
	ordinary class = iota // a line may end before and after it
	opener                // not after it: opening brackets and signs before a figure (始め括弧類, 前置省略記号)
	closer                // not before it: the strict set of 行頭禁則文字
	word                  // printable ASCII: not between two of them
	space                 // not before it, always after it; at a line's end it takes no width
	glue                  // neither before nor after it
)

// Kinsoku (禁則): JIS X 4051 with the strict set of characters that may not begin a
// line. ASCII brackets and signs belong to the class word, and open or close only
// towards other text.
const (
	closers = "」』）］｝】〉》〕〗〙〛〟’”、。，．・：；？！｣｡､･" +
		"々ゝゞヽヾー゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ" +
		"ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ" +
		"ｧｨｩｪｫｬｭｮｯｰﾞﾟ％℃°′″‰¢￠"
	openers      = "「『（［｛【〈《〔〖〘〚〝‘“｢￥＄￡¥£"
	asciiClosers = ")]},.:;?!%"
	asciiOpeners = "([{$"
)

// classes holds the classes up to the last of the listed characters, U+FFE5.
var classes = func() (c [0x10000]class) {
	for r := rune(0x21); r <= 0x7E; r++ {
		c[r] = word
	}
	c[' '], c['　'] = space, space
	c['\u00A0'], c['\u202F'], c['\u2060'] = glue, glue, glue
	for _, r := range closers {
		c[r] = closer
	}
	for _, r := range openers {
		c[r] = opener
	}
	return c
}()

// classOf returns the class of a character.
func classOf(r rune) class {
	if r >= 0 && int(r) < len(classes) {
		return classes[r]
	}
	return ordinary
}

// asciiOpens and asciiCloses say which characters of a word open or close. At the
// ends of a word they behave as brackets do.
var asciiOpens, asciiCloses = func() (opens, closes [0x80]bool) {
	for _, r := range asciiOpeners {
		opens[r] = true
	}
	for _, r := range asciiClosers {
		closes[r] = true
	}
	return opens, closes
}()

// mayPart reports whether a line set by the ruler may end between two characters that
// belong to different clusters.
func (m *Ruler) mayPart(before, after rune) bool {
	return mayPart(before, after) && !(m.print && keepsTogether(before, after))
}

// mayPart reports whether a line may end between two characters that belong to
// different clusters.
func mayPart(before, after rune) bool {
	b, a := classOf(before), classOf(after)
	switch {
	case a == space, a == closer, b == opener, a == glue, b == glue:
		return false
	case a == word && (b == word || asciiCloses[after]):
		return false
	case b == word && asciiOpens[before]:
		return false
	}
	return true
}

// joins reports whether a character may join its neighbour in a grapheme cluster.
// The usual characters of these texts never do: punctuation, kana, CJK ideographs,
// half- and full-width forms. One of them, the Hangul filler U+3164, does because it
// has no form.
func joins(r rune) bool {
	switch {
	case r < 0x300 && r != 0xAD,
		r >= 0x2010 && r < 0x2028, r >= 0x2030 && r < 0x2060, r >= 0x2070 && r < 0x20D0, r >= 0x2100 && r < 0x2C00,
		r >= 0x3000 && r < 0x302A, r >= 0x3030 && r < 0x3099, r >= 0x309B && r < 0x3164, r >= 0x3165 && r < 0xA000,
		r >= 0xF900 && r < 0xFB00, r >= 0xFF01 && r < 0xFF9E, r >= 0xFFE0 && r < 0xFFE7:
		return false
	}
	return true
}

// clusters yields the grapheme clusters of s, first to last. A character without
// a form of its own (a variation selector, a zero-width space) belongs to the
// character before it, so that no line begins with it.
func clusters(s string) func(yield func(cluster) bool) {
	return func(yield func(cluster) bool) {
		// Characters that join nothing are clusters by themselves. At the first one that
		// may join, the character before it is looked at again.
		var held cluster
		for i, r := range s {
			if joins(r) {
				joined(s, held.start, yield)
				return
			}
			if i > 0 && !yield(held) {
				return
			}
			held = cluster{i, i + utf8.RuneLen(r), r, r}
		}
		if held.end > 0 {
			yield(held)
		}
	}
}

// joined yields the clusters of s from an offset at which a cluster begins.
func joined(s string, from int, yield func(cluster) bool) {
	var held cluster
	tokens := graphemes.FromString(s[from:])
	for tokens.Next() {
		c := newCluster(s, from+tokens.Start(), from+tokens.End())
		switch {
		case held.end == 0:
			held = c
		case c.invisible():
			held.end = c.end
		case held.invisible():
			c.start = held.start
			held = c
		default:
			if !yield(held) {
				return
			}
			held = c
		}
	}
	if held.end > 0 {
		yield(held)
	}
}

// A cluster is what a reader sees as one character: s[start:end].
type cluster struct {
	start, end  int
	first, last rune // by which it parts from its neighbours
}

func newCluster(s string, start, end int) cluster {
	c := cluster{start: start, end: end, first: -1}
	for _, r := range s[start:end] {
		if c.first < 0 {
			c.first, c.last = r, r
		} else if !invisible(r) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) {
			c.last = r
		}
	}
	return c
}

func (c cluster) invisible() bool { return invisible(c.first) }

// Clusters returns the offsets at which the grapheme clusters of s end. A text may be
// cut only at these offsets.
func Clusters(s string) []int {
	ends := make([]int, 0, utf8.RuneCountInString(s))
	for c := range clusters(s) {
		ends = append(ends, c.end)
	}
	return ends
}

// Breaks returns the offsets in a paragraph at which a line may end, without the end
// of the paragraph.
func Breaks(paragraph string) []int {
	var at []int
	var last cluster
	for c := range clusters(paragraph) {
		if c.start > 0 && mayPart(last.last, c.first) {
			at = append(at, c.start)
		}
		last = c
	}
	return at
}
