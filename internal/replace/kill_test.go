package replace

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"betten/internal/specimen"
)

func TestMain(m *testing.M) {
	specimen.Main(m, map[string]func() error{"write sets": writeSets})
}

// writeSets replaces sets of files in the folder out, some in new folders, until it is killed.
func writeSets() error {
	s, err := OpenStore("out")
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for i := 0; ; i++ {
		var files []File
		for _, ext := range []string{"xlsx", "pdf", "toml"} {
			files = append(files,
				File{fmt.Sprintf("set%d/a.%s", i%3, ext), withSum()},
				File{fmt.Sprintf("new/%08x/deep/a.%s", rand.Uint32(), ext), withSum()})
		}
		if target, err := s.Replace(context.Background(), files...); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
}

// withSum is content that ends with its own checksum.
func withSum() []byte {
	data := bytes.Repeat([]byte{byte(rand.Uint32())}, rand.IntN(100_000))
	sum := sha256.Sum256(data)
	return append(data, sum[:]...)
}

func hasItsSum(data []byte) bool {
	at := len(data) - sha256.Size
	return at >= 0 && sha256.Sum256(data[:at]) == [sha256.Size]byte(data[at:])
}

func TestStoreSurvivesBeingKilledAtAnyMoment(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	writes := 0
	for kill := range 20 {
		cmd := specimen.Helper(t, "write sets", dir)
		said, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if kill%4 != 0 { // otherwise it may also be killed while it opens the store
			if line, err := bufio.NewReader(said).ReadString('\n'); line != "ready\n" {
				t.Errorf("the helper says %q, %v", line, err)
			}
		}
		time.Sleep(time.Duration(rand.IntN(40_000)) * time.Microsecond)
		cmd.Process.Kill()
		cmd.Wait()

		if kill%2 == 0 { // otherwise the next run continues with what this one left
			s, err := OpenStore(out)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			writes += checkWholeOutputs(t, out)
		}
	}
	if writes == 0 {
		t.Error("nothing was written before any kill")
	}
}

// checkWholeOutputs fails on anything except whole files and folders with content, and returns how
// many files there are.
func checkWholeOutputs(t *testing.T, out string) (n int) {
	t.Helper()
	if _, err := os.Stat(out); errors.Is(err, fs.ErrNotExist) {
		return 0 // killed before its first file
	}
	for _, rel := range below(t, out) {
		path := filepath.Join(out, filepath.FromSlash(rel))
		if strings.HasSuffix(rel, "/") {
			if len(below(t, path)) == 0 || rel == workName+"/" {
				t.Errorf("%s is left", rel)
			}
			continue
		}
		n++
		data, err := os.ReadFile(path)
		if err != nil || !hasItsSum(data) || !strings.Contains(rel, "/a.") {
			t.Errorf("%s: %d bytes, %v", rel, len(data), err)
		}
	}
	return n
}
