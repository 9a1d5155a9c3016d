package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestStopLeavesNoSetHalfReplaced(t *testing.T) {
	for range 20 {
		dir := t.TempDir()
		s := openTestStore(t, dir)
		var writers sync.WaitGroup
		var sets atomic.Int32
		for w := range 4 {
			writers.Go(func() {
				for i := 0; ; i++ {
					var files []File
					for _, ext := range []string{"xlsx", "pdf", "toml"} {
						files = append(files, File{fmt.Sprintf("%d/a.%s", w, ext), fmt.Append(nil, i)})
					}
					target, err := s.Replace(files...)
					if err != nil {
						if !errors.Is(err, context.Canceled) || target != files[0].Path {
							t.Errorf("%q, %v", target, err)
						}
						return
					}
					sets.Add(1)
				}
			})
		}
		for sets.Load() < 8 {
			time.Sleep(time.Millisecond)
		}
		s.Stop()
		stopped := make(map[string]string) // as it is seen if the program ends now
		for w := range 4 {
			sub := filepath.Join(dir, fmt.Sprint(w))
			if _, err := os.Stat(sub); err != nil {
				continue
			}
			set := contents(t, sub)
			if len(set) != 3 || set["a.xlsx"] != set["a.pdf"] || set["a.pdf"] != set["a.toml"] {
				t.Errorf("%d: %q", w, set)
			}
			stopped[sub] = fmt.Sprint(set)
		}
		if err := s.Close(); err != nil { // while the writers go on
			t.Error(err)
		}
		writers.Wait()
		for sub, set := range stopped {
			if now := fmt.Sprint(contents(t, sub)); now != set {
				t.Errorf("after Stop, %s became %s", set, now)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, workName)); !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	}
}
