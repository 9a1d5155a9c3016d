package html

import (
	"fmt"
	"strings"

	"betten/internal/layout"
)

// The words of the page that do not come from the form. They are read aloud instead of an
// underline.
const (
	changedFrom, changedTo = "〔変更部分〕", "〔変更部分ここまで〕"
	movedFrom, movedTo     = "〔移動した段落〕", "〔移動した段落ここまで〕"
)

// summary says how long a table is and how to read it.
func summary(s *layout.Sheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "変更 %d件", len(s.Table.Entries))
	cut, marked, moved := false, false, false
	for i := range s.Rows {
		r := &s.Rows[i]
		cut = cut || r.Pieces > 1
		for c := range r.Cells {
			for _, m := range r.Cells[c].Marks {
				marked, moved = true, moved || m.Moved
			}
		}
	}
	if cut {
		m := s.Form.Marks
		fmt.Fprintf(&b, "（%d行）。長い記載は、いくつかの行に分けています。「%s」は下の行に続くこと、「%s」は上の行から続くことを示します。",
			len(s.Rows), m.Continues, m.Continued)
	} else {
		b.WriteString("。")
	}
	if marked {
		b.WriteString("下線は、変わった部分です。")
	}
	if moved {
		b.WriteString("破線の下線は、文は変わらず、場所だけが変わった段落です。")
	}
	return b.String()
}

// The words of the page of problems.
const rowHeading = "行"

func pageEnd(page, pages int) string {
	return fmt.Sprintf("PDF の %dページは、ここまでです（全 %dページ）", page, pages)
}

// nextNote is the text of the link from a note to the next one. It says where the link leads.
func nextNote(number int) string { return fmt.Sprintf("次（%d番目）の指摘へ", number+1) }
