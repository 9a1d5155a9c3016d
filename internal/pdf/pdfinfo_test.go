package pdf

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"betten/internal/specimen"
)

func TestPdfinfoShowsTitleAndAuthor(t *testing.T) {
	table := specimen.City(1)
	table.Organization, table.Assessment = "𠮷野市（みほん）", `𩸽に関する事務 (A) \ 重点項目評価書`
	path := filepath.Join(t.TempDir(), "table.pdf")
	if err := os.WriteFile(path, written(t, laidOut(t, table, newRuler())), 0o600); err != nil {
		t.Fatal(err)
	}
	out := run(t, "pdfinfo", "-enc", "UTF-8", path)
	for _, want := range []string{
		`Title: +𠮷野市（みほん） ` + regexp.QuoteMeta(table.Assessment) + ` （別添２）変更箇所`, `Author: +𠮷野市（みほん）`,
		`Encrypted: +no`, `Page size: +595.28 x 841.89 pts \(A4\)`,
	} {
		if !regexp.MustCompile(want + `\n`).MatchString(out) {
			t.Errorf("nothing matches %s in\n%s", want, out)
		}
	}
}
