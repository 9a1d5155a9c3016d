package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"
)

// Only so may the search for grapheme clusters begin with the first character that
// joins another.
func TestWhatJoinsNothingStandsAlone(t *testing.T) {
	for r := rune(' '); r <= unicode.MaxRune; r++ {
		if joins(r) || !utf8.ValidRune(r) {
			continue
		}
		n := 0
		for tokens := graphemes.FromString("漢" + string(r) + "漢"); tokens.Next(); {
			n++
		}
		if n != 3 || invisible(r) {
			t.Errorf("U+%04X joins its neighbour, or has no form", r)
		}
	}
}

// ÷ marks where a line may end.
func TestLinesMayEnd(t *testing.T) {
	for name, want := range map[string]string{
		"before no closer and behind no opener":   "改÷正÷後、÷「変÷更÷前」÷の。",
		"before no small kana or long vowel":      "キャッ÷シュ÷サー÷バ",
		"before no iteration mark":                "我々÷人々ゝ",
		"not inside a run of ASCII":               "国÷ID:ab/c-d÷の",
		"at brackets of ASCII as at others":       "制÷度÷(委÷託)÷の÷[〇]÷紙",
		"behind spaces and not before them":       "a ÷b　÷あ 　÷い",
		"not inside an empty box":                 "[　]÷紙",
		"before ＞ as the published document does": "措÷置÷＞",
		"at ～ as at any other character":          "１÷～÷２",
		"not before ％ and ℃, not behind ￥":        "５％÷増÷￥５÷０℃",
		"before no half-width closer":             "ｱ､÷ｲ｡÷ｳｰ",
		"not inside a half-width voiced sound":    "ｶﾞ÷ｷﾞ",
		"not inside a variation sequence":         "葛\U000E0100÷城÷辻\U000E0100",
		"not inside a letter and its mark":        "か\u3099÷き",
		"not inside an emoji sequence":            "👨‍👩‍👧÷家",
		"not before a zero-width space":           "あ\u200b÷い",
		"not at a no-break space":                 "第\u00a0１÷条",
	} {
		text := strings.ReplaceAll(want, "÷", "")
		at := Breaks(text)
		var got strings.Builder
		from := 0
		for _, i := range at {
			got.WriteString(text[from:i] + "÷")
			from = i
		}
		if got.WriteString(text[from:]); got.String() != want {
			t.Errorf("%s: %s, want %s", name, got.String(), want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"行う。次に。":        "行う。÷次に。",
		"（除く。）紙を含む。":    "（除く。）紙を含む。",
		"する。（注）なお。":     "する。÷（注）なお。",
		"本当か？ はい！そう。":   "本当か？ ÷はい！÷そう。",
		"「した。」と記す。次":    "「した。」と記す。÷次",
		"句点のない文":        "句点のない文",
		"（閉じない。次の文。その次": "（閉じない。次の文。その次",
	} {
		var got strings.Builder
		from := 0
		for _, i := range Sentences(text) {
			got.WriteString(text[from:i] + "÷")
			from = i
		}
		if got.WriteString(text[from:]); got.String() != want {
			t.Errorf("%s, want %s", got.String(), want)
		}
	}
}

// A line of 5 em: ten digits or five kanji.
func TestWrap(t *testing.T) {
	ruler := NewRuler(Point, MSPGothic())
	for _, c := range []struct {
		name, text, want string
		wide             int
	}{
		{"an empty paragraph is an empty line", "", "", 0},
		{"first fit", "漢字漢字漢字漢", "漢字漢字漢|字漢", 0},
		{"a closer takes its character along", "漢字漢字漢」字", "漢字漢字|漢」字", 0},
		{"an opener goes with its character", "漢字漢字「漢字", "漢字漢字|「漢字", 0},
		{"a word moves whole", "漢字漢字abcdef", "漢字漢字|abcdef", 0},
		{"spaces hang at a line's end", "漢字漢字漢    字", "漢字漢字漢    |字", 0},
		{"full-width spaces hang too", "漢字漢字漢　　字", "漢字漢字漢　　|字", 0},
		{"a wide word breaks behind a slash", "https://abc.de/fghijk", "https://|abc.de/|fghijk", 1},
		{"a wide word without one breaks where it must", "0123456789012", "0123456789|012", 1},
		{"a wide word starts on a line of its own", "漢0123456789012", "漢|0123456789|012", 1},
		{"a wide word leaves its closer a character", "0123456789」", "012345678|9」", 1},
		{"two wide words count twice", "0123456789012 0123456789012", "0123456789|012 |0123456789|012", 2},
		{"closers alone come to an end", "。。。。。。。。。。", "", 1},
	} {
		lines, wide := ruler.Wrap(nil, c.text, 5*Point, 0)
		var got []string
		for _, l := range lines {
			got = append(got, c.text[l.Start:l.End])
		}
		if s := strings.Join(got, "|"); c.want != "" && s != c.want || wide != c.wide {
			t.Errorf("%s: %s, %d wide; want %s, %d", c.name, s, wide, c.want, c.wide)
		}
	}
}

func TestAWrapOfSomeLinesIsTheBeginningOfAll(t *testing.T) {
	ruler := NewRuler(Point, MSPGothic())
	text := strings.Repeat("特定個人情報（My Number）を取り扱う。", 20)
	all, _ := ruler.Wrap(nil, text, 12*Point, 0)
	for limit := 1; limit <= len(all); limit++ {
		some, _ := ruler.Wrap(nil, text, 12*Point, limit)
		for i, l := range some {
			if l != all[i] || len(some) != limit {
				t.Fatalf("limit %d: line %d of %d is %v, want %v", limit, i, len(some), l, all[i])
			}
		}
	}
}

// paragraphs are texts of the kinds that this trade meets, and some that it does
// not.
func paragraphs() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.SampledFrom([]string{
			"特定個人情報", "の取扱い、", "（委託先）", "「規約」", "https://www.example.jp/a/b", "ID", " ", "　", "　　",
			"・", "。", "＜", "＞", "①", "１．", "ｶﾞｷﾞ", "葛\U000E0100", "𠮷野家", "か\u3099", "👨‍👩‍👧", "\u200b", "%", "(", ")",
		}),
		rapid.StringOfN(rapid.RuneFrom([]rune("あいうっゃーアイｱｲ漢字0aZ/.,()「」、。 　％￥")), 0, 30, -1),
		rapid.Map(rapid.StringN(0, 10, -1), func(s string) string { return strings.ReplaceAll(s, "\n", "") }),
	)
	return rapid.Map(rapid.SliceOfN(part, 0, 20), func(parts []string) string { return strings.Join(parts, "") })
}

func checkWrap(t interface {
	Fatalf(format string, args ...any)
}, ruler *Ruler, s string, width Length) {
	lines, wide := ruler.Wrap(nil, s, width, 0)
	breaks := map[int]bool{len(s): true}
	for _, at := range Breaks(s) {
		breaks[at] = true
	}
	ends := map[int]bool{0: true, len(s): true}
	for _, at := range Clusters(s) {
		ends[at] = true
	}
	at := 0
	for i, l := range lines {
		shown := ""
		for c := range clusters(s[l.Start:l.End]) {
			if !blank(s[l.Start:l.End][c.start:c.end]) {
				shown = s[l.Start:l.End][:c.end]
			}
		}
		switch {
		case l.Start != at:
			t.Fatalf("%q: line %d starts at %d, want %d", s, i, l.Start, at)
		case l.Width != ruler.Width(shown):
			t.Fatalf("%q: line %d is %d wide, want %d", s, i, l.Width, ruler.Width(shown))
		case l.Width > width && utf8.RuneCountInString(shown) > 1 && len(Clusters(shown)) > 1:
			t.Fatalf("%q: line %d is %d wide, over %d", s, i, l.Width, width)
		case !ends[l.End]:
			t.Fatalf("%q: line %d ends inside a cluster", s, i)
		case !breaks[l.End] && wide == 0:
			t.Fatalf("%q: line %d ends where none may", s, i)
		}
		at = l.End
	}
	if at != len(s) {
		t.Fatalf("%q: the lines end at %d of %d", s, at, len(s))
	}
}

func TestNoCharacterIsLostAndNoLineTooWide(t *testing.T) {
	ruler := NewRuler(10*Point, MSPGothic())
	rapid.Check(t, func(t *rapid.T) {
		s := paragraphs().Draw(t, "text")
		checkWrap(t, ruler, s, Length(rapid.IntRange(20, 200).Draw(t, "width"))*Point)
	})
}

func TestUnitsAreTheLine(t *testing.T) {
	ruler := NewRuler(10*Point, MSPGothic())
	rapid.Check(t, func(t *rapid.T) {
		s := paragraphs().Draw(t, "text")
		var got strings.Builder
		for u := range ruler.Units(s) {
			got.WriteString(u.Text)
		}
		if got.String() != s {
			t.Fatalf("%q came back as %q", s, got.String())
		}
	})
}

func FuzzWrap(f *testing.F) {
	f.Add("・番号利用法第１９条第１６号（新型コロナウイルス感染症対策に係る予防接種事務における 葛\U000E0100城", 100)
	f.Add("https://www.example.jp/a/b/c?d=e#f。", 40)
	ruler := NewRuler(10*Point, MSPGothic())
	f.Fuzz(func(t *testing.T, s string, points int) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\r\n") || points < 20 || points > 1000 {
			t.Skip()
		}
		checkWrap(t, ruler, s, Length(points)*Point)
	})
}
