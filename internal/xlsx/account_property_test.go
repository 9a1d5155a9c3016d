package xlsx_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/workbook"
	"betten/internal/xlsx"
)

// A showing is a word that Excel shows, and where it has to come out.
type showing struct {
	word, of string
	entry    bool          // in an entry
	kinds    []change.Kind // in a problem of one of these kinds, if it is not in an entry or besides
	column   string        // a problem that names the column may stand for it
}

// A sheetDraw draws a sheet with a table and decorations, and notes what it shows.
type sheetDraw struct {
	*rapid.T
	*rawBook
	shown []showing
	words int
	left  int // the table's first column
}

// word returns a word that no other place has.
func (d *sheetDraw) word() string {
	d.words++
	return fmt.Sprintf("語%03dあ", d.words)
}

func (d *sheetDraw) coin(label string) bool { return rapid.IntRange(0, 3).Draw(d.T, label) == 0 }

// cell puts a text of a word or two into a cell of the table, in a look of some kind.
func (d *sheetDraw) cell(column, row int) {
	name := workbook.CellName(d.left+column, row)
	a, b := d.word(), d.word()
	s := showing{entry: true, of: name}
	run := func(text, look string) string { return `<r><rPr>` + look + `</rPr><t>` + text + `</t></r>` }
	switch rapid.IntRange(0, 9).Draw(d.T, "look") {
	case 0:
		s.kinds = []change.Kind{change.StruckText, change.StruckRow}
		d.text(name, struckStyle, a)
	case 1:
		s.kinds = []change.Kind{change.StruckText, change.StruckRow}
		d.runs(name, plainStyle, run(b, "")+run(a, "<strike/>"))
		d.shown = append(d.shown, showing{word: b, of: name, entry: true})
	case 2:
		s.kinds = []change.Kind{change.FaintText}
		d.text(name, whiteStyle, a)
	case 3:
		s.kinds = []change.Kind{change.RaisedText}
		d.runs(name, plainStyle, run(b, "")+run(a, `<vertAlign val="superscript"/>`))
		d.shown = append(d.shown, showing{word: b, of: name, entry: true})
	case 4:
		s.kinds = []change.Kind{change.TextHidden}
		d.text(name, hiddenStyle, a)
	case 5:
		s.kinds = []change.Kind{change.TextShown}
		d.text(name, honorStyle, a)
	case 6:
		s.kinds = []change.Kind{change.FormatUnclear}
		a = fmt.Sprint(7000000 + d.words)
		d.number(name, vagueStyle, a)
	default:
		d.text(name, plainStyle, a+"\n"+b)
		d.shown = append(d.shown, showing{word: b, of: name, entry: true})
	}
	s.word = a
	d.shown = append(d.shown, s)
}

// drawSheet draws a sheet.
func drawSheet(t *rapid.T) *sheetDraw {
	d := &sheetDraw{T: t, rawBook: &rawBook{cells: map[string]string{}, rows: map[int]string{}, parts: map[string]string{}}, left: rapid.IntRange(1, 3).Draw(t, "left")}
	around := func(column, row int) {
		w := d.word()
		d.text(workbook.CellName(column, row), plainStyle, w)
		d.shown = append(d.shown, showing{word: w, of: "around", kinds: []change.Kind{change.TextAround}})
	}
	d.text("A1", plainStyle, "（別添２）変更箇所")
	row := 2
	for d.coin("above") {
		around(rapid.IntRange(1, 8).Draw(t, "column"), row)
		row++
	}
	for c := range change.Columns {
		d.text(workbook.CellName(d.left+c, row), plainStyle, change.Column(c).Title())
	}
	beside := d.left + change.Columns + 1
	if d.coin("beside") {
		w := d.word()
		d.text(workbook.CellName(beside, row), plainStyle, w)
		d.shown = append(d.shown, showing{word: w, of: "heading beside", kinds: []change.Kind{change.TextAround, change.ColumnHeaded}})
	}
	var merged []string
	row++
	for n := rapid.IntRange(1, 5).Draw(t, "entries"); n > 0; n-- {
		d.text(workbook.CellName(d.left, row), plainStyle, "令和6年4月1日")
		for _, c := range []change.Column{change.ItemColumn, change.BeforeColumn, change.AfterColumn, change.ExplanationColumn} {
			d.cell(int(c), row)
		}
		d.text(workbook.CellName(d.left+int(change.TimingColumn), row), plainStyle, change.After)
		switch rapid.IntRange(0, 5).Draw(t, "row") {
		case 0:
			d.rows[row] = `hidden="1"`
			d.shown = append(d.shown, showing{of: workbook.CellName(d.left, row), kinds: []change.Kind{change.HiddenRow}})
		case 1: // the text of 変更後 is below that of 変更前: it is not seen, but named
			name := workbook.CellName(d.left+int(change.AfterColumn), row)
			merged = append(merged, workbook.CellName(d.left+int(change.BeforeColumn), row)+":"+name)
			d.shown = slices.DeleteFunc(d.shown, func(s showing) bool { return s.of == name })
			w := d.word()
			d.text(name, plainStyle, w)
			d.shown = append(d.shown, showing{word: w, of: "covered", kinds: []change.Kind{change.CoveredText}})
			d.shown = append(d.shown, showing{of: workbook.CellName(d.left+int(change.BeforeColumn), row), kinds: []change.Kind{change.MergedCells}})
		case 2:
			w := d.word()
			d.text(workbook.CellName(beside, row), plainStyle, w)
			d.shown = append(d.shown, showing{word: w, of: "beside", kinds: []change.Kind{change.ColumnBeside, change.ColumnHeaded}, column: workbook.ColumnName(beside)})
		case 3:
			w := d.word()
			d.text(workbook.CellName(d.left, row), plainStyle, "令和6年4月1日")
			d.comments(workbook.CellName(d.left+2, row), w)
		}
		row++
	}
	row += rapid.IntRange(0, 3).Draw(t, "gap")
	for d.coin("below") {
		w := "※" + d.word()
		d.text(workbook.CellName(d.left+rapid.IntRange(0, 5).Draw(t, "column"), row), plainStyle, w)
		d.shown = append(d.shown, showing{word: w, of: "note", kinds: []change.Kind{change.TextAround}})
		row++
	}
	if len(merged) > 0 {
		d.sheet = `<mergeCells><mergeCell ref="` + strings.Join(merged, `"/><mergeCell ref="`) + `"/></mergeCells>`
	}
	d.drawing()
	d.finishComments()
	return d
}

// comments notes a comment on a cell.
func (d *sheetDraw) comments(cell, word string) {
	d.parts["comments"] += `<comment ref="` + cell + `" authorId="0"><text><t>` + word + `</t></text></comment>`
	d.shown = append(d.shown, showing{word: word, of: "comment on " + cell, kinds: []change.Kind{change.TextOver}})
}

func (d *sheetDraw) finishComments() {
	list := d.parts["comments"]
	if delete(d.parts, "comments"); list != "" {
		d.relate("comments", "xl/comments1.xml", `<comments xmlns="`+openMain+`"><authors><author/></authors><commentList>`+list+`</commentList></comments>`)
	}
}

// drawing puts shapes over the sheet.
func (d *sheetDraw) drawing() {
	shapes := ""
	for d.coin("shape") {
		w := d.word()
		shapes += fmt.Sprintf(`<x:oneCellAnchor><x:from><x:col>%d</x:col><x:row>%d</x:row></x:from><x:sp><x:nvSpPr><x:cNvPr id="2" name="箱"/></x:nvSpPr><x:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></x:txBody></x:sp></x:oneCellAnchor>`,
			rapid.IntRange(0, 9).Draw(d.T, "x"), rapid.IntRange(0, 9).Draw(d.T, "y"), w)
		d.shown = append(d.shown, showing{word: w, of: "shape", kinds: []change.Kind{change.TextOver}})
	}
	if shapes != "" {
		d.relate("drawing", "xl/drawings/d.xml", `<x:wsDr xmlns:x="urn:x" xmlns:a="urn:a">`+shapes+`</x:wsDr>`)
	}
}

// missed returns what a reading does not account for.
func missed(shown []showing, s xlsx.Sheet) []string {
	texts := ""
	for _, e := range s.Table.Entries {
		texts += strings.Join([]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation, ""}, "\n")
	}
	var all []string
	for _, w := range shown {
		if w.entry && !strings.Contains(texts, w.word) {
			all = append(all, fmt.Sprintf("%s of %s is in no entry", w.word, w.of))
		}
		if len(w.kinds) == 0 {
			continue
		}
		if !slices.ContainsFunc(s.Problems, func(p change.Problem) bool {
			cell := p.At.Cell[strings.LastIndexByte(p.At.Cell, '!')+1:]
			switch {
			case !slices.Contains(w.kinds, p.Kind):
				return false
			case w.word == "":
				return cell == w.of
			case p.Kind == change.StruckRow:
				return strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strings.TrimLeft(w.of, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
			case w.column != "" && p.Values[0] == w.column:
				return true
			}
			return strings.Contains(strings.Join(p.Values, "\n"), w.word)
		}) {
			all = append(all, fmt.Sprintf("%s of %s is in no problem of %v", w.word, w.of, w.kinds))
		}
	}
	return all
}

func TestEveryWordThatASheetShowsIsInAnEntryOrInAProblem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := drawSheet(r)
		sheets, problems := xlsx.Read("a.xlsx", d.data(), "")
		if len(sheets) != 1 {
			r.Fatalf("%v", problems)
		}
		if lost := missed(d.shown, sheets[0]); len(lost) > 0 {
			r.Fatalf("%s\n%v", strings.Join(lost, "\n"), told(sheets[0].Problems))
		}
	})
}
