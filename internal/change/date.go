package change

import (
	"strconv"
	"strings"
	"time"
)

// A Date is a 変更日. It is either a text, which is printed as written, or a calendar
// date, which the form words in its own style.
type Date struct {
	Text string    // as written; empty for a calendar date
	Day  time.Time // the calendar date, UTC; zero for a text that names none
}

// TextDate returns a date that was written as text, with the day it names.
func TextDate(text string) Date {
	t, _ := ReadDate(text)
	return Date{Text: text, Day: t}
}

// An Era (元号) of the Japanese calendar. Its first year ends with the calendar year in
// which it began.
type Era struct {
	Name   string    // 令和
	Letter string    // R
	Start  time.Time // its first day
}

// Eras has the eras that this form can meet, the latest first.
var Eras = []Era{
	{"令和", "R", day(2019, 5, 1)},
	{"平成", "H", day(1989, 1, 8)},
	{"昭和", "S", day(1926, 12, 25)},
	{"大正", "T", day(1912, 7, 30)},
	{"明治", "M", day(1868, 1, 25)},
}

func day(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// CalendarDate returns the date of year, month and day, and whether the
// calendar has it.
func CalendarDate(year, month, dayOfMonth int) (time.Time, bool) {
	t := day(year, time.Month(month), dayOfMonth)
	return t, t.Year() == year && int(t.Month()) == month && t.Day() == dayOfMonth
}

// EraDate writes a calendar date with its era (元号), the first year as 元年:
// 令和元年5月1日. A day before 明治 is written with the common era.
func EraDate(t time.Time) string {
	rest := strconv.Itoa(int(t.Month())) + "月" + strconv.Itoa(t.Day()) + "日"
	for _, e := range Eras {
		if t.Before(e.Start) {
			continue
		}
		if y := t.Year() - e.Start.Year() + 1; y > 1 {
			return e.Name + strconv.Itoa(y) + "年" + rest
		}
		return e.Name + "元年" + rest
	}
	return CommonDate(t)
}

// CommonDate writes a calendar date with the common era: 2019年5月1日.
func CommonDate(t time.Time) string {
	return strconv.Itoa(t.Year()) + "年" + strconv.Itoa(int(t.Month())) + "月" + strconv.Itoa(t.Day()) + "日"
}

// A Reading is what a date written as text turned out to be.
type Reading int

const (
	NoDate         Reading = iota // the text is not a date by itself: 「同年10月」
	GoodDate                      // a day of the calendar, named as officials name it
	OddDate                       // a day, but not of the era named: 平成31年5月1日
	ImpossibleDate                // it looks like a date, and no calendar has it: 令和6年13月1日
)

// ReadDate reads a date written as text: by an era or the common era, with 元年,
// half- or full-width digits, and spaces. The time is that of a GoodDate or an
// OddDate. A year, or a year and a month, by itself is no date, but may be
// impossible: 平成40年.
func ReadDate(text string) (time.Time, Reading) {
	p, ok := dateFields(text)
	if !ok {
		return time.Time{}, NoDate
	}
	whole := p.day > 0
	t, possible := CalendarDate(p.commonYear(), orFirst(p.month), orFirst(p.day))
	switch {
	case !possible || p.year < 1 || p.commonYear() > p.lastYear():
		return time.Time{}, ImpossibleDate
	case !whole:
		return time.Time{}, NoDate
	case p.era >= 0 && t.Before(Eras[p.era].Start),
		p.era > 0 && !t.Before(Eras[p.era-1].Start):
		return t, OddDate
	}
	return t, GoodDate
}

// dateParts is a date taken apart. A missing month or day is 0, a written 0 is
// -1: no calendar has it.
type dateParts struct {
	era              int // index in Eras, -1 for the common era
	year, month, day int
}

func (p dateParts) commonYear() int {
	if p.era < 0 {
		return p.year
	}
	return p.year + Eras[p.era].Start.Year() - 1
}

// lastYear is the last year, of the common era, that may be meant. Years after an
// era's end were written while it lasted: 平成35年3月31日 is in many contracts. They are
// odd up to the end of the decade, and a mistake beyond it.
func (p dateParts) lastYear() int {
	if p.era <= 0 {
		return 9999
	}
	before := Eras[p.era].Start.Year() - 1
	years := Eras[p.era-1].Start.Year() - before
	return before + years/10*10 + 9
}

// dateFields takes a text of the shape 令和6年11月19日, 令和6年11月 or 令和6年 apart.
func dateFields(text string) (dateParts, bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '　':
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, text)
	p := dateParts{era: -1}
	for i, e := range Eras {
		if rest, ok := strings.CutPrefix(s, e.Name); ok {
			p.era, s = i, rest
			break
		}
	}
	var ok bool
	if rest, first := strings.CutPrefix(s, "元年"); first && p.era >= 0 {
		p.year, s = 1, rest
	} else if p.year, s, ok = number(s, "年", 4); !ok {
		return p, false
	}
	if s == "" {
		return p, true
	}
	if p.month, s, ok = number(s, "月", 2); !ok {
		return p, false
	}
	if s == "" {
		return p, true
	}
	p.day, s, ok = number(s, "日", 2)
	return p, ok && s == ""
}

// number cuts a number of at most digits digits and its unit from the front of s.
func number(s, unit string, digits int) (n int, rest string, ok bool) {
	head, rest, ok := strings.Cut(s, unit)
	if !ok || head == "" || len(head) > digits || strings.Trim(head, "0123456789") != "" {
		return 0, s, false
	}
	if n, _ = strconv.Atoi(head); n == 0 {
		n = -1
	}
	return n, rest, true
}

// orFirst is 1 for a month or a day that was not written.
func orFirst(n int) int {
	if n == 0 {
		return 1
	}
	return n
}

// LatestDate returns the latest calendar day of the table's changes, and whether
// one names a day.
func (t *Table) LatestDate() (time.Time, bool) {
	var latest time.Time
	for i := range t.Entries {
		d := t.Entries[i].Date
		if d.Day.IsZero() {
			d.Day, _ = ReadDate(d.Text)
		}
		if d.Day.After(latest) {
			latest = d.Day
		}
	}
	return latest, !latest.IsZero()
}
