package into

import (
	"math"
	"strings"

	"betten/internal/change"
	"betten/internal/text"
	"betten/internal/workbook"
)

// digits are the widths of digits in faces that a Normal font often has, in em, as
// the width of columns is known to come out in Excel: Calibri 11 makes 7 pixels,
// 游ゴシック 11 makes 8. The names are squeezed.
var digits = map[string]float64{
	"calibri": 0.507, "cambria": 0.554, "arial": 0.556, "timesnewroman": 0.5, "aptosnarrow": 0.5, "segoeui": 0.539, "tahoma": 0.546, "verdana": 0.636,
	"游ゴシック": 0.55, "yugothic": 0.55, "游ゴシックlight": 0.55, "yugothiclight": 0.55, "游ゴシックmedium": 0.55, "游明朝": 0.55, "yumincho": 0.55,
	"メイリオ": 0.6, "meiryo": 0.6, "meiryoui": 0.6,
}

// digitGuess is used for unknown faces. Most are wider: then the
// text has more room than it is given here, and its rows are too high, not too low.
const digitGuess = 0.5 // em

// digitWidth returns how many pixels wide Excel takes a digit of a font for, and
// whether that is more than a guess.
func digitWidth(font workbook.Font, face *text.Face) (pixels int, known bool) {
	exact, known := digit(font, face)
	const dpi = 96.0 / 72
	if isMS(font.Face) {
		// At these sizes they have bitmaps, drawn for whole pixels: 11 points are
		// 15 pixels, and the half of them 8.
		exact = math.Round(font.Size*dpi) / 2
	}
	return max(1, int(math.Floor(exact+0.5))), known
}

// digit returns the width of a digit in pixels, as a program has it that rounds
// nothing.
func digit(font workbook.Font, face *text.Face) (pixels float64, known bool) {
	const dpi = 96.0 / 72
	em := font.Size * dpi
	width, known := digits[squeezed(font.Face)]
	switch {
	case isMS(font.Face):
		width, known = 0.5, true
	case known:
	case face != nil:
		width = float64(text.NewRuler(text.Point, face).Advance('0')) / float64(text.Point)
		known = true
	default:
		width = digitGuess
	}
	return width * em, known
}

// isMS reports whether a face is one of ＭＳ ゴシック, ＭＳ 明朝 and their kin, all of
// which have the same digits.
func isMS(face string) bool {
	name := squeezed(face)
	return strings.HasPrefix(name, "ms")
}

// squeezed returns a face's name as names are compared.
func squeezed(face string) string { return strings.ToLower(change.Squeeze(face)) }

// linePitch returns the distance between lines of a font in Excel, in steps of a
// pixel: 12 points for ＭＳ Ｐゴシック 10, 13.5 for 11. Faces that lead their lines wide
// take more, and an unknown face is given as much as those.
func linePitch(font workbook.Font) text.Length {
	times := 1.75 // 游ゴシック, メイリオ
	name := squeezed(font.Face)
	switch {
	case isMS(font.Face), strings.HasPrefix(name, "bizud"):
		times = 1.2
	case strings.HasPrefix(name, "noto"):
		times = 1.5
	}
	const pixel = 750 // of a point's 1000
	return text.Length(math.Ceil(font.Size*times*float64(text.Point)/pixel)) * pixel
}
