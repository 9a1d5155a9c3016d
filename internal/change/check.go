package change

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Check returns what is wrong or odd about the values of t, entry by entry. In an archive
// today's rules only give warnings. Characters that no output can hold remain errors.
func Check(t *Table) []Problem {
	c := checker{table: t, first: make(map[Entry]int, len(t.Entries))}
	for i := range t.Entries {
		c.entry(i, &t.Entries[i])
	}
	return c.problems
}

type checker struct {
	table    *Table
	first    map[Entry]int // the first entry of each content
	spelling spelling      // of the dates so far
	problems []Problem
}

// rule reports a broken rule: an error, or a warning in an archive.
func (c *checker) rule(p Place, k Kind, values ...string) {
	severity := Error
	if c.table.Archive {
		severity = Warning
	}
	c.add(severity, p, k, values...)
}

func (c *checker) warn(p Place, k Kind, values ...string) { c.add(Warning, p, k, values...) }

func (c *checker) add(s Severity, p Place, k Kind, values ...string) {
	c.problems = append(c.problems, Problem{Severity: s, Kind: k, At: c.table.At(p), Values: values})
}

func (c *checker) entry(i int, e *Entry) {
	cells := [Columns]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation}
	for column, text := range cells {
		c.text(Place{i, Column(column), 0}, text)
	}
	c.date(Place{Entry: i, Column: DateColumn}, e.Date)
	if blank(e.Item) {
		c.rule(Place{Entry: i, Column: ItemColumn}, EmptyItem)
	}
	before := Place{Entry: i, Column: BeforeColumn}
	switch {
	case blank(e.Before) && blank(e.After):
		c.rule(before, BothEmpty)
	case e.Before == e.After:
		c.warn(before, SameText)
	default:
		c.sides(i, e)
	}
	c.timing(Place{Entry: i, Column: TimingColumn}, e.Timing)
	if e.Timing == Before && blank(e.Explanation) {
		c.warn(Place{Entry: i, Column: TimingColumn}, NoExplanation)
	}
	if first, seen := c.first[*e]; seen {
		line := c.table.At(Place{Entry: first, Column: ItemColumn}).Line
		c.warn(Place{Entry: i, Column: ItemColumn}, SameEntry, strconv.Itoa(first+1), strconv.Itoa(line))
	} else {
		c.first[*e] = i
	}
}

func (c *checker) date(p Place, d Date) {
	if blank(d.Text) {
		if d.Day.IsZero() {
			c.rule(p, EmptyDate)
		}
		return
	}
	switch day, reading := ReadDate(d.Text); reading {
	case GoodDate:
	case OddDate:
		c.warn(p, OddDay, d.Text, EraDate(day))
	case ImpossibleDate:
		c.rule(p, ImpossibleDay, d.Text)
	case NoDate:
		switch day, possible, ok := MeantDate(d.Text); {
		case !ok:
			c.warn(p, NoDay, d.Text)
		case !possible:
			c.rule(p, ImpossibleDay, d.Text)
		default:
			c.warn(p, NearDay, d.Text, EraDate(day))
		}
		return
	}
	if other, differs := c.spelling.add(d.Text); differs {
		c.warn(p, DateSpellings, other, d.Text)
	}
}

func (c *checker) timing(p Place, text string) {
	switch {
	case text == Before || text == After:
	case blank(text):
		c.rule(p, EmptyTiming)
	case strings.Contains(text, "前") && !strings.Contains(text, "後"):
		c.rule(p, NearTiming, text, Before)
	case strings.Contains(text, "後") && !strings.Contains(text, "前"):
		c.rule(p, NearTiming, text, After)
	default:
		c.rule(p, UnknownTiming, text)
	}
}

// text reports what is odd about a cell whatever its column: characters, and
// the marks that only the layout may set.
func (c *checker) text(p Place, text string) {
	for _, f := range Characters(text) {
		at := p
		at.Offset = f.Offset
		if f.Kind == Tab {
			c.rule(at, f.Kind) // a past workbook may hold one, and so can ours
			continue
		}
		c.add(f.Severity, at, f.Kind, f.Values...)
	}
	if IsDitto(text) {
		c.warn(p, Ditto, strings.TrimSpace(text))
	}
	c.marks(p, text)
}

// marks reports the lines of a text that are marks, or look like one: those only layout
// may set.
func (c *checker) marks(p Place, text string) {
	first := true
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		s := strings.TrimSpace(line)
		at := p
		at.Offset += strings.Index(line, s)
		edge := s != "" && (first || strings.TrimSpace(rest) == "")
		if edge || strings.Contains(s, "続") || strings.Contains(s, "つづ") {
			k := markOf(s)
			if k == ContinuationMark || k == MarkLike && edge && p.Column != DateColumn && p.Column != TimingColumn {
				c.warn(at, k, s)
			}
		}
		first = first && s == ""
		p.Offset += len(line) + 1
		text = rest
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Words that stand in the place of a text that there is none of, squeezed and without
// brackets.
var (
	deletionWords = regexp.MustCompile(`^(全部?|全て|すべて|全文|一部)?削除(する|済み?)?。?$|^(記載)?(なし|無し)。?$|^該当(なし|無し)。?$|^[-ー―—–−‐─/×]+$`)
	additionWords = regexp.MustCompile(`^(新規|新設|追加|新規追加|追記)(する)?。?$|^(記載)?(なし|無し)。?$|^該当(なし|無し)。?$|^[-ー―—–−‐─/×]+$`)
	choiceWords   = regexp.MustCompile(`^(有|無|あり|有り|なし|無し|該当(あり|有り|なし|無し)|○|〇|◯|×|[-ー―—–−‐─/]+)。?$`)
)

// Deletion is what the form shows in place of a deleted text.
const Deletion = "（削除）"

// sides reports what is odd about two sides that differ.
func (c *checker) sides(i int, e *Entry) {
	before, after := Place{Entry: i, Column: BeforeColumn}, Place{Entry: i, Column: AfterColumn}
	bare := func(s string) string {
		const most = 60 // bytes
		if s = strings.TrimSpace(s); len(s) > most {
			return ""
		}
		return strings.Trim(Squeeze(s), openers+closers+"「」『』")
	}
	old, now := bare(e.Before), bare(e.After)
	switch {
	case blank(e.After):
		c.warn(after, EmptyAfter)
	case blank(e.Before):
	case choiceWords.MatchString(old) && choiceWords.MatchString(now):
		// 有 becomes 無: both are texts.
	case deletionWords.MatchString(now) && strings.TrimSpace(e.After) != Deletion:
		c.warn(after, NearDeletion, strings.TrimSpace(e.After))
	case additionWords.MatchString(old):
		c.warn(before, NearAddition, strings.TrimSpace(e.Before))
	default:
		if k, values := alike(e.Before, e.After); k != "" {
			c.warn(before, k, values...)
		}
	}
}

// A Finding is a character that does not belong in a text.
type Finding struct {
	Severity Severity
	Kind     Kind
	Offset   int // in bytes
	Values   []string
}

// Characters returns the characters of text that no output can hold, and those
// that cannot be seen. A run of the same character is one finding. A variation
// selector after its base (葛󠄀) is as it should be.
func Characters(text string) []Finding {
	var found []Finding
	last, kind := rune(-1), Kind("")
	for i, r := range text {
		if r >= 0x3000 && r < 0xD800 && (r < 0x3099 || r > 0x309C) && r != hangulFiller || r >= ' ' && r < 0x7F || r == '\n' {
			last, kind = r, "" // nearly all there is
			continue
		}
		k, s := characterKind(r, last, text[i:])
		// What is no UTF-8 is read as U+FFFD, too.
		if k != "" && (r != last || k != kind) {
			f := Finding{Severity: s, Kind: k, Offset: i}
			switch k {
			case InvalidUTF8, Garbled, Tab:
			case LookAlike:
				f.Values = []string{Name(r), Name(plainForm(r))}
			case SeparateMark:
				f.Values = []string{string(last) + string(r), string(composed(last, r))}
			default:
				f.Values = []string{fmt.Sprintf("U+%04X", r)}
			}
			found = append(found, f)
		}
		last, kind = r, k
	}
	return found
}

// characterKind says what is wrong with r, which begins rest and follows last
// (-1 at the head of the text), or "".
func characterKind(r, last rune, rest string) (Kind, Severity) {
	switch {
	case r == '\t':
		return Tab, Error
	case r == '\v', r == 0x85, r == 0x2028, r == 0x2029: // line ends of Word, of Unicode
		return LineSeparator, Error
	case r < ' ', r >= 0x7F && r <= 0x9F, // C0 and C1
		r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF: // no characters
		return ControlCharacter, Error
	case r == 0xFFFD && !strings.HasPrefix(rest, "\uFFFD"):
		return InvalidUTF8, Error
	case r == 0xFFFD:
		return Garbled, Warning
	case r >= 0xE000 && r <= 0xF8FF, r >= 0xF0000:
		return PrivateUse, Warning
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return BidiControl, Warning
	case r == 0x00AD, r == 0x034F, r == 0x180E, r >= 0x200B && r <= 0x200D,
		r >= 0x2060 && r <= 0x2064, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB,
		r >= 0xE0000 && r <= 0xE007F:
		return ZeroWidth, Warning
	case variationSelector(r) && (last <= ' ' || last == '\u3000' || variationSelector(last) || unicode.In(last, unicode.Hiragana, unicode.Katakana, unicode.Latin)):
		return ZeroWidth, Warning
	case r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F,
		r == 0x115F, r == 0x1160, r == hangulFiller, r == 0xFFA0, r == 0x2800:
		return OddSpace, Warning
	case composed(last, r) != 0:
		return SeparateMark, Warning
	case plainForm(r) != r:
		return LookAlike, Warning
	}
	return "", Warning
}

// hangulFiller is a blank that is a letter.
const hangulFiller = 0x3164

// composed returns the character that a mark makes with the one before it, as が of か
// and a 濁点 by itself; 0 if there is none.
func composed(base, mark rune) rune {
	switch mark {
	case 0x309B, 0xFF9E:
		mark = 0x3099
	case 0x309C, 0xFF9F:
		mark = 0x309A
	}
	if mark < 0x300 || base < 'A' || !unicode.Is(unicode.Mn, mark) || variationSelector(mark) {
		return 0
	}
	if one := []rune(norm.NFC.String(string([]rune{base, mark}))); len(one) == 1 {
		return one[0]
	}
	return 0
}

func variationSelector(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF
}
