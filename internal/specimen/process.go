package specimen

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Main runs the tests of a package, or one of helpers, which the tests start as separate
// processes.
func Main(m *testing.M, helpers map[string]func() error) {
	if help := helpers[os.Getenv("BETTEN_TEST_HELPER")]; help != nil {
		if err := help(); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Helper returns a process that runs one of Main's helpers in a folder.
func Helper(t testing.TB, name, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "BETTEN_TEST_HELPER="+name)
	cmd.Dir = dir
	return cmd
}

// Fill creates files in a folder, each with its own path as content. A path that ends with a
// slash is a folder.
func Fill(t testing.TB, dir string, paths ...string) {
	t.Helper()
	for _, p := range paths {
		full := filepath.Join(dir, filepath.FromSlash(p))
		folder := filepath.Dir(full)
		if strings.HasSuffix(p, "/") {
			folder = full
		}
		err := os.MkdirAll(folder, 0o777)
		if err == nil && folder != full {
			err = os.WriteFile(full, []byte(p), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
