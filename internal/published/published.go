// Package published gives tests access to the files of a published attachment. They are not
// part of the project. The environment variable BETTEN_REFERENCE gives their location. The
// program does not import this package.
package published

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// File returns a file of the published attachment by its ending: ".toml" (its
// entries), ".rows.json" (its rows, line by line) or ".txt" (its text).
// BETTEN_REFERENCE is the absolute path of the folder that contains them. If the folder
// contains several attachments, it is the path of the files without the extension, as in
// /data/city-2024. If it is not set, File skips the test. If it is set and the file cannot be
// read, the test fails.
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
