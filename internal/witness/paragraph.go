package witness

import (
	"math/rand/v2"
	"strings"
)

// phrases are the building blocks of official paragraphs: kana, kanji, and Latin letters and
// figures next to brackets and commas, which programs keep together in different ways.
var phrases = []string{
	"本市では、", "窓口で受け付けた届出書の内容を", "担当課の職員が", "住民記録システム（JUKI）に", "登録し、", "番号法第19条第8号及び別表の", "13、14、27、56の2、87の項に基づき",
	"令和6年4月1日（月曜日）から", "LGWAN-ASP（総合行政ネットワーク）を経由して", "AES256bit・SHA-2、TLS1.3（RFC8446）で暗号化し、", "WEB（インターネット）及びFAX（048-123-4567）で",
	"ＩＤ・パスワード及び生体認証（手のひら静脈）による２要素認証とし、", "https://www.example.lg.jp/mihon/juki/2026/attachment/no-2.html?page=1 を参照し、", "「特定個人情報の適正な取扱いに関するガイドライン」に従い、",
	"5分でスクリーンセーバー（パスワード付き）を起動し、", "ISO/IEC27001、ISO27017、JISQ15001を取得した事業者に", "1,205件（前年度比＋3.2％）を", "入退室の記録を５年間保管し、", "サーバー室、コンピューター室、データセンターを",
	"みほん市行政手続における個人番号の利用及び特定個人情報の提供に関する条例（平成27年条例第30号。以下「条例」という。）第4条第1項により", "CSV、PDF又はXMLの", "USBメモリ（32GB）、", "A、B、Cの3区分に",
	"①申請、②審査、③決定の順に", "[○]紙　[　]電子記録媒体　[○]LGWAN", "ウイルス対策ソフトのパターンファイルを更新し、", "宛名番号、氏名、生年月日、", "10万人以上30万人未満（2024年3月31日現在）の",
}

var endings = []string{"行う。", "管理する。", "講じている（年1回）。", "実施する", "確認している。", "措置を講じる。"}

// Paragraph draws a paragraph in official style.
func Paragraph(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString([]string{"", "", "・", "①", "（１）", "　", "(ｱ) ", "- "}[r.IntN(8)])
	for range 1 + r.IntN(6) {
		b.WriteString(phrases[r.IntN(len(phrases))])
	}
	b.WriteString(endings[r.IntN(len(endings))])
	return b.String()
}
