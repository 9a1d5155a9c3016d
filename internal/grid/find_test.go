package grid

import (
	"testing"

	"betten/internal/change"
)

// 備考 heads the explanations only where no official heading does, wherever it stands.
func TestALooseHeadingCountsWhereThereIsNoOther(t *testing.T) {
	for headings, want := range map[string]int{
		"変更日|項目|変更前|変更後|提出時期|備考":           6,
		"備考|変更日|項目|変更前|変更後|提出時期|提出時期に係る説明": 7,
		"理由|変更日|項目|変更前|変更後|提出時期":           1,
	} {
		a, ok := Find(gridOf(headings))
		if !ok || a.Columns[change.ExplanationColumn][0] != want {
			t.Errorf("%s: %+v", headings, a)
		}
	}
}
