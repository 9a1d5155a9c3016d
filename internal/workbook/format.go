package workbook

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"betten/internal/grid"
)

// General is the format of numbers that have none.
const general = "General"

// The formats that Excel defines, as a Japanese one shows them (ECMA-376 part 1,
// 18.8.30).
var builtIn = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;"¥"-#,##0.00`,
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, 42: `_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	43: `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, 44: `_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	48: "##0.0E+0", 49: "@",
	27: "[$-411]ge.m.d", 36: "[$-411]ge.m.d", 50: "[$-411]ge.m.d", 57: "[$-411]ge.m.d",
	28: `[$-411]ggge"年"m"月"d"日"`, 29: `[$-411]ggge"年"m"月"d"日"`, 51: `[$-411]ggge"年"m"月"d"日"`,
	54: `[$-411]ggge"年"m"月"d"日"`, 58: `[$-411]ggge"年"m"月"d"日"`,
	30: "m/d/yy", 31: `yyyy"年"m"月"d"日"`,
	32: `h"時"mm"分"`, 33: `h"時"mm"分"ss"秒"`,
	34: `yyyy"年"m"月"`, 52: `yyyy"年"m"月"`, 55: `yyyy"年"m"月"`,
	35: `m"月"d"日"`, 53: `m"月"d"日"`, 56: `m"月"d"日"`,
}

// maxCode is how long a format may be, in bytes: Excel takes 255 characters.
const maxCode = 1000

// A format is a number format, taken apart.
type format struct {
	numbers []section // as many as three
	text    []token   // of a text; nil for one that is shown as it is
}

// A section of a format is for numbers that meet its condition.
type section struct {
	tokens   []token
	operator string // of its condition: "", "<", ">=" …
	limit    float64
	digits   int    // of DBNum: 1 to 3 for Japanese numerals, 0 for none
	locale   string // of the names of days and eras: "" for that of a Japanese Excel
	unknown  bool   // holds what is not known here
}

// newFormat takes a format apart.
func newFormat(code string) *format {
	f := &format{}
	sections := splitSections(code)
	for i, s := range sections {
		sec := lex(s)
		isText := slices.ContainsFunc(sec.tokens, func(t token) bool { return t.kind == atToken })
		switch {
		case i == 3, isText && i == len(sections)-1:
			f.text = sec.tokens
			if f.text == nil {
				f.text = []token{} // shows nothing
			}
			if sec.unknown || i > 3 {
				f.text = []token{{kind: unknownToken}}
			}
			if isText && len(sections) == 1 {
				return f
			}
		case i < 3:
			f.numbers = append(f.numbers, sec)
		}
	}
	// Numbers in a format of text alone are shown as they are, but of several
	// sections that stand empty a text shows nothing either: ;;;
	return f
}

// section returns that which shows a number, and the number as it is to be shown: a
// section for negative ones sets a sign of its own. It is false where it is not known
// which, or whether a sign is set.
func (f *format) section(n float64) (s *section, shown float64, ok bool) {
	all := f.numbers
	conditions := slices.ContainsFunc(all, func(s section) bool { return s.operator != "" })
	if conditions {
		if n < 0 {
			return nil, n, false // Excel sets a sign with some conditions, and with others not
		}
		for i := range all {
			s := &all[i]
			switch {
			case s.meets(n):
				return s, n, true
			case s.operator != "":
				continue
			case i == len(all)-1:
				return s, n, true // whatever is left
			case i == 0 && n > 0, i == 0 && len(all) == 2 && n >= 0:
				return s, n, true
			}
		}
		return nil, n, false // ##### in Excel
	}
	switch {
	case len(all) == 0:
		return nil, n, false
	case n < 0 && len(all) > 1:
		return &all[1], -n, true
	case n == 0 && len(all) > 2:
		return &all[2], n, true
	}
	return &all[0], n, true
}

func (s *section) meets(n float64) bool {
	switch s.operator {
	case "<":
		return n < s.limit
	case "<=":
		return n <= s.limit
	case ">":
		return n > s.limit
	case ">=":
		return n >= s.limit
	case "=":
		return n == s.limit
	case "<>":
		return n != s.limit
	}
	return false
}

// format returns that of a style, nil for General and for texts that are shown as
// they are.
func (st *styles) format(style int) *format {
	if style < 0 || style >= len(st.xfs) {
		return nil
	}
	id := st.xfs[style].format
	code, ok := st.codes[id]
	if !ok {
		code = builtIn[id]
	}
	if code == "" || code == "@" || strings.EqualFold(code, general) {
		return nil
	}
	f, ok := st.parsed[code]
	if !ok {
		f = newFormat(code)
		if st.parsed == nil {
			st.parsed = make(map[string]*format)
		}
		st.parsed[code] = f
	}
	return f
}

// number sets what a cell shows of a number in a style, and its day if it is shown
// as one.
func (b *Book) number(c *grid.Cell, value string, style int) {
	c.Kind, c.Text = grid.Number, value
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || strings.Trim(value, "0123456789+-.eE") != "" { // inf, 0x1p4
		c.Display = grid.Unclear
		return
	}
	c.Text = plain(n)
	f := b.styles.format(style)
	if f == nil {
		if digits := strings.Trim(c.Text, "-.0"); len(strings.ReplaceAll(digits, ".", "")) > 10 || math.Abs(n) >= 1e11 {
			c.Display = grid.Unclear // Excel shows as many digits as the column has room for, and 11 at most
		}
		return
	}
	if len(f.numbers) == 0 && f.text != nil { // a format of texts alone
		c.Display = grid.Unclear
		return
	}
	s, shown, ok := f.section(n)
	if !ok || s.unknown {
		c.Display = grid.Unclear
		return
	}
	text, ok := s.show(shown, b.since04)
	switch {
	case !ok:
		c.Display = grid.Unclear
	case strings.TrimSpace(text) == "":
		c.Display = grid.Nothing
	default:
		c.Display, c.Text = grid.Formatted, text
	}
	if ok && s.namesDay() {
		if day, exact := dayOf(n, b.since04); exact {
			c.Day = time.Date(day.year, time.Month(day.month), day.day, 0, 0, 0, 0, time.UTC)
		}
	}
}

// word sets what a cell shows of a text in a style: "第"@"号", or nothing. Marks move
// with the text.
func (st *styles) word(c *grid.Cell, style int) {
	f := st.format(style)
	if f == nil || f.text == nil || c.Text == "" {
		return
	}
	var b strings.Builder
	head := -1
	for _, t := range f.text {
		switch t.kind {
		case unknownToken:
			c.Display = grid.Unclear
			return
		case atToken:
			if head < 0 {
				head = b.Len()
			}
			b.WriteString(c.Text)
		case literalToken, slashToken, pointToken, commaToken, percentToken:
			b.WriteString(t.text)
		case padToken:
		default:
			c.Display = grid.Unclear
			return
		}
	}
	switch shown := b.String(); {
	case head < 0 && strings.TrimSpace(shown) == "":
		c.Display = grid.Nothing
	case shown != c.Text:
		if head > 0 {
			c.Marks = slices.Clone(c.Marks)
			for i := range c.Marks {
				c.Marks[i].From += head
				if c.Marks[i].To < math.MaxInt {
					c.Marks[i].To += head
				}
			}
		}
		c.Display, c.Text = grid.Formatted, shown
	}
}

// plain shows a number as Excel does where it has no format: its first 15 digits
// (0.1+0.2 is 0.3), and powers of ten only where they spare 20 zeros. The 11 digits
// that Excel shows in a cell would lose some of a number.
func plain(n float64) string {
	short := strconv.FormatFloat(n, 'G', 15, 64)
	if n, _ = strconv.ParseFloat(short, 64); n == 0 {
		return "0" // and not -0
	}
	if size := math.Abs(n); size >= 1e20 || size < 1e-9 {
		return short
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
