package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// large is a file of 3,200 entries, some 4 MB: a hundred assessments in one.
func large() []byte {
	var b bytes.Buffer
	b.WriteString("form = \"juten\"\norganization = \"みほん市\"\n")
	text := strings.Repeat("みほん市は、予防接種に関する事務において、特定個人情報ファイルを取り扱う。\n", 5)
	after := strings.Repeat("みほん市は、予防接種の事務において、特定個人情報ファイルを取り扱わない。\n", 4)
	for i := range 3200 {
		fmt.Fprintf(&b, "\n[[change]]\ndate = \"令和6年11月19日\"\n"+
			"item = [\n  \"Ⅱ　特定個人情報ファイルの概要\",\n  \"４．取扱いの委託\",\n  \"委託事項%d\",\n]\n"+
			"before = '''\n%s'''\nafter = '''\n%s'''\ntiming = \"事後\"\n", i, text, after)
	}
	return b.Bytes()
}

func BenchmarkEntries(b *testing.B) {
	data := large()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if table, problems := Entries("e.toml", data); len(problems) > 0 || len(table.Entries) != 3200 {
			b.Fatalf("%d problems", len(problems))
		}
	}
}

// What is wrong everywhere must not take the time of its square.
func TestAFileFullOfFaultsIsReadInTime(t *testing.T) {
	const n = 40_000
	for name, text := range map[string]string{
		"lines that are nothing":    strings.Repeat("あ\n", n),
		"keys nobody knows":         strings.Repeat("a = x\n", n),
		"keys without values":       "[[change]]\n" + strings.Repeat("item =\n", n),
		"control characters":        "[[change]]\nitem = \"" + strings.Repeat("あ\x01", n) + "\"\n",
		"escaped controls":          "[[change]]\nitem = \"" + strings.Repeat(`あ\u0001`, n) + "\"\n",
		"lists in lists":            "item = " + strings.Repeat("[", n),
		"lists in lists, closed":    "item = " + strings.Repeat("[", n) + strings.Repeat("]", n),
		"quotes that are not ended": strings.Repeat("[[change]]\nbefore = '''\n", n),
		"dotted keys":               strings.Repeat("a.", n) + "a = 1\n",
		"levels of an item":         "[[change]]\nitem = [" + strings.Repeat(`"\t",`, n) + "]\n",
	} {
		start := time.Now()
		Entries("e.toml", []byte(text))
		if d := time.Since(start); d > time.Minute { // milliseconds if all is well
			t.Errorf("%s: %v", name, d)
		}
	}
}
