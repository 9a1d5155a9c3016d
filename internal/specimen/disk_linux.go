package specimen

import (
	"os"
	"syscall"
	"testing"
)

// Disk returns a folder that is a disk of its own, of a size such as "256k". Only root can
// create one. Without root, the test is skipped, or fails if BETTEN_E2E=1.
func Disk(t testing.TB, size string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size="+size); err != nil {
		if os.Getenv("BETTEN_E2E") == "1" {
			t.Fatal(err)
		}
		t.Skip("no disk to fill: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}
