package outline_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/outline"
)

// edited returns a workbook changed by a function.
func edited(t testing.TB, book []byte, edit func(f *excelize.File) error) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := edit(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func dot(t testing.TB, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 2, 2))
	m.Set(1, 1, c)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsNoFieldIsComparedAndNamed(t *testing.T) {
	const sheet = "表1"
	picture := func(c color.Color) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			return f.AddPictureFromBytes(sheet, "C8", &excelize.Picture{Extension: ".png", File: dot(t, c)})
		}
	}
	box := func(text string) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			return f.AddShape(sheet, &excelize.Shape{Cell: "D9", Type: "rect", Paragraph: []excelize.RichTextRun{{Text: text}}})
		}
	}
	control := func(checked bool) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			return f.AddFormControl(sheet, excelize.FormControl{Cell: "E10", Type: excelize.FormControlCheckBox, Checked: checked, Paragraph: []excelize.RichTextRun{{Text: "確認済み"}}})
		}
	}
	hidden := func(text string) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			if _, err := f.NewSheet("隠し"); err != nil {
				return err
			}
			if err := f.SetCellStr("隠し", "B2", text); err != nil {
				return err
			}
			return f.SetSheetVisible("隠し", false)
		}
	}
	rich := func(strike bool) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			return f.SetCellRichText(sheet, "F3", []excelize.RichTextRun{{Text: "情報"}, {Text: "課", Font: &excelize.Font{Strike: strike}}})
		}
	}
	row := func(text string) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			if err := f.SetCellStr(sheet, "F3", text); err != nil {
				return err
			}
			return f.SetRowVisible(sheet, 3, false)
		}
	}
	for name, c := range map[string]struct {
		before, after func(f *excelize.File) error
		want          []string
	}{
		"a picture":        {picture(color.White), picture(color.Black), []string{"object-gone 表1!C8", "object-new 表1!C8"}},
		"the same picture": {picture(color.White), picture(color.White), nil},
		"a text box":       {box("図の説明"), box("図の新しい説明"), []string{"object-gone 表1!D9", "object-new 表1!D9"}},
		"a control":        {control(false), control(true), []string{"object-gone 表1!E10", "object-new 表1!E10"}},
		"a hidden sheet":   {hidden("古い"), hidden("新しい"), []string{"hidden-gone 隠し!B2", "hidden-new 隠し!B2"}},
		"a hidden row":     {row("甲"), row("乙"), []string{"hidden-field 表1!F3"}},
		"text struck out":  {rich(false), rich(true), []string{"struck-text 表1!F3"}},
		"the same strike":  {rich(true), rich(true), nil},
	} {
		t.Run(name, func(t *testing.T) {
			book := draw(t, small)
			cmp := compare(t, outline.NewVocabulary(), edited(t, book, c.before), edited(t, book, c.after))
			var got []string
			for _, p := range cmp.Problems() {
				if p.Severity != change.Warning {
					t.Errorf("%+v", p)
				}
				got = append(got, string(p.Kind)+" "+p.At.Cell)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestSheetsOfSeveralFilesArePairedByTheNameOfTheFile(t *testing.T) {
	two := func(name, text string) sheet {
		return sheet{"A1:J1* Ⅱ　特定個人情報ファイルの概要", "A2:J2* １．特定個人情報ファイル名", "B3 " + name, "A4:J4* ２．基本情報", "A5* ⑥事務担当部署", "F5 " + text}
	}
	entries, problems := changed(t, []sheet{two("甲ファイル", "情報課"), two("乙ファイル", "総務課")}, []sheet{two("乙ファイル", "税務課"), two("甲ファイル", "情報課")})
	want := []string{"Ⅱ　特定個人情報ファイルの概要（乙ファイル）／２．基本情報／⑥事務担当部署：総務課→税務課"}
	if !slices.Equal(entries, want) || len(problems) > 0 {
		t.Errorf("%q\n%q", entries, problems)
	}
}

func TestATitleThatIsRepeatedOnTheNextSheetIsOne(t *testing.T) {
	first := sheet{"A1:J1* Ⅲ　リスク対策", "A2:J2* １．特定個人情報ファイル名", "B3 甲ファイル"}
	second := sheet{"A1:J1* Ⅲ　リスク対策", "A2:J2* ８．監査", "A3* 実施の有無", "F3 自己点検"}
	whole := slices.Concat(first, sheet{"A4:J4* ８．監査", "A5* 実施の有無", "F5 自己点検"})
	untitled := second[1:]
	for _, after := range [][]sheet{{first, second}, {first, untitled}} {
		entries, problems := changed(t, []sheet{whole}, after)
		if len(entries)+len(problems) > 0 {
			t.Errorf("%q\n%q", entries, problems)
		}
	}
}
