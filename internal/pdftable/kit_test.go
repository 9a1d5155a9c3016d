package pdftable

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/text"
	"betten/internal/tinypdf"
)

// A printer prints a change table as some program does. Lengths are in points, Y up.
type printer struct {
	file   *tinypdf.File
	size   float64
	pitch  float64
	height float64 // of a page
	edges  []float64

	rules    string // "all", "polygons", "rows", "outer", "none"
	noRepeat bool   // the heading is on the first page only
	split    bool   // rows are split at the foot of a page
	open     bool   // without a rule there
	clip     bool   // each row is clipped to its band
	whole    bool   // advances are whole points
	drop     bool   // blanks at a line's end are not drawn
	low      float64
	hang     bool // closing signs hang over the end of a line
	early    bool // a blank that has no room begins the next line
	middle   bool // cells are centred from top to bottom
	above    []string
	below    []string
	footer   string
	cmap     string

	content strings.Builder
	y       float64
	pages   int
	head    []string
}

var titles = []string{"変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"}

func newPrinter() *printer {
	return &printer{
		file: &tinypdf.File{}, size: 9, pitch: 12, height: 400, edges: []float64{30, 100, 200, 390, 580, 630, 730},
		rules: "all", cmap: "UniJIS-UCS2-H", head: titles,
	}
}

const (
	pad    = 2.0
	margin = 30.0
)

func half(r rune) bool { return r < 0x80 || r >= 0xFF61 && r <= 0xFF9F }

// advance returns how far the pen moves after a character.
func (p *printer) advance(r rune) float64 {
	w := p.size
	if half(r) {
		w /= 2
	}
	if p.whole {
		w = math.Round(w)
	}
	return w
}

func (p *printer) width(s string) (w float64) {
	for _, r := range s {
		w += p.advance(r)
	}
	return w
}

// wrap wraps paragraphs first fit, where lines may end.
func (p *printer) wrap(s string, room float64) (lines []string) {
	for paragraph := range strings.SplitSeq(s, "\n") {
		line, at := "", 0
		for _, to := range append(text.Breaks(paragraph), len(paragraph)) {
			unit := paragraph[at:to]
			ink := strings.TrimRight(unit, " 　")
			if p.hang {
				ink = strings.TrimRight(ink, "、。")
			}
			if p.early && strings.HasSuffix(unit, "　") && line != "" && p.width(line+unit) > room && p.width(line+ink) <= room {
				lines, line, at = append(lines, line+ink), "　", to
				continue
			}
			for line != "" && p.width(line+ink) > room {
				lines, line = append(lines, line), ""
			}
			for p.width(unit) > room && len([]rune(unit)) > 1 { // a long word
				k := len(unit)
				for p.width(line+unit[:k]) > room {
					k--
				}
				lines, line, unit = append(lines, line+unit[:k]), "", unit[k:]
			}
			line, at = line+unit, to
		}
		lines = append(lines, line)
	}
	return lines
}

func (p *printer) text(x, y float64, s string) {
	if p.drop {
		s = strings.TrimRight(s, " 　")
	}
	if s == "" {
		return
	}
	if !p.whole {
		fmt.Fprintf(&p.content, "BT /F %g Tf %g %g Td <%s> Tj ET\n", p.size, x, y, tinypdf.UTF16(s))
		return
	}
	for _, r := range s {
		fmt.Fprintf(&p.content, "BT /F 1 Tf %g 0 0 %g %g %g Tm <%s> Tj ET\n", p.size, p.size, x, y, tinypdf.UTF16(string(r)))
		x += p.advance(r)
	}
}

func (p *printer) line(x0, y0, x1, y1 float64) {
	if p.rules == "polygons" {
		if y0 == y1 {
			fmt.Fprintf(&p.content, "%g %g m %g %g l %g %g l %g %g l h f\n", x0, y0-.5, x1, y1-.5, x1, y1+.5, x0, y1+.5)
		} else {
			fmt.Fprintf(&p.content, "%g %g m %g %g l %g %g l %g %g l h f\n", x0-.5, y0, x0+.5, y0, x1+.5, y1, x1-.5, y1)
		}
		return
	}
	fmt.Fprintf(&p.content, "%g %g m %g %g l S\n", x0, y0, x1, y1)
}

// page begins a page.
func (p *printer) page(head bool) {
	p.endPage()
	p.y = p.height - margin
	p.pages++
	if p.footer != "" {
		p.text(p.edges[2], 10, strings.ReplaceAll(p.footer, "#", fmt.Sprint(p.pages)))
	}
	if p.pages == 1 {
		for _, s := range p.above {
			p.y -= p.pitch
			p.text(p.edges[0], p.y, s)
		}
		p.y -= 5
	}
	if head {
		p.row(p.head, true)
	}
}

func (p *printer) endPage() {
	if p.pages > 0 {
		p.file.Page(760, p.height, "/Font<</F "+p.file.Gothic(p.cmap)+">>", "", p.content.String())
	}
	p.content.Reset()
}

// row prints a row: on the next page if it does not fit, or what does not fit of it.
func (p *printer) row(cells []string, head bool) {
	wrapped, most := make([][]string, len(cells)), 0
	for i, s := range cells {
		if s == "" {
			continue
		}
		wrapped[i] = p.wrap(s, p.edges[i+1]-p.edges[i]-2*pad)
		most = max(most, len(wrapped[i]))
	}
	for most > 0 {
		room := int((p.y - margin - 4) / p.pitch)
		if most > room && !p.split && !head || room < 1 {
			p.page(!p.noRepeat)
			room = int((p.y - margin - 4) / p.pitch)
		}
		n := min(most, room)
		p.rowPart(wrapped, n, most > n)
		most = 0
		for i := range wrapped {
			wrapped[i] = wrapped[i][min(n, len(wrapped[i])):]
			most = max(most, len(wrapped[i]))
		}
	}
}

func (p *printer) rowPart(wrapped [][]string, n int, more bool) {
	top, foot := p.y, p.y-float64(n)*p.pitch-4
	if len(wrapped[0]) == 0 || wrapped[0][0] != p.head[0] {
		foot += p.low
	}
	left, right := p.edges[0], p.edges[len(p.edges)-1]
	if p.clip {
		fmt.Fprintf(&p.content, "q %g %g %g %g re W n\n", left+1, foot+1, right-left-2, top-foot-2)
	}
	for i, lines := range wrapped {
		lines = lines[:min(n, len(lines))]
		y := top
		if p.middle {
			y -= float64(n-len(lines)) / 2 * p.pitch
		}
		for k, s := range lines {
			p.text(p.edges[i]+pad, y-float64(k+1)*p.pitch+2, s)
		}
	}
	if p.clip {
		p.content.WriteString("Q\n")
	}
	for i, x := range p.edges {
		if p.rules == "all" || p.rules == "polygons" || p.rules == "outer" && (i == 0 || i == len(p.edges)-1) {
			p.line(x, top, x, foot)
		}
	}
	if p.rules == "all" || p.rules == "polygons" || p.rules == "rows" {
		p.line(left, top, right, top)
		if !more || !p.open {
			p.line(left, foot, right, foot)
		}
	}
	p.y = foot
}

// print prints a table, and returns the file.
func (p *printer) print(entries []change.Entry) []byte {
	p.page(true)
	for _, e := range entries {
		p.row([]string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation}, false)
	}
	if p.rules == "outer" {
		p.line(p.edges[0], p.y, p.edges[len(p.edges)-1], p.y)
	}
	if len(p.below) > 0 {
		p.page(false)
		for _, s := range p.below {
			for _, l := range p.wrap(s, p.edges[len(p.edges)-1]-p.edges[0]) {
				p.y -= p.pitch
				p.text(p.edges[0], p.y, l)
			}
		}
	}
	p.endPage()
	return p.file.Bytes()
}

// sample is a table about an invented city.
func sample() []change.Entry {
	entry := func(date, item, before, after, timing, explanation string) change.Entry {
		return change.Entry{Date: change.TextDate(date), Item: item, Before: before, After: after, Timing: timing, Explanation: explanation}
	}
	return []change.Entry{
		entry("令和7年4月1日", "Ⅰ　基本情報\n１．特定個人情報ファイルを取り扱う事務\n②事務の内容",
			"みほん市は、住民基本台帳法に基づき、住民票の記載、消除及び修正に関する事務を行う。\n・転入の届出の受付\n・証明書の交付",
			"みほん市は、住民基本台帳法に基づき、住民票の記載、消除及び修正に関する事務を、次のとおり行う。\n・転入及び転居の届出の受付\n・証明書の交付（郵送によるものを含む。）", "事後", ""),
		entry("令和7年4月1日", "Ⅱ　特定個人情報ファイルの概要\n４．委託\n委託事項１\n⑥委託先名", "みほん計算株式会社", "（削除）", "事後", ""),
		entry("令和7年10月15日", "Ⅲ　リスク対策\n７．保管・消去\n⑤物理的対策\n具体的な対策の内容", "",
			"＜みほん市における措置＞\n・サーバ室への入室には、生体認証とICカードの二つを要する。なお、鍵は所属長が保管し、貸し出すときは記録する。\n\n＜クラウドにおける措置＞\n・日本国内のデータセンターに限る。", "事前", "標準化に伴う変更"),
		entry("令和8年1月5日", "Ⅴ　開示請求、問合せ\n２．問合せ\n①連絡先",
			"みほん市役所　総務部　〒000-0001 https://www.city.mihon.example.jp/somu/joho/hyoka/index.html",
			"みほん市役所　情報公開室　電話 000-000-0001（平日8:30～17:15）", "事後", "同じ内容"),
	}
}

func placed(page, row int, column string) string { return fmt.Sprintf("%d/%d/%s", page, row, column) }

// read reads a PDF that must have a table.
func read(t testing.TB, data []byte) (*change.Table, []change.Problem) {
	t.Helper()
	table, problems := Read("a.pdf", data, placed)
	if table == nil {
		t.Fatalf("refused: %v", problems)
	}
	return table, problems
}

// plain returns entries without what tests do not compare.
func plain(entries []change.Entry) (all [][]string) {
	for _, e := range entries {
		all = append(all, []string{e.Date.Text, e.Item, e.Before, e.After, e.Timing, e.Explanation})
	}
	return all
}

func checkEntries(t testing.TB, table *change.Table, want []change.Entry) {
	t.Helper()
	if diff := cmp.Diff(plain(want), plain(table.Entries)); diff != "" {
		t.Error(diff)
	}
}

// told returns the values of the problems of a kind.
func told(problems []change.Problem, k change.Kind) (all []string) {
	for _, p := range problems {
		if p.Kind == k {
			all = append(all, p.At.Cell+": "+strings.Join(p.Values, ", "))
		}
	}
	return all
}
