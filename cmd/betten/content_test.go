package main

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"
)

// If a file is neither an entry file nor a workbook, every command reports what it is, whatever
// its name is, and in the same words.
func TestWhatAFileIsInsteadIsNamed(t *testing.T) {
	const row = "変更日,項目,変更前\r\n令和6年11月19日,Ⅰ　基本情報,旧\r\n"
	sjis := func(s string) string {
		out, err := japanese.ShiftJIS.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	jis := func(s string) string {
		out, err := japanese.ISO2022JP.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	wide := func(s string) string {
		b := []byte("\xFF\xFE")
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	zipped := func(names ...string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range names {
			w, err := z.CreateHeader(&zip.FileHeader{Name: name})
			if err != nil {
				t.Fatal(err)
			}
			if name == "mimetype" {
				w.Write([]byte("application/vnd.oasis.opendocument.spreadsheet"))
			}
		}
		z.Close()
		return b.String()
	}
	const entryFile = "[[change]]\ndate = 2024-11-19\nitem = \"Ⅰ　基本情報\"\nbefore = \"旧い文をここに書く\"\nafter = \"新しい文\"\ntiming = \"事後\"\n"
	for _, c := range []struct{ name, data, words string }{
		{"表.xls", "<html xmlns:o=\"urn:x\"><body><table><tr><td>変更日</td></tr></table></body></html>", "これは Web ページ（HTML）です。"},
		{"表2.xls", "\ufeff<!DOCTYPE html>\n<title>変更箇所</title>", "これは Web ページ（HTML）です。"},
		{"表3.xls", sjis("<html><head><meta charset=shift_jis></head><body>変更箇所の表です。変更前と変更後</body></html>"), "これは Web ページ（HTML）です。"},
		{"表4.xls", "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "これは XML のファイルです。"},
		{"表5.xls", strings.ReplaceAll(row, ",", "\t"), "これは CSV など、コンマやタブで区切った文字だけのファイルです。"},
		{"表6.xls", wide(strings.ReplaceAll(row, ",", "\t")), "これは CSV など、"},
		{"変更.csv", sjis(row), "これは CSV など、"},
		{"変更u.csv", "\ufeff" + row, "これは CSV など、"},
		{"変更.txt", "変更の一覧\n令和6年11月19日に次のとおり変えました。\n以上\n", "これは文字だけのファイルで、記載ファイルの書き方になっていません。"},
		{"変更2.txt", sjis("変更の一覧\n令和6年11月19日に次のとおり変えました。\n以上\n"), "これは文字だけのファイルで、"},
		{"変更.docx", zipped("[Content_Types].xml", "word/document.xml"), "これは Word や PowerPoint の文書なので、読めません。"},
		{"表.ods", zipped("mimetype", "content.xml"), "（.ods）なので、読めません。"},
		{"過去.lzh", "\x2a\x8a-lh5-\x00\x00", "これは LZH の圧縮ファイルなので、開けません。"},
		{"過去.rar", "Rar!\x1a\x07\x01\x00", "これは RAR の圧縮ファイルなので、開けません。"},
		{"過去.7z", "7z\xbc\xaf\x27\x1c\x00\x04", "これは 7-Zip の圧縮ファイルなので、開けません。"},
		{"jis.toml", jis(entryFile), "文字コードが ISO-2022-JP のため、読めませんでした。"},
		{"sjis.toml", sjis(entryFile), "文字コードが Shift_JIS のため、読めませんでした。"},
		{"空.toml", "", "ファイルに何も書かれていません。"},
		{"空.xlsx", "", "ファイルに何も書かれていません。"},
		{"空.xls", " \r\n", "ファイルに何も書かれていません。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{c.name: c.data, "e.toml": entryFile})
			path := filepath.Join(dir, c.name)
			commands := [][]string{{"build", path}, {"check", path}, {"show", path}, {"batch", path, "-o", filepath.Join(dir, "out")}}
			if !strings.HasPrefix(c.words, "文字コード") { // an entry file, where a workbook is asked for
				entries := filepath.Join(dir, "e.toml")
				commands = append(commands, []string{"import", path}, []string{"build", entries, "--into", path})
				if !strings.HasSuffix(c.name, ".xlsx") {
					commands = append(commands, []string{"build", entries, "--into", path, "-o", filepath.Join(dir, "o.xlsx")})
				}
			}
			for _, command := range commands {
				out, errs := betten(t, exitFailed, command...)
				if all := out + errs; strings.Count(all, c.words) != 1 || strings.Count(all, "エラー: ") != 1 {
					t.Errorf("%q does not say %q once, and nothing else:\n%s", command[0], c.words, all)
				}
			}
		})
	}
}

// A sound entry file is not called "not a workbook" alone where a workbook is asked for.
func TestAnEntryFileGivenAsAWorkbookIsNamed(t *testing.T) {
	const words = "これは記載ファイルや様式のファイル（.toml）で、Excel のブックではありません。"
	const entryFile = "[[change]]\ndate = 2024-11-19\nitem = \"Ⅰ　基本情報\"\nbefore = \"旧い文をここに書く\"\nafter = \"新しい文\"\ntiming = \"事後\"\n"
	legacy, err := japanese.ShiftJIS.NewEncoder().String(entryFile)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, map[string]string{"e.toml": entryFile, "f.toml": entryFile, "s.toml": legacy, "b.xlsx": entryFile})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, command := range [][]string{
		{"import", at("f.toml")}, {"import", at("s.toml")}, {"import", at("b.xlsx")}, {"check", at("b.xlsx")},
		{"build", at("e.toml"), "--into", at("f.toml")}, {"build", at("e.toml"), "--into", at("f.toml"), "-o", at("o.xlsx")},
	} {
		if out, errs := betten(t, exitFailed, command...); strings.Count(out+errs, words) != 1 {
			t.Errorf("%q does not say %q once:\n%s%s", command, words, out, errs)
		}
	}
}

func TestARARCalledAZipIsNotABrokenZip(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"過去.zip": "Rar!\x1a\x07\x01\x00", "空.zip": ""})
	_, errs := betten(t, exitFailed, "batch", filepath.Join(dir, "過去.zip"), "-o", filepath.Join(dir, "out"))
	if !strings.Contains(errs, "ZIP ではありません（RAR などの別の形式です）") {
		t.Error(errs)
	}
	if _, errs := betten(t, exitFailed, "batch", filepath.Join(dir, "空.zip"), "-o", filepath.Join(dir, "out")); !strings.Contains(errs, "壊れている") {
		t.Error(errs)
	}
}
