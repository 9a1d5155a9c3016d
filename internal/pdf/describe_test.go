package pdf

import (
	"regexp"
	"testing"
	"time"

	"betten/internal/change"
)

func TestAFileSaysWhatItIs(t *testing.T) {
	table := oddTable("本文")
	table.Organization, table.Assessment = "𠮷野市", "(予防接種) 𠮟責事務 \\ 評価書"
	r := open(t, written(t, laidOut(t, table, newRuler())))
	info := r.Trailer().Key("Info")
	for key, want := range map[string]string{
		"Title":   "𠮷野市 (予防接種) 𠮟責事務 \\ 評価書 （別添２）変更箇所",
		"Author":  "𠮷野市",
		"Subject": "(予防接種) 𠮟責事務 \\ 評価書",
		"Creator": "betten",
		// 2024-04-01, from the entry, never from the clock.
		"CreationDate": "D:20240401000000+09'00'",
		"ModDate":      "D:20240401000000+09'00'",
	} {
		if got := info.Key(key).TextFromUTF16(); got != want && info.Key(key).Text() != want {
			t.Errorf("%s: %q, want %q", key, info.Key(key).Text(), want)
		}
	}
	root := r.Trailer().Key("Root")
	if root.Key("Lang").Text() != "ja-JP" || !root.Key("ViewerPreferences").Key("DisplayDocTitle").Bool() {
		t.Errorf("the catalog is %v", root)
	}
	id := r.Trailer().Key("ID")
	if id.Len() != 2 || len(id.Index(0).RawString()) != 16 {
		t.Errorf("the ID is %v", id)
	}
}

func TestWhatIsNotKnownIsNotSaid(t *testing.T) {
	info := open(t, written(t, laidOut(t, &change.Table{}, newRuler()))).Trailer().Key("Info")
	if got := info.Key("Title").Text(); got != "（別添２）変更箇所" {
		t.Errorf("title %q", got)
	}
	if !info.Key("Author").IsNull() || !info.Key("Subject").IsNull() {
		t.Errorf("author %v, subject %v", info.Key("Author"), info.Key("Subject"))
	}
}

func TestATitleNamesTheOfficeAndTheAssessmentOnce(t *testing.T) {
	for _, c := range []struct{ organization, assessment, want string }{
		{"みほん市", "予防接種に関する事務 重点項目評価書", "みほん市 予防接種に関する事務 重点項目評価書 （別添２）変更箇所"},
		{"みほん市", "みほん市 予防接種に関する事務", "みほん市 予防接種に関する事務 （別添２）変更箇所"},
		{"みほん県\n　後期高齢者医療広域連合", "", "みほん県 後期高齢者医療広域連合 （別添２）変更箇所"},
		{"", "予防接種に関する事務", "予防接種に関する事務 （別添２）変更箇所"},
	} {
		p := laidOut(t, &change.Table{Organization: c.organization, Assessment: c.assessment}, newRuler())
		if got := title(p); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestATableIsOfItsLatestDay(t *testing.T) {
	written := func(s string) change.Entry { return change.Entry{Date: change.Date{Text: s}} }
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		entries []change.Entry
		want    time.Time
	}{
		{[]change.Entry{written("令和6年4月1日"), written("平成31年4月1日")}, day(2024, 4, 1)},
		{[]change.Entry{written("同年10月"), {Date: change.Date{Day: day(2023, 7, 3)}}}, day(2023, 7, 3)},
		{[]change.Entry{written("未定")}, noDate},
		{nil, noDate},
	} {
		if got := date(&change.Table{Entries: c.entries}); !got.Equal(c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

// Details that fpdf omits or gets wrong are right: the tag of a subset, the collection of its
// codes, and a glyph map that does not take 128 kB.
func TestFontsAreEmbeddedAsASubset(t *testing.T) {
	tagged := regexp.MustCompile(`^[A-Z]{6}\+(BIZUDPGothic|NotoSansJP)-Regular$`)
	seen := make(map[string]bool)
	for _, page := range readPages(t, written(t, laidOut(t, oddTable(oddText), newRuler()))) {
		for _, f := range page.fonts {
			descendant := f.Key("DescendantFonts").Index(0)
			descriptor := descendant.Key("FontDescriptor")
			name := f.Key("BaseFont").Name()
			seen[name] = true
			if !tagged.MatchString(name) || descendant.Key("BaseFont").Name() != name || descriptor.Key("FontName").Name() != name {
				t.Errorf("the font is named %s, %s, %s", name, descendant.Key("BaseFont").Name(), descriptor.Key("FontName").Name())
			}
			if descendant.Key("CIDToGIDMap").Name() != "Identity" || descendant.Key("CIDSystemInfo").Key("Ordering").RawString() != "Identity" {
				t.Errorf("%s: codes are not glyphs", name)
			}
			if a, d := descriptor.Key("Ascent").Int64(), descriptor.Key("Descent").Int64(); a < 800 || a > 1200 || d > -100 || d < -400 {
				t.Errorf("%s reaches from %d to %d", name, d, a)
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("fonts %v, want two", seen)
	}
}
