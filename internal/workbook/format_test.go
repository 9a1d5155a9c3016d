package workbook

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

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
		parts[stylesPart] = formatted(s.format)
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
		parts[stylesPart] = formatted(14)
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
		if got := newFormat(code).numbers != nil && newFormat(code).numbers[0].namesDay(); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
}

func TestAStyleThatIsMissingIsNone(t *testing.T) {
	for _, style := range []string{"1", "-1", "99999", "x", ""} {
		parts := rows(fmt.Sprintf(`<row r="1"><c r="A1" s=%q><v>45615</v></c></row>`, style))
		if style == "x" || style == "" {
			parts[stylesPart] = formatted("General")
		} else {
			parts[stylesPart] = formatted(14)
		}
		holds(t, style, parts, "A1=45615")
	}
}

// displays names what a cell does with what it holds, for the tables below.
var displays = map[grid.Display]string{grid.AsHeld: "as held", grid.Formatted: "formatted", grid.Nothing: "nothing", grid.Unclear: "unclear"}

func TestANumberIsShownByTheSectionThatItsValueMeets(t *testing.T) {
	for _, c := range []struct {
		code, value, text string
		display           grid.Display
	}{
		{`[=1]"有";[=0]"無"`, "1", "有", grid.Formatted},
		{`[=1]"有";[=0]"無"`, "0", "無", grid.Formatted},
		{`[=1]"有";[=0]"無"`, "2", "2", grid.Unclear}, // ##### in Excel
		{`[=1]"有";[=0]"無";General`, "2", "2", grid.Formatted},
		{`[>=10]"多";"少"`, "5", "少", grid.Formatted},
		{`[>=10]"多";"少"`, "10", "多", grid.Formatted},
		{`[<1]0%;0.0`, "2", "2.0", grid.Formatted},
		{`[<1]0%;0.0`, "0.5", "50%", grid.Formatted},
		{`[<1]0%;0.0`, "-1", "-1", grid.Unclear},
		{`[Red][<0]"△"0;0`, "5", "5", grid.Formatted},
		{`[Red][<0]"△"0;0`, "-5", "-5", grid.Unclear},
		{`[赤][>=1000]#,##0;[色3]0`, "1234", "1,234", grid.Formatted},
		{`0;0;;@`, "0", "0", grid.Nothing},
		{`0;0;;@`, "3", "3", grid.Formatted},
		{`0;0;;@`, "-3", "3", grid.Formatted},
		{`;;;`, "3", "3", grid.Nothing},
		{`;;`, "0", "0", grid.Nothing},
		{`""`, "3", "3", grid.Nothing},
		{`0"人";"△"0"人";"－"`, "0", "－", grid.Formatted},
		{`0"人";"△"0"人";"－"`, "-3", "△3人", grid.Formatted},
		{`"あ;い"0`, "3", "あ;い3", grid.Formatted},
		{`0\;0`, "34", "3;4", grid.Formatted},
		{`#,##0_ `, "5", "5", grid.Formatted},
		{`_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, "0", "-", grid.Formatted},
		{`_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, "-1234", "-1,234", grid.Formatted},
		{`0!.0,"万"`, "123456", "12.3万", grid.Formatted},
		{`[DBNum1]0`, "2024", "二〇二四", grid.Formatted},
		{`[DBNum1]General`, "2024", "二千二十四", grid.Formatted},
		{`[DBNum3]0`, "12", "１２", grid.Formatted},
		{`[DBNum2]General`, "12", "12", grid.Unclear},
		{`[DBNum1]0.0`, "1.5", "1.5", grid.Unclear},
		{`m/d(aaa)`, "45615", "11/19(火)", grid.Formatted},
		{`[$-411]aaaa`, "45615", "火曜日", grid.Formatted},
		{`[$-1030411]gggee"年"m"月"d"日"`, "45615", "令和06年11月19日", grid.Formatted},
		{`[$-1E000411]0`, "3", "3", grid.Unclear},
		{`[$-404]e/m/d`, "45615", "45615", grid.Unclear},
		{`[$-F800]dddd, mmmm dd, yyyy`, "45615", "2024年11月19日", grid.Formatted},
		{`[$-F400]h:mm:ss AM/PM`, "0.75", "18:00:00", grid.Formatted},
		{`yyyy/m/d`, "-1", "-1", grid.Unclear},
		{`bbbb`, "45615", "45615", grid.Unclear},
		{`0 "第" x`, "3", "3", grid.Unclear},
		{`[謎]0`, "3", "3", grid.Unclear},
		{`@"様"`, "3", "3", grid.Unclear},
		{`0`, "-0.2", "-0.2", grid.Unclear},
		{`0`, "1e15", "1000000000000000", grid.Unclear},
	} {
		parts := rows(`<row r="1"><c r="A1" s="0"><v>` + c.value + `</v></c></row>`)
		parts[stylesPart] = formatted(c.code)
		g, err := read(parts)
		if err != nil {
			t.Errorf("%s of %s: %v", c.code, c.value, err)
			continue
		}
		if got := g.Rows[0].Cells[0]; got.Text != c.text || got.Display != c.display {
			t.Errorf("%s of %s: %q, %s, want %q, %s", c.code, c.value, got.Text, displays[got.Display], c.text, displays[c.display])
		}
	}
}

func TestATextIsShownByTheSectionForTexts(t *testing.T) {
	for _, c := range []struct {
		code, text string
		display    grid.Display
	}{
		{"@", "山田", grid.AsHeld},
		{"General", "山田", grid.AsHeld},
		{"0.00", "山田", grid.AsHeld},
		{`@"様"`, "山田様", grid.Formatted},
		{`"第"@"号"`, "第山田号", grid.Formatted},
		{`0;0;;@"様"`, "山田様", grid.Formatted},
		{`0;@"様"`, "山田様", grid.Formatted},
		{`_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, "山田", grid.AsHeld},
		{`yyyy/mm/dd;@`, "山田", grid.AsHeld},
		{`;;;`, "山田", grid.Nothing},
		{`0;0;0;`, "山田", grid.Nothing},
		{`0;0;0;"済"`, "済", grid.Formatted},
		{`;;`, "山田", grid.AsHeld},
		{`[謎]@`, "山田", grid.Unclear},
	} {
		parts := rows(`<row r="1"><c r="A1" s="0" t="inlineStr"><is><t>山田</t></is></c></row>`)
		parts[stylesPart] = formatted(c.code)
		g, err := read(parts)
		if err != nil {
			t.Errorf("%s: %v", c.code, err)
			continue
		}
		if got := g.Rows[0].Cells[0]; got.Text != c.text || got.Display != c.display {
			t.Errorf("%s: %q, %s, want %q, %s", c.code, got.Text, displays[got.Display], c.text, displays[c.display])
		}
	}
}

func TestASheetThatShowsNoZerosShowsNone(t *testing.T) {
	g, err := read(book(`<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData><row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>10</v></c></row></sheetData>`))
	if err != nil {
		t.Fatal(err)
	}
	if zero, ten := g.Rows[0].Cells[0], g.Rows[0].Cells[1]; zero.Display != grid.Nothing || ten.Display != grid.AsHeld {
		t.Errorf("%s, %s", displays[zero.Display], displays[ten.Display])
	}
}

// Whatever a format says, and whatever the number, something is shown or it is said that
// it is not known.
func TestAnyFormatOfAnyNumberEnds(t *testing.T) {
	signs := strings.Split("0|#|?|.|,|%|/|E+|e-|;|;|@|y|mm|mmm|d|ddd|aaa|g|e|h|s|AM/PM|A/P|[h]|[mm]|[DBNum1]|[DBNum3]|[$-411]|[$¥-411]|[>=1]|[<0]|[=0]|[赤]|General|\"あ\"|\\x|_ |* |!0|1|8| |-|+|(|)|円|x|[|\"|\\", "|")
	numbers := []float64{0, 1, -1, 0.5, -0.04, 9.996, 12345.678, 45615.75, 59.5, 1e14, 1e20, -1e20, 1e-7, 1e308, 2958466, 123456789012345}
	rapid.Check(t, func(r *rapid.T) {
		code := strings.Join(rapid.SliceOfN(rapid.SampledFrom(signs), 1, 12).Draw(r, "code"), "")
		n := rapid.OneOf(rapid.SampledFrom(numbers), rapid.Float64()).Draw(r, "number")
		b := &Book{styles: styles{codes: map[int]string{0: code}, xfs: []cellStyle{{}}}}
		c, word := grid.Cell{}, grid.Cell{Text: "語"}
		b.number(&c, fmt.Sprint(n), 0)
		if c.Text == "" || c.Kind != grid.Number {
			r.Fatalf("%q of %v: %+v", code, n, c)
		}
		b.styles.word(&word, 0)
		if word.Text == "" || word.Display != grid.Formatted && word.Text != "語" {
			r.Fatalf("%q: %+v", code, word)
		}
	})
}
