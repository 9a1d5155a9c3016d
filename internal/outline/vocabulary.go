package outline

import "strings"

// A Vocabulary is what is known of the headings of the forms. It helps, and is never
// needed.
type Vocabulary struct {
	words   map[string][]*word // by their keys without numbers
	options map[string]bool
	stems   map[string]bool
	never   map[string]bool // texts that are no headings, by key
	skip    map[string]bool // sheets
	at      map[string]bool // cells that are headings, or are not
}

// A word is a known heading at its place in a form.
type word struct {
	key    string // of the heading as it is today
	parent string // of the plain label above; empty if there is none
	level  Level  //
	group  bool   // it stands over others and has no field of its own
	field  bool   // it has a field of its own
}

// NewVocabulary reads the headings of forms, one a line, two blanks deeper for each
// level. What follows a heading after a tab says more about it:
//
//	(group)     it only stands over others, as 再委託
//	(blocks)    it is repeated with numbers, as システム１
//	was A | B   it was worded so in an earlier edition
//	= A | B     the choices of its field
//
// A line that begins with # is a remark.
func NewVocabulary(forms ...string) *Vocabulary {
	v := &Vocabulary{
		words: make(map[string][]*word), options: make(map[string]bool), stems: make(map[string]bool),
		never: make(map[string]bool), skip: make(map[string]bool), at: make(map[string]bool),
	}
	for _, f := range forms {
		v.addForm(f)
	}
	return v
}

func (v *Vocabulary) addForm(form string) {
	var above []*word
	for line := range strings.Lines(form) {
		text := strings.TrimLeft(line, " ")
		depth := (len(line) - len(text)) / 2
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		parts := strings.Split(text, "\t")
		w := &word{key: bareKey(parts[0]), level: levelOf(parts[0]), field: true}
		above = above[:min(depth, len(above))]
		if len(above) > 0 && above[len(above)-1].level == Label {
			w.parent = above[len(above)-1].key
		}
		above = append(above, w)
		names := []string{w.key}
		for _, more := range parts[1:] {
			kind, rest, _ := strings.Cut(strings.TrimSpace(more), " ")
			switch kind {
			case "(group)":
				w.group, w.field = true, false
			case "(blocks)":
				w.level = Block
				v.stems[parts[0]] = true
				names = nil
			case "was":
				for was := range strings.SplitSeq(rest, " | ") {
					names = append(names, bareKey(was))
				}
			case "=":
				for option := range strings.SplitSeq(rest, " | ") {
					v.options[key(option)] = true
				}
			}
		}
		for _, name := range names {
			v.add(name, w)
		}
	}
}

func (v *Vocabulary) add(name string, w *word) {
	for _, is := range v.words[name] {
		if *is == *w {
			return
		}
	}
	if name != "" {
		v.words[name] = append(v.words[name], w)
	}
}

// AddLabel makes a text a known heading.
func (v *Vocabulary) AddLabel(text string) {
	v.add(bareKey(text), &word{key: bareKey(text), level: levelOf(text), parent: anyParent})
	delete(v.never, key(text))
}

// anyParent is that of a label whose place is not known.
const anyParent = "*"

// AddValue makes a text one that is no heading.
func (v *Vocabulary) AddValue(text string) { v.never[key(text)] = true }

// SetCell says what a cell is, by its name: 「Ⅱ!B14」.
func (v *Vocabulary) SetCell(name string, label bool) { v.at[name] = label }

// SkipSheet leaves a sheet out.
func (v *Vocabulary) SkipSheet(name string) { v.skip[name] = true }

// find returns what is known of a heading.
func (v *Vocabulary) find(text string) []*word {
	if len(text) > maxKeyed {
		return nil
	}
	return v.words[bareKey(itemText(text))]
}

func (v *Vocabulary) isOption(text string) bool { return v.options[key(text)] }

func (v *Vocabulary) isStem(text string) bool { return v.stems[text] }

// levelOf returns the level that a heading's text gives it.
func levelOf(text string) Level {
	kind, _ := cutNumber(text)
	switch {
	case kind == roman, kind == annex:
		return Title
	case isRisk(text):
		return Block
	case kind == arabic:
		return Section
	}
	if stem, n := cutStem(text); n > 0 && stems[stem] {
		return Block
	}
	return Label
}
