package change

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// meant are the ways in which people write a day that are none of the form: R6.11.19,
// 2024/11/19, 20241119, 令和6/11/19, 令和6年11月19日（火）. They are compared squeezed.
var meant = regexp.MustCompile(`^(?:(令和|平成|昭和|大正|明治|[令平昭大明]|[RHSTMrhstm])\.?)?(元|\d{1,4})[年./・\-‐−ー](\d{1,2})[月./・\-‐−ー](\d{1,2})日?` +
	`(?:\([日月火水木金土](?:曜日?)?\)|[日月火水木金土]曜日?)?(?:T?\d{1,2}:\d{2}(?::\d{2})?)?(?:付け?)?$`)

var digitsOnly = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)

// MeantDate returns the day that a text seems to mean which is no date as the form has
// it. It is not possible if the calendar has no such day.
func MeantDate(text string) (day time.Time, possible, ok bool) {
	const most = 60 // bytes
	if len(text) > most {
		return day, false, false
	}
	words := Squeeze(text)
	m := digitsOnly.FindStringSubmatch(words)
	if m != nil {
		m = []string{"", "", m[1], m[2], m[3]}
	} else if m = meant.FindStringSubmatch(words); m == nil {
		return day, false, false
	}
	year := 1
	if m[2] != "元" {
		year, _ = strconv.Atoi(m[2])
	}
	month, _ := strconv.Atoi(m[3])
	dayOfMonth, _ := strconv.Atoi(m[4])
	switch {
	case m[1] == "" && (len(m[2]) != 4 || m[2] == "元"):
		return day, false, false // of which era?
	case m[1] != "":
		e, known := eraOf(m[1])
		if !known || len(m[2]) == 4 {
			return day, false, false
		}
		if year < 1 {
			return day, false, true
		}
		year += e.Start.Year() - 1
	}
	day, possible = CalendarDate(year, month, dayOfMonth)
	return day, possible, true
}

// eraOf returns the era of a name, its first character or its letter.
func eraOf(name string) (Era, bool) {
	for _, e := range Eras {
		if name == e.Name || strings.HasPrefix(e.Name, name) || strings.EqualFold(name, e.Letter) {
			return e, true
		}
	}
	return Era{}, false
}
