package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"betten/internal/tinypdf"
)

// prints FILE writes a PDF of a small change table, as another program would print it.
func prints(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: prints FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), printedTable(), 0o666))
}

// printedTable is a table of two rows with rules, and a text above it.
func printedTable() []byte {
	edges := []float64{30, 100, 200, 390, 580, 630, 730}
	rows := [][][]string{
		{{"変更日"}, {"項目"}, {"変更前の記載"}, {"変更後の記載"}, {"提出時期"}, {"提出時期に係る説明"}},
		{{"令和6年11月19日"}, {"Ⅰ　基本情報"}, {"みほん市は、住民票の記載、消除及び修正に", "関する事務を行う。", "・証明書の交付"}, {"（削除）"}, {"事後"}},
		{{"令和6年11月20日"}, {"Ⅱ　概要"}, {}, {"新しい文"}, {"事前"}, {"同じ説明"}},
	}
	var b strings.Builder
	text := func(x, y float64, s string) {
		fmt.Fprintf(&b, "BT /F 9 Tf %g %g Td <%s> Tj ET\n", x, y, tinypdf.UTF16(s))
	}
	text(30, 370, "みほん市　総務部")
	text(30, 350, "（別添３）変更箇所")
	y := 340.0
	for _, row := range rows {
		foot := y - 42
		for i, lines := range row {
			for k, s := range lines {
				text(edges[i]+2, y-12*float64(k+1), s)
			}
		}
		for i := 0; i+1 < len(edges); i++ {
			fmt.Fprintf(&b, "%g %g %g 42 re S\n", edges[i], foot, edges[i+1]-edges[i])
		}
		y = foot
	}
	f := &tinypdf.File{}
	f.Page(760, 400, "/Font<</F "+f.Gothic("UniJIS-UCS2-H")+">>", "", b.String())
	return f.Bytes()
}
