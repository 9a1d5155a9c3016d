package pdf

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"betten/internal/layout"
)

// Preflight only knows PDF/A-1, so it reports three things that PDF/A-2 allows or requires: part
// 2 itself, a version 4 profile, and a subset without a glyph list. It cannot read object streams,
// so qpdf unpacks them first.
func TestPreflightFindsNothingButWhatPart2Changed(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a second for each file")
	}
	e2e(t, func(t *testing.T, _ *layout.Print, path string) {
		plain := filepath.Join(t.TempDir(), "plain.pdf")
		run(t, "qpdf", "--object-streams=disable", "--force-version=1.4", "--stream-data=preserve", "--newline-before-endstream", path, plain)
		var jars []string
		for _, jar := range []string{"preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api"} {
			jars = append(jars, "/usr/share/java/"+jar+".jar")
		}
		if exec.Command("test", "-e", jars[0]).Run() != nil {
			run(t, "preflight.jar") // if missing: skipped, or with BETTEN_E2E=1 a failure
		}
		out := run(t, "java", "-cp", strings.Join(jars, ":"), filepath.Join("testdata", "Preflight.java"), plain)
		for line := range strings.Lines(out) {
			switch code, _, _ := strings.Cut(line, " "); code {
			case "2.1.6", "3.1.11", "7.11.2":
			default:
				t.Errorf("%s", line)
			}
		}
		if !strings.Contains(out, "7.11.2") {
			t.Errorf("it did not look at the metadata: %s", out)
		}
	})
}
