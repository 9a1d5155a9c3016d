package source

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"betten/internal/change"
)

// A vocabulary is the keys that a kind of file may have.
type vocabulary struct {
	list    string              // the tables written with double brackets
	tables  map[string][]string // by the path of the table: "", "change", "columns.item"
	aliases map[string]string   // what people write for a key
}

// knows reports whether a word is a key of any table, whatever its case.
func (k *vocabulary) knows(word string) bool {
	if _, ok := k.aliases[word]; ok {
		return true
	}
	for _, keys := range k.tables {
		if slices.Contains(keys, strings.ToLower(word)) {
			return true
		}
	}
	return false
}

// nearest returns the key of a table that was most likely meant by a word, or
// "". It may be one that the table has already.
func (k *vocabulary) nearest(path, word string) string {
	w := strings.ToLower(norm.NFKC.String(strings.TrimSpace(word)))
	keys := k.tables[path]
	if key := k.aliases[w]; slices.Contains(keys, key) {
		return key
	}
	return Nearest(w, keys)
}

// Nearest returns the known word that was most likely meant by an unknown one, or "".
func Nearest(word string, known []string) string {
	best, least := "", 3
	for _, w := range known {
		if len(word) > 1 && (strings.HasPrefix(w, word) || strings.HasPrefix(word, w)) && least > 1 {
			best, least = w, 1
		}
		if n := distance(word, w); n < least && n*2 < len(w) {
			best, least = w, n
		}
	}
	return best
}

// distance is how many letters must be changed, added, taken away or exchanged
// with their neighbour to make b of a.
func distance(a, b string) int {
	if len(a) > 40 {
		return len(a)
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := range len(a) {
		older, old, row := rows[i%3], rows[(i+1)%3], rows[(i+2)%3]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(old[j+1]+1, row[j]+1, old[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}

// checkKeys reports the keys of a table, and of those within, that nothing
// reads. A key that was meant for a missing one is treated as that one.
func (d *document) checkKeys(t *table, path string) {
	keys := d.keys.tables[path]
	for _, name := range t.names {
		v := t.values[name]
		if slices.Contains(keys, name) {
			inner := strings.TrimPrefix(path+"."+name, ".")
			if d.keys.tables[inner] == nil {
				continue
			}
			for _, t := range v.all() {
				d.checkKeys(t, inner)
			}
			continue
		}
		near := d.keys.nearest(path, name)
		switch {
		case near != "":
			d.fail(v.key, change.MisspeltKey, name, near)
			if t.values[near] == nil {
				t.values[near] = &value{kind: unread, key: v.key, at: v.at}
			}
		case d.keys.elsewhere(path, name):
			d.fail(v.key, change.MisplacedKey, name)
		default:
			d.fail(v.key, change.UnknownKey, name)
		}
	}
}

// elsewhere reports whether a name that is wrong in one table is right in
// another.
func (k *vocabulary) elsewhere(path, name string) bool {
	for p, keys := range k.tables {
		if p != path && slices.Contains(keys, name) {
			return true
		}
	}
	return false
}

// all returns the tables of a value, however they were written.
func (v *value) all() []*table {
	if v.kind == tables {
		return v.tables
	}
	var all []*table
	for _, e := range v.list {
		if e.kind == tables {
			all = append(all, e.tables...)
		}
	}
	return all
}
