package pdf

import (
	"betten/fonts"
	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
)

// A tester is a test, a benchmark or a run of a property test.
type tester interface {
	Helper()
	Skip(...any)
	Errorf(string, ...any)
	Fatal(...any)
	Fatalf(string, ...any)
}

// newRuler returns a ruler for the PDF's type in the faces of the program.
func newRuler() *text.Ruler {
	return text.NewPrintRuler(text.Points(10), fonts.BIZUDPGothic(), fonts.NotoSansJP())
}

// laidOut lays a table out for print, and fails on any problem except a wide word.
func laidOut(t tester, table *change.Table, ruler *text.Ruler) *layout.Print {
	t.Helper()
	f := specimen.Juten()
	sheet, problems := layout.LayOut(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	p, more := layout.Paginate(sheet, ruler)
	for _, problem := range append(problems, more...) {
		if problem.Severity == change.Error {
			t.Fatalf("%s: %q", problem.Kind, problem.Values)
		}
	}
	return p
}
