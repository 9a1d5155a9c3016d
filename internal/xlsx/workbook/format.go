package workbook

import (
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
			if err == nil {
				b.formats.codes[id] = e.attr("formatCode")
			}
		case e.name == "cellXfs":
			of = x.depth
		case e.name == "xf" && of > 0 && x.depth == of+1:
			id, _ := strconv.Atoi(e.attr("numFmtId"))
			b.formats.styles = append(b.formats.styles, id)
		}
		return nil
	})
}

// number returns a number as a style shows it, and the day if it is shown as one.
func (b *Book) number(value string, style int) (shown string, day time.Time) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
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
		return strconv.FormatFloat(n, 'f', -1, 64), day
	}
	if namesDay(code) && n >= 1 {
		if t, err := excelize.ExcelDateToTime(n, b.since04); err == nil {
			day = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
		}
	}
	return b.formats.show(n, code, b.since04), day
}

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
	plain := strconv.FormatFloat(n, 'f', -1, 64)
	if f.sample == nil {
		f.sample = excelize.NewFile(excelize.Options{CultureInfo: excelize.CultureNameJaJP})
		f.sample.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since04})
		f.shown = make(map[string]int)
	}
	style, ok := f.shown[code]
	if !ok {
		var err error
		if style, err = f.sample.NewStyle(&excelize.Style{CustomNumFmt: &code}); err != nil {
			return plain
		}
		f.shown[code] = style
	}
	const sheet, cell = "Sheet1", "A1"
	if f.sample.SetCellValue(sheet, cell, n) != nil || f.sample.SetCellStyle(sheet, cell, cell, style) != nil {
		return plain
	}
	shown, err := f.sample.GetCellValue(sheet, cell)
	if err != nil {
		return plain
	}
	return shown
}
