package replace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"betten/internal/disk"
)

// A jammed place fails to rename to some names.
type jammed struct {
	place
	err   map[string]error // by the base name of the target
	times int              // how often; 0 means always
	tried int
}

func (j *jammed) Rename(from, to string) error {
	err := j.err[filepath.Base(to)]
	if err == nil {
		return j.place.Rename(from, to)
	}
	if j.tried++; j.times > 0 && j.tried > j.times {
		return j.place.Rename(from, to)
	}
	return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
}

// asOnWindows replaces errors by those of Windows and stops time. It returns the time that was
// slept.
func asOnWindows(t *testing.T, windows bool) (slept *time.Duration) {
	t.Helper()
	slept = new(time.Duration)
	was, wasSleep := disk.OnWindows, sleep
	disk.OnWindows, sleep = windows, func(d time.Duration) { *slept += d }
	t.Cleanup(func() { disk.OnWindows, sleep = was, wasSleep })
	return slept
}

// The Windows error numbers; on other systems, Go has no names for them.
const accessDenied, sharingViolation, lockViolation = syscall.Errno(5), syscall.Errno(32), syscall.Errno(33)

// swap does the same as Files, in a place made by the test.
func swap(p place, files ...File) (target string, err error) {
	w := writer{p, filepath.Dir}
	staged, err := w.stage(files)
	defer w.discard(staged, &err)
	if err != nil {
		return files[len(staged)].Path, err
	}
	if n, err := w.rename(staged, files); err != nil {
		return files[n].Path, err
	}
	return "", nil
}

func TestAFileThatIsOpenElsewhereLeavesTheOthersAsTheyWere(t *testing.T) {
	for _, code := range []syscall.Errno{accessDenied, sharingViolation, lockViolation} {
		for jam := range 3 {
			t.Run(fmt.Sprintf("code %d, the target %d", int(code), jam), func(t *testing.T) {
				slept := asOnWindows(t, true)
				dir := t.TempDir()
				old := map[string]string{"a.xlsx": "old workbook", "b.toml": "old entries"}
				day := time.Now().Add(-48 * time.Hour).Truncate(time.Second)
				for name, data := range old {
					write(t, filepath.Join(dir, name), data)
					if err := os.Chtimes(filepath.Join(dir, name), day, day); err != nil {
						t.Fatal(err)
					}
				}
				var files []File
				for _, name := range []string{"a.xlsx", "new.pdf", "b.toml"} {
					files = append(files, File{filepath.Join(dir, name), []byte("of this run")})
				}
				at := files[jam].Path
				target, err := swap(&jammed{place: system{}, err: map[string]error{filepath.Base(at): code}}, files...)
				var p *fs.PathError
				if target != at || !errors.Is(err, disk.ErrInUse) || !disk.InUse(err) || !errors.As(err, &p) || p.Path != at {
					t.Errorf("%q, %v", target, err)
				}
				if *slept < 500*time.Millisecond || *slept > time.Second {
					t.Errorf("waited for %v", *slept)
				}
				checkContents(t, dir, old)
				for name := range old {
					if info, err := os.Stat(filepath.Join(dir, name)); err != nil || !info.ModTime().Equal(day) {
						t.Errorf("%s is of another time: %v", name, err)
					}
				}
			})
		}
	}
}

func TestAFileThatIsOpenForAMomentIsWaitedFor(t *testing.T) {
	asOnWindows(t, true)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.pdf"), "old")
	j := &jammed{place: system{}, err: map[string]error{"a.pdf": sharingViolation}, times: 3}
	if target, err := swap(j, File{filepath.Join(dir, "a.pdf"), []byte("new")}); err != nil || j.tried != 4 {
		t.Errorf("%q, %v after %d times", target, err, j.tried)
	}
	checkContents(t, dir, map[string]string{"a.pdf": "new"})
}

func TestOnlyOnWindowsIsADenialAnOpenFile(t *testing.T) {
	slept := asOnWindows(t, false)
	dir := t.TempDir()
	for _, code := range []error{accessDenied, sharingViolation, lockViolation, fs.ErrPermission} {
		_, err := swap(&jammed{place: system{}, err: map[string]error{"a.pdf": code}}, File{filepath.Join(dir, "a.pdf"), nil})
		if !errors.Is(err, code) || disk.InUse(err) || *slept != 0 {
			t.Errorf("%v, after %v", err, *slept)
		}
	}
	checkContents(t, dir, nil)
}

// A rename that fails for another reason is undone too, also in a store.
func TestWhateverFailsTheOthersArePutBack(t *testing.T) {
	long := string(slices.Repeat([]byte("n"), 300))
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xlsx"), "old")
	files := []File{{"a.xlsx", []byte("new")}, {"b.pdf", []byte("new")}, {long, nil}}
	t.Run("in a store", func(t *testing.T) {
		s := openTestStore(t, dir)
		if target, err := s.Replace(t.Context(), files...); target != long || err == nil {
			t.Errorf("%.20q, %v", target, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		checkContents(t, dir, map[string]string{"a.xlsx": "old"})
	})
	t.Run("elsewhere", func(t *testing.T) {
		t.Chdir(dir)
		if target, err := Files(t.Context(), files...); target != long || err == nil {
			t.Errorf("%.20q, %v", target, err)
		}
		checkContents(t, dir, map[string]string{"a.xlsx": "old"})
	})
}

func TestALinkIsPutBackAsALink(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("nowhere", filepath.Join(dir, "a.xlsx")); err != nil {
		t.Skip("no links here: ", err)
	}
	j := &jammed{place: system{}, err: map[string]error{"b.pdf": fs.ErrInvalid}}
	_, err := swap(j, File{filepath.Join(dir, "a.xlsx"), nil}, File{filepath.Join(dir, "b.pdf"), nil})
	if to, err2 := os.Readlink(filepath.Join(dir, "a.xlsx")); err == nil || err2 != nil || to != "nowhere" {
		t.Errorf("%v; %q, %v", err, to, err2)
	}
}

// A viewer opens a file like this. Go does not let others replace it either.
func TestOnWindowsAnOpenFileIsNotReplaced(t *testing.T) {
	if !disk.OnWindows {
		t.Skip("elsewhere an open file is replaced")
	}
	for _, open := range []string{"a.xlsx", "b.pdf"} {
		dir := t.TempDir()
		old := map[string]string{"a.xlsx": "old workbook", "b.pdf": "old PDF"}
		for name, data := range old {
			write(t, filepath.Join(dir, name), data)
		}
		f, err := os.Open(filepath.Join(dir, open))
		if err != nil {
			t.Fatal(err)
		}
		t.Chdir(dir)
		s := openTestStore(t, ".")
		for _, replace := range []func(context.Context, ...File) (string, error){Files, s.Replace} {
			if target, err := replace(t.Context(), File{"a.xlsx", []byte("new")}, File{"b.pdf", []byte("new")}); target != open || !errors.Is(err, disk.ErrInUse) {
				t.Errorf("%s: %q, %v", open, target, err)
			}
		}
		f.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		checkContents(t, dir, old)
		if _, err := Files(t.Context(), File{open, []byte("new")}); err != nil {
			t.Error(err)
		}
	}
}
