package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// Line ends are the choice of the editor: no output and no message depends on them.
func TestTheEndsOfLinesDoNotMatter(t *testing.T) {
	long := strings.Replace(entries, `"新しい秘密の文"`, `"""
一行目

三行目"""
`, 1)
	wrong := strings.Replace(long, "2024-11-19", "2024-13-19", 1)
	dir := t.TempDir()
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	put(t, dir, map[string]string{
		"lf/a.toml": long, "crlf/a.toml": crlf(long), "bom/a.toml": "\ufeff" + crlf(long),
		"lf/b.toml": wrong, "crlf/b.toml": crlf(wrong), "bom/b.toml": "\ufeff" + crlf(wrong),
	})
	var made, said []string
	for _, in := range []string{"lf", "crlf", "bom"} {
		in := filepath.Join(dir, in)
		ends(t, in, nil, "build", "a.toml").succeeds(t)
		ends(t, in, nil, "import", "a.xlsx", "-o", "in").succeeds(t)
		r := ends(t, in, nil, "build", "b.toml")
		r.fails(t, exitFailed, "b.toml:3:8: エラー: 「2024-13-19」")
		said = append(said, r.stderr+ends(t, in, nil, "show", "a.toml").stdout)
		all := tree(t, in)
		if strings.Contains(all["in/a.toml"], "\r") {
			t.Errorf("%s: a carriage return was read: %q", in, all["in/a.toml"])
		}
		made = append(made, all["a.xlsx"]+all["a.pdf"]+all["in/a.toml"])
	}
	for i := range made {
		if made[i] != made[0] || said[i] != said[0] || strings.Contains(said[i], "\r") {
			t.Errorf("the ends of lines, or the mark, make a difference:\n%s\n%s", said[0], said[i])
		}
	}
}
