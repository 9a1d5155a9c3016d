package main

import "fmt"

// The texts about dropped files.

// takenWords say what a file was recognised as, and what is done with it.
var takenWords = map[taken]string{
	asTable:      "「%s」を、変更を書き込んだファイルとして読み、表（Excel と PDF）を作ります。",
	asAssessment: "「%s」を、できあがった評価書として読み、その変更箇所の表（Excel と PDF）を作ります。",
	asOwn:        "「%s」は、betten が作ったものです。もう一度作る必要はありません。直すときは、元のファイルを直してドロップしてください。",
	asEdited:     "「%s」は、betten が作った後で書き換えられた表です。この表から、名前を変えて作り直します。",
	asPDF:        "「%s」を、変更箇所の表の PDF として読み、記載ファイル（.toml）に戻します。",
	asOther:      "「%s」は、betten で使えるファイルではないようです。",
	asEmpty:      "「%s」の中に、変換できるファイル（.toml、.xlsx、.xlsm）がありません。",
	asEntries:    "「%s」を、変更を書き込んだファイルとして読みます。",
	asHost:       "「%s」を、できあがった評価書として、その写しの変更箇所のシートに書き込みます。",
	asOlder:      "「%s」を、古い評価書として読みます。",
	asNewer:      "「%s」を、新しい評価書として読み、変更箇所を書き出します。",
	asAmbiguous:  "「%s」は使いませんでした。書き込む評価書がいくつもあります。表と評価書を一つずつ、一緒にドロップしてください。",
}

// takenLines returns a line for each file, if there are words for what it was recognised as.
func takenLines(as taken, files []string) (lines []string) {
	if words, ok := takenWords[as]; ok {
		for _, file := range files {
			lines = append(lines, fmt.Sprintf(words, printable(file)))
		}
	}
	return lines
}

const whatCanBeDropped = `  → ドロップできるのは、次のものです:
      変更を書き込んだ Excel ブックか記載ファイル（.toml）　表を作ります
      それと、できあがった評価書の Excel ブックの二つ　　　　評価書に書き込みます
      昨年度と今年度の評価書の二つ　　　　　　　　　　　　　変更箇所を書き出します
      変更箇所の表の PDF　　　　　　　　　　　　　　　　　　記載ファイルに戻します
      フォルダか ZIP　　　　　　　　　　　　　　　　　　　　中のファイルをまとめて変換します`

// useDrop names the hidden command for files without one.
const useDrop = "drop ファイル…"

// The ends of the names of the files that a drop makes.
const (
	pageName      = ".確認.html"
	convertedName = ".変換済み"
	remadeName    = ".作り直し"
)

// What to do next.
const (
	nextAfterBuild  = "次に: Excel ブックは、開いて確かめてから提出してください。PDF は、そのまま印刷や公表に使えます。"
	nextAfterFill   = "次に: できたブックを Excel で開き、変更箇所のシートを確かめてから提出してください。元の評価書はそのままです。"
	nextAfterDiff   = "次に: できたブックを Excel で開いて内容を確かめ、変更日と提出時期を書き足し、新しい評価書と一緒にドロップしてください。"
	nextAfterImport = "次に: 記載ファイルを PDF と見比べてください。記載ファイルをドロップすると、表を作ります。"
)

func nextAfterBatch(dir string) string {
	return fmt.Sprintf("次に: フォルダ「%s」を開いて、できたものを確かめてください。", printable(dir))
}

func batchLine(source, dir string) string {
	return fmt.Sprintf("「%s」の中のファイルをまとめて変換し、「%s」に置きます。", printable(source), printable(dir))
}

func pageLine(path string) string {
	return fmt.Sprintf("確かめるところを、表の欄ごとに書きました: %s", path)
}

// starterName is the name of the workbook to fill in that the menu makes.
const starterName = "変更箇所.xlsx"

// menuWords is the menu that a double-click shows.
var menuWords = struct{ head, juten, zen, kiso, review, check, guide, ask, noTable, whichTable, tooMany string }{
	head: `betten（別添）　特定個人情報保護評価書の「変更箇所」の表を作ります。
書き込んだファイルを betten.exe にドロップすると、表ができます。

`,
	juten:      "書き込むための Excel ブックをここに作る（重点項目評価書・別添２）",
	zen:        "書き込むための Excel ブックをここに作る（全項目評価書・別添３）",
	kiso:       "書き込むための Excel ブックをここに作る（基礎項目評価書）",
	review:     "このフォルダの表から、審議用の PDF（変わった部分に下線）を作る",
	check:      "このフォルダの表の間違いを調べる",
	guide:      "使い方を見る",
	ask:        "番号のキーを押してください（Enter で終わります）: ",
	noTable:    "このフォルダに、変更を書き込んだ Excel ブックや記載ファイル（.toml）がありません。",
	whichTable: "どれにしますか。\n",
	tooMany:    "ファイルが多いので、初めの %d 個だけを示します。\n",
}

// guide explains how to use the program with a mouse.
const guide = `使い方

1. 番号 1、2、3 のどれかで、書き込むための Excel ブック（変更箇所.xlsx）を作ります。
2. Excel で開き、変更一つを一行に書いて、保存して閉じます。
3. そのファイルを betten.exe にドロップすると、提出用の Excel ブックと印刷用の PDF ができます。
4. 間違いや確かめたいところがあれば、「○○.確認.html」に、表の欄ごとに書きます。

ほかにドロップできるもの
  変更を書き込んだファイルと、できあがった評価書    評価書の写しに表を書き込みます
  変更箇所の表の PDF                                記載ファイル（.toml）に戻します
  フォルダか ZIP                                    中のファイルをまとめて変換します

コマンドでの使い方は、betten --help で見られます。
`
