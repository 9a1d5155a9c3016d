package text

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// msPGothic lists the characters that are not 1 em wide, one a line: code point,
// character, advance in em, and where the figure comes from.
//
//go:embed ms-pgothic.tsv
var msPGothic string

// MSPGothic returns the widths of ＭＳ Ｐゴシック, the face of the official form, in
// 1/10000 em. We may not embed this face, so it has no glyphs.
var MSPGothic = sync.OnceValue(func() *Face {
	f := &Face{Name: "ＭＳ Ｐゴシック", em: 10000, advances: make(map[rune]int, 400)}
	for line := range strings.Lines(msPGothic) {
		fields := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || !strings.HasPrefix(fields[0], "U+") {
			continue
		}
		r, err1 := strconv.ParseUint(fields[0][len("U+"):], 16, 32)
		em, err2 := strconv.ParseFloat(fields[2], 64)
		if err1 != nil || err2 != nil {
			panic("text: the embedded widths are broken: " + line)
		}
		f.advances[rune(r)] = int(em*10000 + 0.5)
	}
	return f
})
