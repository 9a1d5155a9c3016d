package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"betten/internal/grid"
)

// The names of the parts of a small book.
const (
	packageRels = "_rels/.rels"
	bookPart    = "xl/workbook.xml"
	bookRels    = "xl/_rels/workbook.xml.rels"
	sheetPart   = "xl/worksheets/sheet1.xml"
	stringsPart = "xl/sharedStrings.xml"
	stylesPart  = "xl/styles.xml"
)

const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeSpace   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/relationships"
	strictMain    = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictOffice  = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	sharedSpelled = `<sst xmlns="` + mainSpace + `">%s</sst>`
)

// book returns the parts of a workbook with one sheet, whose XML within
// worksheet is given.
func book(sheet string) map[string]string {
	return map[string]string{
		packageRels: `<Relationships xmlns="` + packageSpace + `"><Relationship Id="rId1" Type="` + officeSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		bookPart:    `<workbook xmlns="` + mainSpace + `" xmlns:r="` + officeSpace + `"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		bookRels: `<Relationships xmlns="` + packageSpace + `"><Relationship Id="rId1" Type="` + officeSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + officeSpace + `/sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + officeSpace + `/styles" Target="styles.xml"/></Relationships>`,
		sheetPart:   `<worksheet xmlns="` + mainSpace + `">` + sheet + `</worksheet>`,
		stringsPart: fmt.Sprintf(sharedSpelled, ""),
		stylesPart:  formatted("General"),
	}
}

// rows returns a book whose sheet has these rows.
func rows(xml string) map[string]string { return book("<sheetData>" + xml + "</sheetData>") }

// shared returns a book whose cell A1 shows a string item.
func shared(si string) map[string]string {
	parts := rows(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)
	parts[stringsPart] = fmt.Sprintf(sharedSpelled, si)
	return parts
}

// styles returns a part in which style 0 has a format: of a code, or of a number
// that Excel defines.
func formatted(format any) string {
	if code, ok := format.(string); ok {
		return `<styleSheet xmlns="` + mainSpace + `"><numFmts><numFmt numFmtId="200" formatCode="` + quoted.Replace(code) + `"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="3"/></cellStyleXfs><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`
	}
	return fmt.Sprintf(`<styleSheet xmlns="`+mainSpace+`"><cellStyleXfs><xf numFmtId="3"/></cellStyleXfs><cellXfs><xf numFmtId="%d"/></cellXfs></styleSheet>`, format)
}

var quoted = strings.NewReplacer(`&`, "&amp;", `"`, "&quot;", "<", "&lt;")

// pack makes a file of parts.
func pack(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: name})
		io.WriteString(w, parts[name])
	}
	z.Close()
	return b.Bytes()
}

// read reads the one sheet of a book.
func read(parts map[string]string) (*grid.Grid, error) {
	b, err := Open(pack(parts))
	if err != nil {
		return nil, err
	}
	if len(b.Sheets) != 1 {
		return nil, fmt.Errorf("%d sheets", len(b.Sheets))
	}
	return b.Read(b.Sheets[0])
}

// list writes a grid down: 「A1=あ C5=い」.
func list(g *grid.Grid) string {
	var all []string
	for i := range g.Rows {
		for _, c := range g.Rows[i].Cells {
			all = append(all, CellName(c.Column, g.Rows[i].Number)+"="+c.Text)
		}
	}
	return strings.Join(all, " ")
}

// holds holds the one sheet of a book to what it lists.
func holds(t *testing.T, name string, parts map[string]string, want string) {
	t.Helper()
	g, err := read(parts)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if got := list(g); got != want {
		t.Errorf("%s: %s, want %s", name, got, want)
	}
}
