package workbook

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"
)

// formats are the number formats of a book.
type formats struct {
	codes  map[int]string // of those that the book defines
	styles []int          // the format's number of each style of a cell
	sample *excelize.File // shows a number in a format
	shown  map[string]int // the sample's style of each format
}

// General is the format of numbers that have none.
const general = "General"

// The formats that Excel defines, as a Japanese one shows them (ECMA-376 part 1,
// 18.8.30), but for those the formatter knows.
var builtIn = map[int]string{
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)",
	48: "##0.0E+0",
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

// readStyles reads the formats of the cells' styles.
func (b *Book) readStyles(part string) error {
	if part == "" {
		return nil
	}
	b.formats.codes = make(map[int]string)
	of := 0 // the depth of cellXfs: other lists of xf stand before it
	return b.walk(part, func(x *walker, e element) error {
		if x.depth <= of {
			of = 0
		}
		switch {
		case e.name == "numFmt":
			id, err := strconv.Atoi(e.attr("numFmtId"))
			if code := e.attr("formatCode"); err == nil && len(code) <= maxCode {
				b.formats.codes[id] = code
			}
		case e.name == "cellXfs":
			of = x.depth
		case e.name == "xf" && of > 0 && x.depth == of+1:
			id, _ := strconv.Atoi(e.attr("numFmtId"))
			b.formats.styles = append(b.formats.styles, id)
		}
		if len(b.formats.codes) > maxList || len(b.formats.styles) > maxList {
			return fmt.Errorf("%w: more than %d styles or formats", ErrTooLarge, maxList)
		}
		return nil
	})
}

// number returns a number as a style shows it, and the day if it is shown as one.
func (b *Book) number(value string, style int) (shown string, day time.Time) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || strings.Trim(value, "0123456789+-.eE") != "" { // inf, 0x1p4
		return value, day
	}
	code := general
	if style >= 0 && style < len(b.formats.styles) {
		id := b.formats.styles[style]
		if c, ok := b.formats.codes[id]; ok {
			code = c
		} else if c, ok := builtIn[id]; ok {
			code = c
		}
	}
	if strings.EqualFold(code, general) || code == "@" || code == "" {
		return plain(n), day
	}
	names := namesDay(code)
	if names || strings.ContainsAny(code, "gG") {
		t, err := excelize.ExcelDateToTime(n, b.since04)
		switch {
		case err != nil, t.Year() > 9999:
			return plain(n), day // ##### in Excel
		case n >= 1:
			code = nameEra(code, t)
		}
		if names && n >= 1 && (b.since04 || math.Floor(n) != 60) { // 29 February 1900: there was none
			day = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
		}
	}
	return b.formats.show(n, code, b.since04), day
}

// An era (元号) is one that a number is shown in.
type era struct {
	names [3]string // g, gg, ggg
	start time.Time
}

// eras begins with the latest.
var eras = []era{
	{[3]string{"R", "令", "令和"}, time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC)},
	{[3]string{"H", "平", "平成"}, time.Date(1989, 1, 8, 0, 0, 0, 0, time.UTC)},
	{[3]string{"S", "昭", "昭和"}, time.Date(1926, 12, 25, 0, 0, 0, 0, time.UTC)},
	{[3]string{"T", "大", "大正"}, time.Date(1912, 7, 30, 0, 0, 0, 0, time.UTC)},
}

// nameEra returns a format with the era (g) and its year (e) of a day in place of
// their signs: the formatter begins an era with the year it began in, so that
// 平成31年4月30日 would be of 令和.
func nameEra(code string, day time.Time) string {
	i := slices.IndexFunc(eras, func(e era) bool { return !day.Before(e.start) })
	if i < 0 || !strings.ContainsAny(code, "gG") {
		return code
	}
	year := strconv.Itoa(day.Year() - eras[i].start.Year() + 1)
	if year == "1" && strings.Contains(code, "gannen") {
		year = "元"
	}
	return signs.ReplaceAllStringFunc(code, func(s string) string {
		switch s[0] {
		case 'g', 'G':
			return `"` + eras[i].names[min(len(s), 3)-1] + `"`
		case 'e', 'E':
			return `"` + strings.Repeat("0", max(0, min(len(s), 2)-len(year))) + year + `"`
		case '[':
			if strings.Contains(s, "gannen") {
				return "" // the formatter knows it with an era only
			}
		}
		return s
	})
}

// signs are the parts of a format: those that show an era or its year, and those
// in which no letter is a sign.
var signs = regexp.MustCompile(`"[^"]*"?|\\.|\[[^\]]*\]?|[gG]+|[eE]+`)

// namesDay reports whether a format shows the day of a month.
func namesDay(code string) bool {
	parser := nfp.NumberFormatParser()
	sections := parser.Parse(code)
	if len(sections) == 0 {
		return false
	}
	for _, t := range sections[0].Items {
		if t.TType == nfp.TokenTypeDateTimes && strings.HasPrefix(strings.ToLower(t.TValue), "d") {
			return true
		}
	}
	return false
}

// show shows a number in a format, by a workbook made for it.
func (f *formats) show(n float64, code string, since04 bool) string {
	if f.sample == nil {
		f.sample = excelize.NewFile(excelize.Options{CultureInfo: excelize.CultureNameJaJP})
		f.sample.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since04})
		f.shown = make(map[string]int)
	}
	style, ok := f.shown[code]
	if !ok {
		var err error
		if style, err = f.sample.NewStyle(&excelize.Style{CustomNumFmt: &code}); err != nil {
			return plain(n)
		}
		f.shown[code] = style
	}
	const sheet, cell = "Sheet1", "A1"
	if f.sample.SetCellValue(sheet, cell, n) != nil || f.sample.SetCellStyle(sheet, cell, cell, style) != nil {
		return plain(n)
	}
	shown, err := f.sample.GetCellValue(sheet, cell)
	if err != nil {
		return plain(n)
	}
	return shown
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
