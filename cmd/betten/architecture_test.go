package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A floor is a row of the table in ARCHITECTURE.md.
type floor struct {
	name    string   // its folder
	imports []string // our packages that the table lists; sorted
}

// floors reads the table: each package may import those above it.
func floors(t *testing.T) []floor {
	t.Helper()
	data, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []floor
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(cells[1], " `") {
			continue
		}
		f := floor{name: strings.Trim(cells[1], " `")}
		list := strings.TrimSpace(cells[3])
		if but, ok := strings.CutPrefix(list, "all but "); ok {
			but = strings.ReplaceAll(but, " and ", ", ")
			for _, above := range all {
				if name := short(above.name); !slices.Contains(strings.Split(but, ", "), name) {
					f.imports = append(f.imports, name)
				}
			}
		} else if list != "none" {
			f.imports = strings.Split(list, ", ")
		}
		slices.Sort(f.imports)
		all = append(all, f)
	}
	return all
}

// short returns a package's name as the table lists it among imports.
func short(folder string) string { return strings.TrimPrefix(folder, "internal/") }

func TestImportsPointOneWay(t *testing.T) {
	plan := floors(t)
	at := func(name string) int {
		return slices.IndexFunc(plan, func(f floor) bool { return short(f.name) == short(name) })
	}
	imports := make(map[string]map[string]bool) // by folder
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		rel, err := filepath.Rel("../..", name)
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(filepath.Dir(rel))
		own := at(folder)
		if own < 0 {
			t.Errorf("%s is in no package of the table", rel)
			return nil
		}
		if imports[folder] == nil {
			imports[folder] = make(map[string]bool)
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			imported, ours := strings.CutPrefix(imported, "betten/")
			if !ours {
				continue
			}
			if i := at(imported); i < 0 || i >= own {
				t.Errorf("%s imports %s, which does not stand above it", rel, imported)
			}
			imports[folder][short(path.Clean(imported))] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range plan {
		found, ok := imports[f.name]
		if !ok {
			t.Errorf("%s is in the table, and nowhere else", f.name)
			continue
		}
		if diff := cmp.Diff(f.imports, slices.Sorted(maps.Keys(found))); diff != "" {
			t.Errorf("%s imports other packages than the table says:\n%s", f.name, diff)
		}
	}
}
