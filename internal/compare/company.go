package compare

import "strings"

var companyForms = []string{"株式会社", "有限会社", "合同会社"}

// companies joins the tokens of a company's name. If one of them changes, the name is a
// different one, although both contain 株式会社.
func companies(s string, list []token) []token {
	var out []token
	for i := 0; i < len(list); i++ {
		t := list[i]
		form := companyForm(s[t.start:t.end])
		if t.kind != kanji || form == "" {
			out = append(out, t)
			continue
		}
		t.kind = company
		if strings.HasSuffix(s[t.start:t.end], form) && t.end-t.start > len(form) {
			out = append(out, t) // 見本電算株式会社
			continue
		}
		if n := len(out) - 1; n >= 0 && t.end-t.start == len(form) && (out[n].kind == katakana || out[n].kind == word) {
			t.start, t.size = out[n].start, t.size+out[n].size
			out[n] = t
			continue
		}
		for i+1 < len(list) && ofName(s, list[i+1]) {
			i++
			t.end, t.size = list[i].end, t.size+list[i].size
		}
		out = append(out, t)
	}
	return out
}

func companyForm(s string) string {
	for _, f := range companyForms {
		if strings.HasPrefix(s, f) || strings.HasSuffix(s, f) {
			return f
		}
	}
	return ""
}

// ofName reports whether a token may be a part of a company's name.
func ofName(s string, t token) bool {
	switch t.kind {
	case kanji, katakana, word:
		return true
	case hiragana:
		return longestWord(s[t.start:t.end]) == ""
	}
	return false
}
