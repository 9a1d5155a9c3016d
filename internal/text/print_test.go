package text_test

import (
	"strings"
	"testing"

	"betten/fonts"
	"betten/internal/text"
)

// ÷ stands where a line may end; a workbook's line may end at ¦ too.
func TestSomeSignsStayTogetherInAPDF(t *testing.T) {
	for _, s := range []string{
		"前÷―¦―÷後", "前÷―¦―¦―÷後", "な÷ど÷…¦…÷と", "一÷‥¦‥÷二", "一÷—¦—÷二", "一÷…÷‥÷二",
		"減÷▲¦1,205÷件", "増÷△¦３÷件", "第÷№¦12", "℡¦048÷は", "約÷±¦2", "▲÷印", "№÷一", "〒¦100-0001", "－¦５÷度",
		"同÷上¦〻", "１÷０",
	} {
		plain := strings.NewReplacer("÷", "", "¦", "").Replace(s)
		for name, c := range map[string]struct {
			ruler *text.Ruler
			ends  *strings.Replacer
		}{
			"PDF":      {text.NewPrintRuler(text.Point, fonts.BIZUDPGothic()), strings.NewReplacer("¦", "")},
			"workbook": {text.NewRuler(text.Point, fonts.BIZUDPGothic()), strings.NewReplacer("¦", "÷")},
		} {
			want := c.ends.Replace(s)
			if found := endsOf(c.ruler, plain); found != want {
				t.Errorf("%s: %s, want %s", name, found, want)
			}
		}
	}
}

// endsOf marks with ÷ the places where a ruler may end a line.
func endsOf(ruler *text.Ruler, s string) string {
	runes := []rune(s)
	out := string(runes[0])
	for i := 1; i < len(runes); i++ {
		head := string(runes[:i])
		// The column has room for what is before, and not for more: a line that may end here does.
		lines, wide := ruler.Wrap(nil, "国"+string(runes[:i+1]), ruler.Width("国"+head), 0)
		if len(lines) > 1 && lines[0].End == len("国"+head) && wide == 0 {
			out += "÷"
		}
		out += string(runes[i])
	}
	return out
}

func TestFullWidthFiguresAndLettersAreOneEmInAPDF(t *testing.T) {
	const size = 10 * text.Point
	pdf, book := text.NewPrintRuler(size, fonts.BIZUDPGothic()), text.NewRuler(size, fonts.BIZUDPGothic())
	for _, r := range "０１９ＡＩＺａｉｚ" {
		if got := pdf.Advance(r); got != size {
			t.Errorf("%c is %d wide", r, got)
		}
		if got := book.Advance(r); got == size {
			t.Errorf("%c is one em wide in a workbook too", r)
		}
	}
	for _, r := range "019AIZ（）、あ" {
		if pdf.Advance(r) != book.Advance(r) {
			t.Errorf("%c is %d wide, and %d in a workbook", r, pdf.Advance(r), book.Advance(r))
		}
	}
}

func TestWhatNoFaceHasIsMadeOfWhatItHas(t *testing.T) {
	const size = 36 * text.Point
	pdf, book := text.NewPrintRuler(size, fonts.BIZUDPGothic(), fonts.NotoSansJP()), text.NewRuler(size, fonts.BIZUDPGothic(), fonts.NotoSansJP())
	for s, over := range map[string]int{
		"☐": 0, "☑": 1, "☒": 1, "✔": 0, "か゚": 0, "あ゙": 1, "x\u0304\u0301": 2,
		"\u2009": 0, "\u2004": 0, "\u205F": 0, "\u2800": 0, "₂": 0, "⁵": 0,
	} {
		var units, lacking int
		for u := range pdf.Units(s) {
			units++
			if u.Glyph == 0 || u.Text != s {
				t.Errorf("%q has no glyph: %+v", s, u)
			}
			n := 0
			for _, g := range u.Over {
				if g != 0 {
					n++
				}
			}
			if n != over || u.Advance != pdf.Width(s) {
				t.Errorf("%q is %+v", s, u)
			}
		}
		for u := range book.Units(s) {
			if u.Glyph == 0 {
				lacking++
			}
		}
		if units != 1 || lacking == 0 {
			t.Errorf("%q is %d units; a workbook's ruler lacks %d", s, units, lacking)
		}
	}
	for r, want := range map[rune]text.Length{'\u2009': size / 5, '\u2004': size / 3, '\u2003': size, '\u200A': size / 10} {
		if got := pdf.Advance(r); got != want {
			t.Errorf("%U is %d wide, want %d", r, got, want)
		}
	}
	for s, script := range map[string]int8{"₀": -1, "₉": -1, "⁰": 1, "⁹": 1, "²": 0, "2": 0, "☑": 0} { // the faces have ²
		for u := range pdf.Units(s) {
			if digit := pdf.Advance('2'); u.Script != script || script != 0 && (u.Advance >= digit || u.Advance < digit/2) {
				t.Errorf("%s is %+v", s, u)
			}
		}
	}
	for _, s := range []string{"\U0001F600", "☑\u0301", "\uE000"} {
		for u := range pdf.Units(s) {
			if u.Glyph == 0 {
				s = ""
			}
		}
		if s != "" {
			t.Errorf("%q is made of something", s)
		}
	}
}
