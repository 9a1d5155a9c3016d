package pdf

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/BurntSushi/toml"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/text"
)

// A tester is a test, a benchmark or a property's try.
type tester interface {
	Helper()
	Skip(...any)
	Errorf(string, ...any)
	Fatal(...any)
	Fatalf(string, ...any)
}

// juten is a form like the official one (別添２).
func juten() *form.Form {
	return &form.Form{
		Name: "juten", Title: "（別添２）変更箇所", Sheet: "変更箇所",
		Columns: [change.Columns]form.Column{
			{Heading: "変更日", Fits: "令和12年12月31日"},
			{Heading: "項目", Width: 12.679},
			{Heading: "変更前の記載", Width: 19.896},
			{Heading: "変更後の記載", Width: 19.896},
			{Heading: "提出時期", Fits: "提出時期"},
			{Heading: "提出時期に係る説明", Width: 12.679},
		},
		Marks: form.Marks{Ditto: "同上", Continues: "（下段に続く）", Continued: "（上段からの続き）"},
		Paper: form.Paper{Size: "A4", Margin: text.Points(29)},
		Book:  form.Book{Size: text.Points(10), Pitch: text.Points(12), Lines: 34},
		Print: form.Print{
			Size: text.Points(10), Pitch: text.Points(12.75), Padding: text.Points(3),
			Rule: text.Points(0.3), Frame: text.Points(0.8), Heading: text.Points(22), Shade: 0xEBEBEB,
			TitleSize: text.Points(12), FooterSize: text.Points(8),
		},
	}
}

// newRuler returns a ruler for the PDF's type in the faces of the program.
func newRuler() *text.Ruler {
	return text.NewRuler(text.Points(10), fonts.BIZUDPGothic(), fonts.NotoSansJP())
}

// laidOut lays a table out for print, and fails at any problem but a wide word.
func laidOut(t tester, table *change.Table, ruler *text.Ruler) *layout.Print {
	t.Helper()
	f := juten()
	sheet, problems := layout.Book(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	p, more := layout.Paginate(sheet, ruler)
	for _, problem := range append(problems, more...) {
		if problem.Severity == change.Error {
			t.Fatalf("%s: %q", problem.Kind, problem.Values)
		}
	}
	return p
}

// reference is a published attachment. It is not part of the project.
const reference = "../../../shared/reference/kumagaya-2024.toml"

// readReference returns the published table, n times over.
func readReference(t tester, n int) *change.Table {
	t.Helper()
	var doc struct {
		Organization string
		Change       []struct {
			Date, Before, After, Timing, Explanation string
			Item                                     []string
		}
	}
	_, err := toml.DecodeFile(reference, &doc)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published attachment is not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	table := &change.Table{Organization: doc.Organization}
	for range n {
		for _, c := range doc.Change {
			table.Entries = append(table.Entries, change.Entry{
				Date: change.Date{Text: c.Date}, Item: strings.Join(c.Item, "\n"),
				Before: c.Before, After: c.After, Timing: c.Timing, Explanation: c.Explanation,
			})
		}
	}
	return table
}
