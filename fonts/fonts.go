// Package fonts holds the typefaces that the program carries, each with its
// licence beside it.
package fonts

import (
	_ "embed"
	"sync"

	"betten/internal/text"
)

//go:embed BIZUDPGothic-Regular.ttf
var bizUDPGothic []byte

//go:embed NotoSansJP-Regular.ttf
var notoSansJP []byte

// The faces, parsed when first asked for.
var (
	BIZUDPGothic = sync.OnceValue(func() *text.Face { return parse("BIZ UDPGothic", bizUDPGothic) })
	NotoSansJP   = sync.OnceValue(func() *text.Face { return parse("Noto Sans JP", notoSansJP) })
)

func parse(name string, data []byte) *text.Face {
	f, err := text.ParseFace(name, data)
	if err != nil {
		panic("fonts: " + name + ": " + err.Error())
	}
	return f
}

// Named returns the face of a family whose widths the program knows, by any of
// the names that Excel and Windows have for it.
func Named(family string) (*text.Face, bool) {
	switch family {
	case "ＭＳ Ｐゴシック", "MS PGothic", "MS Pゴシック":
		return text.MSPGothic(), true
	case "ＭＳ ゴシック", "MS Gothic", "ＭＳ 明朝", "MS Mincho", "BIZ UDゴシック", "BIZ UDGothic", "BIZ UD明朝 Medium", "BIZ UD明朝", "BIZ UDMincho":
		return text.Fixed(), true
	case "BIZ UDPゴシック", "BIZ UDPGothic":
		return BIZUDPGothic(), true
	case "Noto Sans JP":
		return NotoSansJP(), true
	}
	return nil, false
}
