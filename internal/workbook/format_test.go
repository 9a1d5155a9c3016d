package workbook

import (
	"fmt"
	"testing"
	"time"

	"betten/internal/grid"
)

// A shown number is a format, a number as the file has it, what Excel shows and
// the day, "" for a number that is none.
type shown struct {
	format    any // a code, or the number of one that Excel defines
	value     string
	text, day string
}

// showAll holds numbers to what is shown of them.
func showAll(t *testing.T, since04 bool, all []shown) {
	t.Helper()
	for _, s := range all {
		parts := rows(`<row r="1"><c r="A1" s="0"><v>` + s.value + `</v></c></row>`)
		parts[stylesPart] = styles(s.format)
		if since04 {
			parts[bookPart] = `<workbook xmlns="` + mainSpace + `" xmlns:r="` + officeSpace + `"><workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`
		}
		g, err := read(parts)
		if err != nil || len(g.Rows) != 1 {
			t.Errorf("%v of %s: %v, %v", s.format, s.value, g, err)
			continue
		}
		c, day := g.Rows[0].Cells[0], ""
		if !c.Day.IsZero() {
			day = c.Day.Format(time.DateOnly)
		}
		if c.Text != s.text || day != s.day || c.Kind != grid.Number {
			t.Errorf("%v of %s: %q %s (%d), want %q %s", s.format, s.value, c.Text, day, c.Kind, s.text, s.day)
		}
	}
}

func TestANumberIsShownAsItsFormatSays(t *testing.T) {
	showAll(t, false, []shown{
		{"General", "3", "3", ""},
		{"general", "-3", "-3", ""},
		{"@", "3.5", "3.5", ""},
		{0, "007", "7", ""},
		{49, "3", "3", ""},
		{"General", "0.30000000000000004", "0.3", ""}, // 0.1+0.2
		{"General", "1.1000000000000001", "1.1", ""},
		{"General", "0.1", "0.1", ""},
		{"General", "-0", "0", ""},
		{"General", "1234567890123", "1234567890123", ""}, // 法人番号
		{"General", "123456789012345678", "123456789012346000", ""},
		{"General", "1E+19", "10000000000000000000", ""},
		{"General", "1E+20", "1E+20", ""},
		{"General", "-1.5e+300", "-1.5E+300", ""},
		{"General", "1E-7", "0.0000001", ""},
		{"General", "1.5E-10", "1.5E-10", ""},
		{"General", " 4 ", "4", ""},

		{1, "2.6", "3", ""},
		{2, "2.6", "2.60", ""},
		{3, "1234567", "1,234,567", ""},
		{4, "1234567", "1,234,567.00", ""},
		{9, "0.5", "50%", ""},
		{10, "0.125", "12.50%", ""},
		{"0", "12.4", "12", ""},
		{"000", "7", "007", ""},
		{"#,##0", "30000", "30,000", ""},
		{"#,##0", "-30000", "-30,000", ""},
		{"0.0%", "0.1234", "12.3%", ""},
		{`"第"0"号"`, "12", "第12号", ""},
		{`0"人"`, "5", "5人", ""},
		{`#,##0"件"`, "1234", "1,234件", ""},
		{`"約"#,##0"万人"`, "1234", "約1,234万人", ""},
		{`"d"0`, "45000", "d45000", ""}, // the d is a text
		{`[Red]0`, "3", "3", ""},
		{`"あ"`, "3", "あ", ""},
	})
}

func TestANumberThatIsNoneIsShownAsItIsWritten(t *testing.T) {
	for _, value := range []string{"あ", "Inf", "-inf", "NaN", "0x10", "0x1p4", "1_000", "1e999", "１"} {
		showAll(t, false, []shown{{"General", value, value, ""}, {"0.00", value, value, ""}})
	}
}

func TestADayIsShownAsAJapaneseExcelShowsIt(t *testing.T) {
	const serial, day = "45615", "2024-11-19"
	all := []shown{
		{`yyyy"年"m"月"d"日"`, serial, "2024年11月19日", day},
		{`yyyy/m/d`, serial, "2024/11/19", day},
		{`yyyy/mm/dd;@`, serial, "2024/11/19", day},
		{`[$-411]ggge"年"m"月"d"日"`, serial, "令和6年11月19日", day},
		{`[$-411]ggge"年"m"月"d"日";@`, serial, "令和6年11月19日", day},
		{`[$-ja-JP-x-gannen]ggge"年"m"月"d"日"`, serial, "令和6年11月19日", day},
		{`[$-411]ge.m.d`, serial, "R6.11.19", day},
		{`m"月"d"日"`, serial, "11月19日", day},
		{`m/d`, serial, "11/19", day},
		{`YYYY/M/D`, serial, "2024/11/19", day},
		{`yyyy"年"m"月"`, serial, "2024年11月", ""}, // no day is shown
		{`h:mm`, serial + ".5", "12:00", ""},
		{`yyyy/m/d h:mm`, serial + ".75", "2024/11/19 18:00", day},
		{`[h]:mm`, "1.5", "36:00", ""},

		{14, serial, "2024/11/19", day},
		{15, serial, "19-Nov-24", day},
		{17, serial, "Nov-24", ""},
		{20, serial + ".5", "12:00", ""},
		{22, serial + ".5", "2024/11/19 12:00", day},
		{31, serial, "2024年11月19日", day},
		{32, serial + ".5", "12時00分", ""},
		{55, serial, "2024年11月", ""},
		{56, serial, "11月19日", day},
		{57, serial, "R6.11.19", day},
		{58, serial, "令和6年11月19日", day},

		{14, "1", "1900/1/1", "1900-01-01"},
		{14, "59", "1900/2/28", "1900-02-28"},
		{14, "61", "1900/3/1", "1900-03-01"},
		{14, "36526", "2000/1/1", "2000-01-01"},
		{14, "2958465", "9999/12/31", "9999-12-31"},
		{28, "43585", "平成31年4月30日", "2019-04-30"},
		{28, "43586", "令和1年5月1日", "2019-05-01"},
		{`[$-ja-JP-x-gannen]ggge"年"m"月"d"日"`, "43586", "令和元年5月1日", "2019-05-01"},
		{28, "32515", "昭和64年1月7日", "1989-01-07"},
		{28, "32516", "平成1年1月8日", "1989-01-08"},
		{27, "43585", "H31.4.30", "2019-04-30"},
		{`[$-411]gg ee\g.mm.dd "ge"`, "45615", "令 06g.11.19 ge", day},
		{`[$-411]ggge"年"m"月"`, serial, "令和6年11月", ""},
		{`[$-411]ggge"年"m"月"`, "43585", "平成31年4月", ""},
	}
	for _, id := range []int{28, 29, 51, 54, 58} {
		all = append(all, shown{id, serial, "令和6年11月19日", day})
	}
	for _, id := range []int{27, 36, 50, 57} {
		all = append(all, shown{id, serial, "R6.11.19", day})
	}
	showAll(t, false, all)
}

func TestDaysMayBeCountedFrom1904(t *testing.T) {
	showAll(t, true, []shown{
		{14, "44153", "2024/11/19", "2024-11-19"},
		{58, "44153", "令和6年11月19日", "2024-11-19"},
		{"General", "44153", "44153", ""},
	})
}

func TestADayThatExcelDoesNotHaveIsNone(t *testing.T) {
	for _, value := range []string{"0", "-1", "0.5", "60", "2958466", "1e12"} {
		parts := rows(`<row r="1"><c r="A1"><v>` + value + `</v></c></row>`)
		parts[stylesPart] = styles(14)
		g, err := read(parts)
		if err != nil || len(g.Rows) != 1 || g.Rows[0].Cells[0].Text == "" || !g.Rows[0].Cells[0].Day.IsZero() {
			t.Errorf("%s: %+v, %v", value, g, err)
		}
	}
}

func TestAFormatNamesADayIfItShowsOne(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy/m/d": true, "d": true, "dd": true, "DD-MMM": true, `[$-411]ge.m.d`: true, `m"月"d"日"`: true,
		"yyyy/m": false, "h:mm": false, "mm:ss": false, "[h]:mm:ss": false, "General": false, "0": false, "": false,
		`"d"`: false, `\d0`: false, `0"d"`: false, "[Red]0": false, `"第"0"号"`: false, "@": false, "#,##0;[Red]-#,##0": false,
	} {
		if got := namesDay(code); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
}

func TestAStyleThatIsMissingIsNone(t *testing.T) {
	for _, style := range []string{"1", "-1", "99999", "x", ""} {
		parts := rows(fmt.Sprintf(`<row r="1"><c r="A1" s=%q><v>45615</v></c></row>`, style))
		if style == "x" || style == "" {
			parts[stylesPart] = styles("General")
		} else {
			parts[stylesPart] = styles(14)
		}
		holds(t, style, parts, "A1=45615")
	}
}
