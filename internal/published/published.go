// Package published gives tests the files of a published attachment. They are not
// part of the project: the environment variable BETTEN_REFERENCE says where they
// are. The program does not import it.
package published

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// File returns a file of the published attachment by its ending: ".toml" (its
// entries), ".rows.json" (its rows, line by line) or ".txt" (its text).
// BETTEN_REFERENCE is the absolute path of the folder that holds them, or, where the
// folder holds several attachments, of the files without the ending, as in
// /data/city-2024. Where it is not set, File skips the test; where it is set and
// the file cannot be read, the test fails.
func File(t testing.TB, ending string) []byte {
	t.Helper()
	prefix := os.Getenv("BETTEN_REFERENCE")
	switch {
	case prefix == "":
		t.Skip("BETTEN_REFERENCE does not say where the published attachment is")
	case !filepath.IsAbs(prefix):
		t.Fatalf("BETTEN_REFERENCE must be an absolute path, not %q", prefix)
	}
	if info, err := os.Stat(prefix); err == nil && info.IsDir() {
		const ending = ".rows.json"
		found, err := filepath.Glob(filepath.Join(prefix, "*"+ending))
		if err != nil || len(found) != 1 {
			t.Fatalf("BETTEN_REFERENCE: %q holds %d attachments, not one", prefix, len(found))
		}
		prefix = strings.TrimSuffix(found[0], ending)
	}
	data, err := os.ReadFile(prefix + ending)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
