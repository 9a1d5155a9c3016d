package main

import "fmt"

// What is said of dropped files.

// takenWords say what a file was taken for, and what is done with it.
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
	asAmbiguous:  "「%s」は使いませんでした。書き込む評価書がいくつもあります。表と評価書を一つずつ、一緒にドロップしてください。",
}

// takenLines returns a line for each file, if there are words for what it was taken for.
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
      変更箇所の表の PDF　　　　　　　　　　　　　　　　　　記載ファイルに戻します
      フォルダか ZIP　　　　　　　　　　　　　　　　　　　　中のファイルをまとめて変換します`

// useDrop names the hidden command for files without one.
const useDrop = "drop ファイル…"

// The ends of the names of what a drop makes.
const (
	pageName      = ".確認.html"
	convertedName = ".変換済み"
	remadeName    = ".作り直し"
)

// What to do next.
const (
	nextAfterBuild  = "次に: Excel ブックは、開いて確かめてから提出してください。PDF は、そのまま印刷や公表に使えます。"
	nextAfterFill   = "次に: できたブックを Excel で開き、変更箇所のシートを確かめてから提出してください。元の評価書はそのままです。"
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
