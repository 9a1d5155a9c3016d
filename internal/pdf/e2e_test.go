package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/specimen"
)

// run runs a system program on a file. With BETTEN_E2E=1, the program must be installed.
func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("BETTEN_E2E") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// e2ePrints are the prints that other programs check.
var e2ePrints = map[string]func(t *testing.T) *layout.Print{
	"mihon city": func(t *testing.T) *layout.Print { return laidOut(t, specimen.City(2), newRuler()) },
	"odd text":   func(t *testing.T) *layout.Print { return laidOut(t, oddTable(oddText), newRuler()) },
	"empty":      func(t *testing.T) *layout.Print { return laidOut(t, new(change.Table), newRuler()) },
	"review":     func(t *testing.T) *layout.Print { return reviewed(t, specimen.City(1), newRuler()) },
	"odd review": func(t *testing.T) *layout.Print { return reviewed(t, oddTable(oddText), newRuler()) },
	"reference":  func(t *testing.T) *layout.Print { return laidOut(t, specimen.Reference(t, 1), newRuler()) },
}

func e2e(t *testing.T, try func(t *testing.T, p *layout.Print, path string)) {
	for name, print := range e2ePrints {
		t.Run(name, func(t *testing.T) {
			p := print(t)
			path := filepath.Join(t.TempDir(), "table.pdf")
			if err := os.WriteFile(path, written(t, p), 0o644); err != nil {
				t.Fatal(err)
			}
			try(t, p, path)
		})
	}
}

// solid returns s without white space, because pdftotext chooses its own.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestPdftotextKeepsEachCellWhole(t *testing.T) {
	e2e(t, func(t *testing.T, p *layout.Print, path string) {
		if len(p.Leaves) > 0 {
			t.Skip("the text of leaves stands in another order")
		}
		got := strings.Split(run(t, "pdftotext", "-raw", "-enc", "UTF-8", path, "-"), "\f")
		want := linesOf(p)
		if len(got) != len(want)+1 {
			t.Fatalf("%d pages, want %d", len(got)-1, len(want))
		}
		for i := range want {
			if diff := cmp.Diff(solid(want[i]), solid(got[i])); diff != "" {
				t.Errorf("page %d:\n%s", i+1, diff)
			}
		}
	})
}

func TestQpdfFindsNothing(t *testing.T) {
	e2e(t, func(t *testing.T, _ *layout.Print, path string) { run(t, "qpdf", "--check", path) })
}

func TestPdffontsFindsEmbeddedSubsets(t *testing.T) {
	e2e(t, func(t *testing.T, _ *layout.Print, path string) {
		lines := strings.Split(strings.TrimSpace(run(t, "pdffonts", path)), "\n")[2:]
		for _, line := range lines {
			// name, type (two words), encoding, embedded, subset, with a ToUnicode map
			f := strings.Fields(line)
			if len(f) < 7 || !strings.Contains(f[0], "+") || strings.Join(f[1:7], " ") != "CID TrueType Identity-H yes yes yes" {
				t.Error(line)
			}
		}
	})
}

// A rasterizer reports errors in a font on standard error.
func TestPdftoppmDrawsWithoutAWord(t *testing.T) {
	e2e(t, func(t *testing.T, _ *layout.Print, path string) {
		if out := run(t, "pdftoppm", "-r", "40", "-png", path, strings.TrimSuffix(path, ".pdf")); out != "" {
			t.Error(out)
		}
	})
}
