package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"betten/internal/disk"
	"betten/internal/specimen"
)

func wanted(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".toml" || ext == ".xlsx"
}

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skip(err)
	}
}

// found returns the result of Find, in order: "rel = content" for sources, then "name! error" for
// refusals. Names are those below dir.
func found(t *testing.T, dir, except string, args ...string) (all []string) {
	t.Helper()
	for i, arg := range args {
		args[i] = filepath.Join(dir, filepath.FromSlash(arg))
	}
	if except != "" {
		except = filepath.Join(dir, except)
	}
	sources, refused, closeAll := Find(args, wanted, except)
	for _, s := range sources {
		data, err := s.Read(1000)
		if err != nil {
			data = []byte(reason(err))
		}
		all = append(all, fmt.Sprintf("%s = %s", s.Rel, data))
	}
	for _, r := range refused {
		name := strings.TrimPrefix(filepath.ToSlash(r.Name), filepath.ToSlash(dir)+"/")
		all = append(all, fmt.Sprintf("%s! %s", name, reason(r.Err)))
	}
	if err := closeAll(); err != nil {
		t.Error(err)
	}
	return all
}

func reason(err error) string {
	for _, known := range []error{
		disk.ErrTooLarge, ErrUnsafeName, ErrSameName, ErrNestedZip, ErrLinkOutside, ErrEncrypted, disk.ErrNotRegular, ErrIsOutput,
		errAlgorithm, errFormat, fs.ErrNotExist, fs.ErrPermission,
	} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return err.Error()
}

func checkFound(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

const missing = "file does not exist"

func TestFindTakesFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "b.toml", "a.toml", "notes.txt", "a/z.toml", "a-b/y.toml", "a/deep/er/x.XLSX", "a/readme.md",
		"a/~$z.toml", "a/.hidden.toml", "a/.git/c.toml", "a/.betten-work/made", "empty/", "dir.toml/in.toml")
	tests := []struct {
		args []string
		want []string
	}{
		{[]string{"b.toml", "a.toml"}, []string{"b.toml = b.toml", "a.toml = a.toml"}},
		{[]string{"notes.txt", "a/.hidden.toml"}, []string{"notes.txt = notes.txt", ".hidden.toml = a/.hidden.toml"}},
		{[]string{"a"}, []string{"deep/er/x.XLSX = a/deep/er/x.XLSX", "z.toml = a/z.toml"}},
		{[]string{"a/"}, []string{"deep/er/x.XLSX = a/deep/er/x.XLSX", "z.toml = a/z.toml"}},
		// By segment: "a/z" comes before "a-b/y", although "-" sorts before "/".
		{[]string{"."}, []string{"a/deep/er/x.XLSX = a/deep/er/x.XLSX", "a/z.toml = a/z.toml", "a-b/y.toml = a-b/y.toml",
			"a.toml = a.toml", "b.toml = b.toml", "dir.toml/in.toml = dir.toml/in.toml"}},
		{[]string{"empty"}, nil},
		{[]string{"nowhere", "a-b", "a.toml"}, []string{"y.toml = a-b/y.toml", "a.toml = a.toml", "nowhere! " + missing}},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			checkFound(t, found(t, dir, "", test.args...), test.want...)
		})
	}
}

func TestFindMatchesGlobs(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "in/a.toml", "in/b.toml", "in/c.txt", "in/~$a.toml", "in/.d.toml", "in/x/a.toml", "in/x/y/a.toml",
		"in/.git/a.toml", "in/[1].toml", "in/1.toml", "out/a.toml")
	makeZip(t, filepath.Join(dir, "in", "x", "z.zip"), member{name: "m.toml"}, member{name: "sub/n.toml"})
	zipped := []string{"x/m.toml = m.toml", "x/sub/n.toml = sub/n.toml"}
	tests := []struct {
		pattern string
		want    []string
	}{
		{"in/[ab].toml", []string{"a.toml = in/a.toml", "b.toml = in/b.toml"}},
		{"in/?.t*", []string{"1.toml = in/1.toml", "a.toml = in/a.toml", "b.toml = in/b.toml"}},
		{"in/{b,a}.toml", []string{"a.toml = in/a.toml", "b.toml = in/b.toml"}},
		{"{in,out}/a.toml", []string{"in/a.toml = in/a.toml", "out/a.toml = out/a.toml"}},
		{"in/**/a.toml", []string{"a.toml = in/a.toml", "x/a.toml = in/x/a.toml", "x/y/a.toml = in/x/y/a.toml"}},
		{"in/x/**", []string{"a.toml = in/x/a.toml", "m.toml = m.toml", "sub/n.toml = sub/n.toml", "y/a.toml = in/x/y/a.toml"}},
		{"in/**/*.zip", zipped},
		{"*/x/*.zip", []string{"in/x/m.toml = m.toml", "in/x/sub/n.toml = sub/n.toml"}},
		// A folder that matches is walked, and a zip in it does not count as named.
		{"in/x*", []string{"x/a.toml = in/x/a.toml", "x/y/a.toml = in/x/y/a.toml", "in/x/z.zip! " + ErrNestedZip.Error()}},
		{"in/[1].toml", []string{"[1].toml = in/[1].toml"}}, // it exists
		{"in/[2].toml", []string{"in/[2].toml! " + missing}},
		{"in/*.txt", []string{"in/*.txt! " + missing}},
		{"nowhere/*.toml", []string{"nowhere/*.toml! " + missing}},
		{"in/[", []string{"in/[! " + missing}},
		{"in/a.toml/*", []string{"in/a.toml/*! " + missing}},
	}
	for _, test := range tests {
		t.Run(test.pattern, func(t *testing.T) {
			checkFound(t, found(t, dir, "", test.pattern), test.want...)
		})
	}
}

func TestFindNeverReadsItsOwnOutputs(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "a.toml", "out/a.toml", "out/deep/b.toml", "x/c.toml")
	want := []string{"a.toml = a.toml", "x/c.toml = x/c.toml"}
	checkFound(t, found(t, dir, "out", "."), want...)
	checkFound(t, found(t, dir, "out", "**/*.toml"), want...)
	checkFound(t, found(t, dir, "out", "*/*.toml"), want[1])
	checkFound(t, found(t, dir, "out", "o*/**/b.toml"), "o*/**/b.toml! "+missing)
	checkFound(t, found(t, dir, "out", "out"), "out! "+ErrIsOutput.Error())
	checkFound(t, found(t, dir, "out", "out/deep"), "b.toml = out/deep/b.toml")
	checkFound(t, found(t, dir, "not there", "x"), "c.toml = x/c.toml")
	link(t, filepath.Join(dir, "out"), filepath.Join(dir, "other name"))
	checkFound(t, found(t, dir, "other name", "."), want...)
}

func TestFindDoesNotLeaveAFolderByLinks(t *testing.T) {
	dir := t.TempDir()
	specimen.Fill(t, dir, "secret.toml", "in/a.toml", "in/sub/b.toml", "else/c.toml")
	in := filepath.Join(dir, "in")
	link(t, filepath.Join("sub", "b.toml"), filepath.Join(in, "inside.toml"))
	link(t, filepath.Join(in, "sub", "b.toml"), filepath.Join(in, "inside-absolute.toml"))
	link(t, filepath.Join("..", "secret.toml"), filepath.Join(in, "outside.toml"))
	link(t, filepath.Join(dir, "secret.toml"), filepath.Join(in, "outside-absolute.toml"))
	link(t, filepath.Join("..", "secret.toml"), filepath.Join(in, "unwanted.txt"))
	link(t, "nowhere", filepath.Join(in, "dangling.toml"))
	link(t, "sub", filepath.Join(in, "folder"))
	link(t, "sub", filepath.Join(in, "folder.toml"))
	link(t, filepath.Join("..", "else"), filepath.Join(in, "outside-folder"))
	link(t, ".", filepath.Join(in, "loop"))
	link(t, "in", filepath.Join(dir, "by-link"))

	sources := []string{"a.toml = in/a.toml", "inside-absolute.toml = in/sub/b.toml", "inside.toml = in/sub/b.toml"}
	refusals := func(base string) []string {
		return []string{
			base + "/dangling.toml! " + missing,
			base + "/outside-absolute.toml! " + ErrLinkOutside.Error(),
			base + "/outside.toml! " + ErrLinkOutside.Error(),
		}
	}
	all := slices.Concat(sources, []string{"sub/b.toml = in/sub/b.toml"}, refusals("in"))
	checkFound(t, found(t, dir, "", "in"), all...)
	checkFound(t, found(t, dir, "", "in/**/*.toml"), all...)
	checkFound(t, found(t, dir, "", "in/*.toml"), slices.Concat(sources, refusals("in"))...)
	checkFound(t, found(t, dir, "", "in/*/*.toml"), "sub/b.toml = in/sub/b.toml")
	// A link that the user names explicitly is followed.
	checkFound(t, found(t, dir, "", "in/outside.toml"), "outside.toml = secret.toml")
	checkFound(t, found(t, dir, "", "by-link"),
		slices.Concat(sources, []string{"sub/b.toml = in/sub/b.toml"}, refusals("by-link"))...)
}

func TestReadEndsAtItsLimit(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.toml"), "12345")
	makeZip(t, filepath.Join(dir, "b.zip"), member{name: "b.toml", data: "12345"})
	sources, _, closeAll := Find([]string{filepath.Join(dir, "*")}, wanted, "")
	defer closeAll()
	if len(sources) != 2 {
		t.Fatalf("%d sources", len(sources))
	}
	for _, s := range sources {
		for limit, want := range map[int64]error{4: disk.ErrTooLarge, 5: nil, 6: nil, 1<<63 - 1: nil} {
			if data, err := s.Read(limit); err != want || err == nil && string(data) != "12345" {
				t.Errorf("%s up to %d: %q, %v", s.Rel, limit, data, err)
			}
		}
	}
}

func TestSourcesAreNamedAsTheUserKnowsThem(t *testing.T) {
	t.Chdir(t.TempDir())
	specimen.Fill(t, ".", "a.toml", "in/b.toml")
	makeZip(t, "z.zip", member{name: `sub\c.toml`})
	sources, _, closeAll := Find([]string{"./a.toml", "in", "i?/*", "z.zip"}, wanted, "")
	defer closeAll()
	want := []string{"./a.toml", filepath.Join("in", "b.toml"), filepath.Join("in", "b.toml"), "z.zip/sub/c.toml"}
	for i, s := range sources {
		if i >= len(want) || s.Name != want[i] {
			t.Errorf("%d: %q", i, s.Name)
		}
	}
	if len(sources) != len(want) {
		t.Errorf("%d sources", len(sources))
	}
}

func TestFindTellsWhenAFileChanged(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.toml"), "")
	at := time.Date(2024, 4, 1, 9, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "a.toml"), at, at); err != nil {
		t.Fatal(err)
	}
	for _, arg := range []string{"a.toml", ".", "*.toml"} {
		sources, _, closeAll := Find([]string{filepath.Join(dir, arg)}, wanted, "")
		if len(sources) != 1 || !sources[0].Time.Equal(at) {
			t.Errorf("%s: %+v", arg, sources)
		}
		closeAll()
	}
}
