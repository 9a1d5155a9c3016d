package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/pflag"

	"betten/internal/change"
	"betten/internal/disk"
	"betten/internal/layout"
	"betten/internal/parallel"
	"betten/internal/replace"
	"betten/internal/text"
	"betten/internal/xlsx"
)

// What the user reads, except the problems of a file, which are worded in
// words_problem.go. The rules: plain Japanese, です・ます in sentences; say what happened,
// then what to do; names of files and values in 「」; no terms of a programming
// language. Commands and flags are written as they are typed.
var say = struct {
	short, long                                        string
	build, check, show, init, form, version            string
	imports, batch, licenses                           string
	completion, help                                   string
	buildLong, checkLong, showLong, initLong, formLong string
	completionLong, importLong, batchLong              string
	helpFlag, dirFlag, outFlag, fileFormatFlag         string
	checkFormatFlag, checkOutFlag, showFormatFlag      string
	formFlag                                           string
	fontNameFlag, fontFlag, pdfFontFlag, strictFlag    string
	sheetFlag, forceFlag                               string
	storeFlag, kindsFlag, jobsFlag, reportFlag         string
	batchForceFlag, reviewFlag                         string
	intoFlag, appendFlag, inPlaceFlag, buildOutFlag    string
	buildSheetFlag, allFlag                            string
}{
	short: "特定個人情報保護評価書の「変更箇所」を、Excel と PDF で作ります",
	long: `特定個人情報保護評価書に添える「変更箇所」の表を作ります。
変更点を Excel かテキストファイル（.toml）に書くと、提出用の Excel ブックと、
審議会などで配る PDF ができます。長い記載は、行の高さの上限に収まるよう、
（下段に続く）（上段からの続き）を付けて自動で分けます。

はじめての方:
  betten init  変更箇所.xlsx     書き込むための Excel ブックを作る
  betten build 変更箇所.xlsx     変更箇所.別添２.xlsx と 変更箇所.別添２.pdf を作る
書き込んだファイルを betten.exe にドラッグしても作れます。`,

	build:      "Excel ブックと PDF を作る",
	imports:    "過去の Excel ブックや PDF を読み取り、記載ファイルにする",
	batch:      "フォルダや ZIP の中のファイルを、まとめて変換する",
	check:      "ファイルの間違いを調べる（何も作らない）",
	show:       "できあがりの表を画面に出す",
	init:       "書き込むためのファイルを作る",
	form:       "様式の一覧を出す。名前を付けると、その様式を出す",
	version:    "版を表示する",
	licenses:   "betten に含まれるソフトと書体の使用条件を表示する",
	completion: "コマンド名などを Tab キーで補えるようにする",
	help:       "使い方を表示する",

	buildLong: `ファイルを読み、同じ場所に Excel ブック（.xlsx）と PDF を作ります。
読めるのは、記載ファイル（.toml）と、変更箇所の表がある Excel ブックか PDF です。
変更箇所.xlsx からは、変更箇所.別添２.xlsx と 変更箇所.別添２.pdf ができます。
--review を付けると、審議会などのための 変更箇所.review.pdf を作ります。
--into を付けると、できあがった評価書の変更箇所のシートに、その書式のまま書き込みます。
  betten build 変更箇所.toml --into 評価書.xlsx -o 提出用.xlsx
間違いがあるファイルからは何も作らず、間違いの場所と直し方を表示します。`,
	checkLong: `ファイルの間違いと、念のため確かめたいところを、すべて場所とともに表示します。
表は作りません。--format html は、できあがる表の欄ごとに間違いを書いたページです。
  betten check 変更箇所.xlsx --format html -o 確認.html`,
	showLong: `Excel ブックの各行を、折り返しと継続行の分け方がわかる形で表示します。
--format json は、ほかのプログラムで使うための形です。`,
	initLong: `変更点を書き込むためのファイルを作ります。
  betten init 変更箇所.xlsx     Excel で書き込むブック
  betten init 変更箇所.toml     メモ帳などで書き込む、説明の付いたテキストファイル
例を実際の変更点に書き換えてから、betten build で表を作ってください。`,
	importLong: `過去の Excel ブックや PDF から変更箇所の表を読み取り、記載ファイル（.toml）にします。
（下段に続く）などで分かれた行は、一つにつなぎます。読み取らなかったところと、
推測でつないだところは、セルの場所とともに表示します。PDF から読み取ったものは、
必ず PDF と見比べてください。`,
	batchLong: `フォルダ（中のフォルダも）、ZIP ファイル、名前の型（*.xlsx など）にある記載ファイル、
Excel ブック、PDF を、まとめて変換します。フォルダの構成は、置き場所でも保ちます。
途中で止めても、もう一度実行すれば、まだのものと、元が新しくなったものだけを作ります。
  betten batch 過去分 -o PDF版 --to pdf
  betten batch 過去分.zip -o 変換済み --to xlsx,pdf,toml --report 結果.csv`,
	formLong: `様式の一覧を表示します。名前を付けると、その様式の内容を表示します。
様式を変えたいときは、次のようにします:
  betten form juten > my.toml     様式をファイルに書き出す
  （my.toml を書き換える）
  betten build --form my.toml 変更箇所.toml`,
	completionLong: `Tab キーでコマンド名などを補うための設定を表示します。
  PowerShell  betten completion powershell | Out-String | Invoke-Expression
  bash        source <(betten completion bash)
  zsh         source <(betten completion zsh)
  fish        betten completion fish | source`,

	helpFlag:        "使い方を表示する",
	dirFlag:         "作ったファイルを置く`フォルダ`（なければ作る）",
	outFlag:         "画面の代わりに書き込む`ファイル`",
	fileFormatFlag:  "作るものの`種類`（xlsx、pdf、html をコンマで区切る。書かなければ xlsx,pdf）",
	checkFormatFlag: "表示の`形式`（text、json、html のどれか。書かなければ text）",
	checkOutFlag:    "画面の代わりに書き込む`ファイル`（--format html のとき）",
	showFormatFlag:  "表示の`形式`（text または json。書かなければ text）",
	formFlag:        "使う`様式`（juten、zen、kiso、または様式ファイル）",
	fontNameFlag:    "Excel ブックのフォントの`名前`",
	fontFlag:        "そのフォントの TrueType `ファイル`（文字の幅を測る）",
	pdfFontFlag:     "PDF に使う TrueType フォントの`ファイル`",
	allFlag:         "同じ指摘をまとめず、すべて表示する",
	strictFlag:      "警告も間違いとして扱う",
	sheetFlag:       "Excel ブックのうち、読み取る`シート`の名前（書かなければ、変更箇所の表があるシートすべて）",
	buildSheetFlag:  "Excel ブックのうち、読み取る`シート`の名前（書かなければ、変更箇所の表があるシートすべて）。--into のときは、書き込むシートの名前",
	forceFlag:       "ほかのソフトで書き換えられたファイルも置き換える",
	storeFlag:       "作ったファイルを置く`フォルダ`（なければ作る）",
	kindsFlag:       "作るものの`種類`（xlsx、pdf、html、toml をコンマで区切る。書かなければ xlsx,pdf）",
	jobsFlag:        "同時に処理する`数`（書かなければ CPU の数）",
	reportFlag:      "結果の一覧を書く`ファイル`（.csv か .json）",
	reviewFlag:      "審議用の PDF（変わった部分に下線、目次付き、A4 横）を作る。--format xlsx で Excel も作る",
	buildOutFlag:    "作ったファイルを置く`フォルダ`（なければ作る）。--into のときは、できるファイルの名前でもよい",
	intoFlag:        "表を書き込む`ブック`（変更箇所のシートの行だけを書き換え、評価書.記入済み.xlsx を作る）",
	appendFlag:      "--into のとき、今ある行を残し、まだない変更だけをその下に加える",
	inPlaceFlag:     "--into のとき、別のファイルを作らず、評価書そのものを書き換える",
	batchForceFlag:  "もうできているものも、書き換えられたものも、すべて作り直す",
}

const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}使い方:
{{if .Runnable}}{{if .HasAvailableSubCommands}}  betten ファイル…            （build と同じ）
  betten コマンド [オプション]
{{else}}  {{.UseLine}}
{{end}}{{end}}{{if .HasAvailableSubCommands}}
コマンド:
{{range .Commands}}{{if .IsAvailableCommand}}  {{rpad .Name .NamePadding}}  {{.Short}}
{{end}}{{end}}
コマンドごとの使い方: betten コマンド --help
{{end}}{{if .HasAvailableLocalFlags}}
オプション:
{{flagUsages .LocalFlags}}{{end}}`

// flagUsages lists flags, one per line. The library's own list aligns by number of
// characters, which fails for Japanese.
func flagUsages(flags *pflag.FlagSet) string {
	var names, usages []string
	widest := 0
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		name = strings.TrimRight(name+" "+value, " ")
		names, usages = append(names, name), append(usages, usage)
		widest = max(widest, terminal.StringWidth(name))
	})
	var b strings.Builder
	for i, name := range names {
		b.WriteString(name + strings.Repeat(" ", widest+3-terminal.StringWidth(name)) + usages[i] + "\n")
	}
	return b.String()
}

// printError prints an error without a place in a file.
func printError(w io.Writer, message, hint string) {
	fmt.Fprintln(w, "エラー: "+printable(message))
	if hint != "" {
		fmt.Fprintln(w, "  → "+hint)
	}
}

// outputLine reports an output that was made, and how long it is.
func outputLine(path string, a *attachment) string {
	size := fmt.Sprintf("%d件", len(a.table.Entries))
	switch filepath.Ext(path) {
	case ".pdf":
		size = fmt.Sprintf("%dページ", a.pages())
	case ".xlsx", ".html":
		size += fmt.Sprintf("、%d行", len(a.sheet.Rows))
	}
	return fmt.Sprintf("作成しました: %s（%s）\n", path, size)
}

// describeError describes an error of reading or writing a whole file.
func describeError(err error) (message, hint string) {
	path := ""
	var store storeError
	if errors.As(err, &store) {
		if errors.Is(err, replace.ErrBusy) {
			return fmt.Sprintf("「%s」では、別の betten batch が作業をしています。", store.dir), "それが終わってから、もう一度実行してください。"
		}
		return describeWriteError(store.err, store.dir)
	}
	var into intoError
	if errors.As(err, &into) {
		return describeIntoError(into)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		path = p.Path
	}
	switch {
	case errors.Is(err, text.ErrNotTrueType):
		return fmt.Sprintf("「%s」は TrueType フォント（.ttf）ではありません。", path), "拡張子が .ttf のフォントを使ってください。.ttc、.otf は使えません。"
	case errors.Is(err, text.ErrBrokenFont):
		return fmt.Sprintf("フォント「%s」は壊れています。", path), "もう一度入手してください。"
	case errors.Is(err, text.ErrNoEmbedding):
		return fmt.Sprintf("フォント「%s」は、PDF に埋め込むことが許されていません。", path), "ほかのフォントを使ってください。"
	case errors.Is(err, disk.ErrNotRegular):
		return fmt.Sprintf("「%s」はふつうのファイルではないので、読みませんでした。", path), "ファイルの名前と場所を確かめてください。"
	case errors.Is(err, disk.ErrTooLarge):
		return fmt.Sprintf("「%s」は大きすぎるため、読みませんでした。", path), "ファイルの名前を確かめてください。"
	case p != nil && p.Op != "write" && disk.IsMissing(err):
		return fmt.Sprintf("「%s」がありません。", path), "名前と場所を確かめてください。"
	}
	return fmt.Sprintf("「%s」を読めませんでした。", path), "ほかのソフトで開いていないか、読む権限があるかを確かめてください。"
}

// describeWriteError describes why files could not be written.
func describeWriteError(err error, target string) (message, hint string) {
	var foreign foreignError
	var taken takenError
	switch {
	case errors.As(err, &foreign):
		return fmt.Sprintf("「%s」は、ほかのソフトで作られたか、書き換えられています。置き換えませんでした。", target),
			"残したいときは名前を変えてください。置き換えてよければ --force を付けてください。"
	case errors.As(err, &taken):
		return fmt.Sprintf("「%s」は、「%s」からできるものと同じ名前なので、作りませんでした。", target, taken.by),
			"シートかファイルの名前を変えるか、別々のフォルダに作ってください。"
	case disk.OnWindows && !disk.WindowsTakes(target): // whatever the error number is
		return fmt.Sprintf("「%s」は、Windows で使えない名前です。", target),
			"< > : \" | ? * や、最後の点と空白、CON、NUL、COM1、255字を超える名前などは使えません。-o のフォルダの最後に \\ があれば、消してください。"
	case disk.IsFull(err):
		return fmt.Sprintf("「%s」を書けませんでした。ディスクに空きがありません。", target), "不要なファイルを消してから、やり直してください。"
	case disk.InUse(err):
		return fmt.Sprintf("「%s」は、Excel などで開いているようなので、書き換えられませんでした。", target), "閉じてから、やり直してください。"
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("「%s」を書く権限がありません。", target), "書き込めるフォルダを -o で指定するか、ファイルの「読み取り専用」を外してください。"
	case isFolder(target):
		return fmt.Sprintf("「%s」という名前のフォルダがあるので、ファイルを書けませんでした。", target), "フォルダの名前を変えるか、別のフォルダを -o で指定してください。"
	case disk.IsTooLong(err):
		return fmt.Sprintf("「%s」は長すぎるので、書けませんでした。", target), "ファイルとフォルダの名前を短くしてください。"
	case errors.Is(err, disk.ErrNotRegular):
		return fmt.Sprintf("「%s」はふつうのファイルではないので、書けませんでした。", target), "別の名前か、別のフォルダを -o で指定してください。"
	case disk.IsMissing(err) && hasFileForFolder(target):
		return fmt.Sprintf("「%s」を書けませんでした。フォルダの名前のところに、ファイルがあります。", target), "そのファイルの名前を変えるか、別のフォルダを指定してください。"
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("「%s」を書けませんでした。そのフォルダがありません。", target), "フォルダを作ってから、やり直してください。"
	}
	return fmt.Sprintf("「%s」を書けませんでした。", target), "フォルダの場所と、ディスクの状態を確かめてください。"
}

// describeOutputError describes why the output of a command could not be printed.
func describeOutputError(err error) (message, hint string) {
	if disk.IsFull(err) {
		return "結果を出力できませんでした。ディスクに空きがありません。", "不要なファイルを消してから、やり直してください。"
	}
	return "結果を出力できませんでした。", "出力先を確かめてから、やり直してください。"
}

const stoppedMessage = "途中で止めました。書き終えていないファイルは、元のままです。"

const unreleased = "開発版"

const pressKey = "\n終わりました。どれかキーを押すと、この画面を閉じます。"

// bookGuide is the guide in a workbook to fill in, with a text above its heading.
func bookGuide(text string) xlsx.Guide {
	return xlsx.Guide{
		Text: text,
		Prompts: [change.Columns]string{
			change.DateColumn:        "2024/11/19 か 令和6年11月19日 のように入れます。",
			change.ItemColumn:        "評価書の見出しを、大きいものから順に、Alt+Enter で改行して書きます。",
			change.BeforeColumn:      "変更前の文を、長くても分けずに入れます。追加なら空のままにします。改行のある文を貼り付けるときは、先に F2 キーを押してください（押さずに貼ると、いくつものセルに分かれます）。",
			change.AfterColumn:       "変更後の文を、長くても分けずに入れます。記載をなくしたときは（削除）と書きます。改行のある文を貼り付けるときは、先に F2 キーを押してください。",
			change.TimingColumn:      "「事前」か「事後」を選びます。",
			change.ExplanationColumn: "「事前」のときは、事前に提出する理由を書きます。「事後」なら空でもかまいません。",
		},
		Timing: "「事前」か「事後」を選んでください。",
	}
}

// bookHelp is the rest of the guide in a workbook to fill in.
func bookHelp(name string) string {
	return "長い文も分けずに、一つのセルに入れてください（行の高さは気にしなくてかまいません）。" +
		"追加は「変更前の記載」を空に、削除は「変更後の記載」を（削除）とします。" +
		"下の灰色の行は見本（変更・追加・削除）です。書き換えるか、消してください（そのままの見本は表に入りません）。保存して Excel を閉じてから、このファイルを betten.exe にドラッグします" +
		"（または betten build " + name + "）。"
}

func fileStands(path string) (message, hint string) {
	return fmt.Sprintf("「%s」はもうあります。書き換えませんでした。", path), "別の名前を付けてください。"
}

func starterWritten(path string) string {
	path = printable(path)
	with := "メモ帳などで"
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		with = "Excel で"
	}
	return fmt.Sprintf("作成しました: %s\n%s開いて書き換え、保存して閉じてから、betten.exe にドロップするか、次のコマンドで表を作ってください。\n  betten build %s\n", path, with, path)
}

// formList lists the forms.
func formList() string {
	return `juten  重点項目評価書（別添２）
zen    全項目評価書（別添３）
kiso   基礎項目評価書
様式の内容は betten form 名前 で見られます。
`
}

const bugMessage = "betten の中で誤りが起きました。お手数をおかけします。"

// bugHint describes where the program failed, without any text of the document.
func bugHint(p any) string {
	callers := make([]uintptr, 30)
	callers = callers[:runtime.Callers(3, callers)]
	if other, ok := p.(*parallel.Panic); ok {
		p, callers = other.Value, other.Callers
	}
	where := ""
	for frames, more := runtime.CallersFrames(callers), true; more; {
		var f runtime.Frame
		if f, more = frames.Next(); f.File != "" && !strings.HasPrefix(f.Function, "runtime.") {
			where += fmt.Sprintf(" %s:%d", filepath.Base(f.File), f.Line)
		}
	}
	return fmt.Sprintf("次の一行を、betten を配った方にお知らせください（文書の内容は含みません）。\n    %T%s", p, where)
}

// rowName describes a row: its number, its piece, its date and timing, its height.
func rowName(i int, r *layout.Row) string {
	name := fmt.Sprintf("== %d行目  No.%d", i+1, r.Entry+1)
	if r.Pieces > 1 {
		name += fmt.Sprintf("（%d/%d）", r.Piece+1, r.Pieces)
	}
	for _, c := range []change.Column{change.DateColumn, change.TimingColumn} {
		name += "  " + printable(strings.Join(r.Cells[c].Strings(), ""))
	}
	return name + fmt.Sprintf("  高さ %gpt", r.Height.Points())
}
