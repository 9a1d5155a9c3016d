package replace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"betten/internal/specimen"
)

func openTestStore(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t *testing.T, s *Store, paths ...string) {
	t.Helper()
	var files []File
	for _, p := range paths {
		files = append(files, File{p, []byte("new " + p)})
	}
	if target, err := s.Replace(t.Context(), files...); target != "" || err != nil {
		t.Errorf("%q, %v", target, err)
	}
}

// below lists everything below a folder; folders end with a slash.
func below(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if rel = filepath.ToSlash(rel); d.IsDir() {
			rel += "/"
		}
		all = append(all, rel)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func checkBelow(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := below(t, dir); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestStoreLeavesNothingButOutputs(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "old.pdf", "there/", "there too/x")
	s := openTestStore(t, dir)
	long := strings.Repeat("n", 251) + ".pdf"
	put(t, s, "old.pdf", "a/b/c.xlsx", "a/b/c.pdf", "there too/"+long)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	checkBelow(t, dir, "a/", "a/b/", "a/b/c.pdf", "a/b/c.xlsx", "old.pdf", "there/", "there too/", "there too/"+long, "there too/x")
	checkContents(t, filepath.Join(dir, "a", "b"), map[string]string{"c.xlsx": "new a/b/c.xlsx", "c.pdf": "new a/b/c.pdf"})
	if err := s.Close(); err != nil {
		t.Errorf("again: %v", err)
	}
	if s.Has("old.pdf", time.Time{}) {
		t.Error("has something after Close")
	}
}

func TestStoreRemovesTheFoldersItMadeInVain(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "x", "y")
	s := openTestStore(t, out)
	checkBelow(t, dir, "x/", "x/y/", "x/y/.betten-work/", "x/y/.betten-work/lock", "x/y/.betten-work/made")
	if err := s.makeFolders("a/b"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	checkBelow(t, dir)

	specimen.Fill(t, dir, "mine/")
	s = openTestStore(t, filepath.Join(dir, "mine"))
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	checkBelow(t, dir, "mine/")
}

func TestStoreClearsWhatAKilledRunLeft(t *testing.T) {
	dir := t.TempDir()
	// The run created kept, empty and dir itself, and was about to create torn.
	specimen.Fill(t, dir, ".betten-work/lock", ".betten-work/.0123.betten-tmp", ".betten-work/folder/file", "kept/a.pdf", "empty/", "torn/", "users/")
	write(t, filepath.Join(dir, ".betten-work", "made"), ".\x00kept\x00empty\x00torn")
	s := openTestStore(t, dir)
	checkBelow(t, filepath.Join(dir, ".betten-work"), "lock", "made")
	if err := s.makeFolders("b"); err != nil { // this overwrites the torn note
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	checkBelow(t, dir, "kept/", "kept/a.pdf", "torn/", "users/")
}

func TestStoreIsHeldByOneRun(t *testing.T) {
	dir := t.TempDir()
	s := openTestStore(t, dir)
	for range 3 {
		if _, err := OpenStore(dir); err != ErrBusy {
			t.Errorf("%v", err)
		}
	}
	put(t, s, "a.pdf")
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := openTestStore(t, dir).Close(); err != nil {
		t.Error(err)
	}
	checkBelow(t, dir, "a.pdf")
}

func TestStoreIsHeldByOneRunHoweverManyComeAndGo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	var holders, times atomic.Int32
	var runs sync.WaitGroup
	for run := range 8 {
		runs.Go(func() {
			for i := range 100 {
				s, err := OpenStore(dir)
				if err != nil {
					if err != ErrBusy {
						t.Errorf("open: %v", err)
					}
					continue
				}
				times.Add(1)
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold it", n)
				}
				if i%10 == 0 {
					put(t, s, fmt.Sprintf("%d/%d.pdf", run, i))
				}
				holders.Add(-1)
				if err := s.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			}
		})
	}
	runs.Wait()
	if times.Load() == 0 {
		t.Error("nobody got it")
	}
	if s, err := OpenStore(dir); err != nil || s.Close() != nil {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, workName)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestStoreChangesNothingIfOneTargetFails(t *testing.T) {
	for _, bad := range []string{"folder", "old/a.pdf", "old/deep/a.pdf", "../a.pdf", "/a.pdf", "", ".", ".betten-work/lock", ".Betten-Work/x",
		"out/a.pdf", strings.Repeat("n", 300)} {
		for place := range 3 {
			dir := t.TempDir()
			specimen.Fill(t, dir, "folder/", "old")
			link(t, t.TempDir(), filepath.Join(dir, "out"))
			s := openTestStore(t, dir)
			files := []File{{"old", []byte("changed")}, {"sub/new", []byte("new")}}
			files = slices.Insert(files, place, File{bad, []byte("bad")})
			target, err := s.Replace(t.Context(), files...)
			var p *fs.PathError
			var l *os.LinkError
			if target != bad || !errors.As(err, &p) && !errors.As(err, &l) { // if a name is too long, the renaming fails
				t.Errorf("%s at %d: %q, %v", bad, place, target, err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			checkBelow(t, dir, "folder/", "old", "out")
			if data, err := os.ReadFile(filepath.Join(dir, "old")); err != nil || string(data) != "old" {
				t.Errorf("%s at %d: old is %q, %v", bad, place, data, err)
			}
		}
	}
}

func TestStoreHasAndReadsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "folder/a.pdf")
	link(t, "folder/a.pdf", filepath.Join(dir, "link.pdf"))
	at := time.Date(2024, 4, 1, 9, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "folder", "a.pdf"), at, at); err != nil {
		t.Fatal(err)
	}
	s := openTestStore(t, dir)
	for _, test := range []struct {
		rel   string
		since time.Time
		want  bool
	}{
		{"folder/a.pdf", at, true},
		{"folder/a.pdf", at.Add(-1), true},
		{"folder/a.pdf", at.Add(1), false},
		{"folder", time.Time{}, false},
		{"link.pdf", time.Time{}, false},
		{"nowhere/a.pdf", time.Time{}, false},
		{"../" + filepath.Base(dir) + "/folder/a.pdf", time.Time{}, false},
		{".betten-work/lock", time.Time{}, false},
	} {
		if got := s.Has(test.rel, test.since); got != test.want {
			t.Errorf("%s since %v: %t", test.rel, test.since, got)
		}
	}
	if data, err := s.Read("folder/a.pdf", 1000); err != nil || string(data) != "folder/a.pdf" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := s.Read("folder/b.pdf", 1000); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestStoreIsNoFileAndItsWorkFolderNoLink(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "file", "else/precious")
	for _, bad := range []string{"file", "file/sub"} {
		if s, err := OpenStore(filepath.Join(dir, bad)); err == nil {
			s.Close()
			t.Errorf("%s was opened", bad)
		}
	}
	specimen.Fill(t, dir, "out/")
	link(t, filepath.Join("..", "else"), filepath.Join(dir, "out", ".betten-work"))
	if s, err := OpenStore(filepath.Join(dir, "out")); err == nil {
		s.Close()
		t.Error("a link was taken for the work folder")
	}
	checkBelow(t, dir, "else/", "else/precious", "file", "out/", "out/.betten-work")
}

func TestStoreFilesHaveTheModeOfOthers(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "other")
	s := openTestStore(t, dir)
	put(t, s, "a.pdf")
	a, err1 := os.Stat(filepath.Join(dir, "a.pdf"))
	other, err2 := os.Stat(filepath.Join(dir, "other"))
	if err1 != nil || err2 != nil || a.Mode() != other.Mode() {
		t.Errorf("%v, %v", a, other)
	}
}
