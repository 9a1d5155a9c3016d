package proof

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"betten/internal/change"
	"betten/internal/text"
)

var sentences = []string{
	"特定個人情報ファイルの取扱いについては、番号利用法第１９条第８号に基づく主務省令で定める事務に限る。",
	"・みほん市の職員は、利用者ＩＤとパスワード（生体情報を含む。）により認証を受け、業務に必要な範囲（第９条第1項）でのみ操作する。",
	"①国及び事業者は、次の措置を講じる。", "（１）入退室を記録する。", "１．特定個人情報の使用", "Ⅱ　特定個人情報ファイルの概要",
	"＜アクセス権限の管理＞", "【物理的対策】", "<追加措置>", "【技術的対策】（本市における措置）",
	"[〇]紙　[　]電子記録媒体 [　]専用線", "  [委託する]", "サーバ室と、データ、プログラム等を含んだ記録媒体及び帳票等を保管する場所を他の部屋とは区別して専用の部屋とする。",
	"ワクチン接種記録システム（VRS）からの、「接種記録」の取得・提供（令和3年12月20日～）", "10万人以上30万人未満", "（削除）", "―",
	"ネットワーク（LGWAN-ASP）を経由し、AES256bit・SHA-2等で暗号化する。", "気温は２５℃、湿度は60％、利用料は￥1,000とする。",
	"キャッシュサーバー、ファイアウォール、ウィルス対策ソフトウェアのパターンファイル", "我々・人々・様々な、いすゞ、こゝろ。", "・", "",
}

var oddities = []string{
	"①Ⅱ㈱№㎡髙﨑", "葛\U000E0100城", "辻\U000E0101", "葛\U000E0100辻\U000E0101榊\U000E0100", "か\u309A", "き\u309Aく\u309A", "は\u3099", "か\u3099き\u3099", "ば", "e\u0301", "A\u030A",
	"ｶﾞｷﾞﾊﾟｱｲｳｴｵｬｭｮｯｰ｡｢｣､･", "ﾞ", "ﾟ", "𠮷野家", "𩸽", "𠮟る", "𠀋𡈽𡌛𡑮𡢽𡚴𡸴𣇄𣗄𣜿", "ヷヸヹヺㇰㇿㇷ\u309Aゔ", "俱剝塡頰", "½¼⅓㋐㋿㍻㍿",
	"https://www.example.lg.jp/mihon/2024/attachment/no-2?page=1&x=%E3%81%82#top", "info@example.lg.jp", "C:\\Users\\taro\\My Documents",
	"=SUM(A1:A9)", "+81-3", "-1", "@cmd", "'quoted'", "\"", "\"二重\"", "“引用”‘注’", "_x000D_", "_x005F_x0041_", "_xD800_", "]]>", "&amp;", "&#10;", "<b>&</b>", "<![CDATA[",
	"　　　　", "    ", "a b  c   d", "\u00A0", "第\u00A01\u00A0条", "5\u202Fkm", "漢\u2060字", "同上", "〃", "（下段に続く）", "（上段からの続き）", "(次頁へ続く)", "続く",
	"事前", "事後", "。。。", "」」」」」", "「「「「", "（（（", "￥￥￥", "1,234,567円", "50%", "−－‐–—―ー", "〜～", "＜", "＞", "()[]{}", "(a)(b)", "$100", "\\", "()\\<>[]{}/%", "．．．", "？！", "…‥",
}

// japaneseCharacters are all characters of JIS X 0208 and those that cp932 adds.
var japaneseCharacters = sync.OnceValue(func() [2][]rune {
	decode := func(e encoding.Encoding, lead, trail byte) rune {
		b, err := e.NewDecoder().Bytes([]byte{lead, trail})
		if r, n := utf8.DecodeRune(b); err == nil && n == len(b) && r != utf8.RuneError && r > 0x7F {
			return r
		}
		return 0
	}
	var all [2][]rune
	for lead := 0xA1; lead <= 0xF4; lead++ {
		for trail := 0xA1; trail <= 0xFE; trail++ {
			if r := decode(japanese.EUCJP, byte(lead), byte(trail)); r != 0 {
				all[0] = append(all[0], r)
			}
		}
	}
	for _, lead := range []byte{0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC} {
		for trail := 0x40; trail <= 0xFC; trail++ {
			if r := decode(japanese.ShiftJIS, lead, byte(trail)); r != 0 {
				all[1] = append(all[1], r)
			}
		}
	}
	return all
})

// A writer draws texts.
type writer struct {
	*rand.Rand
	archive bool // tabs are allowed
	plain   bool // no unusual characters

	common, beyond []rune // the part of japaneseCharacters that this table uses
}

// newWriter returns a writer. It draws from some hundred Japanese characters chosen at random,
// because a PDF with all of them takes long to make and tests no more.
func newWriter(r *rand.Rand) writer {
	all := japaneseCharacters()
	w := writer{Rand: r, archive: r.IntN(3) == 0, plain: r.IntN(2) == 0, beyond: all[1]}
	for range 3 {
		w.common = append(w.common, all[0][r.IntN(len(all[0])-50):][:50]...)
	}
	return w
}

// phrase draws some characters of one line.
func (w writer) phrase() string {
	switch w.IntN(12) {
	case 0, 1, 2, 3:
		return pick(w.Rand, sentences)
	case 4, 5:
		return pick(w.Rand, oddities)
	case 6, 7:
		if w.plain {
			return pick(w.Rand, oddities)
		}
		return pick(w.Rand, classes).draw(w)
	case 8:
		return w.runes(w.common, 20)
	case 9:
		return w.runes([]rune("あいっゃーアィｱｨﾞ漢字々0aZ/.,()「」『』、。 　％￥①・"), 30)
	case 10:
		return strings.Repeat(pick(w.Rand, []string{"　", " ", "a", "0123456789", "/", "漢", "ｱ", "。", "あ い", "x/", "「", "a b ", "m　"}), 1+w.IntN(60))
	}
	var b strings.Builder
	for range w.IntN(40) {
		b.WriteByte(byte('!' + w.IntN('~'-'!'+1)))
	}
	return b.String()
}

func (w writer) runes(of []rune, most int) string {
	var b strings.Builder
	for range w.IntN(most) {
		b.WriteRune(pick(w.Rand, of))
	}
	return b.String()
}

func (w writer) line() string {
	var b strings.Builder
	for range 1 + w.IntN(4) {
		b.WriteString(w.phrase())
	}
	return b.String()
}

// huge draws a text of 10,000 to 60,000 characters: up to what Excel holds in a cell, and more. A
// few are a single word or a single paragraph.
func (w writer) huge() string {
	var b strings.Builder
	most := 3 * (10000 + w.IntN(50000))
	switch w.IntN(6) {
	case 0:
		return strings.Repeat("x", most/3)
	case 1:
		return strings.Repeat("Z\u0301"+strings.Repeat("\u0323", w.IntN(2)*most), 1+w.IntN(30)) // no line may end within
	case 2:
		for b.Len() < most {
			b.WriteString(w.phrase())
		}
		return b.String()
	}
	for b.Len() < most {
		b.WriteString(w.line())
		b.WriteByte('\n')
	}
	return b.String()
}

// text draws a text of any length.
func (w writer) text() string {
	var paragraphs []string
	add := func(n int, draw func() string) {
		for range n {
			paragraphs = append(paragraphs, draw())
		}
	}
	switch w.IntN(40) {
	case 0, 1, 2:
		return ""
	case 3:
		return pick(w.Rand, oddities)
	case 4:
		add(300, func() string { return "短い行" })
	case 5:
		add(1+w.IntN(300), func() string {
			return pick(w.Rand, []string{"・項目", "", "＜見出し＞", "①番", "（１）", "文。", "　"})
		})
	case 6:
		return strings.Repeat(w.phrase(), 200)
	case 7:
		return strings.Repeat("権限は、担当する事務に要る範囲に限って与えている。", 10+w.IntN(150))
	case 8:
		return w.runes(w.common, 3000)
	case 9, 10, 11, 12, 13, 14:
		add(10+w.IntN(50), w.line)
	case 15, 16, 17:
		add(10+w.IntN(60), func() string { return pick(w.Rand, sentences) })
	default:
		add(1+w.IntN(6), w.line)
	}
	return strings.Join(paragraphs, "\n")
}

var dates = []string{
	"令和6年11月19日", "令和元年5月1日", "平成31年4月30日", "平成35年3月31日", "令和６年１１月１９日", "2024年11月19日", "令和 6年 4月 1日",
	"同年10月", "令和6年4月", "令和6年", "令和6年4月1日\n～令和7年3月31日", "未定", "R6.11.19", "昭和64年1月7日", "-", "＝", "1月1日",
}

func (w writer) date() change.Date {
	switch w.IntN(8) {
	case 0, 1, 2:
		return change.TextDate(pick(w.Rand, dates))
	case 3:
		if w.archive {
			return change.TextDate(pick(w.Rand, []string{"", "平成40年1月1日", "令和6年13月1日", "令和0年1月1日", w.text()}))
		}
		return change.TextDate(w.phrase() + "1")
	}
	return change.Date{Day: time.Date(1860+w.IntN(250), time.Month(1+w.IntN(12)), 1+w.IntN(31), 0, 0, 0, 0, time.UTC)}
}

func (w writer) entry() change.Entry {
	e := change.Entry{Date: w.date(), Before: w.text(), After: w.text(), Timing: pick(w.Rand, []string{"事前", "事後"})}
	if w.IntN(2) == 0 {
		e.Explanation = w.text()
	}
	if w.IntN(4) == 0 { // two sides that are similar, as most are
		e.After = strings.Replace(e.Before, "。", "、変更した。", 1+w.IntN(3))
	}
	e.Item = pick(w.Rand, []string{"Ⅰ　基本情報\n①システムの名称", "Ⅱ　ファイルの概要\n②入手方法", "Ⅲ　リスク対策\n３．特定個人情報の使用\nリスク１：目的を超えた紐付けが行われるリスク"})
	if w.IntN(4) == 0 {
		e.Item = w.line() + "\n" + w.line()
	}
	if w.archive && w.IntN(4) == 0 {
		e.Item, e.Timing = w.text(), pick(w.Rand, []string{"", "同上", "事前 ", "事後\n", w.line()})
	}
	if strings.TrimSpace(e.Item) == "" && !w.archive {
		e.Item = "項目"
	}
	if strings.TrimSpace(e.Before+e.After) == "" && !w.archive {
		e.After = "（削除）"
	}
	return e
}

// table draws a table that may be built.
func (w writer) table(form string) *change.Table {
	t := &change.Table{Form: form, Archive: w.archive, Locator: finder{}}
	if w.IntN(2) == 0 {
		oneLine := strings.NewReplacer("\n", " ", "\t", " ").Replace // otherwise they would be refused
		t.Organization, t.Assessment = oneLine(w.line()), oneLine(w.line())
	}
	for range 1 + w.IntN(3) {
		t.Entries = append(t.Entries, w.entry())
	}
	if w.IntN(200) == 0 {
		*pick(w.Rand, fields)(&t.Entries[0]) = w.huge()
	}
	return t
}

// spoil puts something into a cell that no table may have.
func (w writer) spoil(t *change.Table) (change.Place, string) {
	i, c := w.IntN(len(t.Entries)), w.IntN(change.Columns)
	e := &t.Entries[i]
	if c == int(change.DateColumn) {
		e.Date = change.TextDate("令和6年") // a text that is not a day
	}
	s := cells[c](e)
	ends := append(text.Clusters(*s), 0)
	at, bad := pick(w.Rand, ends), pick(w.Rand, refused).draw(w)
	*s = (*s)[:at] + bad + (*s)[at:]
	return change.Place{Entry: i, Column: change.Column(c), Offset: at}, bad
}

// cells are all texts of an entry.
var cells = [change.Columns]func(*change.Entry) *string{
	func(e *change.Entry) *string { return &e.Date.Text }, func(e *change.Entry) *string { return &e.Item },
	func(e *change.Entry) *string { return &e.Before }, func(e *change.Entry) *string { return &e.After },
	func(e *change.Entry) *string { return &e.Timing }, func(e *change.Entry) *string { return &e.Explanation },
}

// fields are the texts that may be of any length.
var fields = []func(*change.Entry) *string{cells[change.BeforeColumn], cells[change.AfterColumn], cells[change.ExplanationColumn], cells[change.ItemColumn]}

// A finder describes a place as a position, so that it can be found again.
type finder struct{}

func (finder) Locate(p change.Place) change.Position {
	return change.Position{File: "table.toml", Line: 1 + p.Entry, Column: 1 + p.Offset, Cell: p.Column.String()}
}

func show(t *change.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "archive %v, organization %q, assessment %q\n", t.Archive, t.Organization, t.Assessment)
	for i, e := range t.Entries {
		fmt.Fprintf(&b, "entry %d: date %q %s\n  item %q\n  before %q\n  after %q\n  timing %q\n  explanation %q\n",
			i, e.Date.Text, e.Date.Day.Format(time.DateOnly), e.Item, e.Before, e.After, e.Timing, e.Explanation)
	}
	return b.String()
}
