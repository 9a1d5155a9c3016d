package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Texts that other programs cut, break or drop stay complete in the workbook. The PDF is tested in
// its own package.
func TestHardTextsComeOutOfTheWorkbookWhole(t *testing.T) {
	var short []string
	for range 300 {
		short = append(short, "短い行")
	}
	for name, text := range map[string]string{
		"supplementary kanji":              "𠮷野家の𩸽、葛\U000E0100城",
		"6,000 characters without a break": strings.Repeat("漢", 6000),
		"60,000 characters":                strings.Repeat("本文", 30000),
		"a URL of 80 characters":           "https://www.example.jp/" + strings.Repeat("a", 57),
		"half-width kana":                  strings.Repeat("ｱｲｳｶﾞ", 60),
		"300 short lines":                  strings.Join(short, "\n"),
		"what looks like a formula":        "=SUM(A1:A9)",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "hard.toml")
			entry := "form = \"juten\"\n[[change]]\ndate = 2025-04-01\nitem = \"項目\"\nbefore = \"\"\nafter = '''\n" + text + "'''\ntiming = \"事後\"\n"
			if err := os.WriteFile(file, []byte(entry), 0o666); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if status := run(t.Context(), []string{"build", file}, nil, &out, &out); status != exitDone {
				t.Fatal(out.String())
			}
			book, err := excelize.OpenFile(filepath.Join(dir, "hard.xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			defer book.Close()
			rows, err := book.GetRows("変更箇所")
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, row := range rows[2:] {
				s := strings.TrimPrefix(row[3], "（上段からの続き）\n\n")
				got.WriteString(strings.TrimSuffix(s, "\n\n（下段に続く）"))
			}
			// A cut between paragraphs swallows their line feed.
			clean := func(s string) string { return strings.ReplaceAll(s, "\n", "") }
			if clean(got.String()) != clean(text) {
				t.Errorf("%d bytes of %d came back", got.Len(), len(text))
			}
		})
	}
}
