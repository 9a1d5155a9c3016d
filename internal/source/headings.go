package source

import "betten/internal/change"

// A HeadingList says more about the headings of an assessment than is built in.
type HeadingList struct {
	Labels, NotLabels []string // texts that are headings, and that are not
	At, NotAt         []string // cells, as in 「Ⅱ!B14」
	SkipSheets        []string // names of sheets
}

// headingKeys are the keys of a file of headings.
var headingKeys = &vocabulary{
	tables: map[string][]string{"": {"label", "not-label", "at", "not-at", "skip-sheet"}},
	aliases: map[string]string{
		"labels": "label", "heading": "label", "見出し": "label", "notlabel": "not-label", "not_label": "not-label", "value": "not-label",
		"notat": "not-at", "not_at": "not-at", "cell": "at", "skipsheet": "skip-sheet", "skip_sheet": "skip-sheet", "skip": "skip-sheet",
	},
}

// Headings reads a file of headings. Each key is a text or a list of texts:
//
//	label = ["…"]        these texts are headings
//	not-label = ["…"]    these are not
//	at = ["Ⅱ!B14"]       these cells are headings
//	not-at = ["Ⅱ!C14"]   these are not
//	skip-sheet = ["…"]   these sheets are left out
func Headings(file string, data []byte) (*HeadingList, []change.Problem) {
	d := read(file, data, headingKeys)
	if d.root == nil {
		return nil, d.problems()
	}
	d.checkKeys(d.root, "")
	list := &HeadingList{}
	for _, key := range []struct {
		name string
		to   *[]string
	}{
		{"label", &list.Labels}, {"not-label", &list.NotLabels}, {"at", &list.At}, {"not-at", &list.NotAt}, {"skip-sheet", &list.SkipSheets},
	} {
		*key.to = d.texts(d.root.values[key.name], key.name)
	}
	problems := d.problems()
	if change.Failed(problems) {
		return nil, problems
	}
	return list, problems
}

// texts reads a text, or a list of texts.
func (d *document) texts(v *value, key string) []string {
	if v == nil {
		return nil
	}
	if v.kind != list {
		if !d.want(v, key, words) {
			return nil
		}
		return []string{d.textOf(v)}
	}
	var all []string
	for _, e := range v.list {
		if d.want(e, key, words) {
			all = append(all, d.textOf(e))
		}
	}
	return all
}
