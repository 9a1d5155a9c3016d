package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// prose returns a text of about n characters, of paragraphs of the given number of
// sentences.
func prose(seed uint64, n, sentences int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	nouns := strings.Fields("職員 端末 申請書 個人番号 宛名情報 サーバ室 操作記録 委託先 権限 台帳 住民記録システム 生体認証 予診票 所管課 窓口 媒体")
	verbs := strings.Fields("を登録する を確認する を消去する に保管する を照合する を制限している に報告する を付与する")
	var b strings.Builder
	for size := 0; size < n; {
		for range sentences {
			s := fmt.Sprintf("%sは、%sの%s%s。", nouns[r.IntN(16)], nouns[r.IntN(16)], nouns[r.IntN(16)], verbs[r.IntN(8)])
			if r.IntN(3) == 0 {
				s = fmt.Sprintf("第%d条の%s", r.IntN(1000), s)
			}
			b.WriteString(s)
			size += utf8.RuneCountInString(s)
			if size >= n {
				break
			}
		}
		if sentences < 1000 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// edited changes every nth sentence of a text.
func edited(s string, n int) string {
	parts := strings.SplitAfter(s, "。")
	for i := n / 2; i < len(parts); i += n {
		switch i % 3 {
		case 0:
			parts[i] = strings.Replace(parts[i], "は、", "及び市長は、", 1)
		case 1:
			parts[i] = ""
		case 2:
			parts[i] += "例外は認めない。"
		}
	}
	return strings.Join(parts, "")
}

// hard are pairs of texts that would take long, were the work not bounded.
func hard(n int) map[string][2]string {
	few, giant := prose(1, n, 4), prose(2, n, 1000)
	line := "・職員は、端末の操作記録を確認する。\n"
	same := strings.Repeat(line, n/utf8.RuneCountInString(line))
	other := strings.Replace(same, line, "・委託先は、毎月報告する。\n"+line, 7)
	return map[string][2]string{
		"few changes":         {few, edited(few, 40)},
		"many changes":        {few, edited(few, 3)},
		"other text":          {few, prose(3, n, 4)},
		"other short lines":   {prose(4, n, 1), prose(5, n, 1)},
		"repeated paragraphs": {same, other + line + line},
		"repeated, shuffled":  {strings.Repeat("甲の措置\n乙の措置\n", n/10), strings.Repeat("乙の措置\n乙の措置\n甲の措置\n", n/15)},
		"giant paragraph":     {giant, edited(giant, 40)},
		"giant, other text":   {giant, prose(6, n, 1000)},
		"giant, many changes": {giant, edited(giant, 3)},
		"one character":       {strings.Repeat("同", n), strings.Repeat("同", n-5)},
		"signs":               {strings.Repeat("（）", n/2), strings.Repeat("）、（", n/3)},
		"lines of one":        {strings.Repeat("甲\n乙\n", n/4), strings.Repeat("乙\n乙\n甲\n", n/6)},
		"scattered":           {strings.Repeat("特定の個人の番号の", n/9), strings.Repeat("番号を個人の特定は", n/9)},
	}
}

func BenchmarkTexts(b *testing.B) {
	for _, n := range []int{30_000, 100_000} {
		for name, p := range hard(n) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					Texts(p[0], p[1])
				}
			})
		}
	}
}

// The bound is of the order of magnitude: a machine under load may be slow, a step
// that grows with the square of the text is slower still.
func TestLongTextsTakeNoTime(t *testing.T) {
	for name, p := range hard(200_000) {
		start := time.Now()
		Texts(p[0], p[1])
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s: %v", name, took)
		}
	}
}

func TestLongTextsLoseNothing(t *testing.T) {
	for _, p := range hard(20_000) {
		wantMarks(t, p[0], p[1])
	}
}

// A few changes in a long text are found as exactly as in a short one.
func TestFewChangesOfALongTextStayFew(t *testing.T) {
	for name, p := range hard(30_000) {
		if !strings.Contains(name, "few") && name != "giant paragraph" && name != "repeated paragraphs" {
			continue
		}
		gone, come := Texts(p[0], p[1])
		n := 0
		for _, m := range append(gone, come...) {
			n += m.End - m.Start
		}
		if share := float64(n) / float64(len(p[0])); share > 0.02 {
			t.Errorf("%s: %.3f of the text is marked", name, share)
		}
	}
}
