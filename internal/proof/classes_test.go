package proof

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"betten/internal/change"
)

// A class is a class of characters that a form can encounter: how to draw some, and how to
// recognise that a text has some. The two are independent, so that a class that is no longer
// drawn is noticed.
type class struct {
	name string
	draw func(w writer) string
	met  func(s string) bool
}

var classes = []class{
	{"JIS X 0208", func(w writer) string { return w.runes(w.common, 20) },
		inRune(func(r rune) bool { return decoded(japanese.EUCJP.NewEncoder().String(string(r))) == 2 && r > 0x7F })},
	{"cp932: NEC and IBM extensions", func(w writer) string { return w.runes(w.beyond, 10) },
		inRune(func(r rune) bool {
			return strings.ContainsRune("①⑳Ⅰⅹ㍉㎜㏍㈱㍾㍽㍼纊褜鍈銈髙﨑黑ⅰ￤＇＂", r)
		})},
	{"JIS X 0213", func(w writer) string { return w.runes(jis2004().single, 20) },
		inRune(func(r rune) bool { return jis2004().has[r] })},
	{"JIS X 0213: pairs", func(w writer) string { return pick(w.Rand, jis2004().pairs) + w.kana() },
		has("か\u309A", "ㇷ\u309A", "セ\u309A", "æ\u0300", "˩˥", "ə\u0301")},
	{"JIS X 0213: plane 2 of Unicode", func(w writer) string { return w.runes(jis2004().supplementary, 6) },
		inRune(func(r rune) bool { return r > 0xFFFF && jis2004().has[r] })},
	{"kanji: extension A", ranged(0x3400, 0x4DBF), span(0x3400, 0x4DBF)},
	{"kanji: extension B", ranged(0x20000, 0x2A6DF), span(0x20000, 0x2A6DF)},
	{"kanji: extensions C to F", ranged(0x2A700, 0x2EBE0), span(0x2A700, 0x2EBE0)},
	{"kanji: plane 3", ranged(0x30000, 0x323AF), span(0x30000, 0x323AF)},
	{"kanji: compatibility", ranged(0xF900, 0xFAD9), span(0xF900, 0xFAD9)},
	{"kanji: compatibility supplement", ranged(0x2F800, 0x2FA1D), span(0x2F800, 0x2FA1D)},
	{"radicals", ranged(0x2E80, 0x2FD5), span(0x2E80, 0x2FD5)},
	{"description of ideographs", func(w writer) string { return "⿰" + w.kana() + pick(w.Rand, []string{"⿱木木", "⿻", "〾葛"}) }, has("⿰")},
	{"variation sequences: IVS", func(w writer) string {
		return pick(w.Rand, []string{"葛", "辻", "榊", "渡邉", "𠮷", "漢"}) + string(rune(0xE0100+w.IntN(0xF0)))
	}, behind(func(r rune) bool { return unicode.Is(unicode.Han, r) }, 0xE0100, 0xE01EF)},
	{"variation sequences: SVS", func(w writer) string {
		return pick(w.Rand, []string{"神", "海", "﨑", "あ", "0", "≠"}) + string(rune(0xFE00+w.IntN(15)))
	}, behind(func(r rune) bool { return r != ' ' }, 0xFE00, 0xFE0E)},
	{"selectors without a base", func(w writer) string { return "　" + string(rune(0xFE00+w.IntN(16))) }, has("　\uFE00", "　\uFE01", "　\uFE05", "　\uFE0F")},
	{"marks on kana", func(w writer) string { return w.kana() + pick(w.Rand, []string{"\u3099", "\u309A"}) }, has("\u3099")},
	{"marks on letters", func(w writer) string { return string(rune('a'+w.IntN(26))) + ranged(0x300, 0x36F)(w) }, span(0x300, 0x36F)},
	{"marks on kanji", func(w writer) string { return "漢" + ranged(0x20D0, 0x20F0)(w) }, span(0x20D0, 0x20F0)},
	{"marks without a base", func(w writer) string { return " " + string(rune(0x300+w.IntN(0x70))) }, func(s string) bool {
		return behind(func(r rune) bool { return r == ' ' }, 0x300, 0x36F)(s)
	}},
	{"many marks on one letter", func(w writer) string { return "Z" + strings.Repeat("\u0351\u0323", 1+w.IntN(40)) }, has("\u0351\u0323\u0351\u0323\u0351")},
	{"half-width kana", ranged(0xFF61, 0xFF9D), span(0xFF61, 0xFF9D)},
	{"half-width kana: marks", func(w writer) string { return pick(w.Rand, []string{"ｶﾞ", "ﾊﾟ", "かﾞ", "ﾞ", "ﾟﾟ"}) }, inRune(func(r rune) bool { return r == 'ﾞ' || r == 'ﾟ' })},
	{"full-width letters and signs", ranged(0xFF01, 0xFF60), span(0xFF01, 0xFF60)},
	{"enclosed and squared", ranged(0x3200, 0x33FF), span(0x3200, 0x33FF)},
	{"emoji", ranged(0x1F300, 0x1F64F), span(0x1F300, 0x1F64F)},
	{"emoji: joined", func(w writer) string {
		return pick(w.Rand, []string{"👨\u200D👩\u200D👧\u200D👦", "🏳\uFE0F\u200D🌈", "👩🏽\u200D💻", "❤\uFE0F\u200D🔥"})
	}, has("👩\u200D👧", "🏳\uFE0F\u200D🌈")},
	{"emoji: flags", func(w writer) string {
		return string([]rune{0x1F1E6 + rune(w.IntN(26)), 0x1F1E6 + rune(w.IntN(26)), 0x1F1E6 + rune(w.IntN(26))}[:1+w.IntN(3)])
	}, span(0x1F1E6, 0x1F1FF)},
	{"emoji: flags of tags", func(w writer) string { return "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F" }, has("\U000E0067\U000E0062")},
	{"emoji: skin tones", func(w writer) string { return "👍" + string(rune(0x1F3FB+w.IntN(5))) }, behind(func(r rune) bool { return r == '👍' }, 0x1F3FB, 0x1F3FF)},
	{"emoji: keycaps", func(w writer) string { return string(rune('0'+w.IntN(10))) + "\uFE0F\u20E3" }, has("\uFE0F\u20E3")},
	{"bidi controls", func(w writer) string {
		return string(pick(w.Rand, []rune("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"))) + w.kana()
	}, has("\u202E", "\u2067", "\u200F", "\u061C")},
	{"right to left", func(w writer) string { return ranged(0x5D0, 0x5EA)(w) + ranged(0x620, 0x64A)(w) }, span(0x620, 0x64A)},
	{"zero width: space", func(w writer) string { return w.kana() + "\u200B" + w.kana() }, has("\u200B")},
	{"zero width: joiners", func(w writer) string { return w.kana() + pick(w.Rand, []string{"\u200C", "\u200D", "\u2060"}) }, has("\u200C", "\u2060")},
	{"zero width: byte order mark", func(w writer) string { return "\uFEFF" + w.kana() }, has("\uFEFF")},
	{"zero width: soft hyphen", func(w writer) string { return "co\u00ADop" + w.kana() + "\u00AD" }, has("\u00AD")},
	{"zero width: others", func(w writer) string {
		return w.kana() + pick(w.Rand, []string{"\u034F", "\u180E", "\u2062", "\uFFF9x\uFFFAy\uFFFB"})
	}, has("\u034F", "\u180E", "\u2062", "\uFFFA")},
	{"spaces: no break", func(w writer) string { return "第\u00A0" + w.kana() + "\u202F" }, has("\u00A0", "\u202F")},
	{"spaces: ideographic", func(w writer) string { return strings.Repeat("　", 1+w.IntN(3)) }, has("　")},
	{"spaces: others", ranged(0x2000, 0x200A), span(0x2000, 0x200A)},
	{"spaces at a line's end", func(w writer) string { return w.kana() + pick(w.Rand, []string{"", " ", "　"}) + " \n" }, has(" \n")},
	{"tab", func(w writer) string { // only a past document may have tabs
		if w.archive {
			return "\t"
		}
		return " "
	}, has("\t")},
	{"hangul: syllables", ranged(0xAC00, 0xD7A3), span(0xAC00, 0xD7A3)},
	{"hangul: jamo", func(w writer) string {
		return ranged(0x1100, 0x1112)(w) + ranged(0x1161, 0x1175)(w) + ranged(0x11A8, 0x11C2)(w)
	}, span(0x1161, 0x1175)},
	{"hangul: fillers", func(w writer) string { return pick(w.Rand, []string{"\u3164", "\u115F", "\u1160", "\uFFA0"}) }, has("\u3164", "\uFFA0")},
	{"Latin with diacritics", ranged(0xC0, 0x24F), span(0xC0, 0x24F)},
	{"Greek, Cyrillic", ranged(0x391, 0x44F), span(0x391, 0x44F)},
	{"scripts of clusters", func(w writer) string {
		return pick(w.Rand, []string{"नमस्ते क्षि", "ไทยกำ", "བོད་སྐད", "ဗမာစာ", "ខ្មែរ", "தமிழ்"})
	}, span(0x900, 0x97F)},
	{"mathematical letters", ranged(0x1D400, 0x1D7FF), span(0x1D400, 0x1D7FF)},
	{"private use", func(w writer) string { return ranged(0xE000, 0xF8FF)(w) }, span(0xE000, 0xF8FF)},
	{"private use: planes 15, 16", func(w writer) string { return ranged(0xF0000, 0xFFFFD)(w) + ranged(0x100000, 0x10FFFD)(w) }, span(0x100000, 0x10FFFD)},
	{"replacement character", func(w writer) string { return "\uFFFD" }, has("\uFFFD")},
	{"all of Unicode", func(w writer) string { return w.runes(assigned(), 12) }, inRune(func(r rune) bool { return r > 0x12000 && r < 0x1D000 })},
	{"quotes, backslashes", func(w writer) string {
		return strings.Repeat(pick(w.Rand, []string{`'`, `"`, `\`, `'''`, `"""`, `\"`, `\n`, `\u3042`}), 1+w.IntN(4))
	}, has(`'''`, `"""`, `\\`)},
	{"what XML, a PDF or Excel gives a meaning", func(w writer) string {
		return pick(w.Rand, []string{"_x000D_", "_x005F_", "_xD800_", "]]>", "&amp;", "&#10;", "<b>", "<![CDATA[", "=1+1", "(\\)", "%x"})
	}, has("_x000D_", "]]>", "&#10;")},
}

// Characters that neither a table of today nor one of a past document may have, because no
// output could hold them. They are refused, with their places.
var refused = []class{
	{"C0 controls", func(w writer) string { return string(pick(w.Rand, []rune("\x00\x01\x07\b\v\f\x1B\x1F"))) }, span(0, 0x1F)},
	{"line ends of others", func(w writer) string { return pick(w.Rand, []string{"\r", "\u0085", "\u2028", "\u2029"}) }, has("\r", "\u0085", "\u2028", "\u2029")},
	{"delete, C1 controls", func(w writer) string { return string(rune(0x7F + w.IntN(0x21))) }, span(0x7F, 0x9F)},
	{"no characters", func(w writer) string {
		return string(pick(w.Rand, []rune{0xFFFE, 0xFFFF, 0xFDD0, 0xFDEF, 0x1FFFE, 0xFFFFF, 0x10FFFF}))
	}, inRune(func(r rune) bool { return r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF })},
	{"no UTF-8", func(w writer) string {
		return pick(w.Rand, []string{"\x80", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80"})
	}, func(s string) bool { return !utf8.ValidString(s) }},
}

func (w writer) kana() string { return string(rune('ぁ' + w.IntN(0x56))) }

// ranged draws some assigned characters of a range.
func ranged(from, to rune) func(writer) string {
	return func(w writer) string {
		var b strings.Builder
		for range 1 + w.IntN(4) {
			for range 10 {
				if r := from + rune(w.IntN(int(to-from)+1)); isAssigned(r) {
					b.WriteRune(r)
					break
				}
			}
		}
		return b.String()
	}
}

// isAssigned reports whether a code point is an assigned character that a table may have.
func isAssigned(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs, unicode.Cf, unicode.Co)
}

// assigned are all characters except those that a table may not have.
var assigned = sync.OnceValue(func() []rune {
	var all []rune
	for r := rune(' '); r <= unicode.MaxRune; r++ {
		if isAssigned(r) && !span(0x3400, 0x9FFF)(string(r)) && !unicode.Is(unicode.Co, r) {
			all = append(all, r)
		}
	}
	return all
})

func inRune(is func(rune) bool) func(string) bool {
	return func(s string) bool { return strings.ContainsFunc(s, is) }
}

func span(from, to rune) func(string) bool {
	return inRune(func(r rune) bool { return r >= from && r <= to })
}

func has(any ...string) func(string) bool {
	return func(s string) bool {
		for _, sub := range any {
			if strings.Contains(s, sub) {
				return true
			}
		}
		return false
	}
}

// behind looks for a character of a range after one of a given kind.
func behind(base func(rune) bool, from, to rune) func(string) bool {
	return func(s string) bool {
		last := ' '
		for _, r := range s {
			if r >= from && r <= to && base(last) {
				return true
			}
			last = r
		}
		return false
	}
}

func decoded(s string, err error) int {
	if err != nil {
		return 0
	}
	return len(s)
}

//go:embed testdata/jisx0213.txt
var jis2004File string

// jis2004 are the characters that JIS X 0213:2004 adds to JIS X 0208. The first line of the
// file has those that are two characters in Unicode.
var jis2004 = sync.OnceValue(func() (all struct {
	pairs                 []string
	single, supplementary []rune
	has                   map[rune]bool
}) {
	pairs, rest, _ := strings.Cut(jis2004File, "\n")
	all.pairs, all.has = strings.Fields(pairs), make(map[rune]bool)
	for _, r := range strings.ReplaceAll(rest, "\n", "") {
		all.single, all.has[r] = append(all.single, r), true
		if r > 0xFFFF {
			all.supplementary = append(all.supplementary, r)
		}
	}
	return all
})

// A census counts the tables in which each class occurred.
type census struct {
	of    []class
	count []atomic.Int64
}

func newCensus(of []class) *census { return &census{of, make([]atomic.Int64, len(of))} }

func (c *census) add(t *change.Table) {
	var b strings.Builder
	for i := range t.Entries {
		for _, cell := range cells {
			b.WriteString(*cell(&t.Entries[i]))
			b.WriteByte('\n')
		}
	}
	all := b.String()
	for i := range c.of {
		if c.of[i].met(all) {
			c.count[i].Add(1)
		}
	}
}

// lacks returns the classes that occurred in fewer than least tables.
func (c *census) lacks(least int64) []string {
	var rare []string
	for i := range c.of {
		if n := c.count[i].Load(); n < least {
			rare = append(rare, fmt.Sprintf("%s: %d", c.of[i].name, n))
		}
	}
	return rare
}
