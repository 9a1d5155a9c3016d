package specimen

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"betten/internal/change"
)

// CheckKinds holds problems to the kinds there are, and their places to a file that has cells.
func CheckKinds(t testing.TB, problems []change.Problem, file string) {
	t.Helper()
	for _, p := range problems {
		if !slices.Contains(Kinds(t), p.Kind) || p.At.File != file || !utf8.ValidString(strings.Join(p.Values, "")) {
			t.Errorf("%+v", p)
		}
		if p.At.Column < 0 || p.At.Column > utf8.RuneCountInString(p.At.Text)+1 || (p.At.Line == 0) != (p.At.Cell == "") {
			t.Errorf("%s at %+v", p.Kind, p.At)
		}
	}
}

// Texts are the texts of an entry.
func Texts(e *change.Entry) [change.Columns]string {
	return [change.Columns]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation}
}

// CheckPlaces asks for every place of a table that was read from the cells of a file, and
// for some that it does not have.
func CheckPlaces(t testing.TB, table *change.Table, file string) {
	t.Helper()
	for i := -1; i <= len(table.Entries); i++ {
		for c := change.Column(-1); c <= change.Columns; c++ {
			text := ""
			if i >= 0 && i < len(table.Entries) && c >= 0 && c < change.Columns {
				text = Texts(&table.Entries[i])[c]
			}
			for offset := -1; offset <= len(text)+1; offset++ {
				at := table.At(change.Place{Entry: i, Column: c, Offset: offset})
				if at.File != file || at.Column < 0 || at.Column > utf8.RuneCountInString(at.Text)+1 {
					t.Fatalf("entry %d, column %d, %d: %+v", i, c, offset, at)
				}
				if text != "" && offset >= 0 && offset < len(text) && at.Cell == "" {
					t.Fatalf("entry %d, column %d, %d of %q is nowhere", i, c, offset, text)
				}
			}
		}
	}
}
