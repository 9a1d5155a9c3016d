package into

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/workbook"
)

// A newRow is a row to be written: its height as the part says it, in points, and the
// texts of its cells.
type newRow struct {
	height string
	texts  [change.Columns]string
}

// A writtenCell is a cell that each written row has.
type writtenCell struct {
	at     int  // column of the sheet
	column int  // of the table; -1 for a cell beside it, which has its look alone
	first  bool // of those that the heading covers
	style  int  // of the cell that it is taken after
}

// writtenCells returns the cells of a written row: those of the table, and those that the
// row it is taken after has beside it.
func (o *original) writtenCells(l *look) []writtenCell {
	of := make(map[int]writtenCell)
	for c, columns := range o.area.Columns {
		for i, at := range columns {
			style := l.row.Style(at, o.width)
			if i == 0 || l.heading || o.style.Bare {
				style = l.base[c]
			}
			of[at] = writtenCell{at, c, i == 0, style}
		}
	}
	for at, c := range l.row.Cells() {
		if _, ok := of[at]; !ok && !l.heading {
			style, _ := strconv.Atoi(c.Attr("s"))
			of[at] = writtenCell{at: at, column: -1, style: style}
		}
	}
	return slices.SortedFunc(maps.Values(of), func(a, b writtenCell) int { return a.at - b.at })
}

// rowsXML writes rows in the look of the others.
func (o *original) rowsXML(at int, rows []newRow) string {
	var b strings.Builder
	prefix, l := o.root.Prefix(), &o.look
	styles := make(map[[2]int]int) // by the number of the cell and whether its text is quoted
	for i, r := range rows {
		number := at + i
		fmt.Fprintf(&b, `<%srow r="%d"`, prefix, number)
		b.WriteString(o.rowAttrs())
		fmt.Fprintf(&b, ` ht="%s" customHeight="1">`, r.height)
		for j, c := range l.cells {
			text := ""
			if c.first {
				text = r.texts[c.column]
			}
			key := [2]int{j, 0}
			if beginsFormula(text) {
				key[1] = 1
			}
			style, ok := styles[key]
			if !ok {
				own := c.first || c.column >= 0 && l.heading
				style = o.style.Restyle(c.style, workbook.Purpose{Text: own, Quoted: key[1] > 0, Heading: own && l.heading && !o.style.Bare})
				styles[key] = style
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

// rowAttrs returns the attributes that a written row takes after another: its columns,
// and its style, unless that means something.
func (o *original) rowAttrs() string {
	if o.look.heading {
		return ""
	}
	var b strings.Builder
	n := o.look.row.Node
	style, _ := strconv.Atoi(n.Attr("s"))
	for _, a := range n.Attrs {
		name := a.Name.Local
		styled := (name == "s" || name == "customFormat") && len(o.style.Aspects(style)) == 0
		if a.Name.Space == "" && len(a.Value) < 100 && (name == "spans" || styled) {
			fmt.Fprintf(&b, ` %s="%s"`, name, workbook.Escape(a.Value))
		}
	}
	return b.String()
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
