package workbook

import (
	"fmt"
	"testing"
)

// styled returns the look of a cell whose style has a fill, and more XML within.
func styled(t *testing.T, fill, within string) Look {
	t.Helper()
	parts := rows(`<row r="1"><c r="A1" s="1"><v>1</v></c></row>`)
	parts[stylesPart] = fmt.Sprintf(`<styleSheet xmlns="%s"><fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill><fill>%s</fill></fills>`+
		`<cellXfs><xf/><xf fillId="1">%s</xf></cellXfs></styleSheet>`, mainSpace, fill, within)
	b, err := Open(pack(parts))
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Styles()
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.Read(b.Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	return s.Look(g.Rows[0].Cells[0].Style)
}

func TestAFillThatCannotBeSeenIsNone(t *testing.T) {
	for fill, want := range map[string]bool{
		``:                                  false,
		`<patternFill patternType="none"/>`: false,
		`<patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill>`:                   false,
		`<patternFill patternType="solid"><fgColor rgb="00ffffff"/></patternFill>`:                   false,
		`<patternFill patternType="solid"><fgColor indexed="9"/></patternFill>`:                      false,
		`<patternFill patternType="solid"><fgColor theme="0"/></patternFill>`:                        false,
		`<patternFill patternType="solid"><fgColor theme="0" tint="-0.15"/></patternFill>`:           true,
		`<patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill>`:                   true,
		`<patternFill patternType="solid"><fgColor theme="4" tint="0.8"/></patternFill>`:             true,
		`<patternFill patternType="gray125"/>`:                                                       true,
		`<gradientFill degree="90"><stop position="0"><color rgb="FF00FF00"/></stop></gradientFill>`: true,
	} {
		if got := styled(t, fill, "").Filled; got != want {
			t.Errorf("%s: %v, want %v", fill, got, want)
		}
	}
}

func TestACellIsLockedUnlessItsStyleSaysOtherwise(t *testing.T) {
	for within, want := range map[string]bool{
		``:                             false,
		`<protection hidden="1"/>`:     false,
		`<protection locked="1"/>`:     false,
		`<protection locked="0"/>`:     true,
		`<protection locked="false"/>`: true,
	} {
		if got := styled(t, "", within).Open; got != want {
			t.Errorf("%s: %v, want %v", within, got, want)
		}
	}
}
