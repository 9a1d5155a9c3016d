package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
)

// badValue says what is wrong after the = of a key.
func (d *document) badValue(f failure) {
	key, _, _ := strings.Cut(string(d.text[f.line.start:f.line.end]), "=")
	key = strings.TrimSpace(key)
	start := d.valueStart(f.start)
	d.unread(key, f.start)
	d.current.faulty = d.current.faulty || !d.keys.knows(key)
	switch {
	case f.says("not terminated by"):
		d.unclosed(d.opening(start))
	case f.says("expected newline") && start < f.offset && d.swallows(span{start, f.offset}):
		d.unclosed(start)
	case f.says("cannot have new lines", "unterminated"):
		d.unclosedQuote(start, f)
	case f.says("too many quotes"):
		d.fail(f.offset, change.ManyQuotes)
	case f.says("escape", `after \`):
		d.badEscape(f)
	case start < len(d.text) && d.text[start] == '[':
		d.badList(start, f)
	case start >= f.offset && (f.says("not end of input") || d.blankTo(f.offset, f.line.end)):
		d.fail(start, change.MissingValue, key)
	default:
		d.badScalar(key, start, f)
	}
}

// blankTo reports whether only a comment, if anything, comes before the end of the line.
func (d *document) blankTo(offset, end int) bool {
	if offset > end {
		return false
	}
	s := bytes.Trim(d.text[offset:end], " \t\r")
	return len(s) == 0 || s[0] == '#'
}

// opening finds the quotes that open the text in which the file ends: the value
// itself, or an element of a list.
func (d *document) opening(start int) int {
	if start < len(d.text) && d.text[start] != '[' && d.text[start] != '{' {
		return start
	}
	for _, q := range []string{"'''", `"""`} {
		if n := bytes.LastIndex(d.text[start:], []byte(q)); n >= 0 {
			return start + n
		}
	}
	return start
}

// unclosedQuote reports a text that does not end on its line, at its opening
// quote: the last one before the line's end.
func (d *document) unclosedQuote(start int, f failure) {
	end := min(f.offset, len(d.text))
	from := max(start, d.lineStart(end))
	if from > end { // the key's own quotes
		from, start = f.start, f.start
	}
	stretch := d.text[from:max(from, end)]
	quote := byte('"')
	if f.says("literal") {
		quote = '\''
	}
	open := from
	if n := bytes.IndexByte(stretch, quote); n >= 0 {
		open += n
		if d.text[start] == '[' { // an item closed before it
			open = from + bytes.LastIndexByte(stretch, quote)
		}
	}
	d.fail(open, change.UnclosedQuote, string(quote))
}

// badEscape reports a \ that means nothing.
func (d *document) badEscape(f failure) {
	at := f.offset
	for at > f.start && d.text[at] != '\\' {
		at--
	}
	_, n := utf8.DecodeRune(d.text[min(at+1, len(d.text)):])
	d.fail(at, change.BadEscape, string(d.text[at:min(at+1+n, len(d.text))]))
}

// badList says what is wrong within the brackets of a list.
func (d *document) badList(start int, f failure) {
	if f.offset >= len(d.text)-1 && f.says("incomplete") {
		d.fail(start, change.UnclosedList)
		return
	}
	rest := d.text[f.offset:]
	line := d.lineStart(f.offset)
	if line > f.start && d.structural(d.text[line:d.lineEnd(line)]) {
		d.fail(start, change.UnclosedList)
		return
	}
	switch {
	case d.fullWidth(f.offset):
	case f.says("expected newline"):
		d.fail(f.offset, change.AfterQuote, clip(string(d.text[f.offset:d.lineEnd(f.offset)])))
	case f.says("expected ','") && (rest[0] == '"' || rest[0] == '\''):
		d.fail(f.offset, change.MissingComma)
	case f.says("expected ','"):
		d.fail(f.offset, change.AfterQuote, clip(string(d.text[f.offset:d.lineEnd(f.offset)])))
	case f.says("expected value"):
		d.fail(f.offset, change.Syntax)
	default:
		word := d.text[f.offset:d.lineEnd(f.offset)]
		if n := bytes.IndexAny(word, ",]\"'、，］"); n > 0 {
			word = word[:n]
		}
		d.fail(f.offset, change.UnquotedText, clip(string(word)))
	}
}

// badScalar reports a value without quotes, or with more after it.
func (d *document) badScalar(key string, start int, f failure) {
	value, _, _ := strings.Cut(string(d.text[start:f.line.end]), " #")
	value = strings.TrimSpace(value)
	lower := strings.ToLower(value)
	switch quoted := strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "'"); {
	case quoted && f.says("expected newline"):
		if d.quotesWithin(start, f.offset) {
			return
		}
		end := d.lineEnd(f.offset) // of the closing quotes, which may be far below
		if !d.wideBlank(f.offset, end) {
			d.fail(f.offset, change.AfterQuote, clip(string(d.text[f.offset:end])))
		}
	case d.fullWidth(start):
	case lower == "true" || lower == "false":
		d.fail(start, change.CapitalTruth, value, lower)
	case key == "date":
		d.fail(start, change.UnquotedDate, clip(value), dateKey(value))
	case strings.HasPrefix(value, "{"):
		d.fail(f.offset, change.Syntax)
	default:
		d.fail(start, change.UnquotedText, clip(value))
	}
}

// quotesWithin reports quotes that end a text of many lines where they were to be part of
// it: those that have a text before them on their line.
func (d *document) quotesWithin(start, behind int) bool {
	quotes := string(d.text[start:min(start+3, len(d.text))])
	other, ok := map[string]string{"'''": `"""`, `"""`: "'''"}[quotes]
	at := len(bytes.TrimRight(d.text[:behind], " \t")) - len(quotes)
	if !ok || at <= start || d.blankTo(d.lineStart(at), at) {
		return false
	}
	d.fail(at, change.QuotesWithin, quotes, other)
	return true
}

// fullWidthSigns are those that an input method leaves where TOML wants its own.
var fullWidthSigns = map[rune]string{
	'＂': `"`, '“': `"`, '”': `"`, '„': `"`, '〝': `"`, '〟': `"`,
	'＇': "'", '‘': "'", '’': "'", '＝': "=", '，': ",", '、': ",", '［': "[", '］': "]",
	'｛': "{", '｝': "}", '＃': "#", '「': `"`, '」': `"`, '　': " ",
}

// fullWidth reports such a sign, if there is one at offset.
func (d *document) fullWidth(offset int) bool {
	r, _ := utf8.DecodeRune(d.text[offset:])
	sign, ok := fullWidthSigns[r]
	if ok {
		d.fail(offset, change.FullWidthSign, string(r), sign)
	}
	return ok
}

// wideBlank reports an ideographic space that only a comment follows.
func (d *document) wideBlank(offset, end int) bool {
	rest := bytes.TrimLeft(d.text[offset:end], " \t\r　")
	return (len(rest) == 0 || rest[0] == '#') && d.fullWidth(offset)
}
