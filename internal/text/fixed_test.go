package text

import "testing"

func TestAFixedFaceHasTwoWidths(t *testing.T) {
	ruler := NewRuler(10*Point, Fixed())
	for s, em := range map[string]float64{"A1~ ": 2, "ｱｶﾞ｡": 2, "あ漢（ＡＢ１": 6, "é①〇": 3, "か\u3099": 1, "": 0} {
		if got := ruler.Width(s); got != Points(em*10) {
			t.Errorf("%q is %v em wide, want %v", s, got.Points()/10, em)
		}
	}
}
