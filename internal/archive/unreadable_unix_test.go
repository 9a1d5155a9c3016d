//go:build unix

package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"betten/internal/specimen"
)

func TestMain(m *testing.M) {
	specimen.Main(m, map[string]func() error{"find as nobody": findAsNobody})
}

// findAsNobody returns what a user other than root finds, because root may read everything.
func findAsNobody() error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			return err
		}
	}
	for _, arg := range []string{".", "**/*.toml"} {
		sources, refused, closeAll := Find([]string{arg}, wanted, "")
		for _, s := range sources {
			_, err := s.Read(100)
			fmt.Println(s.Name, err == nil)
		}
		for _, r := range refused {
			fmt.Println(r.Name, reason(r.Err))
		}
		closeAll()
	}
	return nil
}

func TestFindGoesOnAfterAFolderThatMayNotBeRead(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "a/a.toml", "closed/b.toml", "d/d.toml", "d/unreadable.toml")
	for path, mode := range map[string]os.FileMode{"": 0o755, "closed": 0o000, "d/unreadable.toml": 0o000} {
		if err := os.Chmod(filepath.Join(dir, path), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o755) })
	out, err := specimen.Helper(t, "find as nobody", dir).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	once := []string{"a/a.toml true", "d/d.toml true", "d/unreadable.toml false", "closed permission denied"}
	checkFound(t, strings.Split(strings.TrimSpace(string(out)), "\n"), append(once, once...)...)
}
