package xlsx_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/source"
	"betten/internal/specimen"
	"betten/internal/witness"
)

// phrases are what the paragraphs of officials are made of: kana, kanji, and Latin
// letters and figures beside brackets and commas, which programs keep together in
// different ways.
var phrases = []string{
	"本市では、", "窓口で受け付けた届出書の内容を", "担当課の職員が", "住民記録システム（JUKI）に", "登録し、", "番号法第19条第8号及び別表の", "13、14、27、56の2、87の項に基づき",
	"令和6年4月1日（月曜日）から", "LGWAN-ASP（総合行政ネットワーク）を経由して", "AES256bit・SHA-2、TLS1.3（RFC8446）で暗号化し、", "WEB（インターネット）及びFAX（048-123-4567）で",
	"ＩＤ・パスワード及び生体認証（手のひら静脈）による２要素認証とし、", "https://www.example.lg.jp/mihon/juki/2026/attachment/no-2.html?page=1 を参照し、", "「特定個人情報の適正な取扱いに関するガイドライン」に従い、",
	"5分でスクリーンセーバー（パスワード付き）を起動し、", "ISO/IEC27001、ISO27017、JISQ15001を取得した事業者に", "1,205件（前年度比＋3.2％）を", "入退室の記録を５年間保管し、", "サーバー室、コンピューター室、データセンターを",
	"みほん市行政手続における個人番号の利用及び特定個人情報の提供に関する条例（平成27年条例第30号。以下「条例」という。）第4条第1項により", "CSV、PDF又はXMLの", "USBメモリ（32GB）、", "A、B、Cの3区分に",
	"①申請、②審査、③決定の順に", "[○]紙　[　]電子記録媒体　[○]LGWAN", "ウイルス対策ソフトのパターンファイルを更新し、", "宛名番号、氏名、生年月日、", "10万人以上30万人未満（2024年3月31日現在）の",
}

var endings = []string{"行う。", "管理する。", "講じている（年1回）。", "実施する", "確認している。", "措置を講じる。"}

// officialParagraph draws a paragraph of official kind.
func officialParagraph(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString([]string{"", "", "・", "①", "（１）", "　", "(ｱ) ", "- "}[r.IntN(8)])
	for range 1 + r.IntN(6) {
		b.WriteString(phrases[r.IntN(len(phrases))])
	}
	b.WriteString(endings[r.IntN(len(endings))])
	return b.String()
}

// A measured is how many rows have room for less than the witness needs, and for two
// lines or more that it does not.
type measured struct{ rows, low, spare int }

// measure has the witness print a table and compares its lines to the rows'.
func measure(t *testing.T, table *change.Table) (m measured) {
	t.Helper()
	s := lay(t, specimen.Juten(), table)
	workbook := write(t, s)
	rows := readRows(t, s, workbook, witness.PrintOut(t, workbook))
	if len(rows) != len(s.Rows) {
		t.Fatalf("%d rows in print, want %d", len(rows), len(s.Rows))
	}
	m.rows = len(rows)
	for i := range s.Rows {
		room, needed := int(s.Rows[i].Height/s.Form.Book.Pitch), 1
		for c := range change.Columns {
			cell := &s.Rows[i].Cells[c]
			counts, err := rows[i][c].Fit(cell.Text)
			if err != nil {
				t.Errorf("row %d, %v: %v", i+1, change.Column(c), err)
			}
			needed = max(needed, rows[i][c].Need(cell.Text, counts))
		}
		switch {
		case needed > room:
			m.low++
			t.Logf("row %d needs %d lines and has %d: %s; %s", i+1, needed, room, show(s, i), strings.Join(rows[i][change.BeforeColumn].Texts(), "÷"))
		case needed < room-1:
			m.spare++
			t.Logf("row %d needs %d lines and has %d: %s", i+1, needed, room, show(s, i))
		}
	}
	return m
}

func show(s *layout.Sheet, row int) string {
	return strings.Join(s.Rows[row].Cells[change.BeforeColumn].Strings(), "÷") + " | " + strings.Join(s.Rows[row].Cells[change.AfterColumn].Strings(), "÷")
}

// Of a hundred rows the witness finds at most one too low, and at most five with two
// lines to spare.
func TestRowsHaveRoomForTheWitnessAndLittleMore(t *testing.T) {
	witness.Need(t)
	data, err := os.ReadFile("../../examples/mihon.toml")
	if err != nil {
		t.Fatal(err)
	}
	example, _ := source.Entries("mihon.toml", data)
	r := rand.New(rand.NewPCG(12, 34))
	random := &change.Table{}
	for i := range 300 {
		random.Entries = append(random.Entries, change.Entry{
			Date: change.TextDate("令和8年4月1日"), Item: fmt.Sprintf("段落%d", i+1), Before: officialParagraph(r), Timing: change.After,
		})
	}
	var all measured
	for name, table := range map[string]func(*testing.T) *change.Table{
		"the example":              func(*testing.T) *change.Table { return example },
		"300 paragraphs":           func(*testing.T) *change.Table { return random },
		"the published attachment": func(t *testing.T) *change.Table { return specimen.Reference(t, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			m := measure(t, table(t))
			t.Logf("%+v", m)
			all.rows, all.low, all.spare = all.rows+m.rows, all.low+m.low, all.spare+m.spare
		})
	}
	if all.rows < 300 || all.low*100 > all.rows || all.spare*20 > all.rows {
		t.Errorf("%+v", all)
	}
}
