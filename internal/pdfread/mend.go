package pdfread

import "golang.org/x/text/unicode/norm"

// supplement pairs the characters of CJK Radicals Supplement with the ideographs
// they stand for: those of Unicode's EquivalentUnifiedIdeograph.txt, and where
// Japanese fonts draw another one for both, that one.
const supplement = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺" +
	"⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫罒⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹" +
	"⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马" +
	"⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟" +
	"⼾戸⿊黒" // of the Kangxi radicals those that NFKC makes a form of that Japan does not use

var radicals = func() map[rune]rune {
	m := make(map[rune]rune)
	pairs := []rune(supplement)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}()

// ligatures are what a font draws for letters side by side, U+FB00 to U+FB06.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

// The widths, in parts of the size, from which on a blank is an ideographic one:
// fonts draw it with the glyph of U+2003 or U+00A0.
const (
	wideEmSpace = 0.6
	wideNoBreak = 0.9
)

// mended puts right what programs name otherwise than it was written: they look for
// a name in the font, which has several for a glyph. width is the advance in parts
// of the size.
func mended(text []rune, width float64) []rune {
	for i, r := range text {
		switch {
		case radicals[r] != 0:
			text[i] = radicals[r]
		case r >= 0x2F00 && r <= 0x2FD5:
			if one := []rune(norm.NFKC.String(string(r))); len(one) == 1 {
				text[i] = one[0]
			}
		case r == 0x2003 && width > wideEmSpace, r == 0xA0 && width > wideNoBreak:
			text[i] = '　'
		case r >= 0xFB00 && r < 0xFB00+rune(len(ligatures)):
			rest := append([]rune(ligatures[r-0xFB00]), text[i+1:]...)
			return append(text[:i:i], mended(rest, width)...)
		}
	}
	return text
}
