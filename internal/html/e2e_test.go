package html

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
)

// need returns the path of something that a test needs. With BETTEN_E2E=1, it must exist.
func need(t *testing.T, name string, err error) string {
	t.Helper()
	if os.Getenv("BETTEN_E2E") != "1" {
		t.Skip("BETTEN_E2E=1 is not set")
	}
	if err != nil {
		t.Fatalf("%s: %v (.ci/run installs it)", name, err)
	}
	return name
}

// module returns the path of a file in an npm module.
func module(t *testing.T, name string) string {
	t.Helper()
	name, err := filepath.Abs(filepath.Join("..", "..", ".ci", "npm", "node_modules", name))
	if err == nil {
		_, err = os.Stat(name)
	}
	return need(t, name, err)
}

// pages are the pages that are checked, by name: one of every kind.
func pages(t *testing.T) map[string][]byte {
	city := specimen.City(1)
	city.Entries[3].After += "\u200b見えない字\n\n　字下げ"
	city.Entries[7].Explanation = "<script>alert(1)</script>"
	city.Entries[8].Before, city.Entries[8].After = "第一段落です。\n第二の段落はここです。", "第二の段落はここです。\n第一段落です。"
	s := sheet(city, juten)
	review := sheet(city, juten)
	review.Underline(layout.Compare(city))
	dark := *juten
	dark.Print.Shade, dark.Paper.Landscape = 0x003366, true
	check := &Check{Title: "確認の結果", Files: []File{
		{Name: "みほん.toml", Total: "エラーが2件、警告が2件あります。", Sheet: s, Pages: []int{12, len(s.Rows) - 12}, Notes: []Note{
			{Error: true, Label: "エラー", Message: "「oops」という名前の欄はありません。", Hint: "名前を確かめてください。", Line: "oops = 1", Place: "みほん.toml:2:1", Row: -1, Column: -1, At: -1},
			{Error: true, Label: "エラー", Message: "提出時期「事　前」は使えません。", Place: "みほん.toml:9:1", Row: 1, Column: change.TimingColumn, At: -1},
			{Label: "警告", Message: "目に見えない文字があります。", Row: 3, Column: change.AfterColumn, At: 3},
			{Label: "警告", Message: "この変更に余分な行があります。", Row: 4, Column: -1, At: -1},
		}},
		{Name: "別.toml", Total: "エラーが1件あります。", Notes: []Note{{Error: true, Label: "エラー", Message: "読めません。", Row: -1, Column: -1, At: -1}}},
		{Name: "三.toml", Total: "問題はありません。", Sheet: sheet(one(change.Entry{Item: "項目", Before: "旧", After: "新", Timing: "事後"}), &dark)},
	}}
	return map[string][]byte{
		"table": write(t, s), "review": write(t, review), "dark": write(t, sheet(city, &dark)), "check": writeCheck(t, check),
		"empty": writeCheck(t, &Check{Title: "確認の結果"}),
	}
}

// spoilt are pages with one fault each, and the rule that must detect it.
func spoilt(page []byte) map[string][]byte {
	swap := func(old, new string) []byte { return bytes.Replace(page, []byte(old), []byte(new), 1) }
	return map[string][]byte{
		"html-has-lang":             swap(` lang="ja"`, ""),
		"document-title":            swap("<title>", "<title></title><title hidden>"),
		"color-contrast":            swap("color: #000; background: #fff", "color: #aaa; background: #fff"),
		"element-permitted-content": swap("</h1>", "<table></table></h1>"),
		"no-implicit-close":         swap("</thead>", ""),
	}
}

func TestAValidatorFindsNothing(t *testing.T) {
	tool := module(t, filepath.Join(".bin", "html-validate"))
	dir := t.TempDir()
	report := filepath.Join(dir, "report.json") // a pipe would lose the end of the report
	args := []string{"--preset", "recommended,standard,a11y", "--formatter", "json=" + report}
	whole := pages(t)
	faults := spoilt(whole["table"])
	for name, page := range whole {
		args = append(args, save(t, dir, name, page))
	}
	for _, rule := range []string{"element-permitted-content", "no-implicit-close"} {
		args = append(args, save(t, dir, rule, faults[rule]))
	}
	out, _ := exec.Command(tool, args...).CombinedOutput()
	said, err := os.ReadFile(report)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var results []struct {
		FilePath string
		Messages []struct{ RuleID, Message string }
	}
	if err := json.Unmarshal(said, &results); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	found := make(map[string]bool)
	for _, r := range results {
		name := strings.TrimSuffix(filepath.Base(r.FilePath), ".html")
		for _, m := range r.Messages {
			found[m.RuleID] = found[m.RuleID] || m.RuleID == name
			if faults[name] == nil {
				t.Errorf("%s: %s: %s", name, m.RuleID, m.Message)
			}
		}
	}
	for rule := range faults {
		if slices.Contains(args, filepath.Join(dir, rule+".html")) && !found[rule] {
			t.Errorf("a fault of %s was not found", rule)
		}
	}
}

// save writes a page to a folder.
func save(t *testing.T, dir, name string, page []byte) (path string) {
	t.Helper()
	path = filepath.Join(dir, name+".html")
	if err := os.WriteFile(path, page, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// axe runs axe-core on a page in Chromium at a given width, and returns the rules that the page
// violates. The policy of the page would block its script.
func axe(t *testing.T, page []byte, width string) (broken []string, out string) {
	chromium, err := exec.LookPath("chromium")
	need(t, "chromium", err)
	script, err := os.ReadFile(module(t, filepath.Join("axe-core", "axe.min.js")))
	if err != nil {
		t.Fatal(err)
	}
	page = bytes.Replace(page, []byte("default-src 'none'; "), nil, 1)
	page = append(page, "<script>"...)
	page = append(page, bytes.ReplaceAll(script, []byte("</script"), []byte(`<\/script`))...)
	page = append(page, `
axe.run(document).then(r => {
	const pre = document.createElement("pre"); pre.id = "axe";
	pre.textContent = JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html + n.failureSummary)}))});
	document.body.append(pre);
});</script>`...)
	file := save(t, t.TempDir(), "page", page)
	dom, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(), "--window-size="+width+",1000",
		"--virtual-time-budget=20000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(dom))
	if err != nil {
		t.Fatal(err)
	}
	said := byID(doc, "axe")
	if said == nil {
		t.Fatalf("axe said nothing:\n%.500s", dom)
	}
	var result struct {
		Passes     int
		Violations []struct {
			ID    string
			Nodes []string
		}
	}
	if err := json.Unmarshal([]byte(content(said)), &result); err != nil {
		t.Fatal(err)
	}
	if result.Passes < 10 {
		t.Errorf("only %d rules of axe were asked", result.Passes)
	}
	for _, v := range result.Violations {
		broken = append(broken, v.ID)
	}
	return broken, content(said)
}

func TestAxeFindsNothingOnADesktopAndOnAPhone(t *testing.T) {
	whole := pages(t)
	for _, name := range []string{"review", "dark", "check"} {
		page := whole[name]
		for _, width := range []string{"1280", "500"} {
			if broken, out := axe(t, page, width); len(broken) > 0 {
				t.Errorf("%s at %s: %s", name, width, out)
			}
		}
	}
	for _, rule := range []string{"html-has-lang", "color-contrast"} {
		if broken, _ := axe(t, spoilt(whole["table"])[rule], "1280"); !strings.Contains(strings.Join(broken, " "), rule) {
			t.Errorf("a fault of %s was found as %q", rule, broken)
		}
	}
}
