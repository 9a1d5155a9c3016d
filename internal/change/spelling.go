package change

import (
	"regexp"
	"strings"
	"time"
)

// A spelling is how the dates of a table are written: the first of each trait.
type spelling struct {
	traits map[string]string // a trait's value, and the date it is of
	dates  map[string]string
	told   bool
}

var dateNumber = regexp.MustCompile(`([ 　]*)([0-9０-９]+)`)

// add takes a date, and returns the first one that is written in another way. Each
// difference is reported once for a table. Widths are compared among numbers of as many digits, since
// officials write one digit full-width and two half-width.
func (s *spelling) add(date string) (other string, differs bool) {
	traits := make(map[string]string)
	trimmed := strings.TrimSpace(date)
	traits["blanks around"] = yes(trimmed != date)
	traits["mixed number"] = "no"
	traits["common era"] = yes(strings.IndexAny(trimmed, "0123456789０１２３４５６７８９") == 0)
	for i, m := range dateNumber.FindAllStringSubmatch(trimmed, -1) {
		blanks, digits := m[1], []rune(m[2])
		wide := digits[0] >= '０'
		for _, d := range digits {
			if (d >= '０') != wide {
				traits["mixed number"] = "yes"
			}
		}
		if i == 0 {
			traits["blank before the year"] = yes(blanks != "")
		}
		zero := digits[0] == '0' || digits[0] == '０'
		switch {
		case len(digits) == 1, len(digits) == 2 && zero:
			traits["zero before small ones"] = yes(zero)
			if i > 0 {
				traits["blank before small ones"] = yes(blanks != "")
			}
			traits["width of small ones"] = yes(wide)
		case len(digits) == 2:
			traits["width of large ones"] = yes(wide)
		}
	}
	if s.traits == nil {
		s.traits, s.dates = make(map[string]string), make(map[string]string)
	}
	for name, value := range traits {
		known, seen := s.traits[name]
		switch {
		case !seen:
			s.traits[name], s.dates[name] = value, date
		case known != value && !s.told && (other == "" || s.dates[name] < other):
			other = s.dates[name] // whichever trait is looked at first
		}
	}
	s.told = s.told || other != ""
	return other, other != ""
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// The trade begins with the law's first assessments; what is two years ahead is planned.
var firstDay = day(2014, time.April, 1)

// CheckDays returns the dates that are far from the trade: before April 2014, or more
// than two years after today.
func CheckDays(t *Table, today time.Time) []Problem {
	var found []Problem
	for i := range t.Entries {
		d := t.Entries[i].Date
		if d.Day.IsZero() {
			d.Day, _ = ReadDate(d.Text)
		}
		p := Problem{Kind: EarlyDay, Values: []string{CommonDate(d.Day)}}
		switch {
		case d.Day.IsZero():
			continue
		case d.Day.Before(firstDay):
		case d.Day.After(today.AddDate(2, 0, 0)):
			p.Kind = LateDay
		default:
			continue
		}
		p.At = t.At(Place{Entry: i, Column: DateColumn})
		found = append(found, p)
	}
	return found
}
