package workbook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"betten/internal/change"
)

// A calendarDay is a day as Excel counts it: it has a 0 January and a 29 February
// 1900, which no calendar has.
type calendarDay struct {
	year, month, day int
	weekday          int // Sunday is 0
}

// lastSerial is that of 31 December 9999; what is beyond, Excel shows as #####.
const lastSerial = 2958465

// dayOf returns the day of a number, and whether the calendar has it.
func dayOf(n float64, since04 bool) (calendarDay, bool) {
	if since04 {
		n += 1462
	}
	serial := int(math.Floor(n))
	weekday := (serial + 6) % 7
	switch {
	case serial < 0 || serial > lastSerial:
		return calendarDay{}, false
	case serial == 0:
		return calendarDay{1900, 1, 0, weekday}, false
	case serial == 60:
		return calendarDay{1900, 2, 29, weekday}, false
	case serial > 60:
		serial--
	}
	t := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial)
	return calendarDay{t.Year(), int(t.Month()), t.Day(), weekday}, true
}

// era returns the era (元号) in which a day is shown. No number is a day before 明治.
func (d calendarDay) era() change.Era {
	i := slices.IndexFunc(change.Eras, func(e change.Era) bool {
		return !time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Before(e.Start)
	})
	return change.Eras[max(i, 0)]
}

var (
	weekdays = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	youbi    = []string{"日", "月", "火", "水", "木", "金", "土"}
)

// A moment is a number as a date and a time, and how a section shows it.
type moment struct {
	calendarDay
	hour, minute int
	second       float64
	total        float64 // seconds, for [h]
	places       int     // digits of a second's fraction
	half         bool    // hours are those of half a day
}

// date shows a number in a section of dates and times.
func (s *section) date(n float64, since04 bool) (string, bool) {
	tokens := minutes(s.tokens)
	m := moment{half: s.has(halfToken)}
	for i, t := range tokens {
		if t.kind == pointToken && i > 0 && strings.HasPrefix(tokens[i-1].text, "s") {
			for _, d := range tokens[i+1:] {
				if d.kind != digitToken || d.text != "0" {
					break
				}
				m.places++
			}
		}
	}
	if n < 0 {
		return "", false // #####
	}
	scale := math.Pow10(m.places)
	m.total = math.Floor(n*86400*scale+0.5) / scale
	m.calendarDay, _ = dayOf(m.total/86400, since04)
	if m.year == 0 {
		return "", false
	}
	rest := math.Mod(m.total, 86400)
	m.hour, m.minute, m.second = int(rest/3600), int(math.Mod(rest, 3600)/60), math.Mod(rest, 60)
	var b strings.Builder
	behind := false // in the fraction of a second
	for _, t := range tokens {
		if behind = behind && t.kind == digitToken; behind {
			continue
		}
		text, ok := "", true
		switch t.kind {
		case dateToken:
			text, ok = s.field(&m, t.text)
		case elapsedToken:
			text, ok = m.elapsed(t.text)
		case halfToken:
			text, ok = s.halfOfDay(&m, t.text)
		case pointToken:
			text = "."
			if behind = m.places > 0; behind {
				_, fraction, _ := strings.Cut(strconv.FormatFloat(m.second, 'f', m.places, 64), ".")
				text += fraction
			}
		case literalToken, commaToken, slashToken, percentToken:
			text = t.text
		case padToken:
		default:
			ok = false
		}
		if !ok {
			return "", false
		}
		b.WriteString(text)
	}
	return b.String(), true
}

// minutes returns the signs of a section with those for minutes told from those for
// months: m is a minute behind hours and before seconds.
func minutes(tokens []token) []token {
	tokens = slices.Clone(tokens)
	last := -1 // the field before
	for i, t := range tokens {
		if t.kind != dateToken && t.kind != elapsedToken {
			continue
		}
		is := func(j int, letter string) bool { return j >= 0 && strings.HasPrefix(tokens[j].text, letter) }
		switch {
		case t.kind == dateToken && is(i, "m") && len(t.text) < 3 && is(last, "h"):
			tokens[i].text = strings.Replace(t.text, "m", "n", 2)
		case is(i, "s") && last >= 0 && tokens[last].kind == dateToken && is(last, "m") && len(tokens[last].text) < 3:
			tokens[last].text = strings.Replace(tokens[last].text, "m", "n", 2)
		}
		last = i
	}
	return tokens
}

// field shows a part of a date or a time.
func (s *section) field(m *moment, name string) (string, bool) {
	japanese := s.locale == "" || s.locale == "411" || strings.HasPrefix(s.locale, "ja")
	english := s.locale == "" || s.locale == "409" || strings.HasPrefix(s.locale, "en")
	number := func(n, least int) (string, bool) {
		if s.digits > 0 {
			return numeral(int64(n), s.digits), s.digits == 1 || n < 10
		}
		return fmt.Sprintf("%0*d", least, n), true
	}
	switch name {
	case "yyyy", "yyy":
		return digitwise(fmt.Sprintf("%04d", m.year), s.digits), true
	case "yy", "y":
		return digitwise(fmt.Sprintf("%02d", m.year%100), s.digits), true
	case "g", "gg", "ggg":
		e := m.era()
		return []string{e.Letter, string([]rune(e.Name)[0]), e.Name}[len(name)-1], japanese
	case "e", "ee", "eee":
		year := m.year - m.era().Start.Year() + 1
		if year == 1 && strings.Contains(s.locale, "gannen") {
			return "元", true
		}
		text, ok := number(year, min(len(name), 2))
		return text, ok && japanese && (year > 1 || s.digits == 0)
	case "m", "mm":
		return number(m.month, len(name))
	case "mmm", "mmmm", "mmmmm":
		word := time.Month(m.month).String()
		return word[:map[int]int{3: 3, 4: len(word), 5: 1}[len(name)]], english
	case "d", "dd":
		return number(m.day, len(name))
	case "ddd":
		return weekdays[m.weekday][:3], english
	case "dddd":
		return weekdays[m.weekday], english
	case "aaa":
		return youbi[m.weekday], japanese
	case "aaaa":
		return youbi[m.weekday] + "曜日", japanese
	case "h", "hh":
		hour := m.hour
		if m.half {
			hour = (hour+11)%12 + 1
		}
		return number(hour, len(name))
	case "n", "nn":
		return number(m.minute, len(name))
	case "s", "ss":
		return number(int(m.second), len(name))
	}
	return "", false
}

// elapsed shows hours, minutes or seconds that are not cut at a day.
func (m *moment) elapsed(name string) (string, bool) {
	unit := map[byte]float64{'h': 3600, 'm': 60, 's': 1}[name[0]]
	n := math.Floor(m.total / unit)
	return fmt.Sprintf("%0*.0f", len(name), n), n < 1e9
}

// halfOfDay shows the half of a day: AM/PM, in Japanese 午前 and 午後.
func (s *section) halfOfDay(m *moment, name string) (string, bool) {
	late := 0
	if m.hour >= 12 {
		late = 1
	}
	switch {
	case len(name) < 5:
		return strings.Split(name, "/")[late], true
	case s.locale == "411" || strings.HasPrefix(s.locale, "ja"):
		return []string{"午前", "午後"}[late], true
	}
	return []string{"AM", "PM"}[late], s.locale == "" || s.locale == "409"
}
