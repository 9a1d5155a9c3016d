package standards

import (
	"slices"
	"strings"
)

// standard are the structure types of ISO 32000-1, 14.8.4.
var standard = strings.Fields("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private " +
	"P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot " +
	"Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form")

// A walk traverses a structure.
type walk struct {
	*checker
	roles   dict
	parents map[int]any          // of the parent tree
	used    map[int]map[int]bool // contents, by page
	links   map[ref]bool         // annotations that have an element
	heading int                  // the last level; 0 before the first
	depth   int
}

// structure checks the structure tree.
func (c *checker) structure() {
	root := c.file.dict(c.file.trailer["Root"])
	v, ok := root["StructTreeRoot"].(ref)
	top := c.file.dict(v)
	if !ok || top["Type"] != name("StructTreeRoot") {
		c.report("6.7", "no structure")
		return
	}
	w := &walk{checker: c, roles: c.file.dict(top["RoleMap"]), parents: make(map[int]any), used: make(map[int]map[int]bool), links: make(map[ref]bool)}
	for from, to := range w.roles {
		if slices.Contains(standard, string(from)) {
			c.report("02-004", "%s is mapped to %v", from, to)
		}
		seen := from
		for range len(w.roles) + 1 {
			next, ok := w.roles[seen].(name)
			if !ok {
				break
			}
			if seen = next; seen == from {
				c.report("02-003", "%s", from)
				break
			}
		}
	}
	nums := c.file.array(c.file.dict(top["ParentTree"])["Nums"])
	last := -1
	for i := 0; i+1 < len(nums); i += 2 {
		key, ok := nums[i].(int)
		if !ok || key <= last {
			c.report("14.7", "the parent tree has the key %v after %d", nums[i], last)
		}
		last = key
		w.parents[key] = nums[i+1]
	}
	if next, _ := top["ParentTreeNextKey"].(int); next <= last {
		c.report("14.7", "the next key is %d", next)
	}
	for _, kid := range c.kids(top) {
		w.element(kid, v, "")
	}
	for page, marks := range c.marks {
		for number, m := range marks {
			if !w.used[page][number] {
				c.report("01-005", "content %d of page %d, a %s, has no element", number, page+1, m.tag)
			}
		}
	}
	for i, r := range c.pageRefs {
		for _, a := range c.file.array(c.file.dict(r)["Annots"]) {
			if r, ok := a.(ref); !ok || !w.links[r] {
				c.report("28-011", "page %d: %v", i+1, a)
			}
		}
	}
}

func (c *checker) kids(e dict) array {
	switch k := e["K"].(type) {
	case nil:
		return nil
	case ref:
		if a, ok := c.file.get(k).(array); ok {
			return a
		}
	case array:
		return k
	}
	return array{e["K"]}
}

// role returns the standard type of an element.
func (w *walk) role(e dict) string {
	kind, _ := e["S"].(name)
	for range len(w.roles) + 1 {
		if slices.Contains(standard, string(kind)) {
			return string(kind)
		}
		next, ok := w.roles[kind].(name)
		if !ok {
			break
		}
		kind = next
	}
	w.report("02-001", "%v", e["S"])
	w.report("6.7", "%v", e["S"])
	return ""
}

// element checks an element and everything below it.
func (w *walk) element(v any, parent ref, above string) {
	r, ok := v.(ref)
	e := w.file.dict(v)
	if w.depth++; !ok || e == nil || e["P"] != parent || w.depth > 50 || e["Type"] != nil && e["Type"] != name("StructElem") {
		w.report("14.7", "the element %v below %d", v, parent)
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	kind := w.role(e)
	w.nesting(kind, above)
	if level := strings.TrimPrefix(kind, "H"); len(kind) == 2 && level >= "1" && level <= "6" {
		n := int(level[0] - '0')
		if w.heading == 0 && n != 1 {
			w.report("14-002", "%s", kind)
		} else if n > w.heading+1 {
			w.report("14-003", "%s after H%d", kind, w.heading)
		}
		w.heading = n
	}
	if kind == "H" {
		w.report("14-006", "H")
	}
	if kind == "TH" {
		a := w.file.dict(e["A"])
		if s, _ := a["Scope"].(name); a["O"] != name("Table") || s != "Column" && s != "Row" && s != "Both" {
			w.report("15-003", "%v", a)
		}
	}
	if kind == "Figure" || kind == "Formula" || kind == "Note" || kind == "Form" || strings.HasPrefix(kind, "W") || strings.HasPrefix(kind, "R") && kind != "Reference" {
		w.report("6.7", "%s is not checked", kind)
	}
	var types []string
	for _, kid := range w.kids(e) {
		switch k := kid.(type) {
		case int:
			w.mark(e, r, k, kind)
		case dict:
			w.annotation(k, r, kind)
		default:
			if d := w.file.dict(kid); d["Type"] == name("OBJR") {
				w.annotation(d, r, kind)
				continue
			}
			types = append(types, w.role(w.file.dict(kid)))
			w.element(kid, r, kind)
		}
	}
	if kind == "Table" && !tableOrder(types) {
		w.report("09-004", "Table(%s)", strings.Join(types, " "))
	}
}

// tableOrder reports whether the parts of a table are in the right order.
func tableOrder(types []string) bool {
	rest := types
	take := func(kind string, most int) (n int) {
		for len(rest) > 0 && rest[0] == kind && n < most {
			rest, n = rest[1:], n+1
		}
		return n
	}
	take("Caption", 1)
	if take("TR", len(rest)) == 0 {
		take("THead", 1)
		take("TBody", len(rest))
		take("TFoot", 1)
	}
	take("Caption", 1)
	return len(rest) == 0
}

// within are the parents that an element must have.
var within = map[string]string{
	"TR": "Table THead TBody TFoot", "TH": "TR", "TD": "TR", "THead": "Table", "TBody": "Table", "TFoot": "Table",
	"TOCI": "TOC", "LI": "L", "Lbl": "LI TOCI", "LBody": "LI",
}

// only are the children that an element may have.
var only = map[string]string{
	"TR": "TH TD", "THead": "TR", "TBody": "TR", "TFoot": "TR", "Table": "TR THead TBody TFoot Caption",
	"TOC": "TOC TOCI Caption", "L": "L LI Caption", "LI": "Lbl LBody",
}

func (w *walk) nesting(kind, above string) {
	clause := func(k string) string {
		switch {
		case strings.HasPrefix(k, "TOC"):
			return "09-006"
		case strings.HasPrefix(k, "L"):
			return "09-005"
		}
		return "09-004"
	}
	if in := within[kind]; in != "" && !slices.Contains(strings.Fields(in), above) {
		w.report(clause(kind), "%s in %s", kind, above)
	}
	if may := only[above]; may != "" && !slices.Contains(strings.Fields(may), kind) {
		w.report(clause(above), "%s in %s", kind, above)
	}
}

// mark checks that an element's content exists, is marked as its content, and leads back to it.
func (w *walk) mark(e dict, r ref, number int, kind string) {
	page := slices.Index(w.pageRefs, asRef(e["Pg"]))
	if page < 0 {
		w.report("14.7", "element %d has content on %v", r, e["Pg"])
		return
	}
	m, ok := w.marks[page][number]
	if w.used[page] == nil {
		w.used[page] = make(map[int]bool)
	}
	if !ok || w.used[page][number] || m.tag != e["S"] {
		w.report("14.7", "content %d of page %d, a %s, of a %v", number, page+1, m.tag, e["S"])
	}
	w.used[page][number] = true
	key, ok := w.file.dict(e["Pg"])["StructParents"].(int)
	parents := w.file.array(w.parents[key])
	if !ok || number >= len(parents) || parents[number] != r {
		w.report("14.7", "content %d of page %d has another parent", number, page+1)
	}
	if strings.Contains(" Table TR THead TBody TFoot TOC L LI ", " "+kind+" ") {
		w.report("09-004", "%s has content of its own", kind)
	}
}

func (w *walk) annotation(objr dict, r ref, kind string) {
	a := asRef(objr["Obj"])
	if objr["Type"] != name("OBJR") || kind != "Link" {
		w.report("28-011", "%v in %s", objr, kind)
	}
	key, ok := w.file.dict(a)["StructParent"].(int)
	if !ok || w.parents[key] != r {
		w.report("14.7", "annotation %d has another parent", a)
	}
	w.links[a] = true
}

func asRef(v any) ref { r, _ := v.(ref); return r }
