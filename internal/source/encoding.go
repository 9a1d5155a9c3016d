package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"betten/internal/change"
)

var byteOrderMark = []byte("\uFEFF")

// The most that is read: each sign of TOML costs the parsers some 200 bytes, each byte
// of a text some ten. A table of fifty thousand entries fits.
const (
	mostBytes = 64 << 20
	mostSigns = 1_100_000
)

// signs counts the bytes that can part keys, values and lines, in texts too: where a
// file is broken, nobody knows where they end.
func signs(data []byte) (n int) {
	for _, c := range []byte(".,=[{\n") {
		n += bytes.Count(data, []byte{c})
	}
	return n
}

// unreadable says why data cannot be a TOML file, with the values of the
// message, or "".
func unreadable(data []byte) (change.Kind, []string) {
	has := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case len(data) > mostBytes:
		return change.LargeText, nil
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, byteOrderMark))) == 0:
		return change.EmptyFile, nil
	case has("PK\x03\x04") && bytes.Contains(data, []byte("xl/")):
		return change.Workbook, nil
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return change.ZipFile, nil
	case has("\xD0\xCF\x11\xE0"):
		return change.OldWorkbook, nil
	case has("%PDF-"):
		return change.PDF, nil
	case has("\xFF\xFE"), has("\xFE\xFF"), sixteenBit(data):
		return change.Encoding, []string{"UTF-16"}
	case bytes.IndexByte(data, 0) >= 0 && !utf8.Valid(data):
		return change.NotText, nil
	case signs(data) > mostSigns:
		return change.LargeText, nil
	case utf8.Valid(data):
		if n := controls(data); n > 8 && n > len(data)/20 {
			return change.NotText, nil
		}
		if bytes.IndexByte(data, '\n') < 0 && bytes.Count(data, []byte("\r")) > 1 {
			return change.LineEnds, nil
		}
		return "", nil
	}
	// A single broken character has a place; a file full of them is written in
	// another encoding, or is no text at all.
	broken := utf8.RuneCount(data) - utf8.RuneCount(bytes.ToValidUTF8(data, nil))
	for _, e := range []struct {
		name string
		encoding.Encoding
	}{{"EUC-JP", japanese.EUCJP}, {"Shift_JIS", japanese.ShiftJIS}} {
		if s, err := e.NewDecoder().String(string(data)); err == nil && japaneseText(s) && broken > wide(data) {
			return change.Encoding, []string{e.name}
		}
	}
	if n := broken + controls(data); n > 8 && n > len(data)/20 {
		return change.NotText, nil
	}
	return "", nil
}

// sixteenBit reports whether data looks like UTF-16 without a byte order mark: the
// ASCII of a TOML file has a zero at every other byte.
func sixteenBit(data []byte) bool {
	head := data[:min(len(data), 4096)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	// The ideographic space, U+3000, has its zero at the other one.
	many, few := max(zeros[0], zeros[1]), min(zeros[0], zeros[1])
	return len(head) >= 4 && many > len(head)/8 && few < many/2
}

func japaneseText(s string) bool {
	return !strings.ContainsRune(s, utf8.RuneError) &&
		strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) })
}

// wide counts the characters of more than one byte.
func wide(data []byte) (n int) {
	for _, r := range string(data) {
		if r >= utf8.RuneSelf && r != utf8.RuneError {
			n++
		}
	}
	return n
}

func controls(data []byte) (n int) {
	for _, c := range data {
		if control(c) && c != '\r' {
			n++
		}
	}
	return n
}

func control(c byte) bool { return c < ' ' && c != '\t' && c != '\n' || c == 0x7F }

// broken reports whether the first byte of data begins no character.
func broken(data []byte) bool {
	r, n := utf8.DecodeRune(data)
	return r == utf8.RuneError && n == 1
}

// clean returns data, or a copy of the same length in which the characters
// that TOML does not allow are blanks: so they are reported all, and what stands
// around them is read.
func (d *document) clean(data []byte) []byte {
	if utf8.Valid(data) && controls(data) == 0 && bytes.Count(data, []byte("\r")) == bytes.Count(data, []byte("\r\n")) {
		return data // nearly every file
	}
	text := data
	replace := func(from, to int, k change.Kind, values ...string) {
		if &text[0] == &data[0] {
			text = slices.Clone(data)
		}
		for i := from; i < to; i++ {
			text[i] = ' '
		}
		d.fail(from, k, values...)
	}
	for i := 0; i < len(data); {
		c := data[i]
		switch {
		case c >= utf8.RuneSelf:
			end := i
			for broken(data[end:]) {
				end++
			}
			if end > i {
				replace(i, end, change.InvalidUTF8)
			} else {
				_, n := utf8.DecodeRune(data[i:])
				end += n
			}
			i = end
		case control(c) && !(c == '\r' && i+1 < len(data) && data[i+1] == '\n'):
			end := i + 1
			for c != '\r' && end < len(data) && data[end] == c {
				end++
			}
			replace(i, end, change.ControlCharacter, fmt.Sprintf("U+%04X", c))
			i = end
		default:
			i++
		}
	}
	return text
}
