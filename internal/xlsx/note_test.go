package xlsx

import (
	"testing"

	"betten/internal/change"
)

func TestANoteIsKnownByHowItBegins(t *testing.T) {
	for text, want := range map[string]bool{
		"※　変更日は公表日": true, "＊ 印は軽微な修正": true, "注１　変更日は": true, "（注２）軽微な": true, "注：略した": true, "（備考）": true, "備考１": true, "［注］": true,
		"注意喚起を行う。": false, "注文書の管理": false, "備考欄に記載する。": false, "（１）紙": false, "権限の管理": false,
	} {
		if got := note.MatchString(change.Squeeze(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
