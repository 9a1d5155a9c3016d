package change

import "testing"

func TestAColumnIsKnownByWhatPeopleCallIt(t *testing.T) {
	for _, c := range []struct {
		heading   string
		want      Column
		loose, ok bool
	}{
		{"変更日", DateColumn, false, true},
		{" 変　更\n日 ", DateColumn, false, true},
		{"項目（※１）", ItemColumn, false, true},
		{"提出時期*", TimingColumn, false, true},
		{"修正前", BeforeColumn, false, true},
		{"備考", ExplanationColumn, true, true},
		{"理由", ExplanationColumn, true, true},
		{"変更箇所", ItemColumn, true, true},
		{"備考欄", 0, false, false},
		{"", 0, false, false},
	} {
		if got, loose, ok := ColumnOf(c.heading); got != c.want || loose != c.loose || ok != c.ok {
			t.Errorf("%q: %v, loose %v, %v", c.heading, got, loose, ok)
		}
	}
	for words, key := range ColumnKeys() {
		if c, _, ok := ColumnOf(words); !ok || c.String() != key || words != Squeeze(words) {
			t.Errorf("%s: %s, but as a heading %v", words, key, c)
		}
	}
}
