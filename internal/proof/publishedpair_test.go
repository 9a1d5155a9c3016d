package proof

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"betten/internal/change"
	"betten/internal/lookalike"
	"betten/internal/outline"
	"betten/internal/published"
	"betten/internal/source"
	"betten/templates"
)

// assessmentsOf draws the published texts before and after the changes into two assessments:
// each text under the headings of its item, on a form with no other headings.
func assessmentsOf(entries []change.Entry, l lookalike.Layout) (before, after []byte) {
	b := &twoForms{}
	for i := range entries {
		b.add(i, &entries[i])
	}
	old, new := b.forms()
	return lookalike.Draw(old, l, "令和6年6月14日"), lookalike.Draw(new, l, "令和6年11月19日")
}

// A twoForms is the older and the newer form that entries are about, as nodes of one tree.
type twoForms struct{ sheets []*heading2 }

// A heading2 is a heading of both forms, with its text in each.
type heading2 struct {
	text     string
	old, new string
	field    bool
	kids     []*heading2
}

// add adds an entry. Two entries with the same item are two fields: published tables name the
// same heading where the form has another one, so the second field gets its own heading.
func (b *twoForms) add(i int, e *change.Entry) {
	levels := strings.Split(e.Item, "\n")
	all := &b.sheets
	var h *heading2
	for _, text := range levels {
		parts := []string{text}
		if rest, ok := strings.CutPrefix(text, "再委託"); ok && strings.ContainsAny(rest[:3], "①②③④⑤⑥") {
			parts = []string{"再委託", rest}
		}
		for _, p := range parts {
			h = find(all, p)
			all = &h.kids
		}
	}
	if h.field {
		h = find(&b.sheets, "Ⅵ　その他")
		h = find(&h.kids, levels[len(levels)-1])
	}
	h.field, h.old, h.new = true, e.Before, e.After
	if e.After == change.Deleted {
		h.new = ""
	}
}

func find(all *[]*heading2, text string) *heading2 {
	for _, h := range *all {
		if strings.Join(strings.Fields(h.text), "") == strings.Join(strings.Fields(text), "") {
			return h
		}
	}
	h := &heading2{text: text}
	*all = append(*all, h)
	return h
}

func (b *twoForms) forms() (old, new []*lookalike.Node) {
	id := 0
	var node func(h *heading2, depth int, text func(*heading2) string) *lookalike.Node
	node = func(h *heading2, depth int, text func(*heading2) string) *lookalike.Node {
		id++
		n := &lookalike.Node{Kind: lookalike.Text, Label: h.text, ID: id, Value: text(h)}
		switch {
		case depth == 0:
			n.Kind = lookalike.Sheet
		case depth == 1:
			n.Kind = lookalike.Section
		case strings.HasPrefix(h.text, "リスク") && strings.Contains(h.text, "："), strings.Contains(h.text, "その他のリスク"), isBlock(h.text):
			n.Kind = lookalike.Risk
		case !h.field && h.text == "再委託":
			n.Kind = lookalike.Group
		}
		if h.field && n.Kind != lookalike.Text {
			id++
			n.Kids = append(n.Kids, &lookalike.Node{Kind: lookalike.Text, ID: id, Value: n.Value})
			n.Value = ""
		}
		var titled *lookalike.Node // blocks with a text beside their heading
		for _, k := range h.kids {
			kid := node(k, depth+1, text)
			switch {
			case !isBlock(k.text) || strings.HasPrefix(k.text, "システム"):
				n.Kids = append(n.Kids, kid)
				titled = nil
				continue
			case titled == nil:
				titled = &lookalike.Node{Kind: lookalike.Blocks, Label: strings.TrimRight(k.text, "０１２３４５６７８９"), Titled: true}
				n.Kids = append(n.Kids, titled)
			}
			if text(k) != "" || !allEmpty(k, text) {
				b := &lookalike.Node{Kind: lookalike.Blocks, ID: kid.ID, Value: text(k), Kids: kid.Kids}
				if k.field {
					b.Kids = kid.Kids[1:]
				}
				titled.Copies = append(titled.Copies, b)
			}
		}
		return n
	}
	for _, h := range b.sheets {
		old = append(old, node(h, 0, func(h *heading2) string { return h.old }))
		new = append(new, node(h, 0, func(h *heading2) string { return h.new }))
	}
	return old, new
}

func isBlock(text string) bool {
	for _, stem := range []string{"システム", "委託事項", "提供先", "移転先"} {
		if rest, ok := strings.CutPrefix(text, stem); ok && strings.Trim(rest, "０１２３４５６７８９0123456789") == "" {
			return true
		}
	}
	return false
}

func allEmpty(h *heading2, text func(*heading2) string) bool {
	for _, k := range h.kids {
		if text(k) != "" || !allEmpty(k, text) {
			return false
		}
	}
	return true
}

func TestThePublishedChangesAreFoundInAssessmentsThatHoldThem(t *testing.T) {
	table, problems := source.Entries("kumagaya-2024.toml", published.File(t, ".toml"))
	if table == nil || change.Failed(problems) {
		t.Fatal(problems)
	}
	blank := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, norm.NFKC.String(s))
	}
	for i := range 12 {
		l := lookalike.Random(rand.New(rand.NewPCG(uint64(i), 5)), i%3 == 0)
		l.Ticks = "cells"
		v := outline.NewVocabulary(templates.Headings)
		if i%3 == 0 {
			v = outline.NewVocabulary()
		}
		before, after := assessmentsOf(table.Entries, l)
		c := compareBooks(t, v, before, after)
		texts, items := 0, 0
		left := append([]outline.Change(nil), c.Changes...)
		for k := range table.Entries {
			e := &table.Entries[k]
			found := false
			for m := range left {
				if left[m].Before == e.Before && left[m].After == e.After {
					found = true
					if texts++; blank(left[m].Item) == blank(e.Item) {
						items++
					} else {
						t.Logf("entry %d: item %q, published %q", k+1, left[m].Item, e.Item)
					}
					left = append(left[:m:m], left[m+1:]...)
					break
				}
			}
			if !found {
				t.Errorf("layout %d: entry %d %q is not found: %.40q, %.40q", i, k+1, e.Item, e.Before, e.After)
			}
		}
		if texts != 32 || items < 30 || len(left) > 0 {
			t.Errorf("layout %d %+v: %d texts and %d items of 32, %d too many", i, l, texts, items, len(left))
			for _, x := range left {
				t.Logf("too many: %q %.40q %.40q", x.Item, x.Before, x.After)
			}
		}
	}
}
