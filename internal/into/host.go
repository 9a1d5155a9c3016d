// Package into fills in the change table of a workbook that somebody else made. All
// else in that workbook stays as it was.
package into

import (
	"math"
	"slices"
	"strconv"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/grid"
	"betten/internal/layout"
	"betten/internal/text"
	"betten/internal/workbook"
	"betten/internal/xlsx"
)

// A Host is a workbook of somebody else's whose change table is to be filled in: as
// a rule a whole 評価書, made on the commission's template.
type Host struct {
	Sheet string // that holds the table
	Title string // that stands above it; may be empty

	file  string
	data  []byte
	book  *workbook.Book
	of    workbook.Sheet
	part  []byte // the sheet's, inflated
	root  *workbook.Node
	rows  []hostRow
	grid  *grid.Grid
	area  *grid.Area
	style *workbook.Styles
	width *workbook.Columns
	digit float64 // of the Normal font, in pixels that are not rounded

	lastRow, endRow int          // the last row of an entry, and the row behind the table: framed rows that are empty are of it
	entries         map[int]bool // the rows of entries
	model           *workbook.Node
	plain           bool       // the model is the heading
	wide            []hostCell // of a written row
	base            [change.Columns]int
	rulers          [change.Columns]*text.Ruler
	problems        []change.Problem
}

// A hostRow is a row of the sheet that is written in its part.
type hostRow struct {
	number int
	node   *workbook.Node
}

// OpenHost opens a workbook to fill its change table in: that of the sheet named, or
// of the only one that has one. The faces are asked for by the names that the
// workbook has for them; nil is one whose widths are not known.
//
// The host is nil if there is an error among the problems.
func OpenHost(file string, data []byte, only string, faces func(family string) *text.Face) (*Host, []change.Problem) {
	h := &Host{file: file, data: data}
	book, err := workbook.Open(data)
	if err != nil {
		return nil, h.fail(xlsx.Fault(err), "", xlsx.FaultyCell(err)...)
	}
	h.book = book
	if book.Signed() {
		return nil, h.fail(change.Signed, "")
	}
	if kind, values, err := h.find(only); err != nil {
		return nil, h.fail(xlsx.Fault(err), "", xlsx.FaultyCell(err)...)
	} else if kind != "" {
		return nil, h.fail(kind, "", values...)
	}
	if err := h.read(); err != nil {
		return nil, h.fail(xlsx.Fault(err), "", xlsx.FaultyCell(err)...)
	}
	h.look(faces)
	if change.Failed(h.problems) {
		return nil, h.problems
	}
	return h, h.problems
}

// problem returns a problem with a cell of the sheet, or with the file if the cell is
// "".
func (h *Host) problem(severity change.Severity, k change.Kind, cell string, values ...string) change.Problem {
	at := change.Position{File: h.file}
	if cell != "" {
		at.Cell = h.Sheet + "!" + cell
		if _, row, ok := workbook.ParseCell(cell); ok {
			at.Line = row
		}
	}
	return change.Problem{Severity: severity, Kind: k, At: at, Values: values}
}

func (h *Host) fail(k change.Kind, cell string, values ...string) []change.Problem {
	return []change.Problem{h.problem(change.Error, k, cell, values...)}
}

// warn warns of something about the file.
func (h *Host) warn(k change.Kind, values ...string) {
	h.problems = append(h.problems, h.problem(change.Warning, k, "", values...))
}

func (h *Host) refuse(k change.Kind, cell string, values ...string) {
	h.problems = append(h.problems, h.problem(change.Error, k, cell, values...))
}

// find finds the sheet. A hidden one counts only if it is named: what is written there,
// nobody sees.
func (h *Host) find(only string) (change.Kind, []string, error) {
	type candidate struct {
		sheet workbook.Sheet
		grid  *grid.Grid
		area  *grid.Area
	}
	var shown, hidden []candidate
	for _, sheet := range h.book.Sheets {
		cells, err := h.book.Read(sheet)
		if err != nil {
			return "", nil, err
		}
		cells.File = h.file
		if area, ok := grid.Find(cells); ok && (!sheet.Hidden || sheet.Name == only) {
			shown = append(shown, candidate{sheet, cells, area})
		} else if ok {
			hidden = append(hidden, candidate{sheet, cells, area})
		}
	}
	if len(shown) == 0 && len(hidden) > 0 {
		return change.HiddenHost, []string{hidden[0].sheet.Name}, nil
	}
	var all []string
	for _, c := range shown {
		all = append(all, c.sheet.Name)
	}
	at := 0
	if only != "" {
		at = slices.IndexFunc(shown, func(c candidate) bool { return c.sheet.Name == only })
	}
	switch {
	case len(shown) == 0:
		return change.NoTable, nil, nil
	case at < 0:
		return change.NoSuchSheet, []string{only, change.List(all...)}, nil
	case only == "" && len(shown) > 1:
		return change.SeveralSheets, []string{change.List(all...)}, nil
	}
	h.of, h.grid, h.area = shown[at].sheet, shown[at].grid, shown[at].area
	h.Sheet = h.of.Name
	return "", nil, nil
}

// read reads the part of the sheet, and where in it the table stands.
func (h *Host) read() (err error) {
	if h.part, err = h.book.Part(h.of.PartOf()); err != nil {
		return err
	}
	if h.root, err = workbook.Parse(h.part); err != nil {
		return err
	}
	if h.style, err = h.book.Styles(); err != nil {
		return err
	}
	number := 0
	for _, n := range h.root.Kid("sheetData").Kids {
		above := number
		number++
		if r, err := strconv.Atoi(n.Attr("r")); err == nil {
			number = r
		}
		if number <= above {
			return workbook.ErrBroken // rows out of order: Excel writes none
		}
		h.rows = append(h.rows, hostRow{number, n})
	}
	h.bounds()
	return nil
}

// row returns the node of a row, nil if the part has none.
func (h *Host) row(number int) *workbook.Node {
	if i, ok := h.seek(number); ok {
		return h.rows[i].node
	}
	return nil
}

// seek returns the place among the rows of the part of the first that stands no higher
// than a number, and whether it is of that number.
func (h *Host) seek(number int) (int, bool) {
	return slices.BinarySearchFunc(h.rows, number, func(r hostRow, n int) int { return r.number - n })
}

// holds returns the place among the rows that hold something of the first that stands
// no higher than a number, and whether it is of that number.
func (h *Host) holds(number int) (int, bool) {
	return slices.BinarySearchFunc(h.grid.Rows, number, func(r grid.Row, n int) int { return r.Number - n })
}

// styleOf returns the style of a cell in a row of the part: its own, the row's, the
// column's.
func (h *Host) styleOf(row *workbook.Node, column int) int {
	at := 0
	for _, c := range row.Kids {
		at++
		if name, _, ok := workbook.ParseCell(c.Attr("r")); ok {
			at = name
		}
		if at == column {
			style, _ := strconv.Atoi(c.Attr("s"))
			return style
		}
	}
	if row.Is("customFormat") {
		style, _ := strconv.Atoi(row.Attr("s"))
		return style
	}
	if h.width == nil {
		h.width = workbook.ReadColumns(h.root, 7)
	}
	return h.width.Style(column)
}

// look reads how the sheet looks: the type of each column, and its width.
func (h *Host) look(faces func(string) *text.Face) {
	normal := h.style.Normal()
	pixels, known := digitWidth(normal, faces(normal.Face))
	if !known {
		h.warn(change.GuessedDigit, normal.Face, strconv.Itoa(pixels))
	}
	h.digit, _ = digit(normal, faces(normal.Face))
	h.width = workbook.ReadColumns(h.root, pixels)
	if h.root.Kid("sheetProtection").Is("sheet") {
		h.warn(change.Protected, h.Sheet)
	}
	told := make(map[string]bool)
	for c, columns := range h.area.Columns {
		if columns == nil {
			continue
		}
		cell := workbook.CellName(columns[0], h.area.Heading)
		look := h.style.Look(h.base[c])
		switch em := h.em(c); {
		case look.Turned && !h.plain:
			h.refuse(change.TurnedText, cell, change.Column(c).Title())
			continue
		case em <= 0 && h.pixels(c) == 0:
			h.refuse(change.HiddenTarget, cell, change.Column(c).Title())
			continue
		case em < 1:
			h.refuse(change.NarrowColumn, cell, change.Column(c).Title())
			continue
		}
		size := text.Points(look.Size)
		if face := faces(look.Face); face != nil {
			h.rulers[c] = text.NewRuler(size, face)
			continue
		}
		// Without a face, a ruler takes each character for one em: no text needs more.
		h.rulers[c] = text.NewRuler(size)
		if !told[look.Face] {
			h.warn(change.GuessedWidths, look.Face)
			told[look.Face] = true
		}
	}
	for c := range h.rulers {
		if h.rulers[c] == nil { // of a column that the table lacks
			h.rulers[c] = text.NewRuler(10 * text.Point)
		}
	}
}

// pixels returns the width of a column of the table: of all that its heading stands
// over.
func (h *Host) pixels(c int) int {
	sum := 0
	for _, column := range h.area.Columns[c] {
		sum += h.width.Pixels(column)
	}
	return sum
}

// em returns the width of a column's text, in ems of its own type.
func (h *Host) em(c int) float64 {
	look := h.style.Look(h.base[c])
	// An indent is three blanks of the Normal font, a blank at most half a digit.
	indent := look.Indent * (3*h.width.Digit + 1) / 2
	return float64(h.pixels(c)-h.width.Padding()-indent) * 72 / 96 / look.Size
}

// Form returns a form that has the sheet's own columns and type; its words, its marks
// and its way to write dates are those of another.
func (h *Host) Form(of *form.Form) *form.Form {
	f := *of
	f.Sheet = h.Sheet
	f.Book.Pitch = 0
	for c, columns := range h.area.Columns {
		const lacking = 100 // em: nothing is written there
		if f.Columns[c].Fits, f.Columns[c].Width = "", lacking; columns == nil {
			continue
		}
		look := h.style.Look(h.base[c])
		f.Columns[c].Width = math.Floor(h.em(c)*1000) / 1000
		f.Book.Pitch = max(f.Book.Pitch, linePitch(look.Font))
		if change.Column(c) == change.BeforeColumn {
			f.Book.Face, f.Book.Size = look.Face, text.Points(look.Size)
		}
	}
	f.Book.Lines = int(form.HighestRow / f.Book.Pitch)
	return &f
}

// Viewer returns how LibreOffice shows the sheet, where it needs more room than Excel;
// else nil. It does not round the width of a digit to whole pixels: with ＭＳ Ｐゴシック 11,
// most offices' Normal font, it makes each column 8 % narrower. Its lines stand one em
// apart, and 0.35 mm of a cell on each side are not text.
func (h *Host) Viewer() *layout.Viewer {
	const margin = 0.35 * 2 / 25.4 * 72 // points
	v := &layout.Viewer{Margin: text.Points(margin + 1)}
	narrower := false
	for c, columns := range h.area.Columns {
		own := text.Points(h.em(c) * h.style.Look(h.base[c]).Size)
		if v.Widths[c] = own; columns == nil {
			continue
		}
		seen := text.Points(float64(h.pixels(c))/float64(h.width.Digit)*h.digit*72/96 - margin)
		narrower = narrower || seen < own
		v.Widths[c] = min(own, seen)
		v.Pitch[c] = text.Points(h.style.Look(h.base[c]).Size)
		if !isMS(h.style.Look(h.base[c]).Face) {
			v.Pitch[c] = linePitch(h.style.Look(h.base[c]).Font)
		}
	}
	if !narrower {
		return nil
	}
	return v
}

// CheckForm warns of a form that is not that of the sheet's title.
func (h *Host) CheckForm(f *form.Form) []change.Problem {
	own, other := grid.FormOf(h.Title), grid.FormOf(f.Title)
	if own == "kiso" || own == "" || other == "kiso" || other == "" || own == other {
		return nil // a title without a number tells nothing
	}
	return []change.Problem{h.problem(change.Warning, change.OtherForm, "", h.Title, f.Title)}
}

// Rulers returns what measures each column, in its own type.
func (h *Host) Rulers() *[change.Columns]*text.Ruler { return &h.rulers }
