package text

// brackets counts how deep a character leads into brackets.
func brackets(r rune) int {
	switch r {
	case '（', '「', '『', '［', '｛', '【', '〈', '《', '〔', '｢', '(', '[', '{':
		return 1
	case '）', '」', '』', '］', '｝', '】', '〉', '》', '〕', '｣', ')', ']', '}':
		return -1
	}
	return 0
}

// Sentences returns the offsets in a paragraph at which a sentence ended and a
// line may end: behind 。！？ outside of brackets. The paragraph's own end is not
// among them.
func Sentences(paragraph string) []int {
	var at []int
	breaks := Breaks(paragraph)
	depth, ended := 0, false
	for i, r := range paragraph {
		for len(breaks) > 0 && breaks[0] < i {
			breaks = breaks[1:]
		}
		if ended && len(breaks) > 0 && breaks[0] == i {
			at, ended = append(at, i), false
		}
		depth = max(0, depth+brackets(r))
		if r == '。' || r == '！' || r == '？' {
			ended = depth == 0
		}
	}
	return at
}
