package pdftable

import (
	"strings"
	"unicode"

	"betten/internal/change"
	"betten/internal/grid"
)

// A textAround is a text that is not part of the table.
type textAround struct {
	page int // from 1
	text string
}

// around returns the texts around the table. Texts above that describe the table become cells
// of rows above its heading. All others are returned once each. A text that repeats on other
// pages, as a header does, or that differs only in its number, as a page number does, is
// returned at its first place.
func (d *document) around() (above [][]string, others []textAround) {
	seen := make(map[string]bool)
	title := false
	for _, p := range d.pages {
		var left []glyph
		for i, g := range p.glyphs {
			if p.uses[i] == outside {
				left = append(left, g)
			}
		}
		for _, l := range lines(left, 0) {
			text := strings.TrimSpace(l.text())
			key := strings.Map(func(r rune) rune {
				if unicode.IsDigit(r) || isBlank(r) {
					return -1
				}
				return r
			}, text)
			if text == "" || seen[key] {
				continue
			}
			seen[key] = true
			switch cells := labelled(text); {
			case cells != nil:
				above = append(above, cells)
			case !title && grid.FormOf(text) != "":
				title = true
				above = append(above, []string{text})
			default:
				others = append(others, textAround{p.number, grid.Clip(text)})
			}
		}
	}
	return above, others
}

// labelled splits a line that says whose table it is: 評価実施機関名　みほん市.
func labelled(text string) []string {
	for _, label := range []string{grid.OrganizationLabel, grid.AssessmentLabel} {
		if !strings.HasPrefix(change.Squeeze(text), label) {
			continue
		}
		rest, want := text, []rune(label)
		for len(want) > 0 && rest != "" {
			r := []rune(rest)[0]
			if r == want[0] {
				want = want[1:]
			}
			rest = rest[len(string(r)):]
		}
		if rest = strings.Trim(rest, " 　:："); rest != "" {
			return []string{label, rest}
		}
	}
	return nil
}
