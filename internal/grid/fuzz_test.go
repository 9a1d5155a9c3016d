package grid

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"betten/internal/specimen"

	"pgregory.net/rapid"
)

// FuzzRead reads rows of any cells below the headings.
func FuzzRead(f *testing.F) {
	for _, rows := range []string{
		"#45615|Ⅰ|あ|い|事後|",
		"令和6年4月1日|Ⅰ／②|あ（下段に続く）|い|事前|説明\n||（上段からの続き）／／う||\n〃|同上|え|お|〃|\n※注",
		"#1|Ⅰ|あ／／（続く）|い|事後||済\n|Ⅱ|（続き）|う|事後\n" + officialHeadings + "\n令和|||え|事後",
		"#45615|Ⅰ|あ（続く）|い||\n#45616|Ⅰ|（続き）い|い|事後|え",
	} {
		f.Add(rows)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		if !utf8.ValidString(rows) || strings.Count(rows, "|") > 200 {
			t.Skip()
		}
		all := append([]string{officialHeadings}, strings.Split(rows, "\n")...)
		g := gridOf(all...)
		for i := range g.Rows { // a line feed is written ／
			for j := range g.Rows[i].Cells {
				if c := &g.Rows[i].Cells[j]; i > 0 {
					c.Text = strings.ReplaceAll(c.Text, "／", "\n")
				}
			}
		}
		read := readOf(t, g)
		specimen.CheckKinds(t, read.Problems, "book.xlsx")
		specimen.CheckPlaces(t, read.Table, "book.xlsx")
		checkTexts(t, g, &read)
	})
}

// Every text that is drawn is another, so that one that is lost is found to be.
func TestNoTextOfACellIsLostHoweverItsRowIsJoined(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := 0
		cell := rapid.Custom(func(r *rapid.T) string {
			n++
			return strings.ReplaceAll(rapid.SampledFrom([]string{
				"", "", "", "n", "n", "n", "あn。", "あ\nn", "同上", "〃", "#4561n", "※n", "令和6年4月n日", "継続n", "次に続く手続n",
				"あn（下段に続く）", "あn。\n\n（次頁へ続く）", "（続く）", "（上段からの続き）\n\nnい", "（続き）nい", "（続き）", "（続き）n（続く）", "（続き）\n（続く）", "前頁からの続き\nn\n次頁へ続く", "\n\nn\n\n", "（続n", "〃n",
			}).Draw(r, "cell"), "n", fmt.Sprint(n))
		})
		rows := []string{officialHeadings}
		for range rapid.IntRange(1, 6).Draw(r, "rows") {
			rows = append(rows, strings.Join(rapid.SliceOfN(cell, 1, 7).Draw(r, "cells"), "|"))
		}
		g := gridOf(rows...)
		read := readOf(t, g)
		specimen.CheckKinds(t, read.Problems, "book.xlsx")
		specimen.CheckPlaces(t, read.Table, "book.xlsx")
		checkTexts(t, g, &read)
		if t.Failed() {
			r.FailNow()
		}
	})
}
