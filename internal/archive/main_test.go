package archive

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// helpers are what this test's program does as another process.
var helpers = map[string]func() error{"": nil}

func TestMain(m *testing.M) {
	if help := helpers[os.Getenv("BETTEN_TEST_HELPER")]; help != nil {
		if err := help(); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// helper is a process that does one of the helpers in a folder.
func helper(t *testing.T, name, dir string) *exec.Cmd {
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
