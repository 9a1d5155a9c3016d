package xlsx_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/source"
	"betten/internal/specimen"
	"betten/internal/witness"
)

// A verdict is what the witness says of the paragraphs that take more than one
// line here or there.
type verdict struct{ same, more, fewer int }

// check holds every row against what the witness needs for it, and reports how
// it breaks the paragraphs. A cell whose text is not all there is an error.
func check(t *testing.T, s *layout.Sheet, workbook []byte, pages []witness.Page) (v verdict) {
	t.Helper()
	rows := readRows(t, s, workbook, pages)
	if len(rows) != len(s.Rows) {
		t.Fatalf("%d rows in print, want %d", len(rows), len(s.Rows))
	}
	for i := range s.Rows {
		room := int(s.Rows[i].Height / s.Form.Book.Pitch)
		for c := range change.Columns {
			cell := &s.Rows[i].Cells[c]
			counts, err := rows[i][c].Fit(cell.Text)
			if err != nil {
				t.Errorf("row %d, %v: %v", i+1, change.Column(c), err)
				continue
			}
			if n := rows[i][c].Need(cell.Text, counts); n > room {
				t.Errorf("row %d, %v: the witness needs %d lines, the row has room for %d\n%s",
					i+1, change.Column(c), n, room, strings.Join(rows[i][c].Texts(), "\n"))
			}
			for p, ours := range paragraphLines(cell) {
				switch theirs := counts[p]; {
				case ours == 1 && theirs == 1:
				case ours == theirs:
					v.same++
				default:
					if theirs > ours {
						v.more++
					} else {
						v.fewer++
					}
					t.Logf("row %d, %v: %d lines here, %d there: %q\n  here  %s\n  there %s", i+1, change.Column(c), ours, theirs,
						strings.Split(cell.Text, "\n")[p], strings.Join(cell.Strings(), " ÷ "), strings.Join(rows[i][c].Texts(), " ÷ "))
				}
			}
		}
	}
	return v
}

// paragraphLines returns how many lines each paragraph of a cell has.
func paragraphLines(c *layout.Cell) []int {
	if c.Text == "" {
		return nil
	}
	counts := make([]int, 1+strings.Count(c.Text, "\n"))
	for _, l := range c.Lines {
		counts[strings.Count(c.Text[:l.Start], "\n")]++
	}
	return counts
}

func TestTheWitnessFindsRoomInEveryRow(t *testing.T) {
	witness.Need(t)
	data, err := os.ReadFile("../../examples/mihon.toml")
	if err != nil {
		t.Fatal(err)
	}
	example, _ := source.Entries("mihon.toml", data)
	for _, of := range []struct {
		name  string
		table *change.Table
	}{
		{"the example", example},
		{"mihon", specimen.City(1)},
		{"words at the ends of lines", witnessTable()},
	} {
		t.Run(of.name, func(t *testing.T) {
			s := lay(t, specimen.Juten(), of.table)
			workbook := write(t, s)
			pages := witness.PrintOut(t, workbook)
			t.Logf("%d rows on %d pages; several lines: %+v", len(s.Rows), len(pages), check(t, s, workbook, pages))
			checkPages(t, s, pages)

			workbook = tight(t, s)
			pages = witness.PrintOut(t, workbook)
			t.Logf("tight: several lines: %+v", check(t, s, workbook, pages))
		})
	}
}

// LibreOffice lets spaces hang where it ends a line between words, but U+3000 goes
// on to the next line, and so do spaces of any kind at a paragraph's end. The row
// must have room for that line, or the last one of the cell is cut off.
func TestTheWitnessFindsRoomForSpacesAtTheEndsOfParagraphs(t *testing.T) {
	witness.Need(t)
	for _, spaces := range []string{"　　　", "      "} {
		s := lay(t, specimen.Juten(), spacesTable(spaces))
		workbook := write(t, s)
		check(t, s, workbook, witness.PrintOut(t, workbook))
	}
}

// checkPages looks for the heading and the footer of every page, and for the title.
func checkPages(t *testing.T, s *layout.Sheet, pages []witness.Page) {
	t.Helper()
	for i, p := range pages {
		whole := p.Text()
		for _, want := range []string{"変更前の記載", "提出時期に係る説明", fmt.Sprintf("%d/%d", i+1, len(pages)), s.Table.Organization} {
			if !strings.Contains(whole, want) {
				t.Errorf("page %d lacks %s", i+1, want)
			}
		}
		if strings.Contains(whole, "（別添２）変更箇所") != (i == 0) {
			t.Errorf("the title on page %d", i+1)
		}
	}
}

// LibreOffice leaves 0.35 mm on either side of a cell's text.
const witnessPadding = 2 * 0.35 / 25.4 * 72 // points

// tight returns the workbook of a sheet with columns that have in LibreOffice the
// very width of the sheet's text: those of the workbook, made for Excel, are 1 %
// wider there.
func tight(t *testing.T, s *layout.Sheet) []byte {
	t.Helper()
	f := open(t, write(t, s))
	for c, width := range s.Widths {
		if err := f.SetColWidth(s.Form.Sheet, columnName(c), columnName(c), (width.Points()+witnessPadding)*96/72/8); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheWitnessBreaksTheReferenceAsWeDo(t *testing.T) {
	witness.Need(t)
	s := lay(t, specimen.Juten(), specimen.Reference(t, 1))
	for name, workbook := range map[string][]byte{"as it is": write(t, s), "tight": tight(t, s)} {
		pages := witness.PrintOut(t, workbook)
		v := check(t, s, workbook, pages)
		checkPages(t, s, pages)
		t.Logf("%s: %d rows on %d pages; several lines: %+v", name, len(s.Rows), len(pages), v)
		if v.more > 0 || name == "tight" && v.fewer > 0 {
			t.Errorf("%s: paragraphs of several lines: %+v", name, v)
		}
	}
}

// readRows returns the cells of the rows on all pages. The date of a row, on one
// line, tells where the row begins; the centres of the headings tell the columns.
func readRows(t *testing.T, s *layout.Sheet, workbook []byte, pages []witness.Page) (rows [][change.Columns]witness.Printed) {
	t.Helper()
	var pixels [change.Columns]float64
	f := open(t, workbook)
	for c := range pixels {
		width, err := f.GetColWidth(s.Form.Sheet, columnName(c))
		if err != nil {
			t.Fatal(err)
		}
		pixels[c] = width * 8
	}
	return witness.ReadColumns(t, s, pixels, pages)
}
