package text

import (
	"strings"
	"unicode/utf8"
)

// IsHeading reports whether a paragraph is the heading of next, the next paragraph that
// is not empty. If next is "", the result is false. A heading does not end like a
// sentence, and
//
//   - is in brackets from end to end (【技術的対策】, see InBrackets), or
//   - begins with ■ ◆ ○ or the like, and next with another sign, or
//   - is numbered, not as a choice is, and next is of a lower level (see LabelOf), or
//   - ends in a word such as 措置 or 概要, and next does not.
//
// A heading also fits on one line. The caller knows how long its lines are.
func IsHeading(paragraph, next string) bool {
	p, next := strings.TrimSpace(paragraph), strings.TrimSpace(next)
	if p == "" || next == "" || endsClause(p) {
		return false
	}
	if InBrackets(p) {
		return true
	}
	if sign := headingSign(p); sign != 0 {
		return sign != headingSign(next)
	}
	level, below := LabelOf(p).Level, LabelOf(next).Level
	switch level {
	case PlainLevel:
		return endsInTitle(p) && (below > level || endsClause(next) || !endsInTitle(next))
	case PointLevel:
		return endsInTitle(p) && below == PlainLevel && !InBrackets(next) && headingSign(next) == 0
	case ChoiceLevel:
		return endsInTitle(p) && below < level // 5) 30万人以上 is the last of a list
	}
	return below < level
}

// endsClause reports whether a paragraph ends in a full stop or a comma.
func endsClause(paragraph string) bool {
	r, _ := utf8.DecodeLastRuneInString(paragraph)
	return strings.ContainsRune("。｡、､，", r)
}

// headingSign returns the sign at the head of a paragraph, or 0 if it has none. Signs
// that differ only in their filling are returned as one.
func headingSign(paragraph string) rune {
	r, _ := utf8.DecodeRuneInString(paragraph)
	switch r {
	case '■', '□':
		return '■'
	case '◆', '◇':
		return '◆'
	case '●', '○', '◎', '〇':
		return '●'
	case '▼', '▽', '▲', '△', '▶', '★', '☆':
		return r
	}
	return 0
}

// titles are the last words of headings that have no number and no bracket.
var titles = []string{
	"措置", "概要", "内容", "方法", "対策", "こと", "場所", "目的", "理由", "体制", "手続", "範囲", "名称",
	"事項", "項目", "根拠", "時期", "期間", "状況", "業務", "事務", "機能", "管理", "対応", "について", "の流れ",
}

func endsInTitle(paragraph string) bool {
	for _, title := range titles {
		if strings.HasSuffix(paragraph, title) {
			return true
		}
	}
	return false
}

// BeginsItem reports whether a paragraph begins as an item or a heading does: with a
// label, a bracket, a sign or an indent.
func BeginsItem(paragraph string) bool {
	r, _ := utf8.DecodeRuneInString(paragraph)
	switch {
	case r == ' ', r == '　', r == '\t', OpensBracket(r), headingSign(paragraph) != 0, headingBrackets[r] != 0:
		return true
	}
	return LabelOf(paragraph).Level != PlainLevel
}
