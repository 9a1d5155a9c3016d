package change

import (
	"fmt"
	"strconv"
	"strings"
)

// Check returns what is wrong or odd about the values of t, entry by entry. In an
// archive the rules of today only warn; characters that no output can hold stay errors.
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
	problems []Problem
}

// rule reports a broken rule: an error, but in an archive.
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
		c.warn(p, NoDay, d.Text)
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
	if !strings.Contains(text, "続") && !strings.Contains(text, "つづ") {
		return
	}
	for line := range strings.Lines(text) {
		if s := strings.TrimSpace(line); continuationMark(s) {
			at := p
			at.Offset += strings.Index(line, s)
			c.warn(at, ContinuationMark, s)
		}
		p.Offset += len(line)
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// A Finding is a character that does not belong into a text.
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
		if r >= 0x3000 && r < 0xD800 || r >= ' ' && r < 0x7F || r == '\n' {
			last, kind = r, "" // nearly all there is
			continue
		}
		k, s := characterKind(r, last, text[i:])
		// What is no UTF-8 is read as U+FFFD, too.
		if k != "" && (r != last || k != kind) {
			f := Finding{Severity: s, Kind: k, Offset: i}
			if k != InvalidUTF8 && k != Garbled && k != Tab {
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
	case r < ' ', r >= 0x7F && r <= 0x9F, // C0 and C1
		r == 0x2028, r == 0x2029, // line ends that are none
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
	case variationSelector(r) && (last <= ' ' || last == '\u3000' || variationSelector(last)):
		return ZeroWidth, Warning
	}
	return "", Warning
}

func variationSelector(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF
}
