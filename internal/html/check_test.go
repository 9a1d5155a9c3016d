package html

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/specimen"
)

func writeCheck(t fatal, c *Check) []byte {
	var b bytes.Buffer
	if err := WriteCheck(&b, c); err != nil {
		t.Fatalf("%v", err)
	}
	return b.Bytes()
}

// byClass returns the elements of a class, in order.
func byClass(n *html.Node, class string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if slices.Contains(strings.Fields(attr(d, "class")), class) {
			found = append(found, d)
		}
	}
	return found
}

// messages returns the notes of a node, as "エラー message".
func messages(n *html.Node) []string {
	var found []string
	for _, ul := range byClass(n, "notes") {
		for _, li := range all(ul, "li") {
			found = append(found, content(all(li, "p")[0]))
		}
	}
	return found
}

// pageRows returns the rows of the table that show a row of the sheet.
func pageRows(doc *html.Node) []*html.Node {
	var rows []*html.Node
	for _, body := range all(doc, "tbody") {
		for _, tr := range all(body, "tr") {
			if len(all(tr, "th")) == 1 {
				rows = append(rows, tr)
			}
		}
	}
	return rows
}

func TestEveryNoteStandsBesideItsCell(t *testing.T) {
	s := sheet(specimen.City(1), juten)
	c := &Check{Title: "確認の結果", Files: []File{{
		Name: "a.toml", Total: "エラーが1件、警告が3件あります。", Sheet: s, Pages: []int{10, len(s.Rows) - 10},
		Notes: []Note{
			{Label: "警告", Message: "上", Line: "form = 1", Row: -1, Column: -1, At: -1},
			{Label: "警告", Message: "行全体", Hint: "直す。", Place: "a.toml:3", Row: 0, Column: -1, At: -1},
			{Error: true, Label: "エラー", Message: "時期", Row: 1, Column: change.TimingColumn, At: -1},
			{Label: "警告", Message: "文字", Row: 2, Column: change.AfterColumn, At: len("＜")},
			{Label: "警告", Message: "文字もう一つ", Row: 2, Column: change.AfterColumn, At: len("＜")},
		},
	}, {Name: "b.toml", Total: "エラーが1件あります。", Notes: []Note{{Error: true, Label: "エラー", Message: "読めない", Row: -1, Column: -1, At: -1}}}}}
	doc := parse(t, writeCheck(t, c))
	if got, want := messages(doc), []string{"警告 上", "警告 行全体", "エラー 時期", "警告 文字", "警告 文字もう一つ", "エラー 読めない"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	rows := pageRows(doc)
	if len(rows) != len(s.Rows) {
		t.Fatalf("%d rows, want %d", len(rows), len(s.Rows))
	}
	for _, place := range []struct {
		row  int
		cell change.Column
		want string
	}{{1, change.TimingColumn, "エラー 時期"}, {2, change.AfterColumn, "警告 文字 警告 文字もう一つ"}} {
		td := all(rows[place.row], "td")[place.cell]
		if got := strings.Join(messages(td), " "); got != place.want {
			t.Errorf("row %d, %s: %q, want %q", place.row, place.cell, got, place.want)
		}
	}
	if below := all(rows[0].Parent, "tr")[1]; !slices.Equal(messages(below), []string{"警告 行全体"}) {
		t.Errorf("below row 0: %q", messages(below))
	}
	if m := all(doc, "mark"); len(m) != 1 || content(m[0]) != "住" {
		t.Errorf("%d marks", len(m))
	}
	if ends := byClass(doc, "pageend"); len(ends) != 2 || content(ends[0]) != "PDF の 1ページは、ここまでです（全 2ページ）" {
		t.Errorf("%d page ends", len(ends))
	}
	for i := range 6 {
		li := byID(doc, fmt.Sprintf("note%d", i+1))
		if li == nil {
			t.Fatalf("no note %d", i+1)
		}
		last := i == 4 || i == 5
		if next := all(li, "a"); (len(next) == 0) != last || len(next) > 0 && attr(next[0], "href") != fmt.Sprintf("#note%d", i+2) {
			t.Errorf("note %d leads elsewhere", i+1)
		}
	}
}

func byID(n *html.Node, id string) *html.Node {
	for d := range n.Descendants() {
		if attr(d, "id") == id {
			return d
		}
	}
	return nil
}

func TestNoNoteBreaksOutOrIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := one(change.Entry{Item: "項目\n二", Before: texts().Draw(t, "before"), After: texts().Draw(t, "after")})
		s := sheet(table, juten)
		c := &Check{Title: texts().Draw(t, "title"), Files: []File{{
			Name: texts().Draw(t, "name"), Total: texts().Draw(t, "total"), Sheet: s, Pages: []int{len(s.Rows)},
			Notes: rapid.SliceOf(rapid.Custom(func(t *rapid.T) Note {
				return Note{
					rapid.Bool().Draw(t, "error"), "警告", texts().Draw(t, "place"), texts().Draw(t, "line"), texts().Draw(t, "message"), texts().Draw(t, "hint"),
					rapid.IntRange(-2, len(s.Rows)).Draw(t, "row"), change.Column(rapid.IntRange(-2, 7).Draw(t, "column")), rapid.IntRange(-2, 40).Draw(t, "at"),
				}
			})).Draw(t, "notes"),
		}}}
		page := writeCheck(t, c)
		doc := parse(t, page)
		if n := len(messages(doc)); n != len(c.Files[0].Notes) {
			t.Fatalf("%d notes, want %d", n, len(c.Files[0].Notes))
		}
		if len(all(doc, "script"))+len(all(doc, "img"))+len(all(doc, "svg")) > 0 || len(all(doc, "style")) != 1 {
			t.Fatalf("the page has elements of a text")
		}
		for i, tr := range pageRows(doc) {
			for column, td := range all(tr, "td") {
				if got, want := content(td), shown(s.Rows[i].Cells[column].Text); got != want {
					t.Fatalf("row %d, column %d: %q, want %q", i, column, got, want)
				}
			}
		}
		if !Untouched(page) {
			t.Fatalf("the page does not know itself")
		}
	})
}

func TestACharacterThatCannotBeSeenIsShown(t *testing.T) {
	s := sheet(one(change.Entry{Item: "項目", Before: "ゼロ\u200b幅\ue000"}), juten)
	page := writeCheck(t, &Check{Title: "確認", Files: []File{{Name: "a", Sheet: s}}})
	want := "<td><p>ゼロ<span class=\"code\" data-code=\"U+200B\">\u200b</span>幅<span class=\"code\" data-code=\"U+E000\">\ue000</span></p></td>"
	if !bytes.Contains(page, []byte(want)) {
		t.Errorf("no %s in\n%s", want, page)
	}
	if page := write(t, s); bytes.Contains(page, []byte(`data-code="`)) {
		t.Error("the page to publish shows codes")
	}
}
