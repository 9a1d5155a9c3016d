package workbook

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"betten/internal/grid"
)

// witnessed are formats that Excel and LibreOffice show alike.
var witnessed = strings.Split(`0
0.00
#,##0
#,##0.00
0%
0.0%
0.0E+00
##0.0E+0
0.00E-00
# ?/?
# ??/??
# ?/8
?/?
000-0000
00"-"00
#,##0,"千円"
#,##0.0,,"百万円"
0"人"
"第"0"号"
"約"#,##0"円"
\#0
#
?.??
0.0?
$#,##0
[$¥-411]#,##0
[$€-2] #,##0
General"件"
"計"General
0_ 
* 0
00000
0 0
0.00,
#,###
#,###.0
+0
(0)
0.0"%"
[=1]"有";[=0]"無";General
[=0]"無";[=1]"有";0.0
[>=10]"多";"少"
[<1]0%;0.0
[>100]0"超";[>10]0.0;0.00
[Red][>=5]0"↑";[Blue]0"↓"
0;0;"ゼロ"
0;0;
0"人";"△"0"人";"－"
#,##0;[Red]-#,##0
#,##0_);(#,##0)
yyyy/m/d
yyyy"年"m"月"d"日"
m/d
d-mmm-yy
mmmm d, yyyy
mmmmm
m/d;@
[$-411]aaaa
[$-411]m/d(aaa)
ddd
dddd
yy/mm/dd
yyyy-mm-dd
h:mm
hh:mm:ss
[h]:mm
[mm]:ss
[m]
[s]
mm:ss.0
mm:ss.00
h:mm AM/PM
AM/PM h:mm
h"時"mm"分"
yyyy/m/d h:mm
[$-411]ge.m.d
[$-411]ggge"年"m"月"d"日"
[$-411]gge"."m"."d
[$-411]ee
[DBNum1][$-411]General
[DBNum1][$-411]ggge"年"m"月"d"日"
[DBNum1][$-411]yyyy"年"m"月"
[DBNum3][$-411]0
[DBNum1][$-411]h"時"mm"分"
[DBNum3][$-411]yyyy"年"m"月"d"日"`, "\n")

func TestLibreOfficeShowsNumbersInTheSameWay(t *testing.T) {
	if os.Getenv("BETTEN_E2E") == "" {
		t.Skip("BETTEN_E2E is not set")
	}
	values := []float64{0, 1, 5, 0.5, 1.25, -3.7, -5, 12345.678, 45615, 45615.75, 0.125, 1234567, 2.5, 999.996, 9.96, 11, 110, 45615.999, 45615.7502, 36526.5, 43585, 43586, 20000000, 10203}
	styles := `<styleSheet xmlns="` + mainSpace + `"><numFmts>`
	for i, code := range witnessed {
		styles += fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, 200+i, quoted.Replace(code))
	}
	styles += `</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>`
	var sheet strings.Builder
	for i := range witnessed {
		styles += fmt.Sprintf(`<xf numFmtId="%d" applyNumberFormat="1"/>`, 200+i)
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, v := range values {
			fmt.Fprintf(&sheet, `<c r="%s" s="%d"><v>%v</v></c>`, CellName(j+1, i+1), i, v)
		}
		sheet.WriteString(`</row>`)
	}
	parts := rows(sheet.String())
	parts[stylesPart] = styles + `</cellXfs></styleSheet>`
	parts["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.xlsx"), pack(parts), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1041,false,true,true", "--outdir", dir, filepath.Join(dir, "a.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil || len(lines) != len(witnessed) {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	b, err := Open(pack(parts))
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.Read(b.Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	for i, code := range witnessed {
		dated := newFormat(code).numbers[0].has(dateToken)
		for j, v := range values {
			c := g.Rows[i].Cell(j + 1)
			got, want := c.Text, strings.Trim(lines[i][j], " ")
			switch {
			case c.Display == grid.Unclear, dated && (v < 61 || v > 1e6 || v == 45615.999):
				// Where Excel has a 29 February 1900, or rounds to a second, the two differ.
				continue
			case c.Display == grid.Nothing:
				got = ""
			}
			known++
			if got = strings.Trim(got, " "); got != want {
				t.Errorf("%s of %s: %q, LibreOffice %q", code, strconv.FormatFloat(v, 'f', -1, 64), got, want)
			}
		}
	}
	t.Logf("%d of %d known", known, len(witnessed)*len(values))
}
