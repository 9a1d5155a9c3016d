package change

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// downward are marks at the end of a cell that goes on below.
var downward = []string{
	"（下段に続く）", "(下段に続く)", "（下段へ続く）", "（下段につづく）", "（下段へつづく）", "（下段に続きます）", "（下段続く）", "（下段に続）",
	"（下の段に続く）", "（下欄に続く）", "（下の欄へ続く）", "（下の行に続く）", "（下の枠に続く）",
	"（次頁に続く）", "（次頁へ続く）", "（次ページへ続く）", "（次のページに続く）", "（次ﾍﾟｰｼﾞへ続く）", "（次葉に続く）", "（次の欄に続く）", "（次の段へ続く）", "（次項に続く）",
	"（裏面に続く）", "（裏面へつづく）", "（以下次頁）", "（以下、次ページへ続く）", "（以下、次頁に続く。）",
	"（次に続く）", "（次へ続く）", "（下に続く）", "（以下続く）", "（以下、続く）", "（以下に続く）",
	"（続く）", "（つづく）", "(続く)", "（続）", "（つづきます）",
	"［下段に続く］", "[下段に続く]", "〔次頁へ続く〕", "【次頁へ続く】", "＜次頁へ続く＞", "<次頁へ続く>", "《続く》", "（次頁へ続く)", "【（次頁へ続く）】", "（（次頁へ続く））",
	"下段に続く", "次頁へ続く", "次ページへ続く", "次のページにつづく", "次葉へ続く", "下の欄に続く", "以下次頁", "次頁に続く。",
	"→次頁へ続く", "次頁へ続く→", "（→次頁へ続く）", "→（次頁へ続く）", "↓下段に続く", "▼次頁へ続く", "→次へ続く", "→続く", "（続く→）",
	"…次頁へ続く…", "・・・次頁へ続く", "－次頁へ続く－", "―次頁へ続く―", "～次頁へ続く～", "※次頁へ続く", "＊次頁へ続く＊",
	"（以下次ページへ）", "（次頁以降に続く）", "（後段へ続く）", "（2頁へ続く）", "（２ページに続く）", "（P.3へ続く）", "“次頁へ続く”", "◆次頁へ続く◆", "■下段に続く■", "＝＝次頁へ続く＝＝", "｜次頁へ続く｜",
	"≪下段に続く≫", "«次頁へ続く»", "｛下段に続く｝", "{次頁へ続く}", "〖次頁へ続く〗", "「下段に続く」", "『次頁へ続く』", "「 下段に続く 」",
	"（次ページへ）", "（次頁へ）", "【次頁へ】", "≪次のページへ≫", "（下段へ）", "（裏面へ）", "→次頁へ", "次ページへ", "次頁へ",
	"（次行に続く）", "（次の行へ続く）", "（下のセルに続く）", "（次シートへ続く）", "（次の列に続く）", "（右欄に続く）", "（下記に続く）", "（続きは次頁）", "（続きは、次ページへ）", "続きは下段",
	"（次頁続き）", "（次頁に続きあり）", "（続きあり）", "（次ページに続いています）", "（次頁へ継続）", "以下、下段に続く",
	"（ 下 段 に 続 く ）", "（　次頁へ　続く　）", "次　頁　へ　続　く",
}

// upward are marks at the head of a cell that was begun above.
var upward = []string{
	"（上段からの続き）", "(上段からの続き)", "（上段より続く）", "（上段の続き）", "（上段続き）", "（上段からのつづき）", "（上段から続く）", "（上段からの続）", "（上の段からの続き）",
	"（上欄からの続き）", "（上の欄より続く）", "（上の行からの続き）", "（上の枠の続き）",
	"（前頁からの続き）", "（前頁より続く）", "（前ページからの続き）", "（前のページから続く）", "（前のﾍﾟｰｼﾞのつづき）", "（前葉からの続き）", "（前項の続き）", "（前頁から続きます）",
	"（表面からの続き）", "（表面から続く）",
	"（上からの続き）", "（上の続き）", "（前からの続き）", "（上より続く）", "（前から続く）",
	"（続き）", "（つづき）", "(続き)", "（続）", "（承前）", "【続き】", "[続き]",
	"［上段からの続き］", "〔前頁より続く〕", "【上段からの続き】", "<上段からの続き>", "《前頁の続き》", "（上段からの続き)", "【（上段からの続き）】",
	"上段からの続き", "前頁からの続き", "前ページより続く", "上の欄の続き", "前葉からのつづき",
	"→前頁からの続き", "↑上段からの続き", "↓続き", "（→前頁からの続き）", "…前頁からの続き…", "―上段からの続き―", "※前頁からの続き",
	"（上段からの続きです）", "（上からの続きです）", "（続きです）", "（上から続きます）", "↑続きです", "（前頁から続いています）", "（1頁からの続き）", "（２ページより続く）", "◆前頁からの続き◆", "“上段からの続き”", "（前段からの続き）",
	"≪上段の続き≫", "«前頁からの続き»", "｛上段からの続き｝", "「上段からの続き」", "『前頁より続く』",
	"（前ページより）", "【前頁より】", "（前頁から）", "（上段より）", "≪上段から≫", "→前頁より", "前頁より", "前ページから",
	"（前行からの続き）", "（上のセルの続き）", "（前シートからの続き）", "（左欄からの続き）", "（上記の続き）", "（上記からの続き）", "（前頁からの継続）", "（前頁より続き）",
	"（ 上 段 か ら の 続 き ）", "（　続　き　）", "上　段　か　ら　の　続　き",
}

// texts are of a cell, though they sound like marks.
var texts = []string{
	"次に続く手続", "以下に続く", "以下に続く手続は、次のとおりとする。", "継続", "（継続）", "続柄", "（続柄）", "続柄（続）柄", "（続柄を含む。）", "上段の記載", "（上段の記載）", "下段の記載のとおり",
	"前年度から続く事業", "前年度からの続き", "（前年度からの継続）", "前回の続き", "次年度に続く", "（次年度に続く）", "次回に続く", "（次期システムへ続く）",
	"手続", "手続き", "（手続）", "（手続き）", "（事務手続）", "次の手続", "次の手続に続く", "続く", "つづく", "続き", "つづき", "続", "承前", "・続き", "続く。", "次に続く", "次へ続く", "次に続く。", "前の続き",
	"表の続き", "表に続く", "（表に続く）", "別表に続く", "（別紙に続く）", "別紙へ続く", "（別添２に続く）", "（第２章に続く）", "（続編）", "（続報）", "（続行する）", "（引き続き実施）", "引き続き実施する。", "（引き続き）", "（手続きの続き方）",
	"次の項目に続く", "次項目に続く", "次の段落に続く", "（次の段落に続く。）", "上段から続く経路", "前項の規定", "（前項の規定による。）", "次頁のとおり", "（次頁参照）", "（次のページ）", "（次頁）", "（次項）", "（以下、次の項）", "以下、次項", "以下次の表",
	"2頁", "（2頁）", "第2頁に続く", "後に続く", "（後に続く）", "○続く", "＝続き", "“続く”",
	"（上段）", "（下段）", "（前頁）", "上段より", "下段へ", "上段から", "「次ページへ」", "「前頁より」", "「続く」",
	"（下段に続く", "下段に続く）", "続く）", "（続く", "続き）", "（上段からの続き", "上段からの続き）",
	"（下段に続く）と記載する。", "「（下段に続く）」と記載する。", "「（下段に続く）」", "「下段に続く」と「次頁へ続く」", "「下段に続く", "（下段に続く）の表示を削除", "（下段に続くものを除く。）", "（次頁に続く表を参照）",
	"続・個人情報", "つづり", "書類のつづり", "連続する番号", "接続", "（接続）", "続々", "", " ", "\n", "（）", "→", "※", "（※）", "。", "…",
}

func TestAMarkIsKnownInEverySpelling(t *testing.T) {
	for _, mark := range downward {
		for text, want := range map[string]string{
			mark: "", "本文。\n\n" + mark: "本文。\n\n", "本文\n" + mark + "\n\n": "本文\n", "\n　" + strings.Repeat("　", 40) + mark + " ": "\n",
		} {
			if rest, got, ok := CutContinues(text); !ok || rest != want || got != mark {
				t.Errorf("%q: %q %q %v, want %q", text, rest, got, ok, want)
			}
		}
	}
	for _, mark := range upward {
		for text, want := range map[string]string{
			mark: "", mark + "\n\n本文。": "\n\n本文。", "\n\n" + mark + "\n本文": "\n本文", strings.Repeat("　", 40) + mark + "　\n": "\n",
		} {
			if rest, got, ok := CutContinued(text); !ok || rest != want || got != mark {
				t.Errorf("%q: %q %q %v, want %q", text, rest, got, ok, want)
			}
		}
	}
}

// Behind a text, or before one, in its line, a mark must stand in brackets.
func TestAMarkInBracketsMayStandInTheTextsLine(t *testing.T) {
	for _, of := range []struct{ text, rest, mark string }{
		{"改正する。（次頁へ続く）", "改正する。", "（次頁へ続く）"},
		{"一\n改正する。　(続く)\n", "一\n改正する。　", "(続く)"},
		{"番号法（平成25年法律第27号）（下段に続く）", "番号法（平成25年法律第27号）", "（下段に続く）"},
		{"改正する。【（次頁へ続く）】", "改正する。", "【（次頁へ続く）】"},
		{"改正する。（次頁へ続く）→", "改正する。", "（次頁へ続く）→"},
		{"［次頁へ続く］［次頁へ続く］", "［次頁へ続く］", "［次頁へ続く］"},
	} {
		if rest, mark, ok := CutContinues(of.text); rest != of.rest || mark != of.mark || !ok {
			t.Errorf("%s: %q %q", of.text, rest, mark)
		}
	}
	for _, of := range []struct{ text, rest, mark string }{
		{"（上段からの続き）改正する。", "改正する。", "（上段からの続き）"},
		{"　(続き) 改正する。\n二", " 改正する。\n二", "(続き)"},
		{"（続き）（平成25年法律第27号）", "（平成25年法律第27号）", "（続き）"},
		{"【（上段からの続き）】改正する。", "改正する。", "【（上段からの続き）】"},
		{"→（前頁からの続き）改正", "改正", "→（前頁からの続き）"},
	} {
		if rest, mark, ok := CutContinued(of.text); rest != of.rest || mark != of.mark || !ok {
			t.Errorf("%s: %q %q", of.text, rest, mark)
		}
	}
	for _, text := range []string{"改正する。次頁へ続く", "改正する。→次頁へ続く", "「（次頁へ続く）」", "（次頁へ続く）を削る。", "（次頁へ続く）\n改正する。", "改正する（次頁へ続く", "一（次頁へ続く）二（三）"} {
		if rest, mark, ok := CutContinues(text); ok || rest != text {
			t.Errorf("%s: %q %q", text, rest, mark)
		}
	}
	for _, text := range []string{"上段からの続き改正する。", "前頁からの続き、改正", "改正する。\n（上段からの続き）", "改正（上段からの続き）", "上段からの続き）改正", "「（続き）」改正"} {
		if rest, mark, ok := CutContinued(text); ok || rest != text {
			t.Errorf("%s: %q %q", text, rest, mark)
		}
	}
}

// A false mark deletes a text, so what may be one is none.
func TestATextThatSoundsLikeAMarkIsNone(t *testing.T) {
	for _, text := range texts {
		for _, whole := range []string{text, "本文。\n" + text, text + "\n本文。", "本文、" + text, "※" + text} {
			if rest, mark, ok := CutContinues(whole); ok || rest != whole || mark != "" {
				t.Errorf("%q is taken for a mark: %q", whole, mark)
			}
			if rest, mark, ok := CutContinued(whole); ok || rest != whole || mark != "" {
				t.Errorf("%q is taken for a mark: %q", whole, mark)
			}
		}
	}
}

func TestALineThatOnlyLooksLikeAMarkIsNamed(t *testing.T) {
	for line, want := range map[string]bool{
		"下段に続け": true, "次頁に続くよ": true, "（次頁に続くので注意）": true, "前頁の続きから": true, "（次頁）": true, "（次頁参照）": true, "「次ページへ」": true, "（前頁）": true, "次の欄へつづける": true,
		"…つづく": true, "…つづき": true, "続く": true, "続き": true, "下に続きます。": true, "上からの続きです。": true, "上から続きます": true, "・続き": true, "「続く」": true, "承前": true,
		"手続きです": false, "手続に続く": false, "続柄": false, "引き続き": false, "接続": false, "次に続く手続": false,
		"次頁へ続く": true, "上段からの続き": true, "（下段に続く）": false, "「（下段に続く）」": false, "次のとおり": false, "手続": false, "次の手続に続く": false, "上段の記載": false, "継続": false, "（別紙）": false, "前年度からの続き": false,
		"次の欄に記入する。": false, "下段の手続": false, "次の行政手続": false, "前ページの記載のとおり、引き続き実施する": false, "": false,
	} {
		e := good()
		e.Before = "本文。\n" + line
		if line == "" {
			e.Before = "本文。"
		}
		got := Check(&Table{Entries: []Entry{e}})
		if is := len(got) > 0 && got[0].Kind == MarkLike; is != want {
			t.Errorf("%s: %s", line, said(got))
		}
	}
}

func TestADirectionIsNotTheOther(t *testing.T) {
	for _, mark := range downward {
		if _, _, ok := CutContinued(mark + "\n本文"); ok && !slices.Contains(upward, mark) {
			t.Errorf("%s continues nothing", mark)
		}
	}
	for _, mark := range upward {
		if _, _, ok := CutContinues("本文\n" + mark); ok && !slices.Contains(downward, mark) {
			t.Errorf("%s goes nowhere", mark)
		}
	}
}

func blankAll(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }

// Nothing but white space is lost between a text and the mark taken off it.
func TestATextIsItsRestAndItsMark(t *testing.T) {
	words := slices.Concat(downward, upward, texts, []string{"\n", "\n", "\n\n", " ", "　", "\t", "\r\n", "（", "）", "【", "】", "→", "続", "く", "次頁", "上段", "本文", "。", "\xe3", "𠮷"})
	cut := 0
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(r, "words"), "")
		rest, mark, ok := CutContinues(text)
		between, after, found := strings.Cut(strings.TrimPrefix(text, rest), mark)
		if !ok && (rest != text || mark != "") || ok && (mark == "" || !strings.HasPrefix(text, rest) || !found || !blankAll(between) || !blankAll(after)) {
			r.Fatalf("%q: %q + %q %v", text, rest, mark, ok)
		}
		if ok {
			cut++
		}
		rest, mark, ok = CutContinued(text)
		before, between, found := strings.Cut(strings.TrimSuffix(text, rest), mark)
		if !ok && (rest != text || mark != "") || ok && (mark == "" || !strings.HasSuffix(text, rest) || !found || !blankAll(before) || !blankAll(between)) {
			r.Fatalf("%q: %q + %q %v", text, mark, rest, ok)
		}
		if ok {
			cut++
		}
	})
	if cut == 0 {
		t.Error("no mark was cut")
	}
}

func TestACellSaysThatItRepeatsTheOneAbove(t *testing.T) {
	for _, text := range []string{
		"同上", "同　上", " 同上\n", "（同上）", "(同上)", "〔同上〕", "仝上", "〃", "　〃　", "（〃）", "″", "′′", "''", `"`, "＂", "”", "々", "上に同じ", "上記に同じ", "上と同じ", "上記と同じ",
		strings.Repeat("　", 20) + "同上" + strings.Repeat("　", 20),
	} {
		if !IsDitto(text) {
			t.Errorf("%q is none", text)
		}
	}
	for _, text := range []string{
		"", " ", "（）", "同左", "同右", "同下", "同", "上", "同上とする", "同上の措置", "〃〃", "同上\n同上", "同年10月", "上記", "上に同じく", "前に同じ", "-", "―", "なし", "、、", "'", "、", "々々",
		"「同上」", "同上" + strings.Repeat("　", 20) + "同上",
	} {
		if IsDitto(text) {
			t.Errorf("%q is one", text)
		}
	}
}

func TestWordsOfAFormAreComparedWithoutWidthsAndWhiteSpace(t *testing.T) {
	for in, want := range map[string]string{
		"変 更　日\n": "変更日", "（別添２）": "(別添2)", "ﾐﾎﾝ": "ミホン", "ｶﾞ": "ガ", "⽇": "日", "Ⅲ": "III", "①": "1", "": "", "\u00A0\u2003": "",
	} {
		if got := Squeeze(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
