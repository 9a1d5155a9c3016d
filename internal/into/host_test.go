package into

import (
	"os"
	"strings"
	"testing"

	"betten/internal/text"
)

// Where the table ends: entries stand in rows 4 to 6 of notes-below, and below them
// what is put in. What is taken for an entry gives way; what is not stays.
func TestWhereTheTableEnds(t *testing.T) {
	data, err := os.ReadFile("testdata/lookalike/notes-below.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	const (
		item, before, framed = `t="s"><v>8</v></c>`, `t="s"><v>9</v></c>`, ` s="2" `
		date                 = `t="s"><v>13</v></c>` // 令和5年10月1日
		note                 = `t="s"><v>24</v></c>` // 問合せ先
	)
	for _, c := range []struct {
		name, rows string
		end        int
	}{
		{"nothing", "", 7},
		{"an entry", `<row r="7"><c r="A7"` + framed + date + `<c r="B7"` + framed + item + `<c r="D7"` + framed + before + `</row>`, 8},
		{"an entry that has no frames", `<row r="7"><c r="A7" ` + date + `<c r="B7" ` + item + `<c r="D7" ` + before + `</row>`, 8},
		{"what has no date, behind an empty row", `<row r="8"><c r="B8"` + framed + item + `<c r="D8"` + framed + before + `</row>`, 7},
		{"frames alone", `<row r="7"><c r="A7" s="2"/><c r="B7" s="2"/><c r="C7" s="2"/><c r="D7" s="2"/><c r="E7" s="2"/><c r="F7" s="2"/><c r="G7" s="2"/></row>`, 8},
		{"a note at the side that has no frames", `<row r="7"><c r="E7" ` + note + `</row>`, 7},
		{"a note in the dates and another", `<row r="7"><c r="A7" ` + note + `<c r="D7" ` + note + `</row>`, 7},
		{"an empty row", `<row r="7"/>`, 7},
	} {
		book := rewritten(t, data, func(name, content string) *string {
			if name == "xl/worksheets/sheet1.xml" {
				content = strings.Replace(content, `<row r="9">`, c.rows+`<row r="9">`, 1)
			}
			return &content
		})
		h, problems := Open("", book, "", func(string) *text.Face { return text.MSPGothic() })
		if h == nil {
			t.Fatal(c.name, problems)
		}
		if h.endRow != c.end {
			t.Errorf("%s: the table ends before row %d, want %d", c.name, h.endRow, c.end)
		}
	}
}
