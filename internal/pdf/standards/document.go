package standards

import (
	"encoding/binary"
	"regexp"
)

// document checks the trailer, the catalog and features that must not occur anywhere in the file.
func (c *checker) document() {
	t := c.file.trailer
	if id := c.file.array(t["ID"]); len(id) != 2 || id[0] == str("") || id[1] == str("") {
		c.report("6.1.3", "ID %v", t["ID"])
	}
	if t["Encrypt"] != nil {
		c.report("6.1.3", "Encrypt")
		c.report("26-001", "Encrypt")
	}
	root := c.file.dict(t["Root"])
	if root["Type"] != name("Catalog") {
		c.report("6.1.4", "the catalog is %v", root)
	}
	for key, clause := range map[name]string{
		"Perms": "6.1.12", "AcroForm": "6.4", "OpenAction": "6.5", "AA": "6.5", "OCProperties": "6.9",
		"Requirements": "6.11", "Legal": "6.1.12", "Names": "6.8", "AF": "6.8",
	} {
		if root[key] != nil {
			c.report(clause, "the catalog has %s", key)
		}
	}
	if lang, ok := c.file.get(root["Lang"]).(str); !ok || !regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`).MatchString(string(lang)) {
		for _, clause := range []string{"6.7", "11-001", "11-006"} {
			c.report(clause, "the language is %v", root["Lang"])
		}
	}
	if c.file.dict(root["ViewerPreferences"])["DisplayDocTitle"] != true {
		c.report("07-001", "ViewerPreferences %v", root["ViewerPreferences"])
	}
	mark := c.file.dict(root["MarkInfo"])
	if mark["Marked"] != true {
		c.report("6.7", "MarkInfo %v", mark)
	}
	if mark["Suspects"] == true {
		c.report("01-007", "MarkInfo %v", mark)
	}
	c.outputIntent(root)

	// These are not allowed anywhere.
	for number, v := range c.file.objects {
		d := c.file.dict(v)
		for _, wrong := range []struct {
			key   name
			value any // any if nil
			cl    string
		}{
			{"Subtype", name("XML"), ""},
			{"Type", name("XObject"), "6.2.8"}, {"Type", name("Pattern"), "6.2.8"}, {"PatternType", nil, "6.2.8"},
			{"Type", name("ExtGState"), "6.2.5"}, {"SMask", nil, "6.2.10"}, {"Group", nil, "6.2.10"},
			{"Type", name("EmbeddedFile"), "6.8"}, {"Type", name("Filespec"), "6.8"}, {"EF", nil, "21-001"},
			{"Type", name("OCG"), "6.9"}, {"OC", nil, "20-001"}, {"Type", name("Action"), "6.5"}, {"AA", nil, "6.5"},
			{"PresSteps", nil, "6.10"}, {"AlternatePresentations", nil, "6.10"},
			{"XFA", nil, "25-001"}, {"FT", nil, "6.4"}, {"Ref", nil, "30-001"},
		} {
			if got := d[wrong.key]; wrong.cl != "" && got != nil && (wrong.value == nil || got == wrong.value) {
				c.report(wrong.cl, "object %d has %s %v", number, wrong.key, got)
			}
		}
	}
}

// outputIntent checks the colour space of the colours.
func (c *checker) outputIntent(root dict) {
	intents := c.file.array(root["OutputIntents"])
	if len(intents) != 1 {
		c.report("6.2.3", "%d output intents", len(intents))
		return
	}
	intent := c.file.dict(intents[0])
	if intent["S"] != name("GTS_PDFA1") || intent["OutputConditionIdentifier"] == nil || intent["DestOutputProfileRef"] != nil {
		c.report("6.2.3", "the output intent is %v", intent)
	}
	profile, ok := c.file.get(intent["DestOutputProfile"]).(*stream)
	if !ok || len(profile.data) < 132 || profile.dict["N"] != 3 {
		c.report("6.2.3", "no profile of three colours")
		return
	}
	p := profile.data
	if int(binary.BigEndian.Uint32(p)) != len(p) || string(p[36:40]) != "acsp" || string(p[12:20]) != "mntrRGB " || p[8] > 4 || string(p[20:24]) != "XYZ " {
		c.report("6.2.3", "the profile begins with %q", p[:40])
	}
	found := make(map[string]bool)
	for i := range int(binary.BigEndian.Uint32(p[128:])) {
		tag := p[132+12*i:]
		at, n := int(binary.BigEndian.Uint32(tag[4:])), int(binary.BigEndian.Uint32(tag[8:]))
		if at < 132 || n < 8 || at+n > len(p) || at%4 != 0 {
			c.report("6.2.3", "tag %q is at %d, %d bytes", tag[:4], at, n)
		}
		found[string(tag[:4])] = true
	}
	for _, tag := range []string{"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"} {
		if !found[tag] {
			c.report("6.2.3", "the profile has no %s", tag)
		}
	}
}

// pages checks the pages, their annotations and their content.
func (c *checker) pages() {
	c.used = make(map[ref]map[int]bool)
	c.walkPages(c.file.dict(c.file.trailer["Root"])["Pages"], nil, 0)
	for i, r := range c.pageRefs {
		page := c.file.dict(r)
		c.content(i, page)
		annotations := c.file.array(page["Annots"])
		if len(annotations) > 0 && page["Tabs"] == nil {
			c.report("28-008", "page %d", i+1)
		}
		if len(annotations) > 0 && page["Tabs"] != name("S") {
			c.report("28-009", "page %d has %v", i+1, page["Tabs"])
		}
		for _, a := range annotations {
			c.annotation(c.file.dict(a))
		}
	}
}

// walkPages records the pages in order. The media box and the resources are inherited.
func (c *checker) walkPages(v any, above dict, depth int) {
	r, ok := v.(ref)
	node := c.file.dict(v)
	if !ok || node == nil || depth > 20 {
		c.report("6.1.4", "a page is %v", v)
		return
	}
	for _, key := range []name{"MediaBox", "Resources"} {
		if node[key] == nil && above != nil {
			node[key] = above[key]
		}
	}
	if node["Type"] != name("Page") {
		for _, kid := range c.file.array(node["Kids"]) {
			c.walkPages(kid, node, depth+1)
		}
		return
	}
	box := c.file.array(node["MediaBox"])
	if len(box) != 4 {
		c.report("6.1.13", "the page's box is %v", box)
	} else {
		for i := range 2 {
			if side := c.file.number(box[i+2]) - c.file.number(box[i]); !(side >= 3 && side <= 14400) {
				c.report("6.1.13", "the page's box is %v", box)
			}
		}
	}
	c.pageRefs = append(c.pageRefs, r)
}

func (c *checker) annotation(a dict) {
	const invisible, hidden, print, noView, toggleNoView = 1 << 0, 1 << 1, 1 << 2, 1 << 5, 1 << 8
	flags, _ := a["F"].(int)
	if a["Subtype"] != name("Link") || flags&print == 0 || flags&(invisible|hidden|noView|toggleNoView) != 0 {
		c.report("6.3", "%v with the flags %b", a["Subtype"], flags)
	}
	if a["A"] != nil || a["AA"] != nil || a["PA"] != nil {
		c.report("6.5", "a link has an action")
	}
	if s, _ := c.file.get(a["Contents"]).(str); s == "" {
		c.report("28-012", "a link has no Contents")
	}
	if d := c.file.array(a["Dest"]); len(d) < 2 || c.file.dict(d[0])["Type"] != name("Page") {
		c.report("6.3", "a link leads to %v", a["Dest"])
	}
}
