package replace

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

// A program may end after its context is done and Settle or Close has returned.
func TestADoneContextLeavesNoSetHalfReplaced(t *testing.T) {
	for name, start := range map[string]func(t *testing.T, dir string) (write func(context.Context, ...File) (string, error), settle func()){
		"a store": func(t *testing.T, dir string) (func(context.Context, ...File) (string, error), func()) {
			s := openTestStore(t, dir)
			return s.Replace, func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
		},
		"files": func(t *testing.T, dir string) (func(context.Context, ...File) (string, error), func()) {
			t.Chdir(dir)
			for w := range 4 {
				if err := os.Mkdir(fmt.Sprint(w), 0o777); err != nil {
					t.Fatal(err)
				}
			}
			return Files, Settle
		},
	} {
		for range 10 {
			t.Run(name, func(t *testing.T) { stopInTheMidst(t, start) })
		}
	}
}

func stopInTheMidst(t *testing.T, start func(*testing.T, string) (func(context.Context, ...File) (string, error), func())) {
	dir := t.TempDir()
	write, settle := start(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	var sets atomic.Int32
	for w := range 4 {
		writers.Go(func() {
			for i := 0; ; i++ {
				var files []File
				for _, ext := range []string{"xlsx", "pdf", "toml"} {
					files = append(files, File{fmt.Sprintf("%d/a.%s", w, ext), fmt.Append(nil, i)})
				}
				if target, err := write(ctx, files...); err != nil {
					if !errors.Is(err, context.Canceled) || target != "" {
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
	cancel()
	settle() // while the writers go on
	stopped := make(map[string]string)
	for w := range 4 {
		sub := filepath.Join(dir, fmt.Sprint(w))
		if _, err := os.Stat(sub); err != nil {
			continue
		}
		set := contents(t, sub)
		if len(set) != 3 && len(set) != 0 || set["a.xlsx"] != set["a.pdf"] || set["a.pdf"] != set["a.toml"] {
			t.Errorf("%d: %q", w, set)
		}
		stopped[sub] = fmt.Sprint(set)
	}
	writers.Wait()
	for sub, set := range stopped {
		if now := fmt.Sprint(contents(t, sub)); now != set {
			t.Errorf("afterwards, %s became %s", set, now)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, workName)); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestAClosedStoreWritesNothing(t *testing.T) {
	dir := t.TempDir()
	s := openTestStore(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Replace(t.Context(), File{"a.pdf", nil}); !errors.Is(err, fs.ErrClosed) {
		t.Error(err)
	}
	checkContents(t, dir, nil)
}
