package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"betten/internal/change"
	"betten/internal/outline"
)

// The texts about the comparison of two assessments that the user reads.
var sayDiff = struct {
	diff, diffLong, headings, headingsLong                                    string
	outFlag, dateFlag, timingFlag, allFlag, headingsFlag, forceFlag, fromFlag string
}{
	diff:     "二つの評価書を比べ、変更箇所を書き出す",
	headings: "評価書の見出しと記載を、読み取ったとおりに表示する",
	diffLong: `昨年度と今年度の評価書を比べ、変わった記載を、項目の名前と変更前・変更後とともに
今年度.変更箇所.xlsx に書き出します。変更日と提出時期を Excel で書き足してから、表を作ります。
  betten diff 昨年度.xlsx 今年度.xlsx
  betten build 今年度.変更箇所.xlsx --into 今年度.xlsx
推測したところと、比べなかったところは、セルの場所とともに表示します。
できた表は、必ず人の目で確かめてください。`,
	headingsLong: `評価書の見出しと記載を、読み取ったとおりに、セルの場所とともに表示します。
推測した見出しには ? を付けます。違うところは、--headings のファイルで直せます:
  label = ["この文は見出し"]          not-label = ["この文は見出しでない"]
  at = ["Ⅱ!B14"]                      not-at = ["Ⅱ!C14"]
  skip-sheet = ["比べないシート"]`,
	outFlag:      "書き出す`ファイル`（.xlsx か .toml。書かなければ、新しい評価書の隣に作る）",
	dateFlag:     "すべての変更の`変更日`（2025-04-01 や 令和7年4月1日）",
	timingFlag:   "すべての変更の`提出時期`（事前 または 事後）",
	allFlag:      "表紙（評価書番号、公表日など）の違いも変更に入れる",
	headingsFlag: "見出しを補う`ファイル`（書き方は betten headings --help）",
	forceFlag:    "書き換えられたファイルも置き換え、比べられないセルがあっても作る",
	fromFlag:     "その見出しを項目の一覧として入れる`評価書`",
}

// The help texts of the commands.
const (
	useDiff     = "diff 古い評価書.xlsx 新しい評価書.xlsx"
	useHeadings = "headings 評価書.xlsx"
)

// itemSheet is the sheet of a workbook to fill in that lists items to choose from.
const itemSheet = "項目の一覧"

// entriesName is the end of the name of the file with the entries found by comparing.
const entriesName = ".変更箇所.xlsx"

// entriesHelp is the line above the entries found by comparing.
func entriesHelp(name, book string) string {
	return "二つの評価書を比べて見つけた変更です。正しいかどうかを必ず確かめ、変更日と提出時期を書き足してください（要らない行は、行ごと消します）。" +
		"保存して Excel を閉じてから、betten build " + name + " --into " + book + " で、評価書の表に書き込みます。"
}

func needsTwo(cmd *cobra.Command) error {
	return usageError{"古い評価書と新しい評価書を、この順に一つずつ書いてください。", "使い方: " + cmd.UseLine()}
}

func overAssessment(path string) error {
	return usageError{fmt.Sprintf("「%s」は評価書なので、書き換えませんでした。", path), "-o には別の名前を書いてください。"}
}

func badDate(text string) error {
	return usageError{fmt.Sprintf("--date の「%s」は、日付として読めません。", text), "2025-04-01 か 令和7年4月1日 のように書いてください。"}
}

func fromNeedsBook(path string) error {
	return usageError{fmt.Sprintf("--from を付けるときは、「%s」でなく、Excel ブックの名前を書いてください。", path), "変更箇所.xlsx のように、.xlsx で終わる名前にしてください。"}
}

// tellChanges prints the changes, one per line.
func tellChanges(cmd *cobra.Command, c *outline.Comparison) {
	var b strings.Builder
	for i := range c.Changes {
		x := &c.Changes[i]
		size := ""
		from, to := utf8.RuneCountInString(x.Before), utf8.RuneCountInString(x.After)
		switch {
		case x.Before == "":
			size = fmt.Sprintf("追加 %d文字", to)
		case x.After == change.Deleted:
			size = fmt.Sprintf("%d文字 → 削除", from)
		default:
			size = fmt.Sprintf("%d文字 → %d文字", from, to)
		}
		b.WriteString(printable(strings.ReplaceAll(x.Item, "\n", " ／ ")) + "  " + size + "\n")
	}
	fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// changesLine is the last line of a comparison: how many changes there are, and how many
// things a person should check.
func changesLine(c *outline.Comparison, problems []change.Problem) string {
	doubtful, other := 0, 0
	for i := range c.Changes {
		if c.Changes[i].Doubtful() {
			doubtful++
		}
	}
	for _, p := range problems {
		if outline.IsUnlisted(p.Kind) {
			other++
		}
	}
	line := "変更はありません。\n"
	if n := len(c.Changes); n > 0 {
		line = fmt.Sprintf("変更 %dか所（うち確認が要るもの %dか所）\n", n, doubtful)
	}
	if other > 0 {
		line += fmt.Sprintf("ほかに、変更に入れていない違いが %dか所あります。上の警告を確かめてください。\n", other)
	}
	return line
}

// notCompared lists the sheets that were not compared, on one line. It is empty if all were
// compared.
func notCompared(sheets []*outline.Sheet) string {
	if len(sheets) == 0 {
		return ""
	}
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = printable(s.Name) + "（" + leftOutWords[s.Left] + "）"
		if s.Left == outline.Cover {
			names[i] = printable(s.Name) + "（表紙。--all で比べる）"
		}
	}
	return "比べなかったシート: " + strings.Join(names, "、") + "\n"
}

// leftOutWords are the reasons why a sheet is left out.
var leftOutWords = map[outline.Reason]string{
	outline.ChangeTable: "変更箇所の表", outline.Contents: "項目の一覧", outline.Cover: "表紙", outline.HiddenSheet: "非表示", outline.Skipped: "指定により",
}

// changesWritten reports where the changes were written and what is left to do.
func changesWritten(path, book string, open bool) string {
	path = printable(path)
	line := "作成しました: " + path + "\n"
	if open {
		line += "変更日と提出時期を書き足し、内容を人の目で確かめてから、次のコマンドで表を作ってください。\n"
	} else {
		line += "内容を人の目で確かめてから、次のコマンドで表を作ってください。\n"
	}
	return line + "  betten build " + path + " --into " + printable(book) + "\n"
}

// headingLine shows a heading, its cell, and the value under it.
func headingLine(h *outline.Heading, depth int) string {
	mark := ""
	if !h.Sure {
		mark = "?"
	}
	line := strings.Repeat("  ", depth) + mark + printable(h.Text) + "  [" + h.Cells[0].Name + "]"
	if !h.Sure {
		line += fmt.Sprintf(" %d点", h.Score)
	}
	if h.Field != nil {
		text := "（空）"
		if !h.Field.Empty() {
			text = shortText(h.Field.Text)
		}
		line += "  " + text
		if len(h.Field.Cells) > 0 {
			line += "  [" + h.Field.Cells[0].Name + "]"
		}
	}
	return line + "\n"
}

func looseLine(cell, text string) string {
	return "見出しなし  " + shortText(text) + "  [" + cell + "]\n"
}

func leftOutLine(s *outline.Sheet) string {
	return "比べないシート  " + printable(s.Name) + "（" + leftOutWords[s.Left] + "）\n"
}

// shortText returns the beginning of a text, on one line.
func shortText(s string) string {
	const most = 40
	runes := []rune(s)
	if len(runes) > most {
		return printable(string(runes[:most])) + "…"
	}
	return printable(s)
}
