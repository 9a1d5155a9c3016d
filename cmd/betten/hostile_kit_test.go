package main

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// peakFile names the file to which the real program writes its peak memory. What the system
// reports for a child process includes the peak of its parent.
const peakFile = "BETTEN_TEST_PEAK"

// notePeak writes that file if the system reports the peak.
func notePeak() {
	path := os.Getenv(peakFile)
	if path == "" {
		return
	}
	status, _ := os.ReadFile("/proc/self/status")
	if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
		kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		os.WriteFile(path, []byte(kilobytes), 0o666)
	}
}

// A hostile input is one that was made to do harm.
type hostile struct {
	name   string
	make   func(t *testing.T, dir string)
	args   string // words parted by blanks; those of several runs by |
	status int
	words  string // of its only message, if it is refused at once
	most   int    // megabytes of memory
	heavy  bool   // it takes seconds
}

// long1980 is older than any source.
var long1980 = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// run runs the real program on the input. Only successful runs may change or create anything in
// its folder.
func (h *hostile) run(t *testing.T) {
	if h.heavy && os.Getenv("BETTEN_E2E") != "1" {
		t.Skip("BETTEN_E2E=1 is not set")
	}
	dir := t.TempDir()
	h.make(t, dir)
	for args := range strings.SplitSeq(h.args, "|") {
		before := names(t, dir)
		begin := time.Now()
		peak := filepath.Join(t.TempDir(), "peak")
		r := ends(t, dir, []string{peakFile + "=" + peak}, strings.Fields(args)...)
		if h.words != "" {
			r.fails(t, h.status, h.words)
		}
		if h.status != exitDone {
			if after := names(t, dir); !slices.Equal(after, before) {
				t.Errorf("%s: there is %q, was %q", args, after, before)
			}
		}
		if r.harmless(t); r.status != h.status {
			t.Errorf("%s: exit status %d\nstdout:\n%.300s\nstderr:\n%.600s", args, r.status, r.stdout, r.stderr)
		}
		if kilobytes, err := os.ReadFile(peak); err == nil {
			n, _ := strconv.Atoi(string(kilobytes))
			t.Logf("%s: %d MB, %v", args, n>>10, time.Since(begin).Round(10*time.Millisecond))
			if n>>10 > h.most {
				t.Errorf("%s: %d MB of memory, want %d at most", args, n>>10, h.most)
			}
		}
	}
}

// names returns the names and sizes of everything below a folder.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			all = append(all, fmt.Sprint(path, " ", info.Size(), " ", info.ModTime()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// holes makes a file of zeros that takes no room on a disk.
func holes(t *testing.T, path string, size int64) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no files with holes")
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(size); err != nil {
		t.Skip("no files with holes: ", err)
	}
}

// A speech is a text that is generated while it is written.
type speech func(w *bufio.Writer)

// literal is a speech with fixed text.
func literal(s string) speech { return func(w *bufio.Writer) { w.WriteString(s) } }

// times is a speech that repeats a text.
func times(n int, s string) speech {
	return func(w *bufio.Writer) {
		for range n {
			w.WriteString(s)
		}
	}
}

// counted repeats a text that contains the number of the repetition.
func counted(n int, format string) speech {
	return func(w *bufio.Writer) {
		for i := range n {
			fmt.Fprintf(w, format, i+1)
		}
	}
}

// joined is speeches one after another.
func joined(all ...speech) speech {
	return func(w *bufio.Writer) {
		for _, say := range all {
			say(w)
		}
	}
}

// pour writes a speech to a file.
func pour(t *testing.T, path string, say speech) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := pourInto(f, say); err != nil {
		t.Fatal(err)
	}
}

func pourInto(to io.Writer, say speech) error {
	w := bufio.NewWriterSize(to, 1<<16)
	say(w)
	return w.Flush()
}

// parts are the parts of a workbook with a change table on its only sheet.
func parts() map[string]speech {
	const rels, office = "http://schemas.openxmlformats.org/package/2006/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	return map[string]speech{
		"[Content_Types].xml":        literal(`<Types/>`),
		"_rels/.rels":                literal(`<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		"xl/workbook.xml":            literal(`<workbook xmlns:r="` + office + `"><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": literal(`<Relationships><Relationship Id="rId1" Type="` + office + `/worksheet" Target="sheet.xml"/><Relationship Id="rId2" Type="` + office + `/styles" Target="styles.xml"/><Relationship Id="rId3" Type="` + office + `/sharedStrings" Target="strings.xml"/></Relationships>`),
		"xl/styles.xml":              literal(`<styleSheet><fonts><font><sz val="11"/><name val="ＭＳ Ｐゴシック"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="58"/></cellXfs></styleSheet>`),
		"xl/strings.xml":             literal(`<sst><si><t>あ</t></si></sst>`),
		"xl/sheet.xml":               sheet(nil, nil),
	}
}

// sheet is a part with a change table of one entry. The caller gives further rows and what follows
// them.
func sheet(rows, behind speech) speech {
	if rows == nil {
		rows = literal("")
	}
	if behind == nil {
		behind = literal("")
	}
	return joined(literal(`<worksheet><sheetData><row>`+cells("（別添２）変更箇所")+`</row><row>`+
		cells("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")+`</row>`+entryRow), rows, literal(`</sheetData>`), behind, literal(`</worksheet>`))
}

// cells are the cells of a row.
func cells(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(`<c t="str"><v>` + s + `</v></c>`)
	}
	return b.String()
}

var entryRow = `<row>` + cells("令和6年11月19日", "Ⅰ", "旧", "新", "事後") + `</row>`

// bind writes a workbook.
func bind(t *testing.T, path string, parts map[string]speech) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		in, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := pourInto(in, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}
