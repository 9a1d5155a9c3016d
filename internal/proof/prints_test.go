package proof

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf"
	"betten/internal/pdftable"
	"betten/internal/text"
)

// checkPrints sets a table as a PDF and as a review. Characters without a glyph must be
// reported, each with its place. Then they are removed.
func checkPrints(t *change.Table, s setting, sheet *layout.Sheet, count *tally) error {
	p, problems := layout.Paginate(sheet, s.print)
	if err := checkUnset(sheet, s.print, problems); err != nil {
		return err
	}
	if hasUnset(problems) {
		count.unset.Add(1)
		var b bytes.Buffer
		if err := pdf.Write(&b, p); err == nil || b.Len() > 0 {
			return fmt.Errorf("a PDF of characters that no face has: error %v, %d bytes", err, b.Len())
		}
		t = without(t, problems)
		for range 8 { // the remaining characters may form other clusters
			sheet, _ = layout.LayOut(t, s.form, s.book)
			if p, problems = layout.Paginate(sheet, s.print); !hasUnset(problems) {
				break
			}
			t = without(t, problems)
		}
	}
	if hasUnset(problems) {
		return fmt.Errorf("still %v", problems)
	}
	if change.Failed(problems) {
		count.tooHigh.Add(1)
	}
	if err := checkPrint(p, sheet, change.Failed(problems)); err != nil {
		return fmt.Errorf("the pages: %w", err)
	}
	if err := checkPDF(p); err != nil {
		return fmt.Errorf("the PDF: %w", err)
	}
	if err := checkReadBack(p, sheet); err != nil {
		return fmt.Errorf("the PDF read back: %w", err)
	}
	count.pdfs.Add(1)
	if !s.review {
		return nil
	}

	review, problems := layout.Review(t, s.form, reviewRuler(), layout.Compare(t))
	for _, p := range problems {
		// The cover names the assessment, to which no place leads, and the entry's number comes before
		// the start of the item.
		if r := []rune(p.Values[0]); p.Kind != change.NoGlyph || !strings.Contains(t.Assessment, p.Values[0]) && !isMark(r[0]) {
			return fmt.Errorf("the review: %s %q", p.Kind, p.Values)
		}
	}
	if len(problems) > 0 {
		t = without(t, problems)
		if review, problems = layout.Review(t, s.form, reviewRuler(), layout.Compare(t)); len(problems) > 0 {
			return fmt.Errorf("the review: %v", problems)
		}
	}
	if err := checkReview(review, t); err != nil {
		return fmt.Errorf("the review: %w", err)
	}
	if err := checkPDF(review); err != nil {
		return fmt.Errorf("the review's PDF: %w", err)
	}
	count.reviews.Add(1)
	return nil
}

// checkReadBack checks that the entries of a PDF of ours are read back exactly.
func checkReadBack(p *layout.Print, sheet *layout.Sheet) error {
	var b bytes.Buffer
	if err := pdf.Write(&b, p); err != nil {
		return err
	}
	got, problems := pdftable.Read("table.pdf", b.Bytes(), func(page, row int, column string) string {
		return fmt.Sprint(page, row, column)
	})
	if got == nil || slices.ContainsFunc(problems, func(p change.Problem) bool { return p.Kind == change.ReadFromPDF }) {
		return fmt.Errorf("by rule: %v", problems)
	}
	want := sheet.Table
	if len(got.Entries) != len(want.Entries) {
		return fmt.Errorf("%d entries, want %d", len(got.Entries), len(want.Entries))
	}
	for i := range want.Entries {
		w, g := textsOf(sheet, &want.Entries[i]), textsOf(sheet, &got.Entries[i])
		for c := range w {
			if w[c] != g[c] {
				return fmt.Errorf("entry %d, %v: %q, want %q", i, change.Column(c), g[c], w[c])
			}
		}
	}
	if got.Organization != want.Organization || got.Assessment != want.Assessment {
		return fmt.Errorf("%q %q, want %q %q", got.Organization, got.Assessment, want.Organization, want.Assessment)
	}
	return nil
}

func hasUnset(problems []change.Problem) bool {
	return slices.ContainsFunc(problems, func(p change.Problem) bool { return p.Kind == change.NoGlyph })
}

// checkUnset checks that the characters reported as unset are those that the faces lack, at
// their places.
func checkUnset(sheet *layout.Sheet, ruler *text.Ruler, problems []change.Problem) error {
	told := make(map[string]string)
	for _, p := range problems {
		if p.Kind != change.NoGlyph {
			continue
		}
		told[fmt.Sprintf("%d %s", p.At.Line, p.At.Cell)] += p.Values[0]
		if p.At.Line == 0 {
			if !strings.Contains(sheet.Table.Organization, p.Values[0]) {
				return fmt.Errorf("%q is told without a place", p.Values[0])
			}
			continue
		}
		texts := textsOf(sheet, &sheet.Table.Entries[p.At.Line-1])
		cell := texts[columnOf(p.At.Cell)]
		if p.Severity != change.Error || len(cell) < p.At.Column || !strings.HasPrefix(cell[p.At.Column-1:], p.Values[0]) {
			return fmt.Errorf("%q is not at %+v", p.Values[0], p.At)
		}
	}
	for i := range sheet.Table.Entries {
		for c, s := range textsOf(sheet, &sheet.Table.Entries[i]) {
			for _, r := range s {
				if r == '\n' || r == '\t' || formless(r) || hasGlyph(ruler, r) || isMark(r) {
					continue
				}
				if !strings.ContainsRune(told[fmt.Sprintf("%d %v", i+1, change.Column(c))], r) {
					return fmt.Errorf("entry %d, %v: %q U+%04X is in no face, and not told", i, change.Column(c), r, r)
				}
			}
		}
	}
	// No character that a face has is reported.
	for _, p := range problems {
		if p.Kind == change.NoGlyph && !strings.ContainsFunc(p.Values[0], func(r rune) bool { return isMark(r) || !formless(r) && !hasGlyph(ruler, r) }) {
			return fmt.Errorf("%q is told, and the faces have it", p.Values[0])
		}
	}
	return nil
}

func columnOf(key string) change.Column {
	for c := range change.Column(change.Columns) {
		if c.String() == key {
			return c
		}
	}
	panic(key)
}

// hasGlyph reports whether a PDF can show a character: a face has it, or has all parts it is made
// of.
func hasGlyph(ruler *text.Ruler, r rune) bool {
	parts := []string{string(r)}
	switch of := norm.NFD.String(string(r)); {
	case strings.ContainsRune("\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u2800", r):
		parts = append(parts, " ")
	case strings.ContainsRune("☐☑☒✔☓✕✖✗✘", r):
		parts = append(parts, map[rune]string{'☐': "□", '☑': "□✓", '☒': "□×", '✔': "✓"}[r])
		if parts[1] == "" {
			parts[1] = "×"
		}
	case strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", r): // made from the usual digits
		parts = append(parts, norm.NFKD.String(string(r)))
	case utf8.RuneCountInString(of) == 1, utf8.RuneCountInString(of) <= 3 && isMark([]rune(of)[1]):
		parts = append(parts, of)
	}
	for _, f := range ruler.Faces() {
		for _, s := range parts {
			if !strings.ContainsFunc(s, func(r rune) bool { _, ok := f.Glyph(r); return !ok }) {
				return true
			}
		}
	}
	return false
}

// without returns a table without the units that are reported as unset.
func without(t *change.Table, problems []change.Problem) *change.Table {
	var pairs []string
	for _, p := range problems {
		if p.Kind == change.NoGlyph {
			pairs = append(pairs, p.Values[0], "〓")
		}
	}
	replace := strings.NewReplacer(pairs...).Replace
	clean := *t
	clean.Organization, clean.Assessment = replace(t.Organization), replace(t.Assessment)
	clean.Entries = slices.Clone(t.Entries)
	for i := range clean.Entries {
		e := &clean.Entries[i]
		e.Date.Text, e.Item, e.Before = replace(e.Date.Text), replace(e.Item), replace(e.Before)
		e.After, e.Timing, e.Explanation = replace(e.After), replace(e.Timing), replace(e.Explanation)
	}
	return &clean
}
