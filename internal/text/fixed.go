package text

import "sync"

// Fixed returns the widths of a face whose characters are all one em wide, except for
// the half-width ones of JIS X 0201: ＭＳ ゴシック, ＭＳ 明朝 and similar faces.
var Fixed = sync.OnceValue(func() *Face {
	f := &Face{Name: "ＭＳ ゴシック", em: 2, advances: make(map[rune]int)}
	for r := ' '; r <= '~'; r++ {
		f.advances[r] = 1
	}
	for r := '｡'; r <= 'ﾟ'; r++ {
		f.advances[r] = 1
	}
	return f
})
