package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Level is the rank of the number or sign at the head of a paragraph, in the order in
// which official documents nest them. A higher level has a greater value.
type Level int

const (
	PlainLevel    Level = iota // no number and no sign
	PointLevel                 // ・ - ※
	LatinLevel                 // A. a) (A)
	InKanaLevel                // (ア) （イ）
	KanaLevel                  // ア　 イ．
	ChoiceLevel                // 1) 2）
	CircledLevel               // ① ❶
	BracketLevel               // （１） (2) （一） ⑴
	BranchLevel                // １－２ 2-1-3
	NumberLevel                // １． 2. ３　 一、
	DivisionLevel              // 第１ 第２章
	RomanLevel                 // Ⅰ Ⅱ． III.
)

// A Label is the number or sign at the head of a paragraph: paragraph[Start:End], in
// bytes. It starts after the indent and does not include the space after it. A paragraph
// without a label has the zero Label.
type Label struct {
	Level      Level
	Start, End int
}

// LabelOf returns the label of a paragraph. Numbers that belong to a sentence are not
// labels: 1.5倍, 2024年, １、２及び３, 第10条の規定.
func LabelOf(paragraph string) Label {
	rest := strings.TrimLeftFunc(paragraph, unicode.IsSpace)
	start := len(paragraph) - len(rest)
	for _, find := range []func(string) (Level, int){signLabel, bracketLabel, romanLabel, divisionLabel, numberLabel, letterLabel} {
		if level, n := find(rest); n > 0 {
			return Label{level, start, start + n}
		}
	}
	return Label{}
}

// points are the signs of items in a list without numbers.
const points = "・･•※＊*→⇒-‐–—―－"

// signLabel finds labels of one character.
func signLabel(s string) (Level, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r >= '①' && r <= '⑳', r >= '㉑' && r <= '㉟', r >= '㊱' && r <= '㊿', r == '⓪', r >= '❶' && r <= '❿', r >= '⓫' && r <= '⓴':
		return CircledLevel, size
	case r >= '⑴' && r <= '⒇':
		return BracketLevel, size
	case r >= '⒈' && r <= '⒛':
		return NumberLevel, size
	case r >= '⒜' && r <= '⒵', r >= 'ⓐ' && r <= 'ⓩ':
		return LatinLevel, size
	case size == 0 || !strings.ContainsRune(points, r):
		return PlainLevel, 0
	}
	// -5 and ―― do not mark an item.
	if next, _ := utf8.DecodeRuneInString(s[size:]); r != '・' && (next == r || IsDigit(next)) {
		return PlainLevel, 0
	}
	return PointLevel, size
}

// bracketLabel finds （１）, (ア) and (a).
func bracketLabel(s string) (Level, int) {
	r, open := utf8.DecodeRuneInString(s)
	if r != '(' && r != '（' {
		return PlainLevel, 0
	}
	inside := s[open:]
	first, size := utf8.DecodeRuneInString(inside)
	level, n := PlainLevel, size
	switch {
	case isNumeral(first):
		if n = numerals(inside); utf8.RuneCountInString(inside[:n]) <= 3 {
			level = BracketLevel
		}
	case isKana(first), first >= 'あ' && first <= 'と':
		level = InKanaLevel
	case isLetter(first):
		level = LatinLevel
	}
	if r, closing := utf8.DecodeRuneInString(inside[n:]); level != PlainLevel && (r == ')' || r == '）') {
		return level, open + n + closing
	}
	return PlainLevel, 0
}

// romanLabel finds Ⅰ, Ⅱ．, IV. and Ｖ　.
func romanLabel(s string) (Level, int) {
	n := 0
	for _, r := range s {
		if r < 'Ⅰ' || r > 'ⅿ' {
			break
		}
		n += utf8.RuneLen(r)
	}
	if n > 0 {
		if branch := branches(s[n:]); branch > 0 {
			return BranchLevel, n + branch
		}
		return RomanLevel, n + separator(s[n:])
	}
	count := 0
	for _, r := range s {
		if !strings.ContainsRune("IVXＩＶＸ", r) {
			break
		}
		n, count = n+utf8.RuneLen(r), count+1
	}
	switch narrowLatin(s[:n]) {
	case "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII":
	default:
		return PlainLevel, 0
	}
	mark := separator(s[n:])
	if next, _ := utf8.DecodeRuneInString(s[n+mark:]); mark > 0 && isLetter(next) || mark == 0 && !isSpaceOrEnd(s[n:]) {
		return PlainLevel, 0
	}
	return RomanLevel, n + mark
}

// narrowLatin returns full-width letters as ASCII.
func narrowLatin(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'Ａ' && r <= 'ｚ' {
			return r - 'Ａ' + 'A'
		}
		return r
	}, s)
}

// divisionLabel finds 第１ and 第二章.
func divisionLabel(s string) (Level, int) {
	rest, ok := strings.CutPrefix(s, "第")
	n := numerals(rest)
	if !ok || n == 0 {
		return PlainLevel, 0
	}
	rest = rest[n:]
	n += len("第")
	mark := separator(rest)
	for _, unit := range []string{"章", "節", "編", "部", "款", "条"} {
		if after, ok := strings.CutPrefix(rest, unit); ok {
			mark, rest = len(unit), after
		}
	}
	if mark == 0 || !strings.HasPrefix(s[n:], "．") && !strings.HasPrefix(s[n:], ".") {
		if !isSpaceOrEnd(rest) { // 第三者提供, 第10条の規定
			return PlainLevel, 0
		}
	}
	return DivisionLevel, n + mark
}

// numberLabel finds １．, １－２, 1), ３　 and 一、.
func numberLabel(s string) (Level, int) {
	first, _ := utf8.DecodeRuneInString(s)
	n := numerals(s)
	if n == 0 {
		return PlainLevel, 0
	}
	if IsDigit(first) {
		if branch := branches(s[n:]); branch > 0 {
			return branchLabel(s, n+branch)
		}
	}
	digits := utf8.RuneCountInString(s[:n])
	mark, size := utf8.DecodeRuneInString(s[n:])
	next, _ := utf8.DecodeRuneInString(s[n+size:])
	switch mark {
	case ')', '）':
		return ChoiceLevel, n + size
	case '．', '.', '、', '：', ':':
		if digits <= 3 && !isNumeral(next) {
			return NumberLevel, n + size
		}
	case ' ', '　':
		// 3 月 and 一 二 are not headings.
		if rest := strings.TrimLeft(s[n:], " 　"); digits <= 2 && rest != "" && !counts(rest) {
			return NumberLevel, n
		}
	}
	return PlainLevel, 0
}

// branchLabel returns the label that ends at n, if the text after it allows a label. In
// 03-1234 or ２－３人 it does not.
func branchLabel(s string, n int) (Level, int) {
	for part := range strings.FieldsFuncSeq(s[:n], isDash) {
		if utf8.RuneCountInString(part) > 2 {
			return PlainLevel, 0
		}
	}
	if mark := separator(s[n:]); mark > 0 {
		return BranchLevel, n + mark
	}
	if rest := strings.TrimLeft(s[n:], " 　"); rest != s[n:] && rest != "" && !counts(rest) {
		return BranchLevel, n
	}
	return PlainLevel, 0
}

// letterLabel finds ア　, イ．, A. and b).
func letterLabel(s string) (Level, int) {
	r, size := utf8.DecodeRuneInString(s)
	level := PlainLevel
	switch {
	case isKana(r):
		level = KanaLevel
	case isLetter(r):
		level = LatinLevel
	default:
		return PlainLevel, 0
	}
	rest := s[size:]
	if strings.HasPrefix(rest, "　") {
		return level, size
	}
	n := separator(rest)
	if n == 0 {
		if mark, width := utf8.DecodeRuneInString(rest); mark == ')' || mark == '）' || mark == '、' || mark == '：' || mark == ':' {
			n = width
		}
	}
	next, _ := utf8.DecodeRuneInString(rest[n:])
	switch {
	case n == 0, isLetter(next), IsDigit(next):
		return PlainLevel, 0 // e.g., A.1
	case strings.HasPrefix(rest, "、") && (next >= 'ァ' && next <= 'ヿ' || next >= 'ｦ' && next <= 'ﾟ'):
		return PlainLevel, 0 // ア、イ及びウ
	}
	return level, size + n
}

// separator returns the length of the full stop at the head of s that follows a number.
// It is 0 if there is none or a digit comes next.
func separator(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[size:]); r != '．' && r != '.' || IsDigit(next) {
		return 0
	}
	return size
}

// branches returns the length of －２ or -2-3 at the head of s.
func branches(s string) int {
	n := 0
	for {
		r, size := utf8.DecodeRuneInString(s[n:])
		digits := numerals(s[n+size:])
		if next, _ := utf8.DecodeRuneInString(s[n+size:]); !isDash(r) || digits == 0 || !IsDigit(next) {
			return n
		}
		n += size + digits
	}
}

func isDash(r rune) bool { return strings.ContainsRune("-－−‐–", r) }

func isSpaceOrEnd(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || unicode.IsSpace(r)
}

// counts reports whether a text begins with a unit of measure, which makes the number
// before it an amount.
func counts(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isNumeral(r) || strings.ContainsRune("年月日時分秒人名件個回度円割％%種号条項章節つカヶか万億千百", r)
}

// IsDigit reports whether a character is an Arabic figure, of either width.
func IsDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

const kanjiNumerals = "一二三四五六七八九十"

func isNumeral(r rune) bool { return IsDigit(r) || strings.ContainsRune(kanjiNumerals, r) }

// numerals returns the length of the digits at the head of s: Arabic ones, or kanji
// numerals.
func numerals(s string) int {
	first, _ := utf8.DecodeRuneInString(s)
	for i, r := range s {
		if !isNumeral(r) || IsDigit(r) != IsDigit(first) {
			return i
		}
	}
	return len(s)
}

// isKana reports whether a character is one of the katakana used to number lists.
func isKana(r rune) bool {
	return strings.ContainsRune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン", r) ||
		r >= 'ｱ' && r <= 'ﾝ'
}

// isLetter reports whether a character is a Latin letter, of either width.
func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'ａ' && r <= 'ｚ' || r >= 'Ａ' && r <= 'Ｚ'
}
