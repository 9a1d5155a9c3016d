package change

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// twins are characters that look the same on paper, a group a string: which one is meant
// is seen from the words alone, so they are named only where before and after differ by
// nothing else.
var twins = func() map[rune]rune {
	m := make(map[rune]rune)
	for _, group := range []string{
		"へヘ", "べベ", "ぺペ", "りリ", "カ力", "ロ口囗", "ニ二", "ハ八", "タ夕", "エ工", "ト卜", "チ千", "ミ三", "オ才", "セ七",
		"一ー－−―—–‐‑─━ｰ-", "～〜∼", "〇○◯", "∥‖", "・·‧•", "μµ", "ΩΩ", "ÅÅ", "'’‘′", `"“”″`, `\¥`, "│|｜", "Δ∆△", "…⋯", "ⅠI", "ⅤV", "ⅩX",
	} {
		first := rune(0)
		for _, r := range group {
			if r == ' ' {
				continue
			}
			if first == 0 {
				first = r
			}
			m[r] = first
		}
	}
	return m
}()

// paper returns a text as it looks on paper: invisible characters are left out, and
// characters that look the same are replaced by one of them.
func paper(text string) string {
	var lines []string
	for line := range strings.SplitSeq(norm.NFC.String(text), "\n") {
		lines = append(lines, strings.TrimRightFunc(strings.Map(look, line), unicode.IsSpace))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

func look(r rune) rune {
	switch kind, _ := characterKind(r, 'あ', ""); {
	case variationSelector(r), kind == ZeroWidth, kind == BidiControl, kind == ControlCharacter:
		return -1
	case kind == OddSpace:
		return ' '
	}
	if one, ok := twins[plainForm(r)]; ok {
		return one
	}
	return plainForm(r)
}

// plainForm returns the character that a radical or a compatibility ideograph looks
// like, and any other as it is.
func plainForm(r rune) rune {
	if compatible(r) {
		if one := []rune(norm.NFC.String(string(r))); len(one) == 1 {
			return one[0]
		}
	}
	return Ideograph(r)
}

// compatible reports whether a character is a compatibility ideograph (互換漢字): a
// second place for a character that has one.
func compatible(r rune) bool {
	return r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
}

// alike compares the two sides of a change that differ: whether they look the same on
// paper, or differ by the width of characters alone. The kind is "" if they do not; the
// values are what differs first.
func alike(before, after string) (k Kind, values []string) {
	switch {
	case plainlyDiffer(before, after):
		return "", nil
	case paper(before) == paper(after):
		k = LooksSame
	case width.Fold.String(norm.NFC.String(before)) == width.Fold.String(norm.NFC.String(after)):
		k = WidthsDiffer
	default:
		return "", nil
	}
	b, a := []rune(before), []rune(after)
	i := 0
	for i < len(b) && i < len(a) && b[i] == a[i] {
		i++
	}
	return k, []string{named(b, i), named(a, i)}
}

// plainlyDiffer reports whether two texts differ on paper and in more than the width of
// characters, as far as the first character that differs shows: true is certain, false
// says nothing. Nearly all changes are settled here, without a copy of both sides.
func plainlyDiffer(before, after string) bool {
	i, least := 0, min(len(before), len(after))
	for i < least && before[i] == after[i] {
		i++
	}
	if i == least { // one goes on where the other ends
		rest := strings.TrimLeft(before[i:]+after[i:], " \n\u3000")
		r, size := utf8.DecodeRuneInString(rest)
		return plain(r) && closed(rest[size:])
	}
	for i > 0 && !(utf8.RuneStart(before[i]) && utf8.RuneStart(after[i])) {
		i--
	}
	b, bSize := utf8.DecodeRuneInString(before[i:])
	a, aSize := utf8.DecodeRuneInString(after[i:])
	if !(plain(b) && (plain(a) || blankOf(a)) || blankOf(b) && plain(a)) || !closed(before[i+bSize:]) || !closed(after[i+aSize:]) {
		return false
	}
	return look(b) != look(a) && width.Fold.String(string(b)) != width.Fold.String(string(a))
}

// plain reports whether a character can be seen, is the same in NFC, and makes no other
// with the one before it. Some that are so are left out.
func plain(r rune) bool {
	switch {
	case r > ' ' && r < 0x7F,
		r >= 0x2150 && r <= 0x21FF, r >= 0x2460 && r <= 0x27BF,
		r >= 0x3001 && r <= 0x3029, r >= 0x3041 && r <= 0x3096, r >= 0x309D && r <= 0x30FF,
		r >= 0x3220 && r <= 0x9FFF, r >= 0xFF01 && r <= 0xFF60:
		return true
	}
	return false
}

func blankOf(r rune) bool { return r == ' ' || r == '\n' || r == '\u3000' }

// closed reports whether a text that begins so leaves the character before it as it is.
func closed(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	return size == 0 || plain(r) || blankOf(r)
}

// named names a character of a text by itself and its number: 用（U+7528）. At its end
// it is "end".
func named(text []rune, i int) string {
	if i >= len(text) {
		return "end"
	}
	return Name(text[i])
}

// Name names a character by itself and its number, as in ⽤（U+2F64）; one that can't be
// seen by its number.
func Name(r rune) string {
	number := fmt.Sprintf("U+%04X", r)
	if unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) && !variationSelector(r) {
		return string(r) + "（" + number + "）"
	}
	return number
}
