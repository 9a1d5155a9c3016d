package layout

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/specimen"
	"betten/internal/text"
)

// texts of many paragraphs, of the kinds that decide a cut.
func cellTexts() *rapid.Generator[string] {
	paragraph := rapid.OneOf(
		rapid.SampledFrom([]string{
			"", "", "＜アクセス権限の管理＞", "【技術的対策】", "<追加措置>", "①国及び事業者は、次の措置を講じる。", "（１）", "・",
			"・入退室を記録する。", "https://www.example.jp/" + strings.Repeat("abcdefghij", 12),
			strings.Repeat("権限は、担当する事務に要る範囲に限って与えている。", 30),
			strings.Repeat("句点のない長い文", 100), strings.Repeat("ｶﾞｷﾞ", 80), strings.Repeat("a b ", 300), strings.Repeat("　", 70),
		}),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"特定個人情報", "の取扱いは、", "定める。", "（VRS）", " ", "　", "𠮷野家"}), 0, 40),
			func(parts []string) string { return strings.Join(parts, "") }),
	)
	return rapid.Map(rapid.SliceOfN(paragraph, 0, 60), func(p []string) string { return strings.Join(p, "\n") })
}

// fatal is a *testing.T or a *rapid.T.
type fatal interface {
	Fatalf(format string, args ...any)
}

// checkPieces asks that the pieces of a cell show its whole text, but for the line
// feeds that a cut swallows, and say so by their marks.
func checkPieces(t fatal, name, want string, rows []Row, column change.Column, f *form.Form) {
	at := 0
	for i := range rows {
		c := &rows[i].Cells[column]
		if c.Of == (Span{}) && i > 0 {
			continue
		}
		if swallowed := want[at:c.Of.Start]; strings.Trim(swallowed, "\n") != "" || len(swallowed) > 2 {
			t.Fatalf("%s: the cut before piece %d swallowed %q", name, i, swallowed)
		}
		if shown := c.Text[c.At : c.At+c.Of.End-c.Of.Start]; shown != want[c.Of.Start:c.Of.End] {
			t.Fatalf("%s: piece %d shows %q, want %q", name, i, shown, want[c.Of.Start:c.Of.End])
		}
		at = c.Of.End
		marked := strings.HasSuffix(c.Text, "\n\n"+f.Marks.Continues) && c.At+c.Of.End-c.Of.Start < len(c.Text)
		if goesOn := at < len(want); goesOn != marked {
			t.Fatalf("%s: piece %d goes on %v, marked %v", name, i, goesOn, marked)
		}
		if i > 0 && !strings.HasPrefix(c.Text, f.Marks.Continued+"\n\n") {
			t.Fatalf("%s: piece %d does not say that it continues", name, i)
		}
	}
	if at != len(want) {
		t.Fatalf("%s: the pieces end at %d of %d", name, at, len(want))
	}
}

func TestNoCharacterIsLostAndNoRowTooHigh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkLayOut(t, cellTexts().Draw(t, "before"), cellTexts().Draw(t, "after"), cellTexts().Draw(t, "explanation"))
	})
}

func FuzzLayOut(f *testing.F) {
	f.Add("＜管理＞\n・記録する。\n\n①番", strings.Repeat("漢字を。", 300), "説明")
	f.Add(strings.Repeat("\n", 80), strings.Repeat("a/", 900)+"\n", strings.Repeat("　 \n", 40))
	f.Fuzz(func(t *testing.T, before, after, explanation string) {
		for _, s := range []string{before, after, explanation} {
			if !utf8.ValidString(s) || len(s) > 1<<14 || strings.Contains(s, "\r") {
				t.Skip()
			}
		}
		checkLayOut(t, before, after, explanation)
	})
}

// The official form, and the ruler of its workbook.
var (
	official  = specimen.Juten()
	bookRuler = text.NewRuler(official.Book.Size, text.MSPGothic())
)

// checkLayOut lays an entry out and asks that nothing is lost and no row too high.
func checkLayOut(t fatal, before, after, explanation string) {
	f := official
	e := change.Entry{
		Date: change.Date{Text: "令和6年11月19日"}, Item: "項目", Timing: change.Before,
		Before: before, After: after, Explanation: explanation,
	}
	sheet, _ := LayOut(&change.Table{Entries: []change.Entry{e}}, f, bookRuler)
	for i := range sheet.Rows {
		r := &sheet.Rows[i]
		if r.Height > text.Length(f.Book.Lines)*f.Book.Pitch {
			t.Fatalf("row %d is %v high", i, r.Height.Points())
		}
		for j := range r.Cells {
			c := &r.Cells[j]
			if len(c.Lines) > c.Room || text.Length(c.Room)*f.Book.Pitch > r.Height {
				t.Fatalf("row %d, %v: %d lines, room for %d, height %v", i, change.Column(j), len(c.Lines), c.Room, r.Height)
			}
			if got := strings.Join(c.Strings(), ""); got != strings.ReplaceAll(c.Text, "\n", "") {
				t.Fatalf("row %d, %v: the lines are not the text", i, change.Column(j))
			}
		}
	}
	checkPieces(t, "before", e.Before, sheet.Rows, change.BeforeColumn, f)
	checkPieces(t, "after", e.After, sheet.Rows, change.AfterColumn, f)
	checkPieces(t, "explanation", e.Explanation, sheet.Rows, change.ExplanationColumn, f)
}

// cutsOf returns the pieces of a cell of lines, each its number of lines, by what
// stands in them: a column of 10 em, 14 lines a row.
func cutsOf(paragraphs ...string) []string {
	ruler := text.NewRuler(text.Point, text.MSPGothic())
	set := &setter{ruler: ruler, width: 10 * text.Point, narrow: 9850}
	whole := set.cell(strings.Join(paragraphs, "\n"))
	c := newScript(cutter{set, room{first: 14, most: 14, full: lastQuarter}, "（下段に続く）", "（上段からの続き）"}, whole.Text, set.blocks)
	var pieces []string
	for _, cell := range c.cells(c.cutAlone()) {
		pieces = append(pieces, cell.Text[cell.At:cell.At+cell.Of.End-cell.Of.Start])
	}
	return pieces
}

func lines(n int, s string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = s
	}
	return all
}

// A piece has room for 12 lines, of which the last quarter begins at the ninth.
func TestWhereAnOfficialWouldCut(t *testing.T) {
	for _, c := range []struct {
		name       string
		paragraphs [][]string
		first      int // paragraphs in the first piece
		next       string
	}{
		{"as late as it goes", [][]string{lines(20, "・一つ")}, 12, "・一つ"},
		{"before a number rather than a point", [][]string{lines(10, "・一つ"), {"①番"}, lines(9, "・一つ")}, 10, "①番"},
		{"before a heading rather than a number", [][]string{lines(9, "・一つ"), {"＜見出し＞", "①番", "②番"}, lines(8, "・一つ")}, 9, "＜見出し＞"},
		{"before a section rather than a heading", [][]string{lines(9, "・一つ"), {"", "①番", "＜見出し＞"}, lines(8, "・一つ")}, 9, "①番"},
		{"not before a heading outside of the last quarter", [][]string{lines(8, "・一つ"), {"＜見出し＞"}, lines(11, "・一つ")}, 12, "・一つ"},
		{"never behind a heading", [][]string{lines(11, "・一つ"), {"＜見出し＞"}, lines(8, "・一つ")}, 11, "＜見出し＞"},
		{"nor behind a heading and empty lines", [][]string{lines(9, "・一つ"), {"＜見出し＞", "", "", "①番"}, lines(8, "・一つ")}, 9, "＜見出し＞"},
		{"at the last paragraph where the last quarter has none", [][]string{lines(5, "・一つ"), {strings.Repeat("漢", 180)}}, 5, strings.Repeat("漢", 180)},
		{"inside a long paragraph where that saves a row", [][]string{lines(5, "・一つ"), {strings.Repeat("漢", 200)}}, 6, strings.Repeat("漢", 200)},
	} {
		var all []string
		for _, p := range c.paragraphs {
			all = append(all, p...)
		}
		pieces := cutsOf(all...)
		if got := strings.Count(pieces[0], "\n") + 1; got != c.first {
			t.Errorf("%s: %d paragraphs in the first piece, want %d", c.name, got, c.first)
		}
		if next, _, _ := strings.Cut(pieces[1], "\n"); !strings.HasPrefix(c.next, next) {
			t.Errorf("%s: the second piece begins %q, want %q", c.name, next, c.next)
		}
	}
}

// A piece has room for 12 lines. What is drawn or chosen from stays in one if it fits.
func TestTablesAndListsOfChoicesStayWhole(t *testing.T) {
	table := []string{"┌──┬──┐", "│件　│数　│", "├──┼──┤", "│１　│２　│", "└──┴──┘"}
	choices := []string{"1) 千人未満", "2) 一万人未満", "3) 一万人以上"}
	long := []string{"┌┐"}
	for range 14 {
		long = append(long, "││")
	}
	for _, c := range []struct {
		name       string
		paragraphs [][]string
		first      int // paragraphs in the first piece
	}{
		{"a table", [][]string{lines(9, "・一つ"), table, lines(6, "・一つ")}, 9},
		{"an indented one", [][]string{lines(9, "・一つ"), {"　┌┐", "　││", "　││", "　└┘"}, lines(6, "・一つ")}, 9},
		{"choices", [][]string{lines(10, "・一つ"), choices, lines(6, "・一つ")}, 10},
		{"choices with their heading", [][]string{lines(9, "・一つ"), {"＜選択肢＞"}, choices, lines(6, "・一つ")}, 9},
		{"between two lists there is a seam", [][]string{lines(9, "・一つ"), choices, {"1) 紙", "2) 電子", "3) 専用線"}, lines(6, "・一つ")}, 12},
		{"a table longer than a row is parted", [][]string{{"・一つ"}, long, {"・一つ"}}, 12},
	} {
		pieces := cutsOf(slices.Concat(c.paragraphs...)...)
		if got := strings.Count(pieces[0], "\n") + 1; got != c.first {
			t.Errorf("%s: %d paragraphs in the first piece, want %d: %q", c.name, got, c.first, pieces)
		}
	}
}

// Where spaces hang, the full stop behind one takes 漢 along to the next line of a
// column that is a little narrower; where they take room, it goes alone.
func TestANarrowColumnIsCountedForSpacesThatHangToo(t *testing.T) {
	ruler := text.NewRuler(text.Point, text.MSPGothic())
	line := strings.Repeat("漢", 8) + "　。"
	set := &setter{ruler: ruler, width: ruler.Width(line), narrow: ruler.Width(line) * tolerance / 1000}
	if c := set.cell(line + strings.Repeat("漢", 7)); len(c.Lines) != 2 || c.Room != 3 {
		t.Errorf("%d lines and room for %d, want 2 and 3", len(c.Lines), c.Room)
	}
}

// Viewers set these otherwise than Excel, and the row has room for both. The whole cell
// is counted in each way: what one takes more in one paragraph and another in the next
// does not add up.
func TestTheLargestCountOfAllViewersGoverns(t *testing.T) {
	ruler := text.NewRuler(text.Point, text.MSPGothic())
	set := &setter{ruler: ruler, width: 10200, narrow: 10200 * tolerance / 1000}
	for s, want := range map[string][2]int{
		"漢字漢字漢字漢字漢A（甲乙丙丁戊己庚辛":                              {2, 2},
		"漢字漢字漢字漢字漢A（甲乙丙丁戊己庚辛壬）":                            {2, 3}, // the A goes along in LibreOffice
		"漢字漢字漢字漢漢字、12漢字漢字漢字漢字":                             {2, 3},
		"漢字漢字漢字漢字漢字":                                       {1, 1},
		"漢字漢字https://example.jp/" + strings.Repeat("a", 4): {2, 3}, // if the word is moved whole
	} {
		if c := set.cell(s); len(c.Lines) != want[0] || c.Room != want[1] {
			t.Errorf("%s: %d lines and room for %d, want %v", s, len(c.Lines), c.Room, want)
		}
	}
}

func TestAParagraphIsCutBehindASentenceElseAtALineEnd(t *testing.T) {
	sentences := strings.Repeat("漢字漢字漢字漢字漢字漢。", 20) // 12 em less a half
	if first := cutsOf(sentences)[0]; !strings.HasSuffix(first, "。") {
		t.Errorf("cut inside a sentence: …%s", first[len(first)-12:])
	}
	whole := strings.Repeat("漢", 200)
	// Ten characters a line, but nine where a viewer's column is a little narrower:
	// twelve such lines hold 108.
	if first := cutsOf(whole)[0]; first != strings.Repeat("漢", 100) {
		t.Errorf("the first piece holds %d characters, want 100", len(first)/3)
	}
	// Fifteen lines: one alone may stand on neither side.
	for _, piece := range cutsOf("＜見出し＞", strings.Repeat("漢", 140)) {
		if n := len(strings.ReplaceAll(piece, "＜見出し＞\n", "")) / 3; n <= 10 {
			t.Errorf("a line of %d characters stands alone", n)
		}
	}
}

func TestAFinishedCellStaysEmptyAndTheRestIsRepeated(t *testing.T) {
	e := change.Entry{
		Date: change.Date{Text: "令和6年11月19日"}, Item: "Ⅰ　基本情報", Timing: change.After,
		Before: strings.Join(lines(50, "・項目"), "\n"), After: "（削除）", Explanation: "説明",
	}
	sheet, _ := LayOut(&change.Table{Entries: []change.Entry{e}}, official, bookRuler)
	if len(sheet.Rows) != 2 {
		t.Fatalf("%d rows, want 2", len(sheet.Rows))
	}
	want := []string{"令和6年11月19日", "同上", "", "", "事後", ""}
	for i, c := range sheet.Rows[1].Cells {
		if change.Column(i) != change.BeforeColumn && c.Text != want[i] {
			t.Errorf("%v of the second row is %q, want %q", change.Column(i), c.Text, want[i])
		}
	}
}

func TestMarksThatLeaveNoLineForTheTextAreAProblem(t *testing.T) {
	f := specimen.Juten()
	f.Book.Lines = 8
	f.Marks.Continues, f.Marks.Continued = strings.Repeat("続", 40), strings.Repeat("前", 40)
	table := &change.Table{Entries: []change.Entry{{
		Date: change.Date{Text: "令和6年11月19日"}, Item: "項目", Timing: change.After,
		Before: strings.Join(lines(50, "・項目"), "\n"), After: "（削除）", Explanation: strings.Join(lines(50, "・説明"), "\n"),
	}}}
	_, problems := LayOut(table, f, bookRuler)
	if !slices.ContainsFunc(problems, func(p change.Problem) bool { return p.Kind == change.NoRoom }) {
		t.Errorf("no problem of that kind among %v", problems)
	}
}

func TestSizesThatExcelForMacRoundsAreWarnedOf(t *testing.T) {
	for size, want := range map[float64]int{9: 1, 10.5: 1, 10: 0, 11: 0, 12: 0} {
		f := specimen.Juten()
		f.Book.Size = text.Points(size)
		_, problems := LayOut(entries(1), f, text.NewRuler(f.Book.Size, text.MSPGothic()))
		if len(problems) != want || want > 0 && (problems[0].Kind != change.RoundedSize || problems[0].Severity != change.Warning) {
			t.Errorf("%v: %v", size, problems)
		}
	}
}
