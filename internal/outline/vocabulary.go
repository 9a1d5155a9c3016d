package outline

import "strings"

// A Vocabulary contains the known headings of the forms. It improves the result, but is never
// required.
type Vocabulary struct {
	words   map[string][]*word // by their keys without numbers
	options map[string]bool
	stems   map[string]bool
	never   map[string]bool // keys of texts that are not headings
	skip    map[string]bool // sheets
	at      map[string]bool // by cell name: whether the cell is a heading
}

// A word is a known heading at its place in a form.
type word struct {
	key    string // of the current wording of the heading
	parent string // of the plain label above; empty if there is none
	level  Level  //
	group  bool   // it is above other headings and has no field of its own
	field  bool   // it has a field of its own
}

// NewVocabulary reads the headings of forms, one per line, indented by two blanks for each
// level. A heading may be followed by a tab and more about it:
//
//	(group)     it is only a parent of others, such as 再委託
//	(blocks)    it is repeated with numbers, such as システム１
//	was A | B   the wording in earlier editions
//	= A | B     the choices of its field
//
// A line that begins with # is a comment.
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

// AddLabel declares a text to be a known heading.
func (v *Vocabulary) AddLabel(text string) {
	v.add(bareKey(text), &word{key: bareKey(text), level: levelOf(text), parent: anyParent})
	delete(v.never, key(text))
}

// anyParent is the parent of a label whose place is not known.
const anyParent = "*"

// AddValue declares that a text is not a heading.
func (v *Vocabulary) AddValue(text string) { v.never[key(text)] = true }

// SetCell declares by its name what a cell is: 「Ⅱ!B14」.
func (v *Vocabulary) SetCell(name string, label bool) { v.at[name] = label }

// SkipSheet leaves a sheet out.
func (v *Vocabulary) SkipSheet(name string) { v.skip[name] = true }

// find returns the known heading of a text.
func (v *Vocabulary) find(text string) []*word {
	if len(text) > maxKeyed {
		return nil
	}
	return v.words[bareKey(itemText(text))]
}

func (v *Vocabulary) isOption(text string) bool { return v.options[key(text)] }

func (v *Vocabulary) isStem(text string) bool { return v.stems[text] }

// levelOf returns the level of a heading according to its text.
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
