package change

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The marks of a cell that was cut (継続行), in the spellings that officials use:
// （下段に続く）, 次頁へ続く, (上段からの続き), 前ページより続く, （続き）. They are compared
// without white space, the width of their characters, their brackets and flourishes.
//
// A mark is taken off a text, so what may be a sentence is none: it stands alone in
// its line, or in brackets at the text's end, and names the place where the text goes
// on. A short one, which names none, is a mark only in brackets or behind an arrow.
var (
	continues = regexp.MustCompile(`^(以下、?)?[次下裏]の?(段|欄|頁|ページ|葉|項|行|枠|面|表|紙)([にへ]続|[にへ]?(続く|続きます|つづく|つづきます))$|` +
		`^以下、?次の?(段|欄|頁|ページ|葉)$`)
	continuesShort = regexp.MustCompile(`^(以下、?)?([次下裏][にへ])?(続く|続きます|つづく|つづきます)$|^(以下に続く|続)$`)
	continued      = regexp.MustCompile(`^[上前表裏]の?(段|欄|頁|ページ|葉|項|行|枠|面|紙)((から|より)の?続|(から|より)?の?(続き|続きます|続く|つづき|つづきます|つづく))$`)
	continuedShort = regexp.MustCompile(`^([上前](から|より|の)の?)?(続き|つづき)$|^[上前](から|より)(続く|つづく)$|^(続|承前)$`)
)

const (
	openers = "（(［[〔【《〈<＜"
	closers = "）)］]〕】》〉>＞"

	arrows     = "→↓⇒⇩▼▽⬇↑⇧▲△⬆"
	flourishes = arrows + "…・.-‐―—─━~〜※*"
)

// CutContinues returns a text without the mark at its end that says that it goes on
// in the row below, and the mark. What stands before the mark is kept as it is, line
// feeds included.
func CutContinues(text string) (rest, mark string, ok bool) {
	trimmed := strings.TrimRightFunc(text, unicode.IsSpace)
	line := strings.LastIndexByte(trimmed, '\n') + 1
	if isMark(trimmed[line:], continues, continuesShort) {
		return trimmed[:line], strings.TrimSpace(trimmed[line:]), true
	}
	if at := strings.LastIndexAny(trimmed[line:], openers); at > 0 && isMark(trimmed[line+at:], continues, continuesShort) {
		rest := strings.TrimRight(trimmed[:line+at], openers) // 【（次頁へ続く）】
		return rest, trimmed[len(rest):], true
	}
	return text, "", false
}

// CutContinued returns a text without the mark at its head that says that it was
// begun in the row above, and the mark.
func CutContinued(text string) (rest, mark string, ok bool) {
	trimmed := strings.TrimLeftFunc(text, unicode.IsSpace)
	line, below, more := strings.Cut(trimmed, "\n")
	if isMark(line, continued, continuedShort) {
		if more {
			below = "\n" + below
		}
		return below, strings.TrimSpace(line), true
	}
	if at := strings.IndexAny(line, closers); at >= 0 {
		// Of several closing brackets, as in 【（上段からの続き）】, all are the mark's.
		at = len(line) - len(strings.TrimLeft(line[at:], closers))
		if isMark(line[:at], continued, continuedShort) {
			return trimmed[at:], line[:at], true
		}
	}
	return text, "", false
}

// isMark reports whether a line is a mark, and nothing else.
func isMark(line string, long, short *regexp.Regexp) bool {
	const most = 100 // bytes
	line = strings.TrimSpace(line)
	if len(line) > most || !strings.ContainsAny(line, "続つ次承") {
		return false
	}
	words := Squeeze(line)
	inner := strings.Trim(words, flourishes)
	right := strings.TrimLeft(inner, openers)
	bare := strings.TrimRight(right, closers)
	brackets := len(right) < len(inner)
	if brackets != (len(bare) < len(right)) {
		return false // one bracket is of a sentence
	}
	apart := brackets || strings.Trim(words, arrows) != words
	bare = strings.TrimRight(strings.Trim(bare, flourishes), "。")
	return long.MatchString(bare) || apart && short.MatchString(bare)
}

// continuationMark reports whether a line is a mark in brackets.
func continuationMark(line string) bool {
	if !strings.ContainsAny(line, "（(") {
		return false
	}
	return isMark(line, continues, continuesShort) || isMark(line, continued, continuedShort)
}

// IsDitto reports whether a cell says nothing but that it repeats the one above:
// 同上 or 〃, in any width.
func IsDitto(text string) bool {
	const most = 40 // bytes
	text = strings.TrimSpace(text)
	if len(text) > most {
		return false
	}
	switch Squeeze(strings.Trim(text, openers+closers)) {
	case "同上", "仝上", "〃", "′′", "''", `"`, "”", "々", "上に同じ", "上記に同じ", "上と同じ", "上記と同じ": // ″ is two of ′ in NFKC
		return true
	}
	return false
}

// Squeeze returns a text as words of a form are compared: without white space and
// line breaks, and characters that differ in width alone as one (NFKC).
func Squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
}
