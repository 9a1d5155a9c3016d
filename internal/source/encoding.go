package source

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
// file is broken, their ends are not known.
func signs(data []byte) (n int) {
	for _, c := range []byte(".,=[{\n") {
		n += bytes.Count(data, []byte{c})
	}
	return n
}

// Unreadable says why data cannot be a TOML file, with the values of the message, or "".
// What it is instead is named: a workbook, a page, a table of another kind, an archive.
func Unreadable(data []byte) (change.Kind, []string) {
	switch {
	case len(data) > mostBytes:
		return change.LargeText, nil
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, byteOrderMark))) == 0:
		return change.EmptyFile, nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return container(data), nil
	}
	for _, s := range signatures {
		if len(data) > s.at && bytes.HasPrefix(data[s.at:], []byte(s.bytes)) {
			return s.kind, s.values
		}
	}
	valid := utf8.Valid(data)
	if name, text := decoded(data); name != "" {
		if kind := cmp.Or(markup(text), plain(text)); kind != "" {
			return kind, nil
		}
		return change.Encoding, []string{name}
	}
	if kind := markup(string(data[:min(len(data), 1000)])); kind != "" {
		return kind, nil
	}
	switch {
	case bytes.IndexByte(data, 0) >= 0 && !valid:
		return change.NotText, nil
	case signs(data) > mostSigns:
		return change.LargeText, nil
	case valid:
		if n := controls(data); n > 8 && n > len(data)/20 {
			return change.NotText, nil
		}
		if bytes.IndexByte(data, '\n') < 0 && bytes.Count(data, []byte("\r")) > 1 {
			return change.LineEnds, nil
		}
		return plain(string(data)), nil
	}
	// A single broken character has a place; a file full of them is not a text.
	if n := brokenCharacters(data) + controls(data); n > 8 && n > len(data)/20 {
		return change.NotText, nil
	}
	return "", nil
}

// brokenCharacters counts the characters that are not UTF-8.
func brokenCharacters(data []byte) int {
	return utf8.RuneCount(data) - utf8.RuneCount(bytes.ToValidUTF8(data, nil))
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
// that TOML does not allow are blanks: so all of them are reported, and the text
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
