package disk

import (
	"strings"
	"testing"
)

func TestWhatWindowsTakesForAName(t *testing.T) {
	for _, name := range []string{
		"a.toml", `C:\別添\a.xlsx`, "c:/別添/a.xlsx", `\\server\share\a.pdf`, `\\?\C:\a.pdf`, `..\out\.\a.pdf`, "a", "", `C:\`, "C:a.pdf",
		"COM0.toml", "COM10.pdf", "console.pdf", "x.CON.pdf", "新旧 対照.pdf", " a.pdf", "dst/", `dst\`, strings.Repeat("長", 255) + "/a.pdf",
	} {
		if !WindowsTakes(name) {
			t.Errorf("%q is refused", name)
		}
	}
	for _, name := range []string{
		"CON", `C:\out\NUL.pdf`, "aux.tar.gz", `prn\a.pdf`, "COM¹.pdf", "lpt9", "con .pdf", "conin$",
		"a.", "a ", `a.\b.pdf`, `C:\出力"\a.pdf`, "a<b", "a>b", "a|b", "a?", "*.pdf", "a.pdf:b", "a\x01b", "ab:c", strings.Repeat("長", 256), strings.Repeat("𠮷", 128),
	} {
		if WindowsTakes(name) {
			t.Errorf("%q is taken", name)
		}
	}
}
