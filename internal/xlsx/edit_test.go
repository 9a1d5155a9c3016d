package xlsx_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/xlsx"
)

const record = "customXml/item1.xml"

// strip returns a workbook as a program saves it that throws away what it does not
// know: without the record.
func strip(t testing.TB, workbook []byte) []byte {
	return saved(t, workbook, func(f *excelize.File) { f.Pkg.Delete(record) })
}

// plainText draws a text in the words of the form, which may fill several rows, and
// says nothing that sounds like a mark, a ditto or a heading of the table.
func plainText(t *rapid.T, label string) string {
	paragraph := rapid.OneOf(
		rapid.SampledFrom([]string{
			"", "＜アクセス権限の管理＞", "【物理的対策】", "①国及び事業者は、次の措置を講じる。", "（１）入退室の管理", "・入退室を記録する。", "  空白", "後に空白　", "〔備考〕", "😀𠮷野家", "A&B <c>", "葛\U000E0100城市",
			strings.Repeat("権限は、担当する事務に要る範囲に限って与えている。", 30), strings.Repeat("句点のない長い文", 100), strings.Repeat("番号法（平成25年法律第27号）", 40),
		}),
		rapid.StringOfN(rapid.SampledFrom([]rune("あいう漢字、。（）「」1２a ・　")), 1, 60, -1),
	)
	return strings.Join(rapid.SliceOfN(paragraph, 1, 15).Draw(t, label), "\n") + "。"
}

// plainTable draws a table of such texts.
func plainTable(t *rapid.T) *change.Table {
	table := &change.Table{Form: "juten", Organization: "みほん市", Assessment: "予防接種", Archive: true}
	short := rapid.SampledFrom([]string{"", "あ", "改正に伴う変更"})
	for i := range rapid.IntRange(1, 3).Draw(t, "entries") {
		e := change.Entry{Date: change.Date{Text: "令和6年11月19日"}, Item: fmt.Sprint("Ⅲ　リスク対策\n", i+1), Timing: "事後"}
		side := func(label string) string {
			if rapid.IntRange(0, 4).Draw(t, label+" kind") == 0 {
				return short.Draw(t, label)
			}
			return plainText(t, label)
		}
		e.Before, e.After, e.Explanation = side("before"), side("after"), short.Draw(t, "explanation")
		table.Entries = append(table.Entries, e)
	}
	return table
}

// unbroken are the cells of a table without their line feeds and blank lines, which a
// seam may swallow.
func unbroken(all [][change.Columns]string) [][change.Columns]string {
	out := slices.Clone(all)
	for i := range out {
		for c := range out[i] {
			lines := strings.Split(out[i][c], "\n")
			out[i][c] = strings.Join(slices.DeleteFunc(lines, func(line string) bool { return strings.TrimSpace(line) == "" }), "")
		}
	}
	return out
}

// visit asks for the places of characters.
func visit(t *rapid.T, table *change.Table, all [][change.Columns]string) {
	for i := range all {
		for c, text := range all[i] {
			for offset := 0; offset < len(text); offset += 1 + len(text)/20 {
				if at := table.At(change.Place{Entry: i, Column: change.Column(c), Offset: offset}); at.Cell == "" && table.Entries[i].Date.Text != "" {
					t.Fatalf("entry %d, %v, %d of %q is nowhere", i, change.Column(c), offset, text)
				}
			}
		}
	}
}

func TestWithoutTheRecordNoCharacterButLineFeedsIsLostOrAdded(t *testing.T) {
	f := specimen.Juten()
	ruler := text.NewRuler(f.Book.Size, text.MSPGothic())
	cut := 0
	rapid.Check(t, func(r *rapid.T) {
		table := plainTable(r)
		s, problems := layout.LayOut(table, f, ruler)
		if change.Failed(problems) {
			r.Skip("not to be built")
		}
		if len(s.Rows) > len(table.Entries) {
			cut++
		}
		got := read(t, strip(t, write(t, s)))
		if diff := cmp.Diff(unbroken(cells(f, table)), unbroken(cells(f, got.Table))); diff != "" {
			r.Fatal(diff)
		}
		visit(r, got.Table, cells(f, got.Table))
	})
	if cut == 0 {
		t.Error("no table was cut")
	}
}

// An edit puts a text into a cell, at a character of the entry's own: not into the
// marks that the layout set.
func TestAnEditAnywhereIsReadAndNothingElseIsLostOrAdded(t *testing.T) {
	f := specimen.Juten()
	ruler := text.NewRuler(f.Book.Size, text.MSPGothic())
	rapid.Check(t, func(r *rapid.T) {
		table := plainTable(r)
		s, problems := layout.LayOut(table, f, ruler)
		if change.Failed(problems) {
			r.Skip("not to be built")
		}
		edits := make(map[[2]int]string) // the whole texts of edited cells, by row and column
		want := make([][change.Columns]string, len(table.Entries))
		entry := -1
		for i := range s.Rows {
			if s.Rows[i].Piece == 0 {
				entry++
			}
			for c := range s.Rows[i].Cells {
				cell := &s.Rows[i].Cells[c]
				if s.Rows[i].Piece > 0 && cell.Of.Start == 0 {
					continue // the date of the row above once more
				}
				from, to := 0, len(cell.Text)
				if s.Rows[i].Pieces > 1 {
					from, to = cell.At, cell.At+cell.Of.End-cell.Of.Start
				}
				own := cell.Text[from:to]
				if own != "" && rapid.IntRange(0, 3).Draw(r, "edit") == 0 {
					places := append(slices.Collect(maps.Keys(indexes(own))), len(own))
					slices.Sort(places)
					at := rapid.SampledFrom(places).Draw(r, "at")
					own = own[:at] + rapid.SampledFrom([]string{"番号", "、", "＜見出し＞", "(1)"}).Draw(r, "put") + own[at:]
					edits[[2]int{i, c}] = cell.Text[:from] + own + cell.Text[to:]
				}
				if want[entry][c] != "" {
					want[entry][c] += "\n"
				}
				want[entry][c] += own
			}
		}
		edited := saved(t, write(t, s), func(book *excelize.File) {
			for at, text := range edits {
				if err := book.SetCellStr(f.Sheet, fmt.Sprint(columnName(at[1]), at[0]+3), text); err != nil {
					t.Fatal(err)
				}
			}
			if rapid.Bool().Draw(r, "strip") {
				book.Pkg.Delete(record)
			}
		})
		got := read(t, edited)
		if diff := cmp.Diff(unbroken(want), unbroken(cells(f, got.Table))); diff != "" {
			r.Fatalf("%v\n%s", edits, diff)
		}
		visit(r, got.Table, cells(f, got.Table))
	})
}

// indexes are where the characters of a text begin.
func indexes(s string) map[int]bool {
	all := make(map[int]bool)
	for i := range s {
		all[i] = true
	}
	return all
}

// Texts that are marks, dittos and headings themselves may be joined wrong without
// the record; but they are read.
func TestWithoutTheRecordAnyTableIsRead(t *testing.T) {
	f := specimen.Juten()
	ruler := text.NewRuler(f.Book.Size, text.MSPGothic())
	rapid.Check(t, func(r *rapid.T) {
		s, problems := layout.LayOut(anyTable(r), f, ruler)
		if change.Failed(problems) {
			r.Skip("not to be built")
		}
		sheets, problems := xlsx.Read("book.xlsx", strip(t, write(t, s)), "")
		if len(sheets) > 1 || (len(sheets) == 0) != change.Failed(problems) {
			r.Fatalf("%d sheets, %v", len(sheets), problems)
		}
		for _, s := range sheets {
			all := cells(f, s.Table)
			for i := range all {
				for c, text := range all[i] {
					for offset := 0; offset < len(text)+2; offset += 1 + len(text)/20 {
						s.Table.At(change.Place{Entry: i, Column: change.Column(c), Offset: offset})
					}
				}
			}
		}
	})
}

// Workbooks are published. What an official deletes in one is gone.
func TestATextThatWasDeletedIsInNoPartOfTheFile(t *testing.T) {
	const secret = "秘密の業者名"
	table := specimen.City(1)
	for _, at := range []*string{&table.Entries[0].Before, &table.Entries[3].Item, &table.Entries[4].After, &table.Entries[7].Explanation} {
		*at = strings.Repeat("本文。", 5) + secret + "。\n" + *at
	}
	s := lay(t, specimen.Juten(), table)
	held := 0
	edited := saved(t, write(t, s), func(book *excelize.File) {
		for i := range s.Rows {
			for c := range s.Rows[i].Cells {
				text := s.Rows[i].Cells[c].Text
				if !strings.Contains(text, secret) {
					continue
				}
				held++
				if err := book.SetCellStr(s.Form.Sheet, fmt.Sprint(columnName(c), i+3), strings.ReplaceAll(text, secret, "")); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	if held < 4 {
		t.Fatalf("%d cells held it", held)
	}
	for name, part := range parts(t, edited) {
		if strings.Contains(part, secret) || strings.Contains(part, "秘密") {
			t.Errorf("%s still holds it", name)
		}
	}
	for i, e := range read(t, edited).Table.Entries {
		if strings.Contains(e.Item+e.Before+e.After+e.Explanation, secret) {
			t.Errorf("entry %d still holds it", i+1)
		}
	}
}

// The record is numbers and digests: whoever reads it learns no word of the table.
func TestTheRecordHoldsNoTextOfTheTable(t *testing.T) {
	table := specimen.City(1)
	for _, odd := range []string{"<cut", `"`, "&", "_x0041_", "😀"} {
		table.Entries = append(table.Entries, change.Entry{Date: change.Date{Text: "令和6年4月1日"}, Item: "項目" + odd, Before: odd, After: strings.Repeat(odd+"の文。\n", 200), Timing: "事後"})
	}
	part := parts(t, write(t, lay(t, specimen.Juten(), table)))[record]
	if strings.Count(part, "<cut ") < 10 {
		t.Fatalf("no cuts: %s", part)
	}
	rest := regexp.MustCompile(`^<\?xml version="1.0" encoding="UTF-8"\?>\n`).ReplaceAllString(part, "")
	rest = strings.Replace(rest, ` xmlns="urn:betten:record" kind="attachment"`, "", 1)
	if left := regexp.MustCompile(`</?(record|cut)|( (parts|cells|rows|continued|row|column|at|length|gap|seam)="[0-9a-f ]*")|/?>|\s`).ReplaceAllString(rest, ""); left != "" {
		t.Errorf("more than numbers: %q", left)
	}
}
