package xlsx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/compare"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
)

func TestTheUnderlinesOfAReviewAreThoseOfItsCells(t *testing.T) {
	f := specimen.Juten()
	table := &change.Table{Form: "juten", Entries: []change.Entry{{
		Date: change.TextDate("令和7年4月1日"), Item: "Ⅰ　基本情報", Timing: "事後",
		Before: "  予防接種台帳システム _x000D_ を使う。\n＜&>", After: "  健康管理システム _x000D_ を使う。\n＜&>　",
	}}}
	s := lay(t, f, table)
	cells := &s.Rows[0].Cells
	cells[change.BeforeColumn].Marks = []compare.Mark{{Start: 0, End: 1}, {Start: 2, End: 20}, {Start: 33, End: 40, Moved: true}}
	after := &cells[change.AfterColumn]
	after.Marks = []compare.Mark{{Start: len(after.Text) - 3, End: len(after.Text)}}
	workbook := write(t, s)
	book := open(t, workbook)
	checkCells(t, book, f.Sheet, s)
	for column, ref := range map[change.Column]string{change.BeforeColumn: "C3", change.AfterColumn: "D3"} {
		c := &cells[column]
		var want, got []string
		for _, m := range c.Marks {
			style := "single"
			if m.Moved {
				style = "double"
			}
			want = append(want, fmt.Sprintf("%s %q", style, c.Text[m.Start:m.End]))
		}
		runs, err := book.GetCellRichText(f.Sheet, ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range runs {
			if r.Font == nil || r.Font.Family != f.Book.Face || r.Font.Size != f.Book.Size.Points() {
				t.Errorf("%s: a run in %+v", ref, r.Font)
				continue
			}
			if r.Font.Underline != "" && r.Font.Underline != "none" {
				// The library resolves escapes in whole cells, not in runs.
				got = append(got, fmt.Sprintf("%s %q", r.Font.Underline, strings.ReplaceAll(r.Text, "_x005F_", "_")))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", ref, diff)
		}
	}
	if diff := cmp.Diff(cells0(table), cells0(read(t, workbook).Table)); diff != "" {
		t.Errorf("read back:\n%s", diff)
	}
}

// cells0 returns the first entry of a table.
func cells0(t *change.Table) change.Entry { return t.Entries[0] }

// reviewSheet lays a table out as the workbook of a review.
func reviewSheet(t *testing.T, table *change.Table) *layout.Sheet {
	t.Helper()
	f := specimen.Juten()
	s, problems := layout.ReviewSheet(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()), layout.Compare(table))
	if change.Failed(problems) {
		t.Fatal(problems)
	}
	return s
}

func TestAReviewIsReadBackToTheCharacter(t *testing.T) {
	for name, table := range map[string]*change.Table{"mihon city": specimen.City(2), "reference": nil} {
		t.Run(name, func(t *testing.T) {
			if table == nil {
				table = specimen.Reference(t, 1)
			}
			got := read(t, write(t, reviewSheet(t, table))).Table
			if diff := cmp.Diff(cells(specimen.Juten(), table), cells(specimen.Juten(), got)); diff != "" {
				t.Error(diff)
			}
			if got.Form != "juten" || got.Organization != table.Organization || got.Assessment != table.Assessment {
				t.Errorf("%s, %q, %q", got.Form, got.Organization, got.Assessment)
			}
		})
	}
}

func TestAReviewCannotBeTakenForTheAttachment(t *testing.T) {
	s := reviewSheet(t, specimen.City(2))
	book := open(t, write(t, s))
	if title, _ := book.GetCellValue(s.Form.Sheet, "A1"); title != "（別添２）変更箇所（変更部分に下線）" {
		t.Errorf("the title is %q", title)
	}
	if page, err := book.GetPageLayout(s.Form.Sheet); err != nil || page.Orientation == nil || *page.Orientation != "landscape" {
		t.Errorf("the page is %+v, %v", page, err)
	}
	for i, row := range s.Rows {
		date, _ := book.GetCellValue(s.Form.Sheet, fmt.Sprintf("A%d", 3+i))
		if !strings.HasPrefix(date, fmt.Sprintf("No. %d\n", row.Entry+1)) {
			t.Errorf("row %d: the date is %q", i+1, date)
		}
	}
}
