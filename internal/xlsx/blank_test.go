package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/specimen"
	"betten/internal/xlsx"
)

func TestAWorkbookToBeFilledInIsTheSameEachTime(t *testing.T) {
	_, first := filledIn(t)
	for range 9 {
		if _, again := filledIn(t); !bytes.Equal(again, first) {
			t.Fatal("the same sheet gives other bytes")
		}
	}
}

// filledIn returns an entry, and a workbook to be filled in that holds it below the
// samples.
func filledIn(t *testing.T) (own change.Entry, written []byte) {
	t.Helper()
	own = change.Entry{
		Date: change.Date{Day: time.Date(2024, 11, 19, 0, 0, 0, 0, time.UTC)}, Item: "Ⅰ　基本情報\n①部署",
		Before: "情報システム課", After: "デジタル推進課", Timing: change.After, Explanation: "組織の改正",
	}
	guide := xlsx.Guide{Text: "一行に一件を書きます。", Timing: "事前か事後です。"}
	for c := range guide.Prompts {
		guide.Prompts[c] = change.Column(c).Title() + "を書きます。"
	}
	var b bytes.Buffer
	table := &change.Table{Form: "juten", Entries: append(change.Samples(), own)}
	if err := xlsx.WriteBlank(&b, lay(t, specimen.Juten(), table), guide, xlsx.Items{}); err != nil {
		t.Fatal(err)
	}
	return own, b.Bytes()
}

// checkFilledIn asks that a workbook to be filled in is known, whatever saved it: the
// samples are named and left out, the entry is there, and today's rules hold.
func checkFilledIn(t *testing.T, own change.Entry, data []byte) {
	t.Helper()
	got := read(t, data)
	if len(got.Table.Entries) != 1 || got.Table.Entries[0] != own || got.Table.Archive {
		t.Errorf("%+v, want %+v", got.Table, own)
	}
	var cells []string
	for _, p := range got.Problems {
		if p.Kind != change.Example {
			t.Errorf("%s at %s", p.Kind, p.At.Cell)
		}
		cells = append(cells, p.At.Cell)
	}
	if want := []string{"変更箇所!B6", "変更箇所!B7", "変更箇所!B8"}; !slices.Equal(cells, want) {
		t.Errorf("samples at %q, want %q", cells, want)
	}
	if at := got.Table.At(change.Place{Column: change.AfterColumn}); at.Cell != "変更箇所!D9" {
		t.Errorf("the entry stands at %+v", at)
	}
}

func TestTheWorkbookToFillInIsKnownByItsGuideToo(t *testing.T) {
	own, written := filledIn(t)
	checkFilledIn(t, own, written)
	without := withoutRecord(t, written)
	checkFilledIn(t, own, without)
	// What is wrong by today's rules is an error there.
	f, err := excelize.OpenReader(bytes.NewReader(without))
	if err != nil {
		t.Fatal(err)
	}
	f.SetCellStr("変更箇所", "E9", "事　後")
	f.SetCellStr("変更箇所", "H1", "覚え書き")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := read(t, b.Bytes())
	var wrong, around bool
	for _, p := range got.Problems {
		wrong = wrong || p.Kind == change.NearTiming && p.Severity == change.Error
		around = around || p.Kind == change.TextAround && p.At.Cell == "変更箇所!H1"
	}
	if !wrong || !around {
		t.Errorf("%+v", got.Problems)
	}
}

func TestASampleWithANewTextIsAnEntry(t *testing.T) {
	_, written := filledIn(t)
	f, err := excelize.OpenReader(bytes.NewReader(written))
	if err != nil {
		t.Fatal(err)
	}
	f.SetCellStr("変更箇所", "D7", "予防接種の予診票の印刷")
	f.SetCellStr("変更箇所", "E6", "事前") // which is no text
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if got := read(t, b.Bytes()).Table.Entries; len(got) != 2 || got[0].After != "予防接種の予診票の印刷" {
		t.Errorf("%+v", got)
	}
}

func TestEveryColumnHasItsPrompt(t *testing.T) {
	_, written := filledIn(t)
	f, err := excelize.OpenReader(bytes.NewReader(written))
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.GetDataValidations("変更箇所")
	if err != nil || len(all) != change.Columns {
		t.Fatalf("%d validations, %v", len(all), err)
	}
	for c, v := range all {
		title := change.Column(c).Title()
		if v.Sqref != string(rune('A'+c))+"6:"+string(rune('A'+c))+"205" || v.Prompt == nil || *v.Prompt != title+"を書きます。" || !v.ShowInputMessage {
			t.Errorf("%s: %+v", title, v)
		}
		if stops := v.ShowErrorMessage; stops != (change.Column(c) == change.TimingColumn) || stops && (v.Formula1 != `"事前,事後"` || *v.Error != "事前か事後です。") {
			t.Errorf("%s: %+v", title, v)
		}
	}
}

// customXML is an element that names the record.
var customXML = regexp.MustCompile(`<(Relationship|Override) [^>]*customXml[^>]*/>`)

// withoutRecord returns a workbook as a program saves it that knows nothing of the
// record.
func withoutRecord(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range r.File {
		if strings.HasPrefix(part.Name, "customXml/") {
			continue
		}
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		text = customXML.ReplaceAll(text, nil)
		out, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
