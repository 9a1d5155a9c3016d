// Package pdftable finds the change table on the pages of a PDF from any program, and reads
// its entries.
//
// It works in steps. A page gives its rules, lines and columns (page.go, columns.go). Rows and
// cells come from the tags of the document if they contain the whole table (tagged.go), and
// otherwise from the rules between them (rows.go). Rows that continue on the next page are
// joined (seam.go). The lines of a cell become paragraphs: a line was ended by wrapping if the
// next unit would not have fitted (lineend.go). The result is a grid, which is read like that
// of a worksheet.
//
// Every character of every page ends up in an entry, in a heading, or in a text that is
// reported as around the table. Read counts the characters, and refuses a document if any are
// missing. Every guess is reported.
package pdftable

import (
	"errors"
	"fmt"
	"slices"

	"betten/internal/change"
	"betten/internal/grid"
	"betten/internal/pdfread"
	"betten/internal/record"
)

// A Namer formats a place for people: a page from 1, a row of the table on that page from 1,
// and a column. For a whole page, the row is 0 and the column is unused. For the heading, the
// row is Heading.
type Namer func(page, row int, column string) string

// Heading is the row of the heading for a Namer.
const Heading = -1

// A document is a PDF whose table is being read.
type document struct {
	file     string
	name     Namer
	source   *pdfread.Document
	record   *record.Record // nil if there is none
	pages    []*page
	problems []change.Problem

	columns *columns
	rows    []row
	places  map[int][2]int // page and row of the grid's rows
	counts  counts
}

// Read reads the change table of a PDF. It uses name to format places, as in 「3ページ 2行目
// 変更前」. If there is no table, the problems say why.
func Read(file string, data []byte, name Namer) (*change.Table, []change.Problem) {
	source, err := pdfread.Read(data)
	d := &document{file: file, source: source, name: name}
	if err != nil {
		d.refuse(faultOf(err))
		return nil, d.problems
	}
	d.record, _ = record.Parse(source.Record)
	for i := range source.Pages {
		d.pages = append(d.pages, newPage(&source.Pages[i], i))
	}
	if t := d.own(); t != nil {
		return t, d.checked(t)
	}
	if !d.readable() || !d.find() {
		return nil, d.problems
	}
	return d.table()
}

// faultOf returns the kind of problem for an error that prevents reading a PDF.
func faultOf(err error) change.Kind {
	switch {
	case errors.Is(err, pdfread.ErrPassword):
		return change.PDFPassword
	case errors.Is(err, pdfread.ErrTooLarge):
		return change.PDFTooLarge
	}
	return change.BrokenPDF
}

// checked returns all problems, including those of the table's values.
func (d *document) checked(t *change.Table) []change.Problem {
	return append(d.problems, change.Check(t)...)
}

// find finds the rows of the table.
func (d *document) find() bool {
	if rows, c := d.tagged(); rows != nil {
		d.rows, d.columns = rows, c
	} else if !d.findByPlace() {
		return false
	}
	return d.allPlaced()
}

// findByPlace finds the rows by the rules and the white space between them.
func (d *document) findByPlace() bool {
	var known *columns
	var dated []int
	for i, p := range d.pages {
		c := p.heading(known)
		switch {
		case c != nil && (known == nil || c.count() == known.count()):
			if known != nil {
				c.kinds = known.kinds
			}
			p.columns, p.headed = c, true
		case known == nil:
			p.leaveOut()
			continue
		case p.headsRest(known):
			return d.refuse(change.WideTable, pageList([]int{p.number}))
		default:
			if p.columns = p.goesOn(known); p.columns == nil {
				p.leaveOut()
				continue
			}
		}
		rows, how := p.read(i)
		for k := range rows {
			rows[k].first = k == 0 && known != nil
		}
		if known = p.columns; how == byDates {
			dated = append(dated, p.number)
		}
		d.rows = append(d.rows, rows...)
	}
	if known == nil {
		return d.refuse(change.NoTableOnPages)
	}
	d.columns = known
	if len(dated) > 0 {
		d.warn(d.pages[dated[0]-1].number, change.RowsByDates, pageList(dated))
	}
	var joined []int
	if d.rows, joined = joinPages(d.rows, d.columns); len(joined) > 0 {
		for i := range joined {
			joined[i]++
		}
		d.warn(joined[0], change.RowsJoined, pageList(joined), fmt.Sprint(len(joined)))
	}
	return true
}

// leaveOut treats all text of a page as text around the table.
func (p *page) leaveOut() {
	for i := range p.uses {
		p.uses[i] = outside
	}
}

// headsRest reports whether a page has headings of columns that the table lacks: the sheet was
// wider than the paper, and continues here.
func (p *page) headsRest(known *columns) bool {
	for i := range p.lines {
		l := &p.lines[i]
		words, rest := 0, 0
		for _, w := range wordsOf(l) {
			text := ""
			for _, g := range l.glyphs {
				if g.X >= w.from && g.X < w.to {
					text += string(g.Rune)
				}
			}
			words++
			if kind, _, ok := change.ColumnOf(text); ok && known.index(kind) < 0 {
				rest++
			}
		}
		if rest > 0 && rest == words {
			return true
		}
	}
	return false
}

// own reads an unmodified PDF of ours exactly. It returns nil for any other PDF.
func (d *document) own() *change.Table {
	if d.record == nil || d.record.Kind != record.Attachment {
		return nil
	}
	for t := range d.source.Tables {
		cells := d.ownCells(t + 1)
		if cells == nil {
			continue
		}
		d.record.RestoreJoiners(cells)
		g := d.newGrid()
		g.Rows = append(g.Rows, grid.Row{Number: -1}, grid.Row{Number: 0})
		for c := range change.Column(change.Columns) {
			g.Rows[1].Cells = append(g.Rows[1].Cells, grid.Cell{Column: int(c) + 1, Text: c.Title()})
		}
		d.places = d.ownPlaces(t + 1)
		for i := range cells {
			r := grid.Row{Number: i + 1}
			for c, text := range cells[i] {
				if text != "" {
					r.Cells = append(r.Cells, grid.Cell{Column: c + 1, Text: text})
				}
			}
			g.Rows = append(g.Rows, r)
		}
		if title := d.ownTitle(); title != "" {
			g.Rows[0].Cells = []grid.Cell{{Column: 1, Text: title}}
		} else {
			g.Rows = g.Rows[1:]
		}
		if a, ok := grid.Find(g); ok {
			if r := a.Read(grid.Source{Record: d.record, First: 1}); r.Exact {
				d.properties(r.Table)
				d.problems = append(d.problems, r.Problems...)
				return r.Table
			}
		}
	}
	return nil
}

// ownCells returns the texts of the body of a tagged table, by its paragraphs. It returns nil
// if the table does not have six columns.
func (d *document) ownCells(table int) [][change.Columns]string {
	texts := make(map[pdfread.Cell][]rune)
	for _, p := range d.pages {
		for _, g := range p.Glyphs {
			if g.Cell.Table == int32(table) {
				texts[g.Cell] = append(texts[g.Cell], g.Rune)
			}
		}
	}
	var cells [][change.Columns]string
	for i, tr := range d.source.Tables[table-1].Rows {
		if tr.Head {
			continue
		}
		if len(tr.Cells) != change.Columns {
			return nil
		}
		var row [change.Columns]string
		for k, paragraphs := range tr.Cells {
			for n := range paragraphs {
				if n > 0 {
					row[k] += "\n"
				}
				row[k] += string(texts[pdfread.Cell{Table: int32(table), Row: int32(i + 1), Column: int32(k + 1), Paragraph: int32(n + 1)}])
			}
		}
		cells = append(cells, row)
	}
	return cells
}

// ownPlaces returns for each row of the body its page and its number on that page.
func (d *document) ownPlaces(table int) map[int][2]int {
	pages := make(map[int32]int)
	for _, p := range d.pages {
		for _, g := range p.Glyphs {
			if c := g.Cell; c.Table == int32(table) && pages[c.Row] == 0 {
				pages[c.Row] = p.number
			}
		}
	}
	places, counts, number := make(map[int][2]int), make(map[int]int), 0
	for i, tr := range d.source.Tables[table-1].Rows {
		if !tr.Head {
			number++
			page := max(1, pages[int32(i+1)])
			counts[page]++
			places[number] = [2]int{page, counts[page]}
		}
	}
	return places
}

// ownTitle returns the title above the table of a PDF of ours.
func (d *document) ownTitle() string {
	for _, p := range d.pages {
		for i := range p.lines {
			if text := trimRight(p.lines[i].text()); grid.FormOf(text) != "" && p.lines[i].glyphs[0].Cell.Table == 0 {
				return text
			}
		}
	}
	return ""
}

// properties takes the data about the table from the document's properties.
func (d *document) properties(t *change.Table) {
	if d.record != nil && d.record.Kind == record.Attachment {
		t.Organization, t.Assessment = d.source.Author, d.source.Subject
	}
}

// pageList formats page numbers for people: 2, 3, 5.
func pageList(pages []int) string {
	pages = slices.Compact(slices.Sorted(slices.Values(pages)))
	text := ""
	for i, n := range pages {
		if i == 12 {
			return text + "…"
		}
		if i > 0 {
			text += "、"
		}
		text += fmt.Sprint(n)
	}
	return text
}
