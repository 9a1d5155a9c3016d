package workbook

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A token is a sign of a number format (ECMA-376 part 1, 18.8.31), or several that
// belong together.
type token struct {
	kind tokenKind
	text string // as it is shown, or as it is written
}

type tokenKind int

const (
	literalToken  tokenKind = iota
	digitToken              // 0 # ?
	pointToken              // .
	commaToken              // ,
	percentToken            // %
	slashToken              // /
	exponentToken           // E+ E-
	atToken                 // @, the text
	generalToken            // General
	dateToken               // a run of y m d h s e g a
	elapsedToken            // [h] [m] [s], hours that do not end at 24
	halfToken               // AM/PM A/P
	padToken                // _x and *x: blanks that only place the text
	unknownToken
)

// splitSections parts a format at its semicolons.
func splitSections(code string) []string {
	var all []string
	from := 0
	for at := 0; at < len(code); {
		n := sign(code[at:])
		if code[at] == ';' {
			all = append(all, code[from:at])
			from = at + 1
		}
		at += n
	}
	return append(all, code[from:])
}

// sign returns how many bytes the first sign of a format has: a text in quotes, a
// bracket, a character with the one it escapes, a character.
func sign(s string) int {
	until := func(end byte) int {
		if i := strings.IndexByte(s[1:], end); i >= 0 {
			return i + 2
		}
		return len(s)
	}
	_, n := utf8.DecodeRuneInString(s)
	switch s[0] {
	case '"':
		return until('"')
	case '[':
		return until(']')
	case '\\', '_', '*', '!': // ! as Excel escapes in East Asia
		_, more := utf8.DecodeRuneInString(s[n:])
		return n + more
	}
	return n
}

var (
	condition = regexp.MustCompile(`^\[(<>|<=|>=|<|>|=)([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\]$`)
	colour    = regexp.MustCompile(`(?i)^\[(black|blue|cyan|green|magenta|red|white|yellow|黒|青|水|緑|紫|赤|白|黄|(color|色) ?[0-9]+)\]$`)
	elapsed   = regexp.MustCompile(`(?i)^\[(h+|m+|s+)\]$`)
	numerals  = regexp.MustCompile(`(?i)^\[dbnum([1-4])\]$`)
)

// lex takes a section of a format apart.
func lex(code string) section {
	var s section
	add := func(kind tokenKind, text string) { s.tokens = append(s.tokens, token{kind, text}) }
	for code != "" {
		n := sign(code)
		word := code[:n]
		lower := strings.ToLower(code[:min(len(code), 7)])
		switch {
		case word[0] == '"':
			add(literalToken, strings.Trim(word, `"`))
		case word[0] == '[':
			s.bracket(word)
		case word[0] == '\\', word[0] == '!':
			add(literalToken, word[1:])
		case word[0] == '_', word[0] == '*':
			add(padToken, "")
		case lower == "general":
			n = len(general)
			add(generalToken, "")
		case strings.HasPrefix(lower, "am/pm"):
			n = len("am/pm")
			add(halfToken, code[:n])
		case strings.HasPrefix(lower, "a/p"):
			n = len("a/p")
			add(halfToken, code[:n])
		case strings.HasPrefix(lower, "e+"), strings.HasPrefix(lower, "e-"):
			n = 2
			add(exponentToken, code[:n])
		case strings.ContainsRune("ymdhsega", rune(lower[0])):
			for n < len(code) && code[n]|0x20 == lower[0] {
				n++
			}
			add(dateToken, strings.ToLower(code[:n]))
		case strings.Contains("0#?", word):
			add(digitToken, word)
		case word == ".":
			add(pointToken, word)
		case word == ",":
			add(commaToken, word)
		case word == "%":
			add(percentToken, word)
		case word == "/":
			add(slashToken, word)
		case word == "@":
			add(atToken, word)
		case word[0] >= utf8.RuneSelf, strings.Contains("$-+():^&'~{}<>= 123456789", word):
			add(literalToken, word)
		default:
			s.unknown = true
			add(unknownToken, word)
		}
		code = code[n:]
	}
	return s
}

// bracket takes what a section says in brackets.
func (s *section) bracket(word string) {
	switch m := condition.FindStringSubmatch(word); {
	case m != nil:
		s.operator = m[1]
		limit, err := strconv.ParseFloat(m[2], 64)
		s.limit, s.unknown = limit, s.unknown || err != nil
	case colour.MatchString(word):
	case elapsed.MatchString(word):
		s.tokens = append(s.tokens, token{elapsedToken, strings.ToLower(strings.Trim(word, "[]"))})
	case numerals.MatchString(word):
		s.digits = int(word[len(word)-2] - '0')
		// On 大字 (2) and on the numerals of other languages (4) programs differ.
		s.unknown = s.unknown || s.digits%2 == 0
	case strings.HasPrefix(word, "[$"):
		sign, locale, _ := strings.Cut(strings.Trim(word, "[]$"), "-")
		if sign != "" {
			s.tokens = append(s.tokens, token{literalToken, sign})
		}
		s.setLocale(strings.ToLower(locale))
	default:
		s.unknown = true
	}
}

// setLocale takes the language of a section: a name, or Windows' number of it (LCID)
// in hexadecimal, before which a calendar and numerals may stand: 1030411 is Japanese,
// by eras, in Arabic numerals.
func (s *section) setLocale(name string) {
	s.locale = name
	n, err := strconv.ParseUint(name, 16, 32)
	if err != nil || n <= 0xFFFF {
		return
	}
	s.locale = strconv.FormatUint(n&0xFFFF, 16)
	calendar, digits := n>>16&0xFF, n>>24
	s.unknown = s.unknown || digits > 1 || calendar > 1 && calendar != 3
}

// has reports whether a section has a sign of these kinds.
func (s *section) has(kinds ...tokenKind) bool {
	for _, t := range s.tokens {
		for _, k := range kinds {
			if t.kind == k {
				return true
			}
		}
	}
	return false
}

// namesDay reports whether a section shows the day of a month.
func (s *section) namesDay() bool {
	for _, t := range s.tokens {
		if t.kind == dateToken && (t.text == "d" || t.text == "dd") {
			return true
		}
	}
	return s.locale == "f800"
}

// show returns a number as the section shows it, and whether that is known.
func (s *section) show(n float64, since04 bool) (string, bool) {
	switch {
	case s.digits > 0 && n < 0: // on its sign programs differ
		return "", false
	case s.locale == "f800": // the long date of Windows
		return lexed(`yyyy"年"m"月"d"日"`).date(n, since04)
	case s.locale == "f400": // and its time
		return lexed("h:mm:ss").date(n, since04)
	case s.has(dateToken, elapsedToken, halfToken):
		return s.date(n, since04)
	case s.has(generalToken):
		return s.whole(n)
	case s.has(slashToken) && s.has(digitToken):
		return s.fraction(n)
	}
	return s.decimal(n)
}

func lexed(code string) *section {
	s := lex(code)
	return &s
}
