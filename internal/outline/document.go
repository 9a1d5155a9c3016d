package outline

import (
	"slices"
	"strings"
	"time"

	"betten/internal/change"
)

// Options control what is compared.
type Options struct {
	All        bool // includes the cover
	Vocabulary *Vocabulary
}

// Read finds the headings and fields of documents. Documents of one call are read together: a
// text that is certainly a heading in one counts as a heading in the others.
func Read(o Options, documents ...*Document) {
	if o.Vocabulary == nil {
		o.Vocabulary = NewVocabulary()
	}
	for _, d := range documents {
		for _, s := range d.Sheets {
			s.sort(o)
		}
		d.scan(o.Vocabulary)
	}
	certain := make([]map[string]bool, len(documents))
	if len(documents) > 1 {
		for i, d := range documents {
			d.classify(o.Vocabulary, nil)
			certain[i] = d.certain()
			d.reset()
		}
	}
	for i, d := range documents {
		others := make(map[string]bool)
		for k, c := range certain {
			if k != i {
				for text := range c {
					others[text] = true
				}
			}
		}
		d.classify(o.Vocabulary, others)
		d.nest(o.Vocabulary)
	}
	readMarks(documents)
}

// readMarks reads texts that may be boxes (■紙 ■電子メール) as boxes if another field under the
// same heading has boxes with the same options.
func readMarks(documents []*Document) {
	known := make(map[string]bool)
	for _, d := range documents {
		for _, h := range d.Headings() {
			if h.Field != nil && h.Field.Kind == Boxes {
				known[h.bare+"\x00"+offered(h.Field.Ticks)] = true
			}
		}
	}
	for _, d := range documents {
		for _, h := range d.Headings() {
			if h.Field == nil || h.Field.Kind != Prose {
				continue
			}
			if ticks, _ := boxesOf(h.Field.Text); len(ticks) > 0 && known[h.bare+"\x00"+offered(ticks)] {
				h.Field.setBoxes(ticks)
			}
		}
	}
}

// certain returns the texts that are certainly headings.
func (d *Document) certain() map[string]bool {
	all := make(map[string]bool)
	for _, s := range d.Sheets {
		for _, u := range s.units {
			if u.kind == labelUnit && u.sure && u.score >= isSure {
				all[key(u.text)] = true
			}
		}
	}
	return all
}

// reset undoes classify.
func (d *Document) reset() {
	for _, s := range d.Sheets {
		for _, u := range s.units {
			if u.kind == labelUnit {
				u.kind = textUnit
			}
		}
	}
}

// sort determines the kind of a sheet.
func (s *Sheet) sort(o Options) {
	texts := make([]string, len(s.Cells))
	titled := false
	for i, c := range s.Cells {
		texts[i] = key(c.Text)
		kind, _ := cutNumber(c.Text)
		titled = titled || (kind == roman || kind == annex) && c.left <= 2
	}
	has := func(t string) bool { return slices.Contains(texts, t) }
	switch {
	case o.Vocabulary.skip[s.Name]:
		s.Left = Skipped
	case s.Left == HiddenSheet:
	case has("変更前の記載") && has("変更後の記載"):
		s.Left = ChangeTable
	case strings.Contains(key(s.Name), "項目一覧"):
		s.Left = Contents
	case strings.Contains(s.Name, "表紙"),
		!titled && (has("評価書番号") || has("公表日")):
		if !o.All {
			s.Left = Cover
		}
	}
}

// Published returns the day of publication (公表日) on the cover: the day right of these words
// or below them. The time is zero if there is no such day.
func (d *Document) Published() time.Time {
	for _, s := range d.Sheets {
		for _, c := range s.Cells {
			if key(c.Text) != "公表日" {
				continue
			}
			for _, next := range s.Cells {
				beside := next.covers(c.top) && next.left > c.right
				below := next.top > c.bottom && next.top <= c.bottom+2 && next.overlaps(c.box)
				if day := next.day(); (beside || below) && !day.IsZero() {
					return day
				}
			}
		}
	}
	return time.Time{}
}

// day returns the day that a cell shows.
func (c *Cell) day() time.Time {
	if !c.Day.IsZero() {
		return c.Day
	}
	day, r := change.ReadDate(c.Text)
	if r == change.GoodDate || r == change.OddDate {
		return day
	}
	return time.Time{}
}

// IsAssessment reports whether a document is an assessment, and not a table of changes or
// another workbook: it has a title and sections below it.
func (d *Document) IsAssessment() bool {
	sections := 0
	for _, title := range d.Top.Kids {
		if title.Level == Title {
			for _, k := range title.Kids {
				if k.Level == Section {
					sections++
				}
			}
		}
	}
	return sections > 2
}

// Form returns the name of the form (様式) of the document's change table. It goes by the
// title of that table, else by the kind of the assessment. It is "juten" if both are unknown.
func (d *Document) Form() string {
	for _, marks := range [][2]string{{"（別添２）変更箇所", "juten"}, {"（別添３）変更箇所", "zen"}, {"重点項目評価書", "juten"}, {"全項目評価書", "zen"}, {"基礎項目評価書", "kiso"}} {
		for _, s := range d.Sheets {
			if s.Left == ChangeTable || s.Left == Cover || s.index == 0 {
				for _, c := range s.Cells {
					if strings.Contains(key(c.Text), key(marks[0])) {
						return marks[1]
					}
				}
			}
		}
	}
	return "juten"
}

// coverText returns the text on the cover right of some words or below them, or "".
func (d *Document) coverText(words string) string {
	for _, s := range d.Sheets {
		if s.Left != Cover {
			continue
		}
		for _, c := range s.Cells {
			if key(c.Text) != words {
				continue
			}
			for _, next := range s.Cells {
				beside := next.covers(c.top) && next.left > c.right && key(next.Text) != "公表日"
				below := next.top == c.bottom+1 && next.left == c.left
				if (beside || below) && !strings.HasPrefix(key(next.Text), "評価") {
					return strings.TrimSpace(strings.ReplaceAll(next.Text, "\n", ""))
				}
			}
		}
	}
	return ""
}
