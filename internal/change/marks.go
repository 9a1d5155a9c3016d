package change

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The marks of a cell that was cut (継続行), in the spellings that officials use:
// （下段に続く）, （次頁へ続く）, (上段からの続き), 前ページより続く, （続き）. They are
// compared without white space, the width of their characters and their brackets.
// A short one, which names no place, is a mark in brackets only.
var (
	continues      = regexp.MustCompile(`^(下|次|裏)の?(段|欄|頁|ページ|葉|項|行|枠|面|表|紙)?[にへ]?(続く|続きます|つづく|つづきます)$|^以下、?次の?(段|欄|頁|ページ|葉|項|行|枠)([にへ](続く|つづく))?$`)
	continuesShort = regexp.MustCompile(`^(続く|つづく|続)$`)
	continued      = regexp.MustCompile(`^(上|前|表)の?(段|欄|頁|ページ|葉|項|行|枠|面|紙)?(から|より)?の?(続き|つづき|続く|つづく)$`)
	continuedShort = regexp.MustCompile(`^(続き|つづき|続|承前)$`)
)

const (
	openers = "（(［[〔【《〈<＜"
	closers = "）)］]〕】》〉>＞"
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
		return trimmed[:line+at], trimmed[line+at:], true
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
		for _, c := range line[at:] {
			at += len(string(c))
			break
		}
		if isMark(line[:at], continued, continuedShort) {
			return trimmed[at:], line[:at], true
		}
	}
	return text, "", false
}

// isMark reports whether a line is a mark, and nothing else.
func isMark(line string, long, short *regexp.Regexp) bool {
	const most = 100 // bytes
	if len(line) > most || !strings.Contains(line, "続") && !strings.Contains(line, "つづ") &&
		!strings.Contains(line, "次") && !strings.Contains(line, "承") {
		return false
	}
	bare := strings.TrimRight(strings.TrimLeft(strings.TrimSpace(line), openers), closers)
	words := Squeeze(bare)
	words = strings.TrimRight(strings.Trim(words, "…・.-―─→↓⇒"), "。")
	return long.MatchString(words) || bare != strings.TrimSpace(line) && short.MatchString(words)
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
	if len(text) > most {
		return false
	}
	switch Squeeze(strings.Trim(strings.TrimSpace(text), openers+closers)) {
	case "同上", "〃", "′′", "''", `"`, "々", "上に同じ": // ″ is two of ′ in NFKC
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
