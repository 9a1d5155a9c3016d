package main

// All texts about problems that the user reads. A message says what is wrong, its hint what
// to do. Both are plain, polite and short, mention no internals of the program, and quote in
// 「」. {1} to {4} are the problem's values.

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/pdftable"
)

type words struct {
	message, hint string
	inCell        string // the hint for a workbook, if it differs
}

var wording = map[change.Kind]words{
	change.MissingFile:    {"このファイルはありません。", "ファイルの名前と場所を確かめてください。", ""},
	change.Pattern:        {"このファイルはありません。", "* や ? でまとめて指定するときは、betten batch で変換してください。", ""},
	change.Folder:         {"これはフォルダです。", "中のファイルを指定するか、betten batch でまとめて変換してください。", ""},
	change.NotRegular:     {"これはふつうのファイルではないので、読みませんでした。", "ファイルの名前と場所を確かめてください。", ""},
	change.UnreadableFile: {"ファイルを開けませんでした。", "ほかのソフトで開いていないか、読む権限があるかを確かめてください。", ""},
	change.EmptyFile:      {"ファイルに何も書かれていません。", "書き込むためのファイルは betten init 変更箇所.xlsx か betten init 変更箇所.toml で作れます。", ""},
	change.Workbook:       {"これは Excel のブックです。ここでは使えません。", "様式のファイルは betten form juten > my.toml で作れます。", ""},
	change.OldWorkbook:    {"これは Excel や Word の古い形式（.xls、.doc など）のファイルなので、読めません。", "Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」にしてから使ってください。", ""},
	change.PDF:            {"これは PDF です。ここでは使えません。", "様式のファイルは betten form juten > my.toml で作れます。", ""},
	change.ZipFile:        {"これは ZIP の圧縮ファイルです。", "圧縮ファイルなら、betten batch でまとめて変換するか、展開して中のファイルを指定してください。", ""},
	change.OtherArchive:   {"これは {1} の圧縮ファイルなので、開けません。", "展開して、中のファイルかフォルダを指定してください。", ""},
	change.WordDocument:   {"これは Word や PowerPoint の文書なので、読めません。", "変更箇所の表なら、Excel のシートに貼り付けて、Excel ブック（*.xlsx）で保存してから使ってください。", ""},
	change.HTMLFile:       {"これは Web ページ（HTML）です。名前が .xls でも、Excel のブックではありません。", "Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」にしてから使ってください。", ""},
	change.XMLFile:        {"これは XML のファイルです。名前が .xls でも、Excel のブックではありません。", "Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」にしてから使ってください。", ""},
	change.CSVFile:        {"これは CSV など、コンマやタブで区切った文字だけのファイルです。", "Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」にしてから使ってください。", ""},
	change.PlainText:      {"これは文字だけのファイルで、記載ファイルの書き方になっていません。", "書き込むためのファイルは betten init 変更箇所.xlsx か betten init 変更箇所.toml で作れます。", ""},
	change.NotText:        {"これは文字だけのファイルではないため、読めませんでした。", "記載ファイル（.toml）を指定しているか確かめてください。", ""},
	change.Encoding:       {"文字コードが {1} のため、読めませんでした。", "メモ帳で開き、「名前を付けて保存」で文字コードを「UTF-8」にして保存し直してください。", ""},
	change.LineEnds:       {"改行が古い形式（CR のみ）のため、読めませんでした。", "メモ帳以外の編集ソフトで開き、改行を CRLF にして保存し直してください。", ""},
	change.FormFile:       {"これは様式のファイルです。変更の記載がありません。", "betten build --form 様式.toml 変更箇所.toml のように、様式は --form の後に、記載ファイル（.toml）はその後に書いてください。", ""},
	change.EntryFile:      {"これは記載ファイルです。様式のファイルではありません。", "様式のファイルは betten form juten > my.toml で作れます。", ""},

	change.TOMLFile:       {"これは記載ファイルや様式のファイル（.toml）で、Excel のブックではありません。", "変更箇所の表がある Excel ブックを指定してください。記載ファイルから表を作るには、betten build を使ってください。", ""},
	change.NotWorkbook:    {"これは Excel のブック（.xlsx、.xlsm）ではありません。", "変更箇所の表がある Excel ブックを指定してください。", ""},
	change.OpenDocument:   {"これは LibreOffice などの表計算のファイル（.ods）なので、読めません。", "LibreOffice か Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」にしてから使ってください。", ""},
	change.BinaryWorkbook: {"これは Excel バイナリブック（.xlsb）なので、読めません。", "Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」にしてから使ってください。", ""},
	change.BrokenWorkbook: {"この Excel ブックは壊れているため、読めませんでした。", "Excel で開いて修復し、保存し直してください。開けなければ、もう一度入手してください。", ""},
	change.Password:       {"この Excel ブックはパスワードで保護されているため、読めません。", "Excel で開き、「ファイル」→「情報」→「ブックの保護」でパスワードを外して保存してから使ってください。", ""},
	change.TooLarge:       {"このファイルは大きすぎるため、読みませんでした。", "変更箇所のシートだけを新しいブックに移して保存し、それを使ってください。", ""},
	change.LargeText:      {"このファイルは大きすぎるため、読みませんでした。", "記載ファイルなら、変更箇所をいくつかのファイルに分けてください。様式なら、ファイルの名前を確かめてください。", ""},
	change.LongText:       {"セルに表示される文が、全部で2千万字ほどを超えるため、読みませんでした。", "同じ長い文が多くのセルに入っていないか、確かめてください。", ""},
	change.LongCell:       {"セル {1} に、Excel の一つのセルに入る 32,767 文字を超える文があるため、読みませんでした。", "Excel で開いて確かめ、保存し直してください。", ""},
	change.NoTable:        {"この Excel ブックに、変更箇所の表が見つかりません。", "「変更日」「項目」「変更前の記載」「変更後の記載」などの見出しが、一つの行に並んでいるか確かめてください。", ""},
	change.EmptyTable:     {"変更箇所の表に、変更が一つも書かれていません。", "見出しの下の行に、変更を一つずつ書いてください。", ""},
	change.NoSuchSheet:    {"変更箇所の表がある「{1}」というシートはありません。", "表があるシートは「{2}」です。", ""},
	change.CopiedSheet:    {"変更箇所の表があるシートが二つあります。シート「{2}」は「{1}」の写しのようですが、どちらも読みました。", "一つだけでよければ、--sheet で「{1}」のようにシートを指定するか、写しを別のブックに移してください。", ""},
	change.SeveralSheets:  {"変更箇所の表が、いくつものシートにあります。", "--sheet で「{1}」のどれか一つを指定してください。", ""},

	// A PDF and how its pages were read.
	change.BrokenPDF:         {"この PDF は壊れているため、読めませんでした。", "Adobe Acrobat などで開けるか確かめ、開けなければもう一度入手してください。", ""},
	change.PDFPassword:       {"この PDF はパスワードで保護されているため、読めません。", "パスワードを外した PDF か、元になった Excel ブックを使ってください。", ""},
	change.PDFTooLarge:       {"この PDF は大きすぎるか複雑すぎるため、読みませんでした。", "変更箇所のページだけを取り出した PDF を使ってください。", ""},
	change.ScannedPDF:        {"文字のない PDF（画像）です。紙から読み取ったものは読めません。", "Excel や Word から直接作った PDF か、元になったファイルを使ってください。", ""},
	change.ScannedPages:      {"{1}ページが画像で、文字がありません。", "そのページに変更箇所がなければ、そのページを除いた PDF を使ってください。", ""},
	change.BrokenPages:       {"{1}ページの内容が壊れていて、すべては読めませんでした。", "PDF をもう一度入手するか、元になったファイルを使ってください。", ""},
	change.OCRText:           {"{1}ページは、画像の上に文字認識（OCR）の見えない文字を重ねたものです。認識の誤りが混じるため、読みません。", "Excel や Word から直接作った PDF か、元になったファイルを使ってください。", ""},
	change.VerticalWriting:   {"{1}ページが縦書きです。縦書きの表は読めません。", "元になったファイルを使ってください。", ""},
	change.UndecodedPDF:      {"この PDF は、印刷された文字がどの文字かという情報が欠けているか誤っているため、正しく読めません。", "作り直された PDF なら、作り直す前の PDF か、元になったファイルを使ってください。", ""},
	change.ReviewPrint:       {"これは betten の審議用の PDF です。下線などの付いたこの PDF からは読み込みません。", "元になった記載ファイル（.toml）か、審議用でない PDF を使ってください。", ""},
	change.NoTableOnPages:    {"この PDF に、変更箇所の表が見つかりません。", "「変更日」「項目」「変更前の記載」「変更後の記載」などの見出しが四つ以上、一列に並んだ表だけを読みます。", ""},
	change.WideTable:         {"表が横に分かれて、残りの列が{1}ページにあります。分かれた表は読めません。", "すべての列が1ページの幅に収まる PDF か、元になった Excel ブックを使ってください。", ""},
	change.UnplacedText:      {"{1}ページに、表のどこに入るか分からない文字があるため、読むのをやめました。", "元になったファイルを使ってください。PDF の文章だけを写したものは、欄の区別が失われるので使えません。", ""},
	change.RowsByDates:       {"{1}ページの行の間に罫線がないので、変更日の位置で行を分けました。", "行の分かれ目を PDF と見比べてください。", ""},
	change.RowsJoined:        {"{1}ページの初めの行を、前のページの行の続きと見なしました（{2}か所）。", "続きでなければ、記載ファイルで分けてください。", ""},
	change.LineJoined:        {"行の終わり「{1}」を、折り返しと見なしてつなぎました。", "改行なら、記載ファイルで改行してください。", ""},
	change.LineKept:          {"行の終わり「{1}」を、改行と見なして残しました。", "折り返しなら、記載ファイルでつないでください。", ""},
	change.BlanksRestored:    {"行の終わりで消えたと思われる空白を、{1}か所に補いました。", "PDF と見比べてください。", ""},
	change.EmptyLineRestored: {"ページの変わり目の見出しの前に、空の行を補いました。", "ほかの見出しに合わせたものです。PDF と見比べてください。", ""},
	change.CutInPrint:        {"このセルは、印刷では途中で切れています。切れた部分も読みました。", "見えていなかった部分を公表してよいか確かめてください。", ""},
	change.HiddenCharacters:  {"印刷では見えない文字が{1}字あり、読みませんでした。", "セルの外にはみ出して隠れた文字などです。", ""},
	change.ReadFromPDF:       {"PDF から{1}行、{2}件を読みました。折り返しと見てつないだ行の終わりは{3}か所、改行と見て残したのは{4}か所です。", "必ず PDF と見比べて確かめてください。", ""},

	change.UnclosedText:  {"ここで始まる文に、終わりの {1} がありません。ここから後は読めませんでした。", "文の終わりに {1} だけの行を加えてください。", ""},
	change.UnclosedQuote: {"ここで始まる文字が、同じ行の中で {1} で閉じられていません。", "行の終わりに {1} を加えてください。何行にもなる文は ''' の行と ''' の行ではさみます。", ""},
	change.UnclosedList:  {"ここで始まる [ … ] の並びに、終わりの ] がありません。", "並びの終わりに ] を加えてください。", ""},
	change.StrayText:     {"「{1}」が、どの欄にも入らないところに書かれています。", "欄の文なら、\" \" で囲むか、前後の ''' の位置を確かめてください。メモなら行の始めに # を付けてください。", ""},
	change.FullWidthSign: {"記号「{1}」が、半角でなければならないところにあります。", "半角の {2} に直してください。", ""},
	change.MissingEquals: {"「{1}」の後に = がありません。", "{1} = … のように書いてください（= は半角）。", ""},
	change.MissingValue:  {"「{1}」の = の後に何も書かれていません。", "空にするときは {1} = \"\" と書いてください。", ""},
	change.UnquotedText:  {"文字「{1}」が \" \" で囲まれていません。", "前後に半角の \" を付けてください。", ""},
	change.UnquotedDate:  {"日付「{1}」をこの書き方では読めません。", "date = {2} のように書くか、date = \"令和6年11月19日\" のように \" \" で囲んでください。", ""},
	change.CapitalTruth:  {"「{1}」は小文字で書いてください。", "{2} と書いてください。", ""},
	change.AfterQuote:    {"文字の終わりの後に、余分な「{1}」があります。", "\" \" の中で \" を使うときは、全体を ''' と ''' で囲んでください。メモなら前に # を付けてください。", ""},
	change.MissingComma:  {"並びの区切りの , がありません。", "前の文字との間に半角の , を入れてください。", ""},
	change.BadEscape:     {"\" \" の中の「{1}」は使えない書き方です。", "\\ を文字として書くには、\" の代わりに ' か ''' で囲んでください。", ""},
	change.EscapeInPath:  {"ファイルの場所の中の「{1}」は、\" \" で囲んだ文では改行などの別の文字になります。", "\\ を文字として書くには、\" の代わりに ' か ''' で囲んでください。", ""},
	change.QuotesWithin:  {"文の中に {1} があるため、ここで文が終わっています。", "{1} で囲んだ文の中に {1} は書けません。文の前後を {2} の行に替えるか、文の中の {1} をほかの記号に直してください。", ""},
	change.ManyQuotes:    {"引用符が続きすぎていて、文の終わりがわかりません。", "終わりの ''' は、それだけの行に書いてください。", ""},
	change.BadHeader:     {"見出し「{1}」の書き方が正しくありません。", "[[change]] のように、半角の [ と ] で正しく囲み、一行に書いてください。", ""},
	change.SingleBracket: {"[change] の [ ] が一つずつになっています。", "[[change]] のように、二つずつで囲んでください。", ""},
	change.TooDeep:       {"[ ] などのかっこが何重にも重なっているため、読めませんでした。", "並びは [\"…\", \"…\"] のように、一重で書いてください。", ""},
	change.Syntax:        {"この行の書き方が正しくないため、読めませんでした。", "名前 = \"文字\" の形になっているか、記号が半角かを確かめてください。", ""},

	change.NoChange:     {"変更が一つも書かれていません。", "変更一つごとに [[change]] の行から書き始めてください。書き方の見本は betten init 変更箇所.toml で作れます。", ""},
	change.UnknownKey:   {"「{1}」という名前の欄はありません。", "名前を確かめてください。メモなら行の始めに # を付けてください。", ""},
	change.MisspeltKey:  {"「{1}」という名前の欄はありません。「{2}」のことでしょうか。", "{2} と、半角の小文字で書いてください。", ""},
	change.MisplacedKey: {"「{1}」は、ここには書けません。", "form・organization・assessment・archive は最初の [[change]] より前に、変更の欄は [[change]] の後に書きます。", ""},
	change.WrongType:    {"「{1}」の値の書き方が違います。", "値には、{2}を書いてください。", ""},
	change.DuplicateKey: {"「{1}」が二度書かれています（一度目は{2}行目）。", "どちらかを消してください。次の変更なら、前に [[change]] の行が要ります。", ""},
	change.MissingKey:   {"この変更に「{1}」（{2}）がありません。", "{1} = … の行を加えてください。", ""},
	change.NumberRange:  {"数「{1}」は使えません。", "ふつうの大きさの数を書いてください。文字なら \" \" で囲んでください。", ""},
	change.DateForm:     {"日付「{1}」の書き方が違います。", "年は4桁、月と日は2桁で、2024-01-05 のように書いてください。", ""},
	change.DateTime:     {"「{1}」に時刻があります。ここには書けません。", "2024-11-19 のように日付だけを書いてください。", ""},
	change.SeveralLines: {"「{1}」に改行があります。", "一行で書いてください。", ""},
	change.UnknownForm:  {"様式「{1}」はありません。", "juten（重点項目評価書）、zen（全項目評価書）、kiso（基礎項目評価書）か、様式のファイル名を書いてください。", ""},
	change.NoForm:       {"form がないので、重点項目評価書（juten）の様式で作ります。", "ファイルの最初に form = \"juten\" のように書いてください。ほかに zen（全項目評価書）、kiso（基礎項目評価書）があります。", ""},

	change.EmptyDate:        {"変更日が空です。", "date = 2024-11-19 のように書いてください。", "セルに変更日を入力してください。"},
	change.EmptyItem:        {"項目が空です。", "評価書のどの項目の変更かを書いてください。", ""},
	change.EmptyTiming:      {"提出時期が空です。", "\"事前\" か \"事後\" と書いてください。", "セルで「事前」か「事後」を選んでください。"},
	change.UnknownTiming:    {"提出時期「{1}」は使えません。", "\"事前\" か \"事後\" と書いてください。", "「事前」か「事後」にしてください。"},
	change.NearTiming:       {"提出時期「{1}」は使えません。「{2}」のことでしょうか。", "空白やほかの文字を入れずに \"{2}\" と書いてください。", "空白やほかの文字を入れずに「{2}」としてください。"},
	change.ImpossibleDay:    {"「{1}」という日は暦にありません。", "年・月・日の数を確かめてください。", ""},
	change.OddDay:           {"「{1}」は、その元号の期間の日ではありません。", "「{2}」のことでしたら直してください。このままでも、書いたとおりに出力します。", ""},
	change.NoDay:            {"変更日「{1}」を日付として読めません。", "令和6年11月19日 のように書いてください。このままでも、書いたとおりに出力します。", ""},
	change.NearDay:          {"変更日「{1}」は、このとおりに印刷されます。「{2}」のことでしょうか。", "「{2}」と書いてください。このままでも、書いたとおりに出力します。", ""},
	change.EarlyDay:         {"変更日が {1} です。特定個人情報保護評価が始まる前の日です。", "年を確かめてください。", ""},
	change.LateDay:          {"変更日が {1} です。今から2年より先の日です。", "年を確かめてください。", ""},
	change.DateSpellings:    {"変更日の書き方が、「{1}」「{2}」のように、いくつかあります。", "このままでも出力できます。そろえるときは、どれか一つの書き方にしてください。", ""},
	change.EmptyAfter:       {"変更後が空です。", "削除なら「（削除）」と書いてください。", ""},
	change.NearDeletion:     {"変更後に「{1}」とだけ書かれています。「（削除）」のことでしょうか。", "削除なら「（削除）」と、全角のかっこを付けて書いてください。そのままの意味なら、直す必要はありません。", ""},
	change.NearAddition:     {"変更前に「{1}」とだけ書かれています。新しく加える記載でしょうか。", "追加なら、変更前は空にしてください。そのままの意味なら、直す必要はありません。", ""},
	change.LooksSame:        {"変更前と変更後は、印刷すると同じに見えます。変更前の{1}と変更後の{2}だけが違います。", "どちらかの打ち間違いでないか確かめてください。", ""},
	change.WidthsDiffer:     {"変更前と変更後は、全角と半角だけが違います（変更前は{1}、変更後は{2}など）。", "このままでも出力できます。この違いだけでよいか確かめてください。", ""},
	change.LookAlike:        {"{1}は、{2}に見えますが、別の文字です。", "{2}に直してください。検索で見つからない原因になります。人名などでこの字を使うときは、このままでも出力します。", ""},
	change.SeparateMark:     {"「{1}」は、濁点などの印が離れた文字です。", "一文字の「{2}」に直してください。検索で見つからない原因になります。", ""},
	change.OddSpace:         {"空白に見えますが、ふつうの空白ではない文字（{1}）があります。", "ふつうの空白に直してください。ホームページなどから写した文に残ることがあります。", ""},
	change.LineSeparator:    {"改行の代わりに使われる制御文字（{1}）があります。", "改行に直してください。消すと、前後の行がつながります。", ""},
	change.BothEmpty:        {"変更前と変更後が、どちらも空です。", "追加なら変更後に、削除なら変更前に文を書いてください（削除の変更後は「（削除）」）。", ""},
	change.SameText:         {"変更前と変更後が、まったく同じです。", "写し間違いがないか確かめてください。", ""},
	change.SameEntry:        {"{1}件目（{2}行目）の変更と、まったく同じです。", "重ねて書いたのでしたら、一つを消してください。", ""},
	change.NoExplanation:    {"提出時期が「事前」ですが、提出時期に係る説明がありません。", "explanation に、事前に提出する理由を書いてください。", "「提出時期に係る説明」の列に、事前に提出する理由を書いてください。"},
	change.ContinuationMark: {"文の中に「{1}」があります。", "この印は、行を分けるときに自動で入ります。消して、前後の文を一つにつないでください。", ""},
	change.MarkLike:         {"「{1}」は、分けた行の続きの印のようですが、文として読みました。", "続きの行なら、上の行の終わりを（下段に続く）、下の行の始めを（上段からの続き）に直してください。文なら、直す必要はありません。", ""},
	change.Ditto:            {"「{1}」とだけ書かれています。", "前の行を指す言葉は使わず、内容をそのまま書いてください。行を分けたときの「同上」は自動で入ります。", ""},
	change.ControlCharacter: {"目に見えない制御文字（{1}）があります。", "ここの文字を消してください。ほかのソフトから写した文に残ることがあります。", ""},
	change.Tab:              {"文の中にタブがあります。", "空白に直してください。", ""},
	change.InvalidUTF8:      {"文字として読めない部分があります。", "ここの文字を消して、入れ直してください。", ""},
	change.PrivateUse:       {"外字（{1}）があります。ほかのパソコンでは違う文字になるか、表示されません。", "ふつうの文字に直してください。", ""},
	change.BidiControl:      {"目に見えない、文字の向きを変える文字（{1}）があります。", "ここの文字を消してください。", ""},
	change.ZeroWidth:        {"目に見えない、幅のない文字（{1}）があります。", "ここの文字を消してください。検索などで見つからない原因になります。", ""},
	change.Garbled:          {"文字化けの跡（�）があります。", "元の文書を確かめて、正しい文字に直してください。", ""},

	change.GuessedForm:     {"表の題名がないので、重点項目評価書（juten）の様式と見なします。", "違うときは、--form zen のように様式を指定してください。", ""},
	change.MissingColumn:   {"「{1}」の列がありません。空として読みました。", "見出しの言葉を確かめてください。", ""},
	change.HiddenSheet:     {"非表示のシート「{1}」にも変更箇所の表がありますが、読みませんでした。", "読むときは --sheet でそのシートを指定してください。", ""},
	change.HiddenRow:       {"非表示の行ですが、読みました。", "要らない行でしたら、元のブックで消してください。", ""},
	change.HiddenColumn:    {"{1}列は非表示ですが、読みました。", "要らない列でしたら、元のブックで消してください。", ""},
	change.TextAround:      {"表の外の「{1}」は読みませんでした。", "必要な文でしたら、変更の文に加えてください。", ""},
	change.ColumnBeside:    {"{1}列（「{2}」など）は、変更箇所の表の列ではないので読みませんでした。", "必要な文でしたら、変更の文に加えてください。", ""},
	change.ColumnHeaded:    {"{1}列「{2}」（「{3}」など）は、変更箇所の表の列ではないので読みませんでした。", "必要な文でしたら、変更の文に加えてください。", ""},
	change.FallenText:      {"この行には「{1}」しか書かれていません。", "上の行の続きなら、上のセルにまとめてください（上のセルを F2 キーで開いてから貼り付けると、一つのセルに入ります）。一つの変更なら、変更日や項目も書いてください。", ""},
	change.RepeatedHeading: {"繰り返しの見出しの行（ここと、この下にあれば全部）を読み飛ばしました。", "確かめるだけで、直す必要はありません。", ""},
	change.RepeatedAbove:   {"「{1}」が省かれているので、上と同じ「{2}」としました。", "違うときは直してください。", ""},
	change.DifferentAbove:  {"続きの行の「{1}」が上の行と違います。「{2}」は読みませんでした。", "別の変更でしたら、（下段に続く）などの印を消してください。", ""},
	change.SeamWithin:      {"分かれていた文を、改行を入れずに上の行とつなぎました。", "つなぎ目を確かめてください。", ""},
	change.SeamBetween:     {"分かれていた文を、改行を入れて上の行とつなぎました。", "つなぎ目を確かめてください。", ""},
	change.SeamEmptyLine:   {"分かれていた文を、空の行を入れて上の行とつなぎました。", "つなぎ目を確かめてください。", ""},
	change.NoValue:         {"計算式の結果が保存されていないため、空として読みました。", "元のブックを Excel で開いて保存し直してください。", ""},
	change.FaultValue:      {"計算式の誤り「{1}」が表示されています。そのまま読みました。", "正しい文に直してください。", ""},
	change.NumberShown:     {"文字ではなく数なので、表示のとおりに「{1}」と読みました。", "Excel での表示と同じか確かめてください。", ""},
	change.StruckText:      {"取消線の付いた文字「{1}」があります。消さずに、ほかの文と同じに読みました。", "消した文なら、消してください。生きている文なら、取消線を外してください。", ""},
	change.StruckRow:       {"行全体（「{1}」など）に取消線が付いています。消さずに、ほかの行と同じに読みました。", "取りやめた変更なら、行ごと消してください。生きている変更なら、取消線を外してください。", ""},
	change.RaisedText:      {"上付きの文字「{1}」を、ふつうの大きさの文字として読みました。", "意味が変わらないか確かめてください。", ""},
	change.LoweredText:     {"下付きの文字「{1}」を、ふつうの大きさの文字として読みました。", "意味が変わらないか確かめてください。", ""},
	change.FaintText:       {"「{1}」は、文字が白いか小さすぎて見えませんが、読みました。", "要らない文なら、消してください。", ""},
	change.NumberHidden:    {"数「{1}」は、表示形式のため Excel では見えないので、読みませんでした。", "必要な数なら、文字で入力してください。", ""},
	change.TextHidden:      {"「{1}」は、表示形式のため Excel では見えませんが、読みました。", "要らない文なら、消してください。", ""},
	change.TextShown:       {"表示形式によって、セルの文字にほかの文字が加わります。表示のとおりに「{1}」と読みました。", "Excel での表示と同じか確かめてください。", ""},
	change.FormatUnclear:   {"Excel でどう表示されるかを確かめられないため、セルの値「{1}」のまま読みました。", "Excel での表示と違うときは、表示のとおりに文字で入力してください。", ""},
	change.CoveredText:     {"結合されたセル {2} の下に隠れている「{1}」は読みませんでした。", "必要な文なら、セルの結合を解除して確かめてください。", ""},
	change.MergedHeading:   {"見出し「{1}」のセルが、ほかの列の見出しの上まで結合されています（{2}）。", "列の読み違いがないか確かめてください。", ""},
	change.MergedCells:     {"{1} のセルが「{2}」の列にまたがって結合されています。文「{3}」は初めの列のものとして読みました。", "セルの結合を解除して、列ごとに書いてください。", ""},
	change.JoinedColumn:    {"{1}列（「{3}」など）は、「{2}」の見出しが結合されているので、左の列の文に改行を入れて続けました。", "違うときは、見出しのセルの結合を解除してください。", ""},
	change.LookByRule:      {"{1} の条件付き書式は、文字に取消線を付けるか、見えなくすることがあります。書式にかかわらず読みました。", "Excel で開いて、消された文がないか確かめてください。", ""},
	change.TextOver:        {"{1}（「{2}」）は、セルの文ではないので読みませんでした。", "必要な文なら、変更の文に加えてください。", ""},
	change.ObjectOver:      {"{1}は読みませんでした。", "セルに書くべきものがないか確かめてください。", ""},
	change.Example:         {"見本の変更が、書き換えられずに残っています。表に入れませんでした。", "要らなければ、[[change]] からその変更の終わりまでを消してください。", "要らなければ、行ごと消してください。"},

	change.ItemTooLong: {"項目が折り返して{1}行になり、表の一つの行に入る{2}行を超えます。", "項目は途中で分けられません。短くしてください。", ""},
	change.WideWord:    {"「{1}」が欄の幅より長いため、途中で改行します。", "このままでも出力できます。切りたい位置があれば、そこに改行を入れてください。", ""},
	change.RoundedSize: {"文字の大きさが {1}pt のときは、Mac の Excel で字の幅が丸められて行が増え、長い欄の最後の行が隠れることがあります。", "Windows の Excel では問題ありません。Mac でも見る文書では、文字を 10pt にしてください。", ""},
	change.HighHeading: {"見出しの行の高さ {1}pt が、Excel で表示できる {2}pt を超えます。", "見出しを短くするか、列の幅を広げてください。", ""},
	change.RowTooHigh:  {"行の高さ {1}pt が、用紙に入る高さ {2}pt を超えます。", "様式の行数（lines）か文字の大きさを小さくするか、用紙を大きくしてください。", ""},
	change.NoGlyph:     {"文字「{1}」（{2}）は、PDF の書体にありません。", "ほかの文字に直すか、その文字のある書体を --pdf-font で指定してください。", ""},
	change.CellTooLong: {"この欄は {1} 文字あり、Excel の一つのセルに入る 32,767 文字を超えます。", "変更を二つに分けてください。", ""},
	change.UnknownFace: {"書体「{1}」の文字の幅がわかりません。", "書体のファイルを --font 書体.ttf で指定するか、「ＭＳ Ｐゴシック」を使ってください。", ""},

	change.Signed:             {"この Excel ブックには電子署名があります。書き込むと署名が無効になるため、書き込みませんでした。", "Excel で署名を外したブックを使ってください。", ""},
	change.Protected:          {"シート「{1}」は保護されています。保護はそのままにして、表の行だけを書き込みます。", "このままで提出できます。Excel で手直しするときは、保護を解除してください。", ""},
	change.GuessedDigit:       {"標準のフォント「{1}」の数字の幅がわからないため、{2}ピクセルとして列の幅を測りました。", "Excel で開いて、行の高さが足りているか確かめてください。", ""},
	change.GuessedWidths:      {"フォント「{1}」の文字の幅がわからないため、すべて全角の幅として測りました。文字は切れませんが、行が高めになります。", "フォントのファイルがあれば、--font フォント.ttf で指定してください。", ""},
	change.HiddenHost:         {"変更箇所の表があるシート「{1}」は非表示です。", "ここでよければ、--sheet {1} を付けてください。違えば、シートを確かめてください。", ""},
	change.OtherForm:          {"シートの題名は「{1}」ですが、書き込む表は「{2}」の様式です。", "評価書と記載ファイルの組み合わせを確かめてください。このままでも書き込みます。", ""},
	change.LacksColumn:        {"このシートの表に「{1}」の列がないため、書き込めません。", "見出しの言葉を確かめ、列を加えてください。", ""},
	change.HiddenTarget:       {"「{1}」の列が非表示のため、書き込んでも見えません。", "Excel で列を再表示してから、やり直してください。", ""},
	change.NarrowColumn:       {"「{1}」の列が狭すぎて、文が入りません。", "Excel で列の幅を広げてから、やり直してください。", ""},
	change.TurnedText:         {"「{1}」の列の文字が、縦書きか斜めになっています。行の高さを測れません。", "Excel でセルの文字の方向を横書きに戻してから、やり直してください。", ""},
	change.BesideRows:         {"置き換える行の、表の横に「{1}」があります。行とともに消えてしまうので、書き込みませんでした。", "必要な文なら別の場所に移し、要らなければ消してください。--append なら、今の行を残して加えます。", ""},
	change.WithinRows:         {"置き換える行の間に「{1}」があります。行とともに消えてしまうので、書き込みませんでした。", "必要な文なら表の下に移し、要らなければ行ごと消してください。--append なら、今の行を残して加えます。", ""},
	change.MergedEdge:         {"結合されたセル {1} が、表の内と外にまたがっています。", "Excel でセルの結合を解除してから、やり直してください。", ""},
	change.Filtered:           {"表にフィルターの条件が設定されているため、書き込みませんでした。", "Excel で「データ」→「クリア」を選び、すべての行を表示してから、やり直してください。", ""},
	change.ListObject:         {"表が Excel の「テーブル」（{1}）になっているため、書き込めません。", "Excel で「テーブル デザイン」→「範囲に変換」を選んでから、やり直してください。", ""},
	change.ObjectInWay:        {"置き換える行に{1}がかかっています。行とともに消えるか位置がずれるので、書き込みませんでした。", "表の外に移してから、やり直してください。", ""},
	change.FormulaInto:        {"計算式「{1}」が、表の行か、その下のセルを使っています。行を書き込むと結果が変わるので、書き込みませんでした。", "計算式を消すか、値に変えてから、やり直してください。", ""},
	change.SharedFormula:      {"ここの計算式は、ほかのセルと一つになっているため、行を動かせません。", "計算式を値に変えてから、やり直してください。", ""},
	change.NameInto:           {"名前「{1}」が、表の行の一部を指しています。行を書き込むと指すところが変わるので、書き込みませんでした。", "Excel で「数式」→「名前の管理」を開き、要らない名前を消してから、やり直してください。", ""},
	change.SharedColumn:       {"見出し「{1}」と「{2}」が、同じ列にかかっています。どちらの文を書く列かわからないため、書き込みませんでした。", "Excel で見出しのセルの結合を解除し、列ごとに見出しを付けてから、やり直してください。", ""},
	change.KeptBelow:          {"表の下の「{1}」は、変更の行ではないとみて、そのまま残しました。", "変更の行でしたら、変更日を書くか、すぐ上の行に続けてから、やり直してください。", ""},
	change.LookNotTaken:       {"今の行にある{1}は、新しい行には付けませんでした。", "必要なら、書き込んだ後に Excel で付けてください。", ""},
	change.FormatNotStretched: {"文字の色や取り消し線などを変える条件付き書式（{1}）は、新しい行には広げませんでした。", "必要なら、書き込んだ後に Excel で範囲を広げてください。", ""},
	change.TooManyRows:        {"行が多すぎて、シートに入りません。", "変更を二つのブックに分けてください。", ""},

	change.Unaccounted:     {"「{1}」が、見出しにも、変更にも、変わらない記載にも入りませんでした。betten の誤りです。", "このセルを目で比べてください。--force を付ければ、このまま作れます。", ""},
	change.WidthOnly:       {"「{1}」は、文字の幅だけが違います。", "変更でなければ、この行を消してください。", ""},
	change.DoubtfulHeading: {"「{1}」の見出しは、推測です。", "項目の言葉が正しいか、確かめてください。", ""},
	change.HiddenField:     {"「{1}」には、非表示の行か列のセルがあります。", "見せない記載でしたら、この行を消してください。", ""},
	change.DoubleItem:      {"「{1}」という項目が、ほかにもあります。", "どれのことか、わかるように書き足してください。", ""},
	change.LikelyField:     {"「{1}」（{3}）が「{2}」になったと見なしました。", "別の項目でしたら、削除と追加の二行に分けてください。", ""},
	change.RenumberedBlock: {"「{2}」は、旧「{1}」と同じものと見なしました。番号だけの違いは、変更に入れていません。", "番号の繰り上がりも載せるときは、行を足してください。", ""},
	change.OtherNumbers:    {"見出しの番号だけが、{1}か所で変わりました（最初は「{2}」→「{3}」）。変更には入れていません。", "様式の改訂によるものか、確かめてください。", ""},
	change.OtherWording:    {"見出しの書き方だけが、{1}か所で違います（最初は「{2}」→「{3}」）。変更には入れていません。", "記載を見出しと取り違えていないか、確かめてください。", ""},
	change.OtherOptions:    {"「{1}」の選択肢が変わりました。変更には、選ばれたものの違いだけを入れています。", "様式の改訂によるものか、確かめてください。", ""},
	change.HeadingGone:     {"見出し「{1}」は、新しい評価書にありません。", "見出しでなく記載でしたら、行を足してください。", ""},
	change.HeadingNew:      {"見出し「{1}」は、古い評価書にありません。", "見出しでなく記載でしたら、行を足してください。", ""},
	change.LooseGone:       {"見出しの下にない「{1}」が、新しい評価書にはありません。変更には入れていません。", "変更に当たるときは、行を足してください。", ""},
	change.LooseNew:        {"見出しの下にない「{1}」が、古い評価書にはありません。変更には入れていません。", "変更に当たるときは、行を足してください。", ""},
	change.ObjectGone:      {"ここにある図形や画像など（「{1}」）と同じものが、新しい評価書にありません。変更には入れていません。", "変更に当たるときは、行を足してください。", ""},
	change.ObjectNew:       {"ここにある図形や画像など（「{1}」）と同じものが、古い評価書にありません。変更には入れていません。", "変更に当たるときは、行を足してください。", ""},
	change.HiddenGone:      {"非表示のシートの「{1}」が、新しい評価書にはありません。変更には入れていません。", "変更に当たるときは、行を足してください。", ""},
	change.HiddenNew:       {"非表示のシートの「{1}」が、古い評価書にはありません。変更には入れていません。", "変更に当たるときは、行を足してください。", ""},
	change.NoOutline:       {"評価書の見出しが見つかりません。", "評価書の Excel ブックを指定してください。見出しの言葉は --headings のファイルで足せます。", ""},
	change.NoPublishedDay:  {"表紙の公表日が読めないか同じなので、どちらが古い評価書か決められません。", "betten diff 古い評価書.xlsx 新しい評価書.xlsx の順に指定してください。", ""},

	change.OutOfRange:   {"「{1}」の数が大きすぎるか、小さすぎます。", "{2} から {3} までの数にしてください。", ""},
	change.UnknownWord:  {"「{1}」は使えません。", "使えるのは「{2}」です。", ""},
	change.BadColour:    {"色「{1}」を読めません。", "\"#EBEBEB\" のように、# と6桁の数字（0～9、A～F）で書いてください。", ""},
	change.EmptyText:    {"「{1}」が空です。", "文字を書いてください。行ごと消せば、様式 juten と同じになります。", ""},
	change.TextTooLong:  {"「{1}」が長すぎます。", "{2}文字までにしてください。", ""},
	change.BadSheetName: {"「{1}」は、Excel のシート名に使えません。", "[ ] : * ? / \\ を除き、始めと終わりに ' を付けずに書いてください。", ""},
	change.NoWidth:      {"「{1}」の列に幅がありません。", "width = 12.679 のように全角の文字数で書くか、fits に、1行に入れたい文字を書いてください。", ""},
	change.TwoWidths:    {"「{1}」の列に width と fits の両方があります。", "どちらかを消してください。", ""},
	change.TooManyLines: {"{1}行 × 行間 {2}pt は {3}pt で、Excel が表示できる行の高さ 409pt を超えます。", "lines か pitch を小さくしてください。", ""},
	change.SameMarks:    {"「{1}」と「{2}」が同じ言葉です。", "別の言葉にしてください。", ""},
	change.NoRoom:       {"続きの印で行が埋まり、文の入るところがありません。", "様式の行数（lines）を増やすか、続きの印（marks）を短くするか、列の幅を広げてください。", ""},
}

// objectWords are the names of objects over the cells of a sheet, as in Excel.
var objectWords = map[string]string{
	"shape": "テキストボックスか図形", "line": "線か矢印", "picture": "図", "chart": "グラフ", "diagram": "SmartArt", "control": "フォームのボタンやチェックボックス",
	"embedded": "埋め込まれた文書など", "note": "メモ（コメント）", "thread": "コメント", "unread": "このシートの図形かコメントのどれか",
}

// terms are the words for values that a problem gives as a code. {other} is the problem's
// other value.
var terms = map[change.Kind]map[string]string{
	change.LookNotTaken: {
		"strike": "取り消し線", "height": "上付き・下付きの文字", "ink": "文字の色", "underline": "下線", "fill": "塗りつぶし",
		"slash": "斜めの罫線", "format": "文字をそのまま見せない表示形式", "shrink": "「縮小して全体を表示する」の設定",
	},
	change.ObjectInWay: {
		"pivot-table": "ピボットテーブル", "pivot-source": "ピボットテーブルの元のセル（{other}）",
		"comment": "コメント", "drawing": "図形や画像", "shape": "図形や部品", "control": "ボタンなどの部品",
	},
	change.TextOver:      objectWords,
	change.LooksSame:     {"end": "文の終わり"},
	change.WidthsDiffer:  {"end": "文の終わり"},
	change.ObjectOver:    objectWords,
	change.FullWidthSign: {"　": "全角の空白", " ": "空白"},
	change.WrongType: {
		"text": "\"\" で囲んだ文字", "texts": "\"\" で囲んだ文字か、その並び（[\"…\", \"…\"]）",
		"date": "日付（2024-11-19）か、\"\" で囲んだ文字", "truth": "true か false",
		"number": "数（\"\" で囲まない）", "whole": "小数点のない数",
		"table": "表（[{other}] のような見出し）", "tables": "表（[[{other}]] のような見出し）",
	},
}

// describe returns the words for a problem.
func describe(p change.Problem) (message, hint string) {
	w, ok := wording[p.Kind]
	if !ok {
		w.message = string(p.Kind)
	}
	var v [4]string
	for i := range min(len(v), len(p.Values)) {
		v[i] = p.Values[i]
		if term, ok := terms[p.Kind][v[i]]; ok {
			v[i] = strings.ReplaceAll(term, "{other}", p.Values[(i+1)%len(p.Values)])
		}
		v[i] = upTo(strings.ReplaceAll(v[i], change.ListSeparator, "」「"), mostQuoted)
	}
	fill := strings.NewReplacer("{1}", v[0], "{2}", v[1], "{3}", v[2], "{4}", v[3])
	if _, _, ofSheet := cutSheet(p.At.Cell); ofSheet && w.inCell != "" {
		w.hint = w.inCell
	}
	return fill.Replace(w.message), fill.Replace(w.hint)
}

// mostQuoted is how many bytes of a value a message quotes. No name is longer.
const mostQuoted = 1000

// upTo cuts a text that is longer than most bytes, and adds an ellipsis.
func upTo(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most] + "…"
}

var severityWords = map[change.Severity]string{change.Error: "エラー", change.Warning: "警告"}

// morePlaces says how many other places have the same problem.
func morePlaces(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("（ほか%dか所）", n)
}

// moreProblems says how many problems the terminal does not show.
func moreProblems(kinds, places int) string {
	return fmt.Sprintf("ほかに%d種類の指摘が、%dか所にあります。すべて表示するには --all を付けてください。", kinds, places)
}

// totalLine says how many problems a file has, and what the result was.
func totalLine(file string, errors, warnings int, then string) string {
	switch {
	case errors+warnings == 0:
		return file + ": 問題はありません。"
	case warnings == 0:
		return fmt.Sprintf("%s: エラーが%d件あります。%s", file, errors, then)
	case errors == 0:
		return fmt.Sprintf("%s: エラーはありません。警告が%d件あります。%s", file, warnings, then)
	}
	return fmt.Sprintf("%s: エラーが%d件、警告が%d件あります。%s", file, errors, warnings, then)
}

// placeIn describes a place on the page of problems of a file.
func placeIn(file string, at change.Position) string {
	switch {
	case at.File != file:
		return placeName(at)
	case at.Cell != "":
		return at.Cell
	case at.Line == 0:
		return ""
	}
	return fmt.Sprintf("%d行目", at.Line)
}

// checkTitle is the title of the page of problems.
const checkTitle = "変更箇所の確認"

// pagePlace describes a place in a PDF.
func pagePlace(page, row int, column string) string {
	place := fmt.Sprintf("%dページ", page)
	switch row {
	case 0:
		return place
	case pdftable.Heading:
		place += " 見出し"
	default:
		place += fmt.Sprintf(" %d行目", row)
	}
	return place + " " + column
}

// nothingMade is the end of the total of a file that has errors.
const nothingMade = "何も作りませんでした。"

// noPDFMade is its end if only the PDF could not be made.
const noPDFMade = "PDF は作りませんでした。"
