package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the packages from the ground up: one may import those that stand
// before it, and no other of this project. The last one is for tests.
var floors = []string{
	"betten/internal/parallel", "betten/internal/change", "betten/internal/text", "betten/internal/compare", "betten/internal/form", "betten/fonts", "betten/templates", "betten/licenses",
	"betten/internal/layout", "betten/internal/pdf/object", "betten/internal/pdf", "betten/internal/xlsx/workbook", "betten/internal/xlsx",
	"betten/internal/source", "betten/internal/archive", "betten/cmd/betten", "betten/internal/specimen",
}

func TestImportsPointOneWay(t *testing.T) {
	seen := make(map[string]bool)
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		rel, err := filepath.Rel("../..", name)
		if err != nil {
			return err
		}
		pkg := path.Join("betten", filepath.ToSlash(filepath.Dir(rel)))
		floor := slices.Index(floors, pkg)
		if floor < 0 {
			t.Errorf("%s is in no package of the plan", rel)
			return nil
		}
		seen[pkg] = true
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if at := slices.Index(floors, imported); strings.HasPrefix(imported, "betten/") && (at < 0 || at >= floor) {
				t.Errorf("%s imports %s, which does not stand below it", rel, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != len(floors) {
		t.Errorf("%d packages of %d were found", len(seen), len(floors))
	}
}
