package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var updateExamples = flag.Bool("update-examples", false, "write the workbooks of examples/ anew")

// exampleBooks are the workbooks of examples/, each with what makes it.
var exampleBooks = map[string]func(*testing.T) []byte{
	"entry.xlsx":           entryExample,
	"archive.xlsx":         archiveExample,
	"assessment-2024.xlsx": func(t *testing.T) []byte { return assessmentExample(t, assessment2024) },
	"assessment-2025.xlsx": func(t *testing.T) []byte { return assessmentExample(t, assessment2025) },
}

// The workbooks are kept as files because officials try them. This test compares the
// text of every cell, not bytes: a new version of excelize may write other bytes.
func TestTheExampleWorkbooksAreWhatTheirProgramMakes(t *testing.T) {
	for name, book := range exampleBooks {
		t.Run(name, func(t *testing.T) {
			path, made := filepath.Join("..", "..", "examples", name), book(t)
			if *updateExamples {
				if err := os.WriteFile(path, made, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			kept, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(kept) > 30_000 {
				t.Errorf("%d bytes: too big for an example", len(kept))
			}
			if want, got := cellTexts(t, made), cellTexts(t, kept); want != got {
				t.Errorf("run with -update-examples; it has\n%s\nand should have\n%s", got, want)
			}
		})
	}
}

// cellTexts returns a workbook's sheets and cells, one row a line.
func cellTexts(t *testing.T, data []byte) string {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	fatal(t, err)
	defer f.Close()
	var b bytes.Buffer
	for _, sheet := range f.GetSheetList() {
		b.WriteString("[" + sheet + "]\n")
		rows, err := f.GetRows(sheet)
		fatal(t, err)
		for _, row := range rows {
			for _, cell := range row {
				b.WriteString(cell + "\t")
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func bookBytes(t *testing.T, f *excelize.File) []byte {
	var b bytes.Buffer
	_, err := f.WriteTo(&b)
	fatal(t, err)
	return b.Bytes()
}

// entryExample fills the workbook that init makes, as an official would in Excel.
func entryExample(t *testing.T) []byte {
	path := filepath.Join(t.TempDir(), "entry.xlsx")
	var problems bytes.Buffer
	if status := run(context.Background(), []string{"init", "--form", "juten", path}, nil, &problems, &problems); status != exitDone {
		t.Fatalf("init: exit %d: %s", status, problems.String())
	}
	f, err := excelize.OpenFile(path)
	fatal(t, err)
	defer f.Close()
	rows, err := f.GetRows("変更箇所")
	fatal(t, err)
	first := 0
	for i, row := range rows {
		if len(row) > 0 && row[0] == "変更日" {
			first = i + 2
		}
	}
	if first == 0 {
		t.Fatal("no row of headings")
	}
	for i, row := range [][]string{
		{"令和7年4月1日", "Ⅰ　基本情報\n２．特定個人情報ファイルを取り扱う事務において使用するシステム\nシステム１\n②システムの機能", "１．接種記録の管理\n２．予診票の発行", "１．接種記録の管理及び照会\n２．予診票の発行\n３．接種費用の支払い", "事後", ""},
		{"令和7年4月1日", "Ⅰ　基本情報\n５．評価実施機関における担当部署\n①部署", "健康福祉部健康づくり課", "こども健康部健康づくり課", "事後", "組織の名称の変更"},
		{"令和7年4月1日", "Ⅱ　特定個人情報ファイルの概要\n２．基本情報\n③対象となる本人の範囲\nその必要性", "接種の記録を管理するため。", "接種の記録を生涯にわたって管理するため。", "事後", ""},
	} {
		for column, text := range row {
			cell, err := excelize.CoordinatesToCellName(column+1, first+i)
			fatal(t, err)
			fatal(t, f.SetCellStr("変更箇所", cell, text))
		}
	}
	return bookBytes(t, f)
}

var thinBorder = []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"},
	{Type: "right", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}

// A sheetPen fills the rows of one sheet from top to bottom.
type sheetPen struct {
	t           *testing.T
	file        *excelize.File
	sheet       string
	row         int
	widths      []float64 // of the columns, in half-width characters
	cell, label int       // styles
}

func newPen(t *testing.T) *sheetPen {
	f := excelize.NewFile()
	fatal(t, f.SetDefaultFont("ＭＳ Ｐゴシック"))
	style := func(s excelize.Style) int {
		s.Border, s.Alignment = thinBorder, &excelize.Alignment{WrapText: true, Vertical: "top"}
		id, err := f.NewStyle(&s)
		fatal(t, err)
		return id
	}
	return &sheetPen{t: t, file: f, cell: style(excelize.Style{}),
		label: style(excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}})}
}

// begin starts a sheet whose columns have these widths in characters.
func (p *sheetPen) begin(name string, widths ...float64) {
	if p.sheet == "" {
		fatal(p.t, p.file.SetSheetName("Sheet1", name))
	} else {
		_, err := p.file.NewSheet(name)
		fatal(p.t, err)
	}
	p.sheet, p.row, p.widths = name, 1, widths
	landscape, fit, wide, high := "landscape", true, 1, 0
	fatal(p.t, p.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}))
	fatal(p.t, p.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	for i, w := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		fatal(p.t, err)
		fatal(p.t, p.file.SetColWidth(name, column, column, w))
	}
}

// put writes one row: the first labels texts are headings.
func (p *sheetPen) put(labels int, texts ...string) {
	lines := 1
	for i, text := range texts {
		n := 0
		for line := range strings.SplitSeq(text, "\n") {
			n += 1 + 2*len([]rune(line))/int(p.widths[i])
		}
		lines = max(lines, n)
		cell, err := excelize.CoordinatesToCellName(i+1, p.row)
		fatal(p.t, err)
		fatal(p.t, p.file.SetCellStr(p.sheet, cell, text))
		style := p.cell
		if i < labels {
			style = p.label
		}
		fatal(p.t, p.file.SetCellStyle(p.sheet, cell, cell, style))
	}
	fatal(p.t, p.file.SetRowHeight(p.sheet, p.row, float64(14*lines+2)))
	p.row++
}

// archiveExample is a change table as another office made it in Excel: headings with other
// words, one entry over two rows with （次頁へ続く）, and a note below.
func archiveExample(t *testing.T) []byte {
	p := newPen(t)
	p.begin("変更箇所", 16, 26, 40, 40, 10, 24)
	fatal(t, p.file.SetCellStr(p.sheet, "A1", "（別添２）　変更箇所"))
	p.row = 3
	p.put(6, "変更\n年月日", "項　目", "変更前の\n記載", "変更後の\n記載", "提出\n時期", "提出時期に\n係る説明")
	p.put(0, "R5.10.1", "Ⅰ　基本情報\n１．特定個人情報ファイルを取り扱う事務\n②事務の内容",
		"①予診票の作成\n②接種記録の管理\n（次頁へ続く）", "①予診票の作成及び発送\n②接種記録の管理\n（次頁へ続く）", "事後", "")
	p.put(0, "", "同上", "（前頁からの続き）\n③接種費用の支払い", "（前頁からの続き）\n③接種費用の支払い\n④統計の作成", "", "")
	p.put(0, "R5.10.1", "Ⅰ　基本情報\n５．評価実施機関における担当部署\n②所属長の役職名", "課長", "健康づくり課長", "事後", "")
	p.row++
	cell, err := excelize.CoordinatesToCellName(1, p.row)
	fatal(t, err)
	fatal(t, p.file.SetCellStr(p.sheet, cell, "※　字句の軽微な修正は、記載を省略した。"))
	return bookBytes(t, p.file)
}

// An assessment is what changes from one year to the next.
type assessment struct {
	published, system, department, necessity string
}

var (
	assessment2024 = assessment{"令和6年4月1日", "１．接種記録の管理\n２．予診票の発行", "健康福祉部健康づくり課", "接種の記録を管理するため。"}
	assessment2025 = assessment{"令和7年4月1日", "１．接種記録の管理及び照会\n２．予診票の発行\n３．接種費用の支払い", "こども健康部健康づくり課", "接種の記録を生涯にわたって管理するため。"}
)

// assessmentExample is a shortened assessment with a change table that has last year's row.
func assessmentExample(t *testing.T, a assessment) []byte {
	p := newPen(t)
	p.begin("表紙", 20, 60)
	p.put(1, "特定個人情報保護評価書（重点項目評価書）")
	p.put(1, "評価書番号", "12")
	p.put(1, "評価書名", "みほん市 予防接種に関する事務 重点項目評価書")
	p.put(1, "評価実施機関名", "みほん市長")
	p.put(1, "公表日", a.published)
	p.begin("Ⅰ基本情報", 36, 60)
	p.put(1, "Ⅰ　基本情報")
	p.put(1, "１．特定個人情報ファイルを取り扱う事務")
	p.put(1, "①事務の名称", "予防接種に関する事務")
	p.put(1, "②事務の内容", "①予診票の作成及び発送\n②接種記録の管理\n③接種費用の支払い\n④統計の作成")
	p.put(1, "２．特定個人情報ファイルを取り扱う事務において使用するシステム")
	p.put(1, "システム１")
	p.put(1, "①システムの名称", "健康管理システム")
	p.put(1, "②システムの機能", a.system)
	p.put(1, "５．評価実施機関における担当部署")
	p.put(1, "①部署", a.department)
	p.put(1, "②所属長の役職名", "健康づくり課長")
	p.begin("Ⅱファイルの概要", 36, 60)
	p.put(1, "Ⅱ　特定個人情報ファイルの概要")
	p.put(1, "１．特定個人情報ファイル名", "予防接種情報ファイル")
	p.put(1, "２．基本情報")
	p.put(1, "③対象となる本人の範囲　※", "みほん市に住民登録のある者")
	p.put(1, "その必要性", a.necessity)
	p.begin("変更箇所", 16, 26, 40, 40, 10, 24)
	fatal(t, p.file.SetCellStr(p.sheet, "A1", "（別添２）変更箇所"))
	p.row = 3
	p.put(6, "変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
	p.put(0, "令和5年10月1日", "Ⅰ　基本情報\n５．評価実施機関における担当部署\n②所属長の役職名", "課長", "健康づくり課長", "事後", "")
	return bookBytes(t, p.file)
}
