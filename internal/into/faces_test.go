package into

import (
	"testing"

	"betten/fonts"
	"betten/internal/workbook"
)

func TestADigitIsAsWideAsExcelTakesItFor(t *testing.T) {
	for _, c := range []struct {
		face   string
		size   float64
		pixels int
		known  bool
	}{
		{"Calibri", 11, 7, true},
		{"ＭＳ Ｐゴシック", 11, 8, true},
		{"MS PGothic", 11, 8, true},
		{"ＭＳ Ｐゴシック", 12, 8, true},
		{"ＭＳ Ｐゴシック", 9, 6, true},
		{"ＭＳ 明朝", 11, 8, true},
		{"游ゴシック", 11, 8, true},
		{"游ゴシック Light", 11, 8, true},
		{"Arial", 10, 7, true},
		{"BIZ UDPゴシック", 11, 11, true}, // by the face
		{"みほん書体", 11, 7, false},       // a guess
	} {
		face, _ := fonts.Named(c.face)
		if got, known := digitWidth(workbook.Font{Face: c.face, Size: c.size}, face); got != c.pixels || known != c.known {
			t.Errorf("%s %v: %d pixels, %v, want %d, %v", c.face, c.size, got, known, c.pixels, c.known)
		}
	}
}

func TestLinesStandApartAsInExcel(t *testing.T) {
	for _, c := range []struct {
		face         string
		size, points float64
	}{
		{"ＭＳ Ｐゴシック", 10, 12}, {"ＭＳ Ｐゴシック", 11, 13.5}, {"ＭＳ 明朝", 9, 11.25}, {"BIZ UDPゴシック", 10, 12},
		{"游ゴシック", 11, 19.5}, {"メイリオ", 10, 18}, {"みほん書体", 10, 18},
	} {
		if got := linePitch(workbook.Font{Face: c.face, Size: c.size}).Points(); got != c.points {
			t.Errorf("%s %v: %v points, want %v", c.face, c.size, got, c.points)
		}
	}
}
