package change

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

// IsRadical reports whether a character is a radical (部首), which looks like an
// ideograph and is another character: ⽤ is not 用. Programs that make text of a PDF
// leave them behind.
func IsRadical(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FD5 && Ideograph(r) != r
}

// Ideograph returns the ideograph that a radical looks like, and any other character as
// it is.
func Ideograph(r rune) rune {
	if r < 0x2E80 || r > 0x2FD5 {
		return r
	}
	if radicals[r] != 0 {
		return radicals[r]
	}
	if r >= 0x2F00 && r <= 0x2FD5 {
		if one := []rune(norm.NFKC.String(string(r))); len(one) == 1 {
			return one[0]
		}
	}
	return r
}
