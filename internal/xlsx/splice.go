package xlsx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/xlsx/workbook"
)

// A splice says which rows of a sheet give way to how many others.
type splice struct {
	first, end int // the rows replaced, and the one behind them
	made       int // rows that take their place
	last       int // the last row of an entry before; 0 if there was none
}

// delta is how far the rows behind the table move down.
func (s splice) delta() int { return s.made - (s.end - s.first) }

// maxSheetRow is the last row of a sheet.
const maxSheetRow = 1 << 20

// move returns where a range of cells is after the splice. One that reached to the
// last entry reaches to the last new one. It is not ok if none of it is left.
func (s splice) move(top, bottom int) (int, int, bool) {
	reaches := s.last >= top && bottom >= s.last && s.last > 0
	switch {
	case bottom < s.first && !(reaches && bottom == s.first-1):
		return top, bottom, true
	case top >= s.end:
		return min(top+s.delta(), maxSheetRow), min(bottom+s.delta(), maxSheetRow), true
	}
	below := s.first + s.made // the row behind the new ones
	switch {
	case bottom >= maxSheetRow:
	case bottom >= s.end-1:
		bottom = min(bottom+s.delta(), maxSheetRow)
	case reaches:
		bottom = below - 1
	default:
		bottom = min(bottom, below-1)
	}
	return top, bottom, top <= bottom
}

// inside reports whether a range holds rows that are replaced.
func (s splice) inside(top, bottom int) bool { return top < s.end && bottom >= s.first }

// disturbs reports whether the splice changes or moves cells of a range.
func (s splice) disturbs(top, bottom int) bool {
	return bottom >= s.first && (s.inside(top, bottom) || s.delta() != 0)
}

// A hostText is a row to be written: its height as the part says it, and the texts
// of its cells.
type hostText struct {
	height string // points
	texts  [change.Columns]string
}

// rowsXML writes rows in the look of the host's.
func (h *Host) rowsXML(at int, rows []hostText) string {
	var b strings.Builder
	prefix := h.root.Prefix()
	quotes := make(map[[2]int]int) // styles, by the column and whether the text is quoted
	for i, r := range rows {
		number := at + i
		fmt.Fprintf(&b, `<%srow r="%d"`, prefix, number)
		for _, a := range h.model.Attrs {
			if name := a.Name.Local; a.Name.Space == "" && !h.plain && len(a.Value) < 100 && (name == "spans" || name == "s" || name == "customFormat") {
				fmt.Fprintf(&b, ` %s="%s"`, name, workbook.Escape(a.Value))
			}
		}
		fmt.Fprintf(&b, ` ht="%s" customHeight="1">`, r.height)
		for _, c := range h.cells() {
			style := c.style
			text := ""
			if c.first || c.column >= 0 && h.plain {
				if c.first {
					text = r.texts[c.column]
				}
				key := [2]int{c.column, 0}
				if beginsFormula(text) {
					key[1] = 1
				}
				var ok bool
				if style, ok = quotes[key]; !ok {
					style = h.style.Fit(h.base[c.column], key[1] > 0, h.plain)
					quotes[key] = style
				}
			}
			fmt.Fprintf(&b, `<%sc r="%s" s="%d"`, prefix, workbook.CellName(c.at, number), style)
			if text == "" {
				b.WriteString("/>")
				continue
			}
			fmt.Fprintf(&b, ` t="inlineStr"><%[1]sis><%[1]st xml:space="preserve">`, prefix)
			writeText(&b, text)
			fmt.Fprintf(&b, `</%[1]st></%[1]sis></%[1]sc>`, prefix)
		}
		fmt.Fprintf(&b, `</%srow>`, prefix)
	}
	return b.String()
}

// A hostCell is a cell that each written row has.
type hostCell struct {
	at     int  // column of the sheet
	column int  // of the table; -1 for a cell beside it, which has its look alone
	first  bool // of those that the heading stands over
	style  int  // of the model's cell
}

// cells returns the cells of a written row: those of the table, and those that the
// model has beside it.
func (h *Host) cells() []hostCell {
	if h.wide != nil {
		return h.wide
	}
	of := make(map[int]hostCell)
	right := 0
	for c, columns := range h.area.columns {
		for i, at := range columns {
			of[at] = hostCell{at: at, column: c, first: i == 0, style: h.styleOf(h.model, at)}
			right = max(right, at)
		}
	}
	at := 0
	for _, c := range h.model.Kids {
		at++
		if name, _, ok := workbook.ParseCell(c.Attr("r")); ok {
			at = name
		}
		if _, ok := of[at]; !ok && !h.plain {
			style, _ := strconv.Atoi(c.Attr("s"))
			of[at] = hostCell{at: at, column: -1, style: style}
			right = max(right, at)
		}
	}
	for at := 1; at <= right; at++ {
		if c, ok := of[at]; ok {
			h.wide = append(h.wide, c)
		}
	}
	return h.wide
}

// beginsFormula reports whether Excel would take a text for a formula, or leave out
// its first character, when somebody types it again.
func beginsFormula(text string) bool {
	return text != "" && strings.IndexByte("=+-@'", text[0]) >= 0
}

// writeText writes the characters of a cell. What XML can't hold, and what a reader
// would take for an escape, is escaped.
func writeText(b *strings.Builder, s string) {
	for i, r := range s {
		switch {
		case r == '_' && beginsEscape(s[i:]):
			b.WriteString(escaped)
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(b, "_x%04X_", r)
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == utf8.RuneError:
			b.WriteString("\uFFFD")
		default:
			b.WriteRune(r)
		}
	}
}

// sheetEdits returns the edits of the sheet's part. What stands in their way must
// have been looked for before.
func (h *Host) sheetEdits(s splice, rows []hostText) ([]workbook.Edit, []change.Problem) {
	e := sheetEditor{Host: h, splice: s}
	e.table(rows)
	e.below()
	e.merged()
	e.ranges()
	e.breaks()
	e.dimension()
	return e.edits, e.found
}

// A sheetEditor collects the edits of a sheet.
type sheetEditor struct {
	*Host
	splice
	edits []workbook.Edit
	found []change.Problem
}

func (e *sheetEditor) add(edits ...workbook.Edit) { e.edits = append(e.edits, edits...) }

// table puts the new rows in the place of the old ones.
func (e *sheetEditor) table(rows []hostText) {
	data := e.root.Kid("sheetData")
	from, to := data.Inner, data.Inner
	for _, r := range e.rows {
		switch {
		case r.number < e.first:
			from, to = r.node.End, r.node.End
		case r.number < e.end:
			if to == from {
				from = r.node.Start
			}
			to = r.node.End
		}
	}
	e.add(workbook.Edit{From: from, To: to, Text: e.rowsXML(e.first, rows)})
}

// below moves the rows that stand below the table.
func (e *sheetEditor) below() {
	if e.delta() == 0 {
		return
	}
	for _, r := range e.rows {
		if r.number < e.end {
			continue
		}
		number := r.number + e.delta()
		e.add(r.node.SetAttr(e.part, "r", strconv.Itoa(number)))
		for _, c := range r.node.Kids {
			if column, _, ok := workbook.ParseCell(c.Attr("r")); ok {
				e.add(c.SetAttr(e.part, "r", workbook.CellName(column, number)))
			}
		}
	}
}

// merged moves the merged cells, and merges those of the columns that the heading
// stands over several of.
func (e *sheetEditor) merged() {
	list := e.root.Kid("mergeCells")
	count := e.shift(list)
	var b strings.Builder
	for i := range e.made {
		for _, columns := range e.area.columns {
			if len(columns) < 2 {
				continue
			}
			r := workbook.Range{Top: e.first + i, Left: columns[0], Bottom: e.first + i, Right: columns[len(columns)-1]}
			fmt.Fprintf(&b, `<%smergeCell ref="%s"/>`, e.root.Prefix(), r)
			count++
		}
	}
	switch {
	case list.Tag != "" && count == 0:
		e.edits = withoutEditsIn(e.edits, list)
		e.add(list.Remove())
	case list.Tag != "":
		if count != len(list.Kids) {
			e.add(list.SetAttr(e.part, "count", strconv.Itoa(count)))
		}
		e.add(workbook.Edit{From: list.Outer, To: list.Outer, Text: b.String()})
	case count > 0:
		at := e.behind("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
			"sortState", "dataConsolidate", "customSheetViews")
		tag := e.root.Prefix() + "mergeCells"
		e.add(workbook.Edit{From: at, To: at, Text: fmt.Sprintf(`<%s count="%d">%s</%s>`, tag, count, b.String(), tag)})
	}
}

// withoutEditsIn returns edits but for those within a node.
func withoutEditsIn(edits []workbook.Edit, n *workbook.Node) []workbook.Edit {
	var kept []workbook.Edit
	for _, e := range edits {
		if e.From < n.Start || e.To > n.End {
			kept = append(kept, e)
		}
	}
	return kept
}

// behind returns the place behind the last of some children of the sheet.
func (e *sheetEditor) behind(names ...string) int {
	at := 0
	for _, k := range e.root.Kids {
		for _, name := range names {
			if k.Name == name {
				at = k.End
			}
		}
	}
	return at
}

// breaks moves the page breaks below the table, and takes out those between rows
// that are gone.
func (e *sheetEditor) breaks() {
	list := e.root.Kid("rowBreaks")
	count, manual := len(list.Kids), 0
	changed := false
	for _, b := range list.Kids {
		id, err := strconv.Atoi(b.Attr("id")) // the row above the break
		switch {
		case err != nil || id < e.first:
		case id < e.end-1:
			e.add(b.Remove())
			count, changed = count-1, true
			continue
		case e.delta() != 0:
			e.add(b.SetAttr(e.part, "id", strconv.Itoa(id+e.delta())))
		}
		if b.Is("man") {
			manual++
		}
	}
	switch {
	case changed && count == 0:
		e.edits = withoutEditsIn(e.edits, list)
		e.add(list.Remove())
	case changed:
		e.add(list.SetAttr(e.part, "count", strconv.Itoa(count)))
		if list.Attr("manualBreakCount") != "" {
			e.add(list.SetAttr(e.part, "manualBreakCount", strconv.Itoa(manual)))
		}
	}
}

// dimension says anew which cells hold something.
func (e *sheetEditor) dimension() {
	n := e.root.Kid("dimension")
	r, ok := workbook.ParseRange(n.Attr("ref"))
	if !ok {
		return
	}
	bottom := e.first + e.made - 1
	if r.Bottom >= e.end {
		bottom = r.Bottom + e.delta()
	}
	if cells := e.cells(); len(cells) > 0 {
		r.Left, r.Right = min(r.Left, cells[0].at), max(r.Right, cells[len(cells)-1].at)
	}
	if r.Bottom = max(r.Top, bottom); r.String() != n.Attr("ref") {
		e.add(n.SetAttr(e.part, "ref", r.String()))
	}
}
