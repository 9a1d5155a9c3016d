package workbook

import "strings"

// The Japanese numerals of a format, by the number of DBNum: 一 for 1, １ for 3.
var numeralDigits = map[int][]string{
	1: {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
	3: {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
}

var (
	numeralTens  = []string{"", "十", "百", "千"}
	numeralLarge = []string{"", "万", "億", "兆"}
)

// digitwise writes each digit of a text as a numeral: 二〇二四.
func digitwise(text string, kind int) string {
	if kind == 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if r >= '0' && r <= '9' {
			b.WriteString(numeralDigits[kind][r-'0'])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// numeral writes a whole number, 0 or more and below 10^16, by its powers of ten:
// 二千二十四, or ２千２十４.
func numeral(n int64, kind int) string {
	if n == 0 {
		return numeralDigits[kind][0]
	}
	out := ""
	for i := 0; n > 0; i, n = i+1, n/10000 {
		four := ""
		for j, rest := 0, n%10000; rest > 0; j, rest = j+1, rest/10 {
			switch d := rest % 10; {
			case d == 0:
			case d == 1 && j > 0:
				four = numeralTens[j] + four
			default:
				four = numeralDigits[kind][d] + numeralTens[j] + four
			}
		}
		if four != "" {
			out = four + numeralLarge[i] + out
		}
	}
	return out
}
