package main

// The texts about a batch that the user reads. The rules are those of words.go.

import (
	"archive/zip"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"betten/internal/archive"
	"betten/internal/disk"
)

func missingStore(cmd *cobra.Command) error {
	return usageError{"作ったファイルの置き場所がありません。", "-o フォルダ で指定してください。使い方: " + cmd.UseLine()}
}

func badJobs(n int) error {
	return usageError{fmt.Sprintf("--jobs に「%d」は使えません。", n), "1 以上の数を書いてください。"}
}

func badReport(path string) error {
	return usageError{
		fmt.Sprintf("結果の一覧を「%s」という名前では作れません。", path),
		"結果.csv か 結果.json のように、.csv か .json で終わる名前にしてください。",
	}
}

// notUsedLine reports an output of this program that was found among the sources.
func notUsedLine(o *outcome) string {
	if o.printed {
		return fmt.Sprintf("使いませんでした: %s（同じ名前の「%s」を使います）", printable(o.name), printable(o.leftOut))
	}
	return fmt.Sprintf("使いませんでした: %s（「%s」から betten が作ったもの）", printable(o.name), printable(o.leftOut))
}

// staleLine reports an outdated output of an earlier run.
func staleLine(path, source string) string {
	return fmt.Sprintf("注意: 「%s」は、前に作ったままで、「%s」より古くなっています。要らなければ消してください。", path, source)
}

// madeLine reports a file of a batch for which outputs were made.
func madeLine(o *outcome) string {
	line := fmt.Sprintf("作成しました: %s → %s（%d件", printable(o.name), printable(strings.Join(o.made, "、")), o.entries)
	if o.rows > 0 {
		line += fmt.Sprintf("、%d行", o.rows)
	}
	if o.pages > 0 {
		line += fmt.Sprintf("、%dページ", o.pages)
	}
	if _, warnings := o.count(); warnings > 0 {
		line += fmt.Sprintf("、警告%d件", warnings)
	}
	return line + "）"
}

// sumLine is the last line of a batch.
func sumLine(t *tally, interrupted bool) string {
	warnings := 0
	for i := range t.outcomes {
		_, n := t.outcomes[i].count()
		warnings += n
	}
	line := fmt.Sprintf("%d個のファイルのうち、作成 %d、作成済み %d、失敗 %d", len(t.outcomes), t.made, t.current, t.failed)
	if t.leftOut > 0 {
		line += fmt.Sprintf("、対象外 %d", t.leftOut)
	}
	line += "。"
	if warnings > 0 {
		line += fmt.Sprintf("警告は %d件です", warnings)
		if !t.reported {
			line += "（--report で一覧を作れます）"
		}
		line += "。"
	}
	if len(t.outcomes) == 0 && !interrupted {
		line = "変換できるファイル（.toml、.xlsx、.xlsm）がありませんでした。"
	}
	if interrupted {
		line += "\n途中で止めました。もう一度実行すると、残りを作ります。"
	}
	return line + "\n"
}

var reportHeadings = []string{"ファイル", "結果", "作ったファイル", "件数", "行数", "ページ数", "警告", "エラー", "秒", "区分", "場所", "内容", "直し方"}

// listComma separates the items of a list in one field.
const listComma = "、"

// resultWord returns one word for the result of a file.
func resultWord(o *outcome) string {
	switch {
	case o.failed():
		return "失敗"
	case o.leftOut != "":
		return "対象外"
	case o.current:
		return "作成済み"
	}
	return "作成"
}

// describeOutcome describes why a file of a batch could not be read or written.
func describeOutcome(o *outcome) (message, hint string) {
	name := printable(o.name)
	var clash clashError
	var over overSourceError
	switch {
	case errors.As(o.err, &clash):
		return fmt.Sprintf("「%s」は、「%s」からも同じ名前のファイルができてしまうので、作りませんでした。", name, printable(strings.Join(clash.others, "」「"))),
			"名前を変えるか、別々の置き場所に作ってください。"
	case errors.As(o.err, &over):
		return fmt.Sprintf("「%s」は、作ったファイルで置き換わってしまうので、変換しませんでした。", name), "-o には別のフォルダを指定してください。"
	}
	if o.target != "" {
		return describeWriteError(o.err, o.target)
	}
	if disk.IsTooLong(o.err) { // the file exists, or the batch would not have found it
		return fmt.Sprintf("「%s」は、名前か場所が長すぎるので、読めませんでした。", name), "浅いフォルダに移すか、名前を短くしてください。"
	}
	if disk.IsMissing(o.err) {
		return fmt.Sprintf("「%s」がありません。", name), "名前と場所を確かめてください。"
	}
	for _, w := range []struct {
		err           error
		message, hint string
	}{
		{archive.ErrNestedZip, "「%s」は、フォルダや ZIP の中の ZIP なので、開きませんでした。", "変換したいときは、ZIP を直接指定してください。"},
		{archive.ErrUnsafeName, "「%s」は、安全でない名前か、Windows で使えない名前なので、読みませんでした。", "ZIP を展開し、名前を変えてから変換してください。"},
		{archive.ErrSameName, "「%s」は、ZIP の中に同じ名前のものが先にあるので、読みませんでした。", "ZIP を展開し、名前を変えてから変換してください。"},
		{archive.ErrLinkOutside, "「%s」は、フォルダの外を指すリンクなので、読みませんでした。", "必要なら、元のファイルを直接指定してください。"},
		{archive.ErrEncrypted, "「%s」は、ZIP のパスワードで保護されているので、読めません。", "展開してから変換してください。"},
		{disk.ErrNotRegular, "「%s」は、ファイルでもフォルダでもないので、読みませんでした。", "ファイルかフォルダを指定してください。"},
		{archive.ErrIsOutput, "「%s」は、作ったファイルを置くフォルダなので、読みませんでした。", "-o には別のフォルダを指定してください。"},
		{disk.ErrTooLarge, "「%s」は大きすぎるので、読みませんでした。", "ファイルを分けるか、必要なシートだけを新しいブックに移してください。"},
		{archive.ErrNotZip, "「%s」は、名前は .zip ですが、ZIP ではありません（RAR などの別の形式です）。", "展開してから、できたフォルダを指定してください。"},
		{zip.ErrFormat, "ZIP「%s」は壊れているため、読めませんでした。", "もう一度入手してください。"},
		{zip.ErrChecksum, "ZIP「%s」は壊れているため、読めませんでした。", "もう一度入手してください。"},
		{zip.ErrAlgorithm, "「%s」は、対応していない方法で圧縮されているため、読めませんでした。", "展開してから変換してください。"},
	} {
		if errors.Is(o.err, w.err) {
			return fmt.Sprintf(w.message, name), w.hint
		}
	}
	return fmt.Sprintf("「%s」を読めませんでした。", name), "ほかのソフトで開いていないか、読む権限があるかを確かめてください。"
}

// barWords are the words before the progress bar of a batch.
func barWords(done, most int, left time.Duration) string {
	words := fmt.Sprintf("変換中 %d/%d件", done, most)
	switch left = left.Round(time.Second); {
	case done == 0 || left <= 0:
	case left < time.Minute:
		words += fmt.Sprintf(" 残り約%d秒", int(left.Seconds()))
	default:
		words += fmt.Sprintf(" 残り約%d分", int(left.Round(time.Minute).Minutes()))
	}
	return words
}
