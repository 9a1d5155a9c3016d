package pdf

import (
	"strconv"
	"strings"
	"unicode"

	"betten/internal/pdf/object"
)

// Everything drawn is marked (ISO 14289-1, 7.1): as the content of an element, or as an
// artifact, which a screen reader skips.

// An artifact is the operator that begins one of a kind (ISO 32000-1, 14.8.2.2).
type artifact string

const (
	ruling   artifact = "/Artifact BMC" // rules, fills, underlines, leaders
	repeated artifact = "/Artifact <</Type /Pagination>> BDC"
	head     artifact = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
	foot     artifact = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
)

// artifact draws something that is not part of the text. Words is the text drawn, if any.
func (d *drawing) artifact(kind artifact, words string, draw func()) {
	operator := string(kind)
	if actual := actualText(words); actual != "" {
		operator = strings.Replace(operator, ">>", actual+">>", 1)
	}
	d.operator(operator)
	draw()
	d.operator("EMC")
}

// content draws the complete content of a new element, and returns the element. Words is the
// text drawn.
func (d *drawing) content(kind object.Name, parent int, words string, draw func()) int {
	e := d.tree.add(kind, parent)
	number := d.tree.addContent(e)
	d.operator("/" + string(kind) + " <</MCID " + strconv.Itoa(number) + actualText(words) + ">> BDC")
	draw()
	d.operator("EMC")
	return e
}

// actualText returns a property with the words of a content that has characters for private
// use (外字): PDF/A asks for it (ISO 19005-2, 6.2.11.7.3). It is empty for all other words.
func actualText(words string) string {
	if !strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Co, r) }) {
		return ""
	}
	return " /ActualText " + string(object.Encode(object.Text(words)))
}
