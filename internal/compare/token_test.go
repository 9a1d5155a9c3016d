package compare

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func cut(s string) string {
	var parts []string
	for _, t := range tokens(s) {
		parts = append(parts, s[t.start:t.end])
	}
	return strings.Join(parts, "÷")
}

func TestWhatIsMarkedAsOne(t *testing.T) {
	for _, want := range []string{
		"情報政策課÷が÷管理÷する÷。",
		"令和÷5年÷4月÷1日÷から",
		"令和÷元年÷5月÷1日",
		"令和÷６年度÷に÷10年間",
		"午前÷8時30分÷から",
		"第÷19÷条第÷7÷号",
		"条例第÷三÷条第÷二÷項",
		"一部÷を÷統一÷する",
		"１．÷転入",
		"　÷（２）÷１÷件",
		"③÷審査",
		"1.5÷倍",
		"12,500÷人",
		"［　］÷紙÷　÷[〇]÷専用線÷　÷□÷職権",
		"[÷委託÷しない÷]",
		"株式会社みほん情報センター÷に÷委託",
		"ミホンソフト株式会社÷が",
		"見本電算株式会社",
		"https://www.example.jp/a?b=1÷（÷LG-WAN÷）",
		"OS÷は÷Ver.10.2÷。",
		"氏名÷、÷住所÷及び÷電話番号",
		"交付÷を÷行った÷。",
		"速やか÷に",
		"葛󠄀城市",
		"サーバー÷・÷端末",
	} {
		if got := cut(strings.ReplaceAll(want, "÷", "")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestTheNumberOfAnItem(t *testing.T) {
	for s, want := range map[string]string{
		"１．概要": "１．", "　（２）概要": "　（２）", "(ア)概要": "(ア)", "③概要": "③", "10) 概要": "10)",
		"（一）概要": "（一）", "1.5倍": "", "（概要）": "", "概要": "", "2024年": "", "": "", "１": "", "（": "",
	} {
		if got := s[:labelEnd(s)]; got != want {
			t.Errorf("%s: got %q, want %q", s, got, want)
		}
	}
}

// common returns what two strings have in common by an aligner, character by
// character.
func common(l aligner, a, b string) string {
	l.weight = func(int32) int32 { return 1 }
	l.work = &budget{cells: wholeBudget}
	var s strings.Builder
	for _, m := range l.align([]int32(a), []int32(b)) {
		s.WriteRune([]rune(a)[m.a])
	}
	return s.String()
}

func TestCommonCharacters(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "", ""},
		{"abc", "", ""},
		{"abc", "abc", "abc"},
		{"abcd", "xbcy", "bc"},
		{"abxcd", "abcd", "abcd"},
	} {
		if got := common(aligner{}, c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestEditsFindWhatTheTableFinds(t *testing.T) {
	a, b := strings.Repeat("ab", 40)+"c"+strings.Repeat("ba", 40), strings.Repeat("ab", 39)+"cc"+strings.Repeat("ba", 41)
	l := aligner{work: &budget{cells: wholeBudget}}
	ms := l.edits(nil, []int32(a), []int32(b), 0, 0)
	if got, want := len(ms), len(common(aligner{}, a, b)); got != want {
		t.Errorf("%d matches, want %d", got, want)
	}
	if got := l.edits(nil, []int32("abc"), []int32("xyz"), 5, 7); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestTheLongestRisingList(t *testing.T) {
	got := rising([]match{{0, 3}, {1, 0}, {2, 1}, {3, 4}, {4, 2}})
	if diff := cmp.Diff([]match{{1, 0}, {2, 1}, {4, 2}}, got, cmp.AllowUnexported(match{})); diff != "" {
		t.Error(diff)
	}
}
