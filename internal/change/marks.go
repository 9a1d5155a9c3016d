package change

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The marks of a cell that was cut (継続行), in the spellings that officials use:
// （下段に続く）, 次頁へ続く, (上段からの続き), 前ページより続く, （続き）. They are compared
// without white space, the width of their characters, their brackets and flourishes.
//
// Marks are removed from the text, so anything that may be a sentence does not count as
// one: a mark is alone in its line, or in brackets at the end of the text, and names the
// place where the text goes on. A short one, which names no place, counts only in
// brackets or after an arrow. One without a verb (次ページへ) must also be alone in its line.
var (
	continues = regexp.MustCompile(`^(以下、?|(続き|つづき)は、?)?(` + `[次下裏右後]` + places + `(以降)?|` + pageNumber + `)([にへ]続|[にへ]?(続く|続きます|続き|続きあり|続いています|つづく|つづきます|つづき|継続))$|` +
		`^(続き|つづき)は、?[次下裏右後]` + places + `[にへ]?$|^以下、?次の?(段|欄|頁|ページ|葉)$`)
	continuesShort = regexp.MustCompile(`^(以下、?)?([次下裏]記?[にへ])?(続く|続きます|続きあり|つづく|つづきます)$|^(以下に続く|続)$`)
	continued      = regexp.MustCompile(`^([上前表左]` + places + `|` + pageNumber + `)((から|より)の?続|(から|より)?の?(続き|続きです|続きます|続いています|続く|つづき|つづきです|つづきます|つづく|継続))$`)
	continuedShort = regexp.MustCompile(`^([上前]記?(から|より|の)の?)?(続き|つづき)(です)?$|^[上前](から|より)(続く|つづく|続きます|つづきます)$|^(続|承前)$`)
	continuesAlone = regexp.MustCompile(`^(以下、?)?[次下裏右後]` + spots + `へ$`)
	continuedAlone = regexp.MustCompile(`^[上前表左]` + spots + `(から|より)$`)

	// A line that may be meant as a mark, and is none of these.
	markLike   = regexp.MustCompile(`[次下裏前上]` + spots + `.{0,8}$`)
	placeAlone = regexp.MustCompile(`^(以下、?)?[次下裏前上]` + spots + `(目|[にへ]|から|より|参照|あり)?$`)
	otherWords = strings.NewReplacer("手続", "", "継続", "", "続柄", "", "接続", "", "連続", "", "引き続", "", "存続", "", "永続", "", "相続", "")
)

// Where a text goes on: the places of a sheet or a page. A spot is one that no sentence
// of the trade speaks of.
const (
	places     = `の?(段|欄|頁|ページ|葉|項|行|枠|面|表|紙|セル|シート|列)`
	pageNumber = `([Pp]\.?[0-9]{1,3}|[0-9]{1,3}(頁|ページ))`
	spots      = `の?(段|欄|頁|ページ|葉|行|枠|面|セル|シート)`
)

const (
	openers = "（(［[〔【《〈<＜≪«{｛〖⟨⟪"
	closers = "）)］]〕】》〉>＞≫»}｝〗⟩⟫"
	quotes  = "「」『』“”〝〟"

	arrows     = "→↓⇒⇩▼▽⬇↑⇧▲△⬆"
	flourishes = arrows + "…・.-‐―—─━~〜※*◆◇●○■□★☆=_/|:"
)

// A side is the mark of a seam's upper or lower cell.
type side struct{ long, short, alone *regexp.Regexp }

var (
	upper = side{continues, continuesShort, continuesAlone}
	lower = side{continued, continuedShort, continuedAlone}
)

// CutContinues removes the mark at the end of a text that says that it goes on in the
// row below, and returns the text and the mark. The text before the mark is unchanged,
// including its line feeds.
func CutContinues(text string) (rest, mark string, ok bool) {
	trimmed := strings.TrimRightFunc(text, unicode.IsSpace)
	line := strings.LastIndexByte(trimmed, '\n') + 1
	if upper.fills(unwrap(trimmed[line:])) {
		return trimmed[:line], strings.TrimSpace(trimmed[line:]), true
	}
	if at := strings.LastIndexAny(trimmed[line:], openers); at > 0 && upper.within(unwrap(trimmed[line+at:])) {
		rest := strings.TrimRight(trimmed[:line+at], openers) // 【（次頁へ続く）】
		return rest, trimmed[len(rest):], true
	}
	return text, "", false
}

// CutContinued removes the mark at the beginning of a text that says that it began in
// the row above, and returns the text and the mark.
func CutContinued(text string) (rest, mark string, ok bool) {
	trimmed := strings.TrimLeftFunc(text, unicode.IsSpace)
	line, below, more := strings.Cut(trimmed, "\n")
	if lower.fills(unwrap(line)) {
		if more {
			below = "\n" + below
		}
		return below, strings.TrimSpace(line), true
	}
	if at := strings.IndexAny(line, closers); at >= 0 {
		// Of several closing brackets, as in 【（上段からの続き）】, all are the mark's.
		at = len(line) - len(strings.TrimLeft(line[at:], closers))
		if lower.within(unwrap(line[:at])) {
			return trimmed[at:], line[:at], true
		}
	}
	return text, "", false
}

// A wrapped line is what is inside the brackets and flourishes of a line, squeezed: ""
// for one that can be no mark.
type wrapped struct {
	bare  string
	apart bool   // brackets or an arrow set it apart from a text
	quote string // what is in 「 」, if they enclose the whole line
}

// unwrap takes the brackets and flourishes off a line.
func unwrap(line string) (w wrapped) {
	const most = 100 // bytes
	line = strings.TrimSpace(line)
	if len(line) > most || !strings.ContainsAny(line, "続つ次承下裏右前上表左") {
		return w
	}
	words := Squeeze(line)
	inner := strings.Trim(words, flourishes)
	right := strings.TrimLeft(inner, openers)
	bare := strings.TrimRight(right, closers)
	brackets := len(right) < len(inner)
	if brackets != (len(bare) < len(right)) {
		return w // one bracket is of a sentence
	}
	w.apart = brackets || strings.Trim(words, arrows) != words
	w.bare = strings.TrimRight(strings.Trim(bare, flourishes), "。")
	if quote := strings.Trim(bare, quotes); len(bare)-len(quote) == 2*len("「") && !strings.HasPrefix(bare, quote) && !strings.HasSuffix(bare, quote) {
		w.quote = quote
	}
	return w
}

// fills reports whether a line is a mark and nothing else: also one without a verb, in
// brackets or of a page, and one in quotes, 「下段に続く」.
func (s side) fills(w wrapped) bool {
	return s.within(w) || w.bare != "" && (w.apart || strings.ContainsAny(w.bare, "頁ペ葉")) && s.alone.MatchString(w.bare) ||
		w.quote != "" && s.long.MatchString(w.quote)
}

// within reports whether a stretch of a line is a mark: one that names a place and has a
// verb, or a short one in brackets.
func (s side) within(w wrapped) bool {
	return w.bare != "" && (s.long.MatchString(w.bare) || w.apart && s.short.MatchString(w.bare))
}

// markOf says what a line is by itself: a mark that is set apart, or one that may
// be meant as a mark: it is not set apart (also a short one, …つづく), or it is none that
// is known, but speaks of going on at another place, or only of that place, in brackets.
func markOf(line string) Kind {
	w := unwrap(line)
	goesOn := strings.Contains(line, "続") || strings.Contains(line, "つづ")
	switch {
	case w.bare == "":
		return ""
	case upper.fills(w) || lower.fills(w):
		if w.apart || w.quote != "" {
			return ContinuationMark
		}
		return MarkLike
	case w.quote != "":
		w.bare, w.apart = w.quote, true
	}
	if goesOn {
		other := otherWords.Replace(w.bare)
		goesOn = utf8.RuneCountInString(other) < 16 && (strings.Contains(other, "続") || strings.Contains(other, "つづ")) && markLike.MatchString(other)
	}
	if strings.ContainsAny(w.bare, openers+closers+quotes) {
		return "" // a mark is spoken of
	}
	if goesOn || upper.short.MatchString(w.bare) || lower.short.MatchString(w.bare) || w.apart && placeAlone.MatchString(w.bare) {
		return MarkLike
	}
	return ""
}

// IsDitto reports whether a cell only says that it repeats the one above: 同上 or 〃, in
// any width.
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
