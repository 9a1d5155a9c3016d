package html

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
)

// want returns the texts of a sheet's rows in the form that a page has them.
func want(s *layout.Sheet) [][]string {
	var rows [][]string
	for i := range s.Rows {
		var row []string
		for c := range s.Rows[i].Cells {
			row = append(row, shown(s.Rows[i].Cells[c].Text))
		}
		rows = append(rows, row)
	}
	return rows
}

// shown escapes what HTML cannot hold, implemented a second time in another way: the list is that
// of the standard (control-character-in-input-stream, noncharacter-in-input-stream).
func shown(s string) string {
	var b strings.Builder
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, "<%02X>", s[i])
		case r < 0x20 && r != '\t' && r != '\n', r >= 0x7f && r <= 0x9f, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestThePageHoldsTheRowsToTheCharacter(t *testing.T) {
	s := sheet(specimen.City(1), juten)
	if diff := cmp.Diff(want(s), cells(parse(t, write(t, s)))); diff != "" {
		t.Error(diff)
	}
}

func TestThePageOfThePublishedAttachmentHoldsItsRows(t *testing.T) {
	s := sheet(specimen.Reference(t, 1), juten)
	got := cells(parse(t, write(t, s)))
	if diff := cmp.Diff(want(s), got); diff != "" || len(got) != 38 {
		t.Errorf("%d rows, want 38\n%s", len(got), diff)
	}
}

// hostile are texts that would break out of a page with incomplete escaping.
var hostile = []string{
	"<script>alert(1)</script>", "</td></tr></table><h1>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&amp;&lt;&#x41;&notit;",
	"</style><script>", "<!--", "-->", "]]>", "<![CDATA[", "</title>", "\x00", "\x01", "\x7f", "\u0085", "\ufffe", "\U0001ffff", "\xff\xfe",
	"\t", "\r", "\n", "\n\n", " ", "　", "  　 ", "\u202e", "\u2028", "\u200b", "\ufeff", "葛\U000e0100", "𠮷", "<plaintext>", "\f<svg/onload=x>", "{}\\22",
}

func texts() *rapid.Generator[string] {
	part := rapid.OneOf(rapid.SampledFrom(hostile), rapid.SampledFrom([]string{"特定個人情報", "、", "。", "（下段に続く）"}), rapid.String())
	return rapid.Map(rapid.SliceOfN(part, 0, 30), func(parts []string) string { return strings.Join(parts, "") })
}

func TestNoTextBreaksOutOfItsCell(t *testing.T) {
	frame := shape(parse(t, write(t, sheet(one(change.Entry{Item: "項目"}), juten))))
	rapid.Check(t, func(t *rapid.T) {
		e := change.Entry{
			Date: change.Date{Text: texts().Draw(t, "date")}, Item: texts().Draw(t, "item"), Before: texts().Draw(t, "before"),
			After: texts().Draw(t, "after"), Timing: texts().Draw(t, "timing"), Explanation: texts().Draw(t, "explanation"),
		}
		table, f := one(e), *juten
		table.Organization, table.Assessment, f.Title = texts().Draw(t, "office"), texts().Draw(t, "assessment"), texts().Draw(t, "title")
		for c := range f.Columns {
			f.Columns[c].Heading = texts().Draw(t, "heading")
		}
		s := sheet(table, &f)
		s.Underline(layout.Compare(table))
		checkPage(t, s, frame)
	})
}

// checkPage checks that a page has the text of the sheet, and only the elements that the page of
// any table has.
func checkPage(t fatal, s *layout.Sheet, frame []string) {
	page := write(t, s)
	doc := parse(t, page)
	if diff := cmp.Diff(want(s), cells(doc)); diff != "" {
		t.Fatalf("%s", diff)
	}
	for i, th := range all(all(doc, "thead")[0], "th") {
		if got, want := content(th), shown(s.Head.Cells[i].Text); got != want {
			t.Fatalf("heading %q, want %q", got, want)
		}
	}
	if got, want := content(all(doc, "h1")[0]), shown(s.Form.Title); got != want {
		t.Fatalf("title %q, want %q", got, want)
	}
	for _, element := range shape(doc) {
		if !slices.Contains(frame, element) && !slices.Contains([]string{"br", "ins", "del", "ins class", "del class", "span class"}, element) {
			t.Fatalf("the page has %s", element)
		}
	}
	if len(all(doc, "style")) != 1 {
		t.Fatalf("%d styles", len(all(doc, "style")))
	}
	if !Untouched(page) {
		t.Fatalf("the page does not know itself")
	}
}

// shape returns the elements of a page, with the names of their attributes.
func shape(doc *html.Node) []string {
	var found []string
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode && !strings.HasPrefix(n.Data, " betten ") {
			found = append(found, "comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		name := n.Data
		for _, a := range n.Attr {
			name += " " + a.Key
		}
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}

func FuzzPage(f *testing.F) {
	frame := shape(parse(f, write(f, sheet(one(change.Entry{Item: "項目"}), juten))))
	for _, s := range hostile {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, before, after, heading string) {
		form := *juten
		form.Columns[change.AfterColumn].Heading, form.Title = heading, heading
		table := one(change.Entry{Item: heading, Before: before, After: after})
		s := sheet(table, &form)
		s.Underline(layout.Compare(table))
		checkPage(t, s, frame)
	})
}

func TestBlanksAndEmptyLinesAreKept(t *testing.T) {
	page := write(t, sheet(one(change.Entry{Item: "　　字下げ", Before: " a  b\n\n\n", After: "（削除）"}), juten))
	for _, markup := range []string{
		`<th scope="row"><p>　　字下げ</p></th>`,
		"<td><p> a  b</p>\n<p><br></p>\n<p><br></p>\n<p><br></p></td>",
		"<td></td>",
	} {
		if !bytes.Contains(page, []byte(markup)) {
			t.Errorf("no %s in\n%s", markup, page)
		}
	}
}

func TestAReviewSaysItsUnderlinesAloud(t *testing.T) {
	table := one(change.Entry{Item: "項目", Before: "三日以内に出す。", After: "五日以内に出す。"})
	s := sheet(table, juten)
	s.Underline(layout.Compare(table))
	page := string(write(t, s))
	for _, markup := range []string{
		`<td><p><del><span class="heard">〔変更部分〕</span>三日<span class="heard">〔変更部分ここまで〕</span></del>以内に出す。</p></td>`,
		`<td><p><ins><span class="heard">〔変更部分〕</span>五日<span class="heard">〔変更部分ここまで〕</span></ins>以内に出す。</p></td>`,
		`下線は、変わった部分です。</p></caption>`,
	} {
		if !strings.Contains(page, markup) {
			t.Errorf("no %s in\n%s", markup, page)
		}
	}
}

func TestRowsOfOneEntryStandTogether(t *testing.T) {
	long := strings.Repeat("・権限は、担当する事務に要る範囲に限って与えている。\n", 80)
	table := one(change.Entry{Item: "項目", After: long})
	table.Entries = append(table.Entries, change.Entry{Item: "次"})
	doc := parse(t, write(t, sheet(table, juten)))
	var got []string
	for _, body := range all(doc, "tbody") {
		got = append(got, fmt.Sprint(attr(body, "id"), " ", len(all(body, "tr"))))
	}
	if want := []string{"no1 6", "no2 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if s := content(all(doc, "caption")[0]); !strings.Contains(s, "変更 2件（7行）") || !strings.Contains(s, "「（下段に続く）」は下の行に続くこと") {
		t.Errorf("the caption says %q", s)
	}
}

func TestAPageThatSomebodyEditedIsTouched(t *testing.T) {
	page := write(t, sheet(specimen.City(1), juten))
	if again := write(t, sheet(specimen.City(1), juten)); !bytes.Equal(page, again) {
		t.Error("the same sheet gave other bytes")
	}
	for name, edited := range map[string][]byte{
		"nothing": nil, "another program's": []byte("<!DOCTYPE html><title>x</title>"),
		"a word":          bytes.Replace(page, []byte("みほん台帳"), []byte("みほん合帳"), 1),
		"a blank behind":  append(slices.Clone(page), ' '),
		"other line ends": bytes.ReplaceAll(page, []byte("\n"), []byte("\r\n")),
		"cut off":         page[:len(page)/2],
		"a BOM":           append([]byte("\ufeff"), page...),
	} {
		if Untouched(edited) {
			t.Errorf("%s: untouched", name)
		}
	}
}

type full struct{ room int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	s := sheet(specimen.City(1), juten)
	for _, room := range []int{0, 100, len(write(t, s)) - 1} {
		if err := Write(&full{room}, s); !errors.Is(err, errFull) {
			t.Errorf("room %d: %v", room, err)
		}
	}
}

func TestTheStyleHoldsEveryHeading(t *testing.T) {
	for text, want := range map[string]string{
		`変更日`: `"変更日"`, `a"</style>`: `"\000061\000022\00003C\00002F\000073\000074\000079\00006C\000065\00003E"`, "\x00\u0085\n": `"\000000\000085\00000A"`,
	} {
		if got := literal(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestTheHeadingsInkCanBeReadOnItsShade(t *testing.T) {
	for colour, white := range map[int]bool{0xEBEBEB: false, 0xFFFFFF: false, 0x000000: true, 0x003366: true, 0xFF0000: false, 0x777777: false, 0x00FF00: false, 0x0000FF: true} {
		if dark(colour) != white {
			t.Errorf("#%06x: white %v", colour, !white)
		}
	}
}
