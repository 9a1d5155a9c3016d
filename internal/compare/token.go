package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"betten/internal/text"
)

// A kind says how a token may be marked.
type kind uint8

const (
	sign        kind = iota // one character that is no letter
	comma                   // 、，
	stop                    // 。
	opening                 // an opening bracket
	closing                 // a closing one
	space                   //
	kanji                   // a run of kanji with its okurigana; the only kind that is marked in part
	hiragana                // a function word, or a run that is none
	conjunction             // 及び, 又は
	katakana                //
	word                    // a run of letters, a name or an address
	number                  // with its unit, if it is a date
	label                   // the number of an item: １．（２）③
	checkbox                // ［　］ ［○］ □ ■
	company                 // a name with 株式会社
)

// A token is the unit that a person marks or leaves unmarked: s[start:end].
type token struct {
	start, end int
	kind       kind
	size       int // in characters
	at         int // index of its paragraph
}

// A scanner cuts a paragraph into tokens.
type scanner struct {
	s    string
	ends []int // of its clusters
	at   int   // the cluster that comes next
	list []token
}

// tokens returns the tokens of a paragraph. Together they are the paragraph, and none
// of them ends inside a cluster.
func tokens(paragraph string) []token {
	c := &scanner{s: paragraph, ends: text.Clusters(paragraph)}
	c.indent()
	for c.at < len(c.ends) {
		c.next()
	}
	return companies(paragraph, c.list)
}

func (c *scanner) start(i int) int {
	if i == 0 {
		return 0
	}
	return c.ends[i-1]
}

// class returns the kind of the cluster i by its first character, or sign past the end.
func (c *scanner) class(i int) kind {
	if i >= len(c.ends) {
		return sign
	}
	r, _ := utf8.DecodeRuneInString(c.s[c.start(i):])
	return classOf(r)
}

func (c *scanner) rune(i int) rune {
	if i >= len(c.ends) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(c.s[c.start(i):])
	return r
}

// take ends a token before the cluster end.
func (c *scanner) take(end int, k kind) {
	c.list = append(c.list, token{start: c.start(c.at), end: c.ends[end-1], kind: k, size: end - c.at})
	c.at = end
}

// run returns the end of the clusters of a kind from i on.
func (c *scanner) run(i int, k kind) int {
	for i < len(c.ends) && c.class(i) == k {
		i++
	}
	return i
}

func (c *scanner) next() {
	if end := c.checkbox(); end > 0 {
		c.take(end, checkbox)
		return
	}
	switch k := c.class(c.at); k {
	case kanji:
		c.kanji()
	case hiragana:
		c.hiragana()
	case katakana:
		c.take(c.run(c.at, k), k)
	case number, word:
		c.ascii()
	default:
		c.take(c.at+1, k)
	}
}

// checkbox returns the end of a box at the scanner's position, or 0 if there is none.
func (c *scanner) checkbox() int {
	switch c.rune(c.at) {
	case '□', '■', '☐', '☑', '☒':
		return c.at + 1
	case '[', '［':
	default:
		return 0
	}
	for i := c.at + 1; i < len(c.ends) && i <= c.at+5; i++ {
		switch r := c.rune(i); {
		case r == ']' || r == '］':
			return i + 1
		case r != ' ' && r != '　' && !strings.ContainsRune("○〇◯●◎✓✔レ×✕", r):
			return 0
		}
	}
	return 0
}

// ascii takes a run of letters and digits, with the signs that join them. In a number
// these are the comma and the point, in a name or an address also others.
func (c *scanner) ascii() {
	const inNumber, inWord = ",.，．", ".-_/:@?=&%#~+'"
	i, k := c.at, number
	for ; i < len(c.ends); i++ {
		class := c.class(i)
		if class == word {
			k = word
		}
		inside := i > c.at && (c.joins(i, inNumber, number) || c.joins(i, inWord, word))
		if class != word && class != number && !inside {
			break
		}
	}
	if k == number {
		i = c.minutes(c.unit(i))
	}
	c.take(i, k)
}

// minutes returns the end of the minutes after the hours that end at i.
func (c *scanner) minutes(i int) int {
	if c.rune(i-1) != '時' {
		return i
	}
	if end := c.run(i, number); end > i && c.rune(end) == '分' {
		return end + 1
	}
	return i
}

// joins reports whether the cluster i is a sign that joins its neighbours: letters or
// digits, or only digits. 「://」 joins as a whole.
func (c *scanner) joins(i int, signs string, k kind) bool {
	fits := func(i int) bool { return c.class(i) == number || k == word && c.class(i) == word }
	if !strings.ContainsRune(signs, c.rune(i)) {
		return false
	}
	if k == word {
		if c.rune(i) >= utf8.RuneSelf {
			return false
		}
		from := i
		for from > c.at && strings.ContainsRune(signs, c.rune(from)) {
			from--
		}
		for i < len(c.ends) && strings.ContainsRune(signs, c.rune(i)) {
			i++
		}
		return fits(i) && fits(from)
	}
	return fits(i+1) && fits(i-1)
}

// unit returns the end of the unit of a date or a time at i.
func (c *scanner) unit(i int) int {
	if i >= len(c.ends) {
		return i
	}
	rest := c.s[c.start(i):]
	for _, u := range []string{"年度", "年間", "年", "月", "日間", "日", "時間", "時", "分間", "分"} {
		if strings.HasPrefix(rest, u) {
			return i + utf8.RuneCountInString(u)
		}
	}
	return i
}

// classOf returns the kind of token that begins with a character.
func classOf(r rune) kind {
	switch {
	case r == '、' || r == '，' || r == ',' || r == '､':
		return comma
	case text.EndsSentence(r):
		return stop
	case text.OpensBracket(r):
		return opening
	case text.ClosesBracket(r):
		return closing
	case text.IsDigit(r):
		return number
	case r < 0x3000 && unicode.IsLetter(r), r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return word
	case r >= 'ぁ' && r <= 'ゟ':
		return hiragana
	case r >= 'ァ' && r <= 'ヿ' && r != '・' || r >= 'ｦ' && r <= 'ﾟ':
		return katakana
	case unicode.Is(unicode.Han, r):
		return kanji
	case unicode.IsSpace(r):
		return space
	}
	return sign
}
