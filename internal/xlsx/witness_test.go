package xlsx_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/source"
	"betten/internal/specimen"
)

// The witness is LibreOffice, given a free face with the widths of ＭＳ Ｐゴシック:
// a program that breaks the workbook's lines by itself. It is no judge of kinsoku.
const aliases = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<cachedir>%s</cachedir>
<match target="pattern">
<test name="family"><string>ＭＳ Ｐゴシック</string></test>
<edit name="family" mode="assign" binding="same"><string>Monapo</string></edit>
</match>
</fontconfig>
`

// need skips a test whose programs are missing, or fails it if BETTEN_E2E=1.
func need(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	missing := func(what string) {
		if os.Getenv("BETTEN_E2E") == "1" {
			t.Fatalf("%s is missing", what)
		}
		t.Skipf("%s is missing", what)
	}
	for _, program := range []string{"soffice", "pdftotext", "fc-list"} {
		if _, err := exec.LookPath(program); err != nil {
			missing(program)
		}
	}
	if faces, err := exec.Command("fc-list", "Monapo", "family").Output(); err != nil || len(faces) == 0 {
		missing("the face Monapo")
	}
}

// printOut has LibreOffice print a workbook and returns the words on its pages.
func printOut(t *testing.T, workbook []byte) []page {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"sheet.xlsx": workbook,
		"fonts.conf": fmt.Appendf(nil, aliases, filepath.Join(dir, "cache")),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) {
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+filepath.Join(dir, "fonts.conf"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	run("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "pdf", "sheet.xlsx")
	run("pdftotext", "-bbox", "sheet.pdf", "sheet.html")
	data, err := os.ReadFile(filepath.Join(dir, "sheet.html"))
	if err != nil {
		t.Fatal(err)
	}
	return readPages(t, string(data))
}

// A verdict is what the witness says of the paragraphs that take more than one
// line here or there.
type verdict struct{ same, more, fewer int }

// check holds every row against what the witness needs for it, and reports how
// it breaks the paragraphs. A cell whose text is not all there is an error.
func check(t *testing.T, s *layout.Sheet, workbook []byte, pages []page) (v verdict) {
	t.Helper()
	rows := readRows(t, s, workbook, pages)
	if len(rows) != len(s.Rows) {
		t.Fatalf("%d rows in print, want %d", len(rows), len(s.Rows))
	}
	for i := range s.Rows {
		room := int(s.Rows[i].Height / s.Form.Book.Pitch)
		for c := range change.Columns {
			cell := &s.Rows[i].Cells[c]
			counts, err := rows[i][c].fit(cell.Text)
			if err != nil {
				t.Errorf("row %d, %v: %v", i+1, change.Column(c), err)
				continue
			}
			if n := rows[i][c].need(cell.Text, counts); n > room {
				t.Errorf("row %d, %v: the witness needs %d lines, the row has room for %d\n%s",
					i+1, change.Column(c), n, room, strings.Join(rows[i][c].texts(), "\n"))
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
						strings.Split(cell.Text, "\n")[p], strings.Join(cell.Strings(), " ÷ "), strings.Join(rows[i][c].texts(), " ÷ "))
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
	need(t)
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
			pages := printOut(t, workbook)
			t.Logf("%d rows on %d pages; several lines: %+v", len(s.Rows), len(pages), check(t, s, workbook, pages))
			checkPages(t, s, pages)

			workbook = tight(t, s)
			pages = printOut(t, workbook)
			t.Logf("tight: several lines: %+v", check(t, s, workbook, pages))
		})
	}
}

// LibreOffice lets spaces hang where it ends a line between words, but U+3000 goes
// on to the next line, and so do spaces of any kind at a paragraph's end. The row
// must have room for that line, or the last one of the cell is cut off.
func TestTheWitnessFindsRoomForSpacesAtTheEndsOfParagraphs(t *testing.T) {
	need(t)
	for _, spaces := range []string{"　　　", "      "} {
		s := lay(t, specimen.Juten(), spacesTable(spaces))
		workbook := write(t, s)
		check(t, s, workbook, printOut(t, workbook))
	}
}

// checkPages looks for the heading and the footer of every page, and for the title.
func checkPages(t *testing.T, s *layout.Sheet, pages []page) {
	t.Helper()
	for i, p := range pages {
		whole := p.text()
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
	need(t)
	s := lay(t, specimen.Juten(), specimen.Reference(t, 1))
	for name, workbook := range map[string][]byte{"as it is": write(t, s), "tight": tight(t, s)} {
		pages := printOut(t, workbook)
		v := check(t, s, workbook, pages)
		checkPages(t, s, pages)
		t.Logf("%s: %d rows on %d pages; several lines: %+v", name, len(s.Rows), len(pages), v)
		if v.more > 0 || name == "tight" && v.fewer > 0 {
			t.Errorf("%s: paragraphs of several lines: %+v", name, v)
		}
	}
}
