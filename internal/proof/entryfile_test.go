package proof

import (
	"fmt"
	"slices"

	"betten/internal/change"
	"betten/internal/source"
)

// checkEntryFile checks that a table written as an entry file is read back byte by byte, and
// that reading it reports the same errors.
func checkEntryFile(t *change.Table) error {
	got, problems := source.Entries("table.toml", source.TOML(t))
	if got == nil {
		return fmt.Errorf("it is not read: %v", problems)
	}
	if got.Form != t.Form || got.Organization != t.Organization || got.Assessment != t.Assessment || got.Archive != t.Archive {
		return fmt.Errorf("%q %q %q %v, want %q %q %q %v", got.Form, got.Organization, got.Assessment, got.Archive, t.Form, t.Organization, t.Assessment, t.Archive)
	}
	if len(got.Entries) != len(t.Entries) {
		return fmt.Errorf("%d entries, want %d", len(got.Entries), len(t.Entries))
	}
	for i := range t.Entries {
		for c, cell := range cells {
			if g, w := *cell(&got.Entries[i]), *cell(&t.Entries[i]); g != w {
				return fmt.Errorf("entry %d, %v: %q, want %q", i, change.Column(c), g, w)
			}
		}
		if g, w := got.Entries[i].Date.Day, t.Entries[i].Date.Day; !g.Equal(w) {
			return fmt.Errorf("entry %d: %v, want %v", i, g, w)
		}
	}
	if told, want := kinds(problems), kinds(change.Check(t)); !slices.Equal(told, want) {
		return fmt.Errorf("it is said to be %v, want %v", told, want)
	}
	return nil
}

// kinds returns the kinds of problems with the entries, in alphabetical order.
func kinds(problems []change.Problem) []change.Kind {
	var all []change.Kind
	for _, p := range problems {
		if p.Severity == change.Error {
			all = append(all, p.Kind)
		}
	}
	slices.Sort(all)
	return all
}
