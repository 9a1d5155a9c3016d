package specimen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"betten/internal/change"
)

// Kinds returns the kinds of problems that internal/change declares, in source order.
func Kinds(t testing.TB) []change.Kind {
	t.Helper()
	kinds, err := declaredKinds()
	if err != nil {
		t.Fatal(err)
	}
	return kinds
}

var declaredKinds = sync.OnceValues(func() (kinds []change.Kind, err error) {
	_, here, _, _ := runtime.Caller(0)
	file := filepath.Join(filepath.Dir(here), "..", "change", "kinds.go")
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return nil, err
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "Kind" {
				kind, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				kinds = append(kinds, change.Kind(kind))
			}
		}
		return true
	})
	return kinds, nil
})
