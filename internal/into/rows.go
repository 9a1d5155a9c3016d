package into

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/workbook"
)

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
	for c, columns := range h.area.Columns {
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
// would take for an escape, is workbook.Escaped.
func writeText(b *strings.Builder, s string) {
	for i, r := range s {
		switch {
		case r == '_' && workbook.IsEscape(s[i:]):
			b.WriteString(workbook.Escaped)
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
