package pdf

import (
	"strconv"

	"betten/internal/pdf/object"
)

// All that is drawn is marked (ISO 14289-1, 7.1): as the content of an element, or
// as an artifact, which a reader who hears the page passes over.

// An artifact is the operator that begins one of a kind (ISO 32000-1, 14.8.2.2).
type artifact string

const (
	ruling   artifact = "/Artifact BMC" // rules, grounds, underlines, leaders
	repeated artifact = "/Artifact <</Type /Pagination>> BDC"
	head     artifact = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
	foot     artifact = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
)

// artifact draws what is no part of the text.
func (d *drawing) artifact(kind artifact, draw func()) {
	d.operator(string(kind))
	draw()
	d.operator("EMC")
}

// content draws the content of a new element, all of it, and returns the element.
func (d *drawing) content(kind object.Name, parent int, draw func()) int {
	e := d.tree.add(kind, parent)
	number := d.tree.addContent(e)
	d.operator("/" + string(kind) + " <</MCID " + strconv.Itoa(number) + ">> BDC")
	draw()
	d.operator("EMC")
	return e
}
