package workbook

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Reference is a place that a formula names.
type Reference struct {
	Sheet    string // "" for the formula's own
	External bool   // in another workbook
	Top      int    // 0 for whole columns
	Bottom   int
	Fixed    bool // its rows are written with $

	rows [][2]int // the offsets of its row numbers in the formula
}

var (
	cellRef   = regexp.MustCompile(`^\$?[A-Za-z]{1,3}(\$?)([0-9]{1,7})$`)
	columnRef = regexp.MustCompile(`^\$?[A-Za-z]{1,3}$`)
	rowRef    = regexp.MustCompile(`^(\$?)([0-9]{1,7})$`)
)

// References returns the cells that a formula names, in its order.
func References(formula string) []Reference {
	var found []Reference
	sheet, external := "", false
	for at := 0; at < len(formula); {
		switch c := formula[at]; {
		case c == '"':
			at = behind(formula, at, '"')
		case c == '\'':
			end := behind(formula, at, '\'')
			name := strings.ReplaceAll(strings.Trim(formula[at:end], "'"), "''", "'")
			if at = end; strings.HasPrefix(formula[at:], "!") {
				if i := strings.LastIndexByte(name, ']'); i >= 0 {
					external, name = true, name[i+1:]
				}
				sheet, at = name, at+1
				continue
			}
		case c == '[':
			end := strings.IndexByte(formula[at:], ']')
			if end < 0 {
				return found
			}
			at += end + 1
			external = true
			continue
		default:
			word := wordAt(formula, at)
			if word == "" {
				_, n := utf8.DecodeRuneInString(formula[at:])
				at += n
				break
			}
			end := at + len(word)
			if strings.HasPrefix(formula[end:], "!") {
				sheet, at = word, end+1
				continue
			}
			last := end
			second := ""
			if strings.HasPrefix(formula[end:], ":") {
				second = wordAt(formula, end+1)
				last = end + 1 + len(second)
			}
			if strings.HasPrefix(formula[last:], "!") { // from one sheet to another
				sheet, at = word+":"+second, last+1
				continue
			}
			r, took := reference(formula, at, word, second)
			if at = end; took {
				at = last
			}
			if r.Top > 0 || took && r.Bottom < 0 {
				r.Sheet, r.External = sheet, external
				r.Bottom = max(r.Bottom, 0)
				found = append(found, r)
			}
		}
		sheet, external = "", false
	}
	return found
}

// reference reads one cell, or two with a colon between. Whole columns have a Bottom
// of -1.
func reference(formula string, at int, word, second string) (r Reference, took bool) {
	row := func(m []int, from int) int {
		r.rows = append(r.rows, [2]int{from + m[4], from + m[5]})
		r.Fixed = r.Fixed || m[2] < m[3]
		n, _ := strconv.Atoi(formula[from+m[4] : from+m[5]])
		return n
	}
	from := at + len(word) + 1
	if m := cellRef.FindStringSubmatchIndex(word); m != nil {
		if strings.HasPrefix(formula[at+len(word):], "(") {
			return r, false // LOG10(…)
		}
		r.Top = row(m, at)
		r.Bottom = r.Top
		if m := cellRef.FindStringSubmatchIndex(second); m != nil {
			r.Bottom = row(m, from)
			took = true
		}
	} else if m, n := rowRef.FindStringSubmatchIndex(word), rowRef.FindStringSubmatchIndex(second); m != nil && n != nil {
		r.Top = row(m, at)
		r.Bottom = row(n, from)
		took = true
	} else if columnRef.MatchString(word) && columnRef.MatchString(second) {
		return Reference{Bottom: -1}, true
	}
	if r.Bottom < r.Top {
		r.Top, r.Bottom = r.Bottom, r.Top
		r.rows[0], r.rows[1] = r.rows[1], r.rows[0]
	}
	return r, took
}

// Moved returns the edits that give a reference other rows.
func (r *Reference) Moved(top, bottom int) []Edit {
	edits := []Edit{{r.rows[0][0], r.rows[0][1], strconv.Itoa(top)}}
	if len(r.rows) > 1 {
		edits = append(edits, Edit{r.rows[1][0], r.rows[1][1], strconv.Itoa(bottom)})
	}
	return edits
}

// behind returns the offset after a quoted text, in which quotes are doubled.
func behind(s string, at int, quote byte) int {
	for at++; at < len(s); at++ {
		if s[at] != quote {
			continue
		}
		if at+1 < len(s) && s[at+1] == quote {
			at++
			continue
		}
		return at + 1
	}
	return len(s)
}

// wordAt returns the name, number or cell that begins at a place.
func wordAt(s string, at int) string {
	for i, r := range s[at:] {
		if r != '$' && r != '_' && r != '.' && r != '\\' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return s[at : at+i]
		}
	}
	return s[at:]
}

// ParseRange takes a range apart, as in A1:C5 or in A1.
func ParseRange(ref string) (Range, bool) { return parseRange(strings.ReplaceAll(ref, "$", "")) }

// String names a range as Excel does: A1:C5, or A1.
func (r Range) String() string {
	from, to := CellName(r.Left, r.Top), CellName(r.Right, r.Bottom)
	if from == to {
		return from
	}
	return from + ":" + to
}
