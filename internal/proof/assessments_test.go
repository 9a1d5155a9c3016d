package proof

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/lookalike"
	"betten/internal/outline"
	"betten/templates"
)

// A seen is a text that a person sees in a cell of an assessment.
type seen struct{ cell, text string }

// seenIn returns the texts of an assessment, read with another library than the program's. It
// leaves out the cover and the sheets that list or contain something else.
func seenIn(t testing.TB, book []byte) []seen {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []seen
	for _, sheet := range f.GetSheetList() {
		if sheet == "表紙" || sheet == "項目一覧" || sheet == "変更箇所" {
			continue
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, text := range row {
				if strings.TrimSpace(text) == "" {
					continue
				}
				name, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, seen{sheet + "!" + name, text})
			}
		}
	}
	return all
}

// plainText returns a text without everything that only depends on how the form is drawn.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]［］○〇◯☑■□（）()　 \n\t", r) {
			return -1
		}
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// lost returns the texts that a person would miss: a line of the text is nowhere in the other
// assessment, the text is in no entry, and no problem names its cell.
func lost(here, there []seen, entries []string, named map[string]bool) []seen {
	var texts []string
	for _, s := range there {
		texts = append(texts, plainText(s.text))
	}
	other, whole := strings.Join(texts, ""), plainText(strings.Join(entries, ""))
	var all []seen
	for _, s := range here {
		lines := []string{s.text}
		if !strings.Contains(other, plainText(s.text)) {
			lines = strings.Split(s.text, "\n")
		}
		for _, line := range lines {
			p := plainText(line)
			if !strings.Contains(other, p) && !strings.Contains(whole, p) && !named[s.cell] && !named[s.text] {
				all = append(all, s)
				break
			}
		}
	}
	return all
}

// A change between two assessments must be in an entry, or a problem must name its cell. This
// holds however they are drawn and however much of the vocabulary is unknown.
func TestNoChangeBetweenTwoAssessmentsIsSilent(t *testing.T) {
	pairs := 40
	if testing.Short() {
		pairs = 6
	}
	known, none := outline.NewVocabulary(templates.Headings), outline.NewVocabulary()
	for i := range pairs {
		rng := rand.New(rand.NewPCG(uint64(i), 2026))
		v, reworded := known, 0.
		switch i % 4 {
		case 1:
			reworded = .3
		case 2:
			v = none
		case 3:
			v, reworded = none, .5
		}
		a := lookalike.Random(rng, false)
		b := a
		if i%3 == 0 {
			b = lookalike.Random(rng, false)
		}
		a.Ranges, b.Ranges, a.List, b.List = false, false, "none", "none" // otherwise the layout alone adds texts
		old := lookalike.Fill(rng, reworded)
		new := lookalike.Edit(old, rng, 12, lookalike.Operations[i%len(lookalike.Operations)])
		before, after := lookalike.Draw(old, a, "令和6年4月1日"), lookalike.Draw(new, b, "令和7年4月1日")
		c := compareBooks(t, v, before, after)
		var olds, news []string
		for _, x := range c.Changes {
			olds, news = append(olds, x.Item, x.Before), append(news, x.Item, x.After)
		}
		named := make(map[string]bool)
		for _, p := range c.Problems() {
			if p.Kind == change.Unaccounted {
				t.Errorf("pair %d: %+v", i, p)
			}
			named[p.At.Cell] = true
			for _, v := range p.Values {
				named[v] = true // the cell of an older heading, or its text
			}
		}
		for _, side := range []struct {
			here, there []seen
			entries     []string
		}{{seenIn(t, before), seenIn(t, after), olds}, {seenIn(t, after), seenIn(t, before), news}} {
			for _, s := range lost(side.here, side.there, side.entries, named) {
				t.Errorf("pair %d: %s %q is in no entry and not named\n%+v\n%+v", i, s.cell, s.text, a, b)
			}
		}
	}
}

func compareBooks(t testing.TB, v *outline.Vocabulary, before, after []byte) *outline.Comparison {
	t.Helper()
	var documents []*outline.Document
	for i, book := range [][]byte{before, after} {
		d, err := outline.Open(fmt.Sprint(i, ".xlsx"), book)
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, d)
	}
	outline.Read(outline.Options{Vocabulary: v}, documents...)
	return outline.Compare(documents[0], documents[1])
}

// The reverse: what is new in one direction is deleted in the other.
func TestTheChangesBackAreTheChangesMirrored(t *testing.T) {
	pairs := 20
	if testing.Short() {
		pairs = 4
	}
	v := outline.NewVocabulary(templates.Headings)
	for i := range pairs {
		rng := rand.New(rand.NewPCG(uint64(i), 7))
		a, b := lookalike.Random(rng, false), lookalike.Random(rng, false)
		old := lookalike.Fill(rng, 0)
		new := lookalike.Edit(old, rng, 12, lookalike.Operations[i%len(lookalike.Operations)])
		before, after := lookalike.Draw(old, a, "令和6年4月1日"), lookalike.Draw(new, b, "令和7年4月1日")
		text := func(s string) string {
			if s == change.Deleted {
				return ""
			}
			return s
		}
		var there, back []string
		for _, x := range compareBooks(t, v, before, after).Changes {
			there = append(there, text(x.Before)+" → "+text(x.After))
		}
		for _, x := range compareBooks(t, v, after, before).Changes {
			back = append(back, text(x.After)+" → "+text(x.Before))
		}
		slices.Sort(there)
		slices.Sort(back)
		if !slices.Equal(there, back) {
			t.Errorf("pair %d: there\n%s\nback\n%s", i, strings.Join(there, "\n"), strings.Join(back, "\n"))
		}
	}
}
