package compare

import (
	"strings"
	"unicode/utf8"
)

// functionWords are the hiragana that are words of their own: particles and verb
// endings. A run of hiragana is cut where the longest of them begin.
var functionWords = strings.Fields(`
	なければならない しなければならない よう ように としている としていない している していない しており ている ていない ており ておらず
	された されている されていない される されない させる させない すること したもの しないこと しない しなかった する した して せず すれば
	できる できない できた できなかった である であり であって であるため ではない でない いる いない おり ある ない なる なった
	ついて については における おいて おいては により によって による によらず において においては とともに
	または および ならびに もしくは かつ ただし なお また さらに
	こと ことが ことを ことに ことは もの ものと ため とき ところ ほか うち ごと ごとに まで から より など のみ だけ ほど ずつ へ へは
	その この それ これ
	ます ました ません ください
	を に は が の と で も には では とは への での との からの までの`)

// longestWord finds the longest function word at the head of a text.
var longestWord = func() func(s string) string {
	known := make(map[string]bool)
	most := 0
	for _, w := range functionWords {
		known[w] = true
		most = max(most, utf8.RuneCountInString(w))
	}
	return func(s string) string {
		found := ""
		n := 0
		for i, r := range s {
			if n++; n > most {
				break
			}
			if end := i + utf8.RuneLen(r); end <= len(s) && known[s[:end]] {
				found = s[:end]
			}
		}
		return found
	}
}()

// hiragana takes the next word of a run of hiragana: a function word, or the text
// before the next one.
func (c *scanner) hiragana() {
	end := c.run(c.at, hiragana)
	for i := c.at; i < end; i++ {
		w := longestWord(c.s[c.start(i):c.ends[end-1]])
		if w == "" || i > c.at && utf8.RuneCountInString(w) < 2 && i+1 < end {
			continue // one kana amid others is no particle
		}
		if i > c.at {
			c.take(i, hiragana)
		}
		to := i
		for to < end && c.ends[to] <= c.start(i)+len(w) {
			to++
		}
		if to > i {
			c.take(to, hiragana)
			return
		}
	}
	c.take(end, hiragana)
}

// kanji takes a run of kanji with the kana that inflect it, or a number in kanji.
func (c *scanner) kanji() {
	end := c.run(c.at, kanji)
	for i := c.at; i < end; i++ {
		if n := c.conjunction(i); n > i {
			if i > c.at {
				c.take(i, kanji)
			}
			c.take(n, conjunction)
			return
		}
		n := c.numerals(i, end)
		if n == i {
			continue
		}
		if i > c.at {
			c.take(i, kanji)
		}
		c.take(c.unit(n), number)
		return
	}
	c.take(c.okurigana(end), kanji)
}

// conjunctions are the function words that begin with kanji.
var conjunctions = []string{"及び", "並びに", "又は", "若しくは"}

// conjunction returns the end of the one that begins at i, or i.
func (c *scanner) conjunction(i int) int {
	rest := c.s[c.start(i):]
	for _, w := range conjunctions {
		if !strings.HasPrefix(rest, w) {
			continue
		}
		for n := i; n < len(c.ends); n++ {
			if c.ends[n] == c.start(i)+len(w) {
				return n + 1
			}
		}
	}
	return i
}

// okurigana returns the end of the kana at i that inflect the kanji before them. These
// are at most three kana that do not begin a function word.
func (c *scanner) okurigana(i int) int {
	end := min(c.run(i, hiragana), i+4)
	for k := i; k < end; k++ {
		if longestWord(c.s[c.start(k):]) != "" {
			return k
		}
	}
	if end-i > 3 {
		return i
	}
	return end
}

// numerals returns the end of the number in kanji that begins at i. It is a number after
// 第, or before a counter. 一部, 十分 and 統一 are words.
func (c *scanner) numerals(i, end int) int {
	n := i
	for n < end && strings.ContainsRune("〇一二三四五六七八九十百千元", c.rune(n)) {
		n++
	}
	if n == i {
		return i
	}
	behind := i > 0 && strings.ContainsRune("第和成", c.rune(i-1))
	before := strings.ContainsRune("年月日条項号件回箇", c.rune(n))
	if behind || before && n < end && c.rune(i) != '元' {
		return n
	}
	return i
}
