package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"betten/internal/change"
)

// signatures are the first bytes of files that are neither entry files nor workbooks.
// Those of LHA follow the size and the checksum of the header.
var signatures = []struct {
	at     int
	bytes  string
	kind   change.Kind
	values []string
}{
	{0, "Rar!\x1a\x07", change.OtherArchive, []string{"RAR"}},
	{0, "7z\xbc\xaf\x27\x1c", change.OtherArchive, []string{"7-Zip"}},
	{2, "-lh", change.OtherArchive, []string{"LZH"}},
	{2, "-lz", change.OtherArchive, []string{"LZH"}},
	{0, "\x1f\x8b", change.OtherArchive, []string{"gzip"}},
	{0, "MSCF", change.OtherArchive, []string{"CAB"}},
	{0, "PK\x05\x06", change.ZipFile, nil},
	{0, "\xD0\xCF\x11\xE0", change.OldWorkbook, nil},
	{0, "%PDF-", change.PDF, nil},
}

// container says what a zip is: a document of some program, or an archive.
func container(data []byte) change.Kind {
	has := func(s string) bool { return bytes.Contains(data, []byte(s)) }
	switch {
	case has("xl/"):
		return change.Workbook
	case has("application/vnd.oasis.opendocument"):
		return change.OpenDocument
	case has("word/"), has("ppt/"):
		return change.WordDocument
	}
	return change.ZipFile
}

// markup says whether a text is a page or another document of tags.
func markup(text string) change.Kind {
	text = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(text[:min(len(text), 1000)], string(byteOrderMark))))
	switch {
	case !strings.HasPrefix(text, "<"):
		return ""
	case strings.Contains(text, "<html"), strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<table"), strings.HasPrefix(text, "<meta"):
		return change.HTMLFile
	}
	return change.XMLFile
}

// tomlLine matches a line that only TOML has, even with mistakes in it: a key with its
// sign, a heading, or a comment.
var tomlLine = regexp.MustCompile(`(?m)^[ \t　]*(["']?[^\s=＝,]+["']?[ \t　]*[=＝]|[A-Za-z_.-]+[ \t　]*[:："'“]|\[|［|#|＃)`)

// plain returns what a text is if it is not TOML, not even TOML with mistakes: rows with
// separators, or prose. It returns "" for anything that may be meant as an entry file.
func plain(text string) change.Kind {
	if tomlLine.MatchString(text) {
		return ""
	}
	lines, rows := 0, [2]int{}
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		for i, separator := range []string{",", "\t"} {
			if strings.Contains(line, separator) {
				rows[i]++
			}
		}
	}
	if max(rows[0], rows[1])*2 > lines {
		return change.CSVFile
	}
	return change.PlainText
}

// encodings are those of Japanese texts that are not UTF-8, each with a text in which it
// is certain.
func decoded(data []byte) (name, text string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")), sixteenBit(data):
		return "UTF-16", fromUTF16(data)
	case bytes.Contains(data, []byte("\x1b$B")), bytes.Contains(data, []byte("\x1b$@")):
		text, _ := japanese.ISO2022JP.NewDecoder().String(string(data))
		return "ISO-2022-JP", text
	case utf8.Valid(data):
		return "", ""
	}
	for _, e := range []struct {
		name string
		encoding.Encoding
	}{{"EUC-JP", japanese.EUCJP}, {"Shift_JIS", japanese.ShiftJIS}} {
		if s, err := e.NewDecoder().String(string(data)); err == nil && japaneseText(s) && brokenCharacters(data) > wide(data) {
			return e.name, s
		}
	}
	return "", ""
}

// fromUTF16 returns a text that is, or seems to be, UTF-16.
func fromUTF16(data []byte) string {
	odd, even := bytes.Count(data, []byte{0, '\n'}), bytes.Count(data, []byte{'\n', 0})
	big := bytes.HasPrefix(data, []byte("\xFE\xFF")) || !bytes.HasPrefix(data, []byte("\xFF\xFE")) && odd > even
	units := make([]uint16, len(data)/2)
	for i := range units {
		a, b := uint16(data[2*i]), uint16(data[2*i+1])
		if big {
			a, b = b, a
		}
		units[i] = b<<8 | a
	}
	return string(utf16.Decode(units))
}
