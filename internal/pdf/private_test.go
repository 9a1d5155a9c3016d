package pdf

import (
	"encoding/binary"
	"maps"
	"strings"
	"testing"

	"betten/fonts"
	"betten/internal/pdf/standards"
	"betten/internal/text"
)

// privateFace returns a face with one character, U+E000, like a font with an office's own
// characters (外字).
func privateFace(t *testing.T) *text.Face {
	t.Helper()
	tables, err := text.FontTables(fonts.BIZUDPGothic().Data)
	if err != nil {
		t.Fatal(err)
	}
	own := maps.Clone(tables)
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1}
	for _, n := range []uint32{0xE000, 0xE000, 60} { // from, to, glyph
		cmap = binary.BigEndian.AppendUint32(cmap, n)
	}
	own["cmap"] = cmap
	own["head"] = append([]byte(nil), own["head"]...)
	face, err := text.ParseFace("Own", assemble(own))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestACharacterForPrivateUseHasActualText(t *testing.T) {
	ruler := text.NewPrintRuler(text.Points(10), fonts.BIZUDPGothic(), privateFace(t))
	table := oddTable("葛\uE000市\n二")
	table.Organization = "\uE000市"
	p := reviewed(t, table, ruler)
	p.Running = "\uE000市"
	p.Leaves[0].Blocks[0].Lines[0].Text = "\uE000市"
	data := written(t, p)
	for _, f := range standards.Check(data) {
		t.Errorf("%s: %s", f.Clause, f.What)
	}
	n := 0
	for _, page := range readPages(t, data) {
		n += strings.Count(page.text(), "\uE000")
	}
	if want := 1 + 2*(len(p.Leaves)+len(p.Pages)) - 2 + 2; n != want { // the title, margins, two cells
		t.Errorf("%d characters, want %d", n, want)
	}
}
