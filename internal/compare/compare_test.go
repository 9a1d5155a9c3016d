package compare

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wantTexts fails if the marks, as brackets, are others than in before and after.
func wantTexts(t *testing.T, before, after string) {
	t.Helper()
	x, _ := unmark(t, before)
	y, _ := unmark(t, after)
	gone, come := Texts(x, y)
	if got := marked(x, gone); got != before {
		t.Errorf("before: %s", cmp.Diff(before, got))
	}
	if got := marked(y, come); got != after {
		t.Errorf("after: %s", cmp.Diff(after, got))
	}
}

func TestAnEmptySideMarksTheOtherWithoutItsLineFeeds(t *testing.T) {
	wantTexts(t, "", "⟦・一行目⟧\n\n⟦・二行目⟧\n")
	wantTexts(t, "\n", "⟦あ⟧")
}

func TestAWordForNothingIsMarkedToo(t *testing.T) {
	for _, word := range []string{"（削除）", "(削除)", "（削る）", "（新設）", "［廃止］"} {
		wantTexts(t, "⟦・一行目⟧\n⟦・二行目⟧", "⟦"+word+"⟧")
	}
	wantTexts(t, "機能の⟦追加⟧", "機能の⟦削除⟧")
}

func TestAMarkStaysInsideOfItsParagraph(t *testing.T) {
	wantTexts(t, "変わらない段落\r\n⟦消える段落である⟧\r\n⟦これも消える⟧\r\n終わりの段落", "変わらない段落\r\n終わりの段落")
}

func TestShortParagraphsDoNotMove(t *testing.T) {
	wantTexts(t, "⟦（１）件⟧\n委託先における取扱者の数", "委託先における取扱者の数\n⟦（１）件⟧")
}

func TestAHeadingThatIsRepeatedDoesNotMove(t *testing.T) {
	wantTexts(t,
		"＜中間サーバーにおける措置＞\n・一つ目の措置を講じている。\n⟦＜中間サーバーにおける措置＞⟧",
		"＜中間サーバーにおける措置＞\n・一つ目の措置を講じている。")
}

func TestEqualParagraphsStayWhereTheyAre(t *testing.T) {
	wantTexts(t, "同じ段落である。\n同じ段落である。", "同じ段落である。\n同じ段落である。\n⟦同じ段落である。⟧")
}

func TestCharactersAreNotCut(t *testing.T) {
	wantTexts(t, "⟦葛󠄀⟧城市", "⟦葛⟧城市")
	wantTexts(t, "印は⟦👨‍👩‍👧⟧とする", "印は⟦👨‍👩‍👦⟧とする")
	wantTexts(t, "⟦か\u3099⟧", "⟦か⟧")
}

func TestBytesThatAreNoCharactersAreCompared(t *testing.T) {
	gone, come := Texts("\xffあいう", "\xfeあいう")
	want := []Mark{{Start: 0, End: 1}}
	if diff := cmp.Diff([][]Mark{want, want}, [][]Mark{gone, come}); diff != "" {
		t.Error(diff)
	}
}

// Of 「甲、乙、丙」 and 「甲、丙」 the difference may be 「乙、」 or 「、乙」: slide chooses.
func TestWhatIsInsertedIsMarkedAsAPersonSeesIt(t *testing.T) {
	wantTexts(t, "連絡先（携帯）を記載する。", "連絡先⟦（自宅）⟧（携帯）を記載する。")
	wantTexts(t, "「台帳」⟦「受付簿」⟧「決裁簿」を保存する。", "「台帳」「決裁簿」を保存する。")
	wantTexts(t, "納税通知書及び督促状を発送する。", "納税通知書⟦及び催告書⟧及び督促状を発送する。")
	wantTexts(t, "担当者は、窓口を閉める。担当者は、鍵を返す。", "担当者は、窓口を閉める。⟦担当者は、電源を切る。⟧担当者は、鍵を返す。")
}

// Where an official ended lines by hand, a word that moves to the next line is no
// change: the lines are compared as one paragraph (isRest).
func TestAWordThatMovesToTheNextLineIsNoChange(t *testing.T) {
	wantTexts(t,
		"窓口の職員は、届出書の記載事項を審査し、\n⟦　⟧電算システムに入力する。\n控えは⟦廃棄⟧する。",
		"窓口の職員は、届出書の記載事項⟦及び委任状⟧を\n⟦　⟧審査し、電算システムに入力する。\n控えは⟦保存⟧する。")
}
