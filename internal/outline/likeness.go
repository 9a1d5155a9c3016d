package outline

import (
	"slices"
	"unicode"
)

// A grams is the sorted pairs of neighbouring characters of a text.
type grams []uint64

// mostGrams is how many pairs are counted. The rest is assumed to be equally similar.
const mostGrams = 4000

// newGrams returns the pairs of texts, ignoring blanks. A text of one character is its own
// pair.
func newGrams(texts ...string) grams {
	var g grams
	for _, text := range texts {
		if len(g) > mostGrams {
			break
		}
		last, n := rune(0), 0
		for _, r := range text {
			if unicode.IsSpace(r) {
				continue
			}
			if n++; n > mostGrams {
				break
			}
			if n > 1 {
				g = append(g, uint64(last)<<32|uint64(r))
			}
			last = r
		}
		if n == 1 {
			g = append(g, uint64(last))
		}
	}
	slices.Sort(g)
	return g
}

// likeness returns how similar two texts are, from 0 to 1: Dice's coefficient of their pairs.
func likeness(a, b grams) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	common := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			common, i, k = common+1, i+1, k+1
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// labelGrams returns the pairs of a heading, without its number.
func (h *Heading) labelGrams() grams {
	if h.gramsOfLabel == nil {
		h.gramsOfLabel = newGrams(h.bare)
	}
	return h.gramsOfLabel
}

// textGrams returns the pairs of the text directly under a heading.
func (h *Heading) textGrams() grams {
	if h.gramsOfText == nil && !h.Field.Empty() {
		h.gramsOfText = newGrams(h.Field.Text)
	}
	return h.gramsOfText
}

// bodyGrams returns the pairs of everything that is filled in under a heading. Only ticked
// boxes count, because the others are the form's words.
func (h *Heading) bodyGrams() grams {
	if h.gramsOfBody != nil {
		return h.gramsOfBody
	}
	var texts []string
	var add func(h *Heading)
	add = func(h *Heading) {
		switch f := h.Field; {
		case f.Empty():
		case f.Kind == Boxes:
			texts = append(texts, ticked(f))
		case f.Kind == Choice:
			texts = append(texts, f.Value)
		default:
			texts = append(texts, f.Text)
		}
		for _, k := range h.Kids {
			add(k)
		}
	}
	add(h)
	h.gramsOfBody = newGrams(texts...)
	return h.gramsOfBody
}
